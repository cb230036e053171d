package bot

import (
	"context"
	"fmt"

	"chaser/kpi"
	"chaser/store"
)

// newsOf has, for each kind of news, what words it from what is true now.
var newsOf = map[kpi.NoticeKind]func(context.Context, *Bot, store.Notification, store.Clocks) (*Message, error){
	kpi.NewsShut: newsOfHeld,
	kpi.NewsGone: newsOfGoneAccount,

	kpi.NewsTrail: newsOfTrail,

	kpi.NewsRed:           newsOfRed,
	kpi.NewsRecovered:     newsOfRed,
	kpi.NewsRedDigest:     newsOfRedDigest,
	kpi.NewsQuestion:      newsOfQuestion,
	kpi.NewsAnswer:        newsOfAnswer,
	kpi.NewsCard:          newsOfCard,
	kpi.NewsSentBack:      newsOfSentBack,
	kpi.NewsNudge:         newsOfNudge,
	kpi.NewsSignedOff:     newsOfSignedOff,
	kpi.NewsRedSummary:    newsOfReds,
	kpi.NewsRedCard:       newsOfRedCard,
	kpi.NewsErratum:       newsOfErratum,
	kpi.NewsPublishWaits:  newsOfWaiting,
	kpi.NewsPublishedAuto: newsOfSetDay,
	kpi.NewsPreview:       newsOfPreview,
	kpi.NewsPreviewPage:   newsOfPreviewPage,
	kpi.NewsActionGiven:   newsOfGivenAction,
	kpi.NewsFilesOrdered:  newsOfFilesOrdered,
	kpi.NewsSentFiles:     newsOfSentFiles,

	kpi.NewsCorrected:       newsOfCorrected,
	kpi.NewsCorrectionAsked: newsOfAskedCorrection,
	kpi.NewsCorrectionSaid:  newsOfCorrectionSaid,
}

// news is the message of something that happened.
func (b *Bot) news(ctx context.Context, n store.Notification, at store.Clocks) (*Message, error) {
	word, known := newsOf[n.Kind]
	if !known {
		return nil, fmt.Errorf("this version of Chaser has no words for news of the kind %q", n.Kind)
	}
	m, err := word(ctx, b, n, at)
	if err != nil {
		return nil, fmt.Errorf("the news of %s to %s: %w", n.Kind, n.Recipient, err)
	}
	return m, nil
}

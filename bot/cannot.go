package bot

import (
	"context"

	"github.com/slack-go/slack"

	"chaser/kpi"
)

const pressCannot = "cannot"

func cannotConversation() conversation {
	return conversation{
		presses: []press{{id: pressCannot, answer: pressedCannot}},
		modals:  []modal{{cannotForm, submittedCannot}},
	}
}

// pressedCannot is “Can't provide it”: it asks why.
func pressedCannot(ctx context.Context, v *visit, s subject) (*Message, error) {
	if stale, err := v.stale(ctx, s); err != nil || stale != nil {
		return stale, err
	}
	c, err := v.card(ctx, s.Code, s.period())
	if err != nil {
		return nil, err
	}
	return v.openModal(ctx, cannotView(c.Indicator, s.period()))
}

// submittedCannot posts the figure as unavailable, with the reason as its commentary.
func submittedCannot(ctx context.Context, v *visit, view slack.View) *slack.ViewSubmissionResponse {
	about := readSubject(view.PrivateMetadata)
	posted, err := v.post(ctx, about.Code, kpi.Posting{
		Period:    about.period(),
		Status:    kpi.Unavailable,
		OnlyFirst: true,
		Words:     entered(view, kpi.FieldCommentary),
	}, answers{})
	if err != nil {
		return v.modalError(err, view, kpi.FieldCommentary)
	}
	receipt := receiptView(posted, v.cardFor(posted.Card))
	return slack.NewUpdateViewSubmissionResponse(&receipt)
}

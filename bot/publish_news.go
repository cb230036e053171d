package bot

import (
	"context"
	"errors"
	"fmt"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// newsOfWaiting tells the performance team that the set day has come and what is still lacking. It is brought up to
// date until the period is published.
func newsOfWaiting(ctx context.Context, b *Bot, n store.Notification, at store.Clocks) (*Message, error) {
	p, err := b.publishingOf(ctx, n, at)
	if err != nil {
		return nil, err
	}
	return waitingMessage(p), nil
}

// newsOfSetDay tells the performance team that a period was published on its set day.
func newsOfSetDay(ctx context.Context, b *Bot, n store.Notification, at store.Clocks) (*Message, error) {
	p, err := b.publishingOf(ctx, n, at)
	if err != nil || p.takenBack != nil {
		return takenBackMessage(p), err
	}
	committees, err := b.store.Committees(ctx)
	if err != nil {
		return nil, fmt.Errorf("committees: %w", err)
	}
	for _, c := range committees {
		if c.Name == p.committee {
			p.Channel = c.Channel
		}
	}
	return setDayMessage(p), nil
}

// publishingOf is how the period that the news is about stands now.
func (b *Bot) publishingOf(ctx context.Context, n store.Notification, at store.Clocks) (publishing, error) {
	var about store.PublishAbout
	if err := n.About(&about); err != nil {
		return publishing{}, err
	}
	p, err := kpi.ParsePeriod(about.Period)
	if err != nil {
		return publishing{}, err
	}
	ready, err := b.store.Readiness(ctx, about.Committee, p, kpi.DateOf(at.Now.In(at.Zone)))
	var refusal *kpi.Refusal
	if errors.As(err, &refusal) { // the collection was removed since, so nothing is lacking
		err = nil
	}
	if err != nil {
		return publishing{}, err
	}
	made := publishing{Publishing: ready, committee: about.Committee, period: p, zone: b.zone, now: at.Now}
	if about.Publication != 0 {
		edition, err := b.store.PublicationByID(ctx, about.Publication)
		made.Publication, made.takenBack = edition, edition.TakenBack
		return made, err
	}
	set, err := b.store.SetDay(ctx, about.Committee, p)
	made.stopped = set.Stopped
	return made, err
}

func waitingMessage(p publishing) *Message {
	if p.Published() {
		return say(p.said().Since(p.zone))
	}
	if p.stopped != nil {
		said := stoppedWords(p.period, p.committee, *p.stopped, p.zone)
		return say(said, paragraph(literal(said)), buttons(previewButton(p)))
	}
	if p.Readiness.Clean() {
		return say(fmt.Sprintf("%s is now complete for %s. It is published within minutes, or when the office opens.", p.period.Words(), p.committee))
	}
	title := fmt.Sprintf("%s has not been published for %s yet: %s.", p.period.Words(), p.committee, words.Lacking(p.Readiness))
	blocks := append([]slack.Block{paragraph(bold(title))}, lackBlocks(p.Readiness, false)...)
	blocks = append(blocks,
		note("It is published as soon as nothing is missing, on a working day between 9:00 and 17:00."),
		buttons(previewButton(p), button(pressStopDay, "Stop", subject{Committee: p.committee, Period: p.period.String()})))
	return say(title, blocks...)
}

// previewButton opens the preview, from which the period can be published.
func previewButton(p publishing) *slack.ButtonBlockElement {
	return button(pressPublish, "See the preview", subject{Committee: p.committee, Period: p.period.String()})
}

func setDayMessage(p publishing) *Message {
	title := fmt.Sprintf("%s was published for %s on its set day.", p.period.Words(), p.committee)
	blocks := []slack.Block{paragraph(bold(title)), paragraph(literal(words.NoChannel))}
	if p.Channel != "" {
		blocks[1] = paragraph(literal("The summary of its reds goes to "), slack.NewRichTextSectionChannelElement(p.Channel, nil), literal("."))
	}
	if until := p.takenBackUntil(); !until.IsZero() {
		blocks = append(blocks, takenBackUntilBlocks(p, until)...)
	}
	return say(title, blocks...)
}

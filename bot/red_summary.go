package bot

import (
	"context"
	"fmt"

	"chaser/kpi"
	"chaser/store"
)

// newsOfReds is a page of the summary of a committee's reds as they were published.
func newsOfReds(ctx context.Context, b *Bot, n store.Notification, _ store.Clocks) (*Message, error) {
	var about store.SummaryAbout
	if err := n.About(&about); err != nil {
		return nil, err
	}
	summary, of, err := b.store.Summary(ctx, about.Publication)
	if err != nil {
		return nil, err
	}
	return redSummaryMessage(summary, about.Page, about.FirstHolds(), kpi.DateOf(of.At.In(b.zone)))
}

// newsOfRedCard is the card of a red as it was published, for the thread of its page.
func newsOfRedCard(ctx context.Context, b *Bot, n store.Notification, at store.Clocks) (*Message, error) {
	var about store.RedCardAbout
	if err := n.About(&about); err != nil {
		return nil, err
	}
	cards, err := b.store.PublishedCards(ctx, about.Publication)
	if err != nil {
		return nil, err
	}
	for _, c := range cards {
		if c.Indicator.Code == about.Indicator {
			return cardMessage(c, b.publishedCard(kpi.DateOf(at.Now.In(at.Zone)))), nil
		}
	}
	return nil, fmt.Errorf("publication %d has no card of %q", about.Publication, about.Indicator)
}

// publishedCard is how a card is shown in a committee's channel.
func (b *Bot) publishedCard(today kpi.Date) cardFor {
	return cardFor{today: today, zone: b.zone, command: b.command, toAll: true}
}

// newsOfErratum tells a committee, in the thread of the summary that it read, what was revised since.
func newsOfErratum(ctx context.Context, b *Bot, n store.Notification, _ store.Clocks) (*Message, error) {
	var about store.ErratumAbout
	if err := n.About(&about); err != nil {
		return nil, err
	}
	e, err := b.store.Erratum(ctx, about)
	if err != nil {
		return nil, err
	}
	return erratumMessage(e, b.zone, n.Thread.TS == ""), nil
}

// newsOfSentBack asks an owner to look at their figure again, and tells what became of it.
func newsOfSentBack(ctx context.Context, b *Bot, n store.Notification, _ store.Clocks) (*Message, error) {
	var about store.SentBackAbout
	if err := n.About(&about); err != nil {
		return nil, err
	}
	back, err := b.store.SentBack(ctx, about)
	if err != nil {
		return nil, err
	}
	return sentBackMessage(back), nil
}

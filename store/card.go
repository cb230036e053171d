package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// Card is the indicator's card for the period. With a zero period it is the latest that has a figure; where none has one, the one that
// is being collected, or will be. It is false where there is no such indicator.
func (s *Store) Card(ctx context.Context, code string, p kpi.Period, today kpi.Date) (kpi.Card, bool, error) {
	i, found, err := findIndicator(ctx, s.db, code)
	if err == nil && found {
		var cards []kpi.Card
		if cards, err = buildCards(ctx, s.db, []held{i}, p, today); err == nil {
			return cards[0], true, nil
		}
	}
	if err != nil {
		return kpi.Card{}, false, fmt.Errorf("store.Card(%q, %s): %w", code, p, err)
	}
	return kpi.Card{}, false, nil
}

// Cards is the latest card of each of the committee's indicators, or of all where committee is empty, in the register's order.
func (s *Store) Cards(ctx context.Context, committee string, today kpi.Date) ([]kpi.Card, error) {
	cards, err := s.cardsWhere(ctx, today, `$1 IN ('', i.committee)`, committee)
	if err != nil {
		return nil, fmt.Errorf("store.Cards(%q): %w", committee, err)
	}
	return cards, nil
}

// Answerable is the latest card of each indicator that the person owns or deputises for, in the register's order.
func (s *Store) Answerable(ctx context.Context, slackID string, today kpi.Date) ([]kpi.Card, error) {
	cards, err := s.cardsWhere(ctx, today, `$1 IN (i.owner, i.deputy)`, slackID)
	if err != nil {
		return nil, fmt.Errorf("store.Answerable(%q): %w", slackID, err)
	}
	return cards, nil
}

// Owed is those of the person's Answerable cards whose figure is awaited, by the day on which it is due and then in the register's
// order.
func (s *Store) Owed(ctx context.Context, slackID string, today kpi.Date) ([]kpi.Card, error) {
	cards, err := s.Answerable(ctx, slackID, today)
	if err != nil {
		return nil, fmt.Errorf("store.Owed: %w", err)
	}
	cards = slices.DeleteFunc(cards, func(c kpi.Card) bool { return c.Awaited == nil })
	slices.SortStableFunc(cards, func(a, b kpi.Card) int { return cmp.Compare(a.Awaited.Due.String(), b.Awaited.Due.String()) })
	return cards, nil
}

func (s *Store) cardsWhere(ctx context.Context, today kpi.Date, condition string, args ...any) ([]kpi.Card, error) {
	indicators, err := listIndicators(ctx, s.db, condition, args...)
	if err != nil {
		return nil, err
	}
	return buildCards(ctx, s.db, indicators, kpi.Period{}, today)
}

// buildCards makes the indicators' cards for the period, or with a zero period each one's latest, in as many queries for all as for
// one.
func buildCards(ctx context.Context, q sqlx.QueryerContext, indicators []held, p kpi.Period, today kpi.Date) ([]kpi.Card, error) {
	ids := make([]int64, len(indicators))
	for n, i := range indicators {
		ids[n] = i.id
	}
	recorded, err := latestFigures(ctx, q, everyFigure, ids...)
	if err != nil {
		return nil, err
	}
	known, err := readSchedule(ctx, q)
	if err != nil {
		return nil, err
	}
	actions, err := actionsByIndicator(ctx, q, ids...)
	if err != nil {
		return nil, err
	}
	cards := make([]kpi.Card, len(indicators))
	for n, i := range indicators {
		cards[n] = cardOf(i.Indicator, recorded[i.id], known, p, today)
		cards[n].Actions = kpi.ActionsOn(actions[i.id], cards[n].Period)
	}
	return cards, nil
}

// cardOf makes a card of what has been read.
func cardOf(i kpi.Indicator, recorded series, known schedule, p kpi.Period, today kpi.Date) kpi.Card {
	figures := recorded.figures()
	if p.IsZero() {
		p = kpi.Latest(figures)
	}
	open, collected, isOpen := kpi.Open(known.collections, i.Frequency, today)
	if p.IsZero() && isOpen {
		p = collected
	}
	if p.IsZero() {
		p = kpi.Upcoming(known.collections, i.Frequency, today)
	}
	card := kpi.NewCard(i, figures, p)
	if row, posted := recorded.of(p); posted {
		card.PostedBy = row.PostedByName
	}
	if _, posted := recorded.of(collected); isOpen && !posted {
		card.Awaited = &kpi.Awaited{Period: collected, Due: open.Deadline(known.calendar)}
	}
	return card
}

package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// Card is the indicator's card for the period as somebody sees it, of which kpi.Dossier decides; the zero Person is
// whoever reads a channel, and one who is Outside whoever reads one that is shared with another organisation. With a
// zero period it is the latest that has a figure; where none has one, the one that is being collected, or will be. It
// is false where there is no such indicator.
func (s *Store) Card(ctx context.Context, who kpi.Person, code string, p kpi.Period, today kpi.Date) (kpi.Card, bool, error) {
	i, found, err := findIndicator(ctx, s.db, code)
	if err == nil && found {
		var cards []kpi.Card
		if cards, err = buildCards(ctx, s.db, look{who: who, period: p}, []keptIndicator{i}, today); err == nil {
			return cards[0], true, nil
		}
	}
	if err != nil {
		return kpi.Card{}, false, fmt.Errorf("store.Card(%q, %s): %w", code, p, err)
	}
	return kpi.Card{}, false, nil
}

// Cards is the latest card, as somebody sees it, of each of the committee's indicators, or of all where committee is
// empty, in the register's order.
func (s *Store) Cards(ctx context.Context, who kpi.Person, committee string, today kpi.Date) ([]kpi.Card, error) {
	return s.CardsOf(ctx, who, CardsOf{Committee: committee}, today)
}

// CardsOf is which indicators' cards are wanted, and of when; what is empty limits nothing.
type CardsOf struct {
	Committee, Service string
	Period             kpi.Period // of those that report for it; zero: the latest of each
}

// CardsOf is the cards that are wanted, as somebody sees them, in the register's order.
func (s *Store) CardsOf(ctx context.Context, who kpi.Person, of CardsOf, today kpi.Date) ([]kpi.Card, error) {
	cards, err := s.cardsWhere(ctx, look{who: who, collected: of.Period}, today, `$1 IN ('', i.committee) AND $2 IN ('', i.service)`, of.Committee, of.Service)
	if err != nil {
		return nil, fmt.Errorf("store.CardsOf(%+v): %w", of, err)
	}
	return cards, nil
}

// Services are the services that have an indicator, in the register's order.
func (s *Store) Services(ctx context.Context) ([]string, error) {
	var names []string
	err := s.db.SelectContext(ctx, &names, `SELECT service FROM indicators WHERE service <> '' GROUP BY service ORDER BY min(id)`)
	if err != nil {
		return nil, fmt.Errorf("store.Services: %w", err)
	}
	return names, nil
}

// Answerable is the latest card of each indicator that the person owns or deputises for, or of which the awaited figure
// was handed on to them, in the register's order.
func (s *Store) Answerable(ctx context.Context, slackID string, today kpi.Date) ([]kpi.Card, error) {
	cards, err := s.cardsWhere(ctx, look{who: kpi.Person{SlackID: slackID}}, today,
		`$1 IN (i.owner, i.deputy) OR EXISTS (SELECT FROM delegations d WHERE d.indicator_id = i.id AND d.delegate = $1)`, slackID)
	if err != nil {
		return nil, fmt.Errorf("store.Answerable(%q): %w", slackID, err)
	}
	return slices.DeleteFunc(cards, func(c kpi.Card) bool {
		return slackID != c.Indicator.Owner && slackID != c.Indicator.Deputy && !c.OwedBy(slackID)
	}), nil
}

// Owed is those of the person's Answerable cards whose figure is awaited of them, by the day on which it is due and
// then in the register's order. What was handed on is owed by who has it, and no longer by its owner or deputy.
func (s *Store) Owed(ctx context.Context, slackID string, today kpi.Date) ([]kpi.Card, error) {
	cards, err := s.Answerable(ctx, slackID, today)
	if err != nil {
		return nil, fmt.Errorf("store.Owed: %w", err)
	}
	cards = slices.DeleteFunc(cards, func(c kpi.Card) bool { return !c.OwedBy(slackID) })
	slices.SortStableFunc(cards, func(a, b kpi.Card) int { return cmp.Compare(a.Awaited.Due.String(), b.Awaited.Due.String()) })
	return cards, nil
}

func (s *Store) cardsWhere(ctx context.Context, l look, today kpi.Date, condition string, args ...any) ([]kpi.Card, error) {
	indicators, err := listIndicators(ctx, s.db, condition, args...)
	if err != nil {
		return nil, err
	}
	if !l.collected.IsZero() {
		indicators = slices.DeleteFunc(indicators, func(i keptIndicator) bool { _, reports := l.collected.For(i.Frequency); return !reports })
	}
	return buildCards(ctx, s.db, l, indicators, today)
}

// look is who looks at cards, and for what.
type look struct {
	who        kpi.Person // without a Slack id: whoever reads a channel
	own        bool       // one of the indicators' own people, whoever it is
	period     kpi.Period // zero: the latest of each
	collected  kpi.Period // instead of it: what is collected then, of each indicator its own
	publishing bool       // the cards of the period are about to be published: all that is cleared counts, and nothing else
}

// buildCards makes the indicators’ cards as they are seen, in as many queries for all as for one. It is the one place
// in which it is decided what of a card somebody sees, so that nobody sees what is not theirs to see yet.
func buildCards(ctx context.Context, q sqlx.QueryerContext, l look, indicators []keptIndicator, today kpi.Date) ([]kpi.Card, error) {
	dossiers, err := readDossiers(ctx, q, l.who, indicators)
	if err != nil {
		return nil, err
	}
	known, err := readSchedule(ctx, q)
	if err != nil {
		return nil, err
	}
	ids := make([]int64, 0, len(indicators))
	for _, i := range indicators {
		ids = append(ids, i.id)
	}
	handed, err := listHandedOn(ctx, q, ids)
	if err != nil {
		return nil, err
	}
	questions, err := shownQuestions(ctx, q, ids...)
	if err != nil {
		return nil, err
	}
	actions, err := actionsByIndicator(ctx, q, ids...)
	if err != nil {
		return nil, err
	}
	cards := make([]kpi.Card, len(indicators))
	frozen := map[frozenKey]int{} // those that are the published one → their place
	for n, i := range indicators {
		d := dossiers[i.id]
		_, collected, _ := kpi.Open(known.collections, i.Frequency, today)
		asked := l.period
		if !l.collected.IsZero() {
			asked, _ = l.collected.For(i.Frequency)
		}
		own := l.own || d.own(asked, collected)
		var sight kpi.Sight
		if l.publishing {
			published, _ := l.period.For(i.Frequency)
			sight = kpi.Sight{Period: published, Figures: d.Cleared()}
		} else {
			sight = d.Sight(own, asked)
		}
		sees := func(p kpi.Period) bool {
			if l.publishing {
				return !sight.Period.Before(p) && slices.ContainsFunc(sight.Figures, func(f kpi.Figure) bool { return f.Period == p })
			}
			return own || d.Sees(false, p)
		}
		if sight.Frozen {
			frozen[frozenKey{i.id, sight.Period}] = n
		}
		facts := cardFacts{indicator: i, recorded: d.seriesOf(sight.Figures), schedule: known, standing: sight.Standing, sees: sees}
		if l.who.Outside { // what is done, asked and awaited is not published
			cards[n] = facts.card(sight.Period, today)
			continue
		}
		facts.questions, facts.actions = questions, actions[i.id]
		cards[n] = facts.card(sight.Period, today)
		if cards[n].Awaited = awaited(i.Indicator, d.newest(), known, today); cards[n].Awaited != nil {
			cards[n].Awaited.Handed = handed[figureOf{i.id, cards[n].Awaited.Period}]
		}
	}
	published, err := readFrozen(ctx, q, frozen)
	if err != nil {
		return nil, err
	}
	for key, card := range published {
		live := &cards[frozen[key]]
		card.Awaited, card.Standing = live.Awaited, live.Standing
		card.Indicator.Owner, card.Indicator.Deputy, card.Indicator.Manager = live.Indicator.Owner, live.Indicator.Deputy, live.Indicator.Manager
		if !l.who.Outside {
			card.Questions = live.Questions // a conversation about the card goes on after it was published
		}
		*live = card
	}
	return cards, nil
}

// cardFacts are what a card is made of, as they were read; what nobody read is not on it. Every card is made of them.
type cardFacts struct {
	indicator keptIndicator
	recorded  series
	schedule
	questions figureQuestions
	actions   []kpi.Action // all of the indicator's
	standing  kpi.Standing
	sees      func(kpi.Period) bool // of which periods the questions and actions are shown; nil: of all
}

// card is the period's, or with a zero period the latest; who has the awaited figure is not on it.
func (f cardFacts) card(p kpi.Period, today kpi.Date) kpi.Card {
	i, figures := f.indicator.Indicator, f.recorded.figures()
	if p.IsZero() {
		p = kpi.Latest(figures)
	}
	_, collected, isOpen := kpi.Open(f.collections, i.Frequency, today)
	if p.IsZero() && isOpen {
		p = collected
	}
	if p.IsZero() {
		p = kpi.Upcoming(f.collections, i.Frequency, today)
	}
	card := kpi.NewCard(i, figures, p)
	if row, posted := f.recorded.of(p); posted {
		card.PostedBy = row.PostedByName
	}
	card.Awaited = awaited(i, f.recorded, f.schedule, today)
	card.Standing = f.standing
	card.Actions = kpi.ActionsOn(f.actions, p)
	if f.sees != nil {
		card.Actions = slices.DeleteFunc(card.Actions, func(a kpi.Action) bool { return !f.sees(a.Period) })
	}
	if f.sees == nil || f.sees(p) {
		card.Questions = f.questions.of(f.indicator.id, p)
	}
	return card
}

// awaited is the open collection's figure, where it has not been posted.
func awaited(i kpi.Indicator, recorded series, known schedule, today kpi.Date) *kpi.Awaited {
	open, collected, isOpen := kpi.Open(known.collections, i.Frequency, today)
	if _, posted := recorded.of(collected); !isOpen || posted {
		return nil
	}
	return &kpi.Awaited{Period: collected, Due: open.Deadline(known.calendar)}
}

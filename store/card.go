package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// Card is the indicator's card for the period as somebody sees it, which kpi.Dossier decides. The zero Person is
// whoever reads a channel. A Person who is Outside is whoever reads a channel shared with another organisation. A zero
// period means the latest that has a figure or, if none has, the one that is being collected or will be next. Card is
// false if there is no such indicator.
func (s *Store) Card(ctx context.Context, who kpi.Person, code string, p kpi.Period, today kpi.Date) (kpi.Card, bool, error) {
	i, found, err := findIndicator(ctx, &s.prepared, code)
	if err == nil && found {
		var cards []kpi.Card
		if cards, err = buildCards(ctx, &s.prepared, look{who: who, period: p}, []keptIndicator{i}, today); err == nil {
			return cards[0], true, nil
		}
	}
	if err != nil {
		return kpi.Card{}, false, fmt.Errorf("store.Card(%s): %w", p, err)
	}
	return kpi.Card{}, false, nil
}

// Cards are the latest cards of the committee's indicators as somebody sees them, in the register's order. An empty
// committee means all indicators.
func (s *Store) Cards(ctx context.Context, who kpi.Person, committee string, today kpi.Date) ([]kpi.Card, error) {
	return s.CardsOf(ctx, who, CardsOf{Committee: committee}, today)
}

// CardsOf says which indicators' cards are wanted, and of which period. An empty field limits nothing.
type CardsOf struct {
	Committee, Service string
	Period             kpi.Period // only of indicators that report for it; zero: the latest of each
}

// CardsNamed are the latest cards of the indicators with these codes, as somebody sees them. Of a code that no
// indicator has there is none.
func (s *Store) CardsNamed(ctx context.Context, who kpi.Person, codes []string, today kpi.Date) ([]kpi.Card, error) {
	keys := pq.StringArray{}
	for _, c := range codes {
		keys = append(keys, codeKey(c))
	}
	cards, err := s.cardsWhere(ctx, look{who: who}, today, `i.code_key = ANY ($1)`, keys)
	return cards, wrapped(err, "store.CardsNamed")
}

// CardsOf are the cards that are wanted, as somebody sees them, in the register's order.
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
	err := s.db.SelectContext(ctx, &names, servicesQuery)
	if err != nil {
		return nil, fmt.Errorf("store.Services: %w", err)
	}
	return names, nil
}

// servicesQuery goes from each service to the next by an index in which a service's first indicator comes first.
const servicesQuery = `
	WITH RECURSIVE services AS (
		(SELECT service, id FROM indicators WHERE service > '' ORDER BY service, id LIMIT 1)
		UNION ALL
		SELECT next.service, next.id FROM services s
		CROSS JOIN LATERAL (SELECT service, id FROM indicators i WHERE i.service > s.service ORDER BY i.service, i.id LIMIT 1) AS next)
	SELECT service FROM services ORDER BY id`

// Answerable are the latest cards of the indicators that the person owns, deputises for, or owes the awaited figure of
// since it was handed on to them. They are in the register's order.
func (s *Store) Answerable(ctx context.Context, slackID string, today kpi.Date) ([]kpi.Card, error) {
	cards, err := s.cardsWhere(ctx, look{who: kpi.Person{SlackID: slackID}}, today,
		`
		i.id IN (SELECT o.id FROM indicators o WHERE o.owner = $1 UNION ALL SELECT o.id FROM indicators o WHERE o.deputy = $1
		         UNION ALL SELECT d.indicator_id FROM delegations d WHERE d.delegate = $1)`, slackID)
	if err != nil {
		return nil, fmt.Errorf("store.Answerable(%q): %w", slackID, err)
	}
	return slices.DeleteFunc(cards, func(c kpi.Card) bool {
		return slackID != c.Indicator.Owner && slackID != c.Indicator.Deputy && !c.OwedBy(slackID)
	}), nil
}

// Owed are those of the person's Answerable cards whose figure they owe, by due day and then in the register's order. A
// figure that was handed on is owed by whoever has it now, no longer by the owner or deputy.
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
		indicators = slices.DeleteFunc(indicators, func(i keptIndicator) bool {
			_, reports := l.collected.For(i.Frequency)
			return !reports
		})
	}
	return buildCards(ctx, s.db, l, indicators, today)
}

// look is who looks at cards, and at which.
type look struct {
	who        kpi.Person // without a Slack id: whoever reads a channel
	own        bool       // they see all that one of the indicator's own people would, whoever they are
	period     kpi.Period // zero: the latest of each
	collected  kpi.Period // instead of period: each indicator's own period that is collected then
	publishing bool       // the period is about to be published: exactly the cleared figures count
}

// buildCards makes the indicators' cards as they are seen, in as many queries for all as for one. Nothing else decides
// what somebody sees of a card, so nobody can see what is not theirs to see yet. It reads of the past what the cards
// show, however much there is.
func buildCards(ctx context.Context, q sqlx.QueryerContext, l look, indicators []keptIndicator, today kpi.Date) ([]kpi.Card, error) {
	cards, _, err := cardsWithDossiers(ctx, q, l, indicators, today)
	return cards, err
}

// cardsWithDossiers are buildCards' cards, and by the indicators' ids the dossiers that they were made of. Of each
// indicator these have the newest figure of the card's period and the newest that is cleared.
func cardsWithDossiers(
	ctx context.Context, q sqlx.QueryerContext, l look, indicators []keptIndicator, today kpi.Date,
) ([]kpi.Card, map[int64]dossier, error) {
	if len(indicators) == 0 {
		return []kpi.Card{}, nil, nil
	}
	dossiers, ids := beginDossiers(l.who, indicators)
	version, err := readWhose(ctx, q, dossiers, ids, l.who)
	if err != nil {
		return nil, nil, err
	}
	known, err := scheduleOf(ctx, q, version, today)
	if err != nil {
		return nil, nil, err
	}
	periods := make(map[int64]cardPeriods, len(indicators))
	for _, i := range indicators {
		_, collected, _ := kpi.Open(known.collections, i.Frequency, today)
		p := cardPeriods{asked: l.period, collected: collected}
		if !l.collected.IsZero() {
			p.asked, _ = l.collected.For(i.Frequency)
		}
		if l.publishing {
			p.asked, _ = l.period.For(i.Frequency)
		} else {
			p.own = l.own || dossiers[i.id].own(p.asked, collected)
		}
		periods[i.id] = p
	}
	if err := readCardHistory(ctx, q, dossiers, l, periods); err != nil {
		return nil, nil, err
	}
	cards := make([]kpi.Card, len(indicators))
	frozen := map[frozenKey]int{} // the cards to be shown as they were published, and their places
	facts := make([]cardFacts, len(indicators))
	shown := make([]frozenKey, len(indicators))
	for n, i := range indicators {
		d, own, asked := dossiers[i.id], periods[i.id].own, periods[i.id].asked
		var sight kpi.Sight
		if l.publishing {
			sight = kpi.Sight{Period: asked, Figures: d.Cleared()}
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
		facts[n] = cardFacts{
			indicator: i, recorded: d.seriesOf(sight.Figures), schedule: known, standing: sight.Standing, sees: sees,
		}
		shown[n] = frozenKey{i.id, facts[n].period(sight.Period, today)}
	}
	var around cardSurroundings
	if !l.who.Outside { // they see only what was published, not what is done, asked or awaited
		if around, err = readSurroundings(ctx, q, dossiers, shown); err != nil {
			return nil, nil, err
		}
	}
	for n, i := range indicators {
		facts[n].questions, facts[n].actions = around.questions, around.actions[i.id]
		cards[n] = facts[n].card(shown[n].period, today)
		if l.who.Outside {
			continue
		}
		if cards[n].Awaited = awaited(i.Indicator, dossiers[i.id].newest(), known, today); cards[n].Awaited != nil {
			cards[n].Awaited.Handed = around.handed[figureOf{i.id, cards[n].Awaited.Period}]
		}
	}
	published, err := readFrozen(ctx, q, frozen)
	if err != nil {
		return nil, nil, err
	}
	for key, card := range published {
		live := &cards[frozen[key]]
		card.Awaited, card.Standing = live.Awaited, live.Standing
		card.Indicator.Owner, card.Indicator.Deputy = live.Indicator.Owner, live.Indicator.Deputy
		card.Indicator.Manager = live.Indicator.Manager
		if !l.who.Outside {
			card.Questions = live.Questions // people go on talking about a card after it was published
		}
		*live = card
	}
	return cards, dossiers, nil
}

// cardFacts are what every card is made of, as read. What was not read does not appear on the card.
type cardFacts struct {
	indicator keptIndicator
	recorded  series
	schedule
	questions figureQuestions
	actions   []kpi.Action // all of the indicator's
	standing  kpi.Standing
	sees      func(kpi.Period) bool // says of which periods questions and actions are shown; nil: all
}

// card is the period's card, or with a zero period the latest. It does not say to whom an awaited figure was handed on.
func (f cardFacts) card(p kpi.Period, today kpi.Date) kpi.Card {
	i, figures := f.indicator.Indicator, f.recorded.figures()
	p = f.period(p, today)
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

// period is the one that was asked for or, with a zero period, that of the latest figure; without any it is the one
// that is being collected or will be next.
func (f cardFacts) period(p kpi.Period, today kpi.Date) kpi.Period {
	if p.IsZero() {
		p = kpi.Latest(f.recorded.figures())
	}
	_, collected, isOpen := kpi.Open(f.collections, f.indicator.Frequency, today)
	if p.IsZero() && isOpen {
		p = collected
	}
	if p.IsZero() {
		p = kpi.Upcoming(f.collections, f.indicator.Frequency, today)
	}
	return p
}

// awaited is the figure that the open collection still waits for; nil if it was posted or nothing is collected.
func awaited(i kpi.Indicator, recorded series, known schedule, today kpi.Date) *kpi.Awaited {
	open, collected, isOpen := kpi.Open(known.collections, i.Frequency, today)
	if _, posted := recorded.of(collected); !isOpen || posted {
		return nil
	}
	return &kpi.Awaited{Period: collected, Due: open.Deadline(known.calendar)}
}

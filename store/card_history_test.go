package store

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"chaser/internal/thorough"
	"chaser/kpi"
	"chaser/store/storetest/filled"
)

// A card that was made of what it shows is the card that is made of all that was ever recorded, whatever has happened.
func TestACardIsWhatItsWholeDossierMakesIt(t *testing.T) {
	t.Parallel()
	every := thorough.Plays(60, 30)
	for seed := range thorough.Plays[uint64](1, 2) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			s, _ := empty(t)
			c := &listedCouncil{t: t, s: s, rand: rand.New(rand.NewPCG(seed, 38)), periods: map[kpi.Frequency][]string{}}
			for year := 2011; year < 2024; year++ {
				c.periods[kpi.Yearly] = append(c.periods[kpi.Yearly], kpi.FinancialYear(year).String())
				for n := 1; n <= 4; n++ {
					if year >= 2020 {
						c.periods[kpi.Quarterly] = append(c.periods[kpi.Quarterly], kpi.Quarter(year, n).String())
						c.periods[kpi.Monthly] = append(c.periods[kpi.Monthly], kpi.Month(2022, n).String(), kpi.Month(2023, 3*n).String())
					}
				}
			}
			c.begin()
			for n := range 120 {
				c.happen()
				c.speak()
				if n%every == every-1 {
					c.compareCards()
				}
				if t.Failed() {
					t.Fatalf("what happened:\n%s", strings.Join(c.happened, "\n"))
				}
			}
		})
	}
}

// speak asks something about a figure, or undertakes or settles an action.
func (c *listedCouncil) speak() {
	id, what := 1+c.rand.IntN(7), fmt.Sprint(len(c.happened))
	p := c.periods[[]kpi.Frequency{kpi.Quarterly, kpi.Quarterly, kpi.Monthly, kpi.Yearly}[(id-1)%4]]
	switch of := p[c.rand.IntN(len(p))]; c.rand.IntN(4) {
	case 0:
		c.do(`INSERT INTO questions (indicator_id, period, text, asked_by, asked_at, request, channel, thread_ts) VALUES ($1, $2, 'Why?', 'ULINE', $3, $4, '', '')`, id, of, monday, what)
	case 1:
		c.do(`INSERT INTO actions (indicator_id, period, words, owner, due, state, raised_by, raised_at, outcome) VALUES ($1, $2, $3, 'ULINE', '2024-02-01', 'open', 'UOTHER', $4, '')`,
			id, of, "Do "+what, monday)
	case 2:
		c.do(`UPDATE actions SET state = 'done', settled_by = 'ULINE', settled_at = $1 WHERE id = (SELECT min(id) FROM actions WHERE state = 'open')`, monday)
	}
}

func (c *listedCouncil) compareCards() {
	indicators, err := listIndicators(c.t.Context(), c.s.db, `true`)
	if err != nil {
		c.t.Fatal(err)
	}
	for _, who := range []kpi.Person{
		{}, {Outside: true}, {SlackID: "UADMIN", Roles: []kpi.Role{kpi.Admin}}, {SlackID: "UOWNER"}, {SlackID: "ULINE"}, {SlackID: "UOTHER"},
	} {
		for _, l := range []look{
			{who: who}, {who: who, period: kpi.Quarter(2021, 1+c.rand.IntN(4))}, {who: who, period: kpi.Month(2023, 9)}, {who: who, collected: kpi.Quarter(2020+c.rand.IntN(4), 4)},
			{own: true}, {who: who, period: quarter2, publishing: true},
		} {
			got, err := buildCards(c.t.Context(), c.s.db, l, indicators, today)
			if err != nil {
				c.t.Fatal(err)
			}
			same(c.t, fmt.Sprintf("%+v", l), c.wholeCards(l, indicators), got)
		}
	}
}

// wholeCards makes cards of everything that was ever recorded of the indicators.
func (c *listedCouncil) wholeCards(l look, indicators []keptIndicator) (cards []kpi.Card) {
	must := func(err error) {
		if err != nil {
			c.t.Helper()
			c.t.Fatal(err)
		}
	}
	ctx, q := c.t.Context(), c.s.db
	dossiers, err := readDossiers(ctx, q, l.who, indicators)
	must(err)
	known, err := readSchedule(ctx, q)
	must(err)
	for _, i := range indicators {
		d := dossiers[i.id]
		_, collected, _ := kpi.Open(known.collections, i.Frequency, today)
		asked := l.period
		if !l.collected.IsZero() {
			asked, _ = l.collected.For(i.Frequency)
		}
		own := l.own || d.own(asked, collected)
		sight := d.Sight(own, asked)
		sees := func(p kpi.Period) bool { return own || d.Sees(false, p) }
		if l.publishing {
			sight = kpi.Sight{Figures: d.Cleared()}
			sight.Period, _ = l.period.For(i.Frequency)
			sees = func(p kpi.Period) bool {
				return !sight.Period.Before(p) && slices.ContainsFunc(sight.Figures, func(f kpi.Figure) bool { return f.Period == p })
			}
		}
		facts := cardFacts{indicator: i, recorded: d.seriesOf(sight.Figures), schedule: known, standing: sight.Standing, sees: sees}
		if !l.who.Outside {
			facts.questions, err = shownQuestions(ctx, q, i.id)
			must(err)
			actions, err := actionsByIndicator(ctx, q, i.id)
			must(err)
			facts.actions = actions[i.id]
		}
		card := facts.card(sight.Period, today)
		if !l.who.Outside {
			if card.Awaited = awaited(i.Indicator, d.newest(), known, today); card.Awaited != nil {
				handed, err := listHandedOn(ctx, q, []int64{i.id})
				must(err)
				card.Awaited.Handed = handed[figureOf{i.id, card.Awaited.Period}]
			}
		}
		if sight.Frozen {
			frozen, err := readFrozen(ctx, q, map[frozenKey]int{{i.id, sight.Period}: 0})
			must(err)
			live := card
			card = frozen[frozenKey{i.id, sight.Period}]
			card.Awaited, card.Standing = live.Awaited, live.Standing
			card.Indicator.Owner, card.Indicator.Deputy, card.Indicator.Manager = i.Owner, i.Deputy, i.Manager
			if !l.who.Outside {
				card.Questions = live.Questions
			}
		}
		cards = append(cards, card)
	}
	return cards
}

// A card reads as much at eighty years of figures as at two.
func TestACardReadsTheHistoryThatItShows(t *testing.T) {
	t.Parallel()
	blocks := map[int]int{}
	for _, periods := range []int{8, 320} {
		s := openStore(t, council(filled.Council{Indicators: 30, Committees: 3, Periods: periods, Published: periods / 2}).DSN(t))
		for _, own := range []bool{true, false} {
			blocks[periods] += blocksOf(t, s.db, cardHistoryQuery, int64Array([]int64{8}), fmt.Sprintf("{%t}", own), `{""}`, `{2023-24Q3}`, false, false, kpi.HistoryLength)
			blocks[periods] += blocksOf(t, s.db, cardHistoryQuery, int64Array([]int64{8}), fmt.Sprintf("{%t}", own), `{2023-24Q2}`, `{2023-24Q3}`, false, false, kpi.HistoryLength)
		}
	}
	if blocks[8] == 0 || blocks[320] > blocks[8]*2 || blocks[320] > 500 {
		t.Errorf("cards look at %v blocks", blocks)
	}
}

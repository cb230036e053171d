package store

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"chaser/internal/thorough"
	"chaser/kpi"
	"chaser/store/storetest/filled"
)

// Whatever becomes of the revisions of a figure that wants sign-off, the period's lists are the cards that were made,
// for everybody and however the list is read.
func TestListsOfAPeriodAfterSignOffs(t *testing.T) {
	t.Parallel()
	s, _ := empty(t)
	c := &listedCouncil{t: t, s: s, rand: rand.New(rand.NewPCG(1, 17))}
	c.begin()
	const ofSecond = 2 // its committee wants its managers' sign-off
	posts := func(rating string) {
		c.do(addFigure, ofSecond, quarter2.String(), rating, 7, monday)
		c.do(`INSERT INTO sign_offs (figure_id, state) SELECT max(id), 'awaiting' FROM figures`)
	}
	signs := func(state string, revision int) {
		c.do(`UPDATE sign_offs SET state = $1, said_by = 'UOTHER', said_at = $2, reason = $3
			WHERE figure_id = (SELECT id FROM figures WHERE indicator_id = $4 AND period = $5 AND revision = $6)`,
			state, monday, map[string]string{"approved": "", "sent-back": "Look again"}[state], ofSecond, quarter2.String(), revision)
	}
	every := thorough.Plays(3, 1)
	for n, step := range []struct {
		what  string
		comes func()
	}{
		{"a figure awaits sign-off", func() { posts("Red") }},
		{"so does its revision", func() { posts("Amber") }},
		{"the revision is sent back", func() { signs("sent-back", 2) }},
		{"the next awaits it", func() { posts("Red") }},
		{"the first is signed off", func() { signs("approved", 1) }},
		{"the last is sent back", func() { signs("sent-back", 3) }},
		{"another is signed off", func() { posts("Red"); signs("approved", 4) }},
		{"one more awaits it", func() { posts("Contextual") }},
		{"the committee wants none any more", func() { c.do(`UPDATE committees SET sign_off = NULL`) }},
		{"it wants it again", func() { c.do(`UPDATE committees SET sign_off = 'manager' WHERE name = 'Second'`) }},
		{"the newest is taken back", func() {
			c.do(`UPDATE figure_revisions SET taken_back_at = $1 WHERE id = (SELECT max(id) FROM figures)`, monday)
		}},
		{"an earlier quarter is published", func() { c.publish("Second", kpi.Quarter(2023, 1)) }},
		{"the quarter is published", func() { c.publish("Second", quarter2) }},
		{"it is revised after that", func() { posts("Amber") }},
		{"what was published is taken back", func() { c.do(`UPDATE publication_editions SET taken_back_at = $1`, monday) }},
	} {
		step.comes()
		if n%every != 0 {
			continue
		}
		for _, who := range []kpi.Person{{}, {Outside: true}, {SlackID: "UADMIN", Roles: []kpi.Role{kpi.Admin}}, {SlackID: "UOWNER"}, {SlackID: "ULINE"}, {SlackID: "UOTHER"}} {
			cards, err := s.CardsOf(t.Context(), who, CardsOf{Period: quarter2}, today)
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range []Listing{{WorstFirst: true}, {Ratings: []kpi.Rating{kpi.Red, kpi.Amber}}, {Ratings: []kpi.Rating{kpi.NoData}}, {Ratings: []kpi.Rating{kpi.ContextRating}}} {
				for _, l.ofMany = range []bool{false, true} {
					l.Period = quarter2
					c.compareList(who, l, slices.Clone(cards))
				}
			}
		}
		if t.Failed() {
			t.Fatalf("after this: %s\nwhat happened:\n%s", step.what, strings.Join(c.happened, "\n"))
		}
	}
}

// A year whose cards were published with its last quarter, before anything else was, is listed as it was published.
// That quarter begins after the year does.
func TestAListOfAYearThatWasPublishedFirst(t *testing.T) {
	t.Parallel()
	s, _ := empty(t)
	c := &listedCouncil{t: t, s: s, rand: rand.New(rand.NewPCG(1, 17))}
	c.begin()
	const yearly = 4
	c.do(addFigure, yearly, "2022-23", "Red", 7, monday)
	c.publish("Second", kpi.Quarter(2022, 4))
	c.do(addFigure, yearly, "2022-23", "Red", 8, monday)
	for _, who := range []kpi.Person{{}, {Outside: true}, {SlackID: "UADMIN", Roles: []kpi.Role{kpi.Admin}}, {SlackID: "UOWNER"}, {SlackID: "UOTHER"}} {
		for _, p := range []kpi.Period{kpi.FinancialYear(2022), kpi.Quarter(2022, 4), kpi.Quarter(2022, 3), kpi.Quarter(2022, 1)} {
			cards, err := s.CardsOf(t.Context(), who, CardsOf{Period: p}, today)
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range []Listing{{WorstFirst: true}, {Ratings: []kpi.Rating{kpi.Red}}} {
				for _, l.ofMany = range []bool{false, true} {
					l.Period = p
					c.compareList(who, l, slices.Clone(cards))
				}
			}
		}
	}
}

// A list of a period that no indicator reports is empty, and so are its counts.
func TestAListOfAPeriodThatNoneReports(t *testing.T) {
	t.Parallel()
	s := openStore(t, council300.DSN(t))
	for _, who := range []kpi.Person{{}, {Outside: true}, {SlackID: filled.Team, Roles: []kpi.Role{kpi.Admin}}, {SlackID: filled.Owner(7)}, {SlackID: filled.Manager}} {
		for _, l := range []Listing{{}, {WorstFirst: true}, {Ratings: []kpi.Rating{kpi.Red}}, {Ratings: []kpi.Rating{kpi.NoData}}} {
			l.Period = kpi.Month(2023, 8)
			page, err := s.List(t.Context(), who, l, 0, 10, today)
			if err != nil || page.All != 0 || len(page.Cards) != 0 {
				t.Errorf("%+v, read by %q: %d cards (%v)", l, who.SlackID, page.All, err)
			}
			counts, err := s.CountRatings(t.Context(), who, l, today)
			if err != nil || counts.All() != 0 {
				t.Errorf("%+v, counted by %q: %v (%v)", l, who.SlackID, counts, err)
			}
		}
	}
}

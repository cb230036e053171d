package store

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"chaser/internal/thorough"
	"chaser/kpi"
)

// What random councils do too seldom comes about here on purpose, and after each step the lists are the cards that were
// made.
func TestListsAfterWhatIsRare(t *testing.T) {
	t.Parallel()
	s, _ := empty(t)
	c := &listedCouncil{t: t, s: s, rand: rand.New(rand.NewPCG(1, 17))}
	c.begin()
	const ofFirst, ofSecond, yearly = 5, 2, 4 // ids; the second committee wants its managers' sign-off
	posts := func(id int, period, rating string) { c.do(addFigure, id, period, rating, 7, monday) }
	signs := func(state string) {
		c.do(`INSERT INTO sign_offs (figure_id, state) SELECT max(id), 'awaiting' FROM figures`)
		c.do(`UPDATE sign_offs SET state = $1, said_by = 'UOTHER', said_at = $2, reason = $3 WHERE figure_id = (SELECT max(id) FROM figures)`,
			state, monday, map[string]string{"approved": "", "sent-back": "Look again"}[state])
	}
	every := thorough.Plays(3, 1)
	for n, step := range []struct {
		what  string
		comes func()
	}{
		{"a figure is signed off", func() { posts(ofSecond, "2023-24Q1", "Red"); signs("approved") }},
		{"its revision is sent back", func() { posts(ofSecond, "2023-24Q1", "Amber"); signs("sent-back") }},
		{"a figure awaits sign-off", func() {
			posts(ofSecond, "2023-24Q2", "Contextual")
			c.do(`INSERT INTO sign_offs (figure_id, state) SELECT max(id), 'awaiting' FROM figures`)
		}},
		{"the committee wants none any more", func() { c.do(`UPDATE committees SET sign_off = NULL WHERE name = 'Second'`) }},
		{"it wants it again", func() { c.do(`UPDATE committees SET sign_off = 'manager' WHERE name = 'Second'`) }},
		{"the quarters before and after one are published", func() { c.publish("Second", kpi.Quarter(2023, 1)); c.publish("Second", quarter3) }},
		{"no committee wants sign-off", func() { c.do(`UPDATE committees SET sign_off = NULL`) }},
		{"a quarter is published", func() { posts(ofFirst, "2023-24Q2", "Red"); c.publish("First", quarter2) }},
		{"its figure is revised", func() { posts(ofFirst, "2023-24Q2", "Amber") }},
		{"another committee has it, and is shown the quarter too", func() {
			c.do(`UPDATE indicators SET committee = 'Second' WHERE id = $1`, ofFirst)
			c.publish("Second", quarter2)
		}},
		{"the quarter after both has a figure", func() { posts(ofFirst, "2023-24Q3", "Red") }},
		{"a year is published", func() { posts(yearly, "2022-23", "Red"); c.publish("Second", kpi.FinancialYear(2022)) }},
		{"a year and its first quarter have a figure", func() {
			posts(yearly, "2023-24", "Red")
			c.do(`UPDATE indicators SET frequency = 'quarterly' WHERE id = $1`, yearly)
			posts(yearly, "2023-24Q1", "Amber")
		}},
		{"a figure is posted in its period's first month, and one before it", func() {
			c.do(addFigure, 1, "2023-24Q4", "Red", 3, monday) // monday is in January
			c.do(addFigure, 7, "2023-24Q4", "Red", 9, monday.AddDate(0, -1, 0))
		}},
		{"others manage what the owner of another manager's has", func() { c.do(`UPDATE indicators SET manager = 'UOTHER', owner = 'UOWNER' WHERE id IN (1, 6)`) }},
		{"figures are handed on", func() {
			c.do(`INSERT INTO delegations (indicator_id, period, delegate, delegated_by, delegated_at) SELECT id, '2023-24Q3', 'UOTHER', 'UOWNER', $1 FROM indicators`, monday)
			c.do(`UPDATE figure_revisions SET taken_back_at = $1 WHERE period = '2023-24Q3'`, monday)
		}},
		{"whoever has them leaves", func() {
			c.do(`INSERT INTO slack_people (person, zone, deactivated, read_at) VALUES ('UOTHER', '', true, $1)`, monday)
		}},
		{"they are due today", func() { c.do(`UPDATE collections SET due = $1 WHERE period = '2023-24Q3'`, day{today}) }},
		{"they were due yesterday", func() { c.do(`UPDATE collections SET due = $1 WHERE period = '2023-24Q3'`, day{today.AddDays(-3)}) }},
	} {
		step.comes()
		if n%every != 0 {
			continue
		}
		c.compare()
		for _, who := range []kpi.Person{{SlackID: "UADMIN", Roles: []kpi.Role{kpi.Admin}}, {SlackID: "ULINE"}} {
			managed, err := s.CardsOf(t.Context(), who, CardsOf{}, today)
			if err != nil {
				t.Fatal(err)
			}
			for _, manager := range []string{"ULINE", "UOTHER"} {
				c.compareList(who, Listing{ManagedBy: manager}, slices.Clone(managed))
			}
		}
		cards, err := s.CardsOf(t.Context(), kpi.Person{}, CardsOf{Period: quarter2}, today)
		if err != nil {
			t.Fatal(err)
		}
		for _, rating := range []kpi.Rating{kpi.Red, kpi.Amber, kpi.ContextRating, kpi.NoData} {
			c.compareList(kpi.Person{}, Listing{CardsOf: CardsOf{Period: quarter2}, Ratings: []kpi.Rating{rating}}, slices.Clone(cards))
		}
		if t.Failed() {
			t.Fatalf("after this: %s\nwhat happened:\n%s", step.what, strings.Join(c.happened, "\n"))
		}
	}
}

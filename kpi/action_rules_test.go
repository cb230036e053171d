package kpi_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"chaser/kpi"
)

var (
	nineOnMonday = time.Date(2024, time.January, 8, 9, 0, 0, 0, time.UTC)
	mondayToday  = kpi.Date{Year: 2024, Month: time.January, Day: 8}
	midFebruary  = kpi.Date{Year: 2024, Month: time.February, Day: 14}
)

// library is an indicator that was Red in its last quarter, with its people.
func library() kpi.Acting {
	people := map[string]kpi.Person{
		"U0LIB": {SlackID: "U0LIB", Name: "Librarian", Manager: "U0MGR"}, "U0DEP": {SlackID: "U0DEP", Name: "Deputy"}, "U0MGR": {SlackID: "U0MGR", Name: "Manager"},
		"U0PERF": {SlackID: "U0PERF", Roles: []kpi.Role{kpi.Admin}}, "U0HAS": {SlackID: "U0HAS"}, "U0CLLR": {SlackID: "U0CLLR"},
	}
	red := kpi.Figure{Indicator: "LIB1", Period: kpi.Quarter(2023, 2)}
	red.Rating = kpi.Red
	green := kpi.Figure{Indicator: "LIB1", Period: kpi.Quarter(2023, 1)}
	green.Rating = kpi.Green
	return kpi.Acting{
		Circumstances: kpi.Circumstances{
			Indicator: kpi.Indicator{Code: "LIB1", Owner: "U0LIB", Deputy: "U0DEP"}, Figures: []kpi.Figure{green, red}, Today: mondayToday,
			Delegates: map[kpi.Period]string{kpi.Quarter(2023, 2): "U0HAS"},
		},
		Manager: "U0MGR",
		Person:  func(id string) (kpi.Person, bool) { p, known := people[id]; return p, known },
	}
}

func (who asker) in(c kpi.Acting) kpi.Person {
	p, known := c.Person(string(who))
	if !known {
		return kpi.Person{SlackID: string(who)}
	}
	return p
}

type asker string

func TestWhoMayAct(t *testing.T) {
	t.Parallel()
	c := library()
	for who, may := range map[asker]bool{"U0LIB": true, "U0DEP": true, "U0MGR": true, "U0PERF": true, "U0HAS": true, "U0CLLR": false, "": false, "U0OUT": false} {
		a, err := c.Raise(kpi.Undertaking{Text: "x", Owner: "U0LIB", Due: midFebruary}, who.in(c), nineOnMonday)
		if (err == nil) != may {
			t.Errorf("%q: %+v %v", who, a, err)
		}
	}
	if c.MayAct(asker("U0HAS").in(c), kpi.Quarter(2023, 1)) {
		t.Error("who has one period's figure may act on another's")
	}
}

func TestRaise(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		change func(*kpi.Acting)
		u      kpi.Undertaking
		field  string // empty: it is raised
		words  string
	}{
		"against the latest figure": {nil, kpi.Undertaking{Text: " Two extra sessions ", Due: midFebruary}, "", ""},
		"due today":                 {nil, kpi.Undertaking{Text: "x", Due: mondayToday}, "", ""},
		"due in two years":          {nil, kpi.Undertaking{Text: "x", Due: mondayToday.AddDays(732)}, "", ""},
		"due yesterday":             {nil, kpi.Undertaking{Text: "x", Due: mondayToday.AddDays(-1)}, kpi.FieldDue, "7 January 2024 has passed. Give a day from today on, such as `due 19 Feb 2024`"},
		"due in more":               {nil, kpi.Undertaking{Text: "x", Due: mondayToday.AddDays(733)}, kpi.FieldDue, "more than two years away"},
		"without a day":             {nil, kpi.Undertaking{Text: "x"}, kpi.FieldDue, "The day is missing"},
		"without words":             {nil, kpi.Undertaking{Text: "\n \u202e", Due: midFebruary}, kpi.FieldAction, "missing"},
		"as long as it may be":      {nil, kpi.Undertaking{Text: strings.Repeat("é", kpi.MaxAction), Due: midFebruary}, "", ""},
		"longer":                    {nil, kpi.Undertaking{Text: strings.Repeat("é", kpi.MaxAction+1), Due: midFebruary}, kpi.FieldAction, "1,001 characters"},
		"for nobody known":          {nil, kpi.Undertaking{Text: "x", Owner: "U0OUT", Due: midFebruary}, kpi.FieldWho, "not in the register"},
		"on a green figure":         {nil, kpi.Undertaking{Period: kpi.Quarter(2023, 1), Text: "x", Due: midFebruary}, kpi.FieldIndicator, "LIB1 is Green for Q1 2023/24"},
		"on any, a green figure":    {func(c *kpi.Acting) { c.Committee.ActionsOnAny = true }, kpi.Undertaking{Period: kpi.Quarter(2023, 1), Text: "x", Due: midFebruary}, "", ""},
		"on no figure":              {nil, kpi.Undertaking{Period: kpi.Quarter(2023, 3), Text: "x", Due: midFebruary}, kpi.FieldIndicator, "no figure for Q3 2023/24 yet"},
		"on none at all":            {func(c *kpi.Acting) { c.Figures = nil }, kpi.Undertaking{Text: "x", Due: midFebruary}, kpi.FieldIndicator, "no figure yet"},
		"on any, no figure":         {func(c *kpi.Acting) { c.Committee.ActionsOnAny = true; c.Figures = nil }, kpi.Undertaking{Text: "x", Due: midFebruary}, kpi.FieldIndicator, "no figure yet"},
		"one too many":              {func(c *kpi.Acting) { c.Actions = make([]kpi.Action, kpi.MaxOpenActions); opened(c.Actions) }, kpi.Undertaking{Text: "x", Due: midFebruary}, kpi.FieldAction, "20 open actions"},
		"beside many that are done": {func(c *kpi.Acting) { c.Actions = make([]kpi.Action, 50) }, kpi.Undertaking{Text: "x", Due: midFebruary}, "", ""},
	} {
		c := library()
		if test.change != nil {
			test.change(&c)
		}
		a, err := c.Raise(test.u, asker("U0LIB").in(c), nineOnMonday)
		if test.field == "" {
			if err != nil || a.State != kpi.ActionOpen || a.Owner != "U0LIB" || a.OwnerName != "Librarian" || a.Period.IsZero() || a.Text != strings.TrimSpace(test.u.Text) {
				t.Errorf("%s: %+v %v", name, a, err)
			}
			continue
		}
		refused(t, name, err, test.field, test.words)
	}
}

func opened(actions []kpi.Action) {
	for n := range actions {
		actions[n].State = kpi.ActionOpen
	}
}

func refused(t *testing.T, name string, err error, field, words string) {
	t.Helper()
	var refusal *kpi.Refusal
	if !errors.As(err, &refusal) || refusal.Field != field || !strings.Contains(refusal.Sentence, words) {
		t.Errorf("%s: %v, want a refusal of %s with %q", name, err, field, words)
	}
}

func TestSettleAndContinue(t *testing.T) {
	t.Parallel()
	c := library()
	open := kpi.Action{ID: 7, Indicator: "LIB1", Period: kpi.Quarter(2023, 2), Text: "x", Owner: "U0CLLR", RaisedBy: "U0MGR", Due: mondayToday.AddDays(-3), State: kpi.ActionOpen}
	done := open
	done.State, done.SettledBy = kpi.ActionDone, "U0MGR"
	for _, who := range []asker{"U0CLLR", "U0MGR", "U0LIB", "U0PERF"} {
		if _, err := c.Settle(open, kpi.ActionDone, "", who.in(c), nineOnMonday); err != nil {
			t.Errorf("%s: %v", who, err)
		}
	}
	_, err := c.Settle(open, kpi.ActionDone, "", kpi.Person{SlackID: "U0OUT"}, nineOnMonday)
	refused(t, "somebody else", err, kpi.FieldAction, "You cannot close this action")
	_, err = c.Settle(done, kpi.ActionDone, "", asker("U0LIB").in(c), nineOnMonday)
	refused(t, "settled", err, kpi.FieldAction, "Manager has marked this action as done already")
	_, err = c.Settle(open, kpi.ActionDropped, " ", asker("U0LIB").in(c), nineOnMonday)
	refused(t, "dropped without a word", err, kpi.FieldOutcome, "Say why")
	for _, state := range []kpi.ActionState{kpi.ActionOpen, kpi.ActionReplaced, "gone"} {
		_, err = c.Settle(open, state, "x", asker("U0LIB").in(c), nineOnMonday)
		refused(t, string(state), err, kpi.FieldStatus, "done or as dropped")
	}
	if same, fresh, err := c.Continue(open, kpi.Undertaking{Owner: "U0CLLR", Due: open.Due}, asker("U0LIB").in(c)); fresh || err != nil || same != open {
		t.Errorf("nothing new: %+v %t %v", same, fresh, err)
	}
	if a, fresh, err := c.Continue(open, kpi.Undertaking{Owner: "U0DEP"}, asker("U0LIB").in(c)); !fresh || err != nil || a.Owner != "U0DEP" || a.OwnerName != "Deputy" || a.Due != open.Due {
		t.Errorf("its day has passed and may stand: %+v %t %v", a, fresh, err)
	}
	if a, fresh, err := c.Continue(open, kpi.Undertaking{Text: " In other words "}, asker("U0LIB").in(c)); !fresh || err != nil || a.Text != "In other words" || a.Due != open.Due {
		t.Errorf("in other words: %+v %t %v", a, fresh, err)
	}
	_, _, err = c.Continue(open, kpi.Undertaking{Text: strings.Repeat("x", kpi.MaxAction+1)}, asker("U0LIB").in(c))
	refused(t, "too many words", err, kpi.FieldAction, "1,001 characters")
	_, _, err = c.Continue(open, kpi.Undertaking{Due: mondayToday.AddDays(-1)}, asker("U0LIB").in(c))
	refused(t, "a new day that has passed", err, kpi.FieldDue, "has passed")
	_, _, err = c.Continue(open, kpi.Undertaking{Owner: "U0OUT"}, asker("U0LIB").in(c))
	refused(t, "an outsider", err, kpi.FieldWho, "not in the register")
}

func TestReplace(t *testing.T) {
	t.Parallel()
	c := library()
	c.Figures = append(c.Figures, kpi.Figure{Period: kpi.Quarter(2023, 3)}) // whatever it is rated
	for n := range kpi.MaxOpenActions {
		c.Actions = append(c.Actions, kpi.Action{ID: int64(n + 1), Period: kpi.Quarter(2023, 2), Owner: "U0DEP", State: kpi.ActionOpen})
	}
	replaced, by, err := c.Replace(c.Actions[4], kpi.Undertaking{Text: "y", Due: midFebruary}, asker("U0LIB").in(c), nineOnMonday)
	if err != nil || replaced.State != kpi.ActionReplaced || replaced.SettledBy != "U0LIB" || by.Period != kpi.Quarter(2023, 3) || by.Owner != "U0DEP" || by.State != kpi.ActionOpen {
		t.Errorf("%+v by %+v: %v", replaced, by, err)
	}
}

// Of whatever actions there are, a card shows each at most once, every open one, the earliest due first, and of the
// settled its own period's.
func TestActionsOnACard(t *testing.T) {
	t.Parallel()
	periods := []kpi.Period{kpi.Quarter(2023, 1), kpi.Quarter(2023, 2), kpi.Quarter(2023, 3)}
	rapid.Check(t, func(t *rapid.T) {
		var all []kpi.Action
		want := 0
		p := rapid.SampledFrom(periods).Draw(t, "card")
		for n := range rapid.IntRange(0, 8).Draw(t, "actions") {
			a := kpi.Action{
				ID: int64(n), Period: rapid.SampledFrom(periods).Draw(t, "period"), Due: mondayToday.AddDays(rapid.IntRange(-5, 5).Draw(t, "due")),
				State: rapid.SampledFrom([]kpi.ActionState{kpi.ActionOpen, kpi.ActionDone, kpi.ActionDropped, kpi.ActionReplaced}).Draw(t, "state"),
			}
			if !a.Settled() || a.Period == p {
				want++
			}
			all = append(all, a)
		}
		shown := kpi.ActionsOn(all, p)
		if len(shown) != want {
			t.Fatalf("%d of %d shown: %+v", len(shown), want, shown)
		}
		lacking := true
		for n, a := range shown {
			if n > 0 && shown[n-1].Settled() && !a.Settled() || n > 0 && !a.Settled() && a.Due.Before(shown[n-1].Due) {
				t.Fatalf("out of order: %+v", shown)
			}
			lacking = lacking && a.State == kpi.ActionDropped
		}
		f := kpi.Figure{}
		f.Rating = kpi.Red
		if got := (kpi.Card{Figure: &f, Actions: shown}).LacksActions(); got != lacking {
			t.Fatalf("lacks actions: %t of %+v", got, shown)
		}
	})
}

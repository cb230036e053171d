package kpi_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"chaser/kpi"
)

func refusedOn(err error) (field, sentence string) {
	var r *kpi.Refusal
	if !errors.As(err, &r) {
		return "", ""
	}
	return r.Field, r.Sentence
}

func TestAsking(t *testing.T) {
	t.Parallel()
	card := kpi.Card{Indicator: kpi.Indicator{Code: "178"}, Period: kpi.Quarter(2023, 2), Figure: &kpi.Figure{}}
	good := kpi.Asking{Card: card, By: kpi.Person{SlackID: "U0CLLR1"}, Text: "  Why?\x00 ", AskedFor: kpi.Person{SlackID: "U0CORONER"}}
	if text, err := good.Check(); text != "Why?" || err != nil {
		t.Errorf("%q %v", text, err)
	}
	for want, spoil := range map[string]func(*kpi.Asking){
		"has no figure for Q2 2023/24 yet": func(a *kpi.Asking) { a.Card.Figure = nil },
		"There is no question":             func(a *kpi.Asking) { a.Text = " \n " },
		"come to you":                      func(a *kpi.Asking) { a.By.SlackID = "U0CORONER" },
		"is 1,001 characters long":         func(a *kpi.Asking) { a.Text = strings.Repeat("é", kpi.MaxQuestion+1) },
	} {
		bad := good
		spoil(&bad)
		_, err := bad.Check()
		if field, sentence := refusedOn(err); field != kpi.FieldQuestion || !strings.Contains(sentence, want) {
			t.Errorf("want %q: %v", want, err)
		}
	}
	good.Text = strings.Repeat("é", kpi.MaxQuestion)
	good.AskedFor, good.By = kpi.Person{}, kpi.Person{}
	if _, err := good.Check(); err != nil {
		t.Errorf("at the limit, where nobody can be asked: %v", err)
	}
}

func TestQuestionFor(t *testing.T) {
	t.Parallel()
	on := day(t, "2024-01-08")
	away := []kpi.Leave{{First: day(t, "2024-01-05"), Last: day(t, "2024-01-12"), Deputy: "U0LIB"}}
	for name, tc := range map[string]struct {
		change func(*kpi.Chase)
		want   string
	}{
		"the owner":             {func(*kpi.Chase) {}, "U0CORONER"},
		"their deputy":          {func(c *kpi.Chase) { person(c, "U0CORONER").Leaves = away }, "U0LIB"},
		"away without a deputy": {func(c *kpi.Chase) { person(c, "U0CORONER").Leaves = away; person(c, "U0LIB").Deactivated = true }, "U0CORONER"},
		"who has the figure": {func(c *kpi.Chase) {
			c.Delegations[kpi.Subject{Indicator: "178", Period: kpi.Quarter(2023, 3)}] = "U0YOUTH"
		}, "U0YOUTH"},
		"no owner":              {func(c *kpi.Chase) { indicator(c, "178").Owner = "" }, "U0PERF"},
		"an owner who has left": {func(c *kpi.Chase) { person(c, "U0CORONER").Deactivated = true }, "U0MGRREG"},
		"and so has their manager": {func(c *kpi.Chase) {
			person(c, "U0CORONER").Deactivated, person(c, "U0MGRREG").Deactivated = true, true
		}, "U0PERF"},
		"the left one's deputy": {func(c *kpi.Chase) { person(c, "U0CORONER").Deactivated = true; indicator(c, "178").Deputy = "U0LIB" }, "U0LIB"},
	} {
		c := council(t)
		tc.change(&c)
		people := c.QuestionFor(*indicator(&c, "178"), kpi.Quarter(2023, 3), on)
		if len(people) != 1 || people[0].SlackID != tc.want {
			t.Errorf("%s: %v, want %s", name, people, tc.want)
		}
	}
}

func TestAnswered(t *testing.T) {
	t.Parallel()
	coroner, now := kpi.Person{SlackID: "U0CORONER", Name: "Coroners service lead"}, time.Date(2024, 1, 8, 9, 0, 0, 0, time.UTC)
	open := kpi.Question{Indicator: "178", Text: "Why?"}
	done, fresh, err := open.Answered(" Staff leave. ", coroner, true, now)
	if err != nil || !fresh || done.Answer != "Staff leave." || done.AnsweredBy != "U0CORONER" || done.AnsweredByName != coroner.Name || done.AnsweredAt != now || done.Text != "Why?" {
		t.Errorf("%+v %v", done, err)
	}
	if again, fresh, err := done.Answered("Staff leave. ", coroner, true, now.Add(time.Hour)); err != nil || fresh || again != done {
		t.Errorf("the same again: %+v %v %v", again, fresh, err)
	}
	deputy := kpi.Person{SlackID: "U0DEP", Name: "Deputy"}
	for want, try := range map[string]func() error{
		"Coroners service lead has answered": func() error { _, _, err := done.Answered("Staff leave.", deputy, true, now); return err },
		"You have answered this question":    func() error { _, _, err := done.Answered("More.", coroner, true, now); return err },
		"There is no answer":                 func() error { _, _, err := open.Answered("\n", coroner, true, now); return err },
		"is 2,001 characters long": func() error {
			_, _, err := open.Answered(strings.Repeat("x", kpi.MaxAnswer+1), coroner, true, now)
			return err
		},
		"You cannot answer": func() error { _, _, err := open.Answered("Me.", deputy, false, now); return err },
	} {
		if field, sentence := refusedOn(try()); field != kpi.FieldAnswer || !strings.Contains(sentence, want) {
			t.Errorf("want %q, got %q on %q", want, sentence, field)
		}
	}
}

func TestMayAnswer(t *testing.T) {
	t.Parallel()
	q := kpi.Question{Indicator: "178", Period: kpi.Quarter(2023, 3)}
	c := kpi.Circumstances{
		Indicator: kpi.Indicator{Code: "178", Owner: "U0CORONER", Deputy: "U0DEP", Manager: "U0MGR"},
		Delegates: map[kpi.Period]string{kpi.Quarter(2023, 3): "U0YOUTH", kpi.Quarter(2023, 2): "U0OTHER"},
	}
	for who, want := range map[string]bool{"U0CORONER": true, "U0DEP": true, "U0MGR": true, "U0YOUTH": true, "U0LIB": true, "U0OTHER": false, "U0CLLR1": false, "": false} {
		if got := c.MayAnswer(kpi.Person{SlackID: who}, q, []string{"U0LIB", ""}); got != want {
			t.Errorf("%q: %v", who, got)
		}
	}
	if !c.MayAnswer(kpi.Person{SlackID: "U0PERF", Roles: []kpi.Role{kpi.Admin}}, q, nil) {
		t.Error("the performance team may not answer")
	}
}

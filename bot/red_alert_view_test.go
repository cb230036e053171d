package bot

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"chaser/internal/thorough"
	"chaser/kpi"
	"chaser/store"
)

// red is the turn of the seed's LIB1, which is Red.
func red(t *testing.T) store.Tiding {
	t.Helper()
	c := with(cardNamed(t, "LIB1"), func(f *kpi.Figure) {
		f.PostedBy, f.PostedAt, f.Commentary, f.Actions = "U0LIB", nine, "Two libraries were closed for repairs.", ""
	})
	c.PostedBy = "Libraries service lead"
	return store.Tiding{RedTurn: store.RedTurn{Turned: q2, Of: q2, Run: 1, Card: c, Since: q2}, Rights: kpi.Rights{Post: true, Act: true}}
}

// ended is a turn that is over: the figure as it became.
func ended(t store.Tiding, value string) store.Tiding {
	t.Card = with(t.Card, func(f *kpi.Figure) { f.Value, f.Revision, f.Reason = number(value), 2, "A branch was left out." })
	t.Card.PostedBy = "Libraries service lead"
	t.Ended, t.Since = t.Card.Figure, kpi.Period{}
	return t
}

func putQuestion(answer string) kpi.Question {
	q := kpi.Question{
		ID: 7, Indicator: "LIB1", Period: q2, Text: "How many of these were online? <!channel> *really*", AskedBy: "U0CLLR1", AskedByName: "Committee member 1", AskedAt: nine,
	}
	if answer != "" {
		q.Answer, q.AnsweredBy, q.AnsweredByName, q.AnsweredAt = answer, "U0LIB", "Libraries service lead", nine
	}
	return q
}

func TestGoldenRedAlerts(t *testing.T) {
	t.Parallel()
	fresh := red(t)
	golden(t, "red_alert", redAlertMessage(fresh, alerts(t)))
	seen := red(t)
	seen.SeenBy, seen.SeenAt = "Assistant director, place", nine.Add(time.Hour)
	seen.Card.Questions = []kpi.Question{putQuestion("")}
	seen.Card.Actions = []kpi.Action{{Text: "Open on Sundays", OwnerName: "Libraries service lead", Due: dueDay, State: kpi.ActionOpen}}
	golden(t, "red_alert_acknowledged", redAlertMessage(seen, alerts(t)))
	revised := red(t)
	revised.Card = with(revised.Card, func(f *kpi.Figure) {
		f.Value, f.Revision, f.Reason, f.Actions = number("90000"), 2, "A branch was counted twice.", "Open on Sundays."
	})
	still := red(t)
	still.Turned, still.Since, still.Run, still.Before = kpi.Quarter(2022, 4), kpi.Quarter(2022, 4), 3, 2
	still.Nudged = &kpi.Nudged{To: "Libraries service lead", By: "Assistant director, place", At: nine.Add(time.Hour)}
	golden(t, "red_alert_still", redAlertMessage(still, alerts(t)))
	golden(t, "red_alert_revised", redAlertMessage(revised, alerts(t)))
	over := ended(seen, "109000")
	golden(t, "red_alert_over", redAlertMessage(over, alerts(t)))
	over.Recovered = true
	golden(t, "red_recovered", redAlertMessage(over, alerts(t)))
}

// What an alert says when its figure was changed, in every way that it can be.
func TestTurnTitles(t *testing.T) {
	t.Parallel()
	later := ended(red(t), "109000")
	later.Turned, later.Of = kpi.Quarter(2023, 1), kpi.Quarter(2023, 1)
	third := red(t)
	third.Turned, third.Run, third.Before = kpi.Quarter(2022, 4), 3, 2
	gap := red(t)
	gap.Before = 1
	gone := red(t)
	gone.Turned, gone.Void = kpi.Quarter(2022, 4), &kpi.TakenBack{ByName: "Performance team", At: nine}
	was := red(t)
	was.Turned = kpi.Quarter(2022, 4)
	was.Card = with(was.Card, func(f *kpi.Figure) { f.Value = number("200000") })
	again := ended(red(t), "109000")
	again.Card = with(again.Card, func(f *kpi.Figure) { f.Value = number("10") })
	unknown := red(t)
	unknown.Card = with(unknown.Card, func(f *kpi.Figure) { f.Value, f.Status = nil, kpi.Unavailable })
	for want, told := range map[string]store.Tiding{
		"LIB1 has turned Red.":                                                              red(t),
		"LIB1 is still Red, for the third quarter running.":                                 third,
		"LIB1 is still Red.":                                                                gap,
		"The figure of LIB1 for Q2 2023/24 was taken back.":                                 gone,
		"LIB1 was Red; its figure for Q2 2023/24 has been changed since and is Blue.":       was,
		"LIB1 is no longer Red: now Green.":                                                 ended(red(t), "109000"),
		"LIB1 is no longer Red: Green in Q2 2023/24.":                                       later,
		"LIB1 was Red no longer, and has turned Red again since.":                           again,
		"LIB1 turned Red; its figure for Q2 2023/24 has been changed since and is No data.": unknown,
	} {
		if got := turnTitle(told); got != want {
			t.Errorf("%q, want %q", got, want)
		}
		accepted(t, redAlertMessage(told, alerts(t)))
	}
	if text := string(accepted(t, redAlertMessage(ended(red(t), "109000"), alerts(t)))); strings.Contains(text, pressAcknowledge) {
		t.Error("what is no longer Red can be acknowledged")
	}
}

func TestGoldenRedDigest(t *testing.T) {
	t.Parallel()
	seen := red(t)
	seen.SeenBy, seen.SeenAt = "Assistant director, place", nine
	golden(t, "red_digest", redDigestMessage([]store.Tiding{ended(red(t), "109000"), red(t), seen}, alerts(t)))
	for want, counts := range map[string][2]int{
		"One indicator has turned Red.":                                     {1, 0},
		"2 indicators are no longer Red.":                                   {0, 2},
		"3 indicators have turned Red, and one indicator is no longer Red.": {3, 1},
	} {
		if got := digestTitle(counts[0], 0, counts[1]); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestGoldenQuestions(t *testing.T) {
	t.Parallel()
	c := cardNamed(t, "LIB1")
	const answer = "About a third.\nThey are counted from & <next> quarter on."
	golden(t, "question", questionMessage(putQuestion(""), c, "U0LIB"))
	golden(t, "question_answered", questionMessage(putQuestion(answer), c, "U0LIB"))
	golden(t, "question_answered_by_another", questionMessage(putQuestion(answer), c, "U0PERF"))
	golden(t, "answer", answerMessage(putQuestion(answer), c, "U0CLLR1"))
	golden(t, "answer_in_thread", answerMessage(putQuestion(answer), c, "C0CSMI"))
	golden(t, "ask", askView(c, "", `{"code":"LIB1"}`))
	golden(t, "asked", askedView(store.Asked{Question: putQuestion(""), Of: []kpi.Person{{Name: "Libraries service lead"}}}))
	golden(t, "answer_form", answerQuestionView(putQuestion("")))
	c.Questions = []kpi.Question{putQuestion(answer), putQuestion("")}
	golden(t, "card_with_questions", cardMessage(c, cardFor{today: today, zone: time.UTC, command: "/kpi"}))
	golden(t, "card_in_full_with_questions", fullCardView(c, forAll))
}

// Nothing that people may type makes an alert, a digest or a question that Slack refuses.
func TestAlertsAndQuestionsFit(t *testing.T) {
	t.Parallel()
	every := thorough.Plays(3, 1)
	for n, name := range slices.Sorted(maps.Keys(padding)) {
		if n%every != 0 {
			continue
		}
		filler := padding[name]
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := worstCard(filler)
			q := putQuestion("")
			q.Text, q.AskedByName = filled(filler, kpi.MaxQuestion), filled(filler, kpi.MaxName)
			answered := q
			answered.Answer, answered.AnsweredByName, answered.AnsweredBy = filled(filler, kpi.MaxAnswer), filled(filler, kpi.MaxName), "U0LIB"
			c.Questions = []kpi.Question{answered, answered, q}
			for n := range 40 {
				c.Actions = append(c.Actions, kpi.Action{ID: int64(n), Text: filled(filler, kpi.MaxActions), OwnerName: filled(filler, kpi.MaxName), Due: dueDay})
			}
			for _, how := range []cardFor{forAll, {today: today, zone: time.UTC, shared: filled(filler, kpi.MaxName)}} {
				accepted(t, cardMessage(c, how))
				accepted(t, fullCardView(c, how))
			}
			told := store.Tiding{RedTurn: store.RedTurn{Turned: c.Period, Card: c, Since: c.Period, SeenBy: filled(filler, kpi.MaxName), SeenAt: nine}}
			over := told
			over.Ended = c.Figure
			accepted(t, redAlertMessage(told, alerts(t)))
			accepted(t, redAlertMessage(over, alerts(t)))
			var many []store.Tiding
			for range 60 {
				many = append(many, told, over)
			}
			m := redDigestMessage(many, alerts(t))
			accepted(t, m)
			if text := fmt.Sprint(sentText(t, m.Blocks[len(m.Blocks)-1])); !strings.Contains(text, "more. ") {
				t.Errorf("what has no room is not counted: %s", text)
			}
			for _, to := range []string{"U0LIB", "U0CLLR1"} {
				accepted(t, questionMessage(q, c, to))
				accepted(t, questionMessage(answered, c, to))
				accepted(t, answerMessage(answered, c, to))
			}
			accepted(t, askView(c, "", strings.Repeat("x", 300)))
			accepted(t, answerQuestionView(q))
			accepted(t, askedView(store.Asked{Question: q, Of: []kpi.Person{{Name: filled(filler, kpi.MaxName)}, {Name: filled(filler, kpi.MaxName)}}}))
		})
	}
}

// alerts is how the tests' alerts are shown.
func alerts(testing.TB) alertFor {
	return alertFor{time.Date(2024, 1, 8, 12, 0, 0, 0, time.UTC), time.UTC, "/kpi"}
}

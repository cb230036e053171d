package store

import (
	"strings"
	"sync"
	"testing"
	"time"

	"chaser/kpi"
)

func ask(code, request, by, text string, at Clocks) Ask {
	return Ask{RequestID: request, By: by, Code: code, Period: q2, Text: text, Now: at.Now, Today: at.today(), Zone: at.Zone}
}

func mustAsk(t testing.TB, s *Store, a Ask) Asked {
	t.Helper()
	asked, err := s.AskQuestion(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	return asked
}

func card(t testing.TB, s *Store, code string, p kpi.Period) kpi.Card {
	t.Helper()
	c, found, err := s.Card(t.Context(), perf, code, p, today)
	if err != nil || !found {
		t.Fatal(found, err)
	}
	return c
}

// A councillor asks from a message in the committee's channel; the owner answers in the thread of theirs; the answer is
// told to who asked and in the channel's thread, and kept on the card.
func TestAQuestionAndItsAnswer(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 10:00")
	a := ask("178", "R1", "U0CLLR1", " Why fewer? ", now)
	a.From = Thread{"C0CSMI", "17.1"}
	asked := mustAsk(t, s, a)
	if len(asked.Of) != 1 || asked.Of[0].SlackID != "U0CORONER" || asked.Question.Text != "Why fewer?" || asked.Question.AskedByName != "Committee member 1" {
		t.Fatalf("asked %+v", asked)
	}
	same(t, "the same request", asked, mustAsk(t, s, a))
	questions := newsOf(t, s, kpi.NewsQuestion)
	same(t, "who is told", "U0CORONER", recipients(questions))
	same(t, "on the card", []kpi.Question{asked.Question}, card(t, s, "178", q2).Questions)

	reply := Answer{By: "U0CORONER", Text: "Staff leave.", Now: now.Now.Add(time.Hour), Today: now.today()}
	if _, handled, err := s.AnswerInThread(t.Context(), Thread{"DU0CORONER", "17.99"}, reply); handled || err != nil {
		t.Errorf("a thread of something else: %v %v", handled, err)
	}
	say(t, s, questions[0], now)
	said, err := s.Notifications(t.Context(), questions[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	thread := Thread{said[0].Channel, said[0].TS}
	for range 2 { // Slack tells of a message more than once
		if q, handled, err := s.AnswerInThread(t.Context(), thread, reply); !handled || err != nil || q.Answer != "Staff leave." || q.AnsweredByName != "Coroners service lead" {
			t.Errorf("%+v %v %v", q, handled, err)
		}
	}
	answers := newsOf(t, s, kpi.NewsAnswer)
	same(t, "who is told of the answer", "U0CLLR1 C0CSMI", recipients(answers))
	same(t, "in the thread", Thread{"C0CSMI", "17.1"}, answers[1].Thread)
	same(t, "to who asked", Thread{}, answers[0].Thread)
	if got := card(t, s, "178", q2).Questions; len(got) != 1 || got[0].Answer != "Staff leave." || !got[0].AnsweredAt.Equal(reply.Now) {
		t.Errorf("the card holds %+v", got)
	}
	if d := begin(t, s, questions[0].ID, now.later(time.Hour)); d.Task != Refresh {
		t.Errorf("the question still asks: %v", d.Task)
	}
	reply.Text = "And more."
	_, handled, err := s.AnswerInThread(t.Context(), thread, reply)
	if !handled {
		t.Error("a second answer is not known as one")
	}
	refused(t, err, "You have answered this question already")
	auditWhole(t, s)
	if n := count(t, s, `SELECT count(*) FROM audit_entries WHERE subject = 'question 178 2023-24Q2' AND act IN ('asked', 'answered')`); n != 2 {
		t.Errorf("the trail holds %d of the two", n)
	}
}

// Two who may answer, at the same time: one has, and the other reads who.
func TestTwoAnswersAtOnce(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 10:00")
	q := mustAsk(t, s, ask("178", "R1", "U0CLLR1", "Why?", now)).Question
	errs := make([]error, 2)
	var both sync.WaitGroup
	for n, by := range []string{"U0CORONER", "U0MGRREG"} {
		both.Go(func() {
			_, errs[n] = s.AnswerQuestion(t.Context(), Answer{Question: q.ID, By: by, Text: "Because " + by, Now: now.Now, Today: now.today()})
		})
	}
	both.Wait()
	first, second := errs[0], errs[1]
	if first != nil {
		first, second = second, first
	}
	if first != nil || second == nil {
		t.Fatalf("%v", errs)
	}
	refused(t, second, "has answered this question already: “Because U0")
	same(t, "told", "U0CLLR1", recipients(newsOf(t, s, kpi.NewsAnswer)))
}

func TestQuestionsThatCannotBe(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 10:00")
	for want, a := range map[string]Ask{
		"has no figure for Q3 2023/24 yet": func() Ask { a := ask("178", "R", "U0CLLR1", "Why?", now); a.Period = kpi.Quarter(2023, 3); return a }(),
		"There is no question":             ask("178", "R", "U0CLLR1", " ", now),
		"is 1,001 characters long":         ask("178", "R", "U0CLLR1", strings.Repeat("a", 1001), now),
		"There is no indicator “nope”":     ask("nope", "R", "U0CLLR1", "Why?", now),
		"does not know you yet":            ask("178", "R", "U0NOBODY", "Why?", now),
		"come to you":                      ask("178", "R", "U0CORONER", "Why?", now),
	} {
		_, err := s.AskQuestion(t.Context(), a)
		refused(t, err, want)
	}
	if n := count(t, s, `SELECT count(*) FROM questions`) + len(newsOf(t, s, kpi.NewsQuestion)); n != 0 {
		t.Errorf("%d are kept", n)
	}
	asked := mustAsk(t, s, ask("178", "R", "U0CLLR1", "Why?", now)) // a refused request may be mended
	for want, a := range map[string]Answer{
		"There is no answer":       {Question: asked.Question.ID, By: "U0CORONER", Text: "\n"},
		"is 2,001 characters long": {Question: asked.Question.ID, By: "U0CORONER", Text: strings.Repeat("a", 2001)},
		"You cannot answer":        {Question: asked.Question.ID, By: "U0LIB", Text: "Me."},
		"does not know you yet":    {Question: asked.Question.ID, By: "U0NOBODY", Text: "Me."},
		"is no longer there":       {Question: 4711, By: "U0CORONER", Text: "Me."},
	} {
		a.Now, a.Today = now.Now, now.today()
		_, err := s.AnswerQuestion(t.Context(), a)
		refused(t, err, want)
	}
}

// A card shows the latest three of its own period, those with an answer first; and so does the receipt of a posting,
// also the second time.
func TestTheCardsQuestions(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 10:00")
	var ids []int64
	for _, text := range []string{"First?", "Second?", "Third?", "Fourth?"} {
		ids = append(ids, mustAsk(t, s, ask("178", text, "U0CLLR1", text, now)).Question.ID)
	}
	mustAsk(t, s, ask("177", "R177", "U0CLLR1", "Of another?", now))
	other := ask("178", "RQ1", "U0CLLR1", "Of another quarter?", now)
	other.Period = kpi.Quarter(2023, 1)
	mustAsk(t, s, other)
	for _, n := range []int{0, 2} {
		if _, err := s.AnswerQuestion(t.Context(), Answer{Question: ids[n], By: "U0CORONER", Text: "So.", Now: now.Now, Today: now.today()}); err != nil {
			t.Fatal(err)
		}
	}
	shown := func(c kpi.Card) string {
		var texts []string
		for _, q := range c.Questions {
			texts = append(texts, q.Text)
		}
		return strings.Join(texts, " ")
	}
	const want = "Third? Second? Fourth?"
	same(t, "the card", want, shown(card(t, s, "178", q2)))
	cards, err := s.Cards(t.Context(), perf, "", today)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cards {
		if w := map[string]string{"178": want, "177": "Of another?"}[c.Indicator.Code]; shown(c) != w {
			t.Errorf("in a list %s shows %q", c.Indicator.Code, shown(c))
		}
	}
	p := coronersPost(t, "R-revised", "143", "One was missed.")
	p.Posting.Period = q2
	for range 2 {
		same(t, "the receipt", want, shown(mustPost(t, s, p).Card))
	}
	mustPost(t, s, coronersPost(t, "R-next", "99", ""))
	same(t, "the next quarter's card", "", shown(card(t, s, "178", kpi.Quarter(2023, 3))))
}

// A thread that Chaser cannot write in troubles nobody: who asked has the answer, and the thread's copy is let go after
// a day.
func TestAnAnswerThatTheThreadDoesNotTake(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-08 10:00")
	a := ask("178", "R1", "U0CLLR1", "Why?", now)
	a.From = Thread{"C0OTHER", "17.1"}
	q := mustAsk(t, s, a).Question
	if _, err := s.AnswerQuestion(t.Context(), Answer{Question: q.ID, By: "U0CORONER", Text: "So.", Now: now.Now, Today: now.today()}); err != nil {
		t.Fatal(err)
	}
	inThread := newsOf(t, s, kpi.NewsAnswer)[1]
	endDelivery(t, s, begin(t, s, inThread.ID, now), Outcome{Verdict: Shut, Reason: "not_in_channel"}, now)
	if n := len(newsOf(t, s, kpi.NewsShut)); n != 0 {
		t.Errorf("%d alarms", n)
	}
	mustPlan(t, s, now.later(25*time.Hour))
	if d := begin(t, s, inThread.ID, now.later(25*time.Hour)); d.State != Withdrawn {
		t.Errorf("after a day it is %s", d.State)
	}
}

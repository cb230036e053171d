package store

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"chaser/kpi"
)

// Everything that people and the schedule do, at once and again, on a few indicators that share their messages: nobody
// waits for ever, and the audit trail stays whole. Only refusals are errors that may come.
func TestEverythingAtOnce(t *testing.T) {
	t.Parallel()
	r := seedRegister(t)
	r.Committees[0].SignOff = kpi.ManagerSignOff
	s := newQueued(t, r)
	now := at(t, "2024-01-08 10:00")
	setAlerts(t, s.Store, "U0MGRREG", kpi.AlertsDaily, now)
	for _, n := range mustPlan(t, s.Store, now) {
		say(t, s.Store, n, now)
	}
	codes := []string{"REG1", "REG2", "TRS1", "TRS2", "178"}
	var all sync.WaitGroup
	again := func(what string, do func(round int, at Clocks) error) {
		all.Go(func() {
			for round := range 6 {
				err := do(round, now.later(time.Duration(round)*time.Hour*24))
				var refusal *kpi.Refusal
				if err != nil && !errors.As(err, &refusal) {
					t.Errorf("%s: %v", what, err)
				}
			}
		})
	}
	for n, code := range codes {
		again("posting "+code, func(round int, at Clocks) error {
			figure := []string{"50", "90"}[(round+n)%2]
			_, err := s.PostFigure(t.Context(), Post{RequestID: fmt.Sprint(code, round), By: "U0PERF", Code: code, Posting: typed(t, figure, fmt.Sprint("Counted again ", round)), Now: at.Now, Today: at.today(), Zone: london})
			return err
		})
	}
	again("signing", func(_ int, at Clocks) error {
		unsigned, err := everyUnsigned(t.Context(), s.Store, perf)
		if err != nil {
			return err
		}
		var ids []int64
		for n := range unsigned {
			ids = append(ids, unsigned[len(unsigned)-1-n].FigureID)
		}
		_, err = s.SignOff(t.Context(), Request{By: "U0PERF", Now: at.Now}, ids, at.today())
		return err
	})
	again("acting", func(round int, at Clocks) error {
		_, err := s.RaiseAction(t.Context(), ActionRequest{RequestID: fmt.Sprint("act", round), By: "U0PERF", Now: at.Now, Today: at.today()}, codes[round%4],
			kpi.Undertaking{Text: "More clerks", Owner: "U0REGISTR", Due: at.today().AddDays(20)})
		return err
	})
	again("asking", func(round int, at Clocks) error {
		asked, err := s.AskQuestion(t.Context(), Ask{RequestID: fmt.Sprint("ask", round), By: "U0CLLR1", Code: codes[round%5], Period: quarter2, Text: "Why?", Now: at.Now, Today: at.today(), Zone: london})
		if err != nil {
			return err
		}
		_, err = s.AnswerQuestion(t.Context(), Answer{Question: asked.Question.ID, By: "U0PERF", Text: "So.", Now: at.Now, Today: at.today()})
		return err
	})
	again("acknowledging", func(round int, at Clocks) error {
		return s.Acknowledge(t.Context(), Acknowledgement{By: "U0MGRREG", Code: codes[round%2], Period: quarter3, Now: at.Now, Today: at.today(), Zone: london})
	})
	again("handing on", func(round int, at Clocks) error {
		return s.Delegate(t.Context(), Delegation{By: "U0CORONER", To: "U0REGISTR", Code: fmt.Sprint(175 + round%3), Period: quarter3, Now: at.Now, Today: at.today()})
	})
	again("publishing", func(round int, at Clocks) error {
		_, err := s.Publish(t.Context(), Publish{By: "U0PERF", Committee: csmi, Period: []kpi.Period{quarter2, kpi.Quarter(2023, 1), quarter3}[round%3], Anyway: true, Now: at.Now, Today: at.today()})
		return err
	})
	again("planning", func(_ int, at Clocks) error {
		_, err := s.PlanNotices(t.Context(), at)
		return err
	})
	again("importing", func(_ int, at Clocks) error {
		_, err := s.ImportRegister(t.Context(), kpi.Register{Collections: r.Collections}, at.Now, false)
		return err
	})
	again("delivering", func(_ int, at Clocks) error {
		due, err := s.Unfinished(t.Context(), at.Now)
		if err != nil {
			return err
		}
		for n, one := range due {
			d, err := s.BeginDelivery(t.Context(), one.ID, at.later(time.Duration(n)*2*time.Second), DefaultPatience)
			if err != nil {
				return err
			}
			if d.Task == Say || d.Task == Refresh {
				if _, err := s.EndDelivery(t.Context(), d, Outcome{Verdict: Delivered, Channel: "D1", TS: fmt.Sprint("19.", one.ID)}, at, DefaultPatience); err != nil {
					return err
				}
			}
		}
		return nil
	})
	all.Wait()
	auditWhole(t, s.Store)
	for _, kept := range []struct{ what, query string }{
		{"figures without their request", `SELECT count(*) FROM figures f WHERE posted_by IS NOT NULL AND NOT EXISTS (SELECT FROM requests r WHERE r.figure_id = f.id)`},
		{"figures without their audit entry", `SELECT (SELECT count(*) FROM figures WHERE posted_by IS NOT NULL) - (SELECT count(*) FROM audit_entries WHERE act IN ('posted', 'revised'))`},
		{"figures without their sign-off", `SELECT count(*) FROM figures f WHERE posted_by IS NOT NULL AND NOT EXISTS (SELECT FROM sign_offs s WHERE s.figure_id = f.id)`},
		{"turns that nobody is told of", `SELECT count(*) FROM red_turns r WHERE left_figure IS NULL AND NOT EXISTS (SELECT FROM red_tidings t WHERE t.turn_id = r.id)`},
		{"actions without a history", `SELECT count(*) FROM actions a WHERE NOT EXISTS (SELECT FROM action_events e WHERE e.action_id = a.id)`},
		{"answers that nobody is told", `SELECT (SELECT count(*) FROM questions WHERE answer <> '') - (SELECT count(*) FROM notifications WHERE kind = 'answer')`},
	} {
		if n := count(t, s.Store, kept.query); n != 0 {
			t.Errorf("%d %s", n, kept.what)
		}
	}
	if n := count(t, s.Store, `SELECT count(*) FROM figures WHERE posted_by IS NOT NULL`); n != 6*len(codes) {
		t.Errorf("%d figures", n)
	}
}

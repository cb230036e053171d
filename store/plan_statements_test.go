package store

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"
)

// A minute's plan takes as many statements for 3,000 indicators as for 300, whether everybody is owed a message or
// nobody is. For messages to each 500 people more it takes a transaction more.
func TestAPlanSendsNoStatementForEachMessage(t *testing.T) {
	t.Parallel()
	var before []int
	var saidBefore []string
	for _, indicators := range []int{300, 3000} {
		s, w := listen(t, migrated.DSN(t))
		mustImport(t, s, largeCouncil(indicators, 0))
		s.patient.SetMaxOpenConns(1) // on a second connection some statements are prepared again
		opens := at(t, "2024-01-02 09:00")
		var said []string // the statements of each plan
		plan := func(at Clocks) (sent, planned int) {
			sent = w.during(func() {
				all, err := s.PlanNotices(t.Context(), at)
				if err != nil {
					t.Fatal(err)
				}
				planned = len(all)
			})
			said = append(said, w.most())
			return sent, planned
		}
		if _, n := plan(opens.later(-time.Hour)); n > 0 { // which also prepares the queries
			t.Fatalf("%d messages before nine", n)
		}
		all, n := plan(opens)
		if n != indicators+1 {
			t.Errorf("%d messages", n)
		}
		none, n := plan(opens.later(time.Minute))
		if n != 0 {
			t.Errorf("%d messages a minute later", n)
		}
		saidAll(t, s)
		next, n := plan(opens.later(24 * time.Hour))
		if n != 0 {
			t.Errorf("%d messages a day later", n)
		}
		sameOwed(t, s, opens.later(24*time.Hour))
		if more := indicators / plannedTogether; more > 0 {
			all -= 6*more + 3 // which keep the lock, give it back and plan anew
		}
		sent := []int{all, none, next}
		for n := range before {
			if sent[n] > before[n] {
				t.Errorf("%d statements for 300 indicators, %d for 3,000:%s\nbut%s", before[n], sent[n], saidBefore[n+1], said[n+1])
			}
		}
		before, saidBefore = sent, said
	}
	if before[0] > 25 || before[1] > 15 || before[2] > 18 {
		t.Errorf("%v statements", before)
	}
}

// On the first large morning of a council that had few messages before, a plan reads no message for each thing that
// another names.
func TestAPlanForManyReadsNoMessages(t *testing.T) {
	t.Parallel()
	s, _ := empty(t)
	mustImport(t, s, largeCouncil(600, 0))
	s.patient.SetMaxOpenConns(1) // so that what was read is known at once, and the first plan's connection is the second's
	s.patient.SetConnMaxLifetime(0)
	opens := at(t, "2024-01-02 09:00")
	var all []string
	for n := range 600 {
		all = append(all, lead(n))
	}
	for minute := range 8 { // from the sixth on, PostgreSQL keeps its plan for checking what is named
		if planned, err := s.PlanNotices(t.Context(), opens.later(time.Duration(minute)*time.Minute), all[minute+1:]...); err != nil || len(planned) == 0 {
			t.Fatalf("%d messages, %v", len(planned), err)
		}
		if minute == 0 { // as PostgreSQL does by itself
			if _, err := s.patient.ExecContext(t.Context(), `ANALYZE notifications`); err != nil {
				t.Fatal(err)
			}
		}
	}
	before := read(t, s.patient, "notifications")
	planned, err := s.PlanNotices(t.Context(), opens.later(time.Hour))
	if err != nil || len(planned) < plannedTogether {
		t.Fatalf("%d messages, %v", len(planned), err)
	}
	if n := since(before, read(t, s.patient, "notifications"))["notifications"]; n > 20*len(planned) {
		t.Errorf("%d messages were read to plan %d", n, len(planned))
	}
}

// Where nobody can be told anything, as at night, a plan reads no indicator and no figure. Where everything is posted,
// it keeps none of them.
func TestAPlanReadsOnlyWhatCanBeOwed(t *testing.T) {
	t.Parallel()
	r := largeCouncil(300, 1)
	for n := range r.Figures {
		r.Figures[n].Period, *r.Figures[n].Value = r.Collections[0].Period, decimal.New(95, 0)
	}
	s, _ := empty(t)
	mustImport(t, s, r)
	s.patient.SetMaxOpenConns(1) // so that what was read is known at once
	s.patient.SetConnMaxLifetime(0)
	night := at(t, "2024-01-02 20:00")
	mustPlan(t, s, night)
	before := read(t, s.patient, "indicators", "figure_revisions")
	if _, err := s.PlanNotices(t.Context(), night.later(time.Minute)); err != nil {
		t.Fatal(err)
	}
	for table, n := range since(before, read(t, s.patient, "indicators", "figure_revisions")) {
		if n > 0 {
			t.Errorf("a plan at night reads %d rows of %s", n, table)
		}
	}
	now, err := s.ChaseNow(t.Context(), at(t, "2024-01-08 10:00"))
	if err != nil {
		t.Fatal(err)
	}
	if len(now.Indicators) != 1 { // by which the board's frequency is known
		t.Errorf("%d indicators are kept although all is posted", len(now.Indicators))
	}
}

// saidAll says every message that waits, as far as the database knows.
func saidAll(t testing.TB, s *Store) {
	t.Helper()
	_, err := s.patient.ExecContext(t.Context(), `UPDATE notifications SET state = 'sent', channel = 'D1', ts = '1.' || id, shown = wanted, shown_on = day, settled_at = planned_at WHERE state = 'ready'`)
	if err != nil {
		t.Fatal(err)
	}
}

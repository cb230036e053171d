package store

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// sayAll plans at the instant and has everything said.
func sayAll(t *testing.T, s *Store, at Clocks) {
	t.Helper()
	for _, n := range mustPlan(t, s, at) {
		endDelivery(t, s, begin(t, s, n.ID, at), Outcome{Verdict: Delivered, Channel: "D" + n.Recipient, TS: "1.1"}, at)
	}
}

// refreshed is whose messages wait to be brought up to date, and does so.
func refreshed(t *testing.T, s *Store, at Clocks) string {
	t.Helper()
	left, err := s.Unfinished(t.Context(), at.Now)
	if err != nil {
		t.Fatal(err)
	}
	var of []string
	for _, n := range left {
		if n.State == Sent {
			of = append(of, n.Recipient)
			endDelivery(t, s, begin(t, s, n.ID, at), Outcome{Verdict: Delivered}, at)
		}
	}
	slices.Sort(of)
	return strings.Join(of, " ")
}

// A board is brought up to date overnight as long as that can turn a figure late, and afterwards when a figure comes
// in. A tick that has found nothing owed sees to that too, and plans nothing.
func TestABoardIsRefreshedWhileTimeChangesIt(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	sayAll(t, s, at(t, "2024-01-02 09:00"))
	for _, day := range []struct{ morning, want string }{
		{"2024-01-05 09:00", "U0PERF"}, // a rung of the ladder
		{"2024-01-22 09:00", "U0PERF"}, // the first working day after it was due
		{"2024-02-08 09:00", "U0PERF"},
		{"2024-02-09 09:00", ""},
	} {
		now := at(t, day.morning)
		planned, err := s.PlanNoticesInHand(t.Context(), now, everybody(t, s)...)
		if err != nil || len(planned) > 0 {
			t.Errorf("%s: planned %s, %v", day.morning, recipients(notificationsOf(t, s, planned)), err)
		}
		same(t, day.morning, day.want, refreshed(t, s, now))
	}
	if len(mustPlan(t, s, at(t, "2024-01-22 09:00"))) == 0 {
		t.Error("nothing was owed on any of the days, so that planning nothing proves nothing")
	}
	now := at(t, "2024-02-12 09:00")
	if _, err := s.PostFigure(t.Context(), Post{RequestID: "f", By: "U0LIB", Code: "LIB1", Posting: typed(t, "60000", ""), Now: now.Now, Today: now.today()}); err != nil {
		t.Fatal(err)
	}
	same(t, "after a figure", "U0LIB U0PERF", refreshed(t, s, now))
}

// What only asks for the figure says nothing of what is done about it.
func TestAnActionRefreshesNothingThatAsksForTheFigure(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	now := at(t, "2024-01-05 09:00")
	sayAll(t, s, now)
	if _, err := s.PostFigure(t.Context(), Post{RequestID: "f", By: "U0LIB", Code: "LIB1", Posting: typed(t, "60000", ""), Now: monday, Today: today}); err != nil {
		t.Fatal(err)
	}
	now = now.later(time.Minute)
	same(t, "after the figure", "U0LIB U0PERF", refreshed(t, s, now))
	next := at(t, "2024-01-09 09:00") // the Red figure is asked about
	sayAll(t, s, next)
	refreshed(t, s, next)
	mustRaise(t, s, asks("U0LIB", "r1"), "LIB1", sessions())
	same(t, "after an action", "U0LIB", refreshed(t, s, next.later(time.Minute)))
}

// everybody is the Slack id of each person.
func everybody(t *testing.T, s *Store) (ids []string) {
	t.Helper()
	if err := s.db.SelectContext(t.Context(), &ids, `SELECT slack_id FROM people`); err != nil {
		t.Fatal(err)
	}
	return ids
}

package store

import (
	"testing"
	"time"

	"chaser/kpi"
)

// The performance team's board is looked at again on the morning on which somebody of the team is back, though nothing
// opens then: whoever was away at the opening is told of it.
func TestABoardIsLookedAtWhenTheTeamIsBack(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	opening := at(t, "2024-01-02 09:00")
	away := kpi.Leave{Person: "U0PERF", First: opening.today(), Last: opening.today().AddDays(6)} // until Monday, inclusive
	if err := s.RecordLeave(t.Context(), Request{By: "U0PERF", Now: opening.Now.Add(-time.Hour)}, away, opening.today()); err != nil {
		t.Fatal(err)
	}
	same(t, "the opening", everyOwner, recipients(mustPlan(t, s, opening)))
	var looks time.Time
	if err := s.patient.GetContext(t.Context(), &looks, `SELECT min(look_at) FROM plan_diary WHERE $1 = ANY (indicators)`, boardsPlace); err != nil {
		t.Fatalf("the boards are not looked at again: %v", err)
	}
	if back := at(t, "2024-01-09 09:00").Now; looks.After(back) {
		t.Errorf("the boards are looked at again at %s, and who is back is at work from %s on", looks.In(london), back)
	}
}

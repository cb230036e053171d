package store

import (
	"testing"
	"time"

	"chaser/kpi"
)

// The performance team hears of the correction that waits, and not of one that was withdrawn or replaced before anybody
// told them. Whoever asked sees that theirs waits, and nobody else but the team.
func TestWhoHearsOfACorrection(t *testing.T) {
	t.Parallel()
	s := teamDecides(t)
	now := at(t, "2024-01-08 10:00")
	mustCorrect(t, s, correcting(t, "R1", "150", "Counted again"))
	mustCorrect(t, s, correcting(t, "R2", "152", "Once more"))
	told := newsOfKind(t, s, kpi.NewsCorrectionAsked)
	if len(told) != 2 {
		t.Fatalf("there are %d pieces of news", len(told))
	}
	if d := begin(t, s, told[0].ID, now); d.Task != Nothing || d.State != Withdrawn {
		t.Errorf("of what was replaced they are told: %v %s", d.Task, d.State)
	}
	if d := begin(t, s, told[1].ID, now); d.Task != Say {
		t.Errorf("of what waits they are not told: %v %s", d.Task, d.State)
	}
	for _, who := range []struct {
		kpi.Person
		sees int
	}{
		{kpi.Person{SlackID: "U0CORONER", Roles: []kpi.Role{kpi.Member}}, 1},
		{kpi.Person{SlackID: "U0PERF", Roles: []kpi.Role{kpi.Admin}}, 1},
		{kpi.Person{SlackID: "U0MGRREG", Roles: []kpi.Role{kpi.Manager}}, 0},
		{kpi.Person{SlackID: "U0LIB", Roles: []kpi.Role{kpi.Member}}, 0},
		{kpi.Person{}, 0},
	} {
		if all, err := s.WaitingCorrections(t.Context(), who.Person, monday, today); err != nil || len(all) != who.sees {
			t.Errorf("%q sees %d that wait, want %d (%v)", who.SlackID, len(all), who.sees, err)
		}
	}
	r := waitsFor(t, s)
	if _, err := s.DecideCorrection(t.Context(), deciding(r.ID, "U0CORONER", CorrectionWithdrawn)); err != nil {
		t.Fatal(err)
	}
	again := correcting(t, "R3", "153", "Again")
	mustCorrect(t, s, again)
	third := newsOfKind(t, s, kpi.NewsCorrectionAsked)[2]
	if _, err := s.DecideCorrection(t.Context(), deciding(waitsFor(t, s).ID, "U0CORONER", CorrectionWithdrawn)); err != nil {
		t.Fatal(err)
	}
	if d := begin(t, s, third.ID, now.later(time.Minute)); d.Task != Nothing || d.State != Withdrawn {
		t.Errorf("of what was withdrawn they are told: %v %s", d.Task, d.State)
	}
}

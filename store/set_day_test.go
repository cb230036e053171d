package store

import (
	"testing"

	"chaser/kpi"
)

// On a set day each committee is published by itself as soon as nothing is lacking, whether or not another was. What
// lacks is told once, and queued once.
func TestTwoCommitteesAreDueOnOneDay(t *testing.T) {
	t.Parallel()
	s, _ := empty(t)
	r := seedRegister(t)
	libraries, skills := r.Indicators[0], r.Indicators[3]
	r.Committees = append(r.Committees, kpi.Committee{Name: "Skills", Channel: "C0SKILLS"})
	skills.Committee = "Skills"
	r.Indicators = []kpi.Indicator{libraries, skills}
	r.Figures = []kpi.Figure{{Indicator: libraries.Code, Period: quarter2, Status: kpi.Final, Value: libraries.Target}}
	for n := range r.Collections {
		if r.Collections[n].Period == quarter2 {
			r.Collections[n].Publishes = today
		}
	}
	mustImport(t, s, r)
	queued := -1
	for _, when := range []string{"2024-01-08 09:00", "2024-01-08 09:01", "2024-01-08 09:02"} {
		published(t, s, when, csmi, true)
		published(t, s, when, "Skills", false)
		n := count(t, s, `SELECT count(*) FROM river_job`)
		if queued >= 0 && n != queued {
			t.Errorf("at %s there are %d jobs, and there were %d", when, n, queued)
		}
		queued = n
	}
	if queued == 0 {
		t.Error("nobody is told of anything")
	}
	mustImport(t, s, kpi.Register{Figures: []kpi.Figure{{Indicator: skills.Code, Period: quarter2, Status: kpi.Final, Value: skills.Target}}})
	published(t, s, "2024-01-08 09:03", "Skills", true)
}

// published publishes what is due, and expects that the committee was shown the period, or was not.
func published(t *testing.T, s *Store, when, committee string, want bool) {
	t.Helper()
	if err := s.PublishDue(t.Context(), at(t, when)); err != nil {
		t.Fatal(err)
	}
	ready, err := s.Readiness(t.Context(), committee, quarter2, today)
	if err != nil || ready.Published() != want {
		t.Errorf("at %s %s was published: %v, want %v; %+v %v", when, committee, ready.Published(), want, ready.Readiness, err)
	}
}

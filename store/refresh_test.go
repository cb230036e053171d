package store

import (
	"testing"
	"time"

	"chaser/kpi"
)

// Messages that name a collection's figures are brought up to date when its days change, and no other messages are;
// whoever changes them.
func TestChangedDatesRefreshWhatNamesThem(t *testing.T) {
	t.Parallel()
	s, _ := empty(t)
	r := seedRegister(t)
	for n := range r.Indicators {
		if r.Indicators[n].Owner == "U0LIB" { // whose collection is another
			r.Indicators[n].Frequency = kpi.Monthly
			r.Figures = without(r.Figures, r.Indicators[n].Code)
		}
	}
	r.Collections = append(r.Collections, kpi.Collection{
		Period: kpi.Month(2023, 12), Opens: kpi.Date{Year: 2024, Month: 1, Day: 2}, Due: kpi.Date{Year: 2024, Month: 1, Day: 16},
	})
	mustImport(t, s, r)
	opening := at(t, "2024-01-08 09:00")
	for _, n := range mustPlan(t, s, opening) {
		d := begin(t, s, n.ID, opening)
		endDelivery(t, s, d, Outcome{Verdict: Delivered, Channel: "D" + n.Recipient, TS: "1.1"}, opening)
	}
	now := opening
	refreshed := func(what, want string) {
		t.Helper()
		now = now.later(time.Minute)
		left, err := s.Unfinished(t.Context(), now.Now)
		if err != nil {
			t.Fatal(err)
		}
		same(t, what, want, recipients(left))
		if jobs := count(t, s, `SELECT count(*) FROM river_job WHERE priority = $1`, priorityUpdate); jobs < len(left) {
			t.Errorf("%s: %d jobs for %d messages", what, jobs, len(left))
		}
		if _, err := s.patient.ExecContext(t.Context(), `DELETE FROM river_job`); err != nil {
			t.Fatal(err)
		}
		for _, n := range left {
			d := begin(t, s, n.ID, now)
			endDelivery(t, s, d, Outcome{Verdict: Delivered}, now)
		}
	}
	const quarters = "U0SKILLS U0YOUTH U0CORONER U0DAVIOL U0REGISTR U0TRADING U0PERF"
	quarter, month := r.Collections[2], r.Collections[3]

	quarter.Due = kpi.Date{Year: 2024, Month: 1, Day: 23}
	if _, err := s.SaveCollection(t.Context(), Request{By: "U0PERF", Now: monday}, quarter); err != nil {
		t.Fatal(err)
	}
	refreshed("after the team moved the quarter", quarters)
	if _, err := s.SaveCollection(t.Context(), Request{By: "U0PERF", Now: monday}, quarter); err != nil {
		t.Fatal(err)
	}
	refreshed("after it saved the same", "")

	month.Due = kpi.Date{Year: 2024, Month: 1, Day: 17}
	mustImport(t, s, kpi.Register{Collections: []kpi.Collection{quarter, month}})
	refreshed("after an import moved the month", "U0LIB U0PERF")
	month.Due = kpi.Date{Year: 2024, Month: 1, Day: 18}
	if _, err := s.ImportRegister(t.Context(), kpi.Register{Collections: []kpi.Collection{month}}, monday, true); err != nil {
		t.Fatal(err)
	}
	refreshed("after a rehearsed import", "")

	mustImport(t, s, kpi.Register{Closures: []kpi.Closure{{Day: quarter.Due, Name: "Flood"}}})
	refreshed("after a closure moved the quarter's deadline", quarters)
	mustImport(t, s, kpi.Register{Closures: []kpi.Closure{{Day: kpi.Date{Year: 2024, Month: 1, Day: 26}, Name: "Storm"}}})
	refreshed("after one that moves no deadline", "")
	auditWhole(t, s)
}

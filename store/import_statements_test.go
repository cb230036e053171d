package store

import (
	"testing"

	"chaser/internal/thorough"
)

// An import takes as many statements for 3,000 indicators as for 300, whether it brings them, finds nothing new or
// revises every figure while messages speak of them.
func TestAnImportSendsNoStatementForEachRow(t *testing.T) {
	t.Parallel()
	var before []int
	for _, indicators := range []int{300, thorough.Plays(1200, 3000)} {
		s, w := listen(t, migrated.DSN(t))
		r := largeCouncil(indicators, 1)
		first := w.during(func() { mustImport(t, s, r) })
		again := w.during(func() { mustImport(t, s, r) })
		mustPlan(t, s, at(t, "2024-01-08 10:00"))
		for n := range r.Figures {
			r.Figures[n].Commentary += " Counted again."
		}
		revised := w.during(func() {
			if changes := mustImport(t, s, r); len(changes) != indicators {
				t.Errorf("%d changes", len(changes))
			}
		})
		sent := []int{first, again, revised}
		for n := range before {
			if sent[n] > before[n] {
				t.Errorf("%d statements for 300 indicators, %d for %d:%s", before[n], sent[n], indicators, w.most())
			}
		}
		before = sent
		if entries := auditWhole(t, s); entries < 3*indicators {
			t.Errorf("%d audit entries", entries)
		}
	}
	if before[0] > 150 || before[1] > 20 || before[2] > 80 {
		t.Errorf("%v statements", before)
	}
}

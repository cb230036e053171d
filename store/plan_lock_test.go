package store

import (
	"strings"
	"testing"
	"time"
)

// One plan at a time: from its first message to its last, also between its transactions, and no longer, whether it ends
// well, is killed or is given up while its connection goes back to the pool.
func TestAPlanHasItsLockUntilItEnds(t *testing.T) {
	t.Parallel()
	s, dsn := seeded(t)
	other := openStore(t, dsn)
	taken := func() bool { // whether another process has to wait
		t.Helper()
		var free bool
		if err := other.patient.GetContext(t.Context(), &free, `SELECT pg_try_advisory_xact_lock(`+planLock+`)`); err != nil {
			t.Fatal(err)
		}
		return !free
	}
	opening := at(t, "2024-01-02 09:00")
	for _, ends := range []struct {
		name  string
		after int // parts
		want  error
	}{{"is killed", 2, errKilled}, {"ends", 99, nil}} {
		recorded := 0
		_, err := s.planNotices(t.Context(), opening, nil, planning{s.enqueue, 2, func() error {
			recorded++
			if recorded*2 < len(strings.Fields(everyOwner)) && !taken() {
				t.Errorf("%s: after part %d another plan may begin", ends.name, recorded)
			}
			if recorded == ends.after {
				return ends.want
			}
			return nil
		}})
		if (err == nil) != (ends.want == nil) || recorded < 2 {
			t.Fatalf("%s: %d parts, %v", ends.name, recorded, err)
		}
		// Whoever waits for it gets it: the connection that had it gives it back a moment later.
		if _, err := other.patient.ExecContext(t.Context(), `SELECT pg_advisory_xact_lock(`+planLock+`)`); err != nil {
			t.Errorf("%s: the lock stays taken: %v", ends.name, err)
		}
		opening = opening.later(time.Minute)
	}
}

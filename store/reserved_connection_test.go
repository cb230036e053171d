package store

import "testing"

// Where its lock cannot be given back, a connection is not used again: by closing it, PostgreSQL gives the lock back.
func TestALockThatCannotBeGivenBack(t *testing.T) {
	t.Parallel()
	s, dsn := empty(t)
	other := openStore(t, dsn)
	const lock = `4711, 12`
	for _, told := range []struct{ name, kept string }{
		{"it is given back", lock},
		{"PostgreSQL says that it was not there", `4711, 13`},
		{"giving it back fails", `4711, 1 / 0`},
	} {
		c, err := s.chasing.reserve(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		tx, err := c.begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if err := c.keep(t.Context(), tx, lock); err != nil {
			t.Fatal(err)
		}
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
		c.kept = told.kept
		if err := c.release(t.Context()); err != nil {
			t.Errorf("%s: %v", told.name, err)
		}
		// Whoever waits for it gets it: a session that has ended gives back a moment later what it had.
		if _, err := other.patient.ExecContext(t.Context(), `SELECT pg_advisory_xact_lock(`+lock+`)`); err != nil {
			t.Fatalf("%s: the lock stays taken: %v", told.name, err)
		}
	}
}

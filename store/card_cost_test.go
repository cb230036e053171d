package store

import (
	"testing"

	"chaser/kpi"
)

// To the indicator's own people a card asks for the indicator, for whose it is, for what of its past it shows, and for
// the rows of that, in four statements that are all prepared.
func TestACardIsFourStatements(t *testing.T) {
	t.Parallel()
	s, w := listen(t, council3000.DSN(t))
	s.prepared.db.SetMaxOpenConns(1) // so that what is prepared once is prepared
	read := func(code string) {
		if _, found, err := s.Card(t.Context(), perf, code, kpi.Period{}, today); err != nil || !found {
			t.Fatal(found, err)
		}
	}
	read("X00003")
	if sent := w.during(func() { read("X00005") }); w.anew > 0 || sent != 4 {
		t.Errorf("%d of %d statements are planned anew, want 4:%s", w.anew, sent, w.most())
	}
}

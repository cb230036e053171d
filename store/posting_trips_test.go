package store

import (
	"fmt"
	"testing"
)

// A posting asks the database seven things, however much there is: to begin, for the indicator's lock, what decides,
// the figures before it, to record all at once, the audit entry, and to commit.
func TestAPostingIsSevenRoundTrips(t *testing.T) {
	t.Parallel()
	link := newCountingLink(t, council3000.DSN(t))
	s := openStore(t, link.dsn)
	s.db.SetMaxOpenConns(1) // so that what is prepared once is prepared
	n := 0
	post := func() error {
		n++
		p := coronersPost(t, fmt.Sprint("trips ", n), fmt.Sprint(91+n%3), "Counted again")
		p.By, p.Code = "U00004", "X00003"
		_, err := s.PostFigure(t.Context(), p)
		return err
	}
	for range 3 { // the first begins the chain, the next prepare
		if err := post(); err != nil {
			t.Fatal(err)
		}
	}
	if trips := link.tripsOf(t, post); trips != 7 {
		t.Errorf("%d round trips", trips)
	}
}

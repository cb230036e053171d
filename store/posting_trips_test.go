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

// One that turns its indicator Red also asks who is told and records that; the next, which ends that, tells nobody who
// has not heard of it.
func TestARedPostingIsFewRoundTrips(t *testing.T) {
	t.Parallel()
	link := newCountingLink(t, council3000.DSN(t))
	s := openStore(t, link.dsn)
	s.db.SetMaxOpenConns(1)
	n := 0
	post := func(figure int) func() error {
		return func() error {
			n++
			p := coronersPost(t, fmt.Sprint("red trips ", n), fmt.Sprint(figure), "Counted again")
			p.By, p.Code = "U00004", "X00003"
			_, err := s.PostFigure(t.Context(), p)
			return err
		}
	}
	for _, figure := range []int{91, 70, 92, 71, 93} {
		if err := post(figure)(); err != nil {
			t.Fatal(err)
		}
	}
	red, left := link.tripsOf(t, post(72)), link.tripsOf(t, post(94))
	if red > 13 || left > 10 {
		t.Errorf("%d round trips to turn Red, and %d to end it, want 13 and 10 at most", red, left)
	}
}

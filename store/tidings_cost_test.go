package store

import (
	"fmt"
	"testing"

	"chaser/kpi"
)

// An alert reads a whole card at the moment of saying it. Planning what it asks would take many times as long as asking
// it, so all of it is prepared, and it asks the same number of things however much there is.
func TestAnAlertPlansNothingAnew(t *testing.T) {
	t.Parallel()
	s, w := listen(t, council3000.DSN(t))
	s.chasing.db.SetMaxOpenConns(1) // so that what is prepared once is prepared
	for n := 2; n < 7; n += 2 {     // every second has a manager
		for _, figure := range []int{91, 70} {
			p := coronersPost(t, fmt.Sprint("alert ", n, figure), fmt.Sprint(figure), "Counted again")
			p.By, p.Code = fmt.Sprintf("U%05d", n+1), fmt.Sprintf("X%05d", n)
			mustPost(t, s, p)
		}
	}
	alerts := newsOf(t, s, kpi.NewsRed)
	if len(alerts) < 2 {
		t.Fatalf("%d alerts", len(alerts))
	}
	read := func(n Notification) {
		if told, err := s.Tidings(t.Context(), n, today); err != nil || len(told) != 1 {
			t.Fatalf("%d tidings: %v", len(told), err)
		}
	}
	read(alerts[0])
	if sent := w.during(func() { read(alerts[1]) }); w.anew > 0 || sent > 8 {
		t.Errorf("%d of %d statements are planned anew:%s", w.anew, sent, w.most())
	}
}

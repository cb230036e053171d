package store

import (
	"testing"

	"chaser/kpi"
	"chaser/store/storetest/filled"
)

// Publishing takes as many statements for 120 indicators as for 12, half of which are Red.
func TestPublishingStatementsDoNotGrow(t *testing.T) {
	t.Parallel()
	var trips []int64
	for _, indicators := range []int{12, 120} {
		link := newCountingLink(t, council(filled.Council{Indicators: indicators, Committees: 1, LateOf: 1}).DSN(t))
		s := openStore(t, link.dsn)
		trips = append(trips, link.tripsOf(t, func() error {
			done, err := s.Publish(t.Context(), Publish{Committee: "Committee 1", Period: quarter3, By: filled.Team, Anyway: true, Now: monday, Today: today})
			if err == nil && (done.Cards != indicators || done.Publication.ID == 0) {
				t.Errorf("%d cards of %d were published", done.Cards, indicators)
			}
			return err
		}))
		reds := count(t, s, `SELECT count(*) FROM latest_cards WHERE seen_rating = 'Red'`)
		pages := count(t, s, `SELECT count(*) FROM notifications WHERE kind = $1`, kpi.NewsRedSummary)
		if n := count(t, s, `SELECT count(*) FROM notifications n JOIN notifications p ON p.id = n.thread_of AND p.kind = $1 WHERE n.kind = $2`, kpi.NewsRedSummary, kpi.NewsRedCard); n != reds || n == 0 {
			t.Errorf("%d cards in threads of %d Reds", n, reds)
		}
		// Each page but the first follows the one before, and each card but a thread's first the one before.
		if n := count(t, s, `SELECT count(*) FROM notifications n JOIN notifications b ON b.id = n.follows AND b.id < n.id AND b.kind = n.kind AND b.thread_of IS NOT DISTINCT FROM n.thread_of`); n != pages-1+reds-pages {
			t.Errorf("%d follow another of %d pages with %d cards", n, pages, reds)
		}
		if n := count(t, s, `SELECT count(*) FROM river_job`); n != pages+reds {
			t.Errorf("%d jobs for %d pages and %d cards", n, pages, reds)
		}
	}
	if trips[0] != trips[1] || trips[0] == 0 {
		t.Errorf("publishing takes %d statements", trips)
	}
}

package store

import (
	"slices"
	"testing"

	"chaser/kpi"
)

// A list of what awaits sign-off is cut by the figures' ids: after one, without it, and up to one, with it. So what was
// posted since a list was drawn is those after its last, and what was drawn is those up to it, and none is in both.
func TestUnsignedBeforeAndSince(t *testing.T) {
	t.Parallel()
	s := signedOff(t)
	var posted []int64
	for _, of := range [][2]string{{"175", "789"}, {"176", "810"}, {"177", "120"}, {"178", "142"}} {
		p := Post{RequestID: "of " + of[0], By: "U0CORONER", Code: of[0], Posting: typed(t, of[1], ""), Now: monday, Today: today}
		posted = append(posted, mustPost(t, s, p).FigureID)
	}
	manager := kpi.Person{SlackID: "U0MGRREG", Roles: []kpi.Role{kpi.Manager}}
	listed := func(of UnsignedOf) (ids []int64) {
		t.Helper()
		list, err := s.Unsigned(t.Context(), manager, of, 0, 100)
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range list.Figures {
			ids = append(ids, u.FigureID)
		}
		slices.Sort(ids)
		if list.All != len(ids) {
			t.Errorf("%+v: %d of %d", of, len(ids), list.All)
		}
		return ids
	}
	same(t, "all", posted, listed(UnsignedOf{}))
	for n, id := range posted {
		same(t, "up to one", posted[:n+1], listed(UnsignedOf{UpTo: id}))
		same(t, "after one", append([]int64(nil), posted[n+1:]...), listed(UnsignedOf{After: id}))
	}
	same(t, "between two", posted[1:3], listed(UnsignedOf{After: posted[0], UpTo: posted[2]}))
}

package bot_test

import (
	"fmt"
	"slices"
	"testing"

	"chaser/doubt"
	"chaser/kpi"
	"chaser/store"
)

// Of a long list one press signs off the first figures, and offers the rest, so that no press takes longer than
// somebody waits.
func TestApproveAllOfALongList(t *testing.T) {
	t.Parallel()
	const many = 31
	c := newCommittee(t, signsOff, func(r *kpi.Register) {
		like := r.Indicators[slices.IndexFunc(r.Indicators, func(i kpi.Indicator) bool { return i.Code == "178" })]
		for n := range many {
			like.Code = fmt.Sprint("MANY", n)
			r.Indicators = append(r.Indicators, like)
		}
	})
	value, err := kpi.ParseTyped("142")
	must(t, err)
	for n := range many {
		_, err := c.store.PostFigure(t.Context(), store.Post{
			RequestID: fmt.Sprint("many ", n), By: coroner, Code: fmt.Sprint("MANY", n), Posting: kpi.Posting{Typed: &value, Words: fmt.Sprint("Fewer, case ", n)},
			Sure: doubt.Kinds, Now: c.clock.Now(), Today: kpi.DateOf(c.clock.Now()),
		})
		must(t, err)
	}
	c.types(regulator, "/kpi approve").says("31 figures await sign-off.", "Approve the first 20").saysNot("Approve all").
		presses("approve_all", "Approve the first 20").says("Signed off: MANY0, MANY1,", "MANY19", "11 figures await sign-off.", "MANY20", "Approve all 11").
		presses("approve_all", "Approve all 11").says("Signed off: MANY20, ", "MANY30.").saysNot("MANY19", "await")
	c.types(regulator, "/kpi approve").says("No figure awaits your sign-off.")
}

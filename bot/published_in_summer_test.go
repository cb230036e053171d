package bot_test

import (
	"testing"
	"time"
)

// What is published half an hour after midnight in summer is published on that day, not on the day before, by which UTC
// still goes.
func TestPublishedAfterMidnightInSummer(t *testing.T) {
	t.Parallel()
	c := newCommittee(t)
	c.clock.pass(184*day + 14*time.Hour + 30*time.Minute) // 23:30 UTC on 10 July
	c.types(team, "/kpi publish 2023-24Q2").postsIt().says("Published Q2 2023/24")
	c.types(registrar, "/kpi reg2 Q2 2023/24").says("Published on 11 July 2024").presses("edit", "Edit").says("The committee was shown this figure on 11 July 2024")
	if got := c.types(registrar, "/kpi reg2 Q2 2023/24").presses("edit", "Edit").submits(map[string]string{"figure": "64"}).Errors["reason"]; got == "" {
		t.Error("the correction needs no reason")
	}
}

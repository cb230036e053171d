package words_test

import (
	"strings"
	"testing"
	"time"

	"chaser/kpi"
	"chaser/words"
)

// An open action says how its day stands to today, another what became of it.
func TestActionState(t *testing.T) {
	t.Parallel()
	today := kpi.Date{Year: 2024, Month: time.January, Day: 15}
	due := func(days int) kpi.Action { return kpi.Action{State: kpi.ActionOpen, Due: today.AddDays(days)} }
	settled := func(s kpi.ActionState, outcome string) kpi.Action {
		return kpi.Action{State: s, Due: today, Outcome: outcome}
	}
	for _, c := range []struct {
		action kpi.Action
		want   string
	}{
		{due(-1), "by 14 January 2024 (overdue)"},
		{due(0), "by 15 January 2024 (today)"},
		{due(1), "by 16 January 2024"},
		{settled(kpi.ActionReplaced, "left out"), "replaced by another action"},
		{settled(kpi.ActionCancelled, "left out"), "taken back by who added it"},
		{settled(kpi.ActionDone, ""), "done"},
		{settled(kpi.ActionDone, "Two\nrecruited"), "done: Two recruited"},
		{settled(kpi.ActionDropped, "No money"), "dropped: No money"},
	} {
		if got := words.ActionState(c.action, today); got != c.want {
			t.Errorf("%s, due %s: %q, want %q", c.action.State, c.action.Due, got, c.want)
		}
	}
	long := words.ActionState(settled(kpi.ActionDone, strings.Repeat("word ", 100)), today)
	if n := len([]rune(long)); n < 100 || n > len("done: ")+150 {
		t.Errorf("a long outcome takes %d characters", n)
	}
}

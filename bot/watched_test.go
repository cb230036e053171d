package bot_test

import (
	"context"
	"fmt"
	"testing"

	"chaser/kpi"
)

// A page of what is late that has come to an end meanwhile is the first page: nobody is shown an empty list.
func TestALateListThatHasBecomeShorter(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.clock.pass(21 * day)
	message := c.told(team)
	chase, err := c.store.ChaseOf(t.Context(), team, londonTime(t), kpi.DateOf(c.clock.Now()))
	must(t, err)
	late := len(chase.Late(team, kpi.DateOf(c.clock.Now())))
	if late < 2 {
		t.Fatalf("%d figures are late", late)
	}
	lists := func(from int) answer {
		next, err := c.slack.ForgePress(context.Background(), team, message.Messages[len(message.Messages)-1], "watched", fmt.Sprintf(`{"from":%d}`, from))
		must(t, err)
		return answer{c, next, team}.says(fmt.Sprintf("%d figures are late.", late))
	}
	first := lists(0).text()
	for _, from := range []int{late, late + 1, 10 * late, -1} {
		if got := lists(from).text(); got != first {
			t.Errorf("from the item %d of %d on it lists:\n%s\nand not:\n%s", from, late, got, first)
		}
	}
	if lists(late-1).text() == first {
		t.Error("from the last item on it lists all")
	}
}

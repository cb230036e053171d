package bot_test

import (
	"testing"
	"time"

	"chaser/kpi"
	"chaser/store"
)

// “Can't provide it” settles a figure that is awaited, and never replaces one that somebody has posted meanwhile.
func TestCannotNeverReplacesAFigure(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	at := store.Clocks{Now: c.clock.Now(), Machine: time.Now(), Zone: time.UTC}
	ids, err := c.store.PlanNotices(t.Context(), at)
	must(t, err)
	planned, err := c.store.Notifications(t.Context(), ids...)
	must(t, err)
	for _, n := range planned {
		if n.Recipient == coroner {
			if o := c.chaser.Say(t.Context(), n, at); o.Verdict != store.Delivered {
				t.Fatalf("the message was not said: %+v", o)
			}
		}
	}
	all := c.slack.Messages(c.slack.DirectMessage(coroner), coroner)
	open, err := c.slack.Press(t.Context(), coroner, all[len(all)-1], "cannot", `{"code":"178","period":"2023-24Q3"}`)
	must(t, err)
	c.types(coroner, "/kpi 178 142 Staff leave over the summer")
	answer{c, open, coroner}.submits(map[string]string{"commentary": "The database changed over."}).
		errs(kpi.FieldCommentary, "178 has a figure for Q3 2023/24 by now: 142")
	if latest := c.figures("178")[0]; latest.Status != kpi.Final || latest.Revision != 1 {
		t.Errorf("the figure is now %+v", latest)
	}
}

package bot_test

import (
	"testing"
	"time"

	"chaser/store"
)

// An operator can see when Slack last reached the bot, by kind and by either door, to within a minute.
func TestLastHeard(t *testing.T) {
	t.Parallel()
	for _, by := range []door{throughHTTP, throughSocket} {
		t.Run(string(by), func(t *testing.T) {
			t.Parallel()
			c := newCouncilThrough(t, by)
			at := func(kind store.Heard) time.Time {
				last, err := c.store.LastHeard(t.Context())
				must(t, err)
				return last[kind]
			}
			if !at(store.HeardCommand).IsZero() || !at(store.HeardEvent).IsZero() {
				t.Error("something came before anybody did anything")
			}
			morning := c.clock.Now()
			c.types(coroner, "/kpi 178")
			if !at(store.HeardCommand).Equal(morning) || !at(store.HeardEvent).IsZero() {
				t.Errorf("a command came at %s, an event at %s", at(store.HeardCommand), at(store.HeardEvent))
			}
			c.clock.pass(30 * time.Second)
			c.types(coroner, "/kpi 178")
			if !at(store.HeardCommand).Equal(morning) {
				t.Error("within a minute it is written down again")
			}
			c.clock.pass(time.Minute)
			later := c.clock.Now()
			c.types(coroner, "/kpi 178").presses("share", "Share in this channel")
			c.directly(coroner, "178")
			for _, kind := range []store.Heard{store.HeardCommand, store.HeardInteraction, store.HeardEvent} {
				if !at(kind).Equal(later) {
					t.Errorf("a minute later: %s at %s", kind, at(kind))
				}
			}
		})
	}
}

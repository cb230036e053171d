package jobs

import (
	"context"
	"slices"
	"testing"
	"time"

	"chaser/store"
)

// One delivery panics. Everybody else has their message, and what is left is returned.
func TestADeliveryPanics(t *testing.T) {
	t.Parallel()
	c := newCounty(t)
	c.courier.says = func(_ context.Context, n store.Notification) (store.Outcome, bool) {
		if n.Recipient == "U0BOB" {
			panic("no words")
		}
		return store.Outcome{}, false
	}
	left, err := c.Once(t.Context())
	must(t, err)
	if len(left) != 1 || left[0].Recipient != "U0BOB" {
		t.Errorf("left are %v", left)
	}
	slices.Sort(c.courier.said)
	if !slices.Equal(c.courier.said, []string{"U0ANN", "U0CAT", "U0PERF"}) {
		t.Errorf("written to were %q", c.courier.said)
	}
}

// A tick by hand waits for what Slack turned away for a moment, and leaves to the next tick what takes longer.
func TestATickByHandWaitsForAMoment(t *testing.T) {
	t.Parallel()
	for wait, waits := range map[time.Duration]bool{300 * time.Millisecond: true, worthARetry + time.Minute: false} {
		t.Run(wait.String(), func(t *testing.T) {
			t.Parallel()
			c := newCounty(t)
			c.Machine = time.Now
			tries := 0
			c.courier.says = func(_ context.Context, n store.Notification) (store.Outcome, bool) {
				if n.Recipient != "U0CAT" {
					return store.Outcome{}, false
				}
				tries++
				return store.Outcome{Verdict: store.Limited, RetryAfter: wait}, tries == 1
			}
			left, err := c.Once(t.Context())
			must(t, err)
			if said := slices.Contains(c.courier.said, "U0CAT"); said != waits || (len(left) == 0) != waits {
				t.Errorf("said: %t, left: %v", said, left)
			}
		})
	}
}

func TestSooner(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ a, b, want time.Duration }{{0, 0, 0}, {0, 5, 5}, {5, 0, 5}, {3, 5, 3}, {5, 3, 3}, {-1, 4, 4}, {4, -1, 4}} {
		if got := sooner(c.a, c.b); got != c.want {
			t.Errorf("sooner(%d, %d) is %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

// One person's messages are said one after the other, in their order; several people's side by side.
func TestByRecipient(t *testing.T) {
	t.Parallel()
	var got [][]int64
	for _, theirs := range byRecipient([]store.Notification{
		{ID: 1, Recipient: "U0ANN"}, {ID: 2, Recipient: "U0BOB"}, {ID: 3, Recipient: "U0ANN"}, {ID: 4, Recipient: "C0PLACE"}, {ID: 5, Recipient: "U0ANN"},
	}) {
		var ids []int64
		for _, n := range theirs {
			ids = append(ids, n.ID)
		}
		got = append(got, ids)
	}
	if !slices.EqualFunc(got, [][]int64{{1, 3, 5}, {2}, {4}}, slices.Equal[[]int64]) {
		t.Errorf("they are grouped as %d", got)
	}
}

// What is not worth a wait ends the tick: what comes due too late, and what waits behind another message.
func TestHopeless(t *testing.T) {
	t.Parallel()
	c := &county{machine: time.Date(2024, 1, 2, 9, 0, 0, 0, time.UTC)}
	s := New(Config{Machine: func() time.Time { return c.machine }})
	in := func(d time.Duration, state store.NotificationState, behind bool) store.Notification {
		return store.Notification{NotBefore: c.machine.Add(d), State: state, Behind: behind}
	}
	for name, one := range map[string]struct {
		left []store.Notification
		want bool
	}{
		"nothing":                   {nil, true},
		"due":                       {[]store.Notification{in(0, store.Ready, false)}, false},
		"a retry in time":           {[]store.Notification{in(worthARetry, store.Ready, false)}, false},
		"a retry too late":          {[]store.Notification{in(worthARetry+1, store.Ready, false)}, true},
		"the truth in time":         {[]store.Notification{in(worthTheTruth, store.Ambiguous, false)}, false},
		"the truth of a call":       {[]store.Notification{in(worthTheTruth, store.Sending, false)}, false},
		"the truth too late":        {[]store.Notification{in(worthTheTruth+1, store.Sending, false)}, true},
		"behind another":            {[]store.Notification{in(0, store.Ready, true)}, true},
		"one in time, one too late": {[]store.Notification{in(time.Hour, store.Ready, false), in(0, store.Ready, false)}, false},
	} {
		if got := s.hopeless(one.left); got != one.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}

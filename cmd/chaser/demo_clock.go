package main

import (
	"context"
	"slices"
	"time"

	"chaser/demo"
	"chaser/store"
)

// moveTakes is how long the page waits, at most, for what a move of the clock brings.
const moveTakes = 20 * time.Second

// seeThrough wakes the schedule after a move of the clock and waits until what is owed then has been said, so that the
// next page shows it. It does not wait for what is held for longer, such as for a channel that takes nothing.
func seeThrough(ctx context.Context, st *store.Store, clock *demo.Clock, moved chan<- chan struct{}) {
	ctx, cancel := context.WithTimeout(ctx, moveTakes)
	defer cancel()
	ticked := make(chan struct{})
	select {
	case moved <- ticked:
	case <-ctx.Done():
		return
	}
	select {
	case <-ticked:
	case <-ctx.Done():
		return
	}
	for {
		left, err := st.Unfinished(ctx, clock.Now())
		soon := time.Now().Add(3 * time.Second)
		if err != nil || !slices.ContainsFunc(left, func(n store.Notification) bool {
			return n.State == store.Sending || n.NotBefore.Before(soon) // a message being said is not due for a while
		}) {
			return
		}
		select {
		case <-time.After(50 * time.Millisecond):
		case <-ctx.Done():
			return
		}
	}
}

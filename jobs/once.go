package jobs

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"chaser/store"
)

// endOnceWithin is how long Once waits for what cannot be delivered at once: longer than it takes to learn the fate of a
// call that another process died in.
const endOnceWithin = 90 * time.Second

// askOnce is how long Once waits, all in all, to go on asking Slack about people. What is left then, the next tick goes
// on with.
const askOnce = 90 * time.Second

// Once does everything that the schedule owes now, delivers it, and returns what it could not deliver. What another
// process left half done is seen through too. It may run beside Run, and beside itself. While Slack's rate keeps it
// from asking about some people, those of whom it was asked have their messages.
//
// It has all of it in hand and so makes no jobs: a council that only ever ticks would never clear them away. Who may
// call Slack is decided by the notification's row, as it is for jobs. If it dies, a running scheduler or the next tick
// finds what it left unfinished.
func (s *Scheduler) Once(ctx context.Context) (left []store.Notification, err error) {
	s.AskBlocks(ctx)
	until := s.Machine().Add(askOnce)
	again := s.Store.TryAgainInHand(ctx) // whoever ticks by hand may just have mended what held a message
	for {
		m, failed := s.owe(ctx, 0, func(m meeting) error {
			_, err := s.Store.PlanNoticesInHand(ctx, s.clocks(), m.owed, m.held...)
			return err
		})
		left, err = s.untilDelivered(ctx)
		if err = errors.Join(again, failed, err); m.wait == 0 || ctx.Err() != nil || s.Machine().Add(m.wait).After(until) {
			if len(m.held) > 0 {
				s.Waiting(len(m.held))
			}
			return left, err
		}
		if err := s.Wait(ctx, m.wait); err != nil {
			return left, err
		}
	}
}

// untilDelivered sees to what is unfinished until nothing is, or nothing comes due while it is worth waiting for.
func (s *Scheduler) untilDelivered(ctx context.Context) (left []store.Notification, err error) {
	ctx, cancel := context.WithTimeout(ctx, endOnceWithin)
	defer cancel()
	var wait time.Duration
	for {
		now, err := s.Store.Unfinished(ctx, s.Now())
		switch {
		case ctx.Err() != nil && left != nil:
			return left, nil
		case err != nil || len(now) == 0 || s.hopeless(now):
			return now, err
		}
		if !slices.ContainsFunc(now, func(n store.Notification) bool { return !among(left, n.ID) }) { // what has come up meanwhile does not wait
			select {
			case <-time.After(wait):
			case <-ctx.Done():
				return now, nil
			}
		}
		left = now
		wait = s.deliverAll(ctx, left)
	}
}

func among(all []store.Notification, id int64) bool {
	return slices.ContainsFunc(all, func(n store.Notification) bool { return n.ID == id })
}

// deliverAll sees to each of the notifications, several people's at a time, and returns how long it is until the first
// of those that must wait.
func (s *Scheduler) deliverAll(ctx context.Context, all []store.Notification) (wait time.Duration) {
	var (
		each    sync.WaitGroup
		mu      sync.Mutex
		workers = make(chan struct{}, maxWorkers)
	)
	for _, theirs := range byRecipient(all) {
		workers <- struct{}{}
		each.Go(func() {
			defer func() { <-workers }()
			d := s.deliverInTurn(ctx, theirs)
			mu.Lock()
			defer mu.Unlock()
			wait = sooner(wait, d)
		})
	}
	each.Wait()
	return wait
}

// byRecipient is each person's notifications: they take turns in one channel, so that to work them side by side is to
// wait for each other.
func byRecipient(all []store.Notification) (each [][]store.Notification) {
	place := map[string]int{}
	for _, n := range all {
		at, known := place[n.Recipient]
		if !known {
			at = len(each)
			place[n.Recipient] = at
			each = append(each, nil)
		}
		each[at] = append(each[at], n)
	}
	return each
}

// deliverInTurn sees to one person's notifications, one after the other at the channel's pace.
func (s *Scheduler) deliverInTurn(ctx context.Context, theirs []store.Notification) (wait time.Duration) {
	for _, n := range theirs {
		left := n.NotBefore.Sub(s.Machine())
		for left <= s.Patience.Pace && ctx.Err() == nil {
			time.Sleep(left)
			if left = s.deliverSafely(ctx, n.ID); left <= 0 {
				break
			}
		}
		wait = sooner(wait, left)
	}
	return wait
}

// sooner is the shorter of two waits; nothing waits for 0 or less.
func sooner(a, b time.Duration) time.Duration {
	if a <= 0 || b > 0 && b < a {
		return b
	}
	return a
}

// deliverSafely is deliver as the queue runs it: what is under way when ctx ends is finished, and what fails or panics
// does not keep others from being delivered, and is tried again.
func (s *Scheduler) deliverSafely(ctx context.Context, id int64) (wait time.Duration) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), jobWithin)
	defer cancel()
	failed := func(cause any) time.Duration {
		s.Log.Error("a delivery failed", "notification", id, "error", fmt.Sprint(cause))
		return failedWait
	}
	defer func() {
		if cause := recover(); cause != nil {
			wait = failed(cause)
		}
	}()
	wait, err := s.deliver(ctx, id)
	if err != nil {
		return failed(err)
	}
	return wait
}

// hopeless reports whether nothing that is left comes due while it is worth waiting for. What waits for another message
// waits for as long as that.
func (s *Scheduler) hopeless(left []store.Notification) bool {
	return !slices.ContainsFunc(left, func(n store.Notification) bool {
		if n.Behind {
			return false
		}
		worth := worthARetry
		if n.State == store.Sending || n.State == store.Ambiguous {
			worth = worthTheTruth
		}
		return n.NotBefore.Sub(s.Machine()) <= worth
	})
}

const (
	// worthARetry is how long Once waits to repeat a call that failed; what fails longer is left to the next tick.
	worthARetry = 12 * time.Second
	// failedWait is how long Once waits where the database failed it, or the program.
	failedWait = 2 * time.Second
	// worthTheTruth is how long it waits to learn the fate of a call.
	worthTheTruth = 45 * time.Second
)

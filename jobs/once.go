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

// endOnceWithin is how long Once waits for what cannot be delivered at once. It is longer than it takes to learn what
// became of a call in which another process died.
const endOnceWithin = 90 * time.Second

// askOnce is how long Once waits altogether for its turns to ask Slack about people. The next tick asks about the rest.
const askOnce = 90 * time.Second

// Once does everything that the schedule owes now, delivers it, and returns what it could not deliver. It also finishes
// what another process left half done. It may run beside Run, and beside itself. If Slack's rate keeps it from asking
// about some people, the others still have their messages.
//
// It delivers by itself and makes no jobs, which a council that only ever ticks would never clear away. The
// notification's row decides who may call Slack, as it does for jobs. If Once dies, a running scheduler or the next
// tick finds what it left unfinished.
func (s *Scheduler) Once(ctx context.Context) (left []store.Notification, err error) {
	s.AskBlocks(ctx)
	until := s.Machine().Add(askOnce)
	again := s.Store.TryAgainInHand(ctx) // whoever ticks by hand may just have mended what held up a message
	for {
		m, failed := s.owe(ctx, 0, func(m meeting) error {
			_, err := s.Store.PlanNoticesInHand(ctx, s.clocks(), m.held...)
			return err
		})
		failed = errors.Join(failed, s.makeFiles(ctx), s.Courier.AgeFiles(ctx, s.clocks()), s.readFiles(ctx))
		left, err = s.untilDelivered(ctx)
		err = errors.Join(again, failed, err)
		if m.wait == 0 || ctx.Err() != nil || s.Machine().Add(m.wait).After(until) {
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

// untilDelivered delivers until nothing is unfinished, or until what is left is not worth waiting for.
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
		isNew := func(n store.Notification) bool { return !among(left, n.ID) }
		if !slices.ContainsFunc(now, isNew) { // what has come up meanwhile does not wait
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

// deliverAll delivers the notifications, to several people at a time. wait is how long it is until the first of those
// that must wait can go on.
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

// byRecipient groups the notifications by person. One person's share a channel and its pace, so delivering them side by
// side would only make them wait for each other.
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

// deliverInTurn delivers one person's notifications one after the other, at the channel's pace. What is still waiting
// when ctx ends is left.
func (s *Scheduler) deliverInTurn(ctx context.Context, theirs []store.Notification) (wait time.Duration) {
	for _, n := range theirs {
		left := n.NotBefore.Sub(s.Machine())
		for left <= s.Patience.Pace && ctx.Err() == nil {
			if left > 0 && s.Wait(ctx, left) != nil {
				break
			}
			if left = s.deliverSafely(ctx, n.ID); left <= 0 {
				break
			}
		}
		wait = sooner(wait, left)
	}
	return wait
}

// sooner is the shorter of two waits. A wait of 0 or less is none.
func sooner(a, b time.Duration) time.Duration {
	if a <= 0 || b > 0 && b < a {
		return b
	}
	return a
}

// deliverSafely delivers as the queue does: what is under way when ctx ends is finished, and an error or a panic stops
// no other delivery and is tried again.
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

// hopeless reports whether nothing that is left comes due soon enough to wait for. A notification behind another one
// does not count, as it waits for that one.
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
	// worthARetry is how long Once waits to repeat a call that failed. The next tick repeats what takes longer.
	worthARetry = 12 * time.Second
	// failedWait is how long Once waits after an error of the database's, or a panic.
	failedWait = 2 * time.Second
	// worthTheTruth is how long Once waits to learn what became of a call.
	worthTheTruth = 45 * time.Second
)

package jobs

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"chaser/store"
)

// settleOnce is how long Once waits for what cannot be delivered at once: longer than it takes to learn the fate of a call that another
// process died in.
const settleOnce = 90 * time.Second

// Once does everything that the schedule owes now, delivers it, and returns what it could not deliver. What another process left half done is
// seen through too. It may run beside Run, and beside itself.
//
// It has all of it in hand and so makes no jobs: a council that only ever ticks would never clear them away. Who may call Slack is decided by
// the notification's row, as it is for jobs. If it dies, a running scheduler or the next tick finds what it left unfinished.
func (s *Scheduler) Once(ctx context.Context) (left []store.Notification, err error) {
	if err := s.meetPeople(ctx); err != nil {
		return nil, err
	}
	if _, err := s.Store.PlanNoticesInHand(ctx, s.clocks()); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, settleOnce)
	defer cancel()
	for {
		now, err := s.Store.Unfinished(ctx, s.Now())
		switch {
		case ctx.Err() != nil && left != nil:
			return left, nil
		case err != nil || len(now) == 0 || s.hopeless(now):
			return now, err
		}
		left = now
		select {
		case <-time.After(s.deliverAll(ctx, left)):
		case <-ctx.Done():
			return left, nil
		}
	}
}

// deliverAll sees to each of the notifications, several at a time, and returns how long it is until the first of those that must wait.
func (s *Scheduler) deliverAll(ctx context.Context, all []store.Notification) (wait time.Duration) {
	var (
		each    sync.WaitGroup
		mu      sync.Mutex
		workers = make(chan struct{}, maxWorkers)
	)
	waits := func(d time.Duration) {
		mu.Lock()
		defer mu.Unlock()
		if d > 0 && (wait == 0 || d < wait) {
			wait = d
		}
	}
	for _, n := range all {
		if early := n.NotBefore.Sub(s.Machine()); early > 0 {
			waits(early)
			continue
		}
		workers <- struct{}{}
		if ctx.Err() != nil {
			break
		}
		each.Go(func() {
			defer func() { <-workers }()
			d, err := s.deliverSafely(ctx, n.ID)
			if err != nil {
				s.Log.Error("a delivery failed", "notification", n.ID, "error", err)
				d = s.Patience.Retry
			}
			waits(d)
		})
	}
	each.Wait()
	return wait
}

// deliverSafely is deliver as the queue runs it: what is under way when ctx ends is finished, and a panic ends one delivery alone.
func (s *Scheduler) deliverSafely(ctx context.Context, id int64) (wait time.Duration, err error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), jobWithin)
	defer cancel()
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("jobs: a delivery panicked: %v", cause)
		}
	}()
	return s.deliver(ctx, id)
}

// hopeless reports whether nothing that is left comes due while it is worth waiting for.
func (s *Scheduler) hopeless(left []store.Notification) bool {
	return !slices.ContainsFunc(left, func(n store.Notification) bool {
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
	// worthTheTruth is how long it waits to learn the fate of a call.
	worthTheTruth = 45 * time.Second
)

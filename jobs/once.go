package jobs

import (
	"context"
	"slices"
	"time"

	"github.com/riverqueue/river"

	"chaser/store"
)

// settleOnce is how long Once waits for what cannot be delivered at once: longer than it takes to learn the fate of a call that another
// process died in.
const settleOnce = 90 * time.Second

// Once does everything that the schedule owes now, delivers it, and returns what it could not deliver. What another process left half done is
// seen through too. It may run beside Run, and beside itself.
func (s *Scheduler) Once(ctx context.Context) (left []store.Notification, err error) {
	if _, err := s.tick(ctx, 0); err != nil {
		return nil, err
	}
	if left, err = s.Store.Unfinished(ctx, s.Now()); err != nil || len(left) == 0 {
		return left, err
	}
	// Without a part in the upkeep of the queue, which takes longer to begin than a tick.
	queue, err := s.startQueue(ctx, river.Config{LeaderElectionDisabled: true})
	if err != nil {
		return nil, err
	}
	left, err = s.untilSettled(ctx)
	if stopped := stopQueue(ctx, queue); err == nil {
		err = stopped
	}
	return left, err
}

// untilSettled waits until nothing is left to do now, nudging what comes due meanwhile.
func (s *Scheduler) untilSettled(ctx context.Context) (left []store.Notification, err error) {
	ctx, cancel := context.WithTimeout(ctx, settleOnce)
	defer cancel()
	poll := time.NewTicker(max(s.Poll/2, time.Millisecond))
	defer poll.Stop()
	for turn := 0; ; turn++ {
		now, err := s.Store.Unfinished(ctx, s.Now())
		switch {
		case ctx.Err() != nil:
			return left, nil
		case err != nil || len(now) == 0 || s.hopeless(now):
			return now, err
		}
		left = now
		if turn%10 == 9 {
			if _, err := s.Store.Nudge(ctx, s.Machine(), 0); err != nil {
				return left, err
			}
		}
		select {
		case <-poll.C:
		case <-ctx.Done():
			return left, nil
		}
	}
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

package main

import (
	"context"
	"math"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// milliseconds is how long something took.
func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// once measures one run in milliseconds.
func once(do func(context.Context) error) measure {
	return func(ctx context.Context) (float64, error) {
		begun := time.Now()
		err := do(ctx)
		return milliseconds(time.Since(begun)), err
	}
}

// slowest measures the time within which 99 of 100 runs end, in milliseconds, one run after the other.
func slowest(runs int, do func(ctx context.Context, n int) error) measure {
	n := 0
	return func(ctx context.Context) (float64, error) {
		var took []time.Duration
		for range runs {
			n++
			begun := time.Now()
			if err := do(ctx, n); err != nil {
				return 0, err
			}
			took = append(took, time.Since(begun))
		}
		return milliseconds(percentile(took, 0.99)), nil
	}
}

// percentile is the value that a part of all do not exceed.
func percentile(of []time.Duration, part float64) time.Duration {
	slices.Sort(of)
	return of[int(math.Ceil(part*float64(len(of))))-1]
}

// perSecond measures how often something is done in a second by so many at once.
func perSecond(atOnce int, during time.Duration, do func(ctx context.Context, who, n int) error) measure {
	var made atomic.Int64 // over all rounds, so that no two are the same
	return func(ctx context.Context) (float64, error) {
		var (
			done   atomic.Int64
			failed atomic.Pointer[error]
			all    sync.WaitGroup
		)
		begun := time.Now()
		for who := range atOnce {
			all.Go(func() {
				for failed.Load() == nil && time.Since(begun) < during {
					if err := do(ctx, who, int(made.Add(1))); err != nil {
						failed.Store(&err)
						return
					}
					done.Add(1)
				}
			})
		}
		all.Wait()
		if err := failed.Load(); err != nil {
			return 0, *err
		}
		return float64(done.Load()) / time.Since(begun).Seconds(), nil
	}
}

// paced measures the time within which 99 of 100 are answered when so many come in each second, whether or not those
// before have been answered, in milliseconds. What fails counts as patience, so that an overloaded machine has a figure
// too.
func paced(each int, during time.Duration, do func(ctx context.Context, n int) error) measure {
	n := 0
	return func(ctx context.Context) (float64, error) {
		var (
			mu   sync.Mutex
			took []time.Duration
			all  sync.WaitGroup
		)
		gap := time.Second / time.Duration(each)
		begun := time.Now()
		for due := begun; due.Sub(begun) < during; due = due.Add(gap) {
			time.Sleep(time.Until(due))
			n++
			mine := n
			all.Go(func() {
				err := do(ctx, mine)
				mu.Lock()
				defer mu.Unlock()
				if err != nil {
					took = append(took, patience)
					return
				}
				took = append(took, time.Since(due)) // since it should have come, so that a backlog counts
			})
		}
		all.Wait()
		return milliseconds(percentile(took, 0.99)), nil
	}
}

// patience is how long Slack waits for an answer.
const patience = 3 * time.Second

package jobs

import (
	"context"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"chaser/store"
)

// deliverer works the jobs of the queue. A job only points to its notification, whose row says what is to be done, so
// running one twice does no harm.
type deliverer struct {
	river.WorkerDefaults[store.DeliverJob]
	scheduler *Scheduler
}

// Work delivers a notification as far as it can now. If something must wait, the job sleeps until then.
func (w *deliverer) Work(ctx context.Context, job *river.Job[store.DeliverJob]) error {
	wait, err := w.scheduler.deliver(ctx, job.Args.Notification)
	if err != nil {
		return err
	}
	if wait > 0 {
		return river.JobSnooze(wait)
	}
	return nil
}

// The points around a send at which a process may die.
const (
	PointTaken   = "taken"   // the queue has given the job
	PointClaimed = "claimed" // the intention to make a call is committed
	PointCalled  = "called"  // Slack has answered, or not
	PointEnded   = "ended"   // what became of the call is committed
)

// Points are all of them.
var Points = []string{PointTaken, PointClaimed, PointCalled, PointEnded}

// deliver does what is to be done about a notification, until there is nothing left or it must wait. wait is how long.
func (s *Scheduler) deliver(ctx context.Context, id int64) (wait time.Duration, err error) {
	s.Reached(PointTaken)
	for {
		wait, gone, err := s.meetReader(ctx, id)
		if err != nil || wait > 0 {
			return wait, err
		}
		d, err := s.Store.BeginDelivery(ctx, id, s.clocks(), s.Patience)
		switch {
		case err != nil:
			return 0, err
		case d.Task == store.Wait:
			return d.Wait, nil
		case d.Task == store.Nothing:
			if d.State == store.Withdrawn && d.Reason != "" {
				s.Ended(d.Notification, store.DeliveryEnd{State: d.State, Reason: d.Reason})
			}
			return 0, nil
		}
		s.Reached(PointClaimed)
		outcome := store.Outcome{Verdict: store.Gone, Reason: "their Slack account is deactivated"}
		if !gone || d.Task != store.Say {
			outcome = s.call(ctx, d)
		}
		s.Reached(PointCalled)
		ended, err := s.end(ctx, d, outcome)
		s.Reached(PointEnded)
		if err != nil || !ended.Again || ended.Wait > 0 {
			return ended.Wait, err
		}
	}
}

// call makes the one call of a delivery.
func (s *Scheduler) call(ctx context.Context, d store.Delivery) store.Outcome {
	// The deadline is by the wall clock. A process that was stopped for longer must not call when it goes on.
	ctx, cancel := context.WithDeadline(ctx, d.Deadline)
	defer cancel()
	switch d.Task {
	case store.Say:
		return s.Courier.Say(ctx, d.Notification, s.clocks())
	case store.Refresh:
		return s.Courier.Refresh(ctx, d.Notification, s.clocks())
	}
	return s.Courier.Find(ctx, d.Notification, s.clocks())
}

// endWithin is how long the database has to record what became of a call. If it cannot, the message is looked for in
// Slack later.
const endWithin = 10 * time.Second

func (s *Scheduler) end(ctx context.Context, d store.Delivery, o store.Outcome) (store.DeliveryEnd, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), endWithin)
	defer cancel()
	ended, err := s.Store.EndDelivery(ctx, d, o, s.clocks(), s.Patience)
	if err != nil {
		return store.DeliveryEnd{}, fmt.Errorf("jobs: %w", err)
	}
	log := s.Log.With("notification", d.ID, "kind", d.Kind, "recipient", d.Recipient)
	switch {
	case ended.Doubled:
		log.Error("a message was said twice", "channel", o.Channel, "ts", o.TS)
	case ended.State == store.Rejected:
		log.Error("Slack refused a message", "reason", ended.Reason)
	case o.Hold.Fault:
		log.Error("Slack takes a message for malformed; a corrected release says it",
			"reason", ended.Reason, "again_in", ended.Wait)
	case ended.Reason != "":
		log.Warn("a message is not delivered yet", "state", ended.State, "reason", ended.Reason, "again_in", ended.Wait)
	}
	if d.Task != store.Refresh && !ended.Replaced && (ended.State == store.Sent || ended.State == store.Rejected) {
		s.Ended(d.Notification, ended)
	}
	return ended, nil
}

package store

import (
	"context"
	"fmt"
	"time"
)

// DeliveryEnd is how a notification stands after a call.
type DeliveryEnd struct {
	State    NotificationState
	Reason   string
	Again    bool          // there is more to do
	Wait     time.Duration // how long until there is
	Doubled  bool          // the message had been said already, elsewhere: a defect
	Replaced bool          // somebody else has taken the notification over
}

// EndDelivery records what became of the call that BeginDelivery asked for. That the message is in Slack is recorded
// whoever reports it. Any other outcome counts only from whoever has the notification in hand.
func (s *Store) EndDelivery(ctx context.Context, d Delivery, o Outcome, at Clocks, p Patience) (DeliveryEnd, error) {
	ended, err := s.endDelivery(ctx, d, o, at, p)
	if err != nil {
		return DeliveryEnd{}, fmt.Errorf("store.EndDelivery(%d): %w", d.ID, err)
	}
	return ended, nil
}

func (s *Store) endDelivery(ctx context.Context, d Delivery, o Outcome, at Clocks, p Patience) (DeliveryEnd, error) {
	tx, err := s.chasing.begin(ctx)
	if err != nil {
		return DeliveryEnd{}, err
	}
	defer func() { _ = tx.Rollback() }()
	row, err := lockNotification(ctx, tx, d.ID)
	if err != nil {
		return DeliveryEnd{}, err
	}
	if d.Task != Refresh && o.Verdict == Delivered && row.State == Sent {
		return DeliveryEnd{State: Sent, Doubled: row.TS != o.TS, Replaced: true}, nil
	}
	if row.Claim != d.claim && (o.Verdict != Delivered || d.Task == Refresh) {
		return DeliveryEnd{State: row.State, Replaced: true}, nil
	}
	next := row.after(d, o, at, p)
	if o.Verdict == Limited {
		if err := pause(ctx, tx, row.room(), at, o.RetryAfter); err != nil {
			return DeliveryEnd{}, err
		}
	}
	var toTell bool
	if o.Verdict == Shut && d.Task == Say {
		if next, toTell, err = s.hold(ctx, tx, next, o); err != nil {
			return DeliveryEnd{}, err
		}
	}
	if err := saveDelivery(ctx, tx, next, at); err != nil {
		return DeliveryEnd{}, err
	}
	switch {
	case toTell:
		if err := s.tellHeld(ctx, tx, next, o, at); err != nil {
			return DeliveryEnd{}, err
		}
	case o.Verdict == Gone && d.Task == Say:
		if err := s.passOn(ctx, tx, next, at); err != nil {
			return DeliveryEnd{}, err
		}
	case next.State == Sent && row.State != Sent:
		if err := s.afterwards(ctx, tx, next, row.Held); err != nil {
			return DeliveryEnd{}, err
		}
	}
	if next.State == Rejected {
		if err := auditNotices(ctx, tx, at.Now, actRefused, next); err != nil {
			return DeliveryEnd{}, err
		}
	}
	ended := DeliveryEnd{State: next.State, Reason: next.Reason}
	if task, _ := next.task(at, true); task != Nothing {
		ended.Again, ended.Wait = true, max(0, next.NotBefore.Sub(at.Machine))
	}
	return ended, tx.Commit()
}

// after is the notification as the outcome of a call leaves it.
func (r notificationRow) after(d Delivery, o Outcome, at Clocks, p Patience) notificationRow {
	r.Reason = o.Reason
	if o.Verdict == Delivered {
		r.Failures, r.NotBefore, r.Reason, r.Held = 0, at.Machine, "", ""
		if d.Task == Refresh {
			r.Shown = max(r.Shown, d.wanted)
			return r
		}
		r.State, r.Channel, r.TS = Sent, o.Channel, o.TS
		if d.Task == Say { // a message that was found may be older than what it speaks of
			r.Shown = d.wanted
		}
		return r
	}
	if o.Verdict == Unthreaded && d.Task == Say && r.ThreadTS != "" {
		r.State, r.Unthreaded, r.Absences, r.NotBefore = Ready, true, 0, at.Machine
		return r
	}
	retry := at.Machine.Add(backoff(p.Retry, p.Held, r.Failures))
	switch o.Verdict {
	case Absent:
		r.Absences++
		r.NotBefore = at.Machine.Add(p.Again)
		if r.Absences >= looks { // it is not there, and a call under way has had its time
			r.NotBefore = at.Machine
		}
		return r
	case Limited:
		r.NotBefore = at.Machine.Add(o.RetryAfter)
	case Undelivered:
		r.NotBefore = retry
	case Unreadable:
		r.NotBefore = at.Machine.Add(p.Held)
	case Shut, Unthreaded:
		r.NotBefore = at.Machine.Add(backoff(p.Held/10, p.Held, r.Failures))
	case Unknown:
		r.NotBefore = at.Machine.Add(p.Linger)
	}
	r.Failures++
	if d.Task == Refresh {
		r.NotBefore = maxTime(r.NotBefore, retry)
		switch o.Verdict {
		case Refused, Gone: // a message that was deleted, say: nothing is left to update
			r.Shown = r.Wanted
		case Shut:
			r.Held = r.heldBy(o.Hold)
		}
		return r
	}
	if d.Task == Say {
		switch o.Verdict {
		case Limited, Undelivered, Shut, Unthreaded:
			r.State, r.Absences = Ready, 0
		case Refused, Gone:
			r.State = Rejected
		case Unknown:
			r.State, r.Absences = Ambiguous, 0
		}
	}
	return r
}

func maxTime(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// backoff is the wait after this many failures in a row.
func backoff(first, most time.Duration, failures int) time.Duration {
	wait := first
	for range failures {
		if wait *= 2; wait >= most {
			return most
		}
	}
	return wait
}

const saveDeliveryQuery = `
	UPDATE notifications
	SET state = $2, failures = $3, absences = $4, not_before = $5, channel = $6, ts = $7, reason = $8, shown = $9, shown_on = $10,
	    held = $13, held_first = $14, unthreaded = $15,
	    settled_at = CASE WHEN $11 THEN COALESCE(settled_at, $12) END
	WHERE id = $1`

func saveDelivery(ctx context.Context, tx transaction, r notificationRow, at Clocks) error {
	ended := r.State == Sent || r.State == Rejected
	_, err := tx.ExecContext(ctx, saveDeliveryQuery,
		r.ID, r.State, r.Failures, r.Absences, instant(r.NotBefore), orNull(r.Channel), orNull(r.TS), r.Reason, r.Shown, day{at.today()},
		ended, instant(at.Now), orNull(r.Held), idOrNull(r.HeldFirst), r.Unthreaded)
	if err != nil {
		return fmt.Errorf("recording what became of it: %w", err)
	}
	return nil
}

package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// Task is what is to be done about a notification now.
type Task int

// A notification is left alone, waited for, said, looked for (after a call of unknown outcome) or updated.
const (
	Nothing Task = iota
	Wait
	Say
	Look
	Refresh
)

// Delivery is a notification in the hands of one process. The process has until Deadline to call Slack once. Then it
// records what became of the call.
type Delivery struct {
	Notification
	Task     Task
	Wait     time.Duration // if Task is Wait: how long from now
	Deadline time.Time     // by the machines' clock

	claim, wanted int
}

// Patience is how long each part of a delivery takes, by the machines' clock.
type Patience struct {
	Call   time.Duration // the longest that a call to Slack may take
	Linger time.Duration // how long after that Slack may still carry it out
	Again  time.Duration // between two looks for a message of unknown fate
	Held   time.Duration // between attempts while Slack cannot be read; also the longest that Retry grows to
	Pace   time.Duration // between two messages in one channel
	Retry  time.Duration // after a first failure; doubled with each further one
	Lease  time.Duration // for how long whoever makes files may be silent before somebody else makes them
}

// DefaultPatience suits Slack: about one message a second in a channel, and answers within seconds.
var DefaultPatience = Patience{
	Call:   10 * time.Second,
	Linger: 10 * time.Second,
	Again:  5 * time.Second,
	Held:   5 * time.Minute,
	Pace:   1100 * time.Millisecond,
	Retry:  2 * time.Second,
	Lease:  30 * time.Second,
}

// speaks reports whether a task takes a turn in its channel.
func speaks(t Task) bool { return t == Say || t == Refresh }

// looks is how many times a message of unknown fate must be looked for and not found before it is said again.
const looks = 2

// task decides what is to be done about a notification, given whether what it says still stands. If it is to be given
// up, withdrawn says why.
func (r notificationRow) task(at Clocks, stands bool) (t Task, withdrawn string) {
	if r.State == Withdrawn || r.State == Rejected || r.State == Sent && r.Shown >= r.Wanted {
		return Nothing, ""
	}
	if at.Machine.Before(r.NotBefore) {
		return Wait, ""
	}
	switch {
	case r.State == Sent:
		return Refresh, ""
	case r.State == Sending, r.State == Ambiguous && r.Absences < looks:
		return Look, ""
	case !at.Now.Before(r.Until):
		return Nothing, r.overReason()
	case !stands:
		return Nothing, "nothing that it would say is true any more"
	case r.ParentState == Withdrawn || r.ParentState == Rejected:
		return Nothing, "the message that it belongs to was never said"
	case r.behind(), at.Now.Before(r.From):
		return Wait, ""
	}
	return Say, ""
}

// tooEarly is how long a message waits that was taken up before its hour, which happens only if another process's clock
// is ahead. A message that must follow another waits longer, as that other one takes it up once it is said.
const tooEarly = 30 * time.Second

// BeginDelivery takes a notification into the caller's hands and says what to do about it. It commits this before it
// returns, so that others know of a possible call if the caller dies. A notification that no longer stands is withdrawn
// here, with an entry in the audit trail.
func (s *Store) BeginDelivery(ctx context.Context, id int64, at Clocks, p Patience) (Delivery, error) {
	d, err := s.beginDelivery(ctx, id, at, p)
	if err != nil {
		return Delivery{}, fmt.Errorf("store.BeginDelivery(%d): %w", id, err)
	}
	return d, nil
}

func (s *Store) beginDelivery(ctx context.Context, id int64, at Clocks, p Patience) (Delivery, error) {
	tx, err := s.chasing.begin(ctx)
	if err != nil {
		return Delivery{}, err
	}
	defer func() { _ = tx.Rollback() }()
	row, items, free, err := lockWithItems(ctx, tx, id)
	if errors.Is(err, sql.ErrNoRows) {
		return Delivery{}, nil
	}
	if err != nil {
		return Delivery{}, err
	}
	stands := true
	if row.State == Ready || row.State == Ambiguous {
		if stands, err = anyStands(ctx, tx, row, items, at); err != nil {
			return Delivery{}, err
		}
	}
	d := Delivery{Notification: row.notification(items), wanted: row.Wanted}
	task, withdrawn := row.task(at, stands)
	if task == Refresh && row.Kind == kpi.NewsRedSummary {
		if first, err := repliesFirst(ctx, tx, row); err != nil || first {
			d.Task, d.Wait = Wait, p.Again
			return d, err
		}
	}
	if speaks(task) && !free.After(at.Machine) { // as far as could be seen
		if free, err = takeSlot(ctx, tx, row, at, p); err != nil {
			return Delivery{}, err
		}
	}
	if speaks(task) && free.After(at.Machine) {
		return row.standInLine(ctx, tx, items, free, at, p)
	}
	switch d.Task = task; {
	case withdrawn != "":
		row.Reason = withdrawn
		if row.State = Withdrawn; !at.Now.Before(row.Until) {
			row.State = row.overState()
		}
		if err := s.withdraw(ctx, tx, row, at); err != nil {
			return Delivery{}, err
		}
		d.State, d.Reason = row.State, withdrawn
	case task == Wait:
		switch d.Wait = max(row.NotBefore.Sub(at.Machine), 0); {
		case d.Wait == 0 && row.behind():
			d.Wait = p.Held
		case d.Wait == 0:
			d.Wait = tooEarly
		}
		return d, nil
	case task != Nothing:
		d.Deadline = at.Machine.Add(p.Call)
		d.claim = row.Claim + 1
		if err := claimDelivery(ctx, tx, d, d.Deadline.Add(p.Linger)); err != nil {
			return Delivery{}, err
		}
	}
	return d, tx.Commit()
}

const lockNotificationQuery = `SELECT ` + notificationColumns + ` FROM notifications n WHERE n.id = $1 FOR UPDATE`

func lockNotification(ctx context.Context, tx transaction, id int64) (row notificationRow, err error) {
	if err := sqlx.GetContext(ctx, tx, &row, lockNotificationQuery, id); err != nil {
		return notificationRow{}, fmt.Errorf("locking the notification: %w", err)
	}
	return row, nil
}

var lockWithItemsQuery = `
	SELECT ` + notificationColumns + `, (SELECT json_agg(i) FROM (` + itemsQuery + `t.notification_id = $1` + itemsOrder + `) AS i) AS items,
	       (SELECT max(s.next_at) FROM send_slots s WHERE s.channel IN (` + roomOf("n") + `, '')) AS free_at
	FROM notifications n WHERE n.id = $1 FOR UPDATE`

// lockWithItems locks a notification and reads what it names, which never changes. free is when its channel's next turn
// is free, as far as can be seen without a lock; zero: nobody has spoken there yet.
func lockWithItems(ctx context.Context, tx transaction, id int64) (_ notificationRow, _ []kpi.Item, free time.Time, err error) {
	var row struct {
		notificationRow
		Items document[[]itemRow] `db:"items"`
		Free  sql.NullTime        `db:"free_at"`
	}
	if err := sqlx.GetContext(ctx, tx, &row, lockWithItemsQuery, id); err != nil {
		return notificationRow{}, nil, time.Time{}, fmt.Errorf("locking the notification: %w", err)
	}
	items := make([]kpi.Item, 0, len(row.Items.is))
	for _, r := range row.Items.is {
		i, err := r.item()
		if err != nil {
			return notificationRow{}, nil, time.Time{}, err
		}
		items = append(items, i)
	}
	return row.notificationRow, items, row.Free.Time, nil
}

// anyStands reports whether anything that the message would say is still to be said.
func anyStands(ctx context.Context, tx transaction, row notificationRow, items []kpi.Item, at Clocks) (bool, error) {
	if row.Kind == kpi.NewsNudge {
		return nudgeStands(ctx, tx, row, at)
	}
	if row.About != "" {
		if stands, ok := newsStands[row.Kind]; ok {
			return stands(ctx, tx, row)
		}
		return true, nil
	}
	chase, err := readChaseAbout(ctx, tx, at.Zone, at.today(), row.Recipient, items)
	if err != nil {
		return false, err
	}
	for _, i := range items {
		if chase.Stands(row.Recipient, row.Day.Date, i) {
			return true, nil
		}
	}
	return false, nil
}

const claimDeliveryQuery = `
	UPDATE notifications SET state = $2, claim = $3, not_before = $4, absences = CASE WHEN $2 = 'sending' THEN 0 ELSE absences END
	WHERE id = $1`

// claimDelivery records a call before it is made. The caller commits that first.
func claimDelivery(ctx context.Context, tx transaction, d Delivery, until time.Time) error {
	state := d.State
	switch d.Task {
	case Say:
		state = Sending
	case Look:
		state = Ambiguous
	}
	_, err := tx.ExecContext(ctx, claimDeliveryQuery, d.ID, state, d.claim, instant(until))
	if err != nil {
		return fmt.Errorf("claiming the delivery: %w", err)
	}
	return nil
}

// withdraw gives up a message that was never said.
func (s *Store) withdraw(ctx context.Context, tx *preparedTx, row notificationRow, at Clocks) error {
	_, err := tx.ExecContext(ctx, `UPDATE notifications SET state = $4, reason = $2, settled_at = $3, claim = claim + 1 WHERE id = $1`,
		row.ID, row.Reason, instant(at.Now), row.State)
	if err != nil {
		return fmt.Errorf("withdrawing: %w", err)
	}
	told, err := refreshHolds(ctx, tx, row)
	if err != nil {
		return err
	}
	if err := s.enqueue(ctx, tx.Tx.Tx, told...); err != nil {
		return err
	}
	return auditNotices(ctx, tx, at.Now, actWithdrawn, row)
}

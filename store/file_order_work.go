package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/riverqueue/river"

	"chaser/kpi"
)

// FilesJob is a job in the queue that says: make the files of this order. What is still to be made stands in the
// order's own row, so a job too many finds nothing to do, and one that was lost is made again.
type FilesJob struct {
	Order int64 `json:"order"`
}

// Kind is the job's name in the queue.
func (FilesJob) Kind() string { return "files" }

// FilesQueue is the queue of these jobs, apart from the deliveries: each takes a while, and a browser's memory.
const FilesQueue = "files"

func (s *Store) enqueueOrder(ctx context.Context, tx *sql.Tx, id int64) error {
	_, err := s.queue.InsertTx(ctx, tx, FilesJob{id}, &river.InsertOpts{Queue: FilesQueue})
	return wrapped(err, "queueing the files")
}

// ErrNotInHand says that somebody else makes the files by now, or that there is nothing left to make.
var ErrNotInHand = errors.New("the files are not in hand")

// TakeOrder takes an order into the caller's hands, who then keeps it there with HoldOrder. It is ErrNotInHand where
// somebody else has it or nothing is left to do. An order whose asker may no longer have the files is ended.
func (s *Store) TakeOrder(ctx context.Context, id int64, at Clocks, p Patience) (o FileOrder, err error) {
	defer nameCall(&err, "store.TakeOrder(%d)", id)
	tx, err := s.prepared.begin(ctx)
	if err != nil {
		return FileOrder{}, err
	}
	defer func() { _ = tx.Rollback() }()
	var taken []int64
	err = sqlx.SelectContext(ctx, tx, &taken, `
		UPDATE file_orders SET claim = claim + 1, leased_until = $3
		WHERE id = $1 AND state = 'waiting' AND leased_until <= $2 RETURNING id`, id, instant(at.Machine), instant(at.Machine.Add(p.Lease)))
	if err != nil {
		return FileOrder{}, fmt.Errorf("taking the order: %w", err)
	}
	if len(taken) == 0 {
		return FileOrder{}, ErrNotInHand
	}
	if o, err = readOrder(ctx, tx, id); err != nil {
		return FileOrder{}, err
	}
	var problem string
	who, known, err := findActor(ctx, tx, o.By)
	var refusal *kpi.Refusal
	switch {
	case errors.As(err, &refusal):
		problem = refusal.Sentence
	case err != nil:
		return FileOrder{}, err
	case !known || !who.Is(kpi.Admin):
		problem = errFilesForTeam.Sentence
	case !at.Now.Before(o.AskedAt.Add(orderLives)):
		problem = "The files could not be made and sent within a day. Ask for them again."
	}
	if problem == "" {
		return o, tx.Commit()
	}
	if err := s.endOrder(ctx, tx, o, problem); err != nil {
		return FileOrder{}, err
	}
	if err := tx.Commit(); err != nil {
		return FileOrder{}, err
	}
	return FileOrder{}, ErrNotInHand
}

// OrderStep is how far the making of files is.
type OrderStep struct {
	Format   string
	Done, Of int
	Problem  string // why it waits; empty while it goes on
}

// HoldOrder keeps an order in the caller's hands until the instant, by the machines' clock, and shows its asker how far
// it is where told to. It is ErrNotInHand where somebody else has taken it.
func (s *Store) HoldOrder(ctx context.Context, o FileOrder, step OrderStep, show bool, until time.Time) (err error) {
	defer nameCall(&err, "store.HoldOrder(%d)", o.ID)
	return s.changeOrder(ctx, o, show, `leased_until = $3, format = $4, done = $5, total = $6, problem = $7`,
		instant(until), step.Format, step.Done, step.Of, step.Problem)
}

// PutOrderBack leaves an order to be taken up again after a wait, which it returns: Slack was not to be reached, say.
// If the wait is 0, it is longer with each failure.
func (s *Store) PutOrderBack(ctx context.Context, o FileOrder, problem string, wait time.Duration, machine time.Time, p Patience) (_ time.Duration, err error) {
	defer nameCall(&err, "store.PutOrderBack(%d)", o.ID)
	if wait == 0 {
		wait = backoff(p.Retry, p.Held, o.failures)
	}
	return wait, s.changeOrder(ctx, o, true, `leased_until = $3, problem = $4, failures = failures + 1`, instant(machine.Add(wait)), problem)
}

// CloseOrder ends an order whose files Slack does not share, and says why.
func (s *Store) CloseOrder(ctx context.Context, id int64, problem string) (err error) {
	defer nameCall(&err, "store.CloseOrder(%d)", id)
	tx, err := s.prepared.begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := tx.ExecContext(ctx, `UPDATE file_orders SET state = 'ended', problem = $2 WHERE id = $1 AND state = 'made'`, id, problem); err != nil {
		return fmt.Errorf("ending the order: %w", err)
	}
	if err := s.showOrder(ctx, tx, id); err != nil {
		return err
	}
	return tx.Commit()
}

// KeepOrderedFile records a file that was made and uploaded, or why it could not be.
func (s *Store) KeepOrderedFile(ctx context.Context, o FileOrder, f OrderedFile, draft string) (err error) {
	defer nameCall(&err, "store.KeepOrderedFile(%d, %s)", o.ID, f.Format)
	tx, err := s.prepared.begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	if err := inHand(ctx, tx, o, `draft = $3, problem = ''`, draft); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO ordered_files (order_id, format, name, size, upload, problem) VALUES ($1, $2, $3, $4, $5, $6)`,
		o.ID, f.Format, f.Name, f.Size, f.Upload, f.Problem)
	if err != nil {
		return fmt.Errorf("keeping the file: %w", err)
	}
	if err := s.showOrder(ctx, tx, o.ID); err != nil {
		return err
	}
	return tx.Commit()
}

// EndOrder ends an order that is in the caller's hands: its files are shared with whoever asked, or the problem says
// why there are none.
func (s *Store) EndOrder(ctx context.Context, o FileOrder, problem string, at Clocks) (err error) {
	defer nameCall(&err, "store.EndOrder(%d)", o.ID)
	tx, err := s.prepared.begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	if problem != "" {
		if err := s.endOrder(ctx, tx, o, problem); err != nil {
			return err
		}
		return tx.Commit()
	}
	if err := inHand(ctx, tx, o, `state = 'made', format = '', problem = ''`); err != nil {
		return err
	}
	var asked int64
	if err := sqlx.GetContext(ctx, tx, &asked, `SELECT id FROM notifications WHERE key = $1`, orderKey(o.ID)+"asked"); err != nil {
		return fmt.Errorf("reading what was said: %w", err)
	}
	// An upload that Slack has not kept is made again, and shared under a key of its own.
	key := fmt.Sprintf("%sshared %d", orderKey(o.ID), o.claim)
	if _, err := s.tell(ctx, tx, tx.Tx.Tx, instant(at.Now), at.today(), news{
		key: key, kind: kpi.NewsFiles, recipient: o.By, about: OrderAbout{o.ID}, priority: priorityAnswer, lives: orderLives, follows: asked,
	}); err != nil {
		return err
	}
	if err := s.showOrder(ctx, tx, o.ID); err != nil {
		return err
	}
	return tx.Commit()
}

func (s *Store) endOrder(ctx context.Context, tx *preparedTx, o FileOrder, problem string) error {
	if err := inHand(ctx, tx, o, `state = 'ended', format = '', problem = $3`, problem); err != nil {
		return err
	}
	return s.showOrder(ctx, tx, o.ID)
}

// changeOrder changes the row of an order that is in the caller's hands.
func (s *Store) changeOrder(ctx context.Context, o FileOrder, show bool, set string, args ...any) error {
	tx, err := s.prepared.begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	if err := inHand(ctx, tx, o, set, args...); err != nil {
		return err
	}
	if show {
		if err := s.showOrder(ctx, tx, o.ID); err != nil {
			return err
		}
	}
	return tx.Commit()
}

func inHand(ctx context.Context, tx transaction, o FileOrder, set string, args ...any) error {
	changed, err := tx.ExecContext(ctx, `UPDATE file_orders SET `+set+` WHERE id = $1 AND claim = $2 AND state = 'waiting'`, append([]any{o.ID, o.claim}, args...)...)
	if err != nil {
		return fmt.Errorf("changing the order: %w", err)
	}
	if n, err := changed.RowsAffected(); err != nil || n == 0 {
		return errors.Join(ErrNotInHand, err)
	}
	return nil
}

// showOrder brings up to date what whoever asked reads of it.
func (s *Store) showOrder(ctx context.Context, tx *preparedTx, id int64) error {
	told, err := refreshNews(ctx, tx, orderKey(id)+"asked")
	if err != nil {
		return err
	}
	return s.enqueue(ctx, tx.Tx.Tx, told...)
}

// TryOrderAgain has an order's files made anew: it ended, or Slack no longer has what was uploaded for it. It does
// nothing where the files are being made, or somebody else ordered them. The error is a *kpi.Refusal if anybody but an
// administrator asks.
func (s *Store) TryOrderAgain(ctx context.Context, id int64, by string, now time.Time) (err error) {
	defer nameCall(&err, "store.TryOrderAgain(%d)", id)
	tx, err := s.prepared.begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	who, known, err := findActor(ctx, tx, by)
	switch {
	case err != nil:
		return err
	case !known || !who.Is(kpi.Admin): // they may have been of the performance team when they asked
		return errFilesForTeam
	}
	changed, err := tx.ExecContext(ctx, `
		UPDATE file_orders SET state = 'waiting', leased_until = $3, problem = '', done = 0, total = 0, failures = 0, asked_at = $4
		WHERE id = $1 AND asked_by = $2 AND state <> 'waiting'`, id, by, atOnce, instant(now))
	if err != nil {
		return fmt.Errorf("opening the order: %w", err)
	}
	if n, err := changed.RowsAffected(); err != nil || n == 0 {
		return err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM ordered_files WHERE order_id = $1`, id); err != nil {
		return fmt.Errorf("forgetting its files: %w", err)
	}
	if err := s.showOrder(ctx, tx, id); err != nil {
		return err
	}
	if err := s.enqueueOrder(ctx, tx.Tx.Tx, id); err != nil {
		return err
	}
	return tx.Commit()
}

// WaitingOrders are the orders whose files nobody makes, though they could be made now.
func (s *Store) WaitingOrders(ctx context.Context, machine time.Time) (ids []int64, err error) {
	err = s.db.SelectContext(ctx, &ids, `SELECT id FROM file_orders WHERE state = 'waiting' AND leased_until <= $1 ORDER BY id`, instant(machine))
	return ids, wrapped(err, "store.WaitingOrders")
}

// RequeueOrders makes a job for each order that nobody makes. A job that is there already does no harm.
func (s *Store) RequeueOrders(ctx context.Context, machine time.Time) (err error) {
	defer nameCall(&err, "store.RequeueOrders")
	ids, err := s.WaitingOrders(ctx, machine)
	if err != nil || len(ids) == 0 {
		return err
	}
	tx, err := s.prepared.begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	for _, id := range ids {
		if err := s.enqueueOrder(ctx, tx.Tx.Tx, id); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// filesStand reports whether an order's files are still to be shared by this message: they were uploaded, and not made
// anew since.
func filesStand(ctx context.Context, tx transaction, row notificationRow) (bool, error) {
	var about OrderAbout
	if err := row.notification(nil).About(&about); err != nil {
		return false, err
	}
	o, err := readOrder(ctx, tx, about.Order)
	if err != nil {
		return false, err
	}
	var key string
	if err := sqlx.GetContext(ctx, tx, &key, `SELECT key FROM notifications WHERE id = $1`, row.ID); err != nil {
		return false, err
	}
	unsaid := row.BeforeState == Rejected || row.BeforeState == Withdrawn
	return o.State == OrderMade && key == fmt.Sprintf("%sshared %d", orderKey(o.ID), o.claim) && !unsaid, nil
}

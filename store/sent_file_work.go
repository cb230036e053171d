package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/riverqueue/river"

	"chaser/kpi"
)

// SentFilesJob is a job in the queue that says: go on with these files. What is to be done stands in their row, so a
// job too many finds nothing to do, and one that was lost is made again.
type SentFilesJob struct {
	Files int64 `json:"files"`
}

// Kind is the job's name in the queue.
func (SentFilesJob) Kind() string { return "sent-files" }

// SentFilesQueue is the queue of these jobs. It is worked one job at a time, as a spreadsheet takes much memory.
const SentFilesQueue = "sent_files"

func (s *Store) enqueueFiles(ctx context.Context, tx *sql.Tx, id int64) error {
	_, err := s.queue.InsertTx(ctx, tx, SentFilesJob{id}, &river.InsertOpts{Queue: SentFilesQueue})
	return wrapped(err, "queueing the files")
}

// filesLease is for how long whoever works on files may take before somebody else does.
const filesLease = 5 * time.Minute

// TakeUpFiles takes sent files into the caller's hands, with their content. It is ErrNotInHand where somebody else has
// them or nothing is left to do.
func (s *Store) TakeUpFiles(ctx context.Context, id int64, machine time.Time) (f SentFiles, err error) {
	defer nameCall(&err, "store.TakeUpFiles(%d)", id)
	tx, err := s.prepared.begin(ctx)
	if err != nil {
		return SentFiles{}, err
	}
	defer func() { _ = tx.Rollback() }()
	var row sentFilesRow
	err = sqlx.GetContext(ctx, tx, &row, `
		UPDATE sent_files SET claim = claim + 1, leased_until = $3
		WHERE id = $1 AND state IN ('sent', 'accepted') AND leased_until <= $2 RETURNING content, `+sentFilesColumns,
		id, instant(machine), instant(machine.Add(filesLease)))
	if errors.Is(err, sql.ErrNoRows) {
		return SentFiles{}, ErrFilesNotInHand
	}
	if err != nil {
		return SentFiles{}, fmt.Errorf("taking the files up: %w", err)
	}
	if f, err = row.sentFiles(); err != nil {
		return SentFiles{}, err
	}
	return f, tx.Commit()
}

// ErrFilesNotInHand says that somebody else works on the files by now, or that there is nothing left to do.
var ErrFilesNotInHand = errors.New("the files are not in hand")

// KeepFiles keeps the content of files that were fetched, so that they are fetched once.
func (s *Store) KeepFiles(ctx context.Context, f SentFiles) (err error) {
	defer nameCall(&err, "store.KeepFiles(%d)", f.ID)
	return s.changeFiles(ctx, f, nil, `content = $3, digest = $4`, f.Content, f.Digest)
}

// ShowFiles shows their sender what the files would change, under the seal of that effect.
func (s *Store) ShowFiles(ctx context.Context, f SentFiles, seal string, said any) (err error) {
	defer nameCall(&err, "store.ShowFiles(%d)", f.ID)
	return s.changeFiles(ctx, f, said, `state = 'shown', failures = 0, leased_until = $3, seal = $4`, atOnce, seal)
}

// EndFiles ends files that are in the caller's hands without importing them, and says why.
func (s *Store) EndFiles(ctx context.Context, f SentFiles, said any) (err error) {
	defer nameCall(&err, "store.EndFiles(%d)", f.ID)
	return s.changeFiles(ctx, f, said, `state = 'ended', content = NULL`)
}

// PutFilesBack leaves files to be taken up again after a wait, which it returns. It is longer with each failure.
func (s *Store) PutFilesBack(ctx context.Context, f SentFiles, wait time.Duration, machine time.Time) (_ time.Duration, err error) {
	defer nameCall(&err, "store.PutFilesBack(%d)", f.ID)
	if wait == 0 {
		wait = backoff(DefaultPatience.Retry, DefaultPatience.Held, f.failures)
	}
	return wait, s.changeFiles(ctx, f, nil, `leased_until = $3, failures = failures + 1`, instant(machine.Add(wait)))
}

// Failures is how often it was tried in vain to go on with the files.
func (f SentFiles) Failures() int { return f.failures }

// changeFiles changes the row of files that are in the caller's hands, and says what is said of them from now on, where
// that is not nil.
func (s *Store) changeFiles(ctx context.Context, f SentFiles, said any, set string, args ...any) error {
	tx, err := s.prepared.begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	changed, err := tx.ExecContext(ctx, `UPDATE sent_files SET `+set+` WHERE id = $1 AND claim = $2 AND state IN ('sent', 'accepted')`,
		append([]any{f.ID, f.claim}, args...)...)
	if err != nil {
		return fmt.Errorf("changing the files: %w", err)
	}
	if n, err := changed.RowsAffected(); err != nil || n == 0 {
		return errors.Join(ErrFilesNotInHand, err)
	}
	if err := s.sayOfFiles(ctx, tx, f.ID, said); err != nil {
		return err
	}
	return tx.Commit()
}

// sayOfFiles changes what the sender reads of their files.
func (s *Store) sayOfFiles(ctx context.Context, tx *preparedTx, id int64, said any) error {
	if said == nil {
		return nil
	}
	words, err := json.Marshal(said)
	if err != nil {
		return fmt.Errorf("writing what is said: %w", err)
	}
	if _, err := tx.ExecContext(ctx, `UPDATE sent_files SET said = $2 WHERE id = $1`, id, string(words)); err != nil {
		return fmt.Errorf("recording what is said: %w", err)
	}
	told, err := refreshNews(ctx, tx, sentFilesKey(id))
	if err != nil {
		return err
	}
	return s.enqueue(ctx, tx.Tx.Tx, told...)
}

// FilesSaid is what somebody says about the files that they were shown.
type FilesSaid struct {
	Request
	Files int64
	Seal  string // of the effect that they were shown; needed to accept it, else empty: it does not matter

	To        SentFileState // accepted, ended or, to be read again, sent
	Period    kpi.Period    // where it is not zero: what “this quarter” means
	Committee string        // where it is not empty: whose the new indicators are
	Said      any           // what is said of the files from then on
}

// SayOfFiles does what their sender says about files that were shown. It is false where they had said so before, or the
// files are not as they were shown any more.
func (s *Store) SayOfFiles(ctx context.Context, said FilesSaid) (done bool, err error) {
	defer nameCall(&err, "store.SayOfFiles(%d, %s)", said.Files, said.To)
	return once(ctx, s, s.prepared.begin, "files", said.Request, func(ctx context.Context, tx *preparedTx) (bool, error) {
		if err := mayImport(ctx, tx, said.By); err != nil {
			return false, err
		}
		set := `state = $4, leased_until = $5, period = CASE WHEN $6 = '' THEN period ELSE $6 END, committee = CASE WHEN $7 = '' THEN committee ELSE $7 END`
		if said.To == FileEnded {
			set += `, content = NULL`
		}
		changed, err := tx.ExecContext(ctx, `UPDATE sent_files SET `+set+` WHERE id = $1 AND sent_by = $2 AND state = 'shown' AND (seal = $3 OR $3 = '' AND $4 <> 'accepted')`,
			said.Files, said.By, said.Seal, said.To, atOnce, periodOrNone(said.Period), said.Committee)
		if err != nil {
			return false, fmt.Errorf("changing the files: %w", err)
		}
		if n, err := changed.RowsAffected(); err != nil || n == 0 {
			return false, err
		}
		if err := s.sayOfFiles(ctx, tx, said.Files, said.Said); err != nil {
			return false, err
		}
		if said.To == FileEnded {
			return true, nil
		}
		return true, s.enqueueFiles(ctx, tx.Tx.Tx, said.Files)
	})
}

// WaitingFiles are the sent files that nobody works on, though somebody could.
func (s *Store) WaitingFiles(ctx context.Context, machine time.Time) (ids []int64, err error) {
	err = s.db.SelectContext(ctx, &ids, `SELECT id FROM sent_files WHERE state IN ('sent', 'accepted') AND leased_until <= $1 ORDER BY id`, instant(machine))
	return ids, wrapped(err, "store.WaitingFiles")
}

// RequeueFiles makes a job for sent files that nobody works on, and ends those that nobody has agreed to for a day, of
// which expired is said. A job that is there already does no harm.
func (s *Store) RequeueFiles(ctx context.Context, at Clocks, expired any) (err error) {
	defer nameCall(&err, "store.RequeueFiles")
	waiting, err := s.WaitingFiles(ctx, at.Machine)
	if err != nil {
		return err
	}
	var old []int64
	err = s.db.SelectContext(ctx, &old, `SELECT id FROM sent_files WHERE state IN ('sent', 'shown') AND sent_at <= $1 ORDER BY id`, instant(at.Now.Add(-FilesKept)))
	if err != nil || len(waiting)+len(old) == 0 {
		return err
	}
	tx, err := s.prepared.begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	for _, id := range old {
		changed, err := tx.ExecContext(ctx, `UPDATE sent_files SET state = 'ended', content = NULL WHERE id = $1 AND state IN ('sent', 'shown')`, id)
		if err != nil {
			return fmt.Errorf("ending what is old: %w", err)
		}
		if n, err := changed.RowsAffected(); err != nil {
			return err
		} else if n == 1 {
			if err := s.sayOfFiles(ctx, tx, id, expired); err != nil {
				return err
			}
		}
	}
	for _, id := range waiting {
		if err := s.enqueueFiles(ctx, tx.Tx.Tx, id); err != nil {
			return err
		}
	}
	return tx.Commit()
}

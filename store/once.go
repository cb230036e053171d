package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
)

// Request names one thing that somebody asks for, so that it is done once and answered alike, however often it comes.
type Request struct {
	ID  string // the name of Slack's delivery; empty: it comes only once, as from the command line
	By  string // Slack id
	Now time.Time
}

// of is the request's id for one kind of thing, as a delivery may ask for several.
func (r Request) of(kind string) Request {
	if r.ID != "" {
		r.ID = kind + ":" + r.ID
	}
	return r
}

// begins begins a transaction.
type begins func(context.Context) (*preparedTx, error)

// unprepared begins transactions whose queries are not prepared.
func unprepared(db *sqlx.DB) begins {
	return func(ctx context.Context) (*preparedTx, error) {
		tx, err := db.BeginTxx(ctx, nil)
		if err != nil {
			return nil, err
		}
		return &preparedTx{Tx: tx}, nil
	}
}

// once does what a request asks for in one transaction, together with the request's id and its answer. The same request
// again gets the same answer, and has no second effect. The id is looked up before anything is locked, and again
// wherever do fails, as the first may have been at work until then.
//
// If the answer to the COMMIT is lost, once finds out on a new connection what became of it. The error is
// ErrOutcomeUnknown if nobody can know. With any other error nothing was changed.
//
// Answers are kept as JSON, so an answer must come back from it as it was.
func once[Answer any](
	ctx context.Context, s *Store, begin begins, kind string, r Request, do func(context.Context, *preparedTx) (Answer, error),
) (Answer, error) {
	var none Answer
	r = r.of(kind)
	r.Now = instant(r.Now)
	if before, known, err := answerTo[Answer](ctx, s.db, r); err != nil || known {
		return before, err
	}
	answer, committing, err := tryOnce(ctx, begin, kind, r, do)
	switch {
	case err == nil:
		return answer, nil
	case committing:
		err = s.fate(ctx, r, err, func(ctx context.Context, tx *sqlx.Tx) (known bool, err error) {
			answer, known, err = answerTo[Answer](ctx, tx, r)
			return known, err
		})
		return answer, err
	}
	if before, known, lookErr := answerTo[Answer](ctx, s.db, r); lookErr == nil && known {
		return before, nil
	}
	return none, err
}

// errAnswered is for a request that was answered elsewhere while this transaction was at work.
var errAnswered = errors.New("the same request was answered elsewhere meanwhile")

// tryOnce returns committing as true if the error came from the commit itself.
func tryOnce[Answer any](
	ctx context.Context, begin begins, kind string, r Request, do func(context.Context, *preparedTx) (Answer, error),
) (answer Answer, committing bool, err error) {
	tx, err := begin(ctx)
	if err != nil {
		return answer, false, err
	}
	defer func() { _ = tx.Rollback() }()
	if answer, err = do(ctx, tx); err != nil {
		return answer, false, err
	}
	if err := keepAnswer(ctx, tx, kind, r, answer); err != nil {
		return answer, false, err
	}
	return answer, true, tx.Commit()
}

func keepAnswer(ctx context.Context, tx *preparedTx, kind string, r Request, answer any) error {
	if r.ID == "" {
		return nil
	}
	content, err := json.Marshal(answer)
	if err != nil {
		return fmt.Errorf("writing the answer: %w", err)
	}
	kept, err := tx.ExecContext(ctx, `
		INSERT INTO requests (id, kind, requested_by, requested_at, answer) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT DO NOTHING`, r.ID, kind, r.By, r.Now, string(content))
	if err != nil {
		return fmt.Errorf("keeping the answer: %w", err)
	}
	if n, err := kept.RowsAffected(); err != nil || n == 1 {
		return err
	}
	return errAnswered
}

// answerTo looks up what a request was answered with. It is false if it was not answered.
func answerTo[Answer any](ctx context.Context, q sqlx.QueryerContext, r Request) (answer Answer, known bool, err error) {
	if r.ID == "" {
		return answer, false, nil
	}
	var row struct {
		By     string `db:"requested_by"`
		Answer string `db:"answer"`
	}
	err = sqlx.GetContext(ctx, q, &row, `SELECT requested_by, answer FROM requests WHERE id = $1 AND answer IS NOT NULL`, r.ID)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return answer, false, nil
	case err != nil:
		return answer, false, fmt.Errorf("looking the request up: %w", err)
	case row.By != r.By:
		return answer, false, fmt.Errorf("the request was %s's and comes again from %s", row.By, r.By)
	}
	if err := json.Unmarshal([]byte(row.Answer), &answer); err != nil {
		return answer, false, fmt.Errorf("reading what the request was answered with: %w", err)
	}
	return answer, true, nil
}

// nothing is the answer of what only succeeds or fails.
type nothing struct{}

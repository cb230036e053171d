package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// SlackBusy is the error of a question to Slack that it did not answer, since it wants to be left alone for a while.
type SlackBusy struct{ For time.Duration }

func (b SlackBusy) Error() string { return fmt.Sprintf("Slack wants to be left alone for %s", b.For) }

// AwaitSlack notes that Slack is to be asked about the people before they are written to, and returns since when each
// has been waiting for that.
func (s *Store) AwaitSlack(ctx context.Context, now time.Time, people ...string) (map[string]time.Time, error) {
	since := make(map[string]time.Time, len(people))
	if len(people) == 0 {
		return since, nil
	}
	var rows []struct {
		Person string
		Since  time.Time
	}
	err := sqlx.SelectContext(ctx, s.patient, &rows, `
		WITH fresh AS (
			INSERT INTO slack_waiting (person, since) SELECT p.slack_id, $2 FROM people p WHERE p.slack_id = ANY ($1) ORDER BY p.slack_id
			ON CONFLICT DO NOTHING RETURNING person, since)
		SELECT person, since FROM fresh UNION ALL SELECT person, since FROM slack_waiting WHERE person = ANY ($1)`, pq.StringArray(people), instant(now))
	if err != nil {
		return nil, fmt.Errorf("store.AwaitSlack: %w", err)
	}
	for _, r := range rows {
		since[r.Person] = r.Since
	}
	return since, nil
}

// AskedSince are those of the people about whom Slack was asked since an instant of the machines' clock, whatever day
// the council's shows.
func (s *Store) AskedSince(ctx context.Context, machine time.Time, people ...string) ([]string, error) {
	var asked []string
	err := s.patient.SelectContext(ctx, &asked, `SELECT person FROM slack_people WHERE person = ANY ($1) AND asked_at >= $2`, pq.StringArray(people), instant(machine))
	return asked, wrapped(err, "store.AskedSince")
}

// A method's rate is counted by the minute that has just passed, so that no minute ever sees more calls.
const rateSpan = time.Minute

// TakeTurns takes as many calls of a method as are wanted and free, where all processes together make most of them a
// minute. Where none is, it returns how long that is so.
func (s *Store) TakeTurns(ctx context.Context, method string, want, most int, machine time.Time) (turns int, wait time.Duration, err error) {
	turns, wait, err = s.takeTurns(ctx, method, want, most, instant(machine))
	if err != nil {
		return 0, 0, fmt.Errorf("store.TakeTurns(%s): %w", method, err)
	}
	return turns, wait, nil
}

func (s *Store) takeTurns(ctx context.Context, method string, want, most int, machine time.Time) (turns int, wait time.Duration, err error) {
	tx, err := s.patient.BeginTxx(ctx, nil)
	if err != nil {
		return 0, 0, err
	}
	defer func() { _ = tx.Rollback() }()
	until, err := lockMethod(ctx, tx, method, machine)
	if err != nil {
		return 0, 0, err
	}
	if until.After(machine) {
		return 0, until.Sub(machine), tx.Commit()
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM slack_calls WHERE method = $1 AND at <= $2`, method, machine.Add(-rateSpan)); err != nil {
		return 0, 0, fmt.Errorf("forgetting old calls: %w", err)
	}
	var made struct {
		Calls  int
		Oldest *time.Time
	}
	if err := tx.GetContext(ctx, &made, `SELECT COALESCE(sum(calls), 0) AS calls, min(at) AS oldest FROM slack_calls WHERE method = $1`, method); err != nil {
		return 0, 0, fmt.Errorf("counting the calls: %w", err)
	}
	if turns = min(want, most-made.Calls); turns <= 0 {
		wait = rateSpan
		if made.Oldest != nil {
			wait = made.Oldest.Add(rateSpan).Sub(machine)
		}
		return 0, wait, tx.Commit()
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO slack_calls (method, at, calls) VALUES ($1, $2, $3)`, method, machine, turns); err != nil {
		return 0, 0, fmt.Errorf("taking turns: %w", err)
	}
	return turns, 0, tx.Commit()
}

// lockMethod takes a method's row until the transaction ends, and returns until when Slack wants to be left alone with
// it.
func lockMethod(ctx context.Context, tx *sqlx.Tx, method string, machine time.Time) (until time.Time, err error) {
	_, err = tx.ExecContext(ctx, `INSERT INTO slack_methods (method, alone_until) VALUES ($1, $2) ON CONFLICT DO NOTHING`, method, machine)
	if err == nil {
		err = tx.GetContext(ctx, &until, `SELECT alone_until FROM slack_methods WHERE method = $1 FOR UPDATE`, method)
	}
	return until, wrapped(err, "locking the method")
}

// LeaveAlone keeps every process from calling the method for as long as Slack asked; a longer pause is never shortened.
func (s *Store) LeaveAlone(ctx context.Context, method string, wait time.Duration, machine time.Time) error {
	_, err := s.patient.ExecContext(ctx, `
		INSERT INTO slack_methods AS m (method, alone_until) VALUES ($1, $2)
		ON CONFLICT (method) DO UPDATE SET alone_until = greatest(m.alone_until, $2)`, method, instant(machine.Add(wait)))
	if err != nil {
		return fmt.Errorf("store.LeaveAlone(%s): %w", method, err)
	}
	return nil
}

// Reader is the person to whom a notification is about to be said, as they are known.
type Reader struct {
	Person  string    // Slack id
	Known   bool      // Slack was asked about them lately
	AskedAt time.Time // when, by the machines' clock; zero: never
	Gone    bool      // their account is deactivated
	Until   time.Time
}

const readerQuery = `
	SELECT n.recipient, n.from_at, n.about <> '' AS news, k.read_at, k.asked_at, COALESCE(k.deactivated, false) AS deactivated
	FROM notifications n JOIN people p ON p.slack_id = n.recipient LEFT JOIN slack_people k ON k.person = n.recipient
	WHERE n.id = $1 AND n.state = 'ready' AND n.from_at <= $2 AND n.kind NOT IN ('answer', 'card-answer')`

// Reader is who reads the notification that can be said now; false where it goes to no person of the register, or to
// one who has just spoken and waits for it. Until is when it is said whether Slack has been asked about them or not.
func (s *Store) Reader(ctx context.Context, id int64, now time.Time) (Reader, bool, error) {
	var rows []struct {
		Recipient   string
		FromAt      time.Time `db:"from_at"`
		News        bool
		ReadAt      *time.Time `db:"read_at"`
		AskedAt     *time.Time `db:"asked_at"`
		Deactivated bool
	}
	if err := sqlx.SelectContext(ctx, &s.chasing, &rows, readerQuery, id, instant(now)); err != nil {
		return Reader{}, false, fmt.Errorf("store.Reader(%d): %w", id, err)
	}
	if len(rows) == 0 {
		return Reader{}, false, nil
	}
	row := rows[0]
	r := Reader{Person: row.Recipient, Gone: row.Deactivated, Until: row.FromAt.Add(kpi.AskFor)}
	r.Known = row.ReadAt != nil && now.Before(row.ReadAt.Add(kpi.KnownFor))
	if row.AskedAt != nil {
		r.AskedAt = *row.AskedAt
	}
	if row.News {
		r.Until = row.FromAt.Add(kpi.AskForNews)
	}
	return r, true, nil
}

package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// SlackBusy is the error when Slack did not answer a question, as it wants to be left alone for a while.
type SlackBusy struct{ For time.Duration }

func (b SlackBusy) Error() string { return fmt.Sprintf("Slack wants to be left alone for %s", b.For) }

// AwaitSlack notes that Slack is to be asked about these people before they are written to. It returns when each began
// to wait for that.
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

// AskedSince are those of the people about whom Slack was asked since the instant. The instant is by the machines'
// clock, not by the council's, which may be moved.
func (s *Store) AskedSince(ctx context.Context, machine time.Time, people ...string) ([]string, error) {
	var asked []string
	err := s.patient.SelectContext(ctx, &asked, `SELECT person FROM slack_people WHERE person = ANY ($1) AND asked_at >= $2`, pq.StringArray(people), instant(machine))
	return asked, wrapped(err, "store.AskedSince")
}

// rateSpan is how far back the calls of a method are counted. As it is always the minute just past, no minute sees more
// calls than are allowed.
const rateSpan = time.Minute

// TakeTurns takes as many of the wanted calls of a method as are free. All processes together may make most of them in
// a minute. If none is free, wait is how long until one is.
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

// lockMethod locks a method's row until the transaction ends. It returns until when Slack wants no calls of the method.
func lockMethod(ctx context.Context, tx *sqlx.Tx, method string, machine time.Time) (until time.Time, err error) {
	_, err = tx.ExecContext(ctx, `INSERT INTO slack_methods (method, alone_until) VALUES ($1, $2) ON CONFLICT DO NOTHING`, method, machine)
	if err == nil {
		err = tx.GetContext(ctx, &until, `SELECT alone_until FROM slack_methods WHERE method = $1 FOR UPDATE`, method)
	}
	return until, wrapped(err, "locking the method")
}

// LeaveAlone keeps every process from calling the method for as long as Slack asked. It never shortens a longer pause.
func (s *Store) LeaveAlone(ctx context.Context, method string, wait time.Duration, machine time.Time) error {
	_, err := s.patient.ExecContext(ctx, `
		INSERT INTO slack_methods AS m (method, alone_until) VALUES ($1, $2)
		ON CONFLICT (method) DO UPDATE SET alone_until = greatest(m.alone_until, $2)`, method, instant(machine.Add(wait)))
	if err != nil {
		return fmt.Errorf("store.LeaveAlone(%s): %w", method, err)
	}
	return nil
}

// Reader is the person who is about to get a notification, and what is known of them.
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

// Reader is who reads the notification, if it can be said now. It is false if the notification goes to nobody in the
// register, or to somebody who has just spoken and waits for it as an answer. At Until the notification is said, even
// if Slack has not been asked about them.
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

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

// Account is who a Slack id belongs to, and what Slack last said that the account is.
type Account struct {
	Person  kpi.Person // with the Slack id alone where the register does not know them
	Known   bool       // to the register
	Account kpi.Account
	SaidAt  time.Time // zero: Slack has not said
}

// accountColumn is the account of a person p.
const accountColumn = `COALESCE((SELECT CASE WHEN k.deactivated THEN 'deactivated' ELSE k.account END FROM slack_people k WHERE k.person = p.slack_id), '')`

// Account finds who a Slack id belongs to. Of people whom the register does not know nothing is kept.
func (s *Store) Account(ctx context.Context, slackID string) (Account, error) {
	var row struct {
		personRow
		Account kpi.Account `db:"account"`
		SaidAt  *time.Time  `db:"account_at"`
	}
	err := s.db.GetContext(ctx, &row, `
		SELECT `+personColumns+`, `+accountColumn+` AS account, k.account_at
		FROM people p LEFT JOIN slack_people k ON k.person = p.slack_id WHERE p.slack_id = $1`, slackID)
	if errors.Is(err, sql.ErrNoRows) {
		return Account{Person: kpi.Person{SlackID: slackID}}, nil
	}
	if err != nil {
		return Account{}, fmt.Errorf("store.Account(%q): %w", slackID, err)
	}
	a := Account{Person: row.person(), Known: true, Account: row.Account}
	if row.SaidAt != nil {
		a.SaidAt = row.SaidAt.UTC()
	}
	return a, nil
}

// RecordAccount keeps what Slack said at the instant that an account is; what was said later stands. Of people whom the
// register does not know nothing is kept. Their time zone and their leave have not been asked for with it.
func (s *Store) RecordAccount(ctx context.Context, slackID string, is kpi.Account, now time.Time) error {
	row := slackPersonRow{Account: is}.parted()
	_, err := s.db.ExecContext(ctx, `
		INSERT INTO slack_people (person, zone, deactivated, account, account_at, read_at)
		SELECT p.slack_id, '', $2, $3, $4, 'epoch' FROM people p WHERE p.slack_id = $1
		ON CONFLICT (person) DO UPDATE SET deactivated = EXCLUDED.deactivated, account = EXCLUDED.account, account_at = EXCLUDED.account_at
		WHERE slack_people.account_at IS NULL OR slack_people.account_at <= EXCLUDED.account_at`, slackID, row.Deactivated, row.Account, instant(now))
	if err != nil {
		return fmt.Errorf("store.RecordAccount(%q): %w", slackID, err)
	}
	return nil
}

// findActor is findPerson for somebody who is about to change something: where their account is known to be none that
// is obeyed, the error says why.
func findActor(ctx context.Context, q sqlx.QueryerContext, slackID string) (kpi.Person, bool, error) {
	var row struct {
		personRow
		Account kpi.Account `db:"account"`
	}
	err := sqlx.GetContext(ctx, q, &row, `SELECT `+personColumns+`, `+accountColumn+` AS account FROM people p WHERE p.slack_id = $1`, slackID)
	if errors.Is(err, sql.ErrNoRows) {
		return kpi.Person{}, false, nil
	}
	if err != nil {
		return kpi.Person{}, false, err
	}
	if refused := row.Account.Refusal(); refused != nil {
		return kpi.Person{}, false, refused
	}
	return row.person(), true, nil
}

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

// Account is whose a Slack id is, and what kind of account Slack last said it is.
type Account struct {
	Person  kpi.Person // with nothing but the Slack id where the register does not know them
	Known   bool       // to the register
	Account kpi.Account
	SaidAt  time.Time // zero: Slack has not said
}

// accountColumn is the account of a person p.
const accountColumn = `COALESCE((SELECT CASE WHEN k.deactivated THEN 'deactivated' ELSE k.account END FROM slack_people k WHERE k.person = p.slack_id), '')`

const accountQuery = `
	SELECT ` + personColumns + `, ` + accountColumn + ` AS account, k.account_at
	FROM people p LEFT JOIN slack_people k ON k.person = p.slack_id WHERE p.slack_id = $1`

// Account finds whose a Slack id is. The store keeps nothing of people whom the register does not know.
func (s *Store) Account(ctx context.Context, slackID string) (Account, error) {
	var row struct {
		personRow
		Account kpi.Account `db:"account"`
		SaidAt  *time.Time  `db:"account_at"`
	}
	err := sqlx.GetContext(ctx, &s.prepared, &row, accountQuery, slackID)
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

// RecordAccount keeps what Slack said at an instant about an account, unless it has said something later. The store
// keeps nothing of people whom the register does not know. Slack was not asked for their time zone and their leave, so
// read_at is left at the epoch or at what it was.
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

// findActor is findPerson for somebody who is about to change something. If they must not, because of the kind of
// account they have, the error says why.
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

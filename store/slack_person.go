package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// SlackPerson is what Slack says of somebody.
type SlackPerson struct {
	SlackID     string
	Zone        string // the name of a time zone; empty where Slack names none
	Deactivated bool
	Account     kpi.Account // unknown where it is not known which accounts are the council's own
	Away        *kpi.Leave  // what their status says; nil: nothing
}

// Contact puts what Slack says into a contact. A recorded leave comes first, since it may name who stands in.
func (p SlackPerson) Contact(c kpi.Contact) kpi.Contact {
	c.Zone, c.Deactivated = p.Zone, p.Deactivated
	c.Leaves = slices.DeleteFunc(slices.Clone(c.Leaves), func(l kpi.Leave) bool { return l.FromSlack })
	if p.Away != nil {
		away := *p.Away
		away.FromSlack = true
		c.Leaves = append(c.Leaves, away)
	}
	return c
}

const unreadPeopleQuery = `
	SELECT p.slack_id FROM people p LEFT JOIN slack_people k ON k.person = p.slack_id
	WHERE k.read_at IS NULL OR k.read_at < $1
	ORDER BY p.position`

// UnreadSlackPeople are the people of whom Slack has not been asked since the instant, in the register's order.
func (s *Store) UnreadSlackPeople(ctx context.Context, since time.Time) ([]string, error) {
	var ids []string
	err := sqlx.SelectContext(ctx, &s.chasing, &ids, unreadPeopleQuery, instant(since))
	if err != nil {
		return nil, fmt.Errorf("store.UnreadSlackPeople: %w", err)
	}
	return ids, nil
}

// recordPeopleQuery keeps $1's rows, in one order whoever keeps them.
const recordPeopleQuery = `
	INSERT INTO slack_people (person, zone, deactivated, account, account_at, away_from, away_until, read_at)
	SELECT p.slack_id, r.zone, r.deactivated, r.account, CASE WHEN r.account <> '' OR r.deactivated THEN $2::timestamptz END, r.away_from, r.away_until, $2
	FROM json_to_recordset($1) AS r (person text, zone text, deactivated boolean, account text, away_from date, away_until date)
	JOIN people p ON p.slack_id = r.person
	ORDER BY p.slack_id
	ON CONFLICT (person) DO UPDATE
	SET zone = EXCLUDED.zone, deactivated = EXCLUDED.deactivated, away_from = EXCLUDED.away_from, away_until = EXCLUDED.away_until, read_at = EXCLUDED.read_at,
	    account = CASE WHEN EXCLUDED.account_at IS NULL THEN slack_people.account ELSE EXCLUDED.account END,
	    account_at = COALESCE(EXCLUDED.account_at, slack_people.account_at)`

// RecordSlackPeople keeps what Slack said of people at the instant, once of each. Saying the same again changes nothing but when it was said.
func (s *Store) RecordSlackPeople(ctx context.Context, now time.Time, people ...SlackPerson) error {
	if len(people) == 0 {
		return nil
	}
	rows := make([]slackPersonRow, 0, len(people))
	for _, p := range people {
		row := slackPersonRow{Person: p.SlackID, Zone: p.Zone, Deactivated: p.Deactivated, Account: p.Account}.parted()
		if p.Away != nil {
			row.AwayFrom, row.AwayUntil = day{p.Away.First}, day{p.Away.Last}
		}
		rows = append(rows, row)
	}
	said, err := json.Marshal(rows)
	if err == nil {
		_, err = s.patient.ExecContext(ctx, recordPeopleQuery, string(said), instant(now))
	}
	if err != nil {
		return fmt.Errorf("store.RecordSlackPeople: %w", err)
	}
	return nil
}

const slackPeopleQuery = `SELECT person, zone, deactivated, away_from, away_until FROM slack_people`

type slackPersonRow struct {
	Person      string `json:"person"`
	Zone        string `json:"zone"`
	Deactivated bool   `json:"deactivated"`
	AwayFrom    day    `json:"away_from"`
	AwayUntil   day    `json:"away_until"`

	Account kpi.Account `json:"account"` // but deactivated, which stands apart
}

// parted is the row with its account in the two columns that keep it.
func (r slackPersonRow) parted() slackPersonRow {
	r.Deactivated = r.Deactivated || r.Account == kpi.AccountDeactivated
	if r.Deactivated {
		r.Account = kpi.AccountUnknown
	}
	return r
}

func slackPeopleOf(rows []slackPersonRow) map[string]SlackPerson {
	known := make(map[string]SlackPerson, len(rows))
	for _, r := range rows {
		p := SlackPerson{SlackID: r.Person, Zone: r.Zone, Deactivated: r.Deactivated}
		if !r.AwayFrom.IsZero() {
			p.Away = &kpi.Leave{Person: r.Person, First: r.AwayFrom.Date, Last: r.AwayUntil.Date}
		}
		known[r.Person] = p
	}
	return known
}

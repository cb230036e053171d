package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/days"
	"chaser/kpi"
)

// SlackPerson is what Slack says of somebody.
type SlackPerson struct {
	SlackID     string
	Zone        string // the name of a time zone; empty: Slack names none
	Deactivated bool
	Account     kpi.Account     // unknown if nobody knows which accounts are the council's own
	Status      kpi.SlackStatus // its Since is the day of asking, by their clock
}

// Contact adds to a contact what Slack says of them at the instant.
func (p SlackPerson) Contact(c kpi.Contact, cal kpi.Calendar, now time.Time) kpi.Contact {
	c.Zone, c.Deactivated = p.Zone, p.Deactivated
	leave := func(s kpi.SlackStatus) (kpi.Leave, bool) { return days.LeaveOf(s, c.SlackID, cal) }
	return c.Seen(p.Status, leave, now)
}

const (
	slackPeopleQuery = `
		SELECT person, zone, deactivated, away_from, away_until, status_text, status_emoji, status_ends, status_since, here, read_at, gone_on
		FROM slack_people`

	lockPeopleQuery = slackPeopleQuery + ` WHERE person = ANY ($1) ORDER BY person FOR UPDATE`
)

// recordPeopleQuery keeps the rows in $1. It keeps them in the order of their people, whatever the caller's, so that
// two callers do not wait for each other for ever.
const recordPeopleQuery = `
	INSERT INTO slack_people (person, zone, deactivated, account, account_at, away_from, away_until, status_text, status_emoji, status_ends, status_since, here, gone_on, read_at, asked_at)
	SELECT p.slack_id, r.zone, r.deactivated, r.account, CASE WHEN r.account <> '' OR r.deactivated THEN $2::timestamptz END, r.away_from, r.away_until,
	       r.status_text, r.status_emoji, r.status_ends, r.status_since, r.here, r.gone_on, $2, $3
	FROM json_to_recordset($1) AS r (person text, zone text, deactivated boolean, account text, away_from date, away_until date, status_text text,
	                                 status_emoji text, status_ends date, status_since date, here boolean, gone_on date)
	JOIN people p ON p.slack_id = r.person
	ORDER BY p.slack_id
	ON CONFLICT (person) DO UPDATE
	SET zone = EXCLUDED.zone, deactivated = EXCLUDED.deactivated, away_from = EXCLUDED.away_from, away_until = EXCLUDED.away_until,
	    status_text = EXCLUDED.status_text, status_emoji = EXCLUDED.status_emoji, status_ends = EXCLUDED.status_ends, status_since = EXCLUDED.status_since,
	    here = EXCLUDED.here, gone_on = EXCLUDED.gone_on, read_at = EXCLUDED.read_at, asked_at = EXCLUDED.asked_at,
	    account = CASE WHEN EXCLUDED.account_at IS NULL THEN slack_people.account ELSE EXCLUDED.account END,
	    account_at = COALESCE(EXCLUDED.account_at, slack_people.account_at)`

// RecordSlackPeople keeps what Slack said of people at the instant. Each person must be named only once. The same again
// only changes when it was said. If somebody who manages indicators is found to have a deactivated account, the
// performance team is told.
func (s *Store) RecordSlackPeople(ctx context.Context, at Clocks, people ...SlackPerson) error {
	if len(people) == 0 {
		return nil
	}
	if err := s.recordSlackPeople(ctx, at, people); err != nil {
		return fmt.Errorf("store.RecordSlackPeople: %w", err)
	}
	return nil
}

// parted is the row with its account divided into the two columns that keep it.
func (r slackPersonRow) parted() slackPersonRow {
	r.Deactivated = r.Deactivated || r.Account == kpi.AccountDeactivated
	if r.Deactivated {
		r.Account = kpi.AccountUnknown
	}
	return r
}

func (s *Store) recordSlackPeople(ctx context.Context, at Clocks, people []SlackPerson) error {
	tx, err := s.chasing.begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	ids := make(pq.StringArray, 0, len(people))
	for _, p := range people {
		ids = append(ids, p.SlackID)
	}
	var before []slackPersonRow
	if err := sqlx.SelectContext(ctx, tx, &before, lockPeopleQuery, ids); err != nil {
		return fmt.Errorf("locking what was known of them: %w", err)
	}
	schedule, err := readSchedule(ctx, tx)
	if err != nil {
		return err
	}
	known := rowsOf(before)
	rows := make([]slackPersonRow, 0, len(people))
	var gone []slackPersonRow
	for _, p := range people {
		was := known[p.SlackID]
		before := was.contact(kpi.Contact{Person: kpi.Person{SlackID: p.SlackID}})
		row := slackRowOf(p.Contact(before, schedule.calendar, at.Now))
		row.Account = p.Account
		row = row.parted()
		if row.Deactivated {
			if row.GoneOn = was.GoneOn; row.GoneOn.IsZero() {
				row.GoneOn = day{at.today()}
				gone = append(gone, row)
			}
		}
		rows = append(rows, row)
	}
	if err := saveSlackPeople(ctx, tx, rows, at); err != nil {
		return err
	}
	if err := s.tellManagersGone(ctx, tx, gone, at); err != nil {
		return err
	}
	return tx.Commit()
}

func saveSlackPeople(ctx context.Context, tx transaction, rows []slackPersonRow, at Clocks) error {
	said, err := json.Marshal(rows)
	if err != nil {
		return fmt.Errorf("writing what Slack said: %w", err)
	}
	if _, err := tx.ExecContext(ctx, recordPeopleQuery, string(said), instant(at.Now), instant(at.Machine)); err != nil {
		return fmt.Errorf("keeping what Slack said: %w", err)
	}
	ids := make(pq.StringArray, 0, len(rows))
	for _, r := range rows {
		ids = append(ids, r.Person)
	}
	_, err = tx.ExecContext(ctx, `DELETE FROM slack_waiting WHERE person = ANY ($1)`, ids)
	return wrapped(err, "taking them off the list of those to ask about")
}

type slackPersonRow struct {
	Person      string    `db:"person" json:"person"`
	Zone        string    `db:"zone" json:"zone"`
	Deactivated bool      `db:"deactivated" json:"deactivated"`
	AwayFrom    day       `db:"away_from" json:"away_from"`
	AwayUntil   day       `db:"away_until" json:"away_until"`
	StatusText  string    `db:"status_text" json:"status_text"`
	StatusEmoji string    `db:"status_emoji" json:"status_emoji"`
	StatusEnds  day       `db:"status_ends" json:"status_ends"`
	StatusSince day       `db:"status_since" json:"status_since"`
	Here        bool      `db:"here" json:"here"`
	ReadAt      time.Time `db:"read_at" json:"read_at"`
	GoneOn      day       `db:"gone_on" json:"gone_on"`

	Account kpi.Account `db:"account" json:"account"` // but deactivated, which has its own; not read here
}

// slackRowOf is what is kept about a contact after Slack was asked about them.
func slackRowOf(c kpi.Contact) slackPersonRow {
	row := slackPersonRow{
		Person: c.SlackID, Zone: c.Zone, Deactivated: c.Deactivated,
		StatusText: c.Status.Text, StatusEmoji: c.Status.Emoji,
		StatusEnds: day{c.Status.Ends}, StatusSince: day{c.Status.Since}, Here: c.Here, ReadAt: instant(c.MetAt),
	}
	for _, l := range c.Leaves {
		if l.FromSlack {
			row.AwayFrom, row.AwayUntil = day{l.First}, day{l.Last}
		}
	}
	return row
}

// contact adds to a contact what is known from Slack. The contact's recorded leaves stay first, as they may name who
// stands in.
func (r slackPersonRow) contact(c kpi.Contact) kpi.Contact {
	c.Zone, c.Deactivated, c.Here, c.MetAt = r.Zone, r.Deactivated, r.Here, r.ReadAt
	c.Status = kpi.SlackStatus{Text: r.StatusText, Emoji: r.StatusEmoji, Ends: r.StatusEnds.Date, Since: r.StatusSince.Date}
	if !r.AwayFrom.IsZero() {
		away := kpi.Leave{Person: r.Person, First: r.AwayFrom.Date, Last: r.AwayUntil.Date, FromSlack: true}
		c.Leaves = append(c.Leaves, away)
	}
	return c
}

func rowsOf(rows []slackPersonRow) map[string]slackPersonRow {
	known := make(map[string]slackPersonRow, len(rows))
	for _, r := range rows {
		known[r.Person] = r
	}
	return known
}

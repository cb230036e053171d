package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// Chase is all that decides who is to be asked for what on the day.
func (s *Store) Chase(ctx context.Context, zone *time.Location, today kpi.Date) (kpi.Chase, error) {
	c, err := readChase(ctx, &s.chasing, zone, today)
	if err != nil {
		return kpi.Chase{}, fmt.Errorf("store.Chase: %w", err)
	}
	return c, nil
}

func readChase(ctx context.Context, q sqlx.QueryerContext, zone *time.Location, today kpi.Date) (kpi.Chase, error) {
	c, _, err := readUntoldChase(ctx, q, zone, today)
	if err != nil {
		return kpi.Chase{}, err
	}
	c.Told, err = listTold(ctx, q, c.Memory(today), c.ActionMemory(today))
	return c, err
}

// chaseQuery is all of a chase but the indicators and what was told, in one round trip, since a tick and every delivery ask it.
const chaseQuery = `
	SELECT (SELECT json_agg(p) FROM (` + peopleQuery + `) AS p) AS people,
	       (SELECT json_agg(l) FROM (` + leavesQuery + `) AS l) AS leaves,
	       (SELECT json_agg(k) FROM (` + slackPeopleQuery + `) AS k) AS in_slack,
	       (SELECT json_agg(c) FROM (` + committeesQuery + `) AS c) AS committees,
	       ` + scheduleColumns + `,
	       (SELECT json_object_agg(f.period, f.codes)
	        FROM (SELECT f.period, json_agg(i.code) AS codes
	              FROM figures f JOIN indicators i ON i.id = f.indicator_id WHERE f.revision = 1 GROUP BY f.period) AS f) AS posted,
	       (SELECT json_agg(d)
	        FROM (SELECT i.code, d.period, d.delegate FROM delegations d JOIN indicators i ON i.id = d.indicator_id) AS d) AS delegations,
	       (SELECT json_object_agg(z.person, z.until) FROM snoozes z) AS snoozes`

type chaseRow struct {
	scheduleRow
	People      document[[]personRow]         `db:"people"`
	Leaves      document[[]leaveRow]          `db:"leaves"`
	InSlack     document[[]slackPersonRow]    `db:"in_slack"`
	Committees  document[[]committeeRow]      `db:"committees"`
	Posted      document[map[string][]string] `db:"posted"`
	Delegations document[[]delegationRow]     `db:"delegations"`
	Snoozes     document[map[string]day]      `db:"snoozes"`
}

type delegationRow struct {
	Code     string `json:"code"`
	Period   period `json:"period"`
	Delegate string `json:"delegate"`
}

// readUntoldChase reads a chase without what was told, which only matters to what is owed next; and its indicators with their ids.
func readUntoldChase(ctx context.Context, q sqlx.QueryerContext, zone *time.Location, today kpi.Date) (kpi.Chase, []held, error) {
	var row chaseRow
	if err := sqlx.GetContext(ctx, q, &row, chaseQuery, leavesSince(today)); err != nil {
		return kpi.Chase{}, nil, fmt.Errorf("reading the chase: %w", err)
	}
	indicators, err := listIndicators(ctx, q, `true`)
	if err != nil {
		return kpi.Chase{}, nil, err
	}
	schedule := row.schedule()
	c := kpi.Chase{
		Zone: zone, Calendar: schedule.calendar, Collections: schedule.collections, People: row.contacts(), Committees: committeesOf(row.Committees.is),
		Posted: map[kpi.Subject]bool{}, Delegations: map[kpi.Subject]string{}, Snoozes: map[string]kpi.Date{},
	}
	for _, i := range indicators {
		c.Indicators = append(c.Indicators, i.Indicator)
	}
	if c.Unsigned, err = readUnsigned(ctx, q, zone); err != nil {
		return kpi.Chase{}, nil, err
	}
	if err := readActionDuties(ctx, q, &c); err != nil {
		return kpi.Chase{}, nil, err
	}
	for text, codes := range row.Posted.is {
		p, err := kpi.ParsePeriod(text)
		if err != nil {
			return kpi.Chase{}, nil, fmt.Errorf("a figure's period: %w", err)
		}
		for _, code := range codes {
			c.Posted[kpi.Subject{Indicator: code, Period: p}] = true
		}
	}
	for _, d := range row.Delegations.is {
		c.Delegations[kpi.Subject{Indicator: d.Code, Period: d.Period.Period}] = d.Delegate
	}
	for person, until := range row.Snoozes.is {
		c.Snoozes[person] = until.Date
	}
	return c, indicators, nil
}

// contacts are the people with what decides when they may be asked.
func (r chaseRow) contacts() []kpi.Contact {
	leaves, known := leavesOf(r.Leaves.is), slackPeopleOf(r.InSlack.is)
	contacts := make([]kpi.Contact, 0, len(r.People.is))
	for _, p := range peopleOf(r.People.is) {
		c := kpi.Contact{Person: p, Leaves: leaves[p.SlackID]}
		if inSlack, ok := known[p.SlackID]; ok {
			c = inSlack.Contact(c)
		}
		contacts = append(contacts, c)
	}
	return contacts
}

const (
	itemsSince = `n.state <> 'withdrawn' AND (n.day >= $1 OR t.action_id IS NOT NULL AND n.day >= $2)`
	toldQuery  = itemsQuery + itemsSince + itemsOrder
)

// listTold reads what messages have said since the day, and of actions since the other.
func listTold(ctx context.Context, q sqlx.QueryerContext, since, ofActions kpi.Date) ([]kpi.Told, error) {
	rows, err := listItems(ctx, q, itemsSince, day{since}, day{ofActions})
	if err != nil {
		return nil, err
	}
	told := make([]kpi.Told, 0, len(rows))
	for _, r := range rows {
		i, err := r.item()
		if err != nil {
			return nil, err
		}
		told = append(told, kpi.Told{Recipient: r.Recipient, Day: r.Day.Date, Item: i})
	}
	return told, nil
}

package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// Chase is everything that decides who is to be asked for what on the day.
func (s *Store) Chase(ctx context.Context, zone *time.Location, today kpi.Date) (kpi.Chase, error) {
	c, err := readChase(ctx, &s.chasing, zone, today)
	if err != nil {
		return kpi.Chase{}, fmt.Errorf("store.Chase: %w", err)
	}
	return c, nil
}

func readChase(ctx context.Context, q sqlx.QueryerContext, zone *time.Location, today kpi.Date) (kpi.Chase, error) {
	c, err := readUntoldChase(ctx, q, zone, today)
	if err != nil {
		return kpi.Chase{}, err
	}
	c.Told, err = listTold(ctx, q, c.Memory(today), c.ActionMemory(today), c.AwayMemory(today), c.FinalMemory(today))
	return c, err
}

const (
	// askedColumns are an askedRow's columns: all that decides who is asked for a figure, except the indicators.
	askedColumns = `
		(SELECT json_agg(p) FROM (` + peopleQuery + `) AS p) AS people,
		(SELECT json_agg(l) FROM (` + leavesQuery + `) AS l) AS leaves,
		(SELECT json_agg(k) FROM (` + slackPeopleQuery + `) AS k) AS in_slack,
		` + scheduleColumns + `,
		(SELECT json_agg(d)
		 FROM (SELECT i.code, d.period, d.delegate FROM delegations d JOIN indicators i ON i.id = d.indicator_id) AS d) AS delegations`

	// postedColumn is which figures have been posted.
	postedColumn = `
		(SELECT json_object_agg(f.period, f.codes)
		 FROM (SELECT f.period, json_agg(i.code) AS codes
		       FROM figures f JOIN indicators i ON i.id = f.indicator_id WHERE f.revision = 1 GROUP BY f.period) AS f)`
)

// chaseQuery reads all of a chase except the indicators and what people were told. It is one round trip, as every tick
// needs it.
var chaseQuery = `
	SELECT ` + askedColumns + `, ` + postedColumn + ` AS posted,
	       (SELECT json_agg(c) FROM (` + committeesQuery + `) AS c) AS committees,
	       (SELECT json_object_agg(z.person, z.until) FROM snoozes z WHERE ` + snoozesLeft + `) AS snoozes,
	       (SELECT json_agg(u) FROM (` + unsignedQuery + `) AS u) AS unsigned,
	       (SELECT json_agg(v) FROM (` + provisionalQuery + `) AS v) AS provisional,
	       ` + actionDutiesColumns

// snoozesLeft is the condition for snoozes z whose person has not been reminded since the day that they named.
const snoozesLeft = `NOT EXISTS (
	SELECT FROM notifications n
	WHERE n.recipient = z.person AND n.day >= z.until AND n.state NOT IN ('withdrawn', 'rejected')
	  AND EXISTS (SELECT FROM notification_items t WHERE t.notification_id = n.id))`

type askedRow struct {
	scheduleRow
	People      document[[]personRow]         `db:"people"`
	Leaves      document[[]leaveRow]          `db:"leaves"`
	InSlack     document[[]slackPersonRow]    `db:"in_slack"`
	Posted      document[map[string][]string] `db:"posted"`
	Delegations document[[]delegationRow]     `db:"delegations"`
}

type chaseRow struct {
	askedRow
	actionDutiesRow
	Committees  document[[]committeeRow] `db:"committees"`
	Snoozes     document[map[string]day] `db:"snoozes"`
	Unsigned    document[[]unsignedRow]  `db:"unsigned"`
	Provisional document[[]postedRow]    `db:"provisional"`
}

// provisionalQuery reads the figures that stand and are provisional.
const provisionalQuery = `
	SELECT i.code, f.period, f.posted_at
	FROM figures f JOIN indicators i ON i.id = f.indicator_id
	WHERE f.status = 'provisional'
	  AND NOT EXISTS (SELECT FROM figures n WHERE n.indicator_id = f.indicator_id AND n.period = f.period AND n.revision > f.revision)`

type delegationRow struct {
	Code     string `json:"code"`
	Period   period `json:"period"`
	Delegate string `json:"delegate"`
}

// readUntoldChase reads a chase without what people were told. The chase itself decides how far back that is read.
func readUntoldChase(ctx context.Context, q sqlx.QueryerContext, zone *time.Location, today kpi.Date) (kpi.Chase, error) {
	var row chaseRow
	if err := sqlx.GetContext(ctx, q, &row, chaseQuery, leavesSince(today)); err != nil {
		return kpi.Chase{}, fmt.Errorf("reading the chase: %w", err)
	}
	indicators, err := listIndicators(ctx, q, `true`)
	if err != nil {
		return kpi.Chase{}, err
	}
	return row.chase(zone, indicators)
}

// chase is a chase of the indicators, without what people were told.
func (r chaseRow) chase(zone *time.Location, indicators []keptIndicator) (kpi.Chase, error) {
	c, err := r.askedRow.chase(zone, indicators)
	if err != nil {
		return kpi.Chase{}, err
	}
	c.Committees = committeesOf(r.Committees.is)
	c.Unsigned = unsignedOf(r.Unsigned.is, zone)
	c.Provisional = postedDays(r.Provisional.is, zone)
	r.duties(&c)
	c.Snoozes = map[string]kpi.Date{}
	for person, until := range r.Snoozes.is {
		c.Snoozes[person] = until.Date
	}
	return c, nil
}

// chase is the part of a chase that decides who is asked for the indicators' figures. If Posted was read, it also tells
// how each collection stands.
func (r askedRow) chase(zone *time.Location, indicators []keptIndicator) (kpi.Chase, error) {
	schedule := r.schedule()
	c := kpi.Chase{
		Zone: zone, Calendar: schedule.calendar, Collections: schedule.collections, People: r.contactsOf(peopleOf(r.People.is)),
		Posted: map[kpi.Subject]bool{}, Delegations: map[kpi.Subject]string{},
	}
	for _, i := range indicators {
		c.Indicators = append(c.Indicators, i.Indicator)
	}
	for text, codes := range r.Posted.is {
		p, err := kpi.ParsePeriod(text)
		if err != nil {
			return kpi.Chase{}, fmt.Errorf("a figure's period: %w", err)
		}
		for _, code := range codes {
			c.Posted[kpi.Subject{Indicator: code, Period: p}] = true
		}
	}
	for _, d := range r.Delegations.is {
		c.Delegations[kpi.Subject{Indicator: d.Code, Period: d.Period.Period}] = d.Delegate
	}
	return c, nil
}

// contactsOf are the people, each with what decides when they may be asked.
func (r askedRow) contactsOf(people []kpi.Person) []kpi.Contact {
	leaves, known := leavesOf(r.Leaves.is), rowsOf(r.InSlack.is)
	contacts := make([]kpi.Contact, 0, len(people))
	for _, p := range people {
		c := kpi.Contact{Person: p, Leaves: leaves[p.SlackID]}
		if inSlack, ok := known[p.SlackID]; ok {
			c = inSlack.contact(c)
		}
		contacts = append(contacts, c)
	}
	return contacts
}

const (
	itemsSince = `n.state NOT IN ('withdrawn', 'rejected') AND n.day >= least($1::date, $2::date, $3::date, $4::date)
		AND (n.day >= $1 OR t.action_id IS NOT NULL AND n.day >= $2 OR t.duty = 'away' AND n.day >= $3 OR t.duty = 'final' AND n.day >= $4)`
	toldQuery = itemsQuery + itemsSince + itemsOrder
)

// listTold reads what messages have said since a day. It looks back to ofActions for actions, to ofAway for messages
// that took somebody for away, and to ofFinal for provisional figures. A message that was withdrawn, or refused by
// Slack, has said nothing: what it was to say is said on another day.
func listTold(ctx context.Context, q sqlx.QueryerContext, since, ofActions, ofAway, ofFinal kpi.Date) ([]kpi.Told, error) {
	rows, err := listItems(ctx, q, itemsSince, day{since}, day{ofActions}, day{ofAway}, day{ofFinal})
	if err != nil {
		return nil, err
	}
	return toldOfItems(rows)
}

func toldOfItems(rows []itemRow) ([]kpi.Told, error) {
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

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
	tx, err := s.patient.BeginTxx(ctx, nil)
	if err != nil {
		return kpi.Chase{}, fmt.Errorf("store.Chase: %w", err)
	}
	defer func() { _ = tx.Rollback() }() // it only reads
	c, err := readChase(ctx, tx, zone, today)
	if err != nil {
		return kpi.Chase{}, fmt.Errorf("store.Chase: %w", err)
	}
	return c, nil
}

func readChase(ctx context.Context, q sqlx.QueryerContext, zone *time.Location, today kpi.Date) (c kpi.Chase, err error) {
	c = kpi.Chase{Zone: zone, Posted: map[kpi.Subject]bool{}, Delegations: map[kpi.Subject]string{}, Snoozes: map[string]kpi.Date{}}
	if c.People, err = listContacts(ctx, q, today); err != nil {
		return c, err
	}
	if c.Committees, err = listCommittees(ctx, q); err != nil {
		return c, err
	}
	if c.Collections, err = listCollections(ctx, q); err != nil {
		return c, err
	}
	closures, err := listClosures(ctx, q)
	if err != nil {
		return c, err
	}
	c.Calendar = kpi.NewCalendar(closures)
	indicators, err := listIndicators(ctx, q, `true`)
	if err != nil {
		return c, err
	}
	for _, i := range indicators {
		c.Indicators = append(c.Indicators, i.Indicator)
	}
	if err := readSubjects(ctx, q, &c); err != nil {
		return c, err
	}
	if err := readActionDuties(ctx, q, &c); err != nil {
		return c, err
	}
	told, err := listItems(ctx, q, `n.state <> 'withdrawn' AND (n.day >= $1 OR t.action_id IS NOT NULL AND n.day >= $2)`,
		day{c.Memory(today)}, day{c.ActionMemory(today)})
	if err != nil {
		return c, err
	}
	for _, r := range told {
		i, err := r.item()
		if err != nil {
			return c, err
		}
		c.Told = append(c.Told, kpi.Told{Recipient: r.Recipient, Day: r.Day.Date, Item: i})
	}
	return c, nil
}

// readSubjects reads which figures are posted, which were handed on, and who asked to be reminded when.
func readSubjects(ctx context.Context, q sqlx.QueryerContext, c *kpi.Chase) error {
	var rows []struct {
		Indicator string
		Period    period
		Delegate  string // empty: a figure that is posted
	}
	err := sqlx.SelectContext(ctx, q, &rows, `
		SELECT i.code AS indicator, f.period, '' AS delegate FROM figures f JOIN indicators i ON i.id = f.indicator_id WHERE f.revision = 1
		UNION ALL
		SELECT i.code, d.period, d.delegate FROM delegations d JOIN indicators i ON i.id = d.indicator_id`)
	if err != nil {
		return fmt.Errorf("reading what is posted: %w", err)
	}
	for _, r := range rows {
		subject := kpi.Subject{Indicator: r.Indicator, Period: r.Period.Period}
		if r.Delegate == "" {
			c.Posted[subject] = true
		} else {
			c.Delegations[subject] = r.Delegate
		}
	}
	var snoozes []struct {
		Person string
		Until  day
	}
	if err := sqlx.SelectContext(ctx, q, &snoozes, `SELECT person, until FROM snoozes`); err != nil {
		return fmt.Errorf("reading the snoozes: %w", err)
	}
	for _, z := range snoozes {
		c.Snoozes[z.Person] = z.Until.Date
	}
	return nil
}

// listContacts reads the people with what decides when they may be asked.
func listContacts(ctx context.Context, q sqlx.QueryerContext, today kpi.Date) ([]kpi.Contact, error) {
	people, err := listPeople(ctx, q)
	if err != nil {
		return nil, err
	}
	leaves, err := listLeaves(ctx, q, today)
	if err != nil {
		return nil, err
	}
	known, err := listSlackPeople(ctx, q)
	if err != nil {
		return nil, err
	}
	contacts := make([]kpi.Contact, 0, len(people))
	for _, p := range people {
		c := kpi.Contact{Person: p, Leaves: leaves[p.SlackID]}
		if inSlack, ok := known[p.SlackID]; ok {
			c = inSlack.Contact(c)
		}
		contacts = append(contacts, c)
	}
	return contacts, nil
}

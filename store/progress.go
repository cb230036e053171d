package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// CurrentCollection is the collection that is being gathered on the day, as kpi.Chase.Current has it. It is false where
// none has opened.
func (s *Store) CurrentCollection(ctx context.Context, today kpi.Date) (kpi.Collection, bool, error) {
	known, err := readSchedule(ctx, &s.prepared)
	if err != nil {
		return kpi.Collection{}, false, fmt.Errorf("store.CurrentCollection: %w", err)
	}
	var frequencies []kpi.Frequency
	if err := s.db.SelectContext(ctx, &frequencies, usedFrequenciesQuery, frequenciesArray()); err != nil {
		return kpi.Collection{}, false, fmt.Errorf("store.CurrentCollection: %w", err)
	}
	chase := kpi.Chase{Collections: known.collections}
	for _, f := range frequencies {
		chase.Indicators = append(chase.Indicators, kpi.Indicator{Frequency: f})
	}
	k, open := chase.Current(today)
	return k, open, nil
}

// ProgressOf says which indicators a board has and who reads it. An empty field limits nothing.
type ProgressOf struct {
	Committee, Service string

	// Reader is told who has what is not in: of all indicators for the performance team, else of those that they answer
	// for. At most so many of these are read.
	Reader kpi.Person
	Most   int
}

// Progress is how a collection stands on the day. It counts each service's figures of that collection in the database,
// and reads no indicator but those whose people its reader is told.
func (s *Store) Progress(ctx context.Context, zone *time.Location, k kpi.Collection, of ProgressOf, today kpi.Date) (board kpi.Progress, err error) {
	defer nameCall(&err, "store.Progress(%s, %q, %q)", k.Period, of.Committee, of.Service)
	known, err := readSchedule(ctx, &s.prepared)
	if err != nil {
		return kpi.Progress{}, err
	}
	return readProgress(ctx, &s.chasing, zone, k, known.calendar, of, today)
}

func readProgress(ctx context.Context, q sqlx.QueryerContext, zone *time.Location, k kpi.Collection, calendar kpi.Calendar, of ProgressOf, today kpi.Date) (kpi.Progress, error) {
	board := kpi.Progress{Collection: k, Deadline: k.Deadline(calendar)}
	var rows []struct {
		Service                 string
		Posted, Awaited, Theirs int
	}
	query, arguments := of.boardQuery(k)
	if err := sqlx.SelectContext(ctx, q, &rows, query, arguments...); err != nil {
		return kpi.Progress{}, fmt.Errorf("counting what is in: %w", err)
	}
	var services pq.StringArray // that the first pending figures are of
	for _, r := range rows {
		board.Add(r.Service, r.Posted, r.Awaited, today)
		if r.Theirs > 0 && board.AllPending < of.Most {
			services = append(services, r.Service)
		}
		board.AllPending += r.Theirs
	}
	if len(services) == 0 {
		return board, nil
	}
	var ids []int64
	query, arguments = of.pendingQuery(k, services)
	if err := sqlx.SelectContext(ctx, q, &ids, query, arguments...); err != nil {
		return kpi.Progress{}, fmt.Errorf("reading what is not in: %w", err)
	}
	indicators, err := indicatorsInOrder(ctx, q, ids)
	if err != nil {
		return kpi.Progress{}, err
	}
	chase, err := readAskedOf(ctx, q, zone, today, ids)
	if err != nil {
		return kpi.Progress{}, err
	}
	for _, i := range indicators {
		p, _ := k.Period.For(i.Frequency)
		board.Pending = append(board.Pending, kpi.Pending{Subject: kpi.Subject{Indicator: i.Code, Period: p}, Title: i.Title, Asked: chase.AskedFor(i.Indicator, p, today)})
	}
	return board, nil
}

// boardQuery counts, of each service in the register's order, the figures of a collection that are in and those that
// are not, and how many of the latter the reader is told more about.
func (of ProgressOf) boardQuery(k kpi.Collection) (query string, arguments []any) {
	reported := of.reported(k, &arguments, nil)
	return `
		SELECT service, count(*) FILTER (WHERE posted) AS posted, count(*) FILTER (WHERE NOT posted) AS awaited, count(*) FILTER (WHERE NOT posted AND theirs) AS theirs
		FROM (` + reported + `) AS i GROUP BY service ORDER BY min(id)`, arguments
}

// pendingQuery finds the first indicators of these services whose figures are not in, of those that the reader is told
// more about.
func (of ProgressOf) pendingQuery(k kpi.Collection, services pq.StringArray) (query string, arguments []any) {
	reported := of.reported(k, &arguments, services)
	arguments = append(arguments, services, of.Most)
	return fmt.Sprintf(`SELECT id FROM (%s) AS i WHERE NOT posted AND theirs ORDER BY array_position(CAST($%d AS text[]), service), id LIMIT $%d`,
		reported, len(arguments)-1, len(arguments)), arguments
}

// reported are the indicators that report to a collection, of these services where some are named, with what decides
// where they stand on its board. Each kind is read by itself, as it has a period of its own. A condition that limits
// nothing is left out, so that PostgreSQL knows of how many it is to look up what is posted, one by one or all at once.
func (of ProgressOf) reported(k kpi.Collection, arguments *[]any, services pq.StringArray) string {
	argument := func(value any) string {
		*arguments = append(*arguments, value)
		return fmt.Sprint("$", len(*arguments))
	}
	where := ""
	if of.Committee != "" {
		where += ` AND i.committee = ` + argument(of.Committee)
	}
	if of.Service != "" {
		where += ` AND i.service = ` + argument(of.Service)
	}
	if services != nil {
		where += ` AND i.service = ANY (` + argument(services) + `)`
	}
	theirs := "false"
	switch {
	case of.Reader.SlackID == "":
	case of.Reader.Is(kpi.Admin):
		theirs = "true"
	default: // as kpi.Chase says who answers for an indicator: whoever is gone is passed over
		who := argument(of.Reader.SlackID)
		theirs = `COALESCE(` + who + ` NOT IN (SELECT person FROM slack_people WHERE deactivated) AND (i.manager = ` + who + `
			       OR (i.manager IS NULL OR i.manager IN (SELECT person FROM slack_people WHERE deactivated)) AND i.owner IN (SELECT slack_id FROM people WHERE manager = ` + who + `)), false)`
	}
	var kinds []string
	for _, f := range everyFrequency {
		if p, reports := k.Period.For(f); reports {
			kinds = append(kinds, `
			SELECT i.id, i.service, `+theirs+` AS theirs,
			       EXISTS (SELECT FROM figures f WHERE f.indicator_id = i.id AND f.period = `+argument(p.String())+` AND f.revision = 1) AS posted
			FROM indicators i WHERE i.frequency = `+argument(string(f))+where)
		}
	}
	return strings.Join(kinds, " UNION ALL") + ` OFFSET 0` // so that what is posted is looked up once
}

// usedFrequenciesQuery reads which of the frequencies $1 an indicator has, one look at an index for each.
const usedFrequenciesQuery = `
	SELECT f.name FROM unnest(CAST($1 AS text[])) AS f (name)
	WHERE f.name = (SELECT i.frequency FROM indicators i WHERE i.frequency >= f.name ORDER BY i.frequency, i.id LIMIT 1)`

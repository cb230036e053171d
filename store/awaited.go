package store

import (
	"context"
	"fmt"

	"github.com/lib/pq"

	"chaser/kpi"
)

// AwaitedOf says which awaited figures a list has.
type AwaitedOf struct {
	// ManagedBy is the Slack id of who answers for the indicators. If it is empty, the list has what the reader may
	// know of and does not owe: what they handed on, what was theirs before it was, what they answer for; and for the
	// performance team everything.
	ManagedBy string
	Late      bool // only what is late
}

// Awaited is a page of at most size cards whose figure is awaited, as somebody sees them, the first due first, or with
// ManagedBy in the register's order. With size 0 it only counts them. People of another organisation are not told what
// is awaited.
func (s *Store) Awaited(ctx context.Context, who kpi.Person, of AwaitedOf, from, size int, today kpi.Date) (listed Listed, err error) {
	defer nameCall(&err, "store.Awaited(%+v)", of)
	if who.Outside {
		return Listed{}, nil
	}
	known, err := readSchedule(ctx, &s.prepared)
	if err != nil {
		return Listed{}, err
	}
	var frequencies, periods, due pq.StringArray
	for _, f := range everyFrequency {
		k, p, open := kpi.Open(known.collections, f, today)
		day := k.Deadline(known.calendar)
		if open && (!of.Late || day.Before(today)) {
			frequencies, periods, due = append(frequencies, string(f)), append(periods, p.String()), append(due, day.String())
		}
	}
	p, err := readPage(ctx, s.db, awaitedQuery, []any{frequencies, periods, due, who.SlackID, who.Is(kpi.Admin), of.ManagedBy}, from, size)
	if err != nil {
		return Listed{}, err
	}
	return s.listed(ctx, look{who: who}, p, today)
}

var everyFrequency = []kpi.Frequency{kpi.Monthly, kpi.Quarterly, kpi.HalfYearly, kpi.Yearly}

// awaitedQuery chooses indicators for readPage. $1, $2 and $3 are, in step, the frequencies, the periods that are being
// collected for them, and when those are due. Each period is read by itself, so that its figures are held against the
// indicators by id alone. It goes by what listHandedOn and kpi.Card.OwedBy say.
const awaitedQuery = `
	w AS MATERIALIZED (
		SELECT asked.* FROM unnest(CAST($1 AS text[]), CAST($2 AS text[]), CAST($3 AS date[])) AS asked (frequency, period, due)
		WHERE EXISTS (SELECT FROM indicators i WHERE i.frequency = asked.frequency)),
	awaited AS (
		SELECT i.id, COALESCE(i.owner, '') AS owner, COALESCE(i.deputy, '') AS deputy, COALESCE(i.manager, o.manager, '') AS manager, w.due,
		       d.delegate, COALESCE(d.delegated_by, '') AS handed_by
		FROM w
		CROSS JOIN LATERAL (
			SELECT n.id, n.owner, n.deputy, n.manager
			FROM indicators n
			LEFT JOIN (SELECT f.indicator_id FROM figures f WHERE f.period = w.period AND f.revision = 1 OFFSET 0) AS posted ON posted.indicator_id = n.id
			WHERE n.frequency = w.frequency AND posted.indicator_id IS NULL OFFSET 0) AS i
		LEFT JOIN people o ON o.slack_id = i.owner
		LEFT JOIN (SELECT d.* FROM delegations d LEFT JOIN slack_people k ON k.person = d.delegate WHERE NOT COALESCE(k.deactivated, false)) AS d
		     ON d.indicator_id = i.id AND d.period = w.period AND d.delegate IS DISTINCT FROM i.owner),
	chosen AS (
		SELECT id, CASE WHEN $6 <> '' THEN '-infinity' ELSE due END AS place FROM awaited
		WHERE CASE WHEN $6 <> '' THEN manager = $6
		      ELSE ($5 OR manager = $4 OR delegate IS NOT NULL AND $4 IN (owner, deputy, handed_by))
		           AND NOT CASE WHEN delegate IS NOT NULL THEN delegate = $4 ELSE $4 IN (owner, deputy) END END)`

// Unowned are the codes of indicators that nobody owns, at most so many, in the register's order.
func (s *Store) Unowned(ctx context.Context, most int) ([]string, error) {
	var codes []string
	err := s.db.SelectContext(ctx, &codes, `SELECT code FROM indicators WHERE owner IS NULL ORDER BY id LIMIT $1`, most)
	if err != nil {
		return nil, fmt.Errorf("store.Unowned: %w", err)
	}
	return codes, nil
}

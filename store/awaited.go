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
// is awaited, and a channel knows of nothing.
func (s *Store) Awaited(ctx context.Context, who kpi.Person, of AwaitedOf, from, size int, today kpi.Date) (listed Listed, err error) {
	defer nameCall(&err, "store.Awaited(%+v)", of)
	if who.Outside || who.SlackID == "" && of.ManagedBy == "" {
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
	reader := awaitedBy{who: who, manages: of.ManagedBy != ""}
	if reader.manages {
		reader.who = kpi.Person{SlackID: of.ManagedBy}
	}
	if reader.many, err = s.leadsMany(ctx, reader.who, Listing{}); err != nil {
		return Listed{}, err
	}
	p, err := readPage(ctx, s.db, reader.query(), []any{frequencies, periods, due, reader.who.SlackID}, from, size)
	if err != nil {
		return Listed{}, err
	}
	return s.listed(ctx, look{who: who}, p, today)
}

var everyFrequency = []kpi.Frequency{kpi.Monthly, kpi.Quarterly, kpi.HalfYearly, kpi.Yearly}

// awaitedBy is whose list of awaited figures is read: what somebody manages, or what they may know of and do not owe.
type awaitedBy struct {
	who     kpi.Person
	manages bool
	many    bool // as leadsMany says
}

// query chooses indicators for readPage. $1, $2 and $3 are, in step, the frequencies, the periods that are being
// collected for them, and when those are due; $4 is the person. Each period is read by itself, so that its figures are
// held against the indicators by id alone. It goes by what listHandedOn and kpi.Card.OwedBy say.
//
// What somebody may know of is found first, unless it is very much. Else it looks at every indicator, and no further
// at those whose figure is in.
func (a awaitedBy) query() string {
	const (
		asked = `
	w AS MATERIALIZED (
		SELECT asked.* FROM unnest(CAST($1 AS text[]), CAST($2 AS text[]), CAST($3 AS date[])) AS asked (frequency, period, due)
		WHERE EXISTS (SELECT FROM indicators i WHERE i.frequency = asked.frequency)),`
		managed   = `(i.manager = $4 OR i.manager IS NULL AND i.owner IN (SELECT slack_id FROM people WHERE manager = $4))`
		oneByOne  = `WHERE NOT EXISTS (SELECT FROM figures f WHERE f.indicator_id = n.id AND f.period = w.period AND f.revision = 1) AND n.id IN (SELECT id FROM known)`
		allAtOnce = `
			LEFT JOIN (SELECT f.indicator_id FROM figures f WHERE f.period = w.period AND f.revision = 1 OFFSET 0) AS posted ON posted.indicator_id = n.id
			WHERE posted.indicator_id IS NULL`
		known = `
	known AS MATERIALIZED (
		SELECT id FROM indicators WHERE manager = $4
		UNION SELECT h.id FROM people o JOIN indicators h ON h.owner = o.slack_id WHERE o.manager = $4
		UNION SELECT indicator_id FROM delegations),`
	)
	before, unposted := asked, allAtOnce
	if !a.many && !a.who.Is(kpi.Admin) {
		before, unposted = asked+known, oneByOne
	}
	awaited := `
		FROM w
		CROSS JOIN LATERAL (SELECT n.id, n.owner, n.deputy, n.manager FROM indicators n ` + unposted + ` AND n.frequency = w.frequency OFFSET 0) AS i`
	if a.manages {
		return before + `
	chosen AS (SELECT i.id, '-infinity' AS place` + awaited + ` WHERE ` + managed + `)`
	}
	knows := `(` + managed + ` OR d.delegate IS NOT NULL AND $4 IN (COALESCE(i.owner, ''), COALESCE(i.deputy, ''), COALESCE(d.delegated_by, '')))`
	if a.who.Is(kpi.Admin) {
		knows = "true"
	}
	return before + `
	chosen AS (
		SELECT i.id, w.due AS place` + awaited + `
		LEFT JOIN (SELECT d.* FROM delegations d LEFT JOIN slack_people k ON k.person = d.delegate WHERE NOT COALESCE(k.deactivated, false)) AS d
		     ON d.indicator_id = i.id AND d.period = w.period AND d.delegate IS DISTINCT FROM i.owner
		WHERE ` + knows + `
		  AND NOT CASE WHEN d.delegate IS NOT NULL THEN d.delegate = $4 ELSE $4 IN (COALESCE(i.owner, ''), COALESCE(i.deputy, '')) END)`
}

// Unowned are the codes of indicators that nobody owns, at most so many, in the register's order.
func (s *Store) Unowned(ctx context.Context, most int) ([]string, error) {
	var codes []string
	err := s.db.SelectContext(ctx, &codes, `SELECT code FROM indicators WHERE owner IS NULL ORDER BY id LIMIT $1`, most)
	if err != nil {
		return nil, fmt.Errorf("store.Unowned: %w", err)
	}
	return codes, nil
}

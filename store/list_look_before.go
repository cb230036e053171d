package store

import (
	"context"
	"slices"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// lookBefore finds what decides how a list of rated cards is read. What changes until it is read makes a list of what
// was true before, whose cards are as they are then.
func (s *Store) lookBefore(ctx context.Context, who kpi.Person, l Listing, known schedule, today kpi.Date) (_ Listing, err error) {
	if l.ofMany, err = s.leadsMany(ctx, who, l); err != nil || l.Period.IsZero() {
		return l, err
	}
	l.lacks, err = readLacking(ctx, &s.prepared, l.asked(known, today))
	return l, err
}

// leadsMany reports whether a list of rated cards has a reader who manages so many indicators that it is read another
// way. Of the performance team and of a channel that makes no difference.
func (s *Store) leadsMany(ctx context.Context, who kpi.Person, l Listing) (many bool, err error) {
	if l.ofMany || who.SlackID == "" || who.Is(kpi.Admin) {
		return l.ofMany, nil
	}
	err = sqlx.GetContext(ctx, &s.prepared, &many, leadsManyQuery, who.SlackID, manyIndicators)
	return many, wrapped(err, "reading whether somebody manages many")
}

const (
	// manyIndicators is how many it takes until finding them first costs more than looking at each of 30,000. Of fewer
	// than these, either is quick.
	manyIndicators = 10_000

	// leadsManyQuery reports whether $1 manages more than $2 indicators, or the owners of so many. It reads no further.
	leadsManyQuery = `
		SELECT EXISTS (SELECT FROM indicators WHERE manager = $1 OFFSET $2)
		    OR EXISTS (SELECT FROM people o JOIN indicators i ON i.owner = o.slack_id WHERE o.manager = $1 OFFSET $2)`
)

// lacking is what a council has none of, so that a list of a period need not be read for it: planning what finds
// nothing takes PostgreSQL longer than finding it. The zero value knows of nothing, and such a list looks for all.
type lacking struct {
	Frequencies pq.StringArray // that no indicator has
	Published   pq.StringArray // periods of which no card was published
	Shown       pq.StringArray // periods until which no card of any indicator was published
}

func readLacking(ctx context.Context, q sqlx.QueryerContext, a askedPeriods) (l lacking, err error) {
	err = sqlx.GetContext(ctx, q, &l, lackingQuery, frequenciesArray(), a.asked)
	return l, wrapped(err, "reading what a council has none of")
}

// lackingQuery is asked about the frequencies $1 and the periods $2. It finds the periods of published cards by as many
// looks at an index as there are of them.
const lackingQuery = `
	WITH RECURSIVE published (period) AS (
		(SELECT period FROM edition_cards ORDER BY period LIMIT 1)
		UNION ALL
		SELECT (SELECT e.period FROM edition_cards e WHERE e.period > p.period ORDER BY e.period LIMIT 1) FROM published p WHERE p.period IS NOT NULL)
	SELECT ARRAY(SELECT f FROM unnest(CAST($1 AS text[])) AS f WHERE f NOT IN (` + usedFrequenciesQuery + `)) AS frequencies,
	       ARRAY(SELECT a FROM unnest(CAST($2 AS text[])) AS a WHERE NOT EXISTS (SELECT FROM published WHERE period = a)) AS published,
	       ARRAY(SELECT a FROM unnest(CAST($2 AS text[])) AS a
	             WHERE NOT EXISTS (SELECT FROM published WHERE period_order(period) <= period_order(a))) AS shown`

// without leaves out the frequencies that no indicator has. Where none is left it leaves all, as a list has to be read
// for something.
func (a askedPeriods) without(frequencies []string) (used askedPeriods) {
	for n, f := range a.frequencies {
		if !slices.Contains(frequencies, f) {
			used.frequencies = append(used.frequencies, f)
			used.asked, used.collected = append(used.asked, a.asked[n]), append(used.collected, a.collected[n])
		}
	}
	if len(used.frequencies) == 0 {
		return a
	}
	return used
}

// areAll reports whether every indicator has one of the frequencies.
func (a askedPeriods) areAll(unused []string) bool {
	return !slices.ContainsFunc(everyFrequency, func(f kpi.Frequency) bool {
		return !slices.Contains(a.frequencies, string(f)) && !slices.Contains(unused, string(f))
	})
}

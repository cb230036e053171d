package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/doubt"
	"chaser/kpi"
)

// someFiguresQuery reads all figures of the indicators $1 and, of all others, those of the periods $2: the latest
// revision of each, in the order in which their first revisions came. It leaves out who posted them and who signed them
// off, of which there is no doubt.
const someFiguresQuery = `
	SELECT f.id, f.indicator_id, i.code AS indicator, f.period, f.revision, f.value, f.numerator, f.denominator, f.status, f.commentary, f.actions,
	       f.posted_at, f.rating, COALESCE(f.rule, '') AS rule, f.target, f.direction, f.gap, f.explanation
	FROM (SELECT DISTINCT ON (indicator_id, period) *, min(id) OVER (PARTITION BY indicator_id, period) AS first
	      FROM (SELECT * FROM figures WHERE indicator_id = ANY ($1)
	            UNION ALL SELECT * FROM figures WHERE period = ANY ($2) AND indicator_id <> ALL ($1)) AS wanted
	      ORDER BY indicator_id, period, revision DESC) AS f
	JOIN indicators i ON i.id = f.indicator_id
	ORDER BY f.first`

// checkSome lists the doubts about some indicators' cards of a period, and all that cards of the period say against
// each other. It finds what a check of the whole period finds. Of other indicators it reads the figures of the period
// and of the one before alone, which is all that a card is held against.
func checkSome(ctx context.Context, tx *sqlx.Tx, p kpi.Period, some []int64, today kpi.Date) (Checked, kept, error) {
	k, err := readDefined(ctx, tx)
	if err != nil {
		return Checked{}, kept{}, err
	}
	var rows []figureRow
	if err := tx.SelectContext(ctx, &rows, someFiguresQuery, pq.Int64Array(some), k.heldAgainst(p)); err != nil {
		return Checked{}, kept{}, fmt.Errorf("reading the figures: %w", err)
	}
	k.figures = series(rows).figures()
	checks, only := make(map[int64]bool, len(some)), make(map[string]bool, len(some))
	for _, id := range some {
		checks[id] = true
	}
	for _, i := range k.indicators {
		only[i.Code] = checks[i.id]
	}
	scope := doubt.Scope{Period: p, Only: func(code string) bool { return only[code] }}
	if scope.Acted, err = readActed(ctx, tx, actedQuery+` AND a.indicator_id = ANY ($1)`, pq.Int64Array(some)); err != nil {
		return Checked{}, kept{}, err
	}
	checked, err := checkKept(ctx, tx, k, scope, today)
	return checked, k, err
}

// heldAgainst are the periods of other indicators' figures that a card of the period is held against: its own, and the
// one before by each frequency.
func (k kept) heldAgainst(p kpi.Period) (periods pq.StringArray) {
	periods = pq.StringArray{p.String()}
	for _, i := range k.indicators {
		if before := p.Previous(i.Frequency).String(); !slices.Contains(periods, before) {
			periods = append(periods, before)
		}
	}
	return periods
}

// OpenDoubt finds a doubt about an indicator's figure by its digest, as it was shown. It is false where it no longer
// stands or somebody accepted it.
func (s *Store) OpenDoubt(ctx context.Context, code string, p kpi.Period, digest string, today kpi.Date) (_ doubt.Finding, found bool, err error) {
	defer nameCall(&err, "store.OpenDoubt(%q, %s)", code, p)
	tx, err := s.patient.BeginTxx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return doubt.Finding{}, false, err
	}
	defer func() { _ = tx.Rollback() }()
	of, found, err := findIndicator(ctx, tx, code)
	if err != nil || !found {
		return doubt.Finding{}, false, err
	}
	return openDoubt(ctx, tx, of, p, digest, today)
}

func openDoubt(ctx context.Context, tx *sqlx.Tx, of keptIndicator, p kpi.Period, digest string, today kpi.Date) (_ doubt.Finding, found bool, err error) {
	checked, _, err := checkSome(ctx, tx, p, []int64{of.id}, today)
	if err != nil {
		return doubt.Finding{}, false, err
	}
	for _, open := range checked.Open {
		if open.Is(digest) && codeKey(open.Indicator.Code) == codeKey(of.Code) {
			return open, true, nil
		}
	}
	return doubt.Finding{}, false, nil
}

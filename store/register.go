package store

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// Register is everything that is kept, in the form in which an import brings it. Each list is in the order of its first
// import. Each figure is its latest revision, without who posted it and how it was rated.
func (s *Store) Register(ctx context.Context) (kpi.Register, error) {
	// Everything is read from one snapshot, so that no figure belongs to an indicator which is not in the list.
	tx, err := s.patient.BeginTxx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return kpi.Register{}, fmt.Errorf("store.Register: %w", err)
	}
	defer func() { _ = tx.Rollback() }()
	kept, err := readKept(ctx, tx)
	if err != nil {
		return kpi.Register{}, fmt.Errorf("store.Register: %w", err)
	}
	return kept.register(), nil
}

// kept is everything that is kept, with the indicators' ids and the figures' revisions.
type kept struct {
	people      []kpi.Person
	committees  []kpi.Committee
	indicators  []keptIndicator
	collections []kpi.Collection
	identities  []kpi.Identity
	closures    []kpi.Closure
	figures     []kpi.Figure
}

func readKept(ctx context.Context, tx *sqlx.Tx) (k kept, err error) {
	if k, err = readDefined(ctx, tx); err != nil {
		return kept{}, err
	}
	k.figures, err = listFigures(ctx, tx, ``)
	return k, err
}

// readNamed reads what is kept, and of the figures only those that the register names.
func readNamed(ctx context.Context, tx *sqlx.Tx, r kpi.Register) (k kept, err error) {
	if k, err = readDefined(ctx, tx); err != nil || len(r.Figures) == 0 {
		return k, err
	}
	ids := make(map[string]int64, len(k.indicators))
	for _, i := range k.indicators {
		ids[codeKey(i.Code)] = i.id
	}
	indicators, periods := make(pq.Int64Array, 0, len(r.Figures)), make(pq.StringArray, 0, len(r.Figures))
	for _, f := range r.Figures {
		if id, known := ids[codeKey(f.Indicator)]; known {
			indicators, periods = append(indicators, id), append(periods, f.Period.String())
		}
	}
	k.figures, err = listFigures(ctx, tx, `
		JOIN unnest(CAST($1 AS bigint[]), CAST($2 AS text[])) AS named (indicator_id, period) USING (indicator_id, period)`, indicators, periods)
	return k, err
}

// readDefined reads all that is kept of the register but the figures.
func readDefined(ctx context.Context, tx *sqlx.Tx) (k kept, err error) {
	if k.people, err = listPeople(ctx, tx); err != nil {
		return kept{}, err
	}
	if k.committees, err = listCommittees(ctx, tx); err != nil {
		return kept{}, err
	}
	if k.indicators, err = listIndicators(ctx, tx, `true`); err != nil {
		return kept{}, err
	}
	if k.collections, err = listCollections(ctx, tx); err != nil {
		return kept{}, err
	}
	if k.identities, err = listIdentities(ctx, tx); err != nil {
		return kept{}, err
	}
	k.closures, err = listClosures(ctx, tx)
	return k, err
}

// listFigures reads the latest revision of every figure that a join leaves, in the order in which their first revisions
// came.
func listFigures(ctx context.Context, tx *sqlx.Tx, join string, args ...any) ([]kpi.Figure, error) {
	var rows []figureRow
	err := tx.SelectContext(ctx, &rows, `
		SELECT `+figureColumns+`
		FROM `+figureTables+`
		JOIN (SELECT indicator_id, period, min(id) AS first, max(revision) AS latest FROM figures `+join+` GROUP BY indicator_id, period) AS known
		  ON known.indicator_id = f.indicator_id AND known.period = f.period AND known.latest = f.revision
		ORDER BY known.first`, args...)
	if err != nil {
		return nil, fmt.Errorf("reading the figures: %w", err)
	}
	return series(rows).figures(), nil
}

func (k kept) register() kpi.Register {
	r := kpi.Register{People: k.people, Committees: k.committees, Collections: k.collections, Identities: k.identities, Closures: k.closures}
	for _, i := range k.indicators {
		r.Indicators = append(r.Indicators, i.Indicator)
	}
	for _, f := range k.figures {
		r.Figures = append(r.Figures, kpi.Figure{
			Indicator: f.Indicator, Period: f.Period, Value: f.Value, Numerator: f.Numerator, Denominator: f.Denominator,
			Status: f.Status, Commentary: f.Commentary, Actions: f.Actions,
		})
	}
	return r
}

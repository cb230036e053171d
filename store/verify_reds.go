package store

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// provenReds are an indicator's turns beside the figures that must have made them, without those that were taken back.
type provenReds struct {
	Code, Committee string
	Figures         document[[]struct {
		ID       int64      `json:"id"`
		Period   period     `json:"period"`
		Revision int        `json:"revision"`
		Rating   kpi.Rating `json:"rating"`
		Posted   bool       `json:"posted"` // false: an import brought it
	}]
	Turns document[[]provenTurn]
}

type provenTurn struct {
	ID     int64  `json:"id"`
	Turned int64  `json:"turned"`
	Left   *int64 `json:"left"`
	Void   bool   `json:"void"` // the figure that began it was taken back
}

// redsQuery reads the turns, and what was judged, of every indicator that ever was Red.
const redsQuery = `
	WITH turns AS (
		SELECT r.indicator_id, json_agg(json_build_object('id', r.id, 'turned', r.turned_figure, 'left', r.left_figure, 'void', COALESCE(f.taken_back_at IS NOT NULL AND f.indicator_id = r.indicator_id, false))
		                                ORDER BY r.id) AS list
		FROM red_turns r LEFT JOIN figure_revisions f ON f.id = r.turned_figure GROUP BY r.indicator_id),
	judged AS (
		SELECT f.indicator_id, json_agg(json_build_object('id', f.id, 'period', f.period, 'revision', f.revision, 'rating', f.rating, 'posted', f.posted_by IS NOT NULL)
		                                ORDER BY f.id) AS list
		FROM figures f WHERE f.rating IN ` + judgedRatings + ` GROUP BY f.indicator_id HAVING bool_or(f.rating = 'Red') OR f.indicator_id IN (SELECT indicator_id FROM turns))
	SELECT COALESCE(i.code, '') AS code, COALESCE(i.committee, '') AS committee, COALESCE(j.list, '[]') AS figures, COALESCE(t.list, '[]') AS turns
	FROM judged j FULL JOIN turns t ON t.indicator_id = j.indicator_id LEFT JOIN indicators i ON i.id = COALESCE(j.indicator_id, t.indicator_id)
	ORDER BY COALESCE(j.indicator_id, t.indicator_id)`

// verifyReds compares the times that indicators were Red with the figures, which another proof has compared with the
// trail: each began and ended with the figures that begin and end one. Of an imported figure nothing but the turn
// itself says that people were told. It reads one indicator at a time.
func verifyReds(ctx context.Context, tx *sqlx.Tx) (*BrokenEntry, error) {
	rows, err := tx.QueryxContext(ctx, redsQuery)
	if err != nil {
		return nil, fmt.Errorf("comparing the Reds: %w", err)
	}
	defer func() { _ = rows.Close() }()
	missing := map[int64]*BrokenEntry{}
	for rows.Next() {
		var p provenReds
		if err := rows.StructScan(&p); err != nil {
			return nil, fmt.Errorf("comparing the Reds: %w", err)
		}
		broken := p.prove(missing)
		if broken != nil {
			return broken, nil
		}
	}
	if err := rows.Err(); err != nil || len(missing) == 0 {
		return nil, wrapped(err, "comparing the Reds")
	}
	return firstRecorded(ctx, tx, missing)
}

// prove notes in missing, by the figure that began it, each turn that is not there.
func (p provenReds) prove(missing map[int64]*BrokenEntry) *BrokenEntry {
	told := map[int64]bool{}
	for _, t := range p.Turns.is {
		told[t.Turned] = true
		if t.Left != nil {
			told[*t.Left] = true
		}
	}
	var figures []kpi.Figure
	for _, f := range p.Figures.is {
		figures = append(figures, kpi.Figure{Period: f.Period.Period, Revision: f.Revision, Assessment: kpi.Assessment{Rating: f.Rating}})
	}
	lefts := map[int64]int64{}
	for _, s := range kpi.Spans(figures, func(n int) bool { return p.Figures.is[n].Posted || told[p.Figures.is[n].ID] }) {
		lefts[p.Figures.is[s.Turned].ID] = 0
		if s.Left >= 0 {
			lefts[p.Figures.is[s.Turned].ID] = p.Figures.is[s.Left].ID
		}
	}
	broken := func(problem string) *BrokenEntry {
		return &BrokenEntry{p.Committee, 0, fmt.Sprintf("what is kept of when indicator %s was Red is not what its figures say: %s", p.Code, problem)}
	}
	for _, t := range p.Turns.is {
		left, is := lefts[t.Turned]
		delete(lefts, t.Turned)
		switch {
		case t.Void && t.Left != nil && *t.Left == t.Turned: // it never was
		case !is:
			return broken(fmt.Sprintf("figure %d did not turn it Red.", t.Turned))
		case left == 0 && t.Left != nil:
			return broken(fmt.Sprintf("it is Red still since figure %d, and is kept as ended.", t.Turned))
		case left != 0 && (t.Left == nil || *t.Left != left):
			return broken(fmt.Sprintf("figure %d ended what figure %d began.", left, t.Turned))
		}
	}
	for _, turned := range slices.Sorted(maps.Keys(lefts)) {
		missing[turned] = broken(fmt.Sprintf("that figure %d turned it Red is missing.", turned))
	}
	return nil
}

// firstRecorded is the first of the turns that are missing whose figure is of a release that kept turns. The trail of
// such a figure names it by its number.
func firstRecorded(ctx context.Context, tx *sqlx.Tx, missing map[int64]*BrokenEntry) (*BrokenEntry, error) {
	var recorded []int64
	err := tx.SelectContext(ctx, &recorded, `
		SELECT CAST(CAST(detail AS json)->>'figure' AS bigint) AS figure FROM audit_entries
		WHERE act IN ('posted', 'revised') AND subject LIKE 'figure %' AND CAST(CAST(detail AS json)->>'figure' AS bigint) = ANY ($1)
		ORDER BY 1 LIMIT 1`, pq.Int64Array(slices.Sorted(maps.Keys(missing))))
	if err != nil || len(recorded) == 0 {
		return nil, wrapped(err, "comparing the Reds")
	}
	return missing[recorded[0]], nil
}

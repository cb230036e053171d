package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// revisionRow is a figure, whether it stands or was taken back.
type revisionRow struct {
	figureRow
	TakenBackAt     *time.Time `db:"taken_back_at"`
	TakenBackBy     string     `db:"taken_back_by"`
	TakenBackByName string     `db:"taken_back_by_name"`
	Request         string     `db:"taken_back_request"`
}

// takenBack is who took the figure back, and when; nil if it stands.
func (r revisionRow) takenBack() *kpi.TakenBack {
	if r.TakenBackAt == nil {
		return nil
	}
	return &kpi.TakenBack{By: r.TakenBackBy, ByName: r.TakenBackByName, At: r.TakenBackAt.UTC()}
}

// revisionsQuery reads figures whether they stand or not, with who took them back.
var revisionsQuery = `
	SELECT ` + figureColumns + `, f.taken_back_at, COALESCE(f.taken_back_by, '') AS taken_back_by, COALESCE(tp.name, '') AS taken_back_by_name,
	       COALESCE(f.taken_back_request, '') AS taken_back_request
	FROM ` + strings.Replace(figureTables, "figures f", "figure_revisions f", 1) + `
	LEFT JOIN people tp ON tp.slack_id = f.taken_back_by
	WHERE `

// listRevisions reads the revisions f that meet a condition, in the order in which they were recorded.
func listRevisions(ctx context.Context, q sqlx.QueryerContext, condition string, args ...any) ([]revisionRow, error) {
	var rows []revisionRow
	if err := sqlx.SelectContext(ctx, q, &rows, revisionsQuery+condition+` ORDER BY f.id`, args...); err != nil {
		return nil, fmt.Errorf("reading the revisions: %w", err)
	}
	return rows, nil
}

// revisionByID reads one figure, whether it stands or was taken back.
func revisionByID(ctx context.Context, q sqlx.QueryerContext, id int64) (row revisionRow, err error) {
	err = sqlx.GetContext(ctx, q, &row, revisionsQuery+`f.id = $1`, id)
	return row, wrapped(err, fmt.Sprintf("reading figure %d", id))
}

// refuseTakenBack is the answer to a repeated request whose figure has been taken back since.
func refuseTakenBack(i kpi.Indicator, row revisionRow, zone *time.Location) error {
	f := row.figure()
	return kpi.Refuse(kpi.FieldFigure, "%s for %s, %s, was taken back %s, so it does not stand. To post it after all, type it again.",
		i.ShowFigure(f), i.Code, f.Period.Words(), row.takenBack().Words(zone))
}

// errNoFigure is for an id that no figure has.
var errNoFigure = kpi.Refuse(kpi.FieldIndicator, "That figure is not there, so nothing was taken back.")

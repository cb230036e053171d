package store

import (
	"context"
	"errors"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// weighedCorrection is a request with what approving it would record.
type weighedCorrection struct {
	CorrectionRequest
	now    situation
	figure kpi.Figure
	fresh  bool // false: the figure stands already
}

// anAdministrator stands for any administrator who might approve a correction.
var anAdministrator = kpi.Person{SlackID: "the performance team", Roles: []kpi.Role{kpi.Admin}}

// weighCorrection works out what approving a correction would record at this moment.
func weighCorrection(ctx context.Context, tx *preparedTx, row correctionRow, at time.Time, today kpi.Date) (w weighedCorrection, err error) {
	if w.now, err = readSituation(ctx, tx, row.IndicatorID, Post{Today: today}); err != nil {
		return w, err
	}
	recorded, err := latestFigures(ctx, tx, everyFigure, row.IndicatorID)
	if err != nil {
		return w, err
	}
	w.now.recorded = recorded[row.IndicatorID]
	before, err := revisionByID(ctx, tx, row.InsteadOf)
	if err != nil {
		return w, err
	}
	w.CorrectionRequest = row.request(w.now.indicator.Indicator, before.figure())
	if row.State == CorrectionApproved {
		return w, w.becameOf(ctx, tx, row)
	}
	if row.State != CorrectionWaits {
		return w, nil
	}
	asker, _, err := findPerson(ctx, tx, row.AskedBy)
	if err != nil {
		return w, err
	}
	w.now.person = &asker
	w.figure, w.fresh, err = w.now.circumstances(today).Decide(posting(row.figure()), anAdministrator, at)
	if errors.As(err, &w.Refused) {
		return w, nil
	}
	if err != nil || !w.fresh {
		return w, err
	}
	w.figure.PostedBy = row.AskedBy
	if w.Correction, err = w.now.correction(ctx, tx, w.figure, asker, at); w.Correction != nil {
		w.Correction.Asks = false
	}
	return w, err
}

// becameOf reads the figure that an approved correction became, and the one that it replaced.
func (w *weighedCorrection) becameOf(ctx context.Context, q sqlx.QueryerContext, row correctionRow) error {
	became, err := revisionByID(ctx, q, row.FigureID)
	if err != nil {
		return err
	}
	w.Figure = became.figure()
	before, err := revisionBefore(ctx, q, became.figureRow)
	if before != nil {
		w.InsteadOf = *before
	}
	return err
}

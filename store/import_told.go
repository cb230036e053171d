package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// importedFigure is a revision that an import has brought.
type importedFigure struct {
	id     int64
	of     keptIndicator
	period kpi.Period
}

// tellImported brings the messages up to date that speak of figures which an import has brought, as a posting does, and
// tells the committee of those that were published otherwise. It alerts no manager: what an import brings is old news.
// It comes after the register's lock and before the audit entries.
func (s *Store) tellImported(ctx context.Context, tx *sqlx.Tx, imported []importedFigure, now time.Time) error {
	var anything bool // a council's first import, its largest, has nobody to tell
	if err := tx.GetContext(ctx, &anything, `SELECT EXISTS (SELECT FROM notifications)`); err != nil || !anything || len(imported) == 0 {
		return wrapped(err, "looking for messages")
	}
	known, err := readSchedule(ctx, tx)
	if err != nil {
		return err
	}
	rows, frequencies := make([]figureRow, 0, len(imported)), map[int64]kpi.Frequency{}
	for _, f := range imported {
		rows = append(rows, figureRow{IndicatorID: f.of.id, Period: period{f.period}})
		frequencies[f.of.id] = f.of.Frequency
	}
	if err := lockSpeaking(ctx, tx, rows, frequencies, known.collections); err != nil {
		return err
	}
	var told []nudge
	for _, f := range imported {
		var speaking []nudge
		board := period{boardOf(f.of, f.period, known.collections)}
		if err := tx.SelectContext(ctx, &speaking, refreshQuery, f.of.id, period{f.period}, board, priorityUpdate); err != nil {
			return fmt.Errorf("refreshing messages: %w", err)
		}
		told = append(told, speaking...)
		var rules committeeRulesRow
		if err := tx.GetContext(ctx, &rules, `SELECT `+committeeRulesColumns+` FROM indicators i WHERE i.id = $1`, f.of.id); err != nil {
			return fmt.Errorf("reading what was published: %w", err)
		}
		if err := s.tellErratum(ctx, tx, tx.Tx, rules.rules().of(f.period), f.id, now, kpi.DateOf(now)); err != nil {
			return err
		}
	}
	return s.enqueue(ctx, tx.Tx, told...)
}

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

	restated *restatement // what the committee was shown, where it corrects that; nil: it does not
}

// restatement is what an import corrects of what a committee was shown.
type restatement struct {
	Publication int64     `db:"publication"`
	WithFigure  bool      `db:"with_figure"`
	Committee   string    `db:"committee"`
	At          time.Time `db:"published_at"`
	Told        bool      `db:"told"`   // the committee has a channel that reads of it
	Before      int64     `db:"before"` // the figure that it replaces
}

// restates is what the committee was shown of a figure that is about to be revised; nil where it was shown none.
func (i *importing) restates(ctx context.Context, n keptIndicator, before kpi.Figure) (*restatement, error) {
	var rows []restatement
	err := i.tx.SelectContext(ctx, &rows, `
		SELECT b.id AS publication, c.figure_id IS NOT NULL AS with_figure, b.committee, b.published_at,
		       EXISTS (SELECT FROM notifications n WHERE n.key = 'red-summary ' || b.id || ' 1') AS told,
		       (SELECT f.id FROM figures f WHERE f.indicator_id = $1 AND f.period = $2 ORDER BY f.revision DESC LIMIT 1) AS before
		FROM published_cards c JOIN publications b ON b.id = c.publication_id
		WHERE c.indicator_id = $1 AND c.period = $2
		ORDER BY b.id DESC LIMIT 1`, n.id, period{before.Period})
	if err != nil || len(rows) == 0 || !kpi.Corrects(rows[0].WithFigure, before) {
		return nil, wrapped(err, "reading what was published")
	}
	return &rows[0], nil
}

// change says both figures with their ratings, and who reads of it.
func (r restatement) change(c Change, before, f kpi.Figure) Change {
	c.What = "restated"
	c.Detail += fmt.Sprintf("; %s → %s; published for %s on %s", before.Rating, f.Rating, r.Committee, kpi.DateOf(r.At).Words())
	if r.Told {
		c.Detail += ", whose channel is told"
	} else {
		c.Detail += ", which has no channel to be told in"
	}
	return c
}

// tellImported brings the messages up to date that speak of figures which an import has brought, as a posting does, and
// tells the committee of those that were published otherwise. It alerts no manager: what an import brings is old news.
// It comes after the register's lock and before the audit entries.
func (s *Store) tellImported(ctx context.Context, tx *sqlx.Tx, imported []importedFigure, now time.Time) error {
	var anything bool // a council's first import, its largest, has nobody to tell
	if err := tx.GetContext(ctx, &anything, `SELECT EXISTS (SELECT FROM notifications) OR EXISTS (SELECT FROM publications)`); err != nil || !anything || len(imported) == 0 {
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
	var (
		told     []nudge
		corrects []corrected
	)
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
		if r := f.restated; r != nil {
			corrects = append(corrects, corrected{CorrectedFigures{Figure: f.id, Before: r.Before, Publication: r.Publication}, f.of.id, f.period})
		}
	}
	if err := s.tellCorrected(ctx, tx, tx.Tx, now, kpi.DateOf(now), "", corrects...); err != nil {
		return err
	}
	return s.enqueue(ctx, tx.Tx, told...)
}

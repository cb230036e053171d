package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// importedFigure is a revision that an import brought.
type importedFigure struct {
	id     int64
	of     *keptIndicator
	period kpi.Period

	shown    *restatement // what the committee was shown of the period; nil: nothing
	restated *restatement // the same, if this corrects it; else nil
}

// restatement is a publication that an imported figure may correct.
type restatement struct {
	IndicatorID int64     `db:"indicator_id"`
	Period      period    `db:"period"`
	Publication int64     `db:"publication"`
	FigureID    *int64    `db:"figure_id"` // nil: the card had no figure
	Committee   string    `db:"committee"`
	At          time.Time `db:"published_at"`
	Told        bool      `db:"told"`   // the committee has a channel in which it is told
	Before      int64     `db:"before"` // the figure that it replaces; 0: none
}

// shownQuery reads what committees were shown last of the indicators $1 in the periods $2.
const shownQuery = `
	SELECT DISTINCT ON (c.indicator_id, c.period)
	       c.indicator_id, c.period, b.id AS publication, c.figure_id, b.committee, b.published_at,
	       EXISTS (SELECT FROM notifications n WHERE n.key = 'red-summary ' || b.id || ' 1') AS told,
	       COALESCE((SELECT f.id FROM figures f WHERE f.indicator_id = c.indicator_id AND f.period = c.period ORDER BY f.revision DESC LIMIT 1), 0) AS before
	FROM unnest(CAST($1 AS bigint[]), CAST($2 AS text[])) AS w (indicator_id, period)
	JOIN published_cards c ON c.indicator_id = w.indicator_id AND c.period = w.period
	JOIN publications b ON b.id = c.publication_id
	ORDER BY c.indicator_id, c.period, b.id DESC`

// restate adds to figures that are about to be recorded what the committee was shown of them.
func (i *importing) restate(ctx context.Context, all []arriving) error {
	if len(all) == 0 {
		return nil
	}
	indicators, periods := make(pq.Int64Array, len(all)), make(pq.StringArray, len(all))
	for n, a := range all {
		indicators[n], periods[n] = a.of.id, a.Period.String()
	}
	var rows []restatement
	if err := i.tx.SelectContext(ctx, &rows, shownQuery, indicators, periods); err != nil {
		return fmt.Errorf("reading what was published: %w", err)
	}
	shown := make(map[frozenKey]*restatement, len(rows))
	for n, row := range rows {
		shown[frozenKey{row.IndicatorID, row.Period.Period}] = &rows[n]
	}
	for n := range all {
		a := &all[n]
		a.shown = shown[frozenKey{a.of.id, a.Period}]
		if a.shown != nil && a.before != nil && kpi.Corrects(a.shown.FigureID != nil, *a.before) {
			a.restated = a.shown
		}
	}
	return nil
}

// change adds to a Change both figures' ratings, when they were published, and whether the committee is told.
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

// tellImported does for imported figures what a posting does for one. It asks for the messages that speak of them to be
// updated, and tells each committee what was restated. Managers hear what is Red, or Red no longer, in the period that
// is being collected. All other figures of an import are old news. It must come after the register's lock and before
// the audit entries. Of p it only needs the time, the day and the time zone.
func (s *Store) tellImported(ctx context.Context, tx *sqlx.Tx, imported []importedFigure, p Post) error {
	var anything bool // a council's first import, its largest, has no messages to update
	if err := tx.GetContext(ctx, &anything, `SELECT EXISTS (SELECT FROM notifications) OR EXISTS (SELECT FROM publications)`); err != nil || len(imported) == 0 {
		return wrapped(err, "looking for messages")
	}
	known, err := readSchedule(ctx, tx)
	if err != nil {
		return err
	}
	turned, err := importedTurns(ctx, tx, imported, known, p.Today)
	if err != nil || !anything && len(turned) == 0 {
		return err
	}
	var all touched
	for _, f := range imported {
		all.figure(*f.of, f.period, known.collections)
	}
	if len(turned) > 0 {
		ids := make([]int64, 0, len(turned))
		for _, t := range turned {
			ids = append(ids, t.indicator.id)
		}
		chase, err := readAskedOf(ctx, tx, p.Zone, p.Today, ids)
		if err != nil {
			return err
		}
		p.chase = &chase
		all.digestsOf(chase, p)
		for _, t := range turned {
			all.red(t.indicator)
		}
	}
	if err := all.lock(ctx, tx); err != nil {
		return err
	}
	if err := s.tellImportedTurns(ctx, tx, turned, p); err != nil {
		return err
	}
	var told []job
	if err := tx.SelectContext(ctx, &told, refreshAllQuery, all.indicators, all.periods, all.boards, priorityUpdate); err != nil {
		return fmt.Errorf("refreshing messages: %w", err)
	}
	var corrects []corrected
	for _, f := range imported {
		if f.shown == nil {
			continue
		}
		of := shownPeriod{Publication: f.shown.Publication, FigureID: f.shown.FigureID}
		if err := s.tellErratum(ctx, tx, tx.Tx, &of, f.id, p.Now, p.Today); err != nil {
			return err
		}
		if r := f.restated; r != nil {
			figures := CorrectedFigures{Figure: f.id, Before: r.Before, Publication: r.Publication}
			corrects = append(corrects, corrected{figures, f.of.id, f.period})
		}
	}
	if err := s.tellCorrected(ctx, tx, tx.Tx, p.Now, p.Today, "", corrects...); err != nil {
		return err
	}
	return s.enqueue(ctx, tx.Tx, told...)
}

// refreshAllQuery is refreshQuery for many figures at once: the indicators $1 in the periods $2, with the boards $3.
var refreshAllQuery = `
	WITH told AS MATERIALIZED (
		SELECT m.id, m.state FROM notifications m
		WHERE m.state NOT IN ('withdrawn', 'rejected')
		  AND m.id IN (SELECT s.notification_id FROM unnest(CAST($1 AS bigint[]), CAST($2 AS text[]), CAST($3 AS text[])) AS f (indicator, figure, board),
		               LATERAL (` + speakingOf("f.indicator", "f.figure", "f.board") + `) AS s)
		ORDER BY m.id FOR UPDATE)
	UPDATE notifications n SET wanted = n.wanted + 1
	FROM told
	WHERE n.id = told.id AND told.state <> 'ready'
	RETURNING n.id, $4::int AS priority`

// importedTurns are the turns of an import: what it did to indicators by their figures of the period that is being
// collected. There is at most one for each indicator, however many years the import brings. The first figures that a
// council imports are its history, so they have none.
func importedTurns(ctx context.Context, tx *sqlx.Tx, imported []importedFigure, known schedule, today kpi.Date) (turned []turning, err error) {
	var (
		ids   = map[int64]bool{}
		first int64
	)
	for _, f := range imported {
		if first == 0 || f.id < first {
			first = f.id
		}
		if _, open, ok := kpi.Open(known.collections, f.of.Frequency, today); ok && open == f.period {
			ids[f.id] = true
		}
	}
	var inUse bool
	if err := tx.GetContext(ctx, &inUse, `SELECT EXISTS (SELECT FROM figure_revisions WHERE id < $1)`, first); err != nil {
		return nil, fmt.Errorf("looking for earlier figures: %w", err)
	}
	if len(ids) == 0 || !inUse {
		return nil, nil
	}
	collected := map[int64]keptIndicator{}
	for _, f := range imported {
		if ids[f.id] {
			collected[f.of.id] = *f.of
		}
	}
	of := slices.Sorted(maps.Keys(collected))
	before, err := judgedAsOf(ctx, tx, first-1, of)
	if err != nil {
		return nil, err
	}
	after, err := judgedAsOf(ctx, tx, everyFigure, of)
	if err != nil {
		return nil, err
	}
	for _, id := range of {
		turn := kpi.TurnOf(before[id].figures(), after[id].figures())
		stands, _ := kpi.Judged(after[id].figures())
		row, _ := after[id].judgement(stands)
		if !ids[row.ID] || turn == kpi.NoTurn || turn == kpi.StayedRed {
			continue
		}
		turned = append(turned, turning{
			situation: situation{indicator: collected[id], schedule: known}, figure: row, turn: turn, before: before[id],
		})
	}
	return turned, nil
}

// judgedAsOf are the indicators' series by their ids, with what was judged added. They are as if nothing had been
// recorded after the figure newest.
func judgedAsOf(ctx context.Context, tx *sqlx.Tx, newest int64, indicators []int64) (map[int64]series, error) {
	latest, err := latestFigures(ctx, tx, newest, indicators...)
	if err != nil {
		return nil, err
	}
	var all series
	for _, id := range indicators {
		all = append(all, latest[id]...)
	}
	if all, err = judged(ctx, tx, all); err != nil {
		return nil, err
	}
	by := map[int64]series{}
	for _, row := range all {
		by[row.IndicatorID] = append(by[row.IndicatorID], row)
	}
	return by, nil
}

// tellImportedTurns tells each manager of an import's turns. Several turns come in one message.
func (s *Store) tellImportedTurns(ctx context.Context, tx *sqlx.Tx, turned []turning, p Post) error {
	if len(turned) == 0 {
		return nil
	}
	reds, ended := map[string]int{}, 0
	for _, t := range turned {
		if t.turn == kpi.LeftRed {
			ended++
			continue
		}
		for _, who := range p.chase.Alerted(t.indicator.Indicator, "", p.Today) {
			reds[who.SlackID]++
		}
	}
	together := map[string]string{}
	for _, who := range p.chase.People {
		if reds[who.SlackID]+ended > 1 {
			together[who.SlackID] = fmt.Sprintf("red-import %d %s", turned[0].figure.ID, who.SlackID)
		}
	}
	for _, t := range turned {
		t.store, t.tx, t.post, t.together = s, &preparedTx{Tx: tx}, p, together
		if err := t.lock(ctx); err != nil {
			return err
		}
		if err := t.happened(ctx); err != nil {
			return err
		}
	}
	return nil
}

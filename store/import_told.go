package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// importedFigure is a revision that an import brought.
type importedFigure struct {
	id     int64
	of     keptIndicator
	period kpi.Period

	restated *restatement // what the committee was shown of the period, if this corrects it; else nil
}

// restatement is a publication that an imported figure corrects.
type restatement struct {
	Publication int64     `db:"publication"`
	WithFigure  bool      `db:"with_figure"`
	Committee   string    `db:"committee"`
	At          time.Time `db:"published_at"`
	Told        bool      `db:"told"`   // the committee has a channel in which it is told
	Before      int64     `db:"before"` // the figure that it replaces
}

// restates is what the committee was shown of a figure that is about to be revised. It is nil if a revision would
// correct nothing that it was shown.
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
		all.figure(f.of, f.period, known.collections)
	}
	if len(turned) > 0 {
		chase, err := readChase(ctx, tx, p.Zone, p.Today)
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
	var (
		told     []job
		corrects []corrected
	)
	for _, f := range imported {
		var speaking []job
		board := period{boardOf(f.of, f.period, known.collections)}
		if err := tx.SelectContext(ctx, &speaking, refreshQuery, f.of.id, period{f.period}, board, priorityUpdate); err != nil {
			return fmt.Errorf("refreshing messages: %w", err)
		}
		told = append(told, speaking...)
		var rules committeeRulesRow
		if err := tx.GetContext(ctx, &rules, `SELECT `+committeeRulesColumns+` FROM indicators i WHERE i.id = $1`, f.of.id); err != nil {
			return fmt.Errorf("reading what was published: %w", err)
		}
		if err := s.tellErratum(ctx, tx, tx.Tx, rules.rules().of(f.period), f.id, p.Now, p.Today); err != nil {
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

// importedTurn is what an import did to an indicator by its figure of the period that is being collected: it turned the
// indicator Red or ended its Red, or found it Red still.
type importedTurn struct {
	turn kpi.Turn
	turning
	before series // what was judged before the import
}

// importedTurns are the turns of an import. There is at most one for each indicator, however many years the import
// brings. The first figures that a council imports are its history, so they have none.
func importedTurns(ctx context.Context, tx *sqlx.Tx, imported []importedFigure, known schedule, today kpi.Date) (turned []importedTurn, err error) {
	var (
		ids   []int64
		first int64
	)
	for _, f := range imported {
		if first == 0 || f.id < first {
			first = f.id
		}
		if _, open, ok := kpi.Open(known.collections, f.of.Frequency, today); ok && open == f.period {
			ids = append(ids, f.id)
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
		if slices.Contains(ids, f.id) {
			collected[f.of.id] = f.of
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
		if !slices.Contains(ids, row.ID) || turn == kpi.NoTurn || turn == kpi.StayedRed {
			continue
		}
		turned = append(turned, importedTurn{
			turn: turn, before: before[id],
			turning: turning{situation: situation{indicator: collected[id], schedule: known}, figure: row},
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
func (s *Store) tellImportedTurns(ctx context.Context, tx *sqlx.Tx, turned []importedTurn, p Post) error {
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
		tell := func() error { return t.red(ctx, t.before) }
		if t.turn == kpi.LeftRed {
			tell = func() error { return t.left(ctx) }
		}
		if err := tell(); err != nil {
			return err
		}
	}
	return nil
}

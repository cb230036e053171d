package store

import (
	"context"
	"strings"
	"time"

	"chaser/kpi"
)

// Undoable is a figure that may be taken back, as far as can be told before trying.
type Undoable struct {
	ID        int64
	Indicator kpi.Indicator
	Figure    kpi.Figure
	PostedBy  string // the name of who posted it; empty: an import brought it
	TakenBack *kpi.TakenBack
}

// FigureToUndo is the figure that somebody means who names only the indicator, or the indicator and a period. For a
// period it is the newest revision. With a zero period it is the last figure that they posted themselves or, if they
// posted none, the last that was recorded. It is false if there is none.
func (s *Store) FigureToUndo(ctx context.Context, by, code string, p kpi.Period) (_ Undoable, found bool, err error) {
	defer nameCall(&err, "store.FigureToUndo(%s)", p)
	i, found, err := findIndicator(ctx, s.db, code)
	if err != nil || !found {
		return Undoable{}, false, err
	}
	list, err := s.undoable(ctx, `f.taken_back_at IS NULL AND f.id = (
		SELECT l.id FROM figures l
		WHERE l.indicator_id = $1 AND ($2 = '' OR l.period = $2)
		ORDER BY $2 = '' AND l.posted_by = $3 DESC NULLS LAST, l.id DESC LIMIT 1)`, i.id, p.String(), by)
	if err != nil || len(list) == 0 {
		return Undoable{}, false, err
	}
	return list[0], true, nil
}

// LastTakenBack is, of the figures of the indicator and period that were taken back, the one that was recorded last. It
// is false if none was.
func (s *Store) LastTakenBack(ctx context.Context, code string, p kpi.Period) (_ Undoable, found bool, err error) {
	defer nameCall(&err, "store.LastTakenBack(%s)", p)
	i, found, err := findIndicator(ctx, s.db, code)
	if err != nil || !found {
		return Undoable{}, false, err
	}
	list, err := s.undoable(ctx, `f.id = (
		SELECT id FROM figure_revisions WHERE indicator_id = $1 AND period = $2 AND taken_back_at IS NOT NULL ORDER BY id DESC LIMIT 1)`, i.id, p.String())
	if err != nil || len(list) == 0 {
		return Undoable{}, false, err
	}
	return list[0], true, nil
}

// FiguresOf reads figures by their ids, whether they stand or were taken back. It adds all that were posted together
// with them, as several figures that one delivery posted are one thing that somebody did. They come in the order in
// which they were posted.
func (s *Store) FiguresOf(ctx context.Context, ids ...int64) (_ []Undoable, err error) {
	defer nameCall(&err, "store.FiguresOf(%v)", ids)
	return s.undoable(ctx, `f.id IN (
		SELECT o.id
		FROM figure_revisions m
		LEFT JOIN requests mr ON mr.figure_id = m.id AND mr.fresh
		JOIN figure_revisions o ON o.posted_by = m.posted_by AND o.posted_at = m.posted_at
		LEFT JOIN requests r ON r.figure_id = o.id AND r.fresh
		WHERE m.id = ANY ($1) AND (r.id IS NULL OR mr.id IS NULL OR `+deliveryOf("r.id")+` = `+deliveryOf("mr.id")+`)
		UNION SELECT unnest($1))`, int64Array(ids))
}

// deliveryOf is the id of the delivery from Slack that made a request of ours. A delivery that posts several figures
// makes a request for each, with a # and a number behind its id.
func deliveryOf(request string) string { return `regexp_replace(` + request + `, '#[0-9]+$', '')` }

func (s *Store) undoable(ctx context.Context, condition string, args ...any) ([]Undoable, error) {
	rows, err := listRevisions(ctx, s.db, condition, args...)
	if err != nil {
		return nil, err
	}
	list := make([]Undoable, 0, len(rows))
	for _, row := range rows {
		i, _, err := findIndicator(ctx, s.db, row.Indicator)
		if err != nil {
			return nil, err
		}
		list = append(list, Undoable{
			ID:        row.ID,
			Indicator: i.Indicator,
			Figure:    row.figure(),
			PostedBy:  row.PostedByName,
			TakenBack: row.takenBack(),
		})
	}
	return list, nil
}

// LastDone is what somebody did last.
type LastDone struct {
	At      time.Time
	Figures []Undoable // the figures that they posted together; none: it was something else
	Action  int64      // the action that they added; 0: it was something else
	Act     string     // what the audit trail calls it; empty: they have done nothing
	Subject string     // what it was done to, as the audit trail writes it
	Chain   string     // the committee in whose trail it is; empty: the whole council's
}

// otherActs is the condition for acts in the audit trail that post no figure, add no action and take nothing back. The
// index audit_entries_other has the same condition.
const otherActs = `act NOT IN ('posted', 'revised', 'undone', 'cancelled', 'raised')`

// LastDone finds what the person did last that still stands: they posted figures, added an action, or did something
// else that the audit trail has.
func (s *Store) LastDone(ctx context.Context, by string) (last LastDone, err error) {
	defer nameCall(&err, "store.LastDone")
	var rows []struct {
		At      time.Time
		Figure  int64
		Action  int64
		Act     string
		Subject string
		Chain   string
	}
	err = s.db.SelectContext(ctx, &rows, `
		(SELECT posted_at AS at, id AS figure, 0 AS action, '' AS act, '' AS subject, '' AS chain FROM figures WHERE posted_by = $1 ORDER BY posted_at DESC, id DESC LIMIT 1)
		UNION ALL
		(SELECT raised_at, 0, id, '', '', '' FROM actions WHERE raised_by = $1 AND state <> 'cancelled' ORDER BY raised_at DESC, id DESC LIMIT 1)
		UNION ALL
		(SELECT asked_at, 0, 0, 'snoozed', '', '' FROM snoozes WHERE person = $1)
		UNION ALL
		(SELECT at, 0, 0, act, subject, chain FROM audit_entries WHERE actor = $1 AND `+otherActs+` ORDER BY at DESC, seq DESC LIMIT 1)
		ORDER BY at DESC, action DESC, figure DESC LIMIT 1`, by)
	if err != nil || len(rows) == 0 {
		return LastDone{}, err
	}
	r := rows[0]
	last = LastDone{At: r.At.UTC(), Action: r.Action, Act: r.Act, Subject: r.Subject, Chain: r.Chain}
	if r.Figure != 0 {
		last.Act = actPosted
		last.Figures, err = s.FiguresOf(ctx, r.Figure)
		return last, err
	}
	if r.Action != 0 {
		last.Act = "raised"
	}
	return last, nil
}

// UndoneBy finds the figures, or the action, that a request took back, so that the same request again has the same
// answer.
func (s *Store) UndoneBy(ctx context.Context, request string) (figures []int64, action int64, err error) {
	defer nameCall(&err, "store.UndoneBy(%q)", request)
	err = s.db.SelectContext(ctx, &figures, `SELECT id FROM figure_revisions WHERE taken_back_request = $1 ORDER BY id`, request)
	if err != nil || len(figures) > 0 {
		return figures, 0, err
	}
	err = s.db.GetContext(ctx, &action, `SELECT COALESCE((SELECT action_id FROM requests WHERE id = $1 AND kind = $2), 0)`, request, requestUndo)
	return nil, action, err
}

// IndicatorOfSubject is the code and the period in a subject of the audit trail, such as “figure 178 2023-24Q3”. They
// are empty if the subject has fewer words than that.
func IndicatorOfSubject(subject string) (code, period string) {
	words := strings.Fields(subject)
	if len(words) < 3 {
		return "", ""
	}
	return words[len(words)-2], words[len(words)-1]
}

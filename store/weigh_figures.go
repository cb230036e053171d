package store

import (
	"context"
	"errors"
	"maps"
	"slices"

	"chaser/doubt"
	"chaser/kpi"
)

// Weighed is what a row of a list would record.
type Weighed struct {
	Indicator kpi.Indicator
	Figure    kpi.Figure
	Fresh     bool        // false: it says nothing new
	Standing  *kpi.Figure // the figure that it would replace; nil: none stands for the period
	Last      *kpi.Figure // the last figure of an earlier period; nil: none
	// Err is why the row cannot be recorded, or what must first be asked, as in a Declined. The other fields are then
	// set as far as they can be.
	Err error
}

// WeighFigures works out what PostFigures would record at this moment, row by row. It changes nothing.
func (s *Store) WeighFigures(ctx context.Context, l PostList) (all []Weighed, err error) {
	defer nameCall(&err, "store.WeighFigures(%d rows)", len(l.Rows))
	tx, err := s.prepared.begin(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { _ = tx.Rollback() }()
	weighed, err := s.weigh(ctx, tx, l, false)
	if err != nil {
		return nil, err
	}
	for _, w := range weighed {
		all = append(all, w.told())
	}
	return all, nil
}

// weighed is what was decided about a row.
type weighed struct {
	now    *situation // nil: no indicator has the row's code
	figure kpi.Figure
	fresh  bool
	agreed agreed // what the person has answered
	err    error  // as in a Declined
}

func (w weighed) told() Weighed {
	told := Weighed{Figure: w.figure, Fresh: w.fresh, Err: w.err}
	if w.now == nil {
		return told
	}
	told.Indicator = w.now.indicator.Indicator
	if row, stands := w.now.recorded.of(w.figure.Period); stands {
		f := row.figure()
		told.Standing = &f
	}
	told.Last = w.now.lastBefore(w.figure.Period)
	return told
}

// lastBefore is the latest figure with a value of a period before p. With a zero p it is the latest of all.
func (s situation) lastBefore(p kpi.Period) (last *kpi.Figure) {
	for _, f := range s.recorded.figures() {
		if (p.IsZero() || f.Period.Before(p)) && f.Value != nil && (last == nil || last.Period.Before(f.Period)) {
			last = &f
		}
	}
	return last
}

// weigh decides on every row. With lock the indicators are locked first, so that the rows can be saved.
func (s *Store) weigh(ctx context.Context, tx *preparedTx, l PostList, lock bool) ([]weighed, error) {
	if _, known, err := findActor(ctx, tx, l.By); err != nil {
		return nil, err
	} else if !known {
		return nil, errStranger
	}
	ids, err := indicatorsNamed(ctx, tx, l, lock)
	if err != nil {
		return nil, err
	}
	recorded, err := latestFigures(ctx, tx, everyFigure, slices.Sorted(maps.Values(ids))...)
	if err != nil {
		return nil, err
	}
	situations := map[int64]*situation{}
	all := make([]weighed, len(l.Rows))
	for n, row := range l.Rows {
		p := l.post(n)
		id, found := ids[codeKey(row.Code)]
		if !found {
			all[n].err = noSuchCode(row.Code)
			continue
		}
		if situations[id] == nil {
			now, err := readSituation(ctx, tx, id, p)
			if err != nil {
				return nil, err
			}
			now.recorded = recorded[id]
			situations[id] = &now
		}
		all[n].now = situations[id]
		if err := all[n].decide(row, p); err != nil {
			return nil, err
		}
		all[n].unlessTwice(all[:n])
		if err := all[n].unlessUnlikely(ctx, tx, p); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// decide works out what the row would record.
func (w *weighed) decide(row PostRow, p Post) error {
	var refusal *kpi.Refusal
	w.figure, w.fresh, w.err = w.now.circumstances(p.Today).Decide(row.Posting, *w.now.person, p.Now)
	switch {
	case errors.As(w.err, &refusal):
		w.figure.Period = row.Posting.Period
		if w.figure.Period.IsZero() {
			_, w.figure.Period, _ = kpi.Open(w.now.collections, w.now.indicator.Frequency, p.Today)
		}
		w.err = refusal
	case w.err != nil:
		return w.err
	case w.fresh:
		w.unlessSeen(row.Seen)
	}
	return nil
}

// unlessUnlikely has the person asked about the row, if it is unlikely or a correction.
func (w *weighed) unlessUnlikely(ctx context.Context, tx *preparedTx, p Post) error {
	if w.err != nil || !w.fresh {
		return nil
	}
	var (
		unlikely *doubt.Question
		err      error
	)
	var refusal *kpi.Refusal
	switch w.agreed, err = w.now.confirmed(ctx, tx, p, w.figure); {
	case errors.As(err, &unlikely):
		w.err = unlikely
	case errors.As(err, &refusal):
		w.err = refusal
	default:
		return err
	}
	return nil
}

// unlessSeen refuses a row if its period's figure is no longer the one that the person saw.
func (w *weighed) unlessSeen(seen *int) {
	standing, stands := w.now.recorded.of(w.figure.Period)
	if seen == nil || !stands && *seen == 0 || stands && standing.Revision == *seen {
		return
	}
	i, period := w.now.indicator.Indicator, w.figure.Period.Words()
	if !stands {
		w.err = kpi.Refuse(kpi.FieldFigure, "The figure of %s for %s was taken back since you looked. Nothing was changed; look again.", i.Code, period)
		return
	}
	w.err = kpi.Refuse(kpi.FieldFigure, "%s was posted for %s since you looked: it is now %s. Nothing was changed; to change it, give it with the reason.",
		i.Code, period, i.ShowFigure(standing.figure()))
}

// unlessTwice refuses a row whose figure an earlier row of the list records too.
func (w *weighed) unlessTwice(before []weighed) {
	for n, other := range before {
		var refusal *kpi.Refusal
		if w.err == nil && other.now == w.now && !errors.As(other.err, &refusal) && other.figure.Period == w.figure.Period {
			i := w.now.indicator.Indicator
			w.err = kpi.Refuse(kpi.FieldFigure, "%s is in the list twice for %s: row %d has %s. Keep one of them.",
				i.Code, w.figure.Period.Words(), n+1, i.ShowFigure(other.figure))
			return
		}
	}
}

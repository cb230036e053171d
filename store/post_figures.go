package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"chaser/doubt"
	"chaser/kpi"
)

// PostList is a request to record several figures together, all or nothing.
type PostList struct {
	RequestID string
	By        string
	Rows      []PostRow
	Now       time.Time // when every figure counts as posted
	Today     kpi.Date
	Zone      *time.Location // the council's; nil is UTC
}

// PostRow is one figure of a list.
type PostRow struct {
	Code    string
	Posting kpi.Posting
	Sure    []doubt.Kind // as in a Post
	Keep    string       // as in a Post
	Shown   string       // as in a Post
	Seen    *int         // the revision that the person saw standing, 0 for none; nil: nobody looked
}

// post is a row as a posting of its own. Each has its own request id, as a request has one figure for an answer.
func (l PostList) post(n int) Post {
	return Post{
		RequestID: fmt.Sprintf("%s#%d", l.RequestID, n+1),
		By:        l.By,
		Code:      l.Rows[n].Code,
		Posting:   l.Rows[n].Posting,
		Sure:      l.Rows[n].Sure,
		Keep:      l.Rows[n].Keep,
		Shown:     l.Rows[n].Shown,
		Now:       l.Now,
		Today:     l.Today,
		Zone:      l.Zone,
	}
}

// Declined is why a list was not posted. It has the error of each row that cannot be, by the row's number from 0. The
// error is a *kpi.Refusal, or a *doubt.Question if the person must first be asked.
type Declined struct {
	Rows map[int]error
}

// Error gives each row's error, with the row's number.
func (d *Declined) Error() string {
	var said []string
	for _, n := range slices.Sorted(maps.Keys(d.Rows)) {
		said = append(said, fmt.Sprintf("row %d: %v", n+1, d.Rows[n]))
	}
	return strings.Join(said, "; ")
}

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

// PostFigures records several figures, each as PostFigure does, all or nothing in one transaction. The same request
// again has no second effect and returns what the first returned.
//
// The error is a *Declined if rows cannot be recorded, a *kpi.Refusal about who asks or about an empty list, or
// ErrOutcomeUnknown. With any error but ErrOutcomeUnknown nothing was saved.
func (s *Store) PostFigures(ctx context.Context, l PostList) (posted []Posted, err error) {
	defer nameCall(&err, "store.PostFigures(%d rows, request %q)", len(l.Rows), l.RequestID)
	l.Now = instant(l.Now)
	if l.Zone == nil {
		l.Zone = time.UTC
	}
	posted, err = s.postFigures(ctx, l)
	if pq.As(err, pqerror.UniqueViolation) != nil { // the same request for other indicators was quicker
		posted, err = s.postFigures(ctx, l)
	}
	return posted, err
}

func (s *Store) postFigures(ctx context.Context, l PostList) ([]Posted, error) {
	if len(l.Rows) == 0 {
		return nil, kpi.Refuse("", "There is no figure to post.")
	}
	tx, err := s.prepared.begin(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { _ = tx.Rollback() }()
	posted, err := s.postAll(ctx, tx, l)
	if err != nil {
		return nil, err
	}
	if lost := tx.Commit(); lost != nil {
		err = s.fate(ctx, l.post(0).request(), lost, func(ctx context.Context, tx *sqlx.Tx) (saved bool, err error) {
			posted, saved, err = repeatAll(ctx, tx, l)
			return saved, err
		})
		if err != nil {
			return nil, err
		}
	}
	return posted, nil
}

// postAll takes every lock before it saves: on the indicators, on the messages that speak of them, and on the
// committees' audit trails, each in the order that all transactions keep.
func (s *Store) postAll(ctx context.Context, tx *preparedTx, l PostList) ([]Posted, error) {
	all, err := s.weigh(ctx, tx, l, true)
	if err != nil {
		return nil, err
	}
	if posted, done, err := repeatAll(ctx, tx, l); err != nil || done {
		return posted, err
	}
	declined := &Declined{map[int]error{}}
	for n, w := range all {
		if w.err != nil {
			declined.Rows[n] = w.err
		}
	}
	if len(declined.Rows) > 0 {
		return nil, declined
	}
	chase, err := lockTelling(ctx, tx, l, all)
	if err != nil {
		return nil, err
	}
	posted := make([]Posted, len(all))
	entries := map[string][]auditEntry{}
	var corrects []corrected
	added := map[int64]series{} // what earlier rows have recorded, by indicator
	for n, w := range all {
		now, p := *w.now, l.post(n)
		p.chase = chase
		for _, row := range added[now.indicator.id] {
			now.recorded = now.recorded.with(row)
		}
		if !w.fresh {
			if posted[n], err = now.stand(ctx, tx, p, w.figure); err != nil {
				return nil, err
			}
			continue
		}
		done, err := now.record(ctx, s, tx, p, w.figure, w.agreed)
		if err != nil {
			return nil, err
		}
		posted[n] = done.Posted
		if done.entry.act != "" {
			entries[now.indicator.Committee] = append(entries[now.indicator.Committee], done.entries()...)
		}
		if done.Asked != nil {
			continue
		}
		corrects = append(corrects, done.corrects...)
		added[now.indicator.id] = append(added[now.indicator.id], done.row)
	}
	if err := s.tellCorrected(ctx, tx, tx.Tx.Tx, l.Now, l.Today, l.By, corrects...); err != nil {
		return nil, err
	}
	for _, chain := range slices.Sorted(maps.Keys(entries)) {
		if err := appendAudit(ctx, tx, chain, l.Now, l.By, entries[chain]...); err != nil {
			return nil, err
		}
	}
	return posted, nil
}

// repeatAll is the answer that the request had before. It is false if the request was not answered.
func repeatAll(ctx context.Context, q sqlx.QueryerContext, l PostList) (posted []Posted, done bool, err error) {
	for n := range l.Rows {
		a, found, err := findAnswered(ctx, q, l.post(n).RequestID)
		if err != nil {
			return nil, false, err
		}
		if !found {
			asked, found, err := repeatAsked(ctx, q, l.post(n))
			if err != nil || !found {
				return nil, false, err
			}
			posted = append(posted, asked)
			continue
		}
		one, err := repeat(ctx, q, a, l.post(n))
		if err != nil {
			return nil, false, err
		}
		posted = append(posted, one)
	}
	return posted, true, nil
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

// indicatorsNamed are the ids of the indicators that a list names, by the key of their code.
func indicatorsNamed(ctx context.Context, tx *preparedTx, l PostList, lock bool) (map[string]int64, error) {
	var keys pq.StringArray
	for _, row := range l.Rows {
		keys = append(keys, codeKey(row.Code))
	}
	query := `SELECT id, code_key FROM indicators WHERE code_key = ANY ($1) ORDER BY id`
	if lock {
		query += ` FOR UPDATE`
	}
	var rows []struct {
		ID  int64  `db:"id"`
		Key string `db:"code_key"`
	}
	if err := sqlx.SelectContext(ctx, tx, &rows, query, keys); err != nil {
		return nil, fmt.Errorf("finding the indicators: %w", err)
	}
	ids := map[string]int64{}
	for _, row := range rows {
		ids[row.Key] = row.ID
	}
	return ids, nil
}

// lockTelling locks the messages that saving the rows will touch. They are those that speak of the figures and, if an
// indicator turns Red or leaves Red, those that tell of it. In that case it returns the chase, which says whom to tell;
// otherwise nil.
func lockTelling(ctx context.Context, tx *preparedTx, l PostList, all []weighed) (told *kpi.Chase, err error) {
	var t touched
	for _, w := range all {
		if !w.fresh {
			continue
		}
		t.figure(w.now.indicator, w.figure.Period, w.now.collections)
		before, err := judged(ctx, tx, w.now.recorded)
		if err != nil {
			return nil, err
		}
		switch kpi.TurnOf(before.figures(), append(before.figures(), w.figure)) {
		case kpi.TurnedRed, kpi.StillRed, kpi.LeftRed:
			t.red(w.now.indicator)
		}
	}
	if len(t.turned) > 0 {
		chase, err := readAskedOf(ctx, tx, l.Zone, l.Today, t.turned)
		if err != nil {
			return nil, err
		}
		told = &chase
		t.digestsOf(chase, l.post(0))
	}
	return told, t.lock(ctx, tx)
}

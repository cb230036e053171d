package store

import (
	"context"
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

package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"chaser/doubt"
	"chaser/kpi"
)

// actUndone is the audit trail's act of taking a figure or a publication back. “Taken back” is there the end of a
// delegation.
const actUndone = "undone"

// Undo is a request to take figures back.
type Undo struct {
	RequestID string
	By        string     // Slack id; empty: the operator's command line, which may do what the performance team may
	Figures   []int64    // all are taken back, or none if one cannot be
	To        kpi.Period // the period for which they are posted instead; zero: none
	Now       time.Time
	Today     kpi.Date
	Zone      *time.Location // the council's; nil is UTC
}

// Undone is what became of an Undo.
type Undone struct {
	Figures []UndoneFigure // in the order in which they were posted
	Fresh   bool           // false: it had been done before, so nothing was done now
}

// UndoneFigure is a figure that was taken back.
type UndoneFigure struct {
	ID    int64
	Was   kpi.Figure
	By    kpi.TakenBack
	Card  kpi.Card // of its period as it stands now: without a figure, or with the revision before it
	Moved *Posted  // what was posted instead; nil: nothing
}

// TakeBack takes figures back, all or none. A figure is then as if it had never been posted, but for its row, which is
// kept and marked, and the audit trail. The revision before it stands again, or the period's figure is owed again. A
// Red that it began or ended is put right wherever it was told. Messages that show it are updated. The same request
// again, or figures that were taken back already, have no second effect.
//
// The error is a *kpi.Refusal if the person may not, a *kpi.BuiltOn if somebody has built on a figure, or
// ErrOutcomeUnknown. Nothing was changed with any error but ErrOutcomeUnknown.
func (s *Store) TakeBack(ctx context.Context, u Undo) (undone Undone, err error) {
	defer nameCall(&err, "store.TakeBack(%v, request %q)", u.Figures, u.RequestID)
	u.Now = instant(u.Now)
	if u.Zone == nil {
		u.Zone = time.UTC
	}
	undone, committing, err := s.tryTakeBack(ctx, u)
	if pq.As(err, pqerror.UniqueViolation) != nil || committing {
		// Either the same request was quicker, or the answer to the commit was lost. The second try finds what was
		// done.
		lost := err
		if undone, _, err = s.tryTakeBack(ctx, u); err != nil && committing {
			err = fmt.Errorf("%w: committing: %w; and again: %w", ErrOutcomeUnknown, lost, err)
		}
	}
	return undone, err
}

// tryTakeBack returns committing as true if the error came from the commit itself, so that the outcome is unknown.
func (s *Store) tryTakeBack(ctx context.Context, u Undo) (undone Undone, committing bool, err error) {
	tx, err := s.prepared.begin(ctx)
	if err != nil {
		return Undone{}, false, err
	}
	defer func() { _ = tx.Rollback() }()
	undone, err = s.takeBack(ctx, tx, u)
	if err != nil || !undone.Fresh {
		return undone, false, err
	}
	err = tx.Commit()
	return undone, err != nil, err
}

// takingBack is a transaction that takes figures back. It holds the locks on their indicators.
type takingBack struct {
	store *Store
	tx    *preparedTx
	Undo
	who        kpi.Person
	rows       []revisionRow // the figures to be taken back
	indicators map[int64]keptIndicator
	chase      kpi.Chase
}

func (s *Store) takeBack(ctx context.Context, tx *preparedTx, u Undo) (Undone, error) {
	t := takingBack{store: s, tx: tx, Undo: u, who: kpi.Person{Roles: []kpi.Role{kpi.Admin}}}
	if u.By != "" {
		known := false
		var err error
		if t.who, known, err = findActor(ctx, tx, u.By); err != nil {
			return Undone{}, err
		} else if !known {
			return Undone{}, kpi.Deny("", "Chaser does not know you yet, so nothing was taken back. Ask the performance team to add you.")
		}
	}
	if done, known, err := t.lock(ctx); err != nil || known {
		return done, err
	}
	undone := Undone{Fresh: true, Figures: make([]UndoneFigure, len(t.rows))}
	for n, row := range slices.Backward(t.rows) { // the later of two revisions of a period comes off first
		if err := t.one(ctx, row); err != nil {
			return Undone{}, err
		}
		undone.Figures[n] = UndoneFigure{
			ID:  row.ID,
			Was: row.figure(),
			By:  kpi.TakenBack{By: u.By, ByName: t.who.Name, At: u.Now},
		}
	}
	if err := t.finish(ctx, undone.Figures); err != nil {
		return Undone{}, err
	}
	for n, row := range t.rows {
		var err error
		if undone.Figures[n].Card, err = t.card(ctx, row.figureRow); err != nil {
			return Undone{}, err
		}
	}
	return undone, nil
}

// lock locks the indicators, reads the figures, and locks every message that taking them back can touch. It is true if
// everything was done before.
func (t *takingBack) lock(ctx context.Context) (done Undone, known bool, err error) {
	_, err = t.tx.ExecContext(ctx, `
		SELECT id FROM indicators WHERE id IN (SELECT indicator_id FROM figure_revisions WHERE id = ANY ($1)) ORDER BY id FOR UPDATE`, int64Array(t.Figures))
	if err != nil {
		return Undone{}, false, fmt.Errorf("locking the indicators: %w", err)
	}
	before, err := listRevisions(ctx, t.tx, `f.taken_back_request = $1`, t.RequestID)
	if err != nil {
		return Undone{}, false, err
	}
	if len(before) > 0 {
		if before[0].TakenBackBy != t.By {
			return Undone{}, false, fmt.Errorf("the request was %s's and comes again from %s", before[0].TakenBackBy, t.By)
		}
		done, err = t.again(ctx, before)
		return done, true, err
	}
	all, err := listRevisions(ctx, t.tx, `f.id = ANY ($1)`, int64Array(t.Figures))
	switch {
	case err != nil:
		return Undone{}, false, err
	case len(all) == 0:
		return Undone{}, false, errNoFigure
	}
	for _, row := range all {
		if row.TakenBackAt == nil {
			t.rows = append(t.rows, row)
		}
	}
	if len(t.rows) == 0 {
		done, err = t.again(ctx, all)
		return done, true, err
	}
	return Undone{}, false, t.lockMessages(ctx)
}

// again is the answer about figures that were taken back before, as they are now.
func (t *takingBack) again(ctx context.Context, rows []revisionRow) (Undone, error) {
	done := Undone{}
	for n, row := range rows {
		card, err := t.card(ctx, row.figureRow)
		if err != nil {
			return Undone{}, err
		}
		f := UndoneFigure{ID: row.ID, Was: row.figure(), By: *row.takenBack(), Card: card}
		if a, posted, err := findAnswered(ctx, t.tx, movedID(row.Request, n)); err != nil {
			return Undone{}, err
		} else if posted && a.TakenBack == nil {
			moved, err := repeat(ctx, t.tx, a, Post{RequestID: t.RequestID, By: a.RequestedBy, Today: t.Today, Zone: t.Zone})
			if err != nil {
				return Undone{}, err
			}
			f.Moved = &moved
		}
		done.Figures = append(done.Figures, f)
	}
	return done, nil
}

// movedID is the id of the request that posts the nth figure of an Undo for its new period.
func movedID(request string, n int) string { return fmt.Sprintf("moved:%s#%d", request, n+1) }

// lockMessages locks every message that may change, in the order that all transactions keep. They speak of the figures,
// of those that are posted instead, or of the indicators' Reds, or may come to.
func (t *takingBack) lockMessages(ctx context.Context) (err error) {
	var ids pq.Int64Array
	for _, row := range t.rows {
		ids = append(ids, row.IndicatorID)
	}
	if t.chase, err = readAskedOf(ctx, t.tx, t.Zone, t.Today, ids); err != nil {
		return err
	}
	list, err := listIndicators(ctx, t.tx, `i.id = ANY ($1)`, ids)
	if err != nil {
		return err
	}
	t.indicators = map[int64]keptIndicator{}
	for _, i := range list {
		t.indicators[i.id] = i
	}
	var all touched
	for _, row := range t.rows {
		i := t.indicators[row.IndicatorID]
		all.red(i)
		for _, p := range []kpi.Period{row.Period.Period, t.To} {
			if !p.IsZero() {
				all.figure(i, p, t.chase.Collections)
			}
		}
	}
	all.digestsOf(t.chase, Post{Now: t.Now})
	return all.lock(ctx, t.tx)
}

// one decides on a figure, and takes it back.
func (t *takingBack) one(ctx context.Context, row revisionRow) error {
	i := t.indicators[row.IndicatorID]
	facts, err := t.facts(ctx, i, row)
	if err != nil {
		return err
	}
	if err := facts.Decide(t.who); err != nil {
		return err
	}
	recorded, err := recordedOf(ctx, t.tx, i.id)
	if err != nil {
		return err
	}
	_, err = t.tx.ExecContext(ctx, `UPDATE figure_revisions SET taken_back_at = $2, taken_back_by = $3, taken_back_request = $4 WHERE id = $1`,
		row.ID, t.Now, orNull(t.By), t.RequestID)
	if err != nil {
		return fmt.Errorf("taking the figure back: %w", err)
	}
	if err := t.turnsWithout(ctx, i, recorded, row.ID); err != nil {
		return err
	}
	return t.store.refresh(ctx, t.tx, i, row.Period.Period, t.chase.Collections)
}

// facts reads what somebody may have built on the figure.
func (t *takingBack) facts(ctx context.Context, i keptIndicator, row revisionRow) (kpi.TakingBack, error) {
	f := row.figure()
	facts := kpi.TakingBack{Indicator: i.Indicator, Figure: f, PostedByName: row.PostedByName, Newest: f, Zone: t.Zone}
	recorded, err := latestFigures(ctx, t.tx, everyFigure, i.id)
	if err != nil {
		return facts, err
	}
	if newest, stands := recorded[i.id].of(f.Period); stands {
		facts.Newest, facts.RevisedBy = newest.figure(), newest.PostedByName
	}
	var rules committeeRulesRow
	if err := sqlx.GetContext(ctx, t.tx, &rules, `SELECT `+committeeRulesColumns+` FROM `+committeeRulesTables+` WHERE i.id = $1`, i.id); err != nil {
		return facts, fmt.Errorf("reading what was published: %w", err)
	}
	if shown := rules.rules().of(f.Period); shown != nil {
		facts.Published = shown.At.UTC()
	}
	answered, err := listQuestions(ctx, t.tx, `q.indicator_id = $1 AND q.period = $2 AND q.answered_at >= $3`, i.id, row.Period, f.PostedAt)
	if err != nil {
		return facts, err
	}
	if len(answered) > 0 {
		q := answered[len(answered)-1].question()
		facts.Answered = &q
	}
	raised, err := listActions(ctx, t.tx, `a.indicator_id = $1 AND a.period = $2 AND a.raised_at >= $3 AND a.state <> 'cancelled'`, i.id, row.Period, f.PostedAt)
	if err != nil {
		return facts, err
	}
	if facts.Actions = actionsOf(raised); len(raised) > 0 {
		by, _, err := findPerson(ctx, t.tx, raised[0].RaisedBy)
		if err != nil {
			return facts, err
		}
		facts.ActionBy = by.Name
	}
	return facts, nil
}

// finish keeps the request, adds the audit entries and posts the figures for their new period. It goes committee by
// committee, as it holds the lock on each one's audit trail.
func (t *takingBack) finish(ctx context.Context, undone []UndoneFigure) error {
	_, err := t.tx.ExecContext(ctx, `INSERT INTO requests (id, kind, requested_by, requested_at) VALUES ($1, $4, $2, $3)`, "undo:"+t.RequestID, t.By, t.Now, requestUndo)
	if err != nil {
		return fmt.Errorf("inserting the request: %w", err)
	}
	order := make([]int, len(t.rows))
	for n := range order {
		order[n] = n
	}
	committee := func(n int) string { return t.indicators[t.rows[n].IndicatorID].Committee }
	slices.SortStableFunc(order, func(a, b int) int { return strings.Compare(committee(a), committee(b)) })
	for _, n := range order {
		entry, err := t.entry(t.rows[n])
		if err != nil {
			return err
		}
		if err := appendAudit(ctx, t.tx, committee(n), t.Now, t.By, entry); err != nil {
			return err
		}
		if t.To.IsZero() {
			continue
		}
		posted, err := t.store.post(ctx, t.tx, t.instead(t.rows[n], n))
		var question *doubt.Question
		if errors.As(err, &question) && question.Correction != nil {
			f := t.rows[n].figure()
			return kpi.Refuse(kpi.FieldPeriod, "%s for %s was published, so the figure of %s was not moved there. Take it back, then type `%s %s`, the right figure and the reason.",
				f.Indicator, t.To.Words(), f.Period.Words(), f.Indicator, t.To)
		}
		if err != nil {
			return err
		}
		undone[n].Moved = &posted
	}
	return nil
}

// entry is the audit entry of a figure that is taken back. It names the row and who posted it, as a later posting may
// have the same revision number.
func (t *takingBack) entry(row revisionRow) (auditEntry, error) {
	f := row.figure()
	detail, err := json.Marshal(struct {
		Figure   int64      `json:"figure"`
		Revision int        `json:"revision"`
		Value    number     `json:"value"`
		Status   kpi.Status `json:"status"`
		PostedBy string     `json:"posted_by"`
		PostedAt time.Time  `json:"posted_at"`
		To       string     `json:"moved_to,omitempty"`
	}{row.ID, f.Revision, row.Value, f.Status, f.PostedBy, f.PostedAt, t.To.String()})
	if err != nil {
		return auditEntry{}, fmt.Errorf("writing the audit entry: %w", err)
	}
	return auditEntry{act: actUndone, subject: figureSubject(f), detail: string(detail)}, nil
}

// instead is the posting of a figure for the period that was meant.
func (t *takingBack) instead(row revisionRow, n int) Post {
	f := row.figure()
	p := posting(f)
	p.Period, p.Reason = t.To, "It was posted for "+f.Period.Words()+" by mistake."
	return Post{
		RequestID: movedID(t.RequestID, n),
		By:        t.By,
		Code:      f.Indicator,
		Posting:   p,
		Sure:      doubt.Kinds, // whoever moves the figure has read it, and both periods
		moves:     true,
		Now:       t.Now,
		Today:     t.Today,
		Zone:      t.Zone,
	}
}

// card is the card of the figure's period, as its own people see it now.
func (t *takingBack) card(ctx context.Context, row figureRow) (kpi.Card, error) {
	indicators, err := listIndicators(ctx, t.tx, `i.id = $1`, row.IndicatorID)
	if err != nil {
		return kpi.Card{}, err
	}
	cards, err := buildCards(ctx, t.tx, look{who: t.who, own: true, period: row.Period.Period}, indicators, t.Today)
	if err != nil {
		return kpi.Card{}, err
	}
	return cards[0], nil
}

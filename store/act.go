package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"chaser/kpi"
)

// ActionRequest is who asks for something to be done about actions, and when.
type ActionRequest struct {
	RequestID string // Slack's trigger id, or the request's signature where there is none
	By        string // the Slack id of who asks
	Now       time.Time
	Today     kpi.Date // in the council's time zone
}

// Acted is what became of an ActionRequest.
type Acted struct {
	Action kpi.Action // as it stands
	Card   kpi.Card   // of the action's indicator and period
	Fresh  bool       // false: the request said nothing new, or had been answered before
}

// RaiseAction records an action against an indicator's figure; somebody who is given it by another is told. The same request again has no second
// effect and finds the action that the first made. The error is a *kpi.Refusal where the person can mend it, or ErrOutcomeUnknown; with any
// error but the latter nothing was saved.
func (s *Store) RaiseAction(ctx context.Context, r ActionRequest, code string, u kpi.Undertaking) (Acted, error) {
	return s.act(ctx, r, ofCode(code), func(ctx context.Context, a *acting) (kpi.Action, error) {
		raised, err := a.Raise(u, *a.person, a.request.Now)
		if err != nil {
			return kpi.Action{}, err
		}
		return a.insert(ctx, raised)
	})
}

// ContinueAction gives an open action another owner or day; the zero ones of u leave what stands. Where its owner was asked to look at it again,
// that it goes on is kept in its history even where nothing about it changes.
func (s *Store) ContinueAction(ctx context.Context, r ActionRequest, id int64, u kpi.Undertaking, reviewed bool) (Acted, error) {
	return s.act(ctx, r, ofAction(id), func(ctx context.Context, a *acting) (kpi.Action, error) {
		before, err := a.action(id)
		if err != nil {
			return kpi.Action{}, err
		}
		after, fresh, err := a.Continue(before, u, *a.person)
		switch {
		case err != nil:
			return kpi.Action{}, err
		case fresh:
			return a.update(ctx, "changed", before, after, 0)
		case reviewed:
			return a.update(ctx, "continued", before, after, 0)
		}
		return before, nil
	})
}

// SettleAction closes an open action as done or dropped, with what came of it. Of two people who close it at once the second is told who was first.
func (s *Store) SettleAction(ctx context.Context, r ActionRequest, id int64, as kpi.ActionState, outcome string) (Acted, error) {
	return s.act(ctx, r, ofAction(id), func(ctx context.Context, a *acting) (kpi.Action, error) {
		before, err := a.action(id)
		if err != nil {
			return kpi.Action{}, err
		}
		after, err := a.Settle(before, as, outcome, *a.person, a.request.Now)
		if err != nil {
			return kpi.Action{}, err
		}
		return a.update(ctx, string(after.State), before, after, 0)
	})
}

// ReplaceAction closes an open action and raises another in its place, which it returns.
func (s *Store) ReplaceAction(ctx context.Context, r ActionRequest, id int64, u kpi.Undertaking) (Acted, error) {
	return s.act(ctx, r, ofAction(id), func(ctx context.Context, a *acting) (kpi.Action, error) {
		before, err := a.action(id)
		if err != nil {
			return kpi.Action{}, err
		}
		replaced, by, err := a.Replace(before, u, *a.person, a.request.Now)
		if err != nil {
			return kpi.Action{}, err
		}
		if by, err = a.insert(ctx, by); err != nil {
			return kpi.Action{}, err
		}
		if _, err := a.update(ctx, "replaced", before, replaced, by.ID); err != nil {
			return kpi.Action{}, err
		}
		return by, nil
	})
}

// acting is a transaction about an indicator's actions, its row locked.
type acting struct {
	kpi.Acting
	situation
	tx      *preparedTx
	request ActionRequest
	entries []auditEntry
	told    []news
	touched []int64      // the actions that changed
	periods []kpi.Period // theirs
}

// target is how a request names the indicator: by its code, or by one of its actions.
type target func(ctx context.Context, tx *preparedTx, r ActionRequest) (code string, err error)

func ofCode(code string) target {
	return func(context.Context, *preparedTx, ActionRequest) (string, error) { return code, nil }
}

func ofAction(id int64) target {
	return func(ctx context.Context, tx *preparedTx, _ ActionRequest) (code string, err error) {
		err = sqlx.GetContext(ctx, tx, &code, `SELECT i.code FROM actions a JOIN indicators i ON i.id = a.indicator_id WHERE a.id = $1`, id)
		if errors.Is(err, sql.ErrNoRows) {
			return "", errNoAction
		}
		return code, err
	}
}

var errNoAction = kpi.Refuse(kpi.FieldAction, "There is no such action. List them anew with `actions`.")

// MayAct reports why the person cannot record an action against the indicator's figure of the period, before they are asked what it is to be; with
// a zero period against the latest, which it returns. The error is a *kpi.Refusal, as of RaiseAction.
func (s *Store) MayAct(ctx context.Context, r ActionRequest, code string, p kpi.Period) (kpi.Period, error) {
	tx, err := s.prepared.begin(ctx)
	if err != nil {
		return kpi.Period{}, fmt.Errorf("store.MayAct(%q): %w", code, err)
	}
	defer func() { _ = tx.Rollback() }() // it only reads
	a, err := beginActing(ctx, tx, r, ofCode(code), findIndicatorID)
	if err == nil {
		p, err = a.Against(p, *a.person)
	}
	var refusal *kpi.Refusal
	if err != nil && !errors.As(err, &refusal) {
		return kpi.Period{}, fmt.Errorf("store.MayAct(%q): %w", code, err)
	}
	return p, err
}

// act does something about an indicator's actions in one transaction: lock, decide, save, with the messages that it changes and its audit entry.
func (s *Store) act(ctx context.Context, r ActionRequest, of target, do func(context.Context, *acting) (kpi.Action, error)) (Acted, error) {
	r.Now = instant(r.Now)
	acted, committing, err := s.tryAct(ctx, r, of, do)
	if pq.As(err, pqerror.UniqueViolation) != nil || committing {
		// The same request, which no lock of ours kept apart, was quicker; or the answer to the commit was lost. Done again, it finds what was done.
		lost := err
		if acted, _, err = s.tryAct(ctx, r, of, do); err != nil && committing {
			err = fmt.Errorf("%w: committing: %w; and again: %w", ErrOutcomeUnknown, lost, err)
		}
	}
	var refusal *kpi.Refusal
	if err != nil && !errors.As(err, &refusal) {
		return Acted{}, fmt.Errorf("store.act(request %q): %w", r.RequestID, err)
	}
	return acted, err
}

// tryAct is false as committing where the error came before the commit.
func (s *Store) tryAct(ctx context.Context, r ActionRequest, of target, do func(context.Context, *acting) (kpi.Action, error)) (acted Acted, committing bool, err error) {
	tx, err := s.prepared.begin(ctx)
	if err != nil {
		return Acted{}, false, err
	}
	defer func() { _ = tx.Rollback() }()
	a, err := beginActing(ctx, tx, r, of, lockIndicator)
	if err != nil {
		return Acted{}, false, err
	}
	if done, known, err := a.answeredBefore(ctx); err != nil || known {
		if err != nil {
			return Acted{}, false, err
		}
		card, err := a.cardOfAction(ctx, tx, done)
		return Acted{Action: done, Card: card}, false, err
	}
	action, err := do(ctx, a)
	if err != nil {
		return Acted{}, false, err
	}
	if err := a.save(ctx, s, action); err != nil {
		return Acted{}, false, err
	}
	card, err := a.cardOfAction(ctx, tx, action)
	if err != nil {
		return Acted{}, false, err
	}
	if err := tx.Commit(); err != nil {
		return Acted{}, true, err
	}
	return Acted{Action: action, Card: card, Fresh: len(a.touched) > 0}, false, nil
}

// findIndicatorID is lockIndicator for what only reads.
func findIndicatorID(ctx context.Context, tx sqlx.QueryerContext, code string) (id int64, found bool, err error) {
	i, found, err := findIndicator(ctx, tx, code)
	return i.id, found, err
}

// finds is lockIndicator, or findIndicatorID.
type finds func(ctx context.Context, tx sqlx.QueryerContext, code string) (id int64, found bool, err error)

func beginActing(ctx context.Context, tx *preparedTx, r ActionRequest, of target, find finds) (*acting, error) {
	code, err := of(ctx, tx, r)
	if err != nil {
		return nil, err
	}
	id, found, err := find(ctx, tx, code)
	if err != nil {
		return nil, err
	}
	asks := Post{By: r.By, Code: code}
	if !found {
		return nil, refuseCode(ctx, tx, asks)
	}
	now, err := readSituation(ctx, tx, id, asks)
	if err != nil {
		return nil, err
	}
	if now.person == nil {
		return nil, errStranger
	}
	recorded, err := latestFigures(ctx, tx, everyFigure, id)
	if err != nil {
		return nil, err
	}
	now.recorded = recorded[id]
	a := &acting{situation: now, tx: tx, request: r}
	a.Acting = kpi.Acting{Circumstances: now.circumstances(r.Today), Actions: now.actions}
	return a, a.readCouncil(ctx)
}

// readCouncil reads who is who, and what the committee lets have actions.
func (a *acting) readCouncil(ctx context.Context) error {
	people, err := listPeople(ctx, a.tx)
	if err != nil {
		return err
	}
	a.Person = func(slackID string) (kpi.Person, bool) {
		at := slices.IndexFunc(people, func(p kpi.Person) bool { return p.SlackID == slackID })
		if at < 0 {
			return kpi.Person{}, false
		}
		return people[at], true
	}
	a.Manager = a.indicator.Manager
	if owner, known := a.Person(a.indicator.Owner); a.Manager == "" && known {
		a.Manager = owner.Manager
	}
	committees, err := listCommittees(ctx, a.tx)
	if err != nil {
		return err
	}
	for _, c := range committees {
		if c.Name == a.indicator.Committee {
			a.Committee = c
		}
	}
	return nil
}

// answeredBefore finds what the same request did.
func (a *acting) answeredBefore(ctx context.Context) (kpi.Action, bool, error) {
	var rows []struct {
		By     string `db:"requested_by"`
		Action *int64 `db:"action_id"`
	}
	if err := sqlx.SelectContext(ctx, a.tx, &rows, `SELECT requested_by, action_id FROM requests WHERE id = $1`, a.request.RequestID); err != nil {
		return kpi.Action{}, false, fmt.Errorf("looking the request up: %w", err)
	}
	if len(rows) == 0 {
		return kpi.Action{}, false, nil
	}
	if rows[0].By != a.request.By || rows[0].Action == nil {
		return kpi.Action{}, false, fmt.Errorf("the request was %s's, about something else, and comes again from %s", rows[0].By, a.request.By)
	}
	done, err := a.action(*rows[0].Action)
	return done, true, err
}

func (a *acting) action(id int64) (kpi.Action, error) {
	for _, known := range a.Actions {
		if known.ID == id {
			return known, nil
		}
	}
	return kpi.Action{}, errNoAction
}

func (a *acting) cardOfAction(ctx context.Context, tx *preparedTx, of kpi.Action) (kpi.Card, error) {
	a.actions = a.Actions
	return a.card(ctx, tx, a.recorded, of.Period, a.request.Today)
}

// insert records a new action.
func (a *acting) insert(ctx context.Context, n kpi.Action) (kpi.Action, error) {
	err := sqlx.GetContext(ctx, a.tx, &n.ID, `
		INSERT INTO actions (indicator_id, period, words, owner, due, state, raised_by, raised_at, outcome)
		VALUES ($1, $2, $3, $4, $5, 'open', $6, $7, '') RETURNING id`,
		a.indicator.id, period{n.Period}, n.Text, n.Owner, day{n.Due}, n.RaisedBy, n.RaisedAt)
	if err != nil {
		return kpi.Action{}, fmt.Errorf("inserting an action: %w", err)
	}
	a.Actions = append(slices.Clone(a.Actions), n)
	return n, a.happened(ctx, "raised", kpi.Action{Period: n.Period, RaisedAt: n.RaisedAt}, n)
}

// update records what an action has become; replacedBy is 0 unless it was replaced.
func (a *acting) update(ctx context.Context, act string, before, after kpi.Action, replacedBy int64) (kpi.Action, error) {
	var settled any
	if after.Settled() {
		settled = after.SettledAt
	}
	_, err := a.tx.ExecContext(ctx, `
		UPDATE actions SET owner = $2, due = $3, state = $4, settled_by = $5, settled_at = $6, outcome = $7, replaced_by = NULLIF($8, 0) WHERE id = $1`,
		after.ID, after.Owner, day{after.Due}, after.State, orNull(after.SettledBy), settled, after.Outcome, replacedBy)
	if err != nil {
		return kpi.Action{}, fmt.Errorf("changing an action: %w", err)
	}
	a.Actions = slices.Clone(a.Actions)
	for n := range a.Actions {
		if a.Actions[n].ID == after.ID {
			a.Actions[n] = after
		}
	}
	return after, a.happened(ctx, act, before, after)
}

// happened notes an event in the action's history and for the audit trail, and that whoever was given it is to be told.
func (a *acting) happened(ctx context.Context, act string, before, after kpi.Action) error {
	changes, err := json.Marshal(actionDifferences(before, after))
	if err != nil {
		return fmt.Errorf("writing what changed: %w", err)
	}
	var event int64
	err = sqlx.GetContext(ctx, a.tx, &event, `INSERT INTO action_events (action_id, at, person, act, changes) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
		after.ID, a.request.Now, a.request.By, act, string(changes))
	if err != nil {
		return fmt.Errorf("inserting an action's event: %w", err)
	}
	a.entries = append(a.entries, auditEntry{
		act: act, subject: fmt.Sprintf("action %d on %s %s", after.ID, after.Indicator, after.Period), detail: string(changes),
	})
	a.touched = append(a.touched, after.ID)
	a.periods = append(a.periods, after.Period)
	if !after.Settled() && after.Owner != before.Owner && after.Owner != a.request.By {
		a.told = append(a.told, a.given(after, event))
	}
	return nil
}

func actionDifferences(from, to kpi.Action) differences {
	d := differences{} // of an action that merely goes on, none
	d.of("text", from.Text, to.Text)
	d.of("owner", from.Owner, to.Owner)
	d.of("due", from.Due.String(), to.Due.String())
	d.of("state", string(from.State), string(to.State))
	d.of("outcome", from.Outcome, to.Outcome)
	return d
}

// save keeps the request, brings up to date what speaks of the indicator's actions, tells and seals.
func (a *acting) save(ctx context.Context, s *Store, of kpi.Action) error {
	_, err := a.tx.ExecContext(ctx, `INSERT INTO requests (id, kind, requested_by, requested_at, action_id) VALUES ($1, 'action', $2, $3, $4)`,
		a.request.RequestID, a.request.By, a.request.Now, of.ID)
	if err != nil {
		return fmt.Errorf("inserting the request: %w", err)
	}
	if len(a.touched) == 0 {
		return nil
	}
	if err := s.refreshActions(ctx, a); err != nil {
		return err
	}
	if _, err := s.tell(ctx, a.tx, a.tx.Tx.Tx, a.request.Now, a.request.Today, a.told...); err != nil {
		return err
	}
	return appendAudit(ctx, a.tx, a.indicator.Committee, a.request.Now, a.request.By, a.entries...)
}

// refreshActions asks for every message to be brought up to date that names the actions, or a figure whose card shows them: that which they were
// raised against, and the latest, into whose card they are carried. A daily message that only awaits the figure says nothing of actions.
func (s *Store) refreshActions(ctx context.Context, a *acting) error {
	periods := pq.StringArray{}
	for _, p := range append(slices.Clone(a.periods), kpi.Latest(a.Figures)) {
		if !p.IsZero() && !slices.Contains(periods, p.String()) {
			periods = append(periods, p.String())
		}
	}
	var keys pq.StringArray
	for _, id := range a.touched {
		keys = append(keys, givenKey(id)+"%")
	}
	var told []nudge
	err := sqlx.SelectContext(ctx, a.tx, &told, `
		WITH told AS MATERIALIZED (
			SELECT m.id, m.state FROM notifications m
			WHERE m.state NOT IN ('withdrawn', 'rejected')
			  AND (m.key LIKE ANY ($1)
			       OR m.id IN (SELECT notification_id FROM notification_items WHERE action_id = ANY ($2)
			                       OR indicator_id = $3 AND period = ANY ($4) AND duty NOT IN ('post', 'escalate', 'list', 'gap')
			                   UNION ALL SELECT notification_id FROM notification_subjects WHERE indicator_id = $3 AND period = ANY ($4)))
			ORDER BY m.id FOR UPDATE)
		UPDATE notifications n SET wanted = n.wanted + 1
		FROM told
		WHERE n.id = told.id AND told.state <> 'ready'
		RETURNING n.id, $5::int AS priority`, keys, pq.Int64Array(a.touched), a.indicator.id, periods, priorityUpdate)
	if err != nil {
		return fmt.Errorf("refreshing messages: %w", err)
	}
	return s.enqueue(ctx, a.tx.Tx.Tx, told...)
}

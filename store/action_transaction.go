package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"chaser/kpi"
)

// acting is a transaction about an indicator's actions, which holds the lock on the indicator's row.
type acting struct {
	kpi.Acting
	situation
	tx      *preparedTx
	request ActionRequest
	entries []auditEntry
	told    []news
	kind    string       // of the request
	touched []int64      // the actions that changed
	periods []kpi.Period // theirs
}

// target is how a request names its indicator: by the indicator's code, or by one of its actions.
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

var errNoAction = kpi.Refuse(kpi.FieldAction, "That action is not there. Type `actions` to list the actions.")

// act does something about an indicator's actions in one transaction: it locks, decides and saves. The same transaction
// updates the messages that change and adds the audit entry.
func (s *Store) act(ctx context.Context, r ActionRequest, of target, do func(context.Context, *acting) (kpi.Action, error)) (_ Acted, err error) {
	defer nameCall(&err, "store.act(request %q)", r.RequestID)
	r.Now = instant(r.Now)
	acted, committing, err := s.tryAct(ctx, r, of, do)
	if pq.As(err, pqerror.UniqueViolation) != nil || committing {
		// Either the same request was quicker elsewhere, as no lock of ours keeps the two apart, or the answer to the
		// commit was lost. The second try finds what was done.
		lost := err
		if acted, _, err = s.tryAct(ctx, r, of, do); err != nil && committing {
			err = fmt.Errorf("%w: committing: %w; and again: %w", ErrOutcomeUnknown, lost, err)
		}
	}
	return acted, err
}

// tryAct returns committing as true if the error came from the commit itself, so that the outcome is unknown.
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

// findIndicatorID is for reading what lockIndicator is for changing: it finds the indicator without locking it.
func findIndicatorID(ctx context.Context, tx sqlx.QueryerContext, code string) (id int64, found bool, err error) {
	i, found, err := findIndicator(ctx, tx, code)
	return i.id, found, err
}

// finds is either lockIndicator or findIndicatorID.
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
	a := &acting{situation: now, tx: tx, request: r, kind: "action"}
	a.Acting = kpi.Acting{Circumstances: now.circumstances(r.Today), Actions: now.actions}
	return a, a.readCouncil(ctx)
}

// readCouncil reads who is who, and the rules of the indicator's committee.
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

// answeredBefore finds what this request did when it came before.
func (a *acting) answeredBefore(ctx context.Context) (kpi.Action, bool, error) {
	var rows []struct {
		Kind   string `db:"kind"`
		By     string `db:"requested_by"`
		Action *int64 `db:"action_id"`
	}
	if err := sqlx.SelectContext(ctx, a.tx, &rows, `SELECT kind, requested_by, action_id FROM requests WHERE id = $1`, a.request.RequestID); err != nil {
		return kpi.Action{}, false, fmt.Errorf("looking the request up: %w", err)
	}
	if len(rows) == 0 {
		return kpi.Action{}, false, nil
	}
	if rows[0].By != a.request.By || rows[0].Action == nil {
		return kpi.Action{}, false, fmt.Errorf("the request was %s's, about something else, and comes again from %s", rows[0].By, a.request.By)
	}
	done, err := a.action(*rows[0].Action)
	if err == nil && done.State == kpi.ActionCancelled && rows[0].Kind != requestUndo {
		err = kpi.Refuse(kpi.FieldAction, "This action on %s was taken back, so it does not stand. To add it after all, type it again.", done.Indicator)
	}
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

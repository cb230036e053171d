package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// ActionRequest is somebody's request to do something about actions.
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
	Fresh  bool       // false: the request changed nothing, or had been answered before
}

// RaiseAction records an action against an indicator's figure. If its owner is not who raised it, they are told. The
// same request again has no second effect: it finds the action that the first one made. The error is a *kpi.Refusal if
// the person can mend it, or ErrOutcomeUnknown. Nothing was saved with any error but ErrOutcomeUnknown.
func (s *Store) RaiseAction(ctx context.Context, r ActionRequest, code string, u kpi.Undertaking) (Acted, error) {
	return s.act(ctx, r, ofCode(code), func(ctx context.Context, a *acting) (kpi.Action, error) {
		raised, err := a.Raise(u, *a.person, a.request.Now)
		if err != nil {
			return kpi.Action{}, err
		}
		return a.insert(ctx, raised)
	})
}

// ContinueAction gives an open action other words, another owner or another day. An empty field of u leaves what
// stands. If reviewed, its owner was asked to look at it again: that it goes on is then kept in its history, even if
// nothing changes.
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

// SettleAction closes an open action as done or dropped, with what came of it. If two people close it at once, the
// second is told who was first.
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

// requestUndo is the kind of a request that takes something back.
const requestUndo = "undo"

// UndoAction takes back an action that was just added, before anything else was done about it. It is then as if it had
// never been, but for its row and the audit trail.
func (s *Store) UndoAction(ctx context.Context, r ActionRequest, id int64) (Acted, error) {
	return s.act(ctx, r, ofAction(id), func(ctx context.Context, a *acting) (kpi.Action, error) {
		a.kind = requestUndo
		before, err := a.action(id)
		if err != nil {
			return kpi.Action{}, err
		}
		if before.State == kpi.ActionCancelled && before.SettledBy == r.By { // the button was pressed again
			return before, nil
		}
		var known struct {
			Events   int
			Replaces bool
		}
		err = sqlx.GetContext(ctx, a.tx, &known, `
			SELECT (SELECT count(*) FROM action_events WHERE action_id = $1) AS events,
			       EXISTS (SELECT FROM actions WHERE replaced_by = $1) AS replaces`, id)
		if err != nil {
			return kpi.Action{}, fmt.Errorf("reading what became of the action: %w", err)
		}
		if err := a.MayUndo(before, known.Events, known.Replaces, *a.person); err != nil {
			return kpi.Action{}, err
		}
		after := before
		after.State, after.SettledBy, after.SettledAt = kpi.ActionCancelled, r.By, a.request.Now
		return a.update(ctx, "cancelled", before, after, 0)
	})
}

// ReplaceAction closes an open action and raises another in its place. It returns the new one.
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

// ActionToKeep is an action, with its indicator, for somebody who may change or close it. The error is a *kpi.Refusal
// if they may not or if there is none, and then says nothing of the action.
func (s *Store) ActionToKeep(ctx context.Context, r ActionRequest, id int64) (_ kpi.Action, _ kpi.Indicator, err error) {
	defer nameCall(&err, "store.ActionToKeep(%d)", id)
	tx, err := s.prepared.begin(ctx)
	if err != nil {
		return kpi.Action{}, kpi.Indicator{}, err
	}
	defer func() { _ = tx.Rollback() }() // it only reads
	a, err := beginActing(ctx, tx, r, ofAction(id), findIndicatorID)
	if err != nil {
		return kpi.Action{}, kpi.Indicator{}, err
	}
	found, err := a.action(id)
	if err != nil {
		return kpi.Action{}, kpi.Indicator{}, err
	}
	if !a.MayKeep(*a.person, found) {
		return kpi.Action{}, kpi.Indicator{}, a.RefuseKeeping("change")
	}
	return found, a.indicator.Indicator, nil
}

// MayAct checks that the person can record an action against the indicator's figure of the period, before they are
// asked what the action is. A zero period means the latest. MayAct returns the period that is meant. The error is a
// *kpi.Refusal, as for RaiseAction.
func (s *Store) MayAct(ctx context.Context, r ActionRequest, code string, p kpi.Period) (_ kpi.Period, err error) {
	defer nameCall(&err, "store.MayAct")
	tx, err := s.prepared.begin(ctx)
	if err != nil {
		return kpi.Period{}, err
	}
	defer func() { _ = tx.Rollback() }() // it only reads
	a, err := beginActing(ctx, tx, r, ofCode(code), findIndicatorID)
	if err != nil {
		return kpi.Period{}, err
	}
	return a.Against(p, *a.person)
}

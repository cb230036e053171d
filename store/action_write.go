package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

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

// update records what an action has become. replacedBy is 0 unless another action replaces it.
func (a *acting) update(ctx context.Context, act string, before, after kpi.Action, replacedBy int64) (kpi.Action, error) {
	var settled any
	if after.Settled() {
		settled = after.SettledAt
	}
	_, err := a.tx.ExecContext(ctx, `
		UPDATE actions SET owner = $2, due = $3, state = $4, settled_by = $5, settled_at = $6, outcome = $7, replaced_by = NULLIF($8, 0), words = $9 WHERE id = $1`,
		after.ID, after.Owner, day{after.Due}, after.State, orNull(after.SettledBy), settled, after.Outcome, replacedBy, after.Text)
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

// happened adds an event to the action's history and to what the audit trail will hold. Whoever was given the action is
// to be told.
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
		act:     act,
		subject: actionSubject(after),
		detail:  string(changes),
	})
	a.touched = append(a.touched, after.ID)
	a.periods = append(a.periods, after.Period)
	if !after.Settled() && after.Owner != before.Owner && after.Owner != a.request.By {
		a.told = append(a.told, a.given(after, event))
	}
	return nil
}

func actionSubject(a kpi.Action) string {
	return fmt.Sprintf("action %d on %s %s", a.ID, a.Indicator, a.Period)
}

func actionDifferences(from, to kpi.Action) differences {
	d := differences{} // not nil, so that an action that merely goes on is written as []
	d.of("text", from.Text, to.Text)
	d.of("owner", from.Owner, to.Owner)
	d.of("due", from.Due.String(), to.Due.String())
	d.of("state", string(from.State), string(to.State))
	d.of("outcome", from.Outcome, to.Outcome)
	return d
}

// save keeps the request, asks for the messages about the indicator's actions to be updated, tells people, and writes
// the audit entries.
func (a *acting) save(ctx context.Context, s *Store, of kpi.Action) error {
	_, err := a.tx.ExecContext(ctx, `INSERT INTO requests (id, kind, requested_by, requested_at, action_id) VALUES ($1, $5, $2, $3, $4)`,
		a.request.RequestID, a.request.By, a.request.Now, of.ID, a.kind)
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

// refreshActions asks for messages to be updated: those that name the actions, and those about a figure whose card
// shows them. Such figures are the one that an action was raised against, and the latest, as its card carries open
// actions. A daily message that only waits for the figure does not mention actions, so it is left alone.
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
	var told []job
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

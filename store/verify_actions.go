package store

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// actionEvent is what was done to an action, as its history or the trail has it.
type actionEvent struct {
	Chain   string          `json:"chain"`
	Seq     int64           `json:"seq"`
	Subject string          `json:"subject"`
	Act     string          `json:"act"`
	Actor   string          `json:"actor"`
	At      time.Time       `json:"at"`
	Changes json.RawMessage `json:"changes"`
	By      *int64          `json:"by"` // of an entry that it was replaced: the action that was raised with it; nil: not known
}

type provenAction struct {
	ID        int64                   `db:"id"`
	Entries   document[[]actionEvent] `db:"entries"`
	Events    document[[]actionEvent] `db:"events"`
	Row       document[*actionRow]    `db:"action"`
	Committee string                  `db:"committee"`
	Replaced  *int64                  `db:"replaced_by"`
}

// verifyActions compares every action, and its history, with the trail.
func verifyActions(ctx context.Context, tx *sqlx.Tx) (*BrokenEntry, error) {
	rows, err := tx.QueryxContext(ctx, `
		WITH said AS (
			SELECT CAST(substring(subject FROM '^action ([0-9]+) on ') AS bigint) AS id, chain, seq, subject, act, actor, at, detail,
			       max(at) OVER (PARTITION BY chain ORDER BY seq) AS reached
			FROM audit_entries WHERE subject ~ '^action [0-9]+ on '),
		said_by AS (
			SELECT *, CASE WHEN act = 'replaced' AND lag(act) OVER before = 'raised' AND lag(seq) OVER before = seq - 1 AND lag(at) OVER before = at
			               THEN lag(id) OVER before END AS by
			FROM said WINDOW before AS (PARTITION BY chain ORDER BY seq)),
		entries AS (
			SELECT id, min(reached) AS first,
			       json_agg(json_build_object('chain', chain, 'seq', seq, 'subject', subject, 'act', act, 'actor', actor, 'at', at, 'changes', CAST(detail AS json), 'by', by)
			                ORDER BY reached, chain, seq) AS list
			FROM said_by GROUP BY id),
		events AS (
			SELECT action_id AS id, json_agg(json_build_object('act', act, 'actor', person, 'at', at, 'changes', changes) ORDER BY id) AS list
			FROM action_events GROUP BY action_id)
		SELECT COALESCE(e.id, a.id) AS id, COALESCE(e.list, '[]') AS entries, COALESCE(v.list, '[]') AS events, COALESCE(i.committee, '') AS committee, a.replaced_by,
		       CASE WHEN i.id IS NULL THEN 'null' ELSE json_build_object(
		           'id', a.id, 'indicator', i.code, 'period', a.period, 'words', a.words, 'owner', a.owner, 'due', a.due, 'state', a.state,
		           'raised_by', a.raised_by, 'raised_at', a.raised_at, 'settled_by', COALESCE(a.settled_by, ''), 'settled_at', a.settled_at,
		           'outcome', a.outcome) END AS action
		FROM entries e
		FULL JOIN actions a ON a.id = e.id
		LEFT JOIN indicators i ON i.id = a.indicator_id
		LEFT JOIN events v ON v.id = COALESCE(e.id, a.id)
		ORDER BY e.first, 1`)
	if err != nil {
		return nil, fmt.Errorf("comparing the actions: %w", err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var p provenAction
		if err := rows.StructScan(&p); err != nil {
			return nil, fmt.Errorf("comparing the actions: %w", err)
		}
		if broken, err := p.prove(); broken != nil || err != nil {
			return broken, err
		}
	}
	return nil, wrapped(rows.Err(), "comparing the actions")
}

func (p provenAction) prove() (*BrokenEntry, error) {
	entries, row := p.Entries.is, p.Row.is
	if len(entries) == 0 {
		return &BrokenEntry{p.Committee, 0, fmt.Sprintf("action %d is there, and no entry says so.", p.ID)}, nil
	}
	first := entries[0]
	at := entryPlace{first.Chain, first.Seq, first.Subject}
	if row == nil {
		return at.broken("it is not there any more."), nil
	}
	is := row.action()
	switch {
	case first.Subject != actionSubject(is):
		return at.broken("it is there as " + actionSubject(is) + "."), nil
	case first.Act != "raised" || first.Actor != is.RaisedBy || !first.At.Equal(is.RaisedAt):
		return at.differs("who raised it, or when,", is.RaisedBy, first.Actor), nil
	}
	if broken, err := p.proveFields(is); broken != nil || err != nil {
		return broken, err
	}
	return p.proveHistory()
}

// proveFields compares the action as it stands with what the entries made of it one after the other.
func (p provenAction) proveFields(is kpi.Action) (*BrokenEntry, error) {
	var said history
	settled := actionEvent{}
	for _, e := range p.Entries.is {
		var changes differences
		if err := json.Unmarshal(e.Changes, &changes); err != nil {
			return nil, fmt.Errorf("entry %d of %q: %w", e.Seq, e.Chain, err)
		}
		said.add(entryPlace{e.Chain, e.Seq, e.Subject}, changes)
		for _, c := range changes {
			if c.Field == "state" && kpi.ActionState(c.To) != kpi.ActionOpen {
				settled = e
			}
		}
	}
	if broken := said.compare(actionDifferences(kpi.Action{}, is)); broken != nil {
		return broken, nil
	}
	if is.SettledBy != settled.Actor || !is.SettledAt.Equal(settled.At) { // of one that is open both are empty
		at := entryPlace{settled.Chain, settled.Seq, settled.Subject}
		if settled.Act == "" {
			at = said.first
		}
		return at.differs("who settled it, or when,", is.SettledBy, settled.Actor), nil
	}
	var by *int64
	if settled.Act == string(kpi.ActionReplaced) {
		by = cmp.Or(settled.By, p.Replaced) // what cannot be told from the entries is not compared
	}
	if !reflect.DeepEqual(p.Replaced, by) {
		return said.first.broken("another action is in its place than was raised with it."), nil
	}
	return nil, nil
}

// proveHistory compares the action's own history with the entries.
func (p provenAction) proveHistory() (*BrokenEntry, error) {
	events := p.Events.is
	for n, e := range p.Entries.is {
		at := entryPlace{e.Chain, e.Seq, e.Subject}
		if n >= len(events) {
			return at.broken("its history does not have this."), nil
		}
		var said, is any
		if err := errors.Join(json.Unmarshal(e.Changes, &said), json.Unmarshal(events[n].Changes, &is)); err != nil {
			return nil, fmt.Errorf("%s: %w", at, err)
		}
		if e.Act != events[n].Act || e.Actor != events[n].Actor || !e.At.Equal(events[n].At) || !reflect.DeepEqual(said, is) {
			return at.broken("its history says something else."), nil
		}
	}
	if len(events) > len(p.Entries.is) {
		return &BrokenEntry{p.Committee, 0, fmt.Sprintf("the history of action %d has something that no entry has.", p.ID)}, nil
	}
	return nil, nil
}

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

	"chaser/kpi"
)

// TrailAbout is what the day's digest of the audit trail is made from.
type TrailAbout struct {
	Digest string    `json:"digest"`
	At     time.Time `json:"at"`
}

// StateTrail records the state of the audit trail in the council's chain and tells the performance team its digest,
// once a working day, if anything was recorded since it last did. Running it twice, or in two processes at once, tells
// nothing twice.
func (s *Store) StateTrail(ctx context.Context, at Clocks) (err error) {
	defer nameCall(&err, "store.StateTrail")
	_, cal, err := s.Schedule(ctx)
	if err != nil {
		return err
	}
	since, due := kpi.TrailDue(cal, at.Now.In(at.Zone))
	if !due {
		return nil
	}
	last, err := readLastState(ctx, s.patient)
	if err != nil || !last.At.Before(since) {
		return err
	}
	return s.stateTrail(ctx, at, since)
}

func (s *Store) stateTrail(ctx context.Context, at Clocks, since time.Time) error {
	tx, err := s.patient.BeginTxx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := lockChain(ctx, tx, councilChain); err != nil { // one process at a time
		return err
	}
	last, err := readLastState(ctx, tx)
	if err != nil || !last.At.Before(since) {
		return err
	}
	state, err := readTrailState(ctx, tx)
	if err != nil || state.IsZero() || last.covers(state) {
		return err
	}
	now := instant(at.Now)
	err = s.tellAdmins(ctx, tx, tx.Tx, now, at.today(), "", news{
		key:      fmt.Sprintf("audit-trail %s ", kpi.DateOf(since)),
		kind:     kpi.NewsTrail,
		about:    TrailAbout{state.Digest, now},
		priority: priorityReminder,
	})
	if err != nil {
		return err
	}
	detail, err := json.Marshal(state)
	if err != nil {
		return fmt.Errorf("writing the audit entry: %w", err)
	}
	if err := appendAudit(ctx, tx, councilChain, now, "", auditEntry{actStated, "trail " + at.today().String(), string(detail)}); err != nil {
		return err
	}
	return tx.Commit()
}

// lastState is the last state that was recorded for the day, and the entry that recorded it.
type lastState struct {
	At     time.Time
	Seq    int64
	Detail string
}

// readLastState finds the last state. It reads the council's chain backwards, and so no more than the entries since
// then.
func readLastState(ctx context.Context, q sqlx.QueryerContext) (last lastState, err error) {
	err = sqlx.GetContext(ctx, q, &last, `SELECT at, seq, detail FROM audit_entries WHERE chain = $1 AND act = $2 ORDER BY seq DESC LIMIT 1`, councilChain, actStated)
	if errors.Is(err, sql.ErrNoRows) {
		return lastState{}, nil
	}
	return last, wrapped(err, "reading the last state of the audit trail")
}

// covers reports whether nothing but the last state itself was recorded since.
func (l lastState) covers(now TrailState) bool {
	var then TrailState
	if l.Seq == 0 || json.Unmarshal([]byte(l.Detail), &then) != nil {
		return false
	}
	others := func(t TrailState) []TrailHead {
		return slices.DeleteFunc(slices.Clone(t.Heads), func(h TrailHead) bool { return h.Chain == councilChain })
	}
	council := slices.IndexFunc(now.Heads, func(h TrailHead) bool { return h.Chain == councilChain })
	return slices.Equal(others(then), others(now)) && council >= 0 && now.Heads[council].Seq == l.Seq
}

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

// Edit is what an administrator sets in a form. It is given the register as it stands, without figures, and returns a
// register of the one thing that the form is about. Its error may be a *kpi.Refusal.
type Edit func(held kpi.Register) (kpi.Register, error)

// Edited is what an edit did, or would do.
type Edited struct {
	Done   bool         // it is saved
	Added  bool         // it is new, not changed
	Fields []Difference // none: it is as it stands already
	Seal   string       // tells this effect from another; see SealOf
	Notes  []kpi.Remark // what the administrator should know about it
}

// TryEdit says what an edit would do, and changes nothing. The error is kpi.Faults with every fault at once, or a
// *kpi.Refusal. Today is at's date in at's own time zone.
func (s *Store) TryEdit(ctx context.Context, by string, at time.Time, edit Edit) (e Edited, err error) {
	defer nameCall(&err, "store.TryEdit")
	tx, err := s.db.BeginTxx(ctx, nil)
	if err != nil {
		return Edited{}, err
	}
	defer func() { _ = tx.Rollback() }()
	return s.edit(ctx, tx, by, at, edit, nil)
}

// SaveEdit saves an edit whose effect somebody has seen, just as an import of it would. If the effect is not the one of
// that seal, because the register has changed meanwhile or more was entered, nothing is saved: Done is false, and the
// rest says what it would do. The error may be kpi.Faults, a *kpi.Refusal or ErrOutcomeUnknown.
func (s *Store) SaveEdit(ctx context.Context, r Request, seal string, edit Edit) (e Edited, err error) {
	defer nameCall(&err, "store.SaveEdit")
	at := r.Now
	var other Edited
	e, err = once(ctx, s, unprepared(s.db), "edit", r, func(ctx context.Context, tx *preparedTx) (Edited, error) {
		e, err := s.edit(ctx, tx.Tx, r.By, at, edit, func(e Edited) error {
			if e.Seal != seal {
				other = e
				return errOtherEffect
			}
			return nil
		})
		e.Done = err == nil
		return e, err
	})
	if errors.Is(err, errOtherEffect) {
		return other, nil
	}
	return e, err
}

// edit makes the change that an edit wants, in the transaction. agreed may refuse it once its effect is known.
func (s *Store) edit(ctx context.Context, tx *sqlx.Tx, by string, at time.Time, edit Edit, agreed func(Edited) error) (e Edited, err error) {
	if err := mayAdminister(ctx, tx, by); err != nil {
		return Edited{}, err
	}
	if err := lockRegister(ctx, tx); err != nil {
		return Edited{}, err
	}
	before, err := readDefined(ctx, tx)
	if err != nil {
		return Edited{}, err
	}
	r, err := edit(before.register())
	if err != nil {
		return Edited{}, err
	}
	_, err = s.importOver(ctx, tx, before, r, instant(at), at.Location(), by, func(i *importing) error {
		e.Seal = SealOf(i.changes)
		e.Added = len(i.changes) > 0 && i.changes[0].What == "added"
		e.Fields = before.differences(r)
		e.Notes = r.Remarks(before.register(), kpi.DateOf(at))
		if agreed == nil {
			return nil
		}
		return agreed(e)
	})
	return e, err
}

// mayAdminister refuses everybody but the performance team.
func mayAdminister(ctx context.Context, q sqlx.QueryerContext, by string) error {
	who, known, err := findActor(ctx, q, by)
	if err == nil && (!known || !who.Is(kpi.Admin)) {
		return kpi.Deny("", "Only the performance team sets what the register holds, so nothing was changed.")
	}
	return err
}

// differences are the fields that a register of one thing changes.
func (k kept) differences(r kpi.Register) (d differences) {
	for _, p := range r.People {
		d = append(d, personDifferences(keyed(k.people, p.SlackID, func(p kpi.Person) string { return p.SlackID }), p)...)
	}
	for _, c := range r.Committees {
		d = append(d, committeeDifferences(keyed(k.committees, c.Name, func(c kpi.Committee) string { return c.Name }), c)...)
	}
	for _, n := range r.Indicators {
		d = append(d, indicatorDifferences(k.indicatorOf(n.Code), n)...)
	}
	return d
}

// keyed is the one of a list with that key; zero where there is none.
func keyed[T any](list []T, key string, of func(T) string) (found T) {
	if at := slices.IndexFunc(list, func(one T) bool { return of(one) == key }); at >= 0 {
		return list[at]
	}
	return found
}

func (k kept) indicatorOf(code string) kpi.Indicator {
	for _, i := range k.indicators {
		if codeKey(i.Code) == codeKey(code) {
			return i.Indicator
		}
	}
	return kpi.Indicator{}
}

// LastChange is the last change of something in the register.
type LastChange struct {
	By     string // Slack id; empty: an import from the command line
	At     time.Time
	Fields []Difference
}

// LastIndicatorChange is the last change of an indicator's definition. It is false if it stands as it was first
// recorded.
func (s *Store) LastIndicatorChange(ctx context.Context, i kpi.Indicator) (LastChange, bool, error) {
	return s.lastChange(ctx, i.Committee, "indicator "+i.Code)
}

// LastPersonChange is the last change of what the register says of a person.
func (s *Store) LastPersonChange(ctx context.Context, slackID string) (LastChange, bool, error) {
	return s.lastChange(ctx, councilChain, "person "+slackID)
}

// LastCommitteeChange is the last change of what the register says of a committee.
func (s *Store) LastCommitteeChange(ctx context.Context, name string) (LastChange, bool, error) {
	return s.lastChange(ctx, name, "committee "+name)
}

// lastChange reads a chain from its end, where a change is that somebody has just come across.
func (s *Store) lastChange(ctx context.Context, chain, subject string) (c LastChange, known bool, err error) {
	defer nameCall(&err, "store.lastChange(%q)", subject)
	var row struct {
		Actor  string
		At     time.Time
		Detail string
	}
	err = s.db.GetContext(ctx, &row, `
		SELECT actor, at, detail FROM audit_entries WHERE chain = $1 AND subject = $2 AND act = '`+actChanged+`' ORDER BY seq DESC LIMIT 1`, chain, subject)
	if errors.Is(err, sql.ErrNoRows) {
		return LastChange{}, false, nil
	}
	if err != nil {
		return LastChange{}, false, err
	}
	c = LastChange{By: row.Actor, At: row.At}
	if err := json.Unmarshal([]byte(row.Detail), &c.Fields); err != nil {
		return LastChange{}, false, fmt.Errorf("reading a change of the audit trail: %w", err)
	}
	return c, true, nil
}

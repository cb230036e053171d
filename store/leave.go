package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// RecordLeave records that a person is away. It replaces whatever they had recorded of today and later days. The same
// leave again changes nothing. Their own they record themselves, and the performance team anybody's. The error is a
// *kpi.Refusal if they may not, if the leave is impossible, or if it names somebody whom the register does not know. It
// may be ErrOutcomeUnknown.
func (s *Store) RecordLeave(ctx context.Context, r Request, l kpi.Leave, today kpi.Date) error {
	return s.replaceLeave(ctx, r, "away", l.Person, &l, today)
}

// EndLeave calls off what a person has recorded of today and later days, for who may record it. From now on their Slack
// status does not count as leave, until they change it. The error is a *kpi.Refusal as RecordLeave's, and may be
// ErrOutcomeUnknown.
func (s *Store) EndLeave(ctx context.Context, r Request, person string, today kpi.Date) error {
	return s.replaceLeave(ctx, r, "back", person, nil, today)
}

func (s *Store) replaceLeave(
	ctx context.Context, r Request, kind, person string, l *kpi.Leave, today kpi.Date,
) (err error) {
	defer nameCall(&err, "store.RecordLeave(%q)", person)
	if l != nil {
		if err := kpi.CheckLeave(*l, today); err != nil {
			return err
		}
	}
	_, err = once(ctx, s, unprepared(s.db), kind, r, func(ctx context.Context, tx *preparedTx) (nothing, error) {
		if l == nil {
			if err := s.backByStatus(ctx, tx.Tx, person, today); err != nil {
				return nothing{}, err
			}
		}
		return nothing{}, saveLeave(ctx, tx.Tx, person, l, r.By, instant(r.Now), today)
	})
	return err
}

func saveLeave(ctx context.Context, tx *sqlx.Tx, person string, l *kpi.Leave, by string, now time.Time, today kpi.Date) error {
	who, _, err := findActor(ctx, tx, by)
	switch {
	case err != nil:
		return err
	case by != person && !who.Is(kpi.Admin):
		return kpi.Deny(kpi.FieldIndicator, "Only the performance team can record leave for somebody else. Nothing was changed.")
	}
	for _, id := range leaveNames(person, l) {
		if _, known, err := findPerson(ctx, tx, id); err != nil {
			return err
		} else if !known {
			return kpi.Refuse(kpi.FieldDeputy, "Somebody whom you named is not in the register, so nothing was recorded. Name a colleague who is, or ask the performance team to add them.")
		}
	}
	if _, err := tx.ExecContext(ctx, `SELECT FROM people WHERE slack_id = $1 FOR NO KEY UPDATE`, person); err != nil {
		return fmt.Errorf("locking: %w", err)
	}
	if same, err := leaveStands(ctx, tx, person, l, today); err != nil || same {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE leaves SET replaced_at = $2 WHERE person = $1 AND replaced_at IS NULL AND last_day >= $3`, person, now, day{today})
	if err != nil {
		return fmt.Errorf("replacing a leave: %w", err)
	}
	said := map[string]string{"today": today.String()} // what ended before it is not replaced
	act := "back from leave"
	if l != nil {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO leaves (person, first_day, last_day, deputy, recorded_by, recorded_at) VALUES ($1, $2, $3, $4, $5, $6)`,
			person, day{l.First}, day{l.Last}, orNull(l.Deputy), by, now)
		if err != nil {
			return fmt.Errorf("inserting a leave: %w", err)
		}
		act = "away"
		said["first_day"], said["last_day"], said["deputy"] = l.First.String(), l.Last.String(), l.Deputy
	}
	detail, err := json.Marshal(said)
	if err != nil {
		return fmt.Errorf("writing the audit entry: %w", err)
	}
	return appendAudit(ctx, tx, councilChain, now, by, auditEntry{act: act, subject: "person " + person, detail: string(detail)})
}

// leaveStands reports whether there is nothing to do: the leave is recorded exactly like this already, or there is none
// to end.
func leaveStands(ctx context.Context, tx *sqlx.Tx, person string, l *kpi.Leave, today kpi.Date) (bool, error) {
	var rows []leaveRow
	err := sqlx.SelectContext(ctx, tx, &rows, `
		SELECT person, first_day, last_day, COALESCE(deputy, '') AS deputy
		FROM leaves WHERE person = $1 AND replaced_at IS NULL AND last_day >= $2`, person, day{today})
	if err != nil {
		return false, fmt.Errorf("reading the leave: %w", err)
	}
	if l == nil {
		return len(rows) == 0, nil
	}
	return len(rows) == 1 && leavesOf(rows)[person][0] == *l, nil
}

func leaveNames(person string, l *kpi.Leave) []string {
	if l == nil || l.Deputy == "" {
		return []string{person}
	}
	return []string{person, l.Deputy}
}

// Leaves are a person's recorded leaves that are not over.
func (s *Store) Leaves(ctx context.Context, person string, today kpi.Date) ([]kpi.Leave, error) {
	all, err := listLeaves(ctx, s.db, today)
	if err != nil {
		return nil, fmt.Errorf("store.Leaves(%q): %w", person, err)
	}
	return all[person], nil
}

// leavesQuery reads the leaves that end on the day $1 or later, the last recorded first.
const leavesQuery = leavesFound + leavesOrder

const (
	leavesFound = `
		SELECT person, first_day, last_day, COALESCE(deputy, '') AS deputy
		FROM leaves WHERE replaced_at IS NULL AND last_day >= $1`
	leavesOrder = ` ORDER BY id DESC`
)

// leavesSince is the day for leavesQuery. It is a day early, as in other time zones it may still be yesterday.
func leavesSince(today kpi.Date) day { return day{today.AddDays(-1)} }

type leaveRow struct {
	Person string `db:"person" json:"person"`
	First  day    `db:"first_day" json:"first_day"`
	Last   day    `db:"last_day" json:"last_day"`
	Deputy string `db:"deputy" json:"deputy"`
}

// leavesOfAsked are the leaves, not over on the day today, of an indicator i's owner and of everybody to whom a figure
// of it was handed on. It reads only leaves for which a deputy was named.
func leavesOfAsked(today string) string {
	return `(SELECT json_agg(l) FROM (
		SELECT person, first_day, last_day, deputy FROM leaves
		WHERE replaced_at IS NULL AND deputy IS NOT NULL AND last_day >= ` + today + `
		  AND (person = i.owner OR person IN (SELECT d.delegate FROM delegations d WHERE d.indicator_id = i.id))) AS l)`
}

// StandsIn reports whether who is the named deputy, today, of whoever is asked for the indicator's figure of the
// period.
func (s *Store) StandsIn(ctx context.Context, who kpi.Person, code string, p kpi.Period, today kpi.Date) (bool, error) {
	var rows []struct {
		Asked  string               `db:"asked"`
		Leaves document[[]leaveRow] `db:"leaves"`
	}
	err := s.db.SelectContext(ctx, &rows, `
		SELECT COALESCE((SELECT d.delegate FROM delegations d WHERE d.indicator_id = i.id AND d.period = $2), i.owner, '') AS asked,
		       `+leavesOfAsked("$3")+` AS leaves
		FROM indicators i WHERE i.code_key = $1`, codeKey(code), p.String(), day{today})
	if err != nil {
		return false, fmt.Errorf("store.StandsIn(%s): %w", p, err)
	}
	for _, r := range rows {
		if kpi.StandsIn(who, r.Asked, leavesOf(r.Leaves.is)[r.Asked], today) {
			return true, nil
		}
	}
	return false, nil
}

// listLeaves reads the leaves that are not over, by person.
func listLeaves(ctx context.Context, q sqlx.QueryerContext, today kpi.Date) (map[string][]kpi.Leave, error) {
	var rows []leaveRow
	if err := sqlx.SelectContext(ctx, q, &rows, leavesQuery, leavesSince(today)); err != nil {
		return nil, fmt.Errorf("reading the leaves: %w", err)
	}
	return leavesOf(rows), nil
}

func leavesOf(rows []leaveRow) map[string][]kpi.Leave {
	leaves := map[string][]kpi.Leave{}
	for _, r := range rows {
		l := kpi.Leave{Person: r.Person, First: r.First.Date, Last: r.Last.Date, Deputy: r.Deputy}
		leaves[r.Person] = append(leaves[r.Person], l)
	}
	return leaves
}

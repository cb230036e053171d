package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"chaser/kpi"
)

// Delegation hands the figure of one period to a colleague.
type Delegation struct {
	By     string // Slack id of who hands it on
	To     string // Slack id of who has it
	Code   string
	Period kpi.Period
	Now    time.Time
}

// Delegate records who has the figure of a period: they are asked for it instead of the owner, and may post it. The error is a *kpi.Refusal
// where the figure is not the person's to hand on, is posted already, or the colleague is not in the register.
func (s *Store) Delegate(ctx context.Context, d Delegation) error {
	d.Now = instant(d.Now)
	err := s.delegate(ctx, d)
	var refusal *kpi.Refusal
	if err != nil && !errors.As(err, &refusal) {
		return fmt.Errorf("store.Delegate(%q, %s): %w", d.Code, d.Period, err)
	}
	return err
}

func (s *Store) delegate(ctx context.Context, d Delegation) error {
	tx, err := s.prepared.begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	id, found, err := lockIndicator(ctx, tx, d.Code)
	if err != nil {
		return err
	}
	if !found {
		return refuseCode(ctx, tx, Post{By: d.By, Code: d.Code})
	}
	now, err := readSituation(ctx, tx, id, Post{By: d.By, Posting: kpi.Posting{Period: d.Period}})
	if err != nil {
		return err
	}
	if now.person == nil {
		return errStranger
	}
	recorded, err := latestFigures(ctx, tx, everyFigure, id)
	if err != nil {
		return err
	}
	now.recorded = recorded[id]
	to, known, err := findPerson(ctx, tx, d.To)
	if err != nil {
		return err
	}
	if !known {
		return kpi.Refuse(kpi.FieldDeputy, "That colleague is not in the register. Choose one who is, or ask the performance team to add them.")
	}
	if err := now.circumstances(kpi.Date{}).MayDelegate(*now.person, to, d.Period); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO delegations (indicator_id, period, delegate, delegated_by, delegated_at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (indicator_id, period) DO UPDATE SET delegate = $3, delegated_by = $4, delegated_at = $5`,
		id, period{d.Period}, d.To, d.By, d.Now)
	if err != nil {
		return fmt.Errorf("recording who has it: %w", err)
	}
	if err := s.refresh(ctx, tx, now.indicator, d.Period, now.collections); err != nil {
		return err
	}
	detail, err := json.Marshal(map[string]string{"to": d.To})
	if err != nil {
		return fmt.Errorf("writing the audit entry: %w", err)
	}
	entry := auditEntry{act: "handed on", subject: "figure " + now.indicator.Code + " " + d.Period.String(), detail: string(detail)}
	if err := appendAudit(ctx, tx, now.indicator.Committee, d.Now, d.By, entry); err != nil {
		return err
	}
	return tx.Commit()
}

// Delegated is the Slack id of the colleague to whom the indicator's figure of the period was handed; empty where it was not.
func (s *Store) Delegated(ctx context.Context, code string, p kpi.Period) (string, error) {
	var to []string
	err := s.db.SelectContext(ctx, &to, `
		SELECT d.delegate FROM delegations d JOIN indicators i ON i.id = d.indicator_id WHERE i.code_key = $1 AND d.period = $2`, codeKey(code), p.String())
	if err != nil {
		return "", fmt.Errorf("store.Delegated(%q, %s): %w", code, p, err)
	}
	if len(to) == 0 {
		return "", nil
	}
	return to[0], nil
}

// HandedTo are the figures that colleagues handed to the person, in the register's order.
func (s *Store) HandedTo(ctx context.Context, slackID string) ([]kpi.Subject, error) {
	var rows []struct {
		Indicator string
		Period    period
	}
	err := s.db.SelectContext(ctx, &rows, `
		SELECT i.code AS indicator, d.period FROM delegations d JOIN indicators i ON i.id = d.indicator_id WHERE d.delegate = $1 ORDER BY i.id, d.period`, slackID)
	if err != nil {
		return nil, fmt.Errorf("store.HandedTo(%q): %w", slackID, err)
	}
	handed := make([]kpi.Subject, 0, len(rows))
	for _, r := range rows {
		handed = append(handed, kpi.Subject{Indicator: r.Indicator, Period: r.Period.Period})
	}
	return handed, nil
}

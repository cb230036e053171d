package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/doubt"
	"chaser/kpi"
)

// Checked are the doubts about the cards of a scope, the most serious first.
type Checked struct {
	Open     []doubt.Finding
	Accepted []AcceptedDoubt // those that stand and were accepted, in the order in which they were
	Register kpi.Register    // what was judged, its figures with their ratings
}

// AcceptedDoubt is a doubt of which somebody said why it may stand.
type AcceptedDoubt struct {
	Indicator string     `json:"indicator"`
	Period    kpi.Period `json:"period"`
	Sentence  string     `json:"sentence"`
	Reason    string     `json:"reason"`
	By        string     `json:"by"` // the name
	At        time.Time  `json:"at"`
}

// Check lists the doubts, all as of one instant.
func (s *Store) Check(ctx context.Context, scope doubt.Scope, today kpi.Date) (_ Checked, err error) {
	defer nameCall(&err, "store.Check(%q, %s)", scope.Committee, scope.Period)
	tx, err := s.patient.BeginTxx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return Checked{}, err
	}
	defer func() { _ = tx.Rollback() }()
	return readChecked(ctx, tx, scope, today)
}

func readChecked(ctx context.Context, tx *sqlx.Tx, scope doubt.Scope, today kpi.Date) (Checked, error) {
	k, err := readKept(ctx, tx)
	if err != nil {
		return Checked{}, err
	}
	if scope.Acted, err = acted(ctx, tx); err != nil {
		return Checked{}, err
	}
	accepted, err := acceptedDoubts(ctx, tx)
	if err != nil {
		return Checked{}, err
	}
	c := Checked{Register: k.register()}
	c.Register.Figures = k.figures // with their ratings
	for _, found := range doubt.Check(c.Register, scope, today) {
		if a, silent := accepted[found.Digest()]; silent && a.Period == found.Figure.Period && codeKey(a.Indicator) == codeKey(found.Indicator.Code) {
			c.Accepted = append(c.Accepted, a)
			continue
		}
		c.Open = append(c.Open, found)
	}
	return c, nil
}

// acted tells of which figures actions are kept that were not dropped.
func acted(ctx context.Context, q sqlx.QueryerContext) (func(string, kpi.Period) bool, error) {
	var rows []struct {
		Code   string
		Period period
	}
	err := sqlx.SelectContext(ctx, q, &rows, `
		SELECT DISTINCT i.code, a.period FROM actions a JOIN indicators i ON i.id = a.indicator_id WHERE a.state <> 'dropped'`)
	if err != nil {
		return nil, fmt.Errorf("reading the actions: %w", err)
	}
	there := map[figureKey]bool{}
	for _, r := range rows {
		there[figureKey{codeKey(r.Code), r.Period.Period}] = true
	}
	return func(code string, p kpi.Period) bool { return there[figureKey{codeKey(code), p}] }, nil
}

// acceptedDoubts are all that were accepted, by the digest of what was judged.
func acceptedDoubts(ctx context.Context, q sqlx.QueryerContext) (map[string]AcceptedDoubt, error) {
	var rows []struct {
		Digest, Indicator, Sentence, Reason, By string
		Period                                  period
		At                                      time.Time
	}
	err := sqlx.SelectContext(ctx, q, &rows, `
		SELECT d.digest, i.code AS indicator, d.period, d.sentence, d.reason, p.name AS by, d.accepted_at AS at
		FROM accepted_doubts d JOIN indicators i ON i.id = d.indicator_id JOIN people p ON p.slack_id = d.accepted_by
		ORDER BY d.id`)
	if err != nil {
		return nil, fmt.Errorf("reading the accepted doubts: %w", err)
	}
	all := make(map[string]AcceptedDoubt, len(rows))
	for _, r := range rows {
		all[r.Digest] = AcceptedDoubt{Indicator: r.Indicator, Period: r.Period.Period, Sentence: r.Sentence, Reason: r.Reason, By: r.By, At: r.At}
	}
	return all, nil
}

// Accept is why a doubt may stand.
type Accept struct {
	RequestID string // the name of Slack's delivery, so that the same one again accepts only once
	By        string // Slack id
	Code      string
	Period    kpi.Period
	Digest    string // of the doubt as it was shown
	Reason    string
	Now       time.Time
	Today     kpi.Date
}

// AcceptDoubt keeps a doubt silent until the figure or its words change. The performance team may, and whoever may post
// the indicator's figure. The error is a *kpi.Refusal if they may not, or if the doubt no longer stands as it was shown.
// It may be ErrOutcomeUnknown.
func (s *Store) AcceptDoubt(ctx context.Context, a Accept) (_ AcceptedDoubt, err error) {
	defer nameCall(&err, "store.AcceptDoubt(%q, %s)", a.Code, a.Period)
	a.Now = instant(a.Now)
	r := Request{a.RequestID, a.By, a.Now}
	return once(ctx, s, s.prepared.begin, "accept doubt", r, func(ctx context.Context, tx *preparedTx) (AcceptedDoubt, error) {
		return acceptDoubt(ctx, tx, a)
	})
}

func acceptDoubt(ctx context.Context, tx *preparedTx, a Accept) (AcceptedDoubt, error) {
	reason := kpi.CleanText(strings.TrimSpace(a.Reason))
	if reason == "" {
		return AcceptedDoubt{}, kpi.Refuse(kpi.FieldReason, "Say why it may stand, such as “The counts are of another team.” The committee’s report prints it.")
	}
	if len([]rune(reason)) > kpi.MaxReason {
		return AcceptedDoubt{}, kpi.Refuse(kpi.FieldReason, "The reason is over %d characters; write a shorter one.", kpi.MaxReason)
	}
	id, found, err := lockIndicator(ctx, tx, a.Code)
	if err != nil {
		return AcceptedDoubt{}, err
	}
	if !found {
		return AcceptedDoubt{}, refuseCode(ctx, tx, Post{By: a.By, Code: a.Code})
	}
	now, err := readSituation(ctx, tx, id, Post{By: a.By})
	if err != nil {
		return AcceptedDoubt{}, err
	}
	if now.person == nil || !now.person.MayPost(now.indicator.Indicator) {
		return AcceptedDoubt{}, kpi.Deny("", "Only %s’s own people and the performance team accept doubts about it. Nothing was changed.", now.indicator.Code)
	}
	checked, err := readChecked(ctx, tx.Tx, doubt.Scope{Period: a.Period, Committee: now.indicator.Committee}, a.Today)
	if err != nil {
		return AcceptedDoubt{}, err
	}
	for _, open := range checked.Open {
		if open.Digest() == a.Digest && codeKey(open.Indicator.Code) == codeKey(a.Code) {
			return keepAccepted(ctx, tx, now, a, open, reason)
		}
	}
	return AcceptedDoubt{}, kpi.Refuse("", "That doubt no longer stands: the figure or its words have changed, or somebody accepted it. Nothing was changed.")
}

func keepAccepted(ctx context.Context, tx *preparedTx, now situation, a Accept, open doubt.Finding, reason string) (AcceptedDoubt, error) {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO accepted_doubts (indicator_id, period, kind, digest, sentence, reason, accepted_by, accepted_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		now.indicator.id, period{open.Figure.Period}, open.Doubt.Kind, a.Digest, open.Doubt.Sentence, reason, a.By, a.Now)
	if err != nil {
		return AcceptedDoubt{}, fmt.Errorf("keeping the accepted doubt: %w", err)
	}
	detail, err := json.Marshal(map[string]string{"kind": string(open.Doubt.Kind), "doubt": open.Doubt.Sentence, "reason": reason, "digest": a.Digest})
	if err != nil {
		return AcceptedDoubt{}, fmt.Errorf("writing the audit entry: %w", err)
	}
	entry := auditEntry{act: "accepted", subject: "doubt " + now.indicator.Code + " " + open.Figure.Period.String(), detail: string(detail)}
	if err := appendAudit(ctx, tx, now.indicator.Committee, a.Now, a.By, entry); err != nil {
		return AcceptedDoubt{}, err
	}
	return AcceptedDoubt{
		Indicator: now.indicator.Code, Period: open.Figure.Period, Sentence: open.Doubt.Sentence, Reason: reason, By: now.person.Name, At: a.Now,
	}, nil
}

package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// Delegation hands one period's figure on to a colleague.
type Delegation struct {
	RequestID string // the name of Slack's delivery

	By     string // Slack id of who hands it on
	To     string // Slack id of who has it now; empty: its owner again
	Code   string
	Period kpi.Period
	Now    time.Time
	Today  kpi.Date
}

// Delegate records who has a period's figure. They may post it, and they are asked for it instead of the owner, until
// the owner has it again. The error is a *kpi.Refusal if the figure is not the person's to hand on, is posted already
// or is not asked for now, or if the colleague is not in the register. It may be ErrOutcomeUnknown.
func (s *Store) Delegate(ctx context.Context, d Delegation) (err error) {
	defer nameCall(&err, "store.Delegate(%s)", d.Period)
	d.Now = instant(d.Now)
	r := Request{d.RequestID, d.By, d.Now}
	_, err = once(ctx, s, s.prepared.begin, "hand on", r, func(ctx context.Context, tx *preparedTx) (nothing, error) {
		return nothing{}, s.delegate(ctx, tx, d)
	})
	return err
}

func (s *Store) delegate(ctx context.Context, tx *preparedTx, d Delegation) error {
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
	var to kpi.Person
	if d.To != "" {
		var known bool
		if to, known, err = findPerson(ctx, tx, d.To); err != nil {
			return err
		}
		if !known {
			return kpi.Refuse(kpi.FieldDeputy, "That colleague is not in the register. Choose one who is, or ask the performance team to add them.")
		}
	}
	if err := now.circumstances(d.Today).MayDelegate(*now.person, to, d.Period); err != nil {
		return err
	}
	act := "handed on"
	if d.To == "" || d.To == now.indicator.Owner {
		act = "taken back"
		_, err = tx.ExecContext(ctx, `DELETE FROM delegations WHERE indicator_id = $1 AND period = $2`, id, period{d.Period})
	} else {
		_, err = tx.ExecContext(ctx, `
			INSERT INTO delegations (indicator_id, period, delegate, delegated_by, delegated_at) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (indicator_id, period) DO UPDATE SET delegate = $3, delegated_by = $4, delegated_at = $5`,
			id, period{d.Period}, d.To, d.By, d.Now)
	}
	if err != nil {
		return fmt.Errorf("recording who has it: %w", err)
	}
	if err := s.refresh(ctx, tx, now.indicator, d.Period, now.collections); err != nil {
		return err
	}
	detail, err := json.Marshal(map[string]string{"to": cmp.Or(d.To, now.indicator.Owner)})
	if err != nil {
		return fmt.Errorf("writing the audit entry: %w", err)
	}
	entry := auditEntry{act: act, subject: "figure " + now.indicator.Code + " " + d.Period.String(), detail: string(detail)}
	return appendAudit(ctx, tx, now.indicator.Committee, d.Now, d.By, entry)
}

// Delegated is the Slack id of the colleague to whom the indicator's figure of the period was handed on; empty if it
// was not.
func (s *Store) Delegated(ctx context.Context, code string, p kpi.Period) (string, error) {
	var to []string
	err := s.db.SelectContext(ctx, &to, `
		SELECT d.delegate FROM delegations d JOIN indicators i ON i.id = d.indicator_id WHERE i.code_key = $1 AND d.period = $2`, codeKey(code), p.String())
	if err != nil {
		return "", fmt.Errorf("store.Delegated(%s): %w", p, err)
	}
	if len(to) == 0 {
		return "", nil
	}
	return to[0], nil
}

// figureOf is an indicator's figure of a period.
type figureOf struct {
	indicator int64
	period    kpi.Period
}

const handedOnQuery = `
	SELECT d.indicator_id, d.period, d.delegate, p.name AS to_name, d.delegated_by, COALESCE(b.name, '') AS by_name
	FROM delegations d
	JOIN indicators i ON i.id = d.indicator_id
	JOIN people p ON p.slack_id = d.delegate
	LEFT JOIN people b ON b.slack_id = d.delegated_by
	LEFT JOIN slack_people k ON k.person = d.delegate
	WHERE d.indicator_id = ANY($1) AND d.delegate IS DISTINCT FROM i.owner AND NOT COALESCE(k.deactivated, false)`

// listHandedOn reads which of the indicators' figures were handed on, and who has each. A figure that is with its owner
// again does not count. Neither does one that somebody has whose account is deactivated, as nobody asks them for it.
func listHandedOn(ctx context.Context, q sqlx.QueryerContext, indicators []int64) (map[figureOf]*kpi.HandedOn, error) {
	var rows []struct {
		Indicator int64  `db:"indicator_id"`
		Period    period `db:"period"`
		To        string `db:"delegate"`
		ToName    string `db:"to_name"`
		By        string `db:"delegated_by"`
		ByName    string `db:"by_name"`
	}
	err := sqlx.SelectContext(ctx, q, &rows, handedOnQuery, pq.Int64Array(indicators))
	if err != nil {
		return nil, fmt.Errorf("reading what was handed on: %w", err)
	}
	handed := map[figureOf]*kpi.HandedOn{}
	for _, r := range rows {
		handed[figureOf{r.Indicator, r.Period.Period}] = &kpi.HandedOn{
			To: kpi.Person{SlackID: r.To, Name: r.ToName}, By: kpi.Person{SlackID: r.By, Name: r.ByName},
		}
	}
	return handed, nil
}

package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"chaser/kpi"
)

// SetAlerts keeps when a person wants to hear of Reds. News that waits for them already still comes as planned. The
// error is a *kpi.Refusal if the register does not know them. It may be ErrOutcomeUnknown.
func (s *Store) SetAlerts(ctx context.Context, r Request, timing kpi.AlertTiming) (err error) {
	defer nameCall(&err, "store.SetAlerts(%q)", r.By)
	_, err = once(ctx, s, unprepared(s.db), "alerts", r, func(ctx context.Context, tx *preparedTx) (nothing, error) {
		return nothing{}, saveAlerts(ctx, tx, r.By, timing, instant(r.Now))
	})
	return err
}

func saveAlerts(ctx context.Context, tx *preparedTx, person string, timing kpi.AlertTiming, now time.Time) error {
	if _, err := tx.ExecContext(ctx, `SELECT FROM people WHERE slack_id = $1 FOR NO KEY UPDATE`, person); err != nil {
		return fmt.Errorf("locking: %w", err)
	}
	before, known, err := findActor(ctx, tx, person)
	switch {
	case err != nil:
		return err
	case !known:
		return kpi.Deny("", "Chaser does not know you yet, so nothing was changed. Ask the performance team to add you.")
	case before.Alerts == timing:
		return nil
	}
	if _, err := tx.ExecContext(ctx, `UPDATE people SET alerts = $2 WHERE slack_id = $1`, person, timing); err != nil {
		return fmt.Errorf("changing the person: %w", err)
	}
	after := before
	after.Alerts = timing
	detail, err := json.Marshal(personDifferences(before, after))
	if err != nil {
		return fmt.Errorf("writing the audit entry: %w", err)
	}
	entry := auditEntry{act: actChanged, subject: "person " + person, detail: string(detail)}
	return appendAudit(ctx, tx, councilChain, now, person, entry)
}

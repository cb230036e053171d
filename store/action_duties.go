package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// readActionDuties reads what reds and actions ask of people.
func readActionDuties(ctx context.Context, q sqlx.QueryerContext, c *kpi.Chase) error {
	var bare []struct {
		Indicator string
		Period    period
		PostedAt  time.Time `db:"posted_at"`
	}
	// As kpi.Card.LacksActions has it.
	err := sqlx.SelectContext(ctx, q, &bare, `
		SELECT i.code AS indicator, f.period, first.posted_at
		FROM (SELECT DISTINCT ON (indicator_id, period) * FROM figures ORDER BY indicator_id, period, revision DESC) AS f
		JOIN figures first ON first.indicator_id = f.indicator_id AND first.period = f.period AND first.revision = 1
		JOIN indicators i ON i.id = f.indicator_id
		WHERE f.rating = 'Red' AND f.actions = ''
		  AND NOT EXISTS (SELECT FROM actions a WHERE a.indicator_id = f.indicator_id AND (a.state = 'open' OR a.state <> 'dropped' AND a.period = f.period))`)
	if err != nil {
		return fmt.Errorf("reading the reds without actions: %w", err)
	}
	c.Unanswered = map[kpi.Subject]kpi.Date{}
	for _, r := range bare {
		c.Unanswered[kpi.Subject{Indicator: r.Indicator, Period: r.Period.Period}] = kpi.DateOf(r.PostedAt.In(c.Zone))
	}
	open, err := listActions(ctx, q, `a.state = 'open'`)
	if err != nil || len(open) == 0 {
		return err
	}
	var reported []struct {
		IndicatorID int64 `db:"indicator_id"`
		Period      period
		PostedAt    time.Time `db:"posted_at"`
	}
	err = sqlx.SelectContext(ctx, q, &reported, `
		SELECT f.indicator_id, f.period, f.posted_at
		FROM figures f
		WHERE f.revision = 1 AND f.indicator_id IN (SELECT indicator_id FROM actions WHERE state = 'open')
		  AND EXISTS (SELECT FROM figures g WHERE g.indicator_id = f.indicator_id AND g.period = f.period AND g.status NOT IN ('unavailable', 'carried-forward'))`)
	if err != nil {
		return fmt.Errorf("reading what was reported since the actions were raised: %w", err)
	}
	for _, row := range open {
		u := kpi.Undertaken{Action: row.action()}
		for _, f := range reported {
			if f.IndicatorID == row.IndicatorID && u.Period.Before(f.Period.Period) && (u.Later.IsZero() || u.Later.Before(f.Period.Period)) {
				u.Later, u.LaterDay = f.Period.Period, kpi.DateOf(f.PostedAt.In(c.Zone))
			}
		}
		c.Undertaken = append(c.Undertaken, u)
	}
	return nil
}

package store

import (
	"context"
	"fmt"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// statusTold is for how many days back messages are updated when somebody says that they are here.
const statusTold = 30

// backByStatus records that the person is here, whatever their Slack status says. It asks for the messages that speak
// of their figures to be updated: their own, which take them for away, and those of whoever was asked instead. It locks
// messages before the row of slack_people, in the same order as a delivery.
func (s *Store) backByStatus(ctx context.Context, tx *sqlx.Tx, person string, today kpi.Date) error {
	var taken bool
	err := tx.GetContext(ctx, &taken, `SELECT EXISTS (SELECT FROM slack_people WHERE person = $1 AND away_from IS NOT NULL)`, person)
	if err != nil || !taken {
		return wrapped(err, "reading what their status says")
	}
	var ids pq.Int64Array
	err = tx.SelectContext(ctx, &ids, `
		SELECT m.id FROM notifications m
		WHERE m.state IN ('sending', 'ambiguous', 'sent') AND m.day >= $2
		  AND m.id IN (SELECT t.notification_id FROM notification_items t
		               WHERE t.indicator_id IN (SELECT i.id FROM indicators i WHERE i.owner = $1)
		               UNION ALL SELECT t.notification_id FROM notification_items t WHERE t.duty = 'away' AND m.recipient = $1)
		ORDER BY m.id FOR UPDATE`, person, day{today.AddDays(-statusTold)})
	if err != nil {
		return fmt.Errorf("locking the messages: %w", err)
	}
	_, err = tx.ExecContext(ctx, `UPDATE slack_people SET here = true, away_from = NULL, away_until = NULL WHERE person = $1`, person)
	if err != nil {
		return fmt.Errorf("recording that they are here: %w", err)
	}
	var told []job
	err = tx.SelectContext(ctx, &told, `
		UPDATE notifications n SET wanted = n.wanted + 1 WHERE n.id = ANY ($1) RETURNING n.id, $2::int AS priority`, ids, priorityUpdate)
	if err != nil {
		return fmt.Errorf("refreshing messages: %w", err)
	}
	return s.enqueue(ctx, tx.Tx, told...)
}

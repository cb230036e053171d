package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

const (
	// insertNoticesQuery records messages in their order, but for those that were recorded before: with the keys $9, of
	// the kinds $1, to the recipients $2 on the days $3, between the instants $4 and $5.
	insertNoticesQuery = `
		INSERT INTO notifications AS n (key, kind, recipient, day, from_at, until_at, priority, token, planned_at, state, not_before, nudged_at)
		SELECT p.key, p.kind, p.recipient, p.day, p.from_at, p.until_at, $6, gen_random_uuid(), $7, 'ready', $8, $8
		FROM unnest(CAST($1 AS text[]), CAST($2 AS text[]), CAST($3 AS date[]), CAST($4 AS timestamptz[]), CAST($5 AS timestamptz[]),
		            CAST($9 AS text[])) WITH ORDINALITY AS p (kind, recipient, day, from_at, until_at, key, place)
		ORDER BY p.place
		ON CONFLICT (key) DO NOTHING
		RETURNING n.id, n.recipient`

	// insertItemsQuery records what messages name: in the messages $1 at the places $2.
	insertItemsQuery = `
		INSERT INTO notification_items (notification_id, position, duty, indicator_id, period, step, gap, owner, action_id)
		SELECT t.notification_id, t.position, t.duty, i.id, t.period, t.step, t.gap, t.owner, NULLIF(t.action, 0)
		FROM unnest(CAST($1 AS bigint[]), CAST($2 AS int[]), CAST($3 AS text[]), CAST($4 AS text[]), CAST($5 AS text[]), CAST($6 AS text[]), CAST($7 AS text[]),
		            CAST($8 AS text[]), CAST($9 AS bigint[])) AS t (notification_id, position, duty, code, period, step, gap, owner, action)
		LEFT JOIN indicators i ON i.code_key = t.code`

	// namedAtOnce is how many things that messages name a statement records at most.
	namedAtOnce = 10_000
)

// insertedNotice is a message that was not recorded before.
type insertedNotice struct {
	ID        int64  `db:"id"`
	Recipient string `db:"recipient"`
}

// insertNotices records messages that are owed, and returns those that were not recorded before. replan is for many:
// this connection may have made its plan for checking that a message is there when there were few, and would read all
// messages for each thing that one names.
func insertNotices(ctx context.Context, tx *sqlx.Tx, owed []kpi.Notice, at Clocks, replan bool) (fresh []insertedNotice, err error) {
	if len(owed) == 0 {
		return nil, nil
	}
	var keys, kinds, recipients, days, from, until pq.StringArray
	by := make(map[string]kpi.Notice, len(owed)) // nobody is owed two at once
	for _, n := range owed {
		by[n.Recipient] = n
		keys = append(keys, "daily "+n.Recipient+" "+n.Day.String())
		kinds, recipients, days = append(kinds, string(n.Kind())), append(recipients, n.Recipient), append(days, n.Day.String())
		from, until = append(from, inText(n.From)), append(until, inText(n.Until))
	}
	if err := tx.SelectContext(ctx, &fresh, insertNoticesQuery, kinds, recipients, days, from, until, priorityReminder, instant(at.Now), instant(at.Machine), keys); err != nil {
		return nil, fmt.Errorf("inserting notifications: %w", err)
	}
	if replan {
		if _, err := tx.ExecContext(ctx, `DISCARD PLANS`); err != nil {
			return nil, fmt.Errorf("planning anew: %w", err)
		}
	}
	var named namedItems
	for _, row := range fresh {
		for n, i := range by[row.Recipient].Items {
			named.add(row.ID, n, i)
			if len(named.notifications) == namedAtOnce {
				if err := named.insert(ctx, tx); err != nil {
					return nil, err
				}
			}
		}
	}
	return fresh, named.insert(ctx, tx)
}

// inText is an instant as PostgreSQL reads it in an array.
func inText(t time.Time) string { return instant(t).Format(time.RFC3339Nano) }

// namedItems are things that messages name, column by column.
type namedItems struct {
	notifications, positions, actions          pq.Int64Array
	duties, codes, periods, steps, gaps, owner pq.StringArray
}

func (all *namedItems) add(notification int64, position int, i kpi.Item) {
	code := ""
	if i.Indicator != "" {
		code = codeKey(i.Indicator)
	}
	all.notifications, all.positions, all.actions = append(all.notifications, notification), append(all.positions, int64(position)), append(all.actions, i.Action)
	all.duties, all.codes, all.periods = append(all.duties, string(i.Duty)), append(all.codes, code), append(all.periods, i.Period.String())
	all.steps, all.gaps, all.owner = append(all.steps, i.Step.String()), append(all.gaps, string(i.Gap)), append(all.owner, i.Owner)
}

// insert records them and begins anew.
func (all *namedItems) insert(ctx context.Context, tx *sqlx.Tx) error {
	if len(all.notifications) == 0 {
		return nil
	}
	_, err := tx.ExecContext(ctx, insertItemsQuery, all.notifications, all.positions, all.duties, all.codes, all.periods, all.steps, all.gaps, all.owner, all.actions)
	if err != nil {
		return fmt.Errorf("inserting what notifications name: %w", err)
	}
	*all = namedItems{
		all.notifications[:0], all.positions[:0], all.actions[:0],
		all.duties[:0], all.codes[:0], all.periods[:0], all.steps[:0], all.gaps[:0], all.owner[:0],
	}
	return nil
}

package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// plannedNotice is a message as insertNoticesQuery takes it.
type plannedNotice struct {
	Key       string         `json:"key"`
	Kind      kpi.NoticeKind `json:"kind"`
	Recipient string         `json:"recipient"`
	Day       day            `json:"day"`
	From      time.Time      `json:"from_at"`
	Until     time.Time      `json:"until_at"`
}

// plannedItem is what a message names, as insertItemsQuery takes it.
type plannedItem struct {
	Notification int64    `json:"notification_id"`
	Position     int      `json:"position"`
	Duty         kpi.Duty `json:"duty"`
	Code         string   `json:"code"`
	Period       string   `json:"period"`
	Step         string   `json:"step"`
	Gap          kpi.Gap  `json:"gap"`
	Owner        string   `json:"owner"`
	Action       int64    `json:"action"`
}

const (
	// insertNoticesQuery records the messages of a list in its order, but for those that were recorded before.
	insertNoticesQuery = `
		INSERT INTO notifications AS n (key, kind, recipient, day, from_at, until_at, priority, token, planned_at, state, not_before, nudged_at)
		SELECT p.key, p.kind, p.recipient, p.day, p.from_at, p.until_at, $2, gen_random_uuid(), $3, 'ready', $4, $4
		FROM ROWS FROM (json_to_recordset($1) AS (key text, kind text, recipient text, day date, from_at timestamptz, until_at timestamptz))
		     WITH ORDINALITY AS p (key, kind, recipient, day, from_at, until_at, place)
		ORDER BY p.place
		ON CONFLICT (key) DO NOTHING
		RETURNING ` + notificationColumns

	insertItemsQuery = `
		INSERT INTO notification_items (notification_id, position, duty, indicator_id, period, step, gap, owner, action_id)
		SELECT t.notification_id, t.position, t.duty, i.id, t.period, t.step, t.gap, t.owner, NULLIF(t.action, 0)
		FROM json_to_recordset($1) AS t (notification_id bigint, position int, duty text, code text, period text, step text, gap text, owner text, action bigint)
		LEFT JOIN indicators i ON i.code_key = t.code`

	// plannedAtOnce is how many messages or items a statement records at most.
	plannedAtOnce = 5000
)

// insertNotices records messages that are owed, and returns those that were not recorded before.
func insertNotices(ctx context.Context, tx *sqlx.Tx, owed []kpi.Notice, at Clocks) (fresh []notificationRow, err error) {
	by := make(map[string]kpi.Notice, len(owed)) // nobody is owed two at once
	planned := make([]plannedNotice, 0, len(owed))
	for _, n := range owed {
		by[n.Recipient] = n
		key := "daily " + n.Recipient + " " + n.Day.String()
		planned = append(planned, plannedNotice{key, n.Kind(), n.Recipient, day{n.Day}, instant(n.From), instant(n.Until)})
	}
	for some := range slices.Chunk(planned, plannedAtOnce) {
		list, err := json.Marshal(some)
		if err != nil {
			return nil, fmt.Errorf("writing the notifications: %w", err)
		}
		var rows []notificationRow
		if err := tx.SelectContext(ctx, &rows, insertNoticesQuery, string(list), priorityReminder, instant(at.Now), instant(at.Machine)); err != nil {
			return nil, fmt.Errorf("inserting notifications: %w", err)
		}
		fresh = append(fresh, rows...)
	}
	var items []plannedItem
	for _, row := range fresh {
		for n, i := range by[row.Recipient].Items {
			code := ""
			if i.Indicator != "" {
				code = codeKey(i.Indicator)
			}
			items = append(items, plannedItem{row.ID, n, i.Duty, code, i.Period.String(), i.Step.String(), i.Gap, i.Owner, i.Action})
		}
	}
	for some := range slices.Chunk(items, plannedAtOnce) {
		list, err := json.Marshal(some)
		if err != nil {
			return nil, fmt.Errorf("writing what notifications name: %w", err)
		}
		if _, err := tx.ExecContext(ctx, insertItemsQuery, string(list)); err != nil {
			return nil, fmt.Errorf("inserting what notifications name: %w", err)
		}
	}
	return fresh, nil
}

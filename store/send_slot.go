package store

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// workspace is the slot that every channel shares.
const workspace = ""

// room is the channel in which a notification is said. Until Slack has named the recipient's direct messages, the
// recipient's id stands for them.
func (r notificationRow) room() string {
	if r.Channel != "" {
		return r.Channel
	}
	return r.Recipient
}

// roomOf is room in SQL, of the notifications n.
func roomOf(n string) string { return "COALESCE(" + n + ".channel, " + n + ".recipient)" }

// mostInLine is the longest line that is counted. Whoever stands behind so many looks again when they may have been
// said.
const mostInLine = 60

// standInLineQuery works out when the turn of a message comes: once everything that goes before it in its channel is
// said, one after the other. It notes that its job waits until then, so that the job does not count as lost. The note
// is not waited for, as losing it costs only a look too many.
var standInLineQuery = `
	UPDATE notifications n
	SET nudged_at = CAST($2 AS timestamptz) + (
		SELECT count(*) FROM (
			SELECT FROM notifications o
			WHERE ` + roomOf("o") + ` = ` + roomOf("n") + ` AND (o.state = 'ready' OR o.state = 'sent' AND o.shown < o.wanted)
			  AND o.failures = 0 AND o.from_at <= $3
			  AND (` + turnOf("o") + `, o.id) < (` + turnOf("n") + `, n.id)
			LIMIT ` + strconv.Itoa(mostInLine) + `) AS ahead) * CAST($4 AS interval)
	WHERE n.id = $1 AND set_config('synchronous_commit', 'off', true) = 'off'
	RETURNING n.nudged_at`

// turnOf orders those who wait to speak in one channel, as the queue does: alerts first, updates last.
func turnOf(n string) string {
	return "CASE WHEN " + n + ".state = 'sent' THEN " + strconv.Itoa(priorityUpdate) + " ELSE " + n + ".priority END"
}

// standInLine has the message wait for its turn in a channel that is free only later. All who wait would otherwise come
// at once each time that it is free, and all but one in vain.
func (r notificationRow) standInLine(ctx context.Context, tx *preparedTx, items []kpi.Item, free time.Time, at Clocks, p Patience) (Delivery, error) {
	var turn time.Time
	err := sqlx.GetContext(ctx, tx, &turn, standInLineQuery, r.ID, instant(free), instant(at.Now), fmt.Sprintf("%d microseconds", p.Pace.Microseconds()))
	if err != nil {
		return Delivery{}, fmt.Errorf("standing in line: %w", err)
	}
	return Delivery{Notification: r.notification(items), Task: Wait, Wait: turn.Sub(at.Machine)}, tx.Commit()
}

// takeSlot takes the channel's next turn. If the turn is only free later, takeSlot takes nothing and returns when.
func takeSlot(ctx context.Context, tx transaction, row notificationRow, at Clocks, p Patience) (free time.Time, err error) {
	slots, err := lockSlots(ctx, tx, row.room(), at)
	if err != nil {
		return time.Time{}, err
	}
	for _, s := range slots {
		if s.NextAt.After(free) {
			free = s.NextAt
		}
	}
	if free.After(at.Machine) {
		return free, nil
	}
	return free, saveSlot(ctx, tx, slot{Channel: row.room(), NextAt: at.Machine.Add(p.Pace)})
}

type slot struct {
	Channel string    `db:"channel"`
	NextAt  time.Time `db:"next_at"`
	Limited bool      `db:"limited"` // Slack asked for this wait
}

const (
	makeSlotQuery  = `INSERT INTO send_slots (channel, next_at, limited) VALUES ($1, $2, false) ON CONFLICT DO NOTHING`
	lockSlotsQuery = `SELECT channel, next_at, limited FROM send_slots WHERE channel IN ($1, '') ORDER BY channel FOR UPDATE`
	saveSlotQuery  = `
		INSERT INTO send_slots (channel, next_at, limited) VALUES ($1, $2, $3)
		ON CONFLICT (channel) DO UPDATE SET next_at = greatest(send_slots.next_at, $2), limited = $3`
)

// lockSlots locks the rows of the channel and of the workspace until the transaction ends.
func lockSlots(ctx context.Context, tx transaction, channel string, at Clocks) ([]slot, error) {
	for {
		var slots []slot
		if err := sqlx.SelectContext(ctx, tx, &slots, lockSlotsQuery, channel); err != nil {
			return nil, fmt.Errorf("locking the slots: %w", err)
		}
		if slices.ContainsFunc(slots, func(s slot) bool { return s.Channel == channel }) {
			return slots, nil
		}
		if _, err := tx.ExecContext(ctx, makeSlotQuery, channel, instant(at.Machine)); err != nil {
			return nil, fmt.Errorf("making a slot: %w", err)
		}
	}
}

func saveSlot(ctx context.Context, tx transaction, s slot) error {
	_, err := tx.ExecContext(ctx, saveSlotQuery, s.Channel, instant(s.NextAt), s.Limited)
	if err != nil {
		return fmt.Errorf("saving a slot: %w", err)
	}
	return nil
}

// pause leaves a channel alone for as long as Slack asked. If Slack has asked so for another channel too, it means the
// whole workspace.
func pause(ctx context.Context, tx transaction, channel string, at Clocks, wait time.Duration) error {
	var others int
	err := sqlx.GetContext(ctx, tx, &others, `
		SELECT count(*) FROM send_slots WHERE limited AND next_at > $2 AND channel NOT IN ($1, '')`, channel, instant(at.Machine))
	if err != nil {
		return fmt.Errorf("looking for other pauses: %w", err)
	}
	until := at.Machine.Add(wait)
	if err := saveSlot(ctx, tx, slot{channel, until, true}); err != nil {
		return err
	}
	if others > 0 {
		return saveSlot(ctx, tx, slot{workspace, until, true})
	}
	return nil
}

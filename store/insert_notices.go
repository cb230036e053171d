package store

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/lib/pq"

	"chaser/kpi"
)

const (
	// insertNoticesQuery records messages in their order, but for those that were recorded before: with the keys $9, of
	// the kinds $1, to the recipients $2 on the days $3, between the instants $4 and $5.
	insertNoticesQuery = `
		WITH fresh AS (
			INSERT INTO notifications AS n (key, kind, recipient, day, from_at, until_at, priority, token, planned_at, state, not_before, nudged_at)
			SELECT p.key, p.kind, p.recipient, p.day, p.from_at, p.until_at, $6, p.token, $7, 'ready', $8, $8
			FROM unnest(CAST($1 AS text[]), CAST($2 AS text[]), CAST($3 AS date[]), CAST($4 AS timestamptz[]), CAST($5 AS timestamptz[]),
			            CAST($9 AS text[]), CAST($10 AS uuid[])) WITH ORDINALITY AS p (kind, recipient, day, from_at, until_at, key, token, place)
			ORDER BY p.place
			ON CONFLICT (key) DO NOTHING
			RETURNING n.id, n.recipient)
		SELECT COALESCE(array_agg(id ORDER BY id), '{}'), COALESCE(array_agg(recipient ORDER BY id), '{}') FROM fresh`

	// insertItemsQuery records what messages name: in the messages $1 at the places $2. No indicator or action is 0.
	insertItemsQuery = `
		INSERT INTO notification_items (notification_id, position, duty, indicator_id, period, step, gap, owner, action_id)
		SELECT t.notification_id, t.position, t.duty, NULLIF(t.indicator, 0), t.period, t.step, t.gap, t.owner, NULLIF(t.action, 0)
		FROM unnest(CAST($1 AS bigint[]), CAST($2 AS int[]), CAST($3 AS text[]), CAST($4 AS bigint[]), CAST($5 AS text[]), CAST($6 AS text[]), CAST($7 AS text[]),
		            CAST($8 AS text[]), CAST($9 AS bigint[])) AS t (notification_id, position, duty, indicator, period, step, gap, owner, action)`

	// namedAtOnce is how many things that messages name a statement records at most.
	namedAtOnce = 10_000
)

// insertedNotice is a message that was not recorded before.
type insertedNotice struct {
	ID        int64
	Recipient string
}

// insertNotices records the part's messages, and returns those that were not recorded before. If there are more parts,
// the first one has PostgreSQL plan anew: this connection may have made its plan for checking that a message is there
// when there were few, and would read all messages for each thing that one names.
func (p planPart) insertNotices(ctx context.Context, tx *preparedTx, at Clocks) (fresh []insertedNotice, err error) {
	if len(p.owed) == 0 {
		return nil, nil
	}
	var ids pq.Int64Array
	var to pq.StringArray
	if err := tx.QueryRowxContext(ctx, insertNoticesQuery, p.columns(at)...).Scan(&ids, &to); err != nil {
		return nil, fmt.Errorf("inserting notifications: %w", err)
	}
	if p.first && p.more {
		if _, err := tx.ExecContext(ctx, `DISCARD PLANS`); err != nil {
			return nil, fmt.Errorf("planning anew: %w", err)
		}
	}
	places := make(map[string]int, len(p.owed)) // nobody is owed two at once
	for place, n := range p.owed {
		places[n.Recipient] = place
	}
	fresh = make([]insertedNotice, 0, len(ids))
	var named namedItems
	for row, id := range ids {
		fresh = append(fresh, insertedNotice{id, to[row]})
		for n, i := range p.owed[places[to[row]]].Items {
			named.add(id, n, i, p.ids[i.Indicator])
			if len(named.notifications) == namedAtOnce {
				if err := named.insert(ctx, tx); err != nil {
					return nil, err
				}
			}
		}
	}
	return fresh, named.insert(ctx, tx)
}

// columns are the parameters of insertNoticesQuery.
func (p planPart) columns(at Clocks) []any {
	column := func() pq.StringArray { return make(pq.StringArray, 0, len(p.owed)) }
	keys, kinds, recipients, days, from, until, tokens := column(), column(), column(), column(), column(), column(), column()
	var day, opens, closes string
	for place, n := range p.owed {
		// Most are of the same day and hours as the one before.
		if before := max(place-1, 0); place == 0 || n.Day != p.owed[before].Day || n.From != p.owed[before].From || n.Until != p.owed[before].Until {
			day, opens, closes = n.Day.String(), inText(n.From), inText(n.Until)
		}
		keys = append(keys, "daily "+n.Recipient+" "+day)
		kinds, recipients, days = append(kinds, string(n.Kind())), append(recipients, n.Recipient), append(days, day)
		from, until = append(from, opens), append(until, closes)
		tokens = append(tokens, newToken(at.Machine, p.before+place))
	}
	return []any{kinds, recipients, days, from, until, priorityReminder, instant(at.Now), instant(at.Machine), keys, tokens}
}

// newToken is the token of a plan's message: a UUID that begins with the time and the message's number. Their index
// then grows at its end, while random ones would touch a page of it each; and PostgreSQL takes as long to draw a random
// one as to record the rest of a message.
func newToken(at time.Time, number int) string {
	var token [16]byte
	binary.BigEndian.PutUint64(token[:], uint64(at.UnixMilli()+int64(number>>12))<<16|7<<12|uint64(number&0xfff)) //nolint:gosec // it is after 1970
	_, _ = rand.Read(token[8:])                                                                                   // never fails
	token[8] = token[8]&0x3f | 0x80
	return hex.EncodeToString(token[:]) // PostgreSQL takes it without hyphens
}

// inText is an instant as PostgreSQL reads it in an array.
func inText(t time.Time) string { return instant(t).Format(time.RFC3339Nano) }

// namedItems are things that messages name, column by column.
type namedItems struct {
	notifications, positions, indicators, actions pq.Int64Array
	duties, periods, steps, gaps, owner           pq.StringArray
}

func (all *namedItems) add(notification int64, position int, i kpi.Item, indicator int64) {
	all.notifications, all.positions = append(all.notifications, notification), append(all.positions, int64(position))
	all.indicators, all.actions = append(all.indicators, indicator), append(all.actions, i.Action)
	all.duties, all.periods = append(all.duties, string(i.Duty)), append(all.periods, i.Period.String())
	all.steps, all.gaps, all.owner = append(all.steps, i.Step.String()), append(all.gaps, string(i.Gap)), append(all.owner, i.Owner)
}

// insert records them and begins anew.
func (all *namedItems) insert(ctx context.Context, tx *preparedTx) error {
	if len(all.notifications) == 0 {
		return nil
	}
	_, err := tx.ExecContext(ctx, insertItemsQuery, all.notifications, all.positions, all.duties, all.indicators, all.periods, all.steps, all.gaps, all.owner, all.actions)
	if err != nil {
		return fmt.Errorf("inserting what notifications name: %w", err)
	}
	*all = namedItems{
		all.notifications[:0], all.positions[:0], all.indicators[:0], all.actions[:0],
		all.duties[:0], all.periods[:0], all.steps[:0], all.gaps[:0], all.owner[:0],
	}
	return nil
}

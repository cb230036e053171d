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
	// insertNoticesQuery records messages in their order, but for those that were recorded before: to the recipients $1
	// with the tokens $2. Few differ in the rest, so each has a number $3 among the kinds $4, the days $5 and the
	// instants $6 and $7 between which it may be said. It answers with those that were not recorded before.
	insertNoticesQuery = `
		WITH fresh AS (
			INSERT INTO notifications AS n (key, kind, recipient, day, from_at, until_at, priority, token, planned_at, state, not_before, nudged_at)
			SELECT 'daily ' || p.recipient || ' ' || (CAST($5 AS text[]))[p.sort], (CAST($4 AS text[]))[p.sort], p.recipient,
			       CAST((CAST($5 AS text[]))[p.sort] AS date), (CAST($6 AS timestamptz[]))[p.sort], (CAST($7 AS timestamptz[]))[p.sort],
			       $8, p.token, $9, 'ready', $10, $10
			FROM unnest(CAST($1 AS text[]), CAST($2 AS uuid[]), CAST($3 AS int[])) WITH ORDINALITY AS p (recipient, token, sort, place)
			ORDER BY p.place
			ON CONFLICT (key) DO NOTHING
			RETURNING n.id, n.recipient)
		SELECT COALESCE(array_agg(id ORDER BY id), '{}'), COALESCE(array_agg(recipient ORDER BY id), '{}') FROM fresh`

	// insertItemsQuery records what messages name: in the messages $1 at the places $2, the indicators $3, their owners
	// $4 and the actions $5. No indicator or action is 0. Of the rest each has a number $6 among the duties $7, the
	// periods $8, the steps $9 and the gaps $10.
	insertItemsQuery = `
		INSERT INTO notification_items (notification_id, position, duty, indicator_id, period, step, gap, owner, action_id)
		SELECT t.notification_id, t.position, (CAST($7 AS text[]))[t.sort], NULLIF(t.indicator, 0), (CAST($8 AS text[]))[t.sort], (CAST($9 AS text[]))[t.sort],
		       (CAST($10 AS text[]))[t.sort], t.owner, NULLIF(t.action, 0)
		FROM unnest(CAST($1 AS bigint[]), CAST($2 AS int[]), CAST($3 AS bigint[]), CAST($4 AS text[]), CAST($5 AS bigint[]), CAST($6 AS int[]))
		     AS t (notification_id, position, indicator, owner, action, sort)`

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
	named := namedItems{numbers: map[itemSort]int64{}}
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

// noticeSort is what many messages of a plan have in common.
type noticeSort struct {
	kind        kpi.NoticeKind
	day         kpi.Date
	from, until time.Time
}

// columns are the parameters of insertNoticesQuery.
func (p planPart) columns(at Clocks) []any {
	recipients, tokens := make(pq.StringArray, 0, len(p.owed)), make(pq.StringArray, 0, len(p.owed))
	sorts, numbers := make(pq.Int64Array, 0, len(p.owed)), map[noticeSort]int64{}
	var kinds, days, from, until pq.StringArray
	for place, n := range p.owed {
		sort := noticeSort{n.Kind(), n.Day, n.From, n.Until}
		number, known := numbers[sort]
		if !known {
			kinds, days = append(kinds, string(sort.kind)), append(days, sort.day.String())
			from, until = append(from, inText(sort.from)), append(until, inText(sort.until))
			number = int64(len(kinds))
			numbers[sort] = number
		}
		recipients, tokens = append(recipients, n.Recipient), append(tokens, newToken(at.Machine, p.before+place))
		sorts = append(sorts, number)
	}
	return []any{recipients, tokens, sorts, kinds, days, from, until, priorityReminder, instant(at.Now), instant(at.Machine)}
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
	notifications, positions, indicators, actions, sorts pq.Int64Array
	owners                                               pq.StringArray

	numbers                      map[itemSort]int64
	duties, periods, steps, gaps pq.StringArray
}

// itemSort is what many things that messages name have in common.
type itemSort struct {
	kpi.Duty
	kpi.Period
	kpi.Step
	kpi.Gap
}

func (all *namedItems) add(notification int64, position int, i kpi.Item, indicator int64) {
	sort := itemSort{i.Duty, i.Period, i.Step, i.Gap}
	number, known := all.numbers[sort]
	if !known {
		all.duties, all.periods = append(all.duties, string(i.Duty)), append(all.periods, i.Period.String())
		all.steps, all.gaps = append(all.steps, i.Step.String()), append(all.gaps, string(i.Gap))
		number = int64(len(all.duties))
		all.numbers[sort] = number
	}
	all.notifications, all.positions = append(all.notifications, notification), append(all.positions, int64(position))
	all.indicators, all.actions = append(all.indicators, indicator), append(all.actions, i.Action)
	all.sorts, all.owners = append(all.sorts, number), append(all.owners, i.Owner)
}

// insert records them and begins anew.
func (all *namedItems) insert(ctx context.Context, tx *preparedTx) error {
	if len(all.notifications) == 0 {
		return nil
	}
	_, err := tx.ExecContext(ctx, insertItemsQuery, all.notifications, all.positions, all.indicators, all.owners, all.actions, all.sorts,
		all.duties, all.periods, all.steps, all.gaps)
	if err != nil {
		return fmt.Errorf("inserting what notifications name: %w", err)
	}
	all.notifications, all.positions, all.indicators = all.notifications[:0], all.positions[:0], all.indicators[:0]
	all.actions, all.sorts, all.owners = all.actions[:0], all.sorts[:0], all.owners[:0]
	return nil
}

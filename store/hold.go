package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// A message that Slack does not take until somebody has mended something is held. It stays ready, is tried again every
// few minutes, and may be tried at once. Messages that one cure lets go are held together. The performance team is told
// once about all of them, as soon as the first is held. That same message later says that they have been said.

// ShutAbout is what the news of held messages is made from.
type ShutAbout struct {
	Notification int64  `json:"notification"` // the first that was held
	Channel      string `json:"channel"`      // its recipient's Slack id: a channel's or a person's
	Reason       string `json:"reason"`       // Slack's word
	Everywhere   bool   `json:"everywhere,omitempty"`
}

// waiting are the notifications that are still to be said; table is empty or ends with a dot.
func waiting(table string) string { return table + `state IN ('ready', 'sending', 'ambiguous')` }

// heldBy names what holds a message. The same Hold for the same recipient has the same name.
func (r notificationRow) heldBy(h Hold) string {
	who := r.Recipient
	if h.Everywhere {
		who = "*"
	}
	return who + " " + h.Cause
}

// hold marks the row, which is not saved yet, as held by the outcome's cause. If that cause holds other messages, the
// row joins them. joined is false if the row was held by it already, or if nobody is to be told.
func (s *Store) hold(ctx context.Context, tx transaction, row notificationRow, o Outcome) (held notificationRow, joined bool, err error) {
	by := row.heldBy(o.Hold)
	if row.Held == by {
		return row, false, nil
	}
	row.Held, row.HeldFirst = by, 0
	// Nobody is told of two kinds of message. One is news of what is held. The other is an answer in a thread, as who
	// asked has it in their own messages too.
	if o.Hold.Untold || row.Kind == kpi.NewsShut || row.Kind == kpi.NewsAnswer {
		return row, false, nil
	}
	if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock(hashtext('chaser hold'), hashtext($1))`, by); err != nil {
		return row, false, fmt.Errorf("locking what holds messages: %w", err)
	}
	var firsts []int64
	err = sqlx.SelectContext(ctx, tx, &firsts, `
		SELECT held_first FROM notifications WHERE held = $1 AND held_first IS NOT NULL AND id <> $2 AND `+waiting("")+` ORDER BY id LIMIT 1`, by, row.ID)
	if err != nil {
		return row, false, fmt.Errorf("looking for what else is held: %w", err)
	}
	row.HeldFirst = row.ID
	if len(firsts) > 0 {
		row.HeldFirst = firsts[0]
	}
	return row, true, nil
}

// tellHeld tells the performance team of the first message that something holds. For each further one it asks for that
// news to be updated.
func (s *Store) tellHeld(ctx context.Context, tx *preparedTx, row notificationRow, o Outcome, at Clocks) error {
	if row.HeldFirst != row.ID {
		told, err := refreshHolds(ctx, tx, row)
		if err != nil {
			return err
		}
		return s.enqueue(ctx, tx.Tx.Tx, told...)
	}
	people, err := listPeople(ctx, tx)
	if err != nil {
		return err
	}
	var all []news
	for _, p := range people {
		if p.Is(kpi.Admin) && p.SlackID != row.Recipient {
			all = append(all, news{
				key: holdKey(row.ID) + p.SlackID, kind: kpi.NewsShut, recipient: p.SlackID, priority: priorityAlert,
				about: ShutAbout{row.ID, row.Recipient, row.Reason, o.Hold.Everywhere},
			})
		}
	}
	_, err = s.tell(ctx, tx, tx.Tx.Tx, at.Now, at.today(), all...)
	return err
}

func holdKey(first int64) string { return fmt.Sprintf("shut %d ", first) }

// refreshHolds asks for the news of what holds these messages to be updated. It returns the jobs to enqueue.
func refreshHolds(ctx context.Context, tx transaction, rows ...notificationRow) (told []job, err error) {
	seen := map[int64]bool{0: true}
	for _, r := range rows {
		if seen[r.HeldFirst] {
			continue
		}
		seen[r.HeldFirst] = true
		one, err := refreshNews(ctx, tx, holdKey(r.HeldFirst)+"%")
		if err != nil {
			return nil, err
		}
		told = append(told, one...)
	}
	return told, nil
}

// shutStands reports whether held messages are still news. They are not if everything was mended before anybody heard.
// What was given up is news in any case.
func shutStands(ctx context.Context, tx transaction, row notificationRow) (bool, error) {
	var about ShutAbout
	if err := row.notification(nil).About(&about); err != nil {
		return false, err
	}
	h, err := readHeld(ctx, tx, about.Notification)
	return h.Waiting > 0 || h.GivenUp > 0, err
}

// HeldTogether counts the messages that wait for one cure, including those that follow a held one. It also counts those
// that no longer wait, by what became of them.
type HeldTogether struct {
	Waiting int
	Said    int
	GivenUp int
}

// HeldTogether reads what is held together with this first message.
func (s *Store) HeldTogether(ctx context.Context, first int64) (HeldTogether, error) {
	h, err := readHeld(ctx, s.patient, first)
	return h, wrapped(err, "store.HeldTogether")
}

func readHeld(ctx context.Context, q sqlx.QueryerContext, first int64) (h HeldTogether, err error) {
	err = sqlx.GetContext(ctx, q, &h, `
		WITH RECURSIVE held AS (
			SELECT id, state FROM notifications WHERE held_first = $1 OR id = $1
			UNION
			SELECT n.id, n.state
			FROM held h, LATERAL (SELECT id, state FROM notifications WHERE follows = h.id
			                      UNION ALL SELECT id, state FROM notifications WHERE thread_of = h.id) AS n
			WHERE `+waiting("h.")+` AND n.state = 'ready')
		SELECT count(*) FILTER (WHERE `+waiting("")+`) AS waiting, count(*) FILTER (WHERE state = 'sent') AS said,
		       count(*) FILTER (WHERE state = 'rejected') AS givenup
		FROM held`, first)
	return h, wrapped(err, "reading what is held")
}

const waitingQuery = `SELECT id, priority FROM notifications WHERE (thread_of = $1 OR follows = $1) AND state = 'ready' ORDER BY id`

// afterwards does what follows once a message has been said. What waited for it can be said, and so can what was held
// by the same cause, heldBy. The performance team reads that it was said.
func (s *Store) afterwards(ctx context.Context, tx *preparedTx, row notificationRow, heldBy string) error {
	var next []job
	if err := sqlx.SelectContext(ctx, tx, &next, waitingQuery, row.ID); err != nil {
		return fmt.Errorf("reading what its thread holds: %w", err)
	}
	if heldBy != "" {
		freed, err := letGo(ctx, tx, `held = $2`, heldBy)
		if err != nil {
			return err
		}
		next = append(next, freed...)
	}
	if row.HeldFirst == 0 {
		row.HeldFirst = row.ID // the release before this one left it unset
	}
	told, err := refreshHolds(ctx, tx, row)
	if err != nil {
		return err
	}
	return s.enqueue(ctx, tx.Tx.Tx, append(next, told...)...)
}

// atOnce is a not_before that has passed by any machine's clock.
var atOnce = time.Unix(0, 0).UTC()

// letGo makes held messages that meet the condition due at once. It passes over those that another process has locked.
func letGo(ctx context.Context, tx transaction, condition string, args ...any) ([]job, error) {
	var freed []job
	err := sqlx.SelectContext(ctx, tx, &freed, `
		UPDATE notifications n SET not_before = $1
		FROM (SELECT id FROM notifications
		      WHERE held IS NOT NULL AND (state = 'ready' OR state = 'sent' AND shown < wanted) AND (`+condition+`)
		      ORDER BY id FOR UPDATE SKIP LOCKED) AS freed
		WHERE n.id = freed.id
		RETURNING n.id, n.priority`, append([]any{atOnce}, args...)...)
	return freed, wrapped(err, "letting go what is held")
}

package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// A message that Slack does not take until somebody has mended something is held: it stays ready, is tried again every
// few minutes and may be tried at once. What one cure lets go is held together. The performance team is told once of
// all of it, as soon as the first is held, and reads in the same message that it has been said.

// ShutAbout is what news of messages that are held is made of.
type ShutAbout struct {
	Notification int64  `json:"notification"` // the first that was held
	Channel      string `json:"channel"`      // its recipient's Slack id: a channel's or a person's
	Reason       string `json:"reason"`       // Slack's word
	Everywhere   bool   `json:"everywhere,omitempty"`
}

// waiting are the notifications that are still to be said; table is empty or ends with a dot.
func waiting(table string) string { return table + `state IN ('ready', 'sending', 'ambiguous')` }

// heldBy names what holds a message: an outcome of the same Hold to the same recipient has the same name.
func (r notificationRow) heldBy(h Hold) string {
	who := r.Recipient
	if h.Everywhere {
		who = "*"
	}
	return who + " " + h.Cause
}

// hold marks the row, not yet saved, as held by the outcome's cause together with whatever is held by it already.
func (s *Store) hold(ctx context.Context, tx transaction, row notificationRow, o Outcome) (held notificationRow, joined bool, err error) {
	by := row.heldBy(o.Hold)
	if row.Held == by {
		return row, false, nil
	}
	row.Held, row.HeldFirst = by, 0
	// News of what is held tells nobody of its own trouble, and an answer in a thread stands beside who asked, who has
	// it.
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

// tellHeld tells the performance team of the first message that something holds, and of the others in the same message;
// people mend it in Slack.
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

// refreshHolds asks for the news of what holds these messages to be brought up to date, and returns the jobs to
// enqueue.
func refreshHolds(ctx context.Context, tx transaction, rows ...notificationRow) (told []nudge, err error) {
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

// shutStands: what was mended before anybody heard is no news. What was given up is.
func shutStands(ctx context.Context, tx transaction, row notificationRow) (bool, error) {
	var about ShutAbout
	if err := row.notification(nil).About(&about); err != nil {
		return false, err
	}
	h, err := readHeld(ctx, tx, about.Notification)
	return h.Waiting > 0 || h.GivenUp > 0, err
}

// HeldTogether is how many messages wait for one cure, those among them that follow one that is held; and what became
// of those that did.
type HeldTogether struct {
	Waiting int
	Said    int
	GivenUp int
}

// HeldTogether reads what is held together with its first.
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

// afterwards is what follows from a message's being said: what waits for it can be said, and so can what was held with
// it, and the performance team reads that it was.
func (s *Store) afterwards(ctx context.Context, tx *preparedTx, row notificationRow, heldBy string) error {
	var next []nudge
	if err := sqlx.SelectContext(ctx, tx, &next, `SELECT id, priority FROM notifications WHERE (thread_of = $1 OR follows = $1) AND state = 'ready' ORDER BY id`, row.ID); err != nil {
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
		row.HeldFirst = row.ID // as the release before had it
	}
	told, err := refreshHolds(ctx, tx, row)
	if err != nil {
		return err
	}
	return s.enqueue(ctx, tx.Tx.Tx, append(next, told...)...)
}

// atOnce is a not_before by any machine's clock.
var atOnce = time.Unix(0, 0).UTC()

// letGo makes what is held, and meets the condition, due at once. What another process has in hand is passed over.
func letGo(ctx context.Context, tx transaction, condition string, args ...any) ([]nudge, error) {
	var freed []nudge
	err := sqlx.SelectContext(ctx, tx, &freed, `
		UPDATE notifications n SET not_before = $1
		FROM (SELECT id FROM notifications
		      WHERE held IS NOT NULL AND (state = 'ready' OR state = 'sent' AND shown < wanted) AND (`+condition+`)
		      ORDER BY id FOR UPDATE SKIP LOCKED) AS freed
		WHERE n.id = freed.id
		RETURNING n.id, n.priority`, append([]any{atOnce}, args...)...)
	return freed, wrapped(err, "letting go what is held")
}

package store

import (
	"context"
	"fmt"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// ShutAbout is what news of a channel that takes no messages is made of.
type ShutAbout struct {
	Notification int64  `json:"notification"` // what waits
	Channel      string `json:"channel"`
	Reason       string `json:"reason"` // Slack's word
}

// tellShut tells the performance team, once for each message that waits, that its channel takes none; people mend that in Slack.
func (s *Store) tellShut(ctx context.Context, tx *preparedTx, row notificationRow, at Clocks) error {
	if row.Kind == kpi.NewsAnswer { // in a thread beside who asked, who has it
		return nil
	}
	people, err := listPeople(ctx, tx)
	if err != nil {
		return err
	}
	var all []news
	for _, p := range people {
		if p.Is(kpi.Admin) {
			all = append(all, news{
				key: shutKey(row.ID) + p.SlackID, kind: kpi.NewsShut, recipient: p.SlackID, priority: priorityAlert,
				about: ShutAbout{row.ID, row.Recipient, row.Reason},
			})
		}
	}
	_, err = s.tell(ctx, tx, tx.Tx.Tx, at.Now, at.today(), all...)
	return err
}

func shutKey(waiting int64) string { return fmt.Sprintf("shut %d ", waiting) }

// shutStands: a channel that was mended before anybody heard is no news.
func shutStands(ctx context.Context, tx transaction, row notificationRow) (bool, error) {
	var about ShutAbout
	if err := row.notification(nil).About(&about); err != nil {
		return false, err
	}
	var waits bool
	err := sqlx.GetContext(ctx, tx, &waits, `SELECT state IN ('ready', 'sending', 'ambiguous') FROM notifications WHERE id = $1`, about.Notification)
	if err != nil {
		return false, fmt.Errorf("reading what waits: %w", err)
	}
	return waits, nil
}

// afterwards is what follows from a message's being said: what waits for its thread can be said, and the performance team reads that a channel
// that was shut takes messages again.
func (s *Store) afterwards(ctx context.Context, tx *preparedTx, row notificationRow) error {
	var next []nudge
	if err := sqlx.SelectContext(ctx, tx, &next, `SELECT id, priority FROM notifications WHERE (thread_of = $1 OR follows = $1) AND state = 'ready' ORDER BY id`, row.ID); err != nil {
		return fmt.Errorf("reading what its thread holds: %w", err)
	}
	mended, err := refreshNews(ctx, tx, shutKey(row.ID)+"%")
	if err != nil {
		return err
	}
	return s.enqueue(ctx, tx.Tx.Tx, append(next, mended...)...)
}

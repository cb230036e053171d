package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// TryAgain is a request to say held messages at once, as what held them may have been mended.
type TryAgain struct {
	RequestID   string // the name of Slack's delivery
	By          string // Slack id of an administrator
	Publication int64  // only this one's messages; 0: all that are held
	Now         time.Time
}

var errNotTeamsMessages = kpi.Deny("", "Only the performance team has messages tried again. Ask them to.")

// TryAgain makes held messages due at once, and returns how many there are. For a publication it also takes up those
// that were given up. The error is a *kpi.Refusal if anybody but an administrator asks. It may
// be ErrOutcomeUnknown.
func (s *Store) TryAgain(ctx context.Context, t TryAgain) (_ int, err error) {
	defer nameCall(&err, "store.TryAgain(%d)", t.Publication)
	r := Request{t.RequestID, t.By, t.Now}
	return once(ctx, s, unprepared(s.patient), "try again", r, func(ctx context.Context, tx *preparedTx) (int, error) {
		return s.tryAgain(ctx, tx.Tx, t)
	})
}

func (s *Store) tryAgain(ctx context.Context, tx *sqlx.Tx, t TryAgain) (int, error) {
	who, known, err := findActor(ctx, tx, t.By)
	if err != nil {
		return 0, err
	}
	if !known || !who.Is(kpi.Admin) {
		return 0, errNotTeamsMessages
	}
	var freed []job
	if t.Publication == 0 {
		freed, err = letGo(ctx, tx, `true`)
	} else {
		if err = tx.SelectContext(ctx, &freed, revive, atOnce, summaryKey(t.Publication, 1), instant(t.Now.Add(newsLives))); err != nil {
			return 0, fmt.Errorf("taking up what was given up: %w", err)
		}
		var held []job
		held, err = letGo(ctx, tx, `id IN (`+ofPublication("$2")+`)`, summaryKey(t.Publication, 1))
		freed = append(freed, held...)
	}
	if err != nil {
		return 0, err
	}
	if err := s.enqueue(ctx, tx.Tx, freed...); err != nil {
		return 0, err
	}
	return len(freed), nil
}

// ofPublication reads the messages of a publication: the pages of its summary, the first of which has this key, the
// cards in their threads, and the errata.
func ofPublication(firstPage string) string {
	return `
		WITH RECURSIVE said AS (
			SELECT id FROM notifications WHERE key = ` + firstPage + `
			UNION
			SELECT n.id
			FROM said s, LATERAL (SELECT id FROM notifications WHERE follows = s.id
			                      UNION ALL SELECT id FROM notifications WHERE thread_of = s.id) AS n)
		SELECT id FROM said`
}

// revive takes up what was given up of a publication. Only an earlier release gave such messages up, or this one when a
// page had waited for untilOpened.
var revive = `
	UPDATE notifications n
	SET state = 'ready', settled_at = NULL, failures = 0, absences = 0, not_before = $1, until_at = greatest(until_at, $3)
	FROM (SELECT id FROM notifications WHERE state IN ('rejected', 'withdrawn') AND id IN (` + ofPublication("$2") + `) ORDER BY id FOR UPDATE) AS lost
	WHERE n.id = lost.id
	RETURNING n.id, n.priority`

// TryAgainInHand makes all held messages due at once, for a caller who delivers what is unfinished without the queue.
func (s *Store) TryAgainInHand(ctx context.Context) error {
	tx, err := s.patient.BeginTxx(ctx, nil)
	if err != nil {
		return fmt.Errorf("store.TryAgainInHand: %w", err)
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := letGo(ctx, tx, `true`); err != nil {
		return fmt.Errorf("store.TryAgainInHand: %w", err)
	}
	return wrapped(tx.Commit(), "store.TryAgainInHand")
}

// Unsaid are the messages of a publication that have not been said yet, or were given up, in their order.
func (s *Store) Unsaid(ctx context.Context, publication int64) ([]Notification, error) {
	return s.notificationsWhere(ctx, `(`+waiting("n.")+` OR n.state = 'rejected') AND n.id IN (`+ofPublication("$1")+`)`, summaryKey(publication, 1))
}

// untilOpened is how long the messages about a publication wait for the committee's channel.
const untilOpened = 5 * 365 * 24 * time.Hour

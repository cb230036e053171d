package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// Reply is what is to be said to somebody's words when there is no request to answer, as after a mention in a channel
// or a direct message.
type Reply struct {
	RequestID string // the name of the event that it answers
	By        string // Slack id of who asked
	To        string // Slack id of a person or a channel
	ThreadTS  string // the thread in that channel; empty: none
	About     any    // what the bot makes the answer from; encoded as JSON
	Subjects  []kpi.Subject
	Now       time.Time
	Today     kpi.Date
}

// replyLives is for how long an answer is worth saying.
const replyLives = 24 * time.Hour

// TellReply records what is to be said, once. Of all calls with the same request, in any process, one is first. It
// claims the request and records the news in one transaction. So when Slack delivers an event twice, the answer is
// neither said twice nor lost.
func (s *Store) TellReply(ctx context.Context, a Reply) (first bool, err error) {
	first, err = s.tellReply(ctx, a)
	if err != nil {
		return false, fmt.Errorf("store.TellReply(%q): %w", a.RequestID, err)
	}
	return first, nil
}

func (s *Store) tellReply(ctx context.Context, a Reply) (bool, error) {
	tx, err := s.db.BeginTxx(ctx, nil)
	if err != nil {
		return false, err
	}
	defer func() { _ = tx.Rollback() }()
	if first, err := s.claimReply(ctx, tx, a); err != nil || !first {
		return false, err
	}
	lost := tx.Commit()
	if lost == nil {
		return true, nil
	}
	// Whoever recorded it, the answer is there to be said, or nothing was recorded.
	return true, s.fate(ctx, Request{replyID(a.RequestID), a.By, instant(a.Now)}, lost,
		func(context.Context, *sqlx.Tx) (bool, error) { return true, nil })
}

// claimReply claims the request and records what is to be said. It is false if the request was claimed before.
func (s *Store) claimReply(ctx context.Context, tx *sqlx.Tx, a Reply) (bool, error) {
	var subjects []newsSubject
	for _, of := range a.Subjects {
		// The indicator's row is locked. So a posting is either there to be read when the answer is worded, or finds
		// the answer and has it updated.
		id, found, err := lockIndicator(ctx, tx, of.Indicator)
		if err != nil {
			return false, err
		}
		if found {
			subjects = append(subjects, newsSubject{id, of.Period})
		}
	}
	claimed, err := tx.ExecContext(ctx, `
		INSERT INTO requests (id, kind, requested_by, requested_at) VALUES ($1, 'answer', $2, $3)
		ON CONFLICT DO NOTHING`, replyID(a.RequestID), a.By, instant(a.Now))
	if err != nil {
		return false, fmt.Errorf("claiming the request: %w", err)
	}
	if n, err := claimed.RowsAffected(); err != nil || n == 0 {
		return false, err
	}
	_, err = s.tell(ctx, tx, tx.Tx, a.Now, a.Today, news{
		key: replyID(a.RequestID), kind: kpi.NewsCard, recipient: a.To, about: a.About, subjects: subjects,
		priority: priorityAnswer, threadTS: a.ThreadTS, lives: replyLives,
	})
	return err == nil, err
}

// replyID differs from the request's own id, under which a figure may be kept that the same request posts.
func replyID(request string) string { return "answer:" + request }

// Answered reports whether an answer to the request was recorded.
func (s *Store) Answered(ctx context.Context, request string) (done bool, err error) {
	if err := s.db.GetContext(ctx, &done, `SELECT EXISTS (SELECT FROM requests WHERE id = $1)`, replyID(request)); err != nil {
		return false, fmt.Errorf("store.Answered(%q): %w", request, err)
	}
	return done, nil
}

package store

import (
	"context"
	"fmt"
	"time"

	"chaser/kpi"
)

// Answer is what is to be said to somebody's words where there is no request to answer: to a mention in a channel, to a direct message.
type Answer struct {
	RequestID string // of the event that it answers
	By        string // Slack id of who asked
	To        string // Slack id of a person or a channel
	ThreadTS  string // the thread in that channel; empty for none
	About     any    // what the bot makes the answer of, as JSON
	Subjects  []kpi.Subject
	Now       time.Time
	Today     kpi.Date
}

// answerLives is for how long an answer is worth saying.
const answerLives = 24 * time.Hour

// TellAnswer records what is to be said, once: of all calls with the same request, in any process, one is first. The request is claimed and the
// news recorded in one transaction, so that Slack's second delivery of an event neither says it again nor finds it lost.
func (s *Store) TellAnswer(ctx context.Context, a Answer) (first bool, err error) {
	first, err = s.tellAnswer(ctx, a)
	if err != nil {
		return false, fmt.Errorf("store.TellAnswer(%q): %w", a.RequestID, err)
	}
	return first, nil
}

func (s *Store) tellAnswer(ctx context.Context, a Answer) (bool, error) {
	tx, err := s.db.BeginTxx(ctx, nil)
	if err != nil {
		return false, err
	}
	defer func() { _ = tx.Rollback() }()
	var subjects []newsSubject
	for _, of := range a.Subjects {
		// Its row is locked, so that a posting either is there to be read when the answer is worded, or finds the answer to be refreshed.
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
		ON CONFLICT DO NOTHING`, answerID(a.RequestID), a.By, instant(a.Now))
	if err != nil {
		return false, fmt.Errorf("claiming the request: %w", err)
	}
	if n, err := claimed.RowsAffected(); err != nil || n == 0 {
		return false, err
	}
	_, err = s.tell(ctx, tx, tx.Tx, a.Now, a.Today, news{
		key: answerID(a.RequestID), kind: kpi.NewsAnswer, recipient: a.To, about: a.About, subjects: subjects,
		priority: priorityAnswer, threadTS: a.ThreadTS, lives: answerLives,
	})
	if err != nil {
		return false, err
	}
	return true, tx.Commit()
}

// answerID is another than the request's own, which a figure that it posts is kept under.
func answerID(request string) string { return "answer:" + request }

// Answered reports whether an answer to the request was recorded.
func (s *Store) Answered(ctx context.Context, request string) (done bool, err error) {
	if err := s.db.GetContext(ctx, &done, `SELECT EXISTS (SELECT FROM requests WHERE id = $1)`, answerID(request)); err != nil {
		return false, fmt.Errorf("store.Answered(%q): %w", request, err)
	}
	return done, nil
}

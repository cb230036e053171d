package store

import (
	"context"
	"fmt"
	"time"
)

// Heard is a kind of thing that Slack sends.
type Heard string

// Slack sends a slash command; an interaction, which is a pressed button or a form; or an event, such as a mention, a
// direct message or an opened Home.
const (
	HeardCommand     Heard = "command"
	HeardInteraction Heard = "interaction"
	HeardEvent       Heard = "event"
)

// NoteHeard records that Slack sent something of this kind at the instant.
func (s *Store) NoteHeard(ctx context.Context, kind Heard, now time.Time) error {
	_, err := s.db.ExecContext(ctx, `
		INSERT INTO heard (kind, at) VALUES ($1, $2)
		ON CONFLICT (kind) DO UPDATE SET at = GREATEST(heard.at, EXCLUDED.at)`, kind, instant(now))
	if err != nil {
		return fmt.Errorf("store.NoteHeard: %w", err)
	}
	return nil
}

// LastHeard is when Slack last sent something of each kind. A kind that never came is left out.
func (s *Store) LastHeard(ctx context.Context) (map[Heard]time.Time, error) {
	var rows []struct {
		Kind Heard
		At   time.Time
	}
	if err := s.db.SelectContext(ctx, &rows, `SELECT kind, at FROM heard`); err != nil {
		return nil, fmt.Errorf("store.LastHeard: %w", err)
	}
	last := make(map[Heard]time.Time, len(rows))
	for _, r := range rows {
		last[r.Kind] = r.At
	}
	return last, nil
}

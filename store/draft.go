package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// draftsKept is how long a draft waits for its author.
const draftsKept = 7 * 24 * time.Hour

// KeepDraft keeps what a person typed that was refused, so that they need not type it again. It returns an id that
// nobody can guess. Drafts older than draftsKept are deleted.
func (s *Store) KeepDraft(ctx context.Context, by string, content json.RawMessage, now time.Time) (id string, err error) {
	id = rand.Text() // at least 128 random bits
	tx, err := s.db.BeginTxx(ctx, nil)
	if err != nil {
		return "", fmt.Errorf("store.KeepDraft: %w", err)
	}
	defer func() { _ = tx.Rollback() }()
	_, err = tx.ExecContext(ctx, `
		WITH gone AS (DELETE FROM drafts WHERE kept_at < $5)
		INSERT INTO drafts (id, author, content, kept_at) VALUES ($1, $2, $3, $4)`,
		id, by, string(content), instant(now), instant(now.Add(-draftsKept)))
	if err == nil {
		err = tx.Commit()
	}
	if err != nil {
		return "", fmt.Errorf("store.KeepDraft: %w", err)
	}
	return id, nil
}

// Draft returns a draft to its author. Anybody else is told that there is none.
func (s *Store) Draft(ctx context.Context, id, by string) (json.RawMessage, bool, error) {
	var content string
	err := s.db.GetContext(ctx, &content, `SELECT content FROM drafts WHERE id = $1 AND author = $2`, id, by)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, fmt.Errorf("store.Draft(%q): %w", id, err)
	}
	return json.RawMessage(content), true, nil
}

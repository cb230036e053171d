package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
)

// BlockSupport is whether the workspace takes one of Slack's newer blocks, as far as is known.
type BlockSupport string

// What may be known of a block.
const (
	BlockUnknown  BlockSupport = "unknown"  // Slack was not asked, or does not say
	BlockTaken    BlockSupport = "taken"    // Slack says so, or a message with one was shown
	BlockDeclined BlockSupport = "declined" // Slack says that it is not taken
	BlockRefused  BlockSupport = "refused"  // a message with one was refused, and taken without
	BlockDoubted  BlockSupport = "doubted"  // Slack says that it is taken, but a message with one was refused before
)

// BlockNews is something learnt of a block.
type BlockNews string

// What can be learnt by asking Slack and by showing messages.
const (
	BlockSaidTaken    BlockNews = "said taken"
	BlockSaidDeclined BlockNews = "said declined"
	BlockNotSaid      BlockNews = "not said" // Slack does not know the question
	BlockWasShown     BlockNews = "was shown"
	BlockWasRefused   BlockNews = "was refused"
)

// after is what is known once the news has come. What became of a message counts for more than what Slack says it
// takes. So a block that was refused is trusted again only when a message with one was shown.
func (was BlockSupport) after(n BlockNews) BlockSupport {
	switch n {
	case BlockWasShown:
		return BlockTaken
	case BlockWasRefused:
		return BlockRefused
	case BlockSaidDeclined:
		return BlockDeclined
	case BlockSaidTaken:
		if was == BlockRefused || was == BlockDoubted {
			return BlockDoubted
		}
		return BlockTaken
	}
	return was
}

// asked reports whether the news is Slack's answer to a question.
func (n BlockNews) asked() bool {
	return n == BlockSaidTaken || n == BlockSaidDeclined || n == BlockNotSaid
}

// KnownBlock is what is known of a block.
type KnownBlock struct {
	Support BlockSupport
	AskedAt time.Time // when Slack was last asked; zero: never
}

const knownBlockQuery = `SELECT support, asked_at FROM block_support WHERE block = $1`

type knownBlockRow struct {
	Support BlockSupport `db:"support"`
	AskedAt sql.NullTime `db:"asked_at"`
}

// KnownBlock is what is known of a type of block. One that was never heard of is BlockUnknown.
func (s *Store) KnownBlock(ctx context.Context, block string) (KnownBlock, error) {
	var row knownBlockRow
	err := sqlx.GetContext(ctx, &s.prepared, &row, knownBlockQuery, block)
	if errors.Is(err, sql.ErrNoRows) {
		return KnownBlock{Support: BlockUnknown}, nil
	}
	if err != nil {
		return KnownBlock{}, fmt.Errorf("store.KnownBlock(%q): %w", block, err)
	}
	return KnownBlock{Support: row.Support, AskedAt: row.AskedAt.Time}, nil
}

// LearnBlock keeps what was learnt of a type of block at the instant.
func (s *Store) LearnBlock(ctx context.Context, block string, news BlockNews, now time.Time) error {
	if err := s.learnBlock(ctx, block, news, now); err != nil {
		return fmt.Errorf("store.LearnBlock(%q, %q): %w", block, news, err)
	}
	return nil
}

func (s *Store) learnBlock(ctx context.Context, block string, news BlockNews, now time.Time) error {
	tx, err := s.db.BeginTxx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := tx.ExecContext(ctx, `INSERT INTO block_support (block, support, learnt_at) VALUES ($1, 'unknown', $2) ON CONFLICT DO NOTHING`,
		block, instant(now)); err != nil {
		return err
	}
	var known knownBlockRow
	if err := tx.GetContext(ctx, &known, knownBlockQuery+` FOR UPDATE`, block); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `
		UPDATE block_support SET support = $2, learnt_at = $3, asked_at = CASE WHEN $4 THEN $3 ELSE asked_at END WHERE block = $1`,
		block, known.Support.after(news), instant(now), news.asked()); err != nil {
		return err
	}
	return tx.Commit()
}

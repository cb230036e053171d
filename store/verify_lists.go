package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/jmoiron/sqlx"
)

// listedAs names the columns of latest_cards, of which lists are made, as a reader of the proof knows them.
var listedAs = map[string]string{
	"own_figure": "the figure for its own people", "own_rank": "the place in time for its own people", "own_revision": "the revision for its own people",
	"own_rating": "the rating for its own people", "own_gap": "the gap for its own people", "own_status": "the status for its own people",
	"seen_figure": "the figure for others", "seen_rank": "the place in time for others", "seen_revision": "the revision for others",
	"seen_rating": "the rating for others", "seen_gap": "the gap for others", "seen_status": "the status for others",
	"shown_from": "the first published period",
}

// verifyLists compares what lists show with the figures and publications that it is made of, which the other proofs
// have compared with the trail.
func verifyLists(ctx context.Context, tx *sqlx.Tx) (*BrokenEntry, error) {
	var row struct{ Committee, Code, Is, Ought string }
	err := tx.GetContext(ctx, &row, `
		SELECT committee, code, shown AS is, ought
		FROM (SELECT i.id, i.committee, i.code, COALESCE(jsonb_strip_nulls(to_jsonb(l)) - 'indicator_id', '{}') AS shown,
		             jsonb_strip_nulls(to_jsonb(o)) - 'indicator_id' AS ought
		      FROM indicators i
		      JOIN latest_cards_of(ARRAY(SELECT id FROM indicators)) o ON o.indicator_id = i.id
		      LEFT JOIN latest_cards l ON l.indicator_id = i.id) AS both_ways
		WHERE shown <> ought
		ORDER BY id LIMIT 1`)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("comparing what lists show: %w", err)
	}
	why, err := firstDifferent(row.Is, row.Ought, listedAs)
	if err != nil {
		return nil, fmt.Errorf("what lists show of %s: %w", row.Code, err)
	}
	return &BrokenEntry{row.Committee, 0, fmt.Sprintf("what lists show of indicator %s is not what its figures say: %s.", row.Code, why)}, nil
}

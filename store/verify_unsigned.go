package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/jmoiron/sqlx"
)

// unsignedAs names the columns of unsigned_figures as a reader of the proof knows them.
var unsignedAs = map[string]string{
	"figure_id": "the figure", "revision": "the revision", "posted_at": "when it was posted", "posted_by": "who posted it",
	"owner": "the owner", "self_sign_off": "whether people sign their own", "signer": "who signs it",
}

// verifyUnsigned compares what is said to await sign-off with the figures and sign-offs that it is made of, which the
// other proofs have compared with the trail.
func verifyUnsigned(ctx context.Context, tx *sqlx.Tx) (*BrokenEntry, error) {
	var row struct {
		Committee, Code, Is, Ought string
		Period                     period
	}
	err := tx.GetContext(ctx, &row, `
		SELECT COALESCE(i.committee, '') AS committee, COALESCE(i.code, CAST(indicator_id AS text)) AS code, period, shown AS is, ought
		FROM (SELECT indicator_id, period, COALESCE(jsonb_strip_nulls(to_jsonb(u)), '{}') - '{indicator_id,period}'::text[] AS shown,
		             COALESCE(jsonb_strip_nulls(to_jsonb(a)), '{}') - '{indicator_id,period}'::text[] AS ought
		      FROM unsigned_figures u FULL JOIN unsigned_figures_anew a USING (indicator_id, period)) AS both_ways
		LEFT JOIN indicators i ON i.id = indicator_id
		WHERE shown <> ought
		ORDER BY indicator_id, period LIMIT 1`)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("comparing what awaits sign-off: %w", err)
	}
	var why string
	switch {
	case row.Is == "{}":
		why = "a figure awaits it, and is not listed"
	case row.Ought == "{}":
		why = "a figure is listed that does not await it"
	default:
		if why, err = firstDifferent(row.Is, row.Ought, unsignedAs); err != nil {
			return nil, fmt.Errorf("what awaits sign-off of %s: %w", row.Code, err)
		}
	}
	return &BrokenEntry{row.Committee, 0, fmt.Sprintf("what awaits sign-off of %s for %s is not what its figures say: %s.", row.Code, row.Period.Words(), why)}, nil
}

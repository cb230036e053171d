package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"

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
	is, err := fieldsOf([]byte(row.Is))
	if err != nil {
		return nil, err
	}
	ought, err := fieldsOf([]byte(row.Ought))
	if err != nil {
		return nil, err
	}
	broken := func(why string) *BrokenEntry {
		return &BrokenEntry{row.Committee, 0, fmt.Sprintf("what awaits sign-off of %s for %s is not what its figures say: %s.", row.Code, row.Period.Words(), why)}
	}
	switch {
	case len(is) == 0:
		return broken("a figure awaits it, and is not listed"), nil
	case len(ought) == 0:
		return broken("a figure is listed that does not await it"), nil
	}
	for _, column := range slices.Sorted(maps.Keys(unsignedAs)) {
		if !reflect.DeepEqual(is[column], ought[column]) {
			return broken(fmt.Sprintf("%s is %s, and should be %s", unsignedAs[column], quoted(shownField(is[column])), quoted(shownField(ought[column])))), nil
		}
	}
	return nil, fmt.Errorf("what awaits sign-off of %s differs in nothing that is known", row.Code)
}

// Package filled makes a council's database of any size, for tests of plans and for benchmarks: so many indicators,
// each with so many periods, each revised so many times. It writes rows in bulk, a million figures in about a minute.
//
// What it makes is as the program leaves it, with three exceptions, all to be quick: no figure has a request, the audit
// trail is empty, so that audit verify would find figures that nobody recorded, and no message was ever sent.
package filled

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Council is the size of what is made. The zero value of a field takes the default that it names.
type Council struct {
	Indicators int // all quarterly; 300
	Periods    int // quarters with a figure, up to Q2 2023/24; 8, at most 400
	Revisions  int // of each figure; 1
	Committees int // a third of them has each figure signed off, so has each second service no manager; 10
	People     int // who own the indicators in turn; one for each ten indicators
	Published  int // how many of the periods before the last were published for every committee; 0
	LateOf     int // one of so many indicators has its figure of Q3 2023/24, which is being collected; 0: none has

	// Quick fills without triggers, which the user must be allowed to turn off, and works out at the end what
	// triggers keep of cards and sign-offs. Then nothing waits to be looked at or to be checked.
	Quick bool
}

// The people whom every council has, beside its owners U00001, U00002, ….
const (
	Team    = "UTEAM"    // the performance team
	Manager = "UMANAGER" // the line manager of every second owner, and the first committee's member
)

// Code is the code of the nth indicator, from 1 on.
func Code(n int) string { return fmt.Sprintf("X%05d", n) }

// Owner is the Slack id of the nth owner, from 1 on.
func Owner(n int) string { return fmt.Sprintf("U%05d", n) }

// maxPeriods reaches back to 1923.
const maxPeriods = 400

func (c Council) whole() (Council, error) {
	for _, d := range []struct {
		field  *int
		normal int
	}{{&c.Indicators, 300}, {&c.Periods, 8}, {&c.Revisions, 1}, {&c.Committees, 10}, {&c.People, max(c.Indicators/10, 1)}} {
		if *d.field == 0 {
			*d.field = d.normal
		}
	}
	if c.Periods > maxPeriods || c.Published >= c.Periods {
		return c, errors.New("filled: too many periods, or all of them published")
	}
	return c, nil
}

// Fill makes the council in a schema that is migrated and empty.
func (c Council) Fill(ctx context.Context, db *sql.DB) error {
	c, err := c.whole()
	if err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	if c.Quick {
		if _, err := tx.ExecContext(ctx, `SET LOCAL session_replication_role = replica`); err != nil {
			return err
		}
	}
	for _, s := range []struct {
		what, query string
		args        []any
	}{
		{"people", peopleQuery, []any{c.People}},
		{"committees", committeesQuery, []any{c.Committees}},
		{"members", `INSERT INTO committee_members (committee, person, position) VALUES ('Committee 1', 'UMANAGER', 0)`, nil},
		{"indicators", indicatorsQuery, []any{c.Indicators, c.Committees, c.People}},
		{"collections", collectionsQuery, []any{c.Periods}},
		{"figures", figuresQuery, []any{c.Periods, c.Revisions}},
		{"figures that are in", inQuery, []any{c.LateOf}},
		{"sign-offs", signOffsQuery, nil},
		{"publications", publicationsQuery, []any{c.Published}},
		{"published cards", cardsQuery, nil},
	} {
		if _, err := tx.ExecContext(ctx, s.query, s.args...); err != nil {
			return fmt.Errorf("filled: %s: %w", s.what, err)
		}
	}
	if c.Quick {
		for _, query := range []string{
			`SELECT keep_latest_cards(ARRAY(SELECT id FROM indicators))`,
			`INSERT INTO unsigned_figures SELECT * FROM unsigned_figures_anew`,
		} {
			if _, err := tx.ExecContext(ctx, query); err != nil {
				return err
			}
		}
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, `VACUUM ANALYZE`)
	return err
}

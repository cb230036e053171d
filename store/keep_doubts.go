package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"chaser/doubt"
)

// checkedAtOnce is how many indicators KeepDoubts checks at most, so that a minute's work is bounded: some two
// milliseconds each.
const checkedAtOnce = 500

// KeepDoubts brings open_doubts up to date with what has changed since it was last called, by checking again the cards
// that may be doubted otherwise now. It goes on with the next call where there are more of them than it checks at once.
// On another day, in another period and by the rules of another release it checks all of them again. It keeps what
// Check finds, for the period that is being collected.
//
// Running it twice does no harm: the second finds nothing to do. Of two processes one does it.
func (s *Store) KeepDoubts(ctx context.Context, at Clocks, release string) (err error) {
	defer nameCall(&err, "store.KeepDoubts")
	now, _, err := s.CurrentCollection(ctx, at.today())
	if err != nil {
		return err
	}
	k := keeping{Period: optionalPeriod{now.Period}, Day: &day{at.today()}, Release: release, WholeAt: new(instant(at.Now)), atOnce: checkedAtOnce}
	last, err := readKeeping(ctx, s.patient)
	if err != nil || last.whole(k) {
		return err
	}
	return s.keepDoubts(ctx, k)
}

// keeping is what was checked last, or what is to be.
type keeping struct {
	Period  optionalPeriod // zero: none is collected
	Day     *day           // nil: nothing was checked yet
	Release string
	WholeAt *time.Time `db:"whole_at"` // the instant at which nothing else was to be checked; nil: there is
	Waits   bool       // something is to be checked

	atOnce int // how many indicators are checked at most
}

const keepingQuery = `
	SELECT period, day, release, whole_at, EXISTS (SELECT FROM cards_to_check) OR EXISTS (SELECT FROM open_doubts WHERE said IS NULL) AS waits
	FROM doubts_kept`

// whole reports whether all is checked of what another is to check.
func (k keeping) whole(other keeping) bool { return k.WholeAt != nil && k.judgesAs(other) && !k.Waits }

// judgesAs reports whether the same is judged, on the same day and by the same rules.
func (k keeping) judgesAs(other keeping) bool {
	return k.Day != nil && other.Day != nil && *k.Day == *other.Day && k.Period == other.Period && k.Release == other.Release
}

// period is the period as a column keeps it; empty: none.
func (k keeping) period() string { return k.Period.String() }

// keepDoubts does it in one snapshot. What is changed meanwhile has asked for a check that this one does not see, and
// so leaves to the next.
func (s *Store) keepDoubts(ctx context.Context, k keeping) error {
	err := s.keepThem(ctx, k)
	if pq.As(err, pqerror.TRSerializationFailure) != nil {
		return nil // another process was quicker
	}
	return err
}

func (s *Store) keepThem(ctx context.Context, k keeping) error {
	tx, err := s.patient.BeginTxx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead})
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	var last keeping
	err = tx.GetContext(ctx, &last, keepingQuery+` FOR UPDATE SKIP LOCKED`)
	if errors.Is(err, sql.ErrNoRows) {
		return nil // another process is at it
	}
	if err != nil {
		return fmt.Errorf("reading what was checked last: %w", err)
	}
	if err := k.ask(ctx, tx, last); err != nil {
		return err
	}
	if err := k.check(ctx, tx); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		UPDATE doubts_kept SET period = $1, day = $2, release = $3, whole_at = CASE WHEN NOT EXISTS (SELECT FROM cards_to_check) THEN $4::timestamptz END`,
		k.period(), k.Day, k.Release, k.WholeAt)
	if err != nil {
		return fmt.Errorf("noting what was checked: %w", err)
	}
	return tx.Commit()
}

// ask writes in cards_to_check each indicator that is to be checked by itself.
func (k keeping) ask(ctx context.Context, tx *sqlx.Tx, last keeping) error {
	all := !last.judgesAs(k)
	if !all {
		err := tx.GetContext(ctx, &all, `SELECT EXISTS (SELECT FROM cards_to_check WHERE indicator_id IS NULL AND committee IS NULL)`)
		if err != nil {
			return fmt.Errorf("looking what is to be checked: %w", err)
		}
	}
	if last.Period != k.Period {
		if _, err := tx.ExecContext(ctx, `WITH accepted AS (DELETE FROM standing_accepted_doubts) DELETE FROM open_doubts`); err != nil {
			return fmt.Errorf("dropping the doubts of another period: %w", err)
		}
	}
	asked, done := askCommitteesQuery, `DELETE FROM cards_to_check WHERE committee IS NOT NULL`
	if all {
		asked, done = askAllQuery, `DELETE FROM cards_to_check`
	}
	var some pq.Int64Array
	if err := tx.SelectContext(ctx, &some, asked, k.period()); err != nil {
		return fmt.Errorf("reading whose cards are to be checked: %w", err)
	}
	if _, err := tx.ExecContext(ctx, done); err != nil {
		return fmt.Errorf("noting that each is asked for: %w", err)
	}
	return askAgain(ctx, tx, some)
}

const (
	// askAllQuery reads which indicators have a card of the period $1 or, before, a doubt.
	askAllQuery = `
		SELECT indicator_id FROM figures WHERE period = $1 UNION SELECT indicator_id FROM open_doubts UNION SELECT indicator_id FROM standing_accepted_doubts`

	// askCommitteesQuery reads the same of the committees that are to be checked.
	askCommitteesQuery = `
		SELECT DISTINCT f.indicator_id FROM figures f JOIN indicators i ON i.id = f.indicator_id
		WHERE f.period = $1 AND i.committee IN (SELECT committee FROM cards_to_check WHERE committee IS NOT NULL)`
)

// askAgain asks for checks of some indicators, and of no others for their sake.
func askAgain(ctx context.Context, tx *sqlx.Tx, some pq.Int64Array) error {
	if len(some) == 0 {
		return nil
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO cards_to_check (indicator_id) SELECT unnest($1::bigint[]) ON CONFLICT DO NOTHING`, some)
	return wrapped(err, "asking for checks")
}

// check checks indicators that are to be checked, those first that somebody has just changed, and keeps what it finds.
func (k keeping) check(ctx context.Context, tx *sqlx.Tx) error {
	var asked []struct {
		Indicator int64 `db:"indicator_id"`
		Spreads   bool
	}
	err := tx.SelectContext(ctx, &asked, `
		SELECT indicator_id, bool_or(spreads) AS spreads FROM cards_to_check WHERE indicator_id IS NOT NULL
		GROUP BY indicator_id ORDER BY bool_or(spreads) DESC, min(id) LIMIT $1`, k.atOnce)
	if err != nil || len(asked) == 0 {
		return wrapped(err, "reading what is to be checked")
	}
	var some, spreading pq.Int64Array
	for _, a := range asked {
		some = append(some, a.Indicator)
		if a.Spreads {
			spreading = append(spreading, a.Indicator)
		}
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM cards_to_check WHERE indicator_id = ANY ($1)`, some); err != nil {
		return fmt.Errorf("noting what is checked: %w", err)
	}
	if k.Period.IsZero() {
		return nil
	}
	checked, read, err := checkSome(ctx, tx, k.Period.Period, some, k.Day.Date)
	if err != nil {
		return err
	}
	if err := keepFound(ctx, tx, some, checked, read); err != nil {
		return err
	}
	return k.spread(ctx, tx, some, spreading, read)
}

// keepFound replaces the doubts about some indicators, and those between cards. Of doubts of one rank about one
// indicator, those between cards come last, as in a check, for they are always the last that were kept.
func keepFound(ctx context.Context, tx *sqlx.Tx, some pq.Int64Array, checked Checked, read kept) error {
	ids := read.ids()
	open := make([]keptRow, len(checked.Open))
	for n, f := range checked.Open {
		said, err := json.Marshal(f.Doubt)
		if err != nil {
			return fmt.Errorf("writing a doubt: %w", err)
		}
		kind := f.Doubt.Kind
		open[n] = keptRow{ids[codeKey(f.Indicator.Code)], kind, kind.Severity(), f.Digest(), append([]string{}, f.Doubt.Others...), kind.Rank(), said}
	}
	accepted := make([]standingRow, len(checked.Accepted))
	for n, a := range checked.Accepted {
		accepted[n] = standingRow{a.id, ids[a.of], a.kind, a.kind.Rank()}
	}
	for _, table := range []struct {
		query string
		rows  any
	}{
		{`WITH dropped AS (DELETE FROM open_doubts WHERE indicator_id = ANY ($1) OR kind = ANY ($2))
			INSERT INTO open_doubts (indicator_id, kind, severity, digest, others, rank, said)
			SELECT * FROM json_to_recordset($3) AS found (indicator_id bigint, kind text, severity text, digest text, others text[], rank smallint, said json)`, open},
		{`WITH dropped AS (DELETE FROM standing_accepted_doubts WHERE indicator_id = ANY ($1) OR kind = ANY ($2))
			INSERT INTO standing_accepted_doubts (accepted_id, indicator_id, kind, rank)
			SELECT * FROM json_to_recordset($3) AS found (accepted_id bigint, indicator_id bigint, kind text, rank smallint)`, accepted},
	} {
		rows, err := json.Marshal(table.rows)
		if err != nil {
			return fmt.Errorf("writing the doubts: %w", err)
		}
		if _, err := tx.ExecContext(ctx, table.query, some, namesOf(doubt.BetweenCards), string(rows)); err != nil {
			return fmt.Errorf("keeping the doubts: %w", err)
		}
	}
	return nil
}

// keptRow is an open doubt as it is kept.
type keptRow struct {
	Indicator int64           `json:"indicator_id"`
	Kind      doubt.Kind      `json:"kind"`
	Severity  doubt.Severity  `json:"severity"`
	Digest    string          `json:"digest"`
	Others    []string        `json:"others"`
	Rank      int             `json:"rank"`
	Said      json.RawMessage `json:"said"` // doubt.Doubt
}

// standingRow is an accepted doubt that stands, as it is kept.
type standingRow struct {
	Accepted  int64      `json:"accepted_id"`
	Indicator int64      `json:"indicator_id"`
	Kind      doubt.Kind `json:"kind"`
	Rank      int        `json:"rank"`
}

func (k kept) ids() map[string]int64 {
	ids := make(map[string]int64, len(k.indicators))
	for _, i := range k.indicators {
		ids[codeKey(i.Code)] = i.id
	}
	return ids
}

// spokenQuery reads all that the indicators $1 ever said for the periods $2: of what stands and of what was taken back,
// each by its own index.
const spokenQuery = `
	SELECT commentary FROM figures WHERE indicator_id = ANY ($1) AND period = ANY ($2) AND commentary <> ''
	UNION SELECT commentary FROM figure_revisions WHERE indicator_id = ANY ($1) AND period = ANY ($2) AND commentary <> '' AND taken_back_at IS NOT NULL`

// spread asks for checks of the cards that say word for word what some indicators say or ever said: they may have been
// doubted for it, or be now.
func (k keeping) spread(ctx context.Context, tx *sqlx.Tx, checked, spreading []int64, read kept) error {
	if len(spreading) == 0 {
		return nil
	}
	var spoken []string
	if err := tx.SelectContext(ctx, &spoken, spokenQuery, pq.Int64Array(spreading), read.heldAgainst(k.Period.Period)); err != nil {
		return fmt.Errorf("reading what was said: %w", err)
	}
	said := map[uint64]bool{}
	for _, text := range spoken {
		if doubt.Tells(text) {
			said[doubt.WordsHash(text)] = true
		}
	}
	ids := read.ids()
	var alike pq.Int64Array
	for _, f := range read.figures {
		id := ids[codeKey(f.Indicator)]
		if f.Period == k.Period.Period && doubt.Tells(f.Commentary) && said[doubt.WordsHash(f.Commentary)] && !slices.Contains(checked, id) {
			alike = append(alike, id)
		}
	}
	return askAgain(ctx, tx, alike)
}

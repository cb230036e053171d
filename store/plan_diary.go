package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// lookedAt is what a plan has to look at: what the diary says, and what has changed.
type lookedAt struct {
	entries    []int64 // of the diary, that are done with these looks
	whole      bool    // everything
	boards     bool    // the performance team's
	indicators []int64 // in rising order
}

func (l lookedAt) none() bool { return len(l.entries) == 0 }

// boardsPlace stands among indicators' ids for the performance team's boards.
const boardsPlace = 0

// readLooks reads the entries of the diary that are due at the instant.
func readLooks(ctx context.Context, q sqlx.QueryerContext, now time.Time) (l lookedAt, err error) {
	var entries []struct {
		ID         int64         `db:"id"`
		Indicators pq.Int64Array `db:"indicators"`
		Person     *string       `db:"person"`
	}
	if err := sqlx.SelectContext(ctx, q, &entries, diaryQuery, instant(now)); err != nil {
		return lookedAt{}, fmt.Errorf("reading the diary: %w", err)
	}
	var people pq.StringArray
	for _, e := range entries {
		l.entries = append(l.entries, e.ID)
		l.indicators = append(l.indicators, e.Indicators...)
		if e.Person != nil {
			people = append(people, *e.Person)
		}
		l.whole = l.whole || e.Indicators == nil && e.Person == nil
	}
	switch {
	case l.whole:
		l.indicators = []int64{boardsPlace}
		err = sqlx.SelectContext(ctx, q, &l.indicators, `SELECT id FROM indicators`)
		l.boards = true
	case len(people) > 0:
		var theirs []int64
		theirs, err = concerning(ctx, q, people)
		l.indicators = append(l.indicators, theirs...)
	}
	if err != nil {
		return lookedAt{}, fmt.Errorf("reading what is to be looked at: %w", err)
	}
	slices.Sort(l.indicators)
	l.indicators = slices.Compact(l.indicators)
	if len(l.indicators) > 0 && l.indicators[0] == boardsPlace {
		l.boards, l.indicators = true, l.indicators[1:]
	}
	return l, nil
}

const (
	// diaryQuery reads what is due at the instant $1. What was decided later than that, before the clock was set back,
	// counts no more.
	diaryQuery = `SELECT id, indicators, person FROM plan_diary WHERE look_at IS NULL OR look_at <= $1 OR planned_at > $1`

	// concerningQuery reads which indicators may concern the people $1: theirs, their people's, what was handed on to
	// them, what they do, and all that in place of others. It goes by what kpi relates to people.
	concerningQuery = `
		WITH them AS MATERIALIZED (
			SELECT unnest(CAST($1 AS text[])) AS person
			UNION SELECT l.person FROM leaves l WHERE l.replaced_at IS NULL AND l.deputy = ANY ($1))
		SELECT i.id FROM indicators i JOIN them t ON t.person = i.owner
		UNION SELECT i.id FROM indicators i JOIN them t ON t.person = i.deputy
		UNION SELECT i.id FROM indicators i JOIN them t ON t.person = i.manager
		UNION SELECT i.id FROM people o JOIN them t ON t.person = o.manager JOIN indicators i ON i.owner = o.slack_id
		UNION SELECT d.indicator_id FROM delegations d JOIN them t ON t.person = d.delegate
		UNION SELECT a.indicator_id FROM actions a JOIN them t ON t.person = a.owner WHERE a.state = 'open'`
)

func concerning(ctx context.Context, q sqlx.QueryerContext, people []string) (ids []int64, err error) {
	err = sqlx.SelectContext(ctx, q, &ids, concerningQuery, pq.StringArray(people))
	return ids, wrapped(err, "reading what concerns people")
}

// diaryEntry is an entry as writeDiaryQuery takes it.
type diaryEntry struct {
	LookAt     time.Time `json:"look_at"`
	Indicators []int64   `json:"indicators"`
}

const writeDiaryQuery = `
	INSERT INTO plan_diary (look_at, planned_at, indicators)
	SELECT e.look_at, $2, e.indicators FROM json_to_recordset($1) AS e (look_at timestamptz, indicators bigint[])`

// writeDiary notes when what the plan has looked at is to be looked at again, in place of the entries that are done. c
// is the chase that it has seen, with what people are told by this plan.
func writeDiary(ctx context.Context, tx transaction, l lookedAt, c nowChase, at Clocks) error {
	if l.none() {
		return nil
	}
	next, opens := c.LookAgain(at.Now), c.OpensNext(at.Now)
	byInstant := map[time.Time][]int64{}
	note := func(id int64, when time.Time) {
		if when = instant(when); !when.IsZero() {
			byInstant[when] = append(byInstant[when], id)
		}
	}
	if l.boards {
		note(boardsPlace, next[""])
	}
	for _, id := range l.indicators {
		when, waits := next[c.codes[id]]
		if !waits {
			when = opens
		}
		note(id, when)
	}
	entries := []diaryEntry{}
	for when, ids := range byInstant {
		for some := range slices.Chunk(ids, lookedAtOnce) {
			entries = append(entries, diaryEntry{when, some})
		}
	}
	list, err := json.Marshal(entries)
	if err != nil {
		return fmt.Errorf("writing the diary: %w", err)
	}
	if _, err := tx.ExecContext(ctx, writeDiaryQuery, string(list), instant(at.Now)); err != nil {
		return fmt.Errorf("writing the diary: %w", err)
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM plan_diary WHERE id = ANY ($1)`, pq.Int64Array(l.entries)); err != nil {
		return fmt.Errorf("taking what is done out of the diary: %w", err)
	}
	if !l.whole {
		return nil
	}
	_, err = tx.ExecContext(ctx, `
		WITH before AS (DELETE FROM plan_diary WHERE indicators IS NULL AND person IS NULL AND planned_at IS NOT NULL)
		INSERT INTO plan_diary (look_at, planned_at) VALUES ($1, $2)`, instant(weeklyLook(at)), instant(at.Now))
	return wrapped(err, "writing when everything is looked at again")
}

// weeklyLook is when everything is looked at, whatever the diary says: on the next Sunday at three in the morning, when
// nobody waits for it. It mends what no change has asked for, such as rows that were restored by hand.
func weeklyLook(at Clocks) time.Time {
	day := at.today().AddDays(1)
	for day.Weekday() != time.Sunday {
		day = day.AddDays(1)
	}
	return day.At(3, at.Zone)
}

// LookByRules has the next plan look at everything if the plans before went by other rules: those of another release or
// time zone.
func (s *Store) LookByRules(ctx context.Context, rules string) error {
	_, err := s.patient.ExecContext(ctx, `
		WITH other AS (UPDATE plan_rules SET release = $1 WHERE release <> $1 RETURNING release)
		INSERT INTO plan_diary (look_at) SELECT NULL FROM other`, rules)
	return wrapped(err, "store.LookByRules")
}

// nowChase is a chase of what is looked at, with the codes of its indicators by their ids.
type nowChase struct {
	kpi.Chase
	codes map[int64]string
}

// told is the chase after what is owed and was recorded is said. Whoever had a message that day before is only told no
// more on it.
func (c nowChase) told(owed []kpi.Notice, recorded []insertedNotice) nowChase {
	is := make(map[string]bool, len(recorded))
	for _, row := range recorded {
		is[row.Recipient] = true
	}
	var told []kpi.Told
	for _, n := range owed {
		if is[n.Recipient] {
			told = append(told, n.Told()...)
		} else {
			told = append(told, kpi.Told{Recipient: n.Recipient, Day: n.Day})
		}
	}
	c.Chase = c.After(told...)
	return c
}

package store

import (
	"context"
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
		l.boards = true
		l.indicators, err = everyID(ctx, q)
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

// everyID reads the ids of all indicators, as one array: of many, it is read in a tenth of the time of as many rows.
func everyID(ctx context.Context, q sqlx.QueryerContext) ([]int64, error) {
	var ids pq.Int64Array
	err := q.QueryRowxContext(ctx, `SELECT COALESCE(array_agg(id), '{}') FROM indicators`).Scan(&ids)
	return ids, err
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

// writeDiaryQuery adds entries that are due at the instants $3: the indicators $1, each to the entry of the number $2.
const writeDiaryQuery = `
	INSERT INTO plan_diary (look_at, planned_at, indicators)
	SELECT e.look_at, $4, i.ids
	FROM (SELECT t.entry, array_agg(t.id) AS ids FROM unnest(CAST($1 AS bigint[]), CAST($2 AS int[])) AS t (id, entry) GROUP BY t.entry) AS i
	JOIN unnest(CAST($3 AS timestamptz[])) WITH ORDINALITY AS e (look_at, entry) ON e.entry = i.entry`

// diaryPage is what is to be noted in the diary.
type diaryPage struct {
	ids, entries pq.Int64Array
	instants     pq.StringArray      // by entry, from 1 on
	open         map[time.Time]int64 // the entry of an instant that has room
	room         map[int64]int       // in the open entries
}

// note notes that the indicator is to be looked at; a zero instant is never.
func (d *diaryPage) note(id int64, when time.Time) {
	if when.IsZero() {
		return
	}
	when = instant(when)
	entry := d.open[when]
	if d.room[entry] == 0 {
		delete(d.room, entry)
		d.instants = append(d.instants, inText(when))
		entry = int64(len(d.instants))
		d.open[when], d.room[entry] = entry, lookedAtOnce
	}
	d.room[entry]--
	d.ids, d.entries = append(d.ids, id), append(d.entries, entry)
}

// writeDiary notes when what the plan has looked at is to be looked at again, in place of the entries that are done. c
// is the chase that it has seen, and told is what people are told by this plan.
func writeDiary(ctx context.Context, tx transaction, l lookedAt, c nowChase, told []kpi.Notice, at Clocks) error {
	if l.none() {
		return nil
	}
	opens, next := c.OpensNext(at.Now), c.LookAgain(at.Now, told...)
	page := diaryPage{ids: make(pq.Int64Array, 0, len(l.indicators)), entries: make(pq.Int64Array, 0, len(l.indicators)), open: map[time.Time]int64{}, room: map[int64]int{}}
	if l.boards {
		page.note(boardsPlace, next[""])
	}
	place := 0
	for _, id := range l.indicators {
		for place < len(c.ids) && c.ids[place] < id {
			place++
		}
		when := opens // nothing waits about it
		if place < len(c.ids) && c.ids[place] == id {
			when = next[c.Indicators[place].Code]
		}
		page.note(id, when)
	}
	if _, err := tx.ExecContext(ctx, writeDiaryQuery, page.ids, page.entries, page.instants, instant(at.Now)); err != nil {
		return fmt.Errorf("writing the diary: %w", err)
	}
	_, err := tx.ExecContext(ctx, `DELETE FROM plan_diary WHERE id = ANY ($1)`, pq.Int64Array(l.entries))
	if err != nil {
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

// nowChase is a chase of what is looked at, with the ids of its indicators, in their order, which is rising.
type nowChase struct {
	kpi.Chase
	ids  []int64
	rows []waitingIndicatorRow // the room of those that were read last
}

// idsOf are the ids of the indicators that messages name, by code.
func (c nowChase) idsOf(ctx context.Context, q sqlx.QueryerContext, owed []kpi.Notice) (map[string]int64, error) {
	if len(owed) == 0 {
		return nil, nil
	}
	ids := make(map[string]int64, len(c.ids))
	for place, id := range c.ids {
		ids[c.Indicators[place].Code] = id
	}
	var others pq.StringArray // an action that is owed may be about what is not looked at
	for _, n := range owed {
		for _, i := range n.Items {
			if _, known := ids[i.Indicator]; !known && i.Indicator != "" {
				others = append(others, codeKey(i.Indicator))
			}
		}
	}
	if len(others) == 0 {
		return ids, nil
	}
	var rows []struct {
		ID   int64
		Code string
	}
	if err := sqlx.SelectContext(ctx, q, &rows, `SELECT id, code FROM indicators WHERE code_key = ANY ($1)`, others); err != nil {
		return nil, fmt.Errorf("reading what messages name: %w", err)
	}
	for _, r := range rows {
		ids[r.Code] = r.ID
	}
	return ids, nil
}

// toldNow are the messages that are owed, as kpi.Chase.LookAgain takes them: without what they name if they were not
// recorded, as that day's message was refused or withdrawn before.
func toldNow(owed []kpi.Notice, recorded []insertedNotice) []kpi.Notice {
	is := make(map[string]bool, len(recorded))
	for _, row := range recorded {
		is[row.Recipient] = true
	}
	told := make([]kpi.Notice, len(owed))
	for n, one := range owed {
		if !is[one.Recipient] {
			one.Items = nil
		}
		told[n] = one
	}
	return told
}

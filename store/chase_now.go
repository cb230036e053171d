package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// ChaseNow is the part of a chase that decides what is owed at the instant: the indicators that are to be looked at by
// now, and all that waits about whoever is owed something about these. Mostly that is nothing at all. It holds nothing
// of what cards hold. A message whose hours have passed counts as never said, as planning withdraws it.
func (s *Store) ChaseNow(ctx context.Context, at Clocks) (kpi.Chase, error) {
	c, _, err := readChaseNow(ctx, s.patient, at)
	return c.Chase, wrapped(err, "store.ChaseNow")
}

// overSince is the condition for messages n that are withdrawn, or are about to be at the instant.
func overSince(now string) string {
	return `(n.state IN ('withdrawn', 'rejected') OR n.state = 'ready' AND n.until_at <= ` + now + `)`
}

// peopleNowQuery reads who there is and when they may be spoken to. $2 is the day before, $3 the instant. It reads the
// people column by column, as that takes PostgreSQL and Chaser a fifth of what JSON does.
var peopleNowQuery = `
	SELECT COALESCE(people.ids, '{}') AS ids, COALESCE(people.roles, '{}') AS roles, COALESCE(people.managers, '{}') AS managers,
	       (SELECT json_agg(l) FROM (` + leavesQuery + `) AS l) AS leaves,
	       (SELECT json_agg(k) FROM (` + slackPeopleQuery + `) AS k) AS in_slack,
	       ` + scheduleColumns + `,
	       (SELECT json_agg(c) FROM (` + committeesQuery + `) AS c) AS committees,
	       (SELECT json_object_agg(z.person, z.until) FROM snoozes z WHERE ` + snoozesLeft + `) AS snoozes,
	       (SELECT json_agg(l) FROM (
	            SELECT n.recipient, n.day FROM notifications n
	            WHERE n.day >= $2 AND NOT ` + overSince("$3") + ` AND EXISTS (SELECT FROM notification_items t WHERE t.notification_id = n.id)) AS l) AS lately
	FROM (SELECT array_agg(p.slack_id) AS ids, array_agg(array_to_string(p.roles, ',')) AS roles, array_agg(COALESCE(p.manager, '')) AS managers
	      FROM (SELECT slack_id, roles, manager FROM people ORDER BY position) AS p) AS people`

// someNow are the indicators $2 that are looked at, to a planner that cannot see how many they are.
const someNow = `CAST((SELECT CAST($2 AS bigint[])) AS bigint[])`

// waitingOf reads what there is to be said about figures of some indicators in the periods $1: those handed on,
// awaiting sign-off, Red without actions, and the open actions. Of any period it reads what is provisional, and to whom
// that was handed on.
func waitingOf(condition func(column string) string) string {
	return `
	SELECT (SELECT json_agg(d)
	        FROM (SELECT i.code, d.period, d.delegate FROM delegations d JOIN indicators i ON i.id = d.indicator_id
	              WHERE ` + condition("d.indicator_id") + `
	                AND (d.period = ANY ($1) OR EXISTS (SELECT FROM figures f WHERE f.indicator_id = d.indicator_id AND f.period = d.period AND f.status = 'provisional'))
	             ) AS d) AS delegations,
	       (SELECT json_agg(u) FROM (` + unsignedQuery + ` WHERE ` + condition("f.indicator_id") + `) AS u) AS unsigned,
	       (SELECT json_agg(v) FROM (` + provisionalQuery + ` AND ` + condition("f.indicator_id") + `) AS v) AS provisional,
	       (SELECT json_agg(b)
	        FROM (SELECT i.code, f.period,
	                     CASE WHEN f.revision = n.first THEN f.posted_at
	                     ELSE (SELECT o.posted_at FROM figures o WHERE o.indicator_id = f.indicator_id AND o.period = f.period AND o.revision = n.first) END AS posted_at
	              FROM figures f JOIN indicators i ON i.id = f.indicator_id
	              JOIN (SELECT indicator_id, period, min(revision) AS first, max(revision) AS newest FROM figures
	                    WHERE period = ANY ($1) AND ` + condition("indicator_id") + ` GROUP BY indicator_id, period) AS n
	                   ON n.indicator_id = f.indicator_id AND n.period = f.period AND n.newest = f.revision
	              WHERE f.period = ANY ($1) AND f.rating = 'Red' AND f.actions = ''
	                AND NOT EXISTS (SELECT FROM actions a WHERE a.indicator_id = f.indicator_id AND (a.state = 'open' OR a.state NOT IN ('dropped', 'cancelled') AND a.period = f.period))
	             ) AS b) AS bare,
	       ` + openActionsOf(condition)
}

// waitingNowQuery is of the indicators $2. Of many, waitingOfAllQuery is quicker: it begins with what waits, which is
// little, and not with all figures that they ever had.
var (
	waitingNowQuery   = waitingOf(func(column string) string { return column + ` = ANY (` + someNow + `)` })
	waitingOfAllQuery = waitingOf(func(string) string { return `true` })
)

const (
	// indicatorsNowQuery reads those of the indicators $4 of which a figure in the periods $2, each asked for at the
	// frequency $1, is not there, and those with the codes $3 or the ids $5. $6 and $7 are the first and the last of
	// $4: of very many it is quicker to read what lies between than to look each up, and than to read all.
	indicatorsNowQuery = `
		WITH w (frequency, period) AS (SELECT * FROM unnest(CAST($1 AS text[]), CAST($2 AS text[]))),
		posted AS MATERIALIZED (
			SELECT f.indicator_id, array_agg(f.period) AS periods FROM figures f
			WHERE f.period = ANY ($2) AND f.revision = 1 AND f.indicator_id = ANY ($4) AND f.indicator_id BETWEEN $6 AND $7 GROUP BY f.indicator_id)
		SELECT i.id, i.code, i.committee, i.frequency, COALESCE(i.owner, '') AS owner, COALESCE(i.deputy, '') AS deputy, COALESCE(i.manager, '') AS manager,
		       COALESCE(p.periods, '{}') AS posted
		FROM indicators i LEFT JOIN posted p ON p.indicator_id = i.id
		WHERE i.id = ANY ($4) AND i.id BETWEEN $6 AND $7 AND (EXISTS (SELECT FROM w WHERE w.frequency = i.frequency AND w.period <> ALL (COALESCE(p.periods, '{}')))
		                           OR i.code_key IN (SELECT unnest(CAST($3 AS text[]))) OR i.id = ANY ($5))
		ORDER BY i.id`

	// firstOfEachQuery reads the first indicator of each frequency $1, by which the boards are known. It is told to go
	// by the index of frequencies, or it would read every indicator in search of a frequency that none has.
	firstOfEachQuery = `
		SELECT first.id FROM unnest(CAST($1 AS text[])) AS f
		CROSS JOIN LATERAL (SELECT id FROM indicators i WHERE i.frequency BETWEEN f AND f ORDER BY i.frequency, i.id LIMIT 1) AS first ORDER BY first.id`

	// toldNowQuery reads what was said of the indicators $5, the first and the last of which are $6 and $7, until the
	// instant $8, to anybody.
	toldNowQuery = itemsQuery + itemsSince + ` AND NOT (n.state = 'ready' AND n.until_at <= $8)
		AND t.indicator_id = ANY ($5) AND t.indicator_id BETWEEN $6 AND $7` + itemsOrder

	// boardsNowQuery reads which boards there are, and awayNowQuery who was told that they are taken for away.
	boardsNowQuery = itemsQuery + itemsSince + ` AND NOT (n.state = 'ready' AND n.until_at <= $5) AND t.duty = 'board'` + itemsOrder
	awayNowQuery   = itemsQuery + itemsSince + ` AND NOT (n.state = 'ready' AND n.until_at <= $5) AND t.duty = 'away'` + itemsOrder

	// lookedAtOnce is how many indicators a statement reads at most.
	lookedAtOnce = 5000
)

type peopleNowRow struct {
	askedRow
	IDs        pq.StringArray           `db:"ids"`
	Roles      pq.StringArray           `db:"roles"`
	Managers   pq.StringArray           `db:"managers"`
	Committees document[[]committeeRow] `db:"committees"`
	Snoozes    document[map[string]day] `db:"snoozes"`
	Lately     document[[]struct {
		Recipient string `json:"recipient"`
		Day       day    `json:"day"`
	}] `db:"lately"`
}

// people are what decides who is asked: who they are, what they may do and who manages them.
func (r peopleNowRow) people() []kpi.Person {
	people := make([]kpi.Person, 0, len(r.IDs))
	known := map[string][]kpi.Role{}
	for n, id := range r.IDs {
		roles, is := known[r.Roles[n]]
		if !is {
			for role := range strings.FieldsFuncSeq(r.Roles[n], func(c rune) bool { return c == ',' }) {
				roles = append(roles, kpi.Role(role))
			}
			known[r.Roles[n]] = slices.Clip(roles)
		}
		people = append(people, kpi.Person{SlackID: id, Roles: roles, Manager: r.Managers[n]})
	}
	return people
}

type waitingNowRow struct {
	actionDutiesRow
	Delegations document[[]delegationRow] `db:"delegations"`
	Unsigned    document[[]unsignedRow]   `db:"unsigned"`
	Provisional document[[]postedRow]     `db:"provisional"`
}

// readChaseNow also returns what the chase looks at by the diary.
func readChaseNow(ctx context.Context, q sqlx.QueryerContext, at Clocks) (nowChase, lookedAt, error) {
	none := nowChase{Chase: kpi.Chase{Zone: at.Zone}}
	l, err := readLooks(ctx, q, at.Now)
	if err != nil || l.none() {
		return none, l, err
	}
	people, err := readPeopleNow(ctx, q, at)
	if err != nil {
		return none, lookedAt{}, err
	}
	c, err := readSomeNow(ctx, q, people, at, l.indicators)
	if err != nil || l.whole {
		return c, l, err
	}
	who, team := c.toldSomething(at.Now)
	if len(who) == 0 {
		return c, l, nil
	}
	// A message holds everything that its reader owes, so that is read too.
	var more []int64
	if team {
		more, err = everyID(ctx, q)
	} else {
		more, err = concerning(ctx, q, who)
	}
	if err != nil {
		return none, lookedAt{}, fmt.Errorf("reading what concerns those who are told: %w", err)
	}
	more = append(more, l.indicators...)
	slices.Sort(more)
	if more = slices.Compact(more); len(more) > len(l.indicators) {
		c, err = readSomeNow(ctx, q, people, at, more)
	}
	return c, l, err
}

// toldSomething are those who are owed a message, or would be if Slack called nobody away, and whether one of them is
// of the performance team.
func (c nowChase) toldSomething(now time.Time) (who []string, team bool) {
	is := map[string]bool{}
	for _, n := range c.MayBeOwed(now) {
		if !is[n.Recipient] {
			is[n.Recipient] = true
			who = append(who, n.Recipient)
		}
	}
	team = slices.ContainsFunc(c.People, func(p kpi.Contact) bool { return p.Is(kpi.Admin) && is[p.SlackID] })
	return who, team
}

// readPeopleNow reads a chase without indicators: who there is, when they may be spoken to and when figures are
// collected.
func readPeopleNow(ctx context.Context, q sqlx.QueryerContext, at Clocks) (kpi.Chase, error) {
	var people peopleNowRow
	err := sqlx.GetContext(ctx, q, &people, peopleNowQuery, leavesSince(at.today()), day{at.today().AddDays(-1)}, instant(at.Now))
	if err != nil {
		return kpi.Chase{}, fmt.Errorf("reading who is reachable: %w", err)
	}
	c, err := people.chase(at.Zone, nil)
	if err != nil {
		return kpi.Chase{}, err
	}
	c.People = people.contactsOf(people.people())
	c.Committees, c.Snoozes = committeesOf(people.Committees.is), map[string]kpi.Date{}
	for person, until := range people.Snoozes.is {
		c.Snoozes[person] = until.Date
	}
	for _, told := range people.Lately.is {
		c.Told = append(c.Told, kpi.Told{Recipient: told.Recipient, Day: told.Day.Date})
	}
	return c, nil
}

// readSomeNow is the chase of people with what waits about some indicators, and what was said of those. The first
// indicator of each frequency is always among them.
func readSomeNow(ctx context.Context, q sqlx.QueryerContext, people kpi.Chase, at Clocks, ids []int64) (nowChase, error) {
	c := nowChase{Chase: people}
	c.Told = slices.Clip(people.Told)
	var firsts []int64
	if err := sqlx.SelectContext(ctx, q, &firsts, firstOfEachQuery, frequenciesArray()); err != nil {
		return nowChase{}, fmt.Errorf("reading the first of each frequency: %w", err)
	}
	all := slices.Concat(ids, firsts)
	slices.Sort(all)
	all = slices.Compact(all)
	named, err := c.readWaiting(ctx, q, at, all)
	if err != nil {
		return nowChase{}, err
	}
	if len(all) > lookedAtOnce {
		c.Indicators, c.ids = make([]kpi.Indicator, 0, len(all)), make([]int64, 0, len(all))
	}
	for some := range slices.Chunk(all, lookedAtOnce) {
		if err := c.readIndicators(ctx, q, at, named, some, firsts); err != nil {
			return nowChase{}, err
		}
	}
	c.rows = nil
	queries := []string{boardsNowQuery}
	seemsAway := func(who kpi.Contact) bool {
		return slices.ContainsFunc(who.Leaves, func(l kpi.Leave) bool { return l.FromSlack }) // whatever day it is where they are
	}
	if slices.ContainsFunc(c.People, seemsAway) {
		queries = append(queries, awayNowQuery)
	}
	for _, query := range queries {
		if err := c.readTold(ctx, q, query, c.since(at), instant(at.Now)); err != nil {
			return nowChase{}, err
		}
	}
	c.Chase = c.Indexed()
	return c, nil
}

// since is from when on it matters what was said, as listTold takes it.
func (c nowChase) since(at Clocks) []any {
	today := at.today()
	return []any{day{c.Memory(today)}, day{c.ActionMemory(today)}, day{c.AwayMemory(today)}, day{c.FinalMemory(today)}}
}

func (c *nowChase) readTold(ctx context.Context, q sqlx.QueryerContext, query string, since []any, args ...any) error {
	var rows []itemRow
	if err := sqlx.SelectContext(ctx, q, &rows, query, append(since, args...)...); err != nil {
		return fmt.Errorf("reading what was told: %w", err)
	}
	told, err := toldOfItems(rows)
	c.Told = append(c.Told, told...)
	return err
}

// readWaiting adds to a chase what waits about some indicators, and returns the keys of those that something waits
// about. Of many indicators it reads what waits about any.
func (c *nowChase) readWaiting(ctx context.Context, q sqlx.QueryerContext, at Clocks, ids []int64) (named pq.StringArray, err error) {
	_, periods := openNow(c.Collections, at.today())
	var waiting waitingNowRow
	if len(ids) > lookedAtOnce {
		err = sqlx.GetContext(ctx, q, &waiting, waitingOfAllQuery, periods)
	} else {
		err = sqlx.GetContext(ctx, q, &waiting, waitingNowQuery, periods, pq.Int64Array(ids))
	}
	if err != nil {
		return nil, fmt.Errorf("reading what waits: %w", err)
	}
	c.Unsigned, c.Provisional = unsignedOf(waiting.Unsigned.is, c.Zone), postedDays(waiting.Provisional.is, c.Zone)
	waiting.duties(&c.Chase)
	for _, d := range waiting.Delegations.is {
		c.Delegations[kpi.Subject{Indicator: d.Code, Period: d.Period.Period}] = d.Delegate
	}
	for s := range c.Unsigned {
		named = append(named, codeKey(s.Indicator))
	}
	for s := range c.Provisional {
		named = append(named, codeKey(s.Indicator))
	}
	for s := range c.Unanswered {
		named = append(named, codeKey(s.Indicator))
	}
	for _, u := range c.Undertaken {
		named = append(named, codeKey(u.Indicator))
	}
	return named, nil
}

// readIndicators adds to a chase those of the indicators ids, in their order, that something can be owed about, and
// what was said of them. Named are the keys of those that something waits about. It keeps the indicators in firsts
// whether or not anything waits.
func (c *nowChase) readIndicators(ctx context.Context, q sqlx.QueryerContext, at Clocks, named pq.StringArray, ids, firsts []int64) error {
	frequencies, periods := openNow(c.Collections, at.today())
	rows := slices.Grow(c.rows[:0], min(len(ids), lookedAtOnce))
	if err := sqlx.SelectContext(ctx, q, &rows, indicatorsNowQuery, frequencies, periods, named, pq.Int64Array(ids), pq.Int64Array(firsts), ids[0], ids[len(ids)-1]); err != nil {
		return fmt.Errorf("reading what is awaited: %w", err)
	}
	c.rows = rows
	waits := make(pq.Int64Array, 0, len(rows))
	c.Indicators = slices.Grow(c.Indicators, len(rows))
	for _, r := range rows {
		waits = append(waits, r.ID)
		c.Indicators, c.ids = append(c.Indicators, r.indicator()), append(c.ids, r.ID)
		for _, text := range r.Posted {
			p, err := kpi.ParsePeriod(text)
			if err != nil {
				return fmt.Errorf("a figure's period: %w", err)
			}
			c.Posted[kpi.Subject{Indicator: r.Code, Period: p}] = true
		}
	}
	if len(rows) == 0 {
		return nil
	}
	some := c.Chase
	some.Indicators = c.Indicators[len(c.Indicators)-len(rows):]
	return c.readTold(ctx, q, toldNowQuery, nowChase{Chase: some}.since(at), waits, waits[0], waits[len(waits)-1], instant(at.Now))
}

type waitingIndicatorRow struct {
	ID        int64          `db:"id"`
	Code      string         `db:"code"`
	Committee string         `db:"committee"`
	Frequency kpi.Frequency  `db:"frequency"`
	Owner     string         `db:"owner"`
	Deputy    string         `db:"deputy"`
	Manager   string         `db:"manager"`
	Posted    pq.StringArray `db:"posted"`
}

// indicator is what decides who is asked for its figure.
func (r waitingIndicatorRow) indicator() kpi.Indicator {
	return kpi.Indicator{Code: r.Code, Committee: r.Committee, Frequency: r.Frequency, Owner: r.Owner, Deputy: r.Deputy, Manager: r.Manager}
}

func frequenciesArray() pq.StringArray {
	var names pq.StringArray
	for _, f := range everyFrequency {
		names = append(names, string(f))
	}
	return names
}

// openNow are the periods of each frequency that are being collected on the day, or on the days beside it: in
// somebody's time zone it may be one of those.
func openNow(collections []kpi.Collection, today kpi.Date) (frequencies, periods pq.StringArray) {
	type asked struct {
		kpi.Frequency
		kpi.Period
	}
	known := map[asked]bool{}
	for _, f := range everyFrequency {
		for beside := -1; beside <= 1; beside++ {
			if _, p, open := kpi.Open(collections, f, today.AddDays(beside)); open && !known[asked{f, p}] {
				known[asked{f, p}] = true
				frequencies, periods = append(frequencies, string(f)), append(periods, p.String())
			}
		}
	}
	return frequencies, periods
}

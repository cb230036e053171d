package store

import (
	"context"
	"fmt"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// ChaseNow is the part of a chase that decides what is owed at the instant. At night, on days off and once everybody
// was told, that is no indicator at all; at other times those that are awaited, await sign-off or have something to be
// done about them, without what their cards hold. A message whose hours have passed counts as never said, as planning
// withdraws it.
func (s *Store) ChaseNow(ctx context.Context, at Clocks) (kpi.Chase, error) {
	c, err := readChaseNow(ctx, s.patient, at)
	return c, wrapped(err, "store.ChaseNow")
}

// overSince is the condition for messages n that are withdrawn, or are about to be at the instant.
func overSince(now string) string {
	return `(n.state IN ('withdrawn', 'rejected') OR n.state = 'ready' AND n.until_at <= ` + now + `)`
}

// peopleNowQuery reads who there is and when they may be spoken to. $2 is the day before, $3 the instant.
var peopleNowQuery = `
	SELECT (SELECT json_agg(p) FROM (` + peopleQuery + `) AS p) AS people,
	       (SELECT json_agg(l) FROM (` + leavesQuery + `) AS l) AS leaves,
	       (SELECT json_agg(k) FROM (` + slackPeopleQuery + `) AS k) AS in_slack,
	       ` + scheduleColumns + `,
	       (SELECT json_agg(c) FROM (` + committeesQuery + `) AS c) AS committees,
	       (SELECT json_object_agg(z.person, z.until) FROM snoozes z) AS snoozes,
	       (SELECT json_agg(l) FROM (
	            SELECT n.recipient, n.day FROM notifications n
	            WHERE n.day >= $2 AND NOT ` + overSince("$3") + ` AND EXISTS (SELECT FROM notification_items t WHERE t.notification_id = n.id)) AS l) AS lately`

// waitingNowQuery reads what there is to be said about figures in the periods $1: those handed on, awaiting sign-off,
// Red without actions, and the open actions. Of any period it reads what is provisional, and to whom that was handed
// on.
var waitingNowQuery = `
	SELECT (SELECT json_agg(d)
	        FROM (SELECT i.code, d.period, d.delegate FROM delegations d JOIN indicators i ON i.id = d.indicator_id
	              WHERE d.period = ANY ($1) OR EXISTS (SELECT FROM figures f WHERE f.indicator_id = d.indicator_id AND f.period = d.period AND f.status = 'provisional')
	             ) AS d) AS delegations,
	       (SELECT json_agg(u) FROM (` + unsignedQuery + `) AS u) AS unsigned,
	       (SELECT json_agg(v) FROM (` + provisionalQuery + `) AS v) AS provisional,
	       (SELECT json_agg(b)
	        FROM (SELECT i.code, f.period,
	                     CASE WHEN f.revision = n.first THEN f.posted_at
	                     ELSE (SELECT o.posted_at FROM figures o WHERE o.indicator_id = f.indicator_id AND o.period = f.period AND o.revision = n.first) END AS posted_at
	              FROM figures f JOIN indicators i ON i.id = f.indicator_id
	              JOIN (SELECT indicator_id, period, min(revision) AS first, max(revision) AS newest FROM figures WHERE period = ANY ($1) GROUP BY indicator_id, period) AS n
	                   ON n.indicator_id = f.indicator_id AND n.period = f.period AND n.newest = f.revision
	              WHERE f.period = ANY ($1) AND f.rating = 'Red' AND f.actions = ''
	                AND NOT EXISTS (SELECT FROM actions a WHERE a.indicator_id = f.indicator_id AND (a.state = 'open' OR a.state NOT IN ('dropped', 'cancelled') AND a.period = f.period))
	             ) AS b) AS bare,
	       ` + openActionsOf(func(string) string { return "true" })

// indicatorsNowQuery reads the indicators of which a figure in the periods $2, each asked for at the frequency $1, is
// not there, those with the codes $3, and the first of each frequency, by which the performance team's boards are
// known.
const indicatorsNowQuery = `
	WITH w (frequency, period) AS (SELECT * FROM unnest(CAST($1 AS text[]), CAST($2 AS text[]))),
	posted AS MATERIALIZED (
		SELECT f.indicator_id, array_agg(f.period) AS periods FROM figures f WHERE f.period = ANY ($2) AND f.revision = 1 GROUP BY f.indicator_id)
	SELECT i.code, i.committee, i.frequency, COALESCE(i.owner, '') AS owner, COALESCE(i.deputy, '') AS deputy, COALESCE(i.manager, '') AS manager,
	       COALESCE(p.periods, '{}') AS posted
	FROM indicators i LEFT JOIN posted p ON p.indicator_id = i.id
	WHERE EXISTS (SELECT FROM w WHERE w.frequency = i.frequency AND w.period <> ALL (COALESCE(p.periods, '{}')))
	   OR i.code_key IN (SELECT unnest(CAST($3 AS text[])))
	   OR i.id IN (SELECT min(id) FROM indicators GROUP BY frequency)
	ORDER BY i.id`

// toldNowQuery is toldQuery for those to whom something may be said now ($5), at the instant $7. Of others it reads
// what decides about them too: which actions were looked at again, and for the performance team ($6) whom figures were
// asked of.
var toldNowQuery = itemsQuery + itemsSince + ` AND NOT ` + overSince("$7") + `
	AND (n.recipient = ANY ($5) OR t.duty = 'review' OR $6 AND t.duty = 'post')` + itemsOrder

type peopleNowRow struct {
	askedRow
	Committees document[[]committeeRow] `db:"committees"`
	Snoozes    document[map[string]day] `db:"snoozes"`
	Lately     document[[]struct {
		Recipient string `json:"recipient"`
		Day       day    `json:"day"`
	}] `db:"lately"`
}

type waitingNowRow struct {
	actionDutiesRow
	Delegations document[[]delegationRow] `db:"delegations"`
	Unsigned    document[[]unsignedRow]   `db:"unsigned"`
	Provisional document[[]postedRow]     `db:"provisional"`
}

func readChaseNow(ctx context.Context, q sqlx.QueryerContext, at Clocks) (kpi.Chase, error) {
	var people peopleNowRow
	err := sqlx.GetContext(ctx, q, &people, peopleNowQuery, leavesSince(at.today()), day{at.today().AddDays(-1)}, instant(at.Now))
	if err != nil {
		return kpi.Chase{}, fmt.Errorf("reading who is reachable: %w", err)
	}
	c, err := people.chase(at.Zone, nil)
	if err != nil {
		return kpi.Chase{}, err
	}
	c.Committees, c.Snoozes = committeesOf(people.Committees.is), map[string]kpi.Date{}
	for person, until := range people.Snoozes.is {
		c.Snoozes[person] = until.Date
	}
	for _, told := range people.Lately.is {
		c.Told = append(c.Told, kpi.Told{Recipient: told.Recipient, Day: told.Day.Date})
	}
	reachable := c.Reachable(at.Now)
	if len(reachable) == 0 {
		return c, nil
	}
	if err := readWaiting(ctx, q, &c, at.today()); err != nil {
		return kpi.Chase{}, err
	}
	rows, err := toldNow(ctx, q, c, at, reachable)
	c.Told = append(c.Told, rows...)
	return c, err
}

// readWaiting adds to a chase the indicators that something can be owed about on the day, and what that is.
func readWaiting(ctx context.Context, q sqlx.QueryerContext, c *kpi.Chase, today kpi.Date) error {
	frequencies, periods := openNow(c.Collections, today)
	var waiting waitingNowRow
	if err := sqlx.GetContext(ctx, q, &waiting, waitingNowQuery, periods); err != nil {
		return fmt.Errorf("reading what waits: %w", err)
	}
	c.Unsigned = unsignedOf(waiting.Unsigned.is, c.Zone)
	c.Provisional = postedDays(waiting.Provisional.is, c.Zone)
	waiting.duties(c)
	for _, d := range waiting.Delegations.is {
		c.Delegations[kpi.Subject{Indicator: d.Code, Period: d.Period.Period}] = d.Delegate
	}
	var named pq.StringArray
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
	var rows []struct {
		Code      string         `db:"code"`
		Committee string         `db:"committee"`
		Frequency kpi.Frequency  `db:"frequency"`
		Owner     string         `db:"owner"`
		Deputy    string         `db:"deputy"`
		Manager   string         `db:"manager"`
		Posted    pq.StringArray `db:"posted"`
	}
	if err := sqlx.SelectContext(ctx, q, &rows, indicatorsNowQuery, frequencies, periods, named); err != nil {
		return fmt.Errorf("reading what is awaited: %w", err)
	}
	c.Indicators = make([]kpi.Indicator, 0, len(rows))
	for _, r := range rows {
		c.Indicators = append(c.Indicators, kpi.Indicator{
			Code: r.Code, Committee: r.Committee, Frequency: r.Frequency, Owner: r.Owner, Deputy: r.Deputy, Manager: r.Manager,
		})
		for _, text := range r.Posted {
			p, err := kpi.ParsePeriod(text)
			if err != nil {
				return fmt.Errorf("a figure's period: %w", err)
			}
			c.Posted[kpi.Subject{Indicator: r.Code, Period: p}] = true
		}
	}
	return nil
}

// openNow are the periods of each frequency that are being collected on the day, or on the days beside it: in
// somebody's time zone it may be one of those.
func openNow(collections []kpi.Collection, today kpi.Date) (frequencies, periods pq.StringArray) {
	type asked struct {
		kpi.Frequency
		kpi.Period
	}
	known := map[asked]bool{}
	for _, f := range []kpi.Frequency{kpi.Monthly, kpi.Quarterly, kpi.HalfYearly, kpi.Yearly} {
		for beside := -1; beside <= 1; beside++ {
			if _, p, open := kpi.Open(collections, f, today.AddDays(beside)); open && !known[asked{f, p}] {
				known[asked{f, p}] = true
				frequencies, periods = append(frequencies, string(f)), append(periods, p.String())
			}
		}
	}
	return frequencies, periods
}

func toldNow(ctx context.Context, q sqlx.QueryerContext, c kpi.Chase, at Clocks, reachable []string) ([]kpi.Told, error) {
	isReachable, team := make(map[string]bool, len(reachable)), false
	for _, id := range reachable {
		isReachable[id] = true
	}
	for _, who := range c.People {
		team = team || who.Is(kpi.Admin) && isReachable[who.SlackID]
	}
	var rows []itemRow
	today := at.today()
	err := sqlx.SelectContext(ctx, q, &rows, toldNowQuery, day{c.Memory(today)}, day{c.ActionMemory(today)}, day{c.AwayMemory(today)}, day{c.FinalMemory(today)},
		pq.StringArray(reachable), team, instant(at.Now))
	if err != nil {
		return nil, fmt.Errorf("reading what was told: %w", err)
	}
	return toldOfItems(rows)
}

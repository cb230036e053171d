package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// askedOfQuery reads what decides who is asked about the indicators $2 and told of them, and nobody else of the people:
// their owners, deputies and managers, the owners' managers, whoever was handed a figure of theirs, whoever was
// told of their Reds, the performance team, the people $3; and who stands in for all of these. $1 is leavesSince.
const askedOfQuery = standingIn + `SELECT ` + askedOfColumns + `, ` + scheduleVersionColumn

const standingIn = `
	WITH concerned AS MATERIALIZED (
		SELECT unnest(CAST($3 AS text[])) AS person
		UNION SELECT unnest(ARRAY[i.owner, i.deputy, i.manager, o.manager]) FROM indicators i LEFT JOIN people o ON o.slack_id = i.owner WHERE i.id = ANY ($2)
		UNION SELECT d.delegate FROM delegations d WHERE d.indicator_id = ANY ($2)
		UNION SELECT recipient FROM notifications WHERE id = ANY (ARRAY(
			SELECT notification_id FROM red_tidings WHERE turn_id = ANY (ARRAY(SELECT id FROM red_turns WHERE indicator_id = ANY ($2)))))
		UNION SELECT p.slack_id FROM people p WHERE 'admin' = ANY (p.roles)),
	standing_in AS MATERIALIZED (
		SELECT person FROM concerned
		UNION SELECT l.deputy FROM leaves l JOIN concerned c ON c.person = l.person WHERE l.replaced_at IS NULL AND l.last_day >= $1)
	`

const askedOfColumns = `
	       (SELECT json_agg(p) FROM (SELECT ` + personColumns + ` FROM people p JOIN standing_in s ON s.person = p.slack_id ORDER BY p.position) AS p) AS people,
	       (SELECT json_agg(l) FROM (` + leavesFound + ` AND person IN (SELECT person FROM standing_in)` + leavesOrder + `) AS l) AS leaves,
	       (SELECT json_agg(k) FROM (` + slackPeopleQuery + `) AS k JOIN standing_in s ON s.person = k.person) AS in_slack,
	       (SELECT json_agg(d) FROM (
	           SELECT i.code, d.period, d.delegate FROM delegations d JOIN indicators i ON i.id = d.indicator_id WHERE d.indicator_id = ANY ($2)) AS d) AS delegations`

// readAskedOf reads who is asked about some indicators and told of them. It is a chase that knows nothing of figures,
// of messages or of other people, for whoever must know no more. What it can be asked about these indicators, it
// answers as the whole chase does.
func readAskedOf(ctx context.Context, q sqlx.QueryerContext, zone *time.Location, today kpi.Date, indicators []int64, others ...string) (kpi.Chase, error) {
	var row struct {
		askedRow
		Schedule string `db:"schedule_version"`
	}
	if err := sqlx.GetContext(ctx, q, &row, askedOfQuery, leavesSince(today), pq.Int64Array(indicators), pq.StringArray(others)); err != nil {
		return kpi.Chase{}, fmt.Errorf("reading who is asked: %w", err)
	}
	c, err := row.chase(zone, nil)
	if err != nil {
		return kpi.Chase{}, err
	}
	known, err := memoryOf(q).of(ctx, q, row.Schedule)
	c.Calendar, c.Collections = known.calendar, known.collections
	return c, err
}

// aboutQuery reads, beside what askedOfQuery reads, what else decides whether something about the indicators $2 is
// still to be said.
var aboutQuery = standingIn + `SELECT ` + askedOfColumns + `, ` + scheduleColumns + `,
	       (SELECT json_object_agg(f.period, f.codes)
	        FROM (SELECT f.period, json_agg(i.code) AS codes
	              FROM figures f JOIN indicators i ON i.id = f.indicator_id WHERE f.indicator_id = ANY ($2) AND f.revision = 1 GROUP BY f.period) AS f) AS posted,
	       (SELECT json_agg(c) FROM (` + committeesQuery + `) AS c) AS committees,
	       (SELECT json_agg(u) FROM (` + unsignedQuery + ` WHERE f.indicator_id = ANY ($2)) AS u) AS unsigned,
	       (SELECT json_agg(v) FROM (` + provisionalQuery + ` AND f.indicator_id = ANY ($2)) AS v) AS provisional,
	       ` + actionDutiesOf(func(column string) string { return column + ` = ANY ($2)` })

const (
	// someIndicators is the condition for the indicators with the codes $1, and one of each frequency: those say which
	// collections are open.
	someIndicators      = `i.code = ANY ($1) OR i.id IN (SELECT min(id) FROM indicators GROUP BY frequency)`
	someIndicatorsQuery = indicatorsQuery + someIndicators + indicatorsOrder

	itemsAbout      = itemsSince + ` AND (n.recipient = $5 OR t.indicator_id = ANY ($6))`
	itemsAboutQuery = itemsQuery + itemsAbout + itemsOrder
)

// readChaseAbout reads the part of the chase that decides whether the items of a message to somebody are still to be
// said. Of these, kpi.Chase.Stands says what it says of the whole chase.
func readChaseAbout(ctx context.Context, q sqlx.QueryerContext, zone *time.Location, today kpi.Date, recipient string, items []kpi.Item) (kpi.Chase, error) {
	codes := pq.StringArray{}
	for _, i := range items {
		codes = append(codes, i.Indicator)
	}
	indicators, err := listIndicators(ctx, q, someIndicators, codes)
	if err != nil {
		return kpi.Chase{}, err
	}
	ids := make(pq.Int64Array, 0, len(indicators))
	for _, i := range indicators {
		ids = append(ids, i.id)
	}
	var row chaseRow
	if err := sqlx.GetContext(ctx, q, &row, aboutQuery, leavesSince(today), ids, pq.StringArray{recipient}); err != nil {
		return kpi.Chase{}, fmt.Errorf("reading what a message is about: %w", err)
	}
	c, err := row.chase(zone, indicators)
	if err != nil {
		return kpi.Chase{}, err
	}
	rows, err := listItems(ctx, q, itemsAbout, day{c.Memory(today)}, day{c.ActionMemory(today)}, day{c.AwayMemory(today)}, day{c.FinalMemory(today)}, recipient, ids)
	if err != nil {
		return kpi.Chase{}, err
	}
	c.Told, err = toldOfItems(rows)
	return c, err
}

package store

import (
	"time"

	"chaser/kpi"
)

// actionDutiesColumns are an actionDutiesRow's columns: the Red figures without actions (kpi.Card.LacksActions says
// which those are), the open actions, and what was reported of these actions' indicators. Each column reads the figures
// once. Joining them to themselves is slow while PostgreSQL's statistics are old.
var actionDutiesColumns = actionDutiesOf(func(string) string { return "true" })

// actionDutiesOf is actionDutiesColumns of some indicators: those for which a column that has an indicator's id meets
// the condition.
func actionDutiesOf(condition func(column string) string) string {
	return `
	(SELECT json_agg(b)
	 FROM (SELECT i.code, f.period, f.posted_at
	       FROM (SELECT DISTINCT ON (indicator_id, period) indicator_id, period, rating, actions,
	                    first_value(posted_at) OVER (PARTITION BY indicator_id, period ORDER BY revision) AS posted_at
	             FROM figures WHERE ` + condition("indicator_id") + ` ORDER BY indicator_id, period, revision DESC) AS f
	       JOIN indicators i ON i.id = f.indicator_id
	       WHERE f.rating = 'Red' AND f.actions = ''
	         AND NOT EXISTS (SELECT FROM actions a WHERE a.indicator_id = f.indicator_id AND (a.state = 'open' OR a.state NOT IN ('dropped', 'cancelled') AND a.period = f.period))
	      ) AS b) AS bare,
	` + openActionsOf(condition)
}

// openActionsOf are the open actions, and what was reported of their indicators.
func openActionsOf(condition func(column string) string) string {
	return `
	(SELECT json_agg(o) FROM (SELECT ` + actionColumns + ` FROM ` + actionTables + ` WHERE a.state = 'open' AND ` + condition("a.indicator_id") + ` ORDER BY a.id) AS o) AS undertaken,
	(SELECT json_agg(r)
	 FROM (SELECT f.indicator_id, f.period, min(f.posted_at) FILTER (WHERE f.revision = 1) AS posted_at
	       FROM figures f
	       WHERE f.indicator_id IN (SELECT indicator_id FROM actions WHERE state = 'open' AND ` + condition("indicator_id") + `)
	       GROUP BY f.indicator_id, f.period
	       HAVING bool_or(f.status NOT IN ('unavailable', 'carried-forward'))
	      ) AS r) AS reported`
}

type actionDutiesRow struct {
	Bare       document[[]postedRow]   `db:"bare"`
	Undertaken document[[]actionRow]   `db:"undertaken"`
	Reported   document[[]reportedRow] `db:"reported"`
}

// postedRow is a figure, and when it was posted.
type postedRow struct {
	Code     string    `json:"code"`
	Period   period    `json:"period"`
	PostedAt time.Time `json:"posted_at"`
}

type reportedRow struct {
	IndicatorID int64     `json:"indicator_id"`
	Period      period    `json:"period"`
	PostedAt    time.Time `json:"posted_at"`
}

// duties adds to a chase what Reds and actions ask of people.
func (r actionDutiesRow) duties(c *kpi.Chase) {
	c.Unanswered = postedDays(r.Bare.is, c.Zone)
	reported := map[int64][]reportedRow{}
	for _, f := range r.Reported.is {
		reported[f.IndicatorID] = append(reported[f.IndicatorID], f)
	}
	for _, row := range r.Undertaken.is {
		u := kpi.Undertaken{Action: row.action()}
		for _, f := range reported[row.IndicatorID] {
			if u.Period.Before(f.Period.Period) && (u.Later.IsZero() || u.Later.Before(f.Period.Period)) {
				u.Later, u.LaterDay = f.Period.Period, kpi.DateOf(f.PostedAt.In(c.Zone))
			}
		}
		c.Undertaken = append(c.Undertaken, u)
	}
}

// postedDays is the day, in the council's time zone, on which each figure was posted.
func postedDays(rows []postedRow, zone *time.Location) map[kpi.Subject]kpi.Date {
	days := make(map[kpi.Subject]kpi.Date, len(rows))
	for _, r := range rows {
		days[kpi.Subject{Indicator: r.Code, Period: r.Period.Period}] = kpi.DateOf(r.PostedAt.In(zone))
	}
	return days
}

package store

import (
	"context"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// cardSurroundings are what people do and say about the indicators' figures, as far as cards show it.
type cardSurroundings struct {
	handed    map[figureOf]*kpi.HandedOn
	questions figureQuestions
	actions   map[int64][]kpi.Action
}

const (
	// shownActionsQuery reads the actions that the cards of the indicators $1 and the periods $2 show: the open ones of
	// every period and those of the card's own.
	shownActionsQuery = actionsQuery + `a.id IN (
		SELECT o.id FROM actions o WHERE o.indicator_id = ANY (` + ids + `) AND o.state = 'open'
		UNION SELECT t.id FROM unnest((SELECT CAST($1 AS bigint[])), (SELECT CAST($2 AS text[]))) AS w (indicator_id, period)
		      JOIN actions t ON t.indicator_id = w.indicator_id AND t.period = w.period)` + actionsOrder

	shownOnCards = `q.id IN (
		SELECT s.id FROM unnest((SELECT CAST($1 AS bigint[])), (SELECT CAST($2 AS text[]))) AS w (indicator_id, period) CROSS JOIN LATERAL (
			SELECT n.id FROM questions n WHERE n.indicator_id = w.indicator_id AND n.period = w.period ORDER BY n.id DESC LIMIT $3) AS s)`
	// shownQuestionsQuery reads the latest $3 questions of each of the indicators $1 and the periods $2.
	shownQuestionsQuery = questionsQuery + shownOnCards + questionsOrder
)

// readSurroundings reads what cards show besides figures, of those indicators that have any.
func readSurroundings(ctx context.Context, q sqlx.QueryerContext, all map[int64]dossier, cards []frozenKey) (around cardSurroundings, err error) {
	var (
		acted, asked               pq.Int64Array
		actedPeriods, askedPeriods pq.StringArray
		handed                     []int64
	)
	for _, c := range cards {
		d := all[c.indicator]
		if d.acted {
			acted, actedPeriods = append(acted, c.indicator), append(actedPeriods, c.period.String())
		}
		if d.asked {
			asked, askedPeriods = append(asked, c.indicator), append(askedPeriods, c.period.String())
		}
		if d.handedOn {
			handed = append(handed, c.indicator)
		}
	}
	if len(handed) > 0 {
		if around.handed, err = listHandedOn(ctx, q, handed); err != nil {
			return around, err
		}
	}
	if len(asked) > 0 {
		var rows []questionRow
		if err := sqlx.SelectContext(ctx, q, &rows, shownQuestionsQuery, asked, askedPeriods, kpi.ShownQuestions); err != nil {
			return around, wrapped(err, "reading the questions")
		}
		around.questions = shownOf(rows)
	}
	if len(acted) > 0 {
		var rows []actionRow
		if err := sqlx.SelectContext(ctx, q, &rows, shownActionsQuery, acted, actedPeriods); err != nil {
			return around, wrapped(err, "reading the actions")
		}
		around.actions = map[int64][]kpi.Action{}
		for _, r := range rows {
			around.actions[r.IndicatorID] = append(around.actions[r.IndicatorID], r.action())
		}
	}
	return around, nil
}

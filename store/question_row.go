package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

type questionRow struct {
	ID             int64      `db:"id" json:"id"`
	IndicatorID    int64      `db:"indicator_id" json:"indicator_id"`
	Indicator      string     `db:"indicator" json:"indicator"`
	Period         period     `db:"period" json:"period"`
	Text           string     `db:"text" json:"text"`
	AskedBy        string     `db:"asked_by" json:"asked_by"`
	AskedByName    string     `db:"asked_by_name" json:"asked_by_name"`
	AskedAt        time.Time  `db:"asked_at" json:"asked_at"`
	Channel        string     `db:"channel" json:"channel"`
	ThreadTS       string     `db:"thread_ts" json:"thread_ts"`
	Answer         string     `db:"answer" json:"answer"`
	AnsweredBy     string     `db:"answered_by" json:"answered_by"`
	AnsweredByName string     `db:"answered_by_name" json:"answered_by_name"`
	AnsweredAt     *time.Time `db:"answered_at" json:"answered_at"`
}

func (r questionRow) question() kpi.Question {
	q := kpi.Question{
		ID: r.ID, Indicator: r.Indicator, Period: r.Period.Period, Text: r.Text,
		AskedBy: r.AskedBy, AskedByName: r.AskedByName, AskedAt: r.AskedAt.UTC(),
		Answer: r.Answer, AnsweredBy: r.AnsweredBy, AnsweredByName: r.AnsweredByName,
	}
	if r.AnsweredAt != nil {
		q.AnsweredAt = r.AnsweredAt.UTC()
	}
	return q
}

const (
	questionsQuery = `SELECT ` + questionColumns + ` FROM ` + questionTables + ` WHERE `
	questionsOrder = ` ORDER BY q.id`
)

var cardQuestionsQuery = questionsQuery + cardQuestions + questionsOrder

func listQuestions(ctx context.Context, q sqlx.QueryerContext, condition string, args ...any) ([]questionRow, error) {
	var rows []questionRow
	err := sqlx.SelectContext(ctx, q, &rows, questionsQuery+condition+questionsOrder, args...)
	if err != nil {
		return nil, fmt.Errorf("reading the questions: %w", err)
	}
	return rows, nil
}

// figureQuestions are the questions that cards show: for each indicator and period the latest, those with an answer
// first.
type figureQuestions map[int64]map[kpi.Period][]kpi.Question

// of are the questions that the card of an indicator and a period shows.
func (f figureQuestions) of(indicator int64, p kpi.Period) []kpi.Question { return f[indicator][p] }

// cardQuestions chooses the latest questions of each period about the indicators $1. It looks up each one's by
// themselves: of some that are not known yet PostgreSQL would look through the questions about all.
var cardQuestions = fmt.Sprintf(`q.id IN (
	SELECT placed.id FROM unnest(CAST($1 AS bigint[])) AS wanted (id) CROSS JOIN LATERAL (
		SELECT n.id, row_number() OVER (PARTITION BY n.period ORDER BY n.id DESC) AS place
		FROM questions n WHERE n.indicator_id = wanted.id) AS placed
	WHERE placed.place <= %d)`, kpi.ShownQuestions)

func shownQuestions(ctx context.Context, q sqlx.QueryerContext, indicators ...int64) (figureQuestions, error) {
	rows, err := listQuestions(ctx, q, cardQuestions, int64Array(indicators))
	return shownOf(rows), err
}

func shownOf(rows []questionRow) figureQuestions {
	shown := figureQuestions{}
	for _, answered := range []bool{true, false} {
		for _, r := range rows {
			if (r.Answer != "") != answered {
				continue
			}
			if shown[r.IndicatorID] == nil {
				shown[r.IndicatorID] = map[kpi.Period][]kpi.Question{}
			}
			shown[r.IndicatorID][r.Period.Period] = append(shown[r.IndicatorID][r.Period.Period], r.question())
		}
	}
	return shown
}

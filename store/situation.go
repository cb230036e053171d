package store

import (
	"context"
	"fmt"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// situation is what a posting is decided on. It is read once the indicator's row is locked.
type situation struct {
	indicator keptIndicator
	person    *kpi.Person // nil: a stranger
	answered  *answered   // nil: the request is new
	schedule
	delegates map[kpi.Period]string // the colleague to whom a period's figure was handed on
	leaves    []kpi.Leave           // of those who are asked for the indicator's figures
	recorded  series
	recent    bool // recorded leaves out what came long before: see recentFigures
	questions figureQuestions
	committee committeeRules
	actions   []kpi.Action // all of the indicator's
}

// situationQuery reads everything but the figures in one round trip. For a posting, a round trip costs as much as what
// it reads.
var situationQuery = `
	SELECT ` + indicatorColumns + `,
	       (SELECT to_json(known) FROM (SELECT ` + personColumns + ` FROM people p WHERE p.slack_id = $2) AS known) AS person,
	       (SELECT ` + accountColumn + ` FROM people p WHERE p.slack_id = $2) AS account,
	       (SELECT to_json(done) FROM (SELECT ` + answeredColumns + ` FROM ` + answeredTables + ` WHERE r.id = $3) AS done) AS answered,
	       ` + scheduleVersionColumn + `,
	       (SELECT json_object_agg(d.period, d.delegate) FROM delegations d WHERE d.indicator_id = i.id) AS delegates,
	       ` + leavesOfAsked("$4") + ` AS leaves,
	       (SELECT json_agg(shown) FROM (SELECT ` + questionColumns + ` FROM ` + questionTables + ` WHERE ` + shownCondition("= $1") + ` ORDER BY q.id) AS shown) AS questions,
	       (SELECT json_agg(acts) FROM (SELECT ` + actionColumns + ` FROM ` + actionTables + ` WHERE a.indicator_id = $1 ORDER BY a.id) AS acts) AS actions,
	       ` + committeeRulesColumns + `
	FROM indicators i
	WHERE i.id = $1`

// readSituation reads the situation. The error is a refusal if the person must not act, because of the kind of account
// they have.
func readSituation(ctx context.Context, tx *preparedTx, indicator int64, p Post) (situation, error) {
	var row struct {
		indicatorRow
		Schedule  string                      `db:"schedule_version"`
		Person    document[*personRow]        `db:"person"`
		Account   *kpi.Account                `db:"account"` // nil: a stranger's
		Answered  document[*answered]         `db:"answered"`
		Delegates document[map[string]string] `db:"delegates"`
		Leaves    document[[]leaveRow]        `db:"leaves"`
		Questions document[[]questionRow]     `db:"questions"`
		Actions   document[[]actionRow]       `db:"actions"`
		committeeRulesRow
	}
	if err := sqlx.GetContext(ctx, tx, &row, situationQuery, indicator, p.By, p.RequestID, day{p.Today}); err != nil {
		return situation{}, fmt.Errorf("reading the situation: %w", err)
	}
	if row.Account != nil {
		if refused := row.Account.Refusal(); refused != nil {
			return situation{}, refused
		}
	}
	i, err := row.indicator()
	if err != nil {
		return situation{}, err
	}
	known, err := tx.schedules.of(ctx, tx, row.Schedule)
	if err != nil {
		return situation{}, err
	}
	s := situation{
		indicator: keptIndicator{i, indicator},
		answered:  row.Answered.is,
		schedule:  known,
		questions: shownOf(row.Questions.is),
		actions:   actionsOf(row.Actions.is),
		committee: row.rules(),
	}
	for _, leaves := range leavesOf(row.Leaves.is) {
		s.leaves = append(s.leaves, leaves...)
	}
	for text, delegate := range row.Delegates.is {
		handed, err := kpi.ParsePeriod(text)
		if err != nil {
			return situation{}, fmt.Errorf("a period that was handed on: %w", err)
		}
		if s.delegates == nil {
			s.delegates = map[kpi.Period]string{}
		}
		s.delegates[handed] = delegate
	}
	if row.Person.is != nil {
		person := row.Person.is.person()
		s.person = &person
	}
	return s, nil
}

func (s situation) circumstances(today kpi.Date) kpi.Circumstances {
	return kpi.Circumstances{
		Indicator:   s.indicator.Indicator,
		Collections: s.collections,
		Figures:     s.recorded.figures(),
		Today:       today,
		Delegates:   s.delegates,
		Leaves:      s.leaves,
		Published:   s.committee.publishedOn(),
	}
}

// card is the card of the period, as the indicator's own people see it.
func (s situation) card(ctx context.Context, q sqlx.QueryerContext, recorded series, of kpi.Period, today kpi.Date) (kpi.Card, error) {
	published, err := s.committee.published(ctx, q, of)
	if err != nil {
		return kpi.Card{}, err
	}
	d := kpi.Dossier{
		Indicator: s.indicator.Indicator,
		Figures:   recorded.figures(),
		Published: published,
		Signers:   s.committee.signers,
	}
	facts := cardFacts{
		indicator: s.indicator,
		recorded:  recorded,
		schedule:  s.schedule,
		questions: s.questions,
		actions:   s.actions,
		standing:  d.Sight(true, of).Standing,
	}
	return facts.card(of, today), nil
}

package store

import (
	"context"
	"fmt"
	"slices"

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
// it reads. Of what most indicators do not have it says only whether there is any, as starting to look costs as much as
// finding. The order of the questions is that of their index: else PostgreSQL would look through all of them for the
// first about the indicator.
var situationQuery = `
	SELECT ` + indicatorColumns + `,
	       (SELECT to_json(known) FROM (SELECT ` + personColumns + `, ` + accountColumn + ` AS account FROM people p WHERE p.slack_id = $2) AS known) AS person,
	       EXISTS (SELECT FROM requests r WHERE r.id = $3 AND r.figure_id IS NOT NULL) AS answered,
	       ` + scheduleVersionColumn + `,
	       (SELECT json_object_agg(d.period, d.delegate) FROM delegations d WHERE d.indicator_id = i.id) AS delegates,
	       ` + leavesOfAsked("$4") + ` AS leaves,
	       (SELECT q.id FROM questions q WHERE q.indicator_id = $1 ORDER BY q.period LIMIT 1) IS NOT NULL AS asked,
	       EXISTS (SELECT FROM actions a WHERE a.indicator_id = $1) AS acted,
	       ` + committeeRulesColumns + `
	FROM ` + committeeRulesTables + `
	WHERE i.id = $1`

// situatedRow is who posts; nil: a stranger.
type situatedRow struct {
	personRow
	Account kpi.Account `json:"account"`
}

// readSituation reads the situation. The error is a refusal if the person must not act, because of the kind of account
// they have.
func readSituation(ctx context.Context, tx *preparedTx, indicator int64, p Post) (situation, error) {
	var row struct {
		indicatorRow
		Schedule  string                      `db:"schedule_version"`
		Person    document[*situatedRow]      `db:"person"`
		Delegates document[map[string]string] `db:"delegates"`
		Leaves    document[[]leaveRow]        `db:"leaves"`
		seldom
		committeeRulesRow
	}
	if err := sqlx.GetContext(ctx, tx, &row, situationQuery, indicator, p.By, p.RequestID, day{p.Today}); err != nil {
		return situation{}, fmt.Errorf("reading the situation: %w", err)
	}
	if row.Person.is != nil {
		if refused := row.Person.is.Account.Refusal(); refused != nil {
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
		schedule:  known,
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
	return s, s.readSeldom(ctx, tx, row.seldom, p.RequestID)
}

// seldom says of what most situations do not have whether this one has it.
type seldom struct {
	Answered bool `db:"answered"`
	Asked    bool `db:"asked"`
	Acted    bool `db:"acted"`
}

// readSeldom reads what there is of these.
func (s *situation) readSeldom(ctx context.Context, tx *preparedTx, there seldom, request string) error {
	if there.Answered {
		a, found, err := findAnswered(ctx, tx, request)
		if err != nil {
			return err
		}
		if found {
			s.answered = &a
		}
	}
	if there.Asked {
		shown, err := shownQuestions(ctx, tx, s.indicator.id)
		if err != nil {
			return err
		}
		s.questions = shown
	}
	if there.Acted {
		acted, err := actionsByIndicator(ctx, tx, s.indicator.id)
		if err != nil {
			return err
		}
		s.actions = acted[s.indicator.id]
	}
	return nil
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
	if recorded, err = namedOf(ctx, q, recorded, of); err != nil {
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

// namedOf adds to a series the name of who posted the period's figure, where it was not read.
func namedOf(ctx context.Context, q sqlx.QueryerContext, of series, p kpi.Period) (series, error) {
	for n, row := range of {
		if row.Period.Period != p || row.PostedByName != "" || row.PostedBy == "" {
			continue
		}
		named := slices.Clone(of)
		if err := sqlx.GetContext(ctx, q, &named[n].PostedByName, `SELECT name FROM people WHERE slack_id = $1`, row.PostedBy); err != nil {
			return nil, fmt.Errorf("reading who posted the figure: %w", err)
		}
		return named, nil
	}
	return of, nil
}

package store

import (
	"context"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/doubt"
	"chaser/kpi"
)

// figureColumns are a figureRow's columns. They come from figureTables: f is the figure, i its indicator, p who posted
// it, s its sign-off and sp who said that. If its committee no longer wants sign-off, s is left out.
const figureColumns = ownFigureColumns + `,
	i.code AS indicator, COALESCE(p.name, '') AS posted_by_name,
	COALESCE(s.state, '') AS sign_state, COALESCE(s.said_by, '') AS signed_by, COALESCE(sp.name, '') AS signed_by_name, s.said_at AS signed_at,
	COALESCE(s.reason, '') AS sign_reason`

// ownFigureColumns are those that a figure f has itself.
const ownFigureColumns = `
	f.id, f.indicator_id, f.period, f.revision, f.value, f.numerator, f.denominator, f.status, f.commentary, f.actions,
	f.reason, COALESCE(f.posted_by, '') AS posted_by, f.posted_at,
	f.rating, COALESCE(f.rule, '') AS rule, f.target, f.direction, f.gap, f.explanation`

const figureTables = `figures f JOIN indicators i ON i.id = f.indicator_id LEFT JOIN people p ON p.slack_id = f.posted_by ` + signOffTables

// signOffTables join a figure's sign-off to figures f and indicators i.
const signOffTables = `
	LEFT JOIN sign_offs s ON s.figure_id = f.id AND EXISTS (SELECT FROM committees k WHERE k.name = i.committee AND k.sign_off IS NOT NULL)
	LEFT JOIN people sp ON sp.slack_id = s.said_by`

type figureRow struct {
	ID           int64         `db:"id"`
	IndicatorID  int64         `db:"indicator_id"`
	Indicator    string        `db:"indicator"`
	Period       period        `db:"period"`
	Revision     int           `db:"revision"`
	Value        number        `db:"value"`
	Numerator    number        `db:"numerator"`
	Denominator  number        `db:"denominator"`
	Status       kpi.Status    `db:"status"`
	Commentary   string        `db:"commentary"`
	Actions      string        `db:"actions"`
	Reason       string        `db:"reason"`
	PostedBy     string        `db:"posted_by"`
	PostedByName string        `db:"posted_by_name"`
	PostedAt     time.Time     `db:"posted_at"`
	Rating       kpi.Rating    `db:"rating"`
	Rule         string        `db:"rule"`
	Target       number        `db:"target"`
	Direction    kpi.Direction `db:"direction"`
	Gap          number        `db:"gap"`
	Explanation  string        `db:"explanation"`

	SignState    kpi.SignOffState `db:"sign_state"`
	SignedBy     string           `db:"signed_by"`
	SignedByName string           `db:"signed_by_name"`
	SignedAt     *time.Time       `db:"signed_at"`
	SignReason   string           `db:"sign_reason"`
}

func (r figureRow) signOff() kpi.SignOff {
	s := kpi.SignOff{State: r.SignState, By: r.SignedBy, ByName: r.SignedByName, Reason: r.SignReason}
	if r.SignedAt != nil {
		s.At = r.SignedAt.UTC()
	}
	return s
}

func (r figureRow) figure() kpi.Figure {
	return kpi.Figure{
		Indicator: r.Indicator, Period: r.Period.Period, Revision: r.Revision,
		Value: r.Value.Decimal, Numerator: r.Numerator.Decimal, Denominator: r.Denominator.Decimal,
		Status: r.Status, Commentary: r.Commentary, Actions: r.Actions,
		Reason: r.Reason, PostedBy: r.PostedBy, PostedAt: r.PostedAt.UTC(), SignOff: r.signOff(),
		Assessment: kpi.Assessment{
			Rating: r.Rating, Rule: r.Rule, Target: r.Target.Decimal, Direction: r.Direction,
			Gap: r.Gap.Decimal, Explanation: r.Explanation,
		},
	}
}

// rowOf is the row that a figure became when it was saved.
func rowOf(id, indicator int64, f kpi.Figure, postedByName string) figureRow {
	row := figureRow{
		ID: id, IndicatorID: indicator, Indicator: f.Indicator, Period: period{f.Period}, Revision: f.Revision,
		Value: number{f.Value}, Numerator: number{f.Numerator}, Denominator: number{f.Denominator},
		Status: f.Status, Commentary: f.Commentary, Actions: f.Actions,
		Reason: f.Reason, PostedBy: f.PostedBy, PostedByName: postedByName, PostedAt: f.PostedAt,
		Rating: f.Rating, Rule: f.Rule, Target: number{f.Target}, Direction: f.Direction,
		Gap: number{f.Gap}, Explanation: f.Explanation,
		SignState: f.SignOff.State, SignedBy: f.SignOff.By, SignedByName: f.SignOff.ByName,
		SignReason: f.SignOff.Reason,
	}
	if !f.SignOff.At.IsZero() {
		row.SignedAt = &f.SignOff.At
	}
	return row
}

// series is what is recorded of one indicator: the latest revision of each period, with what a kpi.Figure does not
// hold.
type series []figureRow

func (s series) figures() []kpi.Figure {
	figures := make([]kpi.Figure, len(s))
	for n, row := range s {
		figures[n] = row.figure()
	}
	return figures
}

// of finds the period's figure.
func (s series) of(p kpi.Period) (figureRow, bool) {
	for _, row := range s {
		if row.Period.Period == p {
			return row, true
		}
	}
	return figureRow{}, false
}

// with is the series once a further revision is added.
func (s series) with(row figureRow) series {
	rest := slices.DeleteFunc(slices.Clone(s), func(r figureRow) bool { return r.Period == row.Period })
	return append(rest, row)
}

// judgement is the row of a figure that kpi chose from the series.
func (s series) judgement(f kpi.Figure) (figureRow, bool) {
	for _, row := range s {
		if row.Period.Period == f.Period && row.Revision == f.Revision {
			return row, true
		}
	}
	return figureRow{}, false
}

// newest is the id of the figure that was recorded last; 0 where there is none.
func (s series) newest() int64 {
	var newest int64
	for _, row := range s {
		newest = max(newest, row.ID)
	}
	return newest
}

const everyFigure = math.MaxInt64

// newestOfPeriods is a recursive query of the newest revision of each period, of the indicators $1 and up to the figure
// $2. It goes from one period of the index figure_revisions_standing to the one before, so it reads no older revision.
const newestOfPeriods = `
	RECURSIVE newest AS (
		SELECT f.* FROM unnest(CAST($1 AS bigint[])) AS wanted (id) CROSS JOIN LATERAL (
			SELECT r.id, r.indicator_id, r.period, r.revision FROM figure_revisions r
			WHERE r.indicator_id = wanted.id AND r.taken_back_at IS NULL AND r.id <= $2
			ORDER BY r.indicator_id DESC, r.period DESC, r.revision DESC LIMIT 1) AS f
		UNION ALL
		SELECT f.* FROM newest n CROSS JOIN LATERAL (
			SELECT r.id, r.indicator_id, r.period, r.revision FROM figure_revisions r
			WHERE r.indicator_id = n.indicator_id AND r.period < n.period AND r.taken_back_at IS NULL AND r.id <= $2
			ORDER BY r.indicator_id DESC, r.period DESC, r.revision DESC LIMIT 1) AS f
	)`

const latestFiguresQuery = `
	WITH ` + newestOfPeriods + `
	SELECT ` + figureColumns + `
	FROM ` + figureTables + `
	WHERE f.id = ANY (ARRAY(SELECT id FROM newest))
	ORDER BY f.indicator_id, f.period`

// latestFigures reads the series of each indicator as it was when until was the newest figure's id. With everyFigure it
// is as it is now.
func latestFigures(ctx context.Context, q sqlx.QueryerContext, until int64, indicators ...int64) (map[int64]series, error) {
	if len(indicators) == 0 {
		return nil, nil
	}
	var rows []figureRow
	if err := sqlx.SelectContext(ctx, q, &rows, latestFiguresQuery, pq.Int64Array(indicators), until); err != nil {
		return nil, fmt.Errorf("reading the figures: %w", err)
	}
	all := map[int64]series{}
	for _, r := range rows {
		all[r.IndicatorID] = append(all[r.IndicatorID], r)
	}
	return all, nil
}

// Revisions lists every revision of the indicator's figures that somebody may see. The latest period comes first, and
// in each period the latest revision. There are none if there is no such indicator.
func (s *Store) Revisions(ctx context.Context, who kpi.Person, code string) ([]kpi.Figure, error) {
	seen, err := s.revisions(ctx, who, code)
	if err != nil {
		return nil, fmt.Errorf("store.Revisions: %w", err)
	}
	return seen, nil
}

func (s *Store) revisions(ctx context.Context, who kpi.Person, code string) ([]kpi.Figure, error) {
	i, found, err := findIndicator(ctx, s.db, code)
	if err != nil || !found {
		return nil, err
	}
	var rows []figureRow
	err = s.db.SelectContext(ctx, &rows, `
		SELECT `+figureColumns+`
		FROM `+figureTables+`
		WHERE f.indicator_id = $1
		ORDER BY f.revision DESC`, i.id)
	if err != nil {
		return nil, fmt.Errorf("reading the revisions: %w", err)
	}
	figures := series(rows).figures()
	slices.SortStableFunc(figures, func(a, b kpi.Figure) int {
		switch {
		case b.Period.Before(a.Period):
			return -1
		case a.Period.Before(b.Period):
			return 1
		}
		return 0
	})
	dossiers, err := readDossiers(ctx, s.db, who, []keptIndicator{i})
	if err != nil {
		return nil, err
	}
	d := dossiers[i.id]
	return d.History(d.own(kpi.Period{}, kpi.Latest(figures)), figures), nil
}

const insertFigureQuery = `
	INSERT INTO figures (indicator_id, period, revision, value, numerator, denominator, status, commentary, actions, reason,
	                     posted_by, posted_at, rating, rule, target, baseline, direction, gap, explanation, confirmed)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
	RETURNING id`

// figureValues are the arguments of insertFigureQuery. They include the indicator's baseline, which is kept beside the
// figure.
func figureValues(i keptIndicator, f kpi.Figure, confirmed []doubt.Kind) []any {
	return []any{
		i.id, period{f.Period}, f.Revision, number{f.Value}, number{f.Numerator}, number{f.Denominator}, f.Status,
		f.Commentary, f.Actions, f.Reason, orNull(f.PostedBy), f.PostedAt, f.Rating, orNull(f.Rule), number{f.Target},
		number{i.Baseline}, f.Direction, number{f.Gap}, f.Explanation, namesOf(confirmed),
	}
}

// instant is t in microseconds, as PostgreSQL keeps it, so that what is returned is what will be read later.
func instant(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }

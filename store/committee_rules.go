package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// committeeRules are what an indicator's committee decides about its figures: who signs them off, how they are
// corrected, and what it was shown.
type committeeRules struct {
	mode        kpi.SignOffMode
	corrections kpi.CorrectionMode
	signers     kpi.Signers
	shown       []shownPeriod
}

// shownPeriod is a period that was published.
type shownPeriod struct {
	Publication int64     `json:"publication"`
	Period      period    `json:"period"`
	At          time.Time `json:"at"`
	FigureID    *int64    `json:"figure"` // nil: the card had no figure
}

// committeeRulesColumns are a committeeRulesRow's columns. They come from committeeRulesTables: i is the indicator, k
// its committee. Who signs is read only where figures are signed off.
const (
	committeeRulesColumns = `
	COALESCE(k.sign_off, '') AS sign_off_mode,
	COALESCE(k.corrections, '') AS corrections_mode,
	CASE WHEN k.sign_off IS NOT NULL THEN ` + managerSigns + ` END AS manager_signs,
	CASE WHEN k.sign_off IS NOT NULL THEN ` + lineManagerSigns + ` END AS line_manager_signs,
	k.self_sign_off,
	(SELECT json_agg(json_build_object('publication', b.id, 'period', c.period, 'at', b.published_at, 'figure', c.figure_id) ORDER BY b.id DESC)
	 FROM edition_cards c JOIN publications b ON b.id = c.publication_id WHERE c.indicator_id = i.id) AS shown`

	committeeRulesTables = `indicators i JOIN committees k ON k.name = i.committee`
)

type committeeRulesRow struct {
	Mode        kpi.SignOffMode    `db:"sign_off_mode"`
	Corrections kpi.CorrectionMode `db:"corrections_mode"`
	signersRow
	Shown document[[]shownPeriod] `db:"shown"`
}

func (r committeeRulesRow) rules() committeeRules {
	return committeeRules{mode: r.Mode, corrections: r.Corrections, signers: r.signers(), shown: r.Shown.is}
}

// of finds what was published of a period; nil if nothing was.
func (r committeeRules) of(p kpi.Period) *shownPeriod {
	for n := range r.shown {
		if r.shown[n].Period.Period == p {
			return &r.shown[n]
		}
	}
	return nil
}

// publishedOn is the day on which each period was published.
func (r committeeRules) publishedOn() map[kpi.Period]kpi.Date {
	days := map[kpi.Period]kpi.Date{}
	for _, s := range r.shown {
		days[s.Period.Period] = kpi.DateOf(s.At)
	}
	return days
}

// published is what was shown of a period, with its figure as it then was.
func (r committeeRules) published(ctx context.Context, q sqlx.QueryerContext, p kpi.Period) ([]kpi.Published, error) {
	of := r.of(p)
	if of == nil {
		return nil, nil
	}
	known := kpi.Published{Period: p, At: of.At.UTC()}
	if of.FigureID != nil {
		row, err := figureByID(ctx, q, *of.FigureID)
		if err != nil {
			return nil, err
		}
		figure := row.figure()
		known.Figure = &figure
	}
	return []kpi.Published{known}, nil
}

const oneFigureQuery = `SELECT ` + figureColumns + ` FROM ` + figureTables + ` WHERE f.id = $1`

func figureByID(ctx context.Context, q sqlx.QueryerContext, id int64) (row figureRow, err error) {
	err = sqlx.GetContext(ctx, q, &row, oneFigureQuery, id)
	return row, wrapped(err, fmt.Sprintf("reading figure %d", id))
}

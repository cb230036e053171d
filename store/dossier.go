package store

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// dossier is what decides which card of an indicator somebody sees, with the rows that the cards are made from.
type dossier struct {
	kpi.Dossier
	who  kpi.Viewer
	line string // Slack id of the owner's line manager
	rows series // every figure in the dossier, with who posted it

	acted, asked, handedOn bool // whether there are actions, questions and figures that were handed on
}

// own reports whether the viewer counts as one of the indicator's own people for these periods.
func (d dossier) own(periods ...kpi.Period) bool {
	return d.who.SeesWorking(d.Indicator, d.line, periods...)
}

// seriesOf are the figures' rows, which say who posted them.
func (d dossier) seriesOf(figures []kpi.Figure) series {
	list := make(series, 0, len(figures))
	for _, f := range figures {
		row := figureRow{}
		for _, r := range d.rows {
			if r.Period.Period == f.Period && r.Revision == f.Revision {
				row = r
			}
		}
		list = append(list, row)
	}
	return list
}

// newest is the latest revision of each period, whoever may see it.
func (d dossier) newest() series {
	return d.seriesOf(d.Sight(true, kpi.Period{}).Figures)
}

// sightQuery reads, of each period, the newest revision and the newest that the committee may see.
const sightQuery = `
	WITH ` + newestOfPeriods + sightOfNewest

// sightOfNewest ends a query that has found the newest revisions: it reads them, and of their periods the newest
// revisions that the committee may see.
const sightOfNewest = `
	SELECT ` + figureColumns + `
	FROM ` + figureTables + `
	WHERE f.id = ANY (ARRAY(
		SELECT id FROM newest
		UNION
		SELECT c.id FROM newest n JOIN indicators ni ON ni.id = n.indicator_id CROSS JOIN LATERAL (
			SELECT r.id FROM figure_revisions r
			WHERE r.indicator_id = n.indicator_id AND r.period = n.period AND r.taken_back_at IS NULL AND NOT EXISTS (
				SELECT FROM sign_offs cs WHERE cs.figure_id = r.id AND cs.state <> 'approved')
			ORDER BY r.indicator_id DESC, r.period DESC, r.revision DESC LIMIT 1) AS c
		WHERE ni.committee IN (SELECT name FROM committees WHERE sign_off IS NOT NULL)))
	ORDER BY f.indicator_id, f.period, f.revision`

// readDossiers reads the indicators' dossiers for somebody who looks at their cards. The zero Person is whoever reads a
// channel.
func readDossiers(ctx context.Context, q sqlx.QueryerContext, who kpi.Person, indicators []keptIndicator) (map[int64]dossier, error) {
	all, ids := beginDossiers(who, indicators)
	var rows []figureRow
	if err := sqlx.SelectContext(ctx, q, &rows, sightQuery, ids, int64(everyFigure)); err != nil {
		return nil, fmt.Errorf("reading the figures: %w", err)
	}
	for _, r := range rows {
		d := all[r.IndicatorID]
		d.Figures = append(d.Figures, r.figure())
		d.rows = append(d.rows, r)
		all[r.IndicatorID] = d
	}
	if err := readPublished(ctx, q, all, ids); err != nil {
		return nil, err
	}
	_, err := readWhose(ctx, q, all, ids, who)
	return all, err
}

// beginDossiers are dossiers without anything read, and the indicators' ids.
func beginDossiers(who kpi.Person, indicators []keptIndicator) (map[int64]dossier, pq.Int64Array) {
	all := make(map[int64]dossier, len(indicators))
	ids := make(pq.Int64Array, 0, len(indicators))
	for _, i := range indicators {
		ids = append(ids, i.id)
		all[i.id] = dossier{Dossier: kpi.Dossier{Indicator: i.Indicator, Outside: who.Outside}, who: kpi.Viewer{Person: who}}
	}
	return all, ids
}

// addPublished adds what was published of a period, with its figure if it had one.
func (d *dossier) addPublished(p kpi.Published, id *int64, figures map[int64]figureRow) {
	if id != nil {
		row := figures[*id]
		figure := row.figure()
		p.Figure = &figure
		d.rows = append(d.rows, row)
	}
	d.Published = append(d.Published, p)
}

// publishedRow is an indicator's period that was published, with its figure if it had one.
type publishedRow struct {
	IndicatorID int64     `db:"published_indicator"`
	Period      period    `db:"published_period"`
	At          time.Time `db:"published_at"`
	FigureID    *int64    `db:"published_figure"`
}

const publishedQuery = `
	SELECT c.indicator_id AS published_indicator, c.period AS published_period, b.published_at, c.figure_id AS published_figure
	FROM published_cards c JOIN publications b ON b.id = c.publication_id
	WHERE c.indicator_id = ANY ($1)
	ORDER BY b.id DESC`

const figuresByIDQuery = `SELECT ` + figureColumns + ` FROM ` + figureTables + ` WHERE f.id = ANY (` + ids + `)`

func readPublished(ctx context.Context, q sqlx.QueryerContext, all map[int64]dossier, ids pq.Int64Array) error {
	var rows []publishedRow
	err := sqlx.SelectContext(ctx, q, &rows, publishedQuery, ids)
	if err != nil || len(rows) == 0 {
		return wrapped(err, "reading what was published")
	}
	wanted := map[int64]bool{}
	for _, r := range rows {
		if r.FigureID != nil {
			wanted[*r.FigureID] = true
		}
	}
	figures, err := figuresByID(ctx, q, wanted)
	if err != nil {
		return err
	}
	for _, r := range rows {
		d := all[r.IndicatorID]
		d.addPublished(kpi.Published{Period: r.Period.Period, At: r.At.UTC()}, r.FigureID, figures)
		all[r.IndicatorID] = d
	}
	return nil
}

const whoseQuery = `
	SELECT i.id, COALESCE(o.manager, '') AS line,
	       (SELECT json_agg(d.period) FROM delegations d WHERE d.indicator_id = i.id AND d.delegate = $2) AS handed,
	       EXISTS (SELECT FROM actions a WHERE a.indicator_id = i.id) AS acted,
	       EXISTS (SELECT FROM questions q WHERE q.indicator_id = i.id) AS asked,
	       EXISTS (SELECT FROM delegations d WHERE d.indicator_id = i.id) AS handed_on,
	       ` + scheduleVersionColumn + `,
	       ` + signersColumns + `
	FROM indicators i LEFT JOIN people o ON o.slack_id = i.owner
	WHERE i.id = ANY (` + ids + `)`

// readWhose reads who signs the indicators' figures off, their owners' line managers, what was handed to the viewer,
// and whether there is more to be read. It returns the version of the schedule that stands.
func readWhose(ctx context.Context, q sqlx.QueryerContext, all map[int64]dossier, ids pq.Int64Array, who kpi.Person) (version string, err error) {
	var rows []struct {
		ID       int64
		Line     string
		Handed   document[[]period]
		Acted    bool
		Asked    bool
		HandedOn bool   `db:"handed_on"`
		Schedule string `db:"schedule_version"`
		signersRow
	}
	err = sqlx.SelectContext(ctx, q, &rows, whoseQuery, ids, who.SlackID)
	if err != nil {
		return "", fmt.Errorf("reading whose the indicators are: %w", err)
	}
	for _, r := range rows {
		d := all[r.ID]
		d.line, d.Signers = r.Line, r.signers()
		d.acted, d.asked, d.handedOn = r.Acted, r.Asked, r.HandedOn
		version = r.Schedule
		for _, p := range r.Handed.is {
			d.who.HandedOn = append(d.who.HandedOn, p.Period)
		}
		all[r.ID] = d
	}
	return version, nil
}

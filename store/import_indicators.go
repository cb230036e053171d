package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/lib/pq"

	"chaser/kpi"
)

// importedIndicator is an indicator as saveIndicatorsQuery takes it.
type importedIndicator struct {
	CodeKey         string        `json:"code_key"`
	Code            string        `json:"code"`
	Title           string        `json:"title"`
	Committee       string        `json:"committee"`
	Service         string        `json:"service"`
	Unit            kpi.Unit      `json:"unit"`
	Decimals        int           `json:"decimals"`
	Direction       kpi.Direction `json:"direction"`
	Kind            kpi.Kind      `json:"kind"`
	Target          number        `json:"target"`
	Baseline        number        `json:"baseline"`
	Rule            any           `json:"rule"`
	Cumulative      bool          `json:"cumulative"`
	Compare         kpi.Compare   `json:"compare"`
	Frequency       kpi.Frequency `json:"frequency"`
	Owner           any           `json:"owner"`
	Deputy          any           `json:"deputy"`
	Manager         any           `json:"manager"`
	Description     string        `json:"description"`
	Links           []link        `json:"links"`
	NeighboursMean  number        `json:"neighbours_mean"`
	EnglandMean     number        `json:"england_mean"`
	Sensitive       bool          `json:"sensitive"`
	SmallestCount   *int          `json:"smallest_count"`
	NeighboursMonth string        `json:"neighbours_mean_period"`
	EnglandMonth    string        `json:"england_mean_period"`
}

func importedIndicatorOf(n kpi.Indicator) importedIndicator {
	row := importedIndicator{
		CodeKey: codeKey(n.Code), Code: n.Code, Title: n.Title, Committee: n.Committee, Service: n.Service,
		Unit: n.Unit, Decimals: n.Decimals, Direction: n.Direction, Kind: n.Kind, Target: number{n.Target}, Baseline: number{n.Baseline},
		Rule: orNull(rule(n)), Cumulative: n.Cumulative, Compare: n.Compare, Frequency: n.Frequency,
		Owner: orNull(n.Owner), Deputy: orNull(n.Deputy), Manager: orNull(n.Manager), Description: n.Description, Links: []link{},
		NeighboursMean: number{n.NeighboursMean}, EnglandMean: number{n.EnglandMean}, Sensitive: n.Sensitive, SmallestCount: n.SmallestCount,
		NeighboursMonth: n.NeighboursMeanPeriod.String(), EnglandMonth: n.EnglandMeanPeriod.String(),
	}
	for _, l := range n.Links {
		row.Links = append(row.Links, link(l))
	}
	return row
}

// saveIndicatorsQuery saves the indicators of a list in its order, which is the order of the first import.
const saveIndicatorsQuery = `
	INSERT INTO indicators (code_key, code, title, committee, service, unit, decimals, direction, kind, target, baseline, rule, cumulative,
	                        compare, frequency, owner, deputy, manager, description, links, neighbours_mean, england_mean,
	                        sensitive, smallest_count, neighbours_mean_period, england_mean_period)
	SELECT i.code_key, i.code, i.title, i.committee, i.service, i.unit, i.decimals, i.direction, i.kind, i.target, i.baseline, i.rule, i.cumulative,
	       i.compare, i.frequency, i.owner, i.deputy, i.manager, i.description, i.links, i.neighbours_mean, i.england_mean,
	       i.sensitive, i.smallest_count, i.neighbours_mean_period, i.england_mean_period
	FROM ROWS FROM (json_to_recordset($1) AS (
	         code_key text, code text, title text, committee text, service text, unit text, decimals int, direction text, kind text,
	         target numeric, baseline numeric, rule text, cumulative boolean, compare text, frequency text, owner text, deputy text, manager text,
	         description text, links jsonb, neighbours_mean numeric, england_mean numeric, sensitive boolean, smallest_count int,
	         neighbours_mean_period text, england_mean_period text))
	     WITH ORDINALITY AS i (
	         code_key, code, title, committee, service, unit, decimals, direction, kind, target, baseline, rule, cumulative, compare, frequency,
	         owner, deputy, manager, description, links, neighbours_mean, england_mean, sensitive, smallest_count, neighbours_mean_period,
	         england_mean_period, place)
	ORDER BY i.place
	ON CONFLICT (code_key) DO UPDATE
	SET code = EXCLUDED.code, title = EXCLUDED.title, committee = EXCLUDED.committee, service = EXCLUDED.service, unit = EXCLUDED.unit,
	    decimals = EXCLUDED.decimals, direction = EXCLUDED.direction, kind = EXCLUDED.kind, target = EXCLUDED.target, baseline = EXCLUDED.baseline,
	    rule = EXCLUDED.rule, cumulative = EXCLUDED.cumulative, compare = EXCLUDED.compare, frequency = EXCLUDED.frequency, owner = EXCLUDED.owner,
	    deputy = EXCLUDED.deputy, manager = EXCLUDED.manager, description = EXCLUDED.description, links = EXCLUDED.links,
	    neighbours_mean = EXCLUDED.neighbours_mean, england_mean = EXCLUDED.england_mean, sensitive = EXCLUDED.sensitive,
	    smallest_count = EXCLUDED.smallest_count, neighbours_mean_period = EXCLUDED.neighbours_mean_period,
	    england_mean_period = EXCLUDED.england_mean_period
	RETURNING id, code_key`

func (i *importing) indicators(ctx context.Context, r kpi.Register) error {
	var saved []kpi.Indicator
	for _, n := range r.Indicators {
		subject := "indicator " + n.Code
		before, known := i.indicator[codeKey(n.Code)]
		if !known {
			before = &keptIndicator{}
		}
		d := indicatorDifferences(before.Indicator, n)
		if known && len(d) == 0 {
			continue
		}
		saved = append(saved, n)
		var err error
		if known {
			err = i.changed(n.Committee, subject, d)
		} else {
			err = i.added(n.Committee, subject, n.Title, d)
		}
		if err != nil {
			return err
		}
	}
	for some := range slices.Chunk(saved, importedAtOnce) {
		if err := i.saveIndicators(ctx, some); err != nil {
			return err
		}
	}
	return nil
}

func (i *importing) saveIndicators(ctx context.Context, some []kpi.Indicator) error {
	rows := make([]importedIndicator, 0, len(some))
	for _, n := range some {
		rows = append(rows, importedIndicatorOf(n))
	}
	list, err := json.Marshal(rows)
	if err != nil {
		return fmt.Errorf("writing the indicators: %w", err)
	}
	var saved []struct {
		ID      int64  `db:"id"`
		CodeKey string `db:"code_key"`
	}
	if err := i.tx.SelectContext(ctx, &saved, saveIndicatorsQuery, string(list)); err != nil {
		return fmt.Errorf("importing the indicators: %w", err)
	}
	ids := make(map[string]int64, len(saved))
	for _, row := range saved {
		ids[row.CodeKey] = row.ID
	}
	for _, n := range some {
		key := codeKey(n.Code)
		i.indicator[key] = &keptIndicator{n, ids[key]}
	}
	return i.saveTargets(ctx, some)
}

// saveTargets lets the indicators have exactly the targets of their own.
func (i *importing) saveTargets(ctx context.Context, some []kpi.Indicator) error {
	type row struct {
		Indicator int64  `json:"indicator_id"`
		Period    string `json:"period"`
		Target    number `json:"target"`
	}
	var (
		ids  pq.Int64Array
		rows []row
	)
	for _, n := range some {
		id := i.indicator[codeKey(n.Code)].id
		ids = append(ids, id)
		for _, p := range n.TargetPeriods() {
			rows = append(rows, row{id, p.String(), number{n.TargetFor(p)}})
		}
	}
	if err := i.exec(ctx, "the targets", `DELETE FROM indicator_targets WHERE indicator_id = ANY ($1)`, ids); err != nil {
		return err
	}
	return saveAll(ctx, i, "the targets", `
		INSERT INTO indicator_targets (indicator_id, period, target)
		SELECT t.indicator_id, t.period, t.target FROM json_to_recordset($1) AS t (indicator_id bigint, period text, target numeric)`, rows)
}

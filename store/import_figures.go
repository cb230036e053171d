package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"chaser/kpi"
)

// arriving is a figure of the register that says something new.
type arriving struct {
	kpi.Figure
	of       *keptIndicator
	before   *kpi.Figure  // the revision that it replaces; nil: it is the period's first
	shown    *restatement // what the committee was shown of the period; nil: nothing
	restated *restatement // the same, if this corrects it; else nil
}

// figures come last, as they are rated by the indicators as they stand after the import.
func (i *importing) figures(ctx context.Context, r kpi.Register) error {
	all := i.arriving(r.Figures)
	if err := i.restate(ctx, all); err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(a arriving) bool {
		return a.restated != nil && a.keptWords().Says(*a.before)
	})
	next, over := make(chan ratedFigures), make(chan struct{})
	defer close(over)
	go rateInTurn(all, next, over)
	for some := range next {
		if err := i.saveFigures(ctx, some); err != nil {
			return err
		}
	}
	return nil
}

// ratedFigures are some of the figures, their rows as insertFiguresQuery takes them, and what is said of each.
type ratedFigures struct {
	all     []arriving
	list    string
	changes []Change
	err     error
}

// figuresAtOnce is how many figures a statement brings at most. Each statement makes the latest cards anew of all
// indicators that it brings figures of. Where a file goes period by period those are all of them, so a statement brings
// several periods of a large council.
const figuresAtOnce = 20_000

// rateInTurn rates the next figures while PostgreSQL records the last. It closes next at the end of the figures, and
// stops when over is closed.
func rateInTurn(all []arriving, next chan<- ratedFigures, over <-chan struct{}) {
	defer close(next)
	for some := range slices.Chunk(all, figuresAtOnce) {
		select {
		case next <- rated(some):
		case <-over:
			return
		}
	}
}

func rated(some []arriving) ratedFigures {
	rows, changes := make([]importedFigureRow, 0, len(some)), make([]Change, 0, len(some))
	for n := range some {
		a := &some[n]
		a.Figure = a.keptWords()
		a.Assessment = a.of.Assess(a.Figure)
		rows, changes = append(rows, a.row()), append(changes, a.change())
	}
	var list strings.Builder // it is long, and this copies it least
	err := json.NewEncoder(&list).Encode(rows)
	return ratedFigures{some, list.String(), changes, wrapped(err, "writing the figures")}
}

// arriving are the figures that say something else than what is held.
func (i *importing) arriving(given []kpi.Figure) []arriving {
	all := make([]arriving, 0, max(0, len(given)-len(i.figure))) // those that are new
	for _, f := range given {
		a := arriving{of: i.indicator[codeKey(f.Indicator)]}
		a.Figure = f.Completed(a.of.Unit)
		a.Indicator, a.PostedBy, a.PostedAt, a.Revision, a.Reason = a.of.Code, "", i.now, 1, ""
		if before, known := i.figure[figureKey{codeKey(a.of.Code), f.Period}]; known {
			if a.Says(*before) {
				continue
			}
			a.before, a.Revision, a.Reason = before, before.Revision+1, importReason
		}
		all = append(all, a)
	}
	return all
}

// keptWords is the figure with the words of what the committee was shown where it brings none of its own.
func (a arriving) keptWords() kpi.Figure {
	f := a.Figure
	if a.restated != nil {
		f.KeepWords(*a.before)
	}
	return f
}

// importedFigureRow is a figure as insertFiguresQuery takes it.
type importedFigureRow struct {
	Indicator   int64         `json:"indicator_id"`
	Period      string        `json:"period"`
	Revision    int           `json:"revision"`
	Value       number        `json:"value"`
	Numerator   number        `json:"numerator"`
	Denominator number        `json:"denominator"`
	Status      kpi.Status    `json:"status"`
	Commentary  string        `json:"commentary"`
	Actions     string        `json:"actions"`
	Reason      string        `json:"reason"`
	Rating      kpi.Rating    `json:"rating"`
	Rule        any           `json:"rule"`
	Target      number        `json:"target"`
	Baseline    number        `json:"baseline"`
	Direction   kpi.Direction `json:"direction"`
	Gap         number        `json:"gap"`
	Explanation string        `json:"explanation"`
}

func (a arriving) row() importedFigureRow {
	return importedFigureRow{
		Indicator: a.of.id, Period: a.Period.String(), Revision: a.Revision,
		Value: number{a.Value}, Numerator: number{a.Numerator}, Denominator: number{a.Denominator}, Status: a.Status,
		Commentary: a.Commentary, Actions: a.Actions, Reason: a.Reason, Rating: a.Rating, Rule: orNull(a.Rule),
		Target: number{a.Target}, Baseline: number{a.of.Baseline}, Direction: a.Direction, Gap: number{a.Gap}, Explanation: a.Explanation,
	}
}

// insertFiguresQuery records the revisions of a list in its order. It is what insertFigureQuery is for one that
// somebody posts. Nobody posted these, and nobody was asked about them.
const insertFiguresQuery = `
	INSERT INTO figures (indicator_id, period, revision, value, numerator, denominator, status, commentary, actions, reason,
	                     posted_at, rating, rule, target, baseline, direction, gap, explanation, confirmed)
	SELECT f.indicator_id, f.period, f.revision, f.value, f.numerator, f.denominator, f.status, f.commentary, f.actions, f.reason,
	       $2, f.rating, f.rule, f.target, f.baseline, f.direction, f.gap, f.explanation, '{}'
	FROM ROWS FROM (json_to_recordset($1) AS (
	         indicator_id bigint, period text, revision int, value numeric, numerator numeric, denominator numeric, status text, commentary text,
	         actions text, reason text, rating text, rule text, target numeric, baseline numeric, direction text, gap numeric, explanation text))
	     WITH ORDINALITY AS f (
	         indicator_id, period, revision, value, numerator, denominator, status, commentary, actions, reason, rating, rule, target, baseline,
	         direction, gap, explanation, place)
	ORDER BY f.place
	RETURNING id, indicator_id, period`

// saveFigures records figures, and notes what they are.
func (i *importing) saveFigures(ctx context.Context, some ratedFigures) error {
	if some.err != nil {
		return some.err
	}
	var saved []struct {
		ID          int64  `db:"id"`
		IndicatorID int64  `db:"indicator_id"`
		Period      period `db:"period"`
	}
	if err := i.tx.SelectContext(ctx, &saved, insertFiguresQuery, some.list, i.now); err != nil {
		return fmt.Errorf("importing the figures: %w", err)
	}
	ids := make(map[frozenKey]int64, len(saved))
	for _, row := range saved {
		ids[frozenKey{row.IndicatorID, row.Period.Period}] = row.ID
	}
	for n := range some.all {
		a := &some.all[n]
		id := ids[frozenKey{a.of.id, a.Period}]
		i.imported = append(i.imported, importedFigure{id, a.of, a.Period, a.shown, a.restated})
		i.record(a.of.Committee, some.changes[n], func() (auditEntry, error) { return figureEntry(a.act(), id, a.of.Indicator, a.Figure) })
	}
	return nil
}

func (a arriving) act() string {
	if a.before == nil {
		return actAdded
	}
	return actRevised
}

func (a arriving) change() Change {
	c := Change{What: "added", Subject: figureSubject(a.Figure), Detail: a.of.ShowTyped(a.Figure)}
	if a.before != nil {
		c.What, c.Detail = "revised", figureDifferences(a.of.Indicator, *a.before, a.Figure).String()
	}
	if a.restated != nil {
		c = a.restated.change(c, *a.before, a.Figure)
	}
	return c
}

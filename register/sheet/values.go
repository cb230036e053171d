package sheet

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"chaser/kpi"
	"chaser/register/proposal"
)

// values reads the figures, targets and comments of a row.
func (r *rowReader) values(row int, e *entry, kind string) {
	own := r.rowPeriod(row)
	for _, p := range r.figures {
		switch kind {
		case "", "actual":
			r.figure(row, r.at(p, own), e)
		case "target":
			r.target(row, r.at(p, own), e)
		}
	}
	if kind == "" || kind == "actual" {
		for _, p := range r.targets {
			r.target(row, r.at(p, own), e)
		}
	}
	for _, c := range r.t.having(proposal.Commentary) {
		text := kpi.CleanText(r.g.text(row, c.at))
		if k := r.l.at(row, c.at); text == "" || k == absence || k == number {
			continue
		}
		said := comment{cell: proposal.CellName(c.at, row), text: text, period: own.Period}
		if c.when.placed() {
			said.period, _ = r.place.complete(c.when)
		}
		e.comments = append(e.comments, said)
	}
}

// rowPeriod is the period that the row itself says.
func (r *rowReader) rowPeriod(row int) placed {
	at := r.t.first(proposal.PeriodOf)
	if at == 0 {
		return placed{}
	}
	c := r.g.at(row, at)
	w, _ := timeIn(c.text)
	if !c.day.IsZero() {
		w = when{day: c.day}
	}
	w.completesYear(r.place.title)
	period, ask := r.place.complete(w)
	if ask != "" && c.text != "" {
		r.fault(proposal.CellName(at, row), fmt.Sprintf("“%s” %s; the row's figures are left out", kpi.Excerpt(c.text), ask))
		period = kpi.Period{}
	}
	return placed{PeriodColumn: proposal.PeriodColumn{Period: period}}
}

// completesYear gives a quarter or month the year of the titles.
func (w *when) completesYear(title when) {
	if w.year == 0 && w.calendar == 0 && w.placedShort() {
		w.year = title.year
	}
}

func (r *rowReader) at(p, own placed) placed {
	if p.Relative == proposal.EachRows {
		p.Period = own.Period
	}
	return p
}

func (r *rowReader) figure(row int, p placed, e *entry) {
	c := r.g.at(row, p.Column)
	name := proposal.CellName(p.Column, row)
	if c.text == "" {
		return
	}
	a, ok := amountIn(c)
	switch {
	case c.problem != "":
		r.fault(name, c.problem+"; it is left out")
	case !ok:
		r.fault(name, notAFigure(c, "figure"))
	default:
		r.counts.Figures++
		e.perCent = e.perCent || r.t.column(p.Column).perCent
		v := value{placed: p, cell: name, amount: a}
		v.says, v.scaled = scaleSaid(r.t.column(p.Column).text)
		v.bare = p.Relative == proposal.ThisPeriod && !r.t.column(p.Column).when.says()
		e.figures = append(e.figures, v)
	}
}

// notAFigure says why a cell is no number.
func notAFigure(c cell, what string) string {
	said := kpi.Excerpt(c.text)
	switch {
	case !c.day.IsZero():
		return fmt.Sprintf("“%s” is a day, not a %s; it is left out", said, what)
	case strings.HasPrefix(c.text, "<"), strings.HasPrefix(c.text, ">"):
		return fmt.Sprintf("“%s” says less or more than a number, not which; it is left out", said)
	case strings.HasPrefix(c.text, "~"), strings.HasPrefix(c.text, "c."), strings.HasPrefix(strings.ToLower(c.text), "approx"), strings.HasPrefix(strings.ToLower(c.text), "about"):
		return fmt.Sprintf("“%s” says about how many, not how many; it is left out: write the %s itself", said, what)
	}
	return fmt.Sprintf("“%s” is not a %s; it is left out", said, what)
}

func (r *rowReader) target(row int, p placed, e *entry) {
	c := r.g.at(row, p.Column)
	name := proposal.CellName(p.Column, row)
	if c.text == "" {
		return
	}
	a, ok := amountIn(c)
	if ok && a.value != nil {
		r.counts.Targets++
		v := value{placed: p, cell: name, amount: a}
		v.says, v.scaled = scaleSaid(r.t.column(p.Column).text)
		e.targets = append(e.targets, v)
		return
	}
	if a, toward, ok := wordedTarget(c.text); ok {
		r.counts.InWords++
		e.targets = append(e.targets, value{placed: p, cell: name, amount: a, toward: toward, words: c.text})
		return
	}
	switch said := plain(c.text); {
	case c.problem != "":
		r.fault(name, c.problem+"; it is left out")
	case hasWords(said, "baseline"):
		e.kind = kpi.Baseline
	case hasWords(said, "in development"), hasWords(said, "under development"):
		e.kind = kpi.InDevelopment
	default:
		if _, none := absent(c.text); none {
			e.noTarget = true
		}
		r.fault(name, notAFigure(c, "target"))
	}
}

// evidence is what the row's own ratings and trends say of which way is better: Red beneath a target, worse after a
// rise.
func (r *rowReader) evidence(row int, e *entry) {
	for _, c := range r.t.having(proposal.RAG) {
		said := plain(r.g.text(row, c.at))
		if said != "red" && said != "r" && said != "amber" && said != "a" {
			continue
		}
		figure, target := r.beside(e, c.at)
		if figure == nil || target == nil || figure.Equal(*target) {
			continue
		}
		toward := kpi.Up
		if figure.GreaterThan(*target) {
			toward = kpi.Down
		}
		name := proposal.CellName(c.at, row)
		e.evidence = append(e.evidence, moved{name, fmt.Sprintf("%s says “%s” of %s against %s", name, r.g.text(row, c.at), kpi.Count.ShowExact(*figure), kpi.Count.ShowExact(*target)), toward})
	}
	for _, c := range r.t.having(proposal.Trend) {
		better, ok := improvements[plain(r.g.text(row, c.at))]
		now, before := relativeValue(e.figures, proposal.ThisPeriod), relativeValue(e.figures, proposal.PreviousPeriod)
		if !ok || now == nil || before == nil || now.Equal(*before) {
			continue
		}
		toward := kpi.Down
		if now.GreaterThan(*before) == better {
			toward = kpi.Up
		}
		name := proposal.CellName(c.at, row)
		e.evidence = append(e.evidence, moved{name, fmt.Sprintf("%s says “%s” of %s after %s", name, r.g.text(row, c.at), kpi.Count.ShowExact(*now), kpi.Count.ShowExact(*before)), toward})
	}
}

// improvements are the trends that say whether a move was for the better. Up and down say which way the number went, or
// else the performance: they say nothing here.
var improvements = map[string]bool{
	"better": true, "improving": true, "improved": true, "improvement": true,
	"worse": false, "declining": false, "declined": false, "deteriorating": false, "deteriorated": false, "worsening": false, "worsened": false, "decline": false,
}

// beside are the figure and the target that a rating stands next to: the last before it, of the same period.
func (r *rowReader) beside(e *entry, column int) (figure, target *decimal.Decimal) {
	var f, t *value
	for n := range e.figures {
		if e.figures[n].Column < column || f == nil {
			f = &e.figures[n]
		}
	}
	for n := range e.targets {
		if e.targets[n].Column < column || t == nil {
			t = &e.targets[n]
		}
	}
	if f == nil || t == nil || f.amount.value == nil || t.words != "" || !f.sameTime(*t) || f.amount.perCent != t.amount.perCent {
		return nil, nil
	}
	return f.amount.value, t.amount.value
}

func (v value) sameTime(o value) bool { return v.Period == o.Period && v.Relative == o.Relative }

func relativeValue(figures []value, r proposal.Relative) *decimal.Decimal {
	at := slices.IndexFunc(figures, func(v value) bool { return v.Relative == r && v.amount.value != nil })
	if at < 0 {
		return nil
	}
	return figures[at].amount.value
}

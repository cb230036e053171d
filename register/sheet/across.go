package sheet

import (
	"fmt"
	"slices"

	"chaser/kpi"
	"chaser/register/proposal"
)

// periodsDown is the column in which periods go down while indicators stand across; 0 where they do not.
func (r *reading) periodsDown(t *table) int {
	if len(t.columns) < 2 {
		return 0
	}
	first := t.columns[0]
	rows, times, numbers := 0, 0, 0
	seen := map[string]bool{}
	for row := t.from; row <= t.to; row++ {
		filled := r.g.filled(row)
		if len(filled) < 2 || filled[0] != first.at || isTotal(r.g.text(row, first.at)) {
			continue
		}
		rows++
		if r.l.at(row, first.at) == moment {
			if said := plain(r.g.text(row, first.at)); !seen[said] {
				seen[said] = true
				times++
			}
		}
		for _, c := range filled[1:] {
			if k := r.l.at(row, c); k == number || k == absence {
				numbers++
			}
		}
	}
	headed := 0 // columns that are headed as an indicator would be
	for _, c := range t.columns[1:] {
		if c.text != "" && !c.when.placed() && (c.means.sure < whole || c.means.role == proposal.Nothing) {
			headed++
		}
	}
	if rows < 1 || 10*times < 6*rows || numbers < rows || 2*headed < len(t.columns)-1 {
		return 0
	}
	return first.at
}

// readAcross reads a table in which the periods go down and the indicators across.
func (r *reading) readAcross(t *table, at int, title when, years []int) {
	place := newPlacing(title, r.o.Period, nil)
	var data []int
	year, last, latestYear := place.year(), 0, 0
	for row := t.from; row <= t.to; row++ {
		filled := r.g.filled(row)
		c := r.g.at(row, at)
		switch {
		case len(filled) < 2 || c.text == "":
			continue
		case isTotal(c.text):
			r.fault(fmt.Sprintf("row %d", row), fmt.Sprintf("“%s” is a sum of other rows; it is left out", kpi.Excerpt(c.text)))
			continue
		}
		w, rest := timeIn(c.text)
		if !c.day.IsZero() {
			w = when{day: c.day}
		}
		isTarget := meaningOf(rest).role == proposal.TargetOf
		if !w.placed() && !isTarget {
			r.fault(fmt.Sprintf("row %d", row), fmt.Sprintf("“%s” is not a period; the row is left out", kpi.Excerpt(c.text)))
			continue
		}
		if w.placedShort() && w.year == 0 && w.calendar == 0 && year > 0 {
			if w.turn() < last { // from here on it is the next year
				year++
			}
			w.year, last = year, w.turn()
		}
		p := placed{PeriodColumn: proposal.PeriodColumn{Column: at}}
		if isTarget && !w.placed() {
			w.year = place.year()
			if w.year == 0 && len(data) > 0 {
				w.year = latestYear
			}
		}
		p.Period, p.ask = place.complete(w)
		if p.ask != "" {
			r.ask(proposal.Question{
				About: fmt.Sprintf("Row %d", row), Asks: fmt.Sprintf("“%s” %s. Say with --period which quarter the last one is, such as 2023-24Q2.", kpi.Excerpt(c.text), p.ask), Needed: true,
			})
		}
		if !p.Period.IsZero() {
			latestYear = p.Period.FinancialYear()
		}
		data = append(data, row)
		r.acrossRow(t, row, at, p, isTarget)
	}
	if len(data) > 0 {
		r.recordAcross(t, at, years, data)
	}
}

func (r *reading) acrossRow(t *table, row, at int, p placed, isTarget bool) {
	rows := rowReader{reading: r, t: t}
	for _, c := range t.columns {
		if c.at == at || c.text == "" || c.share(prose, word) >= 60 {
			continue
		}
		title, scale := withoutScale(kpi.CleanLine(strippedMark(c.text)))
		if isTotal(title) {
			continue
		}
		e, _ := r.entryOf(t.headings[0], "", title, "")
		e.column, e.unit = c.at, scale
		p.Column = c.at
		if isTarget {
			rows.target(row, p, e)
		} else {
			rows.figure(row, p, e)
		}
	}
}

// strippedMark is a heading without the sign that points at a footnote.
func strippedMark(text string) string {
	for len(text) > 0 && slices.Contains([]rune(notes), []rune(text)[len([]rune(text))-1]) {
		text = string([]rune(text)[:len([]rune(text))-1])
	}
	return text
}

func (r *reading) recordAcross(t *table, at int, years, data []int) {
	l := &r.layout
	l.HeadingRows = append(l.HeadingRows, t.headings...)
	l.DataRows = append(l.DataRows, data...)
	l.YearRows = append(l.YearRows, years...)
	if l.Transposed {
		return
	}
	l.Transposed = true
	l.Columns[proposal.PeriodOf] = at
	for _, c := range t.columns {
		role := proposal.IndicatorColumn
		switch {
		case c.at == at:
			role = proposal.PeriodOf
		case c.text == "" || c.share(prose, word) >= 60 || isTotal(c.text):
			role = proposal.Nothing
		default:
			l.IndicatorColumns = append(l.IndicatorColumns, c.at)
		}
		l.Headings = append(l.Headings, proposal.Heading{Column: c.at, Text: c.text, Role: role})
	}
}

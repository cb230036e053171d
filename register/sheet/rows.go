package sheet

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"chaser/kpi"
	"chaser/register/proposal"
	"chaser/words"
)

// readGrid reads a sheet.
func readGrid(g grid, o Options) reading {
	r := reading{o: o, g: g, l: looksOf(g), byKey: map[string]*entry{}}
	r.layout = proposal.Layout{Sheet: g.name, Columns: map[proposal.Role]int{}}
	r.tables = g.tables(r.l)
	for n := range r.tables {
		r.readTable(&r.tables[n])
	}
	return r
}

// readTable reads one block of the sheet.
func (r *reading) readTable(t *table) {
	r.g.readColumns(r.l, t)
	title, years := r.g.titleTime(*t)
	if at := r.periodsDown(t); at > 0 {
		r.readAcross(t, at, title, years)
		return
	}
	t.setRoles()
	r.applyAnswers(t)
	t.findRowKinds(r)
	if t.first(proposal.Title) == 0 && t.first(proposal.Code) == 0 || len(t.having(proposal.Figure))+len(t.having(proposal.TargetOf)) == 0 {
		return
	}
	place := newPlacing(title, r.o.Period, t.columns)
	figures := place.figures(t.having(proposal.Figure))
	if t.first(proposal.PeriodOf) > 0 {
		for n := range figures {
			if !t.column(figures[n].Column).when.placed() {
				figures[n] = placed{PeriodColumn: proposal.PeriodColumn{Column: figures[n].Column, Relative: proposal.EachRows}}
			}
		}
	}
	targets := place.targets(t.having(proposal.TargetOf), figures)
	r.askScale(t)
	if place.quarterTurn {
		r.notes = append(r.notes, "The headings name every third month: they are taken for the quarters that end in them.")
	}
	r.placeAnswers(t, figures, targets, place)
	rows := rowReader{reading: r, t: t, place: place, figures: figures, targets: targets}
	rows.read()
	if len(rows.data) == 0 {
		return
	}
	r.record(t, figures, targets, rows.data)
}

// askScale asks about thousands or millions that a title above the table speaks of, and no heading or column does.
func (r *reading) askScale(t *table) {
	for _, c := range t.columns {
		if _, scale := scaleSaid(c.text); scale != "" || c.role == proposal.Unit {
			return
		}
	}
	for _, row := range t.titles {
		for _, at := range r.g.filled(row) {
			text := r.g.text(row, at)
			if said, scale := scaleSaid(text); scale != "" && len(wordsOf(text)) <= 20 {
				r.ask(proposal.Question{
					About: proposal.CellName(at, row),
					Asks:  fmt.Sprintf("“%s” may mean that the figures are in %s. If they are, write “%s” into their headings.", kpi.Excerpt(text), scale, said),
					Until: "they are taken as they stand.",
				})
				return
			}
		}
	}
}

func (t table) column(at int) column {
	for _, c := range t.columns {
		if c.at == at {
			return c
		}
	}
	return column{}
}

// record keeps how a table was read.
func (r *reading) record(t *table, figures, targets []placed, data []int) {
	first := len(r.layout.DataRows) == 0
	r.noteUnseen(data)
	r.layout.HeadingRows = append(r.layout.HeadingRows, t.headings...)
	r.layout.DataRows = append(r.layout.DataRows, data...)
	r.layout.PeriodColumns = joinedColumns(r.layout.PeriodColumns, figures)
	r.layout.TargetColumns = joinedColumns(r.layout.TargetColumns, targets)
	r.askPeriods(t, slices.Concat(figures, targets))
	if !first {
		return
	}
	for _, c := range t.columns {
		r.layout.Headings = append(r.layout.Headings, proposal.Heading{Column: c.at, Text: c.text, Role: c.role})
		if _, known := r.layout.Columns[c.role]; !known && c.role != proposal.Nothing && c.role != proposal.Figure && c.role != proposal.TargetOf {
			r.layout.Columns[c.role] = c.at
		}
		if c.role == proposal.Nothing && c.share(number) >= 50 && c.filled > 1 {
			r.ask(proposal.Question{
				About: "Column " + proposal.ColumnName(c.at), Asks: fmt.Sprintf("There are numbers beneath “%s”. What are they?", kpi.Excerpt(c.text)), Until: "they are left out.",
			})
		}
	}
}

// noteUnseen says which rows are read that nobody sees.
func (r *reading) noteUnseen(data []int) {
	var rows []string
	for _, row := range data {
		if r.g.unseen[row] {
			rows = append(rows, strconv.Itoa(row))
		}
	}
	if len(rows) > 0 {
		r.notes = append(r.notes, fmt.Sprintf("Rows that are hidden or filtered away are read too: %s. Delete from the sheet what is not to be kept.", listedShort(rows)))
	}
}

// askPeriods asks when columns are of, once for all that leave the same open.
func (r *reading) askPeriods(t *table, columns []placed) {
	open := map[string][]placed{}
	var order []string
	for _, p := range columns {
		if p.ask == "" {
			continue
		}
		key := p.ask
		if p.Period.IsZero() { // one period answers them all
			key = ""
		}
		if open[key] == nil {
			order = append(order, key)
		}
		open[key] = append(open[key], p)
	}
	for _, key := range order {
		var names []string
		for _, p := range open[key] {
			names = append(names, proposal.ColumnName(p.Column))
		}
		first := open[key][0]
		q := proposal.Question{About: "Column " + names[0], Asks: fmt.Sprintf("“%s” %s.", kpi.Excerpt(t.column(first.Column).text), first.ask), Needed: true}
		if len(names) > 1 {
			q.About = "Columns " + words.AndList(names)
		}
		if first.Period.IsZero() {
			q.Asks += " Say with --period which quarter, month or year this one is, such as 2023-24Q2."
		} else {
			q.Asks += fmt.Sprintf(" Is %s right? Then say so with --map, or write the year as 2023/24 in the heading.", first.Period.Words())
		}
		r.ask(q)
	}
}

func joinedColumns(all []proposal.PeriodColumn, more []placed) []proposal.PeriodColumn {
	for _, p := range more {
		if !slices.Contains(all, p.PeriodColumn) {
			all = append(all, p.PeriodColumn)
		}
	}
	return all
}

// rowReader reads the rows of a table.
type rowReader struct {
	*reading
	t       *table
	place   placing
	figures []placed
	targets []placed

	section  string
	before   *entry // of the row before
	lastSaid map[proposal.Role]string
	data     []int
}

func (r *rowReader) read() {
	r.lastSaid = map[proposal.Role]string{}
	for row := r.t.from; row <= r.t.to; row++ {
		filled := r.g.filled(row)
		switch {
		case len(filled) == 0:
		case len(filled) == 1 && !r.counts1(row, filled[0]):
			r.section, r.lastSaid = r.sectionOf(row), map[proposal.Role]string{}
		default:
			r.row(row)
		}
	}
}

// counts1 reports whether the only cell of a row has a figure or a target in it.
func (r *rowReader) counts1(row, column int) bool {
	role := r.t.column(column).role
	return (role == proposal.Figure || role == proposal.TargetOf) && r.l.at(row, column) == number
}

// sectionOf is the service that a row by itself names, where rows of indicators follow.
func (r *rowReader) sectionOf(row int) string {
	text, _ := r.g.single(row)
	if w, rest := timeIn(text); w.placed() && rest == "" {
		return r.section
	}
	if len(wordsOf(text)) > 10 || len([]rune(text)) > kpi.MaxName || strings.HasPrefix(text, "*") {
		return r.section
	}
	for next := row + 1; next <= r.t.to; next++ {
		if n := len(r.g.filledUpTo(next, 2)); n == 2 {
			return kpi.CleanLine(text)
		} else if n == 1 {
			return kpi.CleanLine(text)
		}
	}
	return r.section
}

func (r *rowReader) said(row int, role proposal.Role) string {
	at := r.t.first(role)
	if at == 0 {
		return ""
	}
	return kpi.CleanLine(r.g.text(row, at))
}

// down is what a cell says, or the last one above it that says anything: a service stands once over its rows.
func (r *rowReader) down(row int, role proposal.Role) string {
	if said := r.said(row, role); said != "" {
		r.lastSaid[role] = said
	}
	return r.lastSaid[role]
}

func (r *rowReader) row(row int) {
	code, title := r.said(row, proposal.Code), r.said(row, proposal.Title)
	title, scale := withoutScale(title)
	service := r.down(row, proposal.Service)
	committee := r.down(row, proposal.Committee)
	numbers, said := r.numbersIn(row)
	kind := r.rowKind(row)
	if code == "" && title == "" && kind != "" && r.before != nil {
		code, title = r.before.code, r.before.title
	}
	switch {
	case isTotal(title) && (code == "" || isTotal(code)), title == "" && isTotal(code):
		if numbers {
			r.fault(fmt.Sprintf("row %d", row), fmt.Sprintf("“%s” is a sum of other rows, not an indicator; it is left out", kpi.Excerpt(title+code)))
		}
		return
	case title == "" && code == "":
		if numbers {
			r.fault(fmt.Sprintf("row %d", row), "there are figures but no title; the row is left out")
		}
		return
	case !said && (code == "" || r.t.first(proposal.Title) > 0 && title == ""):
		if len(r.g.filled(row)) > 2 {
			r.fault(fmt.Sprintf("row %d", row), fmt.Sprintf("“%s” has neither figures nor targets; the row is left out", kpi.Excerpt(title)))
		}
		return
	}
	if service == "" && r.t.first(proposal.Service) == 0 && r.section != "" {
		service = r.section
		if !slices.Contains(r.sections, service) {
			r.sections = append(r.sections, service)
		}
	}
	e, known := r.entryOf(row, code, cmpOr(title, code), service)
	if known && r.t.first(proposal.PeriodOf) == 0 && kind == "" && !r.repeats(e) {
		r.fault(fmt.Sprintf("row %d", row), fmt.Sprintf("“%s” stands in row %d already; this row is left out", kpi.Excerpt(cmpOr(code, title)), e.row))
		return
	}
	r.data = append(r.data, row)
	r.before = e
	e.committee = committee
	e.unit, e.polarity, e.frequency = cmpOr(e.unit, r.said(row, proposal.Unit)), cmpOr(e.polarity, r.said(row, proposal.Polarity)), cmpOr(e.frequency, r.said(row, proposal.Frequency))
	if e.ownScale() == "" && scale != "" {
		e.unit = scale
	}
	if at := r.t.first(proposal.Description); at > 0 {
		e.description = cmpOr(e.description, r.g.text(row, at))
	}
	r.values(row, e, kind)
	r.evidence(row, e)
}

// repeats reports whether the entry comes from another table, whose periods are others.
func (r *rowReader) repeats(e *entry) bool { return e.row < r.t.from }

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// numbersIn reports whether a row has a number beneath figures or targets, and whether it says anything there.
func (r *rowReader) numbersIn(row int) (numbers, said bool) {
	for _, p := range slices.Concat(r.figures, r.targets) {
		k := r.l.at(row, p.Column)
		numbers = numbers || k == number
		said = said || k != empty
	}
	return numbers, said
}

package sheet

import (
	"slices"
	"strings"

	"chaser/kpi"
	"chaser/register/proposal"
)

// entry is an indicator as a sheet's rows say it is, before it is matched with what is held.
type entry struct {
	row       int // the first in which it stands
	column    int // where the periods go down
	code      string
	title     string
	service   string
	committee string
	unit      string
	polarity  string
	frequency string

	description string
	figures     []value
	targets     []value
	comments    []comment
	evidence    []moved // what the sheet's own ratings and trends say
	noTarget    bool
	kind        kpi.Kind // where a target's cell says it: baseline, in development
	perCent     bool     // a heading says so
}

// value is one number in a cell.
type value struct {
	placed
	cell   string
	amount amount
	toward kpi.Direction // of a target in words
	words  string
	scaled string // thousands or millions, where its heading says so
	says   string // how
	bare   bool   // its heading names no time
}

type comment struct {
	cell   string
	text   string
	period kpi.Period // zero: of the latest figure
}

// moved is a rating or a trend beside two numbers.
type moved struct {
	cell, says string
	toward     kpi.Direction
}

// reading is a sheet that is being read.
type reading struct {
	o       Options
	g       grid
	l       looks
	tables  []table
	entries []*entry
	byKey   map[string]*entry

	layout    proposal.Layout
	faults    []proposal.Fault
	questions []proposal.Question
	notes     []string
	sections  []string // rows that are taken for services
	counts    proposal.Counts
	fractions []string // whose numbers may be shares of 1
	agreed    map[string]*proposal.AnsweredIndicator
}

// weight is how much was found.
func (r *reading) weight() int { return r.counts.Figures + r.counts.Targets + len(r.entries) }

func (r *reading) fault(cell, problem string) {
	r.faults = append(r.faults, proposal.Fault{Cell: cell, Problem: problem})
}

func (r *reading) ask(q proposal.Question) {
	if !slices.Contains(r.questions, q) {
		r.questions = append(r.questions, q)
	}
}

// entryOf finds the entry with a code and title, or begins it.
func (r *reading) entryOf(row int, code, title, service string) (e *entry, known bool) {
	key := plain(code)
	if key == "" {
		key = plain(service) + "\x00" + plain(title)
	}
	if e, ok := r.byKey[key]; ok {
		return e, true
	}
	e = &entry{row: row, code: code, title: title, service: service}
	r.byKey[key] = e
	r.entries = append(r.entries, e)
	return e, false
}

// isTotal reports whether a row's or a column's title is that of a sum, and of no indicator: Total, Total (2023/24),
// Total indicators: 7.
func isTotal(title string) bool {
	if at := strings.IndexByte(title, '('); at > 0 {
		title = title[:at]
	}
	_, rest := timeIn(title)
	words := strings.Fields(rest)
	words = slices.DeleteFunc(words, func(w string) bool { return strings.ContainsAny(w, "0123456789") })
	switch strings.Join(words, " ") {
	case "total", "totals", "subtotal", "sub total", "grand total", "average", "averages", "overall", "mean", "overall total", "total indicators", "total kpis", "total measures", "total pis",
		"number of indicators", "number of kpis", "number of measures", "total number of indicators", "total number of kpis", "total number of measures", "overall average", "yearly total", "annual total", "year total", "sum", "total for year", "cumulative total":
		return true
	}
	return false
}

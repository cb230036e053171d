package sheet

import (
	"slices"

	"chaser/kpi"
	"chaser/register/proposal"
)

// placed is when a column's values are of.
type placed struct {
	proposal.PeriodColumn
	ask string // why the period is not sure
}

// placing finds the periods of a table's columns out of their headings, the titles above, the columns beside them and
// the period that was named.
type placing struct {
	title       when // of the titles
	titlePeriod kpi.Period
	named       kpi.Period // by --period
	beside      bool       // another heading names a quarter or a month
	quarterEnds bool       // days in the headings are ends of quarters
	quarterTurn bool       // months in the headings are three apart, and the last of quarters
}

func newPlacing(title when, named kpi.Period, columns []column) placing {
	p := placing{title: title, named: named, quarterEnds: true}
	if period, ask := p.complete(title); ask == "" && period.Span() != kpi.Yearly {
		p.titlePeriod = period
	}
	for _, c := range columns {
		if day := c.when.day; !day.IsZero() && !endsQuarter(day) {
			p.quarterEnds = false
		}
	}
	p.quarterTurn = turnsByQuarters(columns)
	return p
}

// turnsByQuarters reports whether the months that headings name are those in which quarters end, each three after the
// one before: Jun-23, Sep-23, Dec-23.
func turnsByQuarters(columns []column) bool {
	months := 0
	var before when
	for _, c := range columns {
		w := c.when
		if w.month == 0 || c.role != proposal.Figure {
			continue
		}
		if w.month%3 != 0 || months > 0 && (before.month+2)%12+1 != w.month || w.calendar > 0 && months > 0 && before.calendar > 0 &&
			12*(w.calendar-before.calendar)+w.month-before.month != 3 {
			return false
		}
		before = w
		months++
	}
	return months > 1
}

func endsQuarter(day kpi.Date) bool {
	return day.Month%3 == 0 && day.AddDays(1).Month != day.Month
}

// this is what “this period” means, as far as that is known.
func (p placing) this() kpi.Period {
	if !p.named.IsZero() {
		return p.named
	}
	return p.titlePeriod
}

// year is the financial year of what has none of its own: the titles', then that of the period that was named.
func (p placing) year() int {
	switch {
	case p.title.year > 0:
		return p.title.year
	case p.title.calendar > 0 && p.title.month == 0:
		return p.title.calendar
	case !p.named.IsZero():
		return p.named.FinancialYear()
	case !p.titlePeriod.IsZero():
		return p.titlePeriod.FinancialYear()
	}
	return 0
}

// complete makes a period of what was said. ask says what is not sure about it.
func (p placing) complete(w when) (period kpi.Period, ask string) {
	year := w.year
	if year == 0 && w.calendar > 0 && w.month == 0 {
		year = w.calendar
		ask = "is a year alone, which may be the financial year that begins or that ends in it"
	}
	switch {
	case !w.day.IsZero() && p.quarterEnds && endsQuarter(w.day):
		return quarterWith(w.day), ""
	case !w.day.IsZero():
		return kpi.Month(w.day.Year, int(w.day.Month)), ""
	case w.month > 0 && p.quarterTurn && (w.calendar > 0 || year > 0):
		return quarterWith(p.monthOf(w, year).End()), ""
	case w.month > 0 && (w.calendar > 0 || year > 0):
		return p.monthOf(w, year), ""
	case w.quarter > 0 && year > 0:
		return kpi.Quarter(year, w.quarter), ask
	case (w.quarter > 0 || w.month > 0) && year == 0:
		return kpi.Period{}, "does not say of which year"
	case year > 0:
		return kpi.FinancialYear(year), ask
	}
	return kpi.Period{}, "says no period"
}

// monthOf is a month of a calendar year, or else of a financial year.
func (p placing) monthOf(w when, year int) kpi.Period {
	switch {
	case w.calendar > 0:
		return kpi.Month(w.calendar, w.month)
	case w.month < 4:
		return kpi.Month(year+1, w.month)
	}
	return kpi.Month(year, w.month)
}

func quarterWith(day kpi.Date) kpi.Period {
	year, quarter := day.Year, (int(day.Month)+8)/3%4+1
	if day.Month < 4 {
		year--
	}
	return kpi.Quarter(year, quarter)
}

// column places a column by its own heading.
func (p placing) column(c column) placed {
	w := c.when
	at := placed{PeriodColumn: proposal.PeriodColumn{Column: c.at}}
	switch {
	case w.placed():
		at.Period, at.ask = p.complete(w)
	case w.relative != "":
		at.Relative = w.relative
		at.Period = w.relative.Of(p.this())
	case w.toDate && !w.yearly && !p.this().IsZero() && !p.beside:
		at.Period = p.this()
	case w.yearly, w.toDate:
		if year := p.year(); year > 0 {
			at.Period = kpi.FinancialYear(year)
		} else {
			at.Relative = proposal.ThisYear
		}
	case !p.titlePeriod.IsZero():
		at.Period = p.titlePeriod
	case p.title.year > 0 && (p.title.yearly || p.named.IsZero() && !p.title.placedShort() && c.role == proposal.TargetOf):
		at.Period = kpi.FinancialYear(p.title.year)
	default:
		at.Relative = proposal.ThisPeriod
		at.Period = p.named
	}
	if at.Period.IsZero() && at.Relative != "" && at.ask == "" {
		at.ask = "does not say when “" + string(at.Relative) + "” is"
	}
	return at
}

// turn is the month of the financial year in which a quarter or a month ends.
func (w when) turn() int {
	if w.quarter > 0 {
		return 3 * w.quarter
	}
	return (w.month+8)%12 + 1
}

func (w when) placedShort() bool { return w.quarter > 0 || w.month > 0 }

// figures places the columns of figures.
func (p placing) figures(columns []column) []placed {
	columns = p.withYears(columns)
	all := make([]placed, len(columns))
	short := false
	explicit := kpi.Period{} // the latest that a heading names
	for _, c := range columns {
		if c.when.relative == proposal.ThisPeriod {
			explicit = kpi.Period{}
			break
		}
		if at := p.column(c); c.when.placedShort() && at.ask == "" && (explicit.IsZero() || explicit.Before(at.Period)) {
			explicit = at.Period
		}
	}
	if !explicit.IsZero() { // “last year” beside “Q1 2023/24” is the year before that
		p.named, p.beside = explicit, true
	}
	for n, c := range columns {
		all[n] = p.column(c)
		short = short || all[n].Period.Span() == kpi.Quarterly || all[n].Period.Span() == kpi.Monthly || all[n].Relative == proposal.ThisPeriod
	}
	for n, c := range columns {
		if whole := isTotal(c.own) && !c.when.says() || c.when.yearly && !c.when.placed() && all[n].Period.IsZero(); whole && short && len(columns) > 2 {
			if last := latest(all); !last.Period.IsZero() {
				all[n] = placed{PeriodColumn: proposal.PeriodColumn{Column: c.at, Period: kpi.FinancialYear(last.Period.FinancialYear())}}
			}
		}
		year := all[n].Period.Span() == kpi.Yearly || all[n].Relative == proposal.ThisYear || all[n].Relative == proposal.LastYear
		twin := slices.ContainsFunc(all, func(o placed) bool { return o.Column != c.at && o.Period == all[n].Period && !o.Period.IsZero() })
		switch {
		case c.when.toDate && (year || twin):
			all[n].Part = proposal.YearToDate
		case year && short:
			all[n].Part = proposal.WholeYear
		}
	}
	return all
}

// withYears gives quarters and months without a year the one of those beside them, or else of the titles: from left to
// right time goes on, so that Q1 after Q4 is of the next year.
func (p placing) withYears(columns []column) []column {
	columns = slices.Clone(columns)
	yearOf := func(w when) int {
		switch {
		case w.year > 0:
			return w.year
		case w.calendar > 0 && w.month > 0 && w.month < 4:
			return w.calendar - 1
		}
		return w.calendar
	}
	var in []int // those that name a part of a year
	for n, c := range columns {
		if c.when.placedShort() {
			in = append(in, n)
		}
	}
	if len(in) == 0 {
		return columns
	}
	offsets := make([]int, len(in)) // years after the first
	anchor := 0
	for k := range in {
		if k > 0 {
			offsets[k] = offsets[k-1]
			if columns[in[k]].when.turn() < columns[in[k-1]].when.turn() {
				offsets[k]++
			}
		}
		if y := yearOf(columns[in[k]].when); y > 0 && anchor == 0 {
			anchor = y - offsets[k]
		}
	}
	if anchor == 0 {
		if p.year() == 0 {
			return columns
		}
		anchor = p.year() - offsets[len(in)-1]
	}
	for k, n := range in {
		if yearOf(columns[n].when) == 0 {
			columns[n].when.year = anchor + offsets[k]
		}
	}
	return columns
}

// targets places the columns of targets: by their own headings, else by the figures that they stand beside.
func (p placing) targets(columns []column, figures []placed) []placed {
	columns = p.withYears(columns)
	bare := 0
	for _, c := range columns {
		if !c.when.says() && !c.when.yearly {
			bare++
		}
	}
	all := make([]placed, len(columns))
	for n, c := range columns {
		switch {
		case c.when.says():
			all[n] = p.column(c)
		case c.when.yearly && len(figures) > 0:
			all[n] = p.yearOf(c, latest(figures))
		case len(figures) == 0:
			all[n] = p.column(c)
		case bare > 1:
			all[n] = beside(c, figures, columns[0].at < figures[0].Column)
		default:
			all[n] = p.lone(c, figures)
		}
		all[n].Column = c.at
		if words := plain(c.text); hasWords(words, "quarterly") || hasWords(words, "monthly") {
			all[n].Holds = proposal.InEachPart
		}
	}
	return all
}

// yearOf is the year of a period's, for a target of the year.
func (p placing) yearOf(c column, of placed) placed {
	if of.Period.IsZero() {
		return p.column(c)
	}
	return placed{PeriodColumn: proposal.PeriodColumn{Period: kpi.FinancialYear(of.Period.FinancialYear())}}
}

// beside is the period of the figures that a target stands next to.
func beside(c column, figures []placed, before bool) placed {
	best := figures[0]
	for _, f := range figures {
		if before && f.Column > c.at {
			return f
		}
		if !before && f.Column < c.at {
			best = f
		}
	}
	return best
}

// lone is when the one column of targets is of: the one period that there is, the year whose parts stand there, or else
// the latest.
func (p placing) lone(c column, figures []placed) placed {
	parts := slices.DeleteFunc(slices.Clone(figures), func(f placed) bool { return f.Part != "" })
	if len(parts) == 0 {
		parts = figures
	}
	for _, f := range parts {
		if f.Relative == proposal.ThisPeriod || f.Relative == proposal.EachRows {
			return f
		}
	}
	last := latest(parts)
	if len(parts) == 1 || last.Period.Span() == kpi.Yearly || last.Period.IsZero() {
		return last
	}
	for _, f := range parts {
		if f.Period.FinancialYear() != last.Period.FinancialYear() {
			return last
		}
	}
	return p.yearOf(c, last)
}

func latest(figures []placed) placed {
	return slices.MaxFunc(figures, func(a, b placed) int {
		switch {
		case a.Period == b.Period:
			return 0
		case a.Period.IsZero() || a.Period.Before(b.Period):
			return -1
		}
		return 1
	})
}

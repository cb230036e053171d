package sheet

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"chaser/kpi"
	"chaser/register/proposal"
)

// scaledValues are an entry's figures and targets in its indicator's unit. What does not fit the unit is left out.
func (b *building) scaledValues(e *entry, i kpi.Indicator) (figures, targets []value) {
	shares := b.mayBeShares(e, i.Unit)
	b.noteScale(e, i)
	convert := func(values []value) []value {
		var fit []value
		for _, v := range values {
			if problem := misfit(v.amount, i.Unit); problem != "" {
				b.fault(v.cell, problem)
				continue
			}
			if other := e.otherUnit(v); other != "" {
				b.fault(v.cell, fmt.Sprintf("it is in %s, and the row's other numbers are in %s; it is left out", v.amount.unit, other))
				continue
			}
			if v.amount.mark != "" {
				b.notes = append(b.notes, fmt.Sprintf("%s: the sign “%s” behind the number points at a note, which is not kept.", v.cell, v.amount.mark))
			}
			scale := e.scaleOf(v)
			switch {
			case v.amount.value == nil:
			case scale != "" && i.Unit != kpi.Percent:
				v.amount.value = shifted(v.amount.value, times(scale))
			case shares && !v.amount.perCent && b.o.Answers != nil && b.o.Answers.Fractions == proposal.AsShares:
				v.amount.value = shifted(v.amount.value, 2)
			case shares && !v.amount.perCent && (b.o.Answers == nil || b.o.Answers.Fractions == ""):
				b.fractions = append(b.fractions, v.cell)
				continue
			}
			fit = append(fit, v)
		}
		return fit
	}
	return convert(e.figures), convert(e.targets)
}

func shifted(d *decimal.Decimal, by int) *decimal.Decimal {
	s := d.Shift(int32(by))
	return &s
}

// misfit says why a number cannot be of the unit.
func misfit(a amount, unit kpi.Unit) string {
	switch {
	case a.bracketed && unit != kpi.Currency && unit != kpi.Ratio:
		return fmt.Sprintf("“(%s)” is how accountants write a minus, and the figures are %s; it is left out: write the number without brackets, or with a minus", kpi.Exactly(a.value.Neg()), unit.InWords())
	case a.perCent && unit != kpi.Percent:
		return fmt.Sprintf("it is a percentage among %s; it is left out", unit.InWords())
	case a.pounds && unit != kpi.Currency:
		return fmt.Sprintf("it is an amount in pounds among %s; it is left out", unit.InWords())
	case a.value == nil && unit != kpi.Percent:
		return "it is a fraction, and may be a day; it is left out: write the number itself"
	}
	return ""
}

// mayBeShares reports whether a row's percentages are perhaps shares of 1: those without a sign all lie between 0
// and 1.
func (b *building) mayBeShares(e *entry, unit kpi.Unit) bool {
	if unit != kpi.Percent {
		return false
	}
	one := decimal.NewFromInt(1)
	found := false
	for _, v := range slices.Concat(e.figures, e.targets) {
		a := v.amount
		switch {
		case a.perCent || a.value == nil || a.value.IsZero():
		case a.value.IsNegative() || a.value.GreaterThan(one):
			return false
		default:
			found = true
		}
	}
	return found
}

// decimalsOf is how many digits after the point an indicator's figures are shown with: as many as the sheet shows.
func decimalsOf(e *entry, said *proposal.AnsweredIndicator, unit kpi.Unit) int {
	if said != nil && said.Decimals != nil {
		return *said.Decimals
	}
	digits := func(values []value) int {
		most := 0
		for _, v := range values {
			if v.amount.value != nil {
				text := kpi.Exactly(v.amount.value.Truncate(int32(v.amount.decimals)))
				if strings.Contains(text, ".") {
					text = strings.TrimRight(text, "0")
					most = max(most, len(text)-strings.IndexByte(text, '.')-1-times(e.scaleOf(v)))
				}
			}
		}
		if unit == kpi.Currency && most > 0 {
			return 2 // pence
		}
		return min(most, 4)
	}
	if len(e.figures) > 0 {
		return digits(e.figures)
	}
	return digits(e.targets)
}

// frequency is how often an indicator is reported: as its column says, else as the shortest of the periods that have a
// figure.
func (b *building) frequency(e *entry, code string, said *proposal.AnsweredIndicator) kpi.Frequency {
	if said != nil && said.Frequency != "" {
		return said.Frequency
	}
	if f, ok := frequencyWords[plain(e.frequency)]; ok && e.frequency != "" {
		suits := func(v value) bool { p, ok := v.Period.For(f); return ok || p.Suits(f) }
		if len(e.figures) == 0 || slices.ContainsFunc(e.figures, suits) || e.figures[0].Period.IsZero() {
			return f
		}
		b.notes = append(b.notes, fmt.Sprintf("%s: the sheet calls it “%s”, and its figures here are of other periods; it is taken as those are.", code, e.frequency))
	}
	for _, values := range [][]value{e.figures, e.targets} {
		for _, span := range []kpi.Frequency{kpi.Monthly, kpi.Quarterly} {
			if slices.ContainsFunc(values, func(v value) bool { return v.Period.Span() == span }) {
				return span
			}
		}
		if len(e.figures) > 0 && slices.ContainsFunc(values, func(v value) bool { return v.Period.Span() == kpi.Yearly }) {
			return kpi.Yearly
		}
	}
	if len(e.figures) == 0 {
		b.infrequent = append(b.infrequent, code)
	}
	return kpi.Quarterly
}

// setTargets puts the targets where the indicator has its periods. A year's target holds in each quarter of a
// percentage; of counts it has to be said.
func (b *building) setTargets(i *kpi.Indicator, targets []value) {
	all := map[kpi.Period]decimal.Decimal{}
	for p, t := range i.Targets {
		all[p] = t
	}
	twice := b.targetsTwice(targets)
	for _, t := range targets {
		value := *t.amount.value
		period := t.Period
		if other := twice[t.cell]; other != "" {
			b.fault(t.cell, fmt.Sprintf("%s is another target for %s, and neither says which counts; both are left out: say with --map which column has the targets", other, period.Words()))
			continue
		}
		if p, ok := period.For(i.Frequency); ok {
			period = p
		}
		switch {
		case period.IsZero():
		case period.Suits(i.Frequency):
			all[period] = value
		case period.Span() == kpi.Yearly && (t.Holds == proposal.InEachPart || t.Holds == "" && i.Unit == kpi.Percent):
			if t.Holds == "" {
				b.eachPart = append(b.eachPart, t.cell)
			}
			for _, part := range partsOf(period, i.Frequency) {
				if _, own := all[part]; !own {
					all[part] = value
				}
			}
		case period.Span() == kpi.Yearly && t.Holds == "":
			b.yearly = append(b.yearly, t.cell)
		case period.Span() == kpi.Yearly:
			b.fault(t.cell, "it is a target of the whole year, and the figures are of parts of it; it is left out")
		default:
			b.fault(t.cell, fmt.Sprintf("it is a target for %s, and %s is reported %s; it is left out", period.Words(), i.Code, i.Frequency))
		}
	}
	if len(all) > 0 {
		i.Targets = all
	}
}

// targetsTwice finds the targets that differ for one period, such as a low and a high one: for each cell, another.
func (b *building) targetsTwice(targets []value) map[string]string {
	twice := map[string]string{}
	for n, one := range targets {
		for _, other := range targets[:n] {
			if one.Period == other.Period && !one.Period.IsZero() && !one.amount.value.Equal(*other.amount.value) {
				twice[one.cell], twice[other.cell] = other.cell, one.cell
			}
		}
	}
	return twice
}

// partsOf are the periods of a year that an indicator of this frequency reports.
func partsOf(year kpi.Period, f kpi.Frequency) []kpi.Period {
	var parts []kpi.Period
	first := kpi.Quarter(year.FinancialYear(), 1)
	if f == kpi.Monthly {
		first = kpi.Month(year.FinancialYear(), 4)
	}
	for p := first; p.FinancialYear() == year.FinancialYear(); p = p.Next() {
		if p.Suits(f) {
			parts = append(parts, p)
		}
	}
	return parts
}

// setFigures adds the figures to the register, each comment to the figure that it is of.
func (b *building) setFigures(i kpi.Indicator, e *entry, values []value) {
	from := len(b.register.Figures)
	values = slices.Clone(values)
	slices.SortStableFunc(values, func(v, o value) int { // a “Score” beside “Q2 2023/24” gives way to it
		switch {
		case v.bare == o.bare:
			return 0
		case o.bare:
			return -1
		}
		return 1
	})
	for _, v := range values {
		period := v.Period
		if p, ok := period.For(i.Frequency); ok {
			period = p
		}
		switch {
		case period.IsZero(): // it is asked
			continue
		case !period.Suits(i.Frequency) && period.Span() == kpi.Yearly, v.Part == proposal.YearToDate && len(values) > 1:
			b.parts = append(b.parts, v.cell)
			continue
		case !period.Suits(i.Frequency):
			b.fault(v.cell, fmt.Sprintf("it is of %s, and %s is reported %s; it is left out", period.Words(), i.Code, i.Frequency))
			continue
		}
		f := kpi.Figure{Indicator: i.Code, Period: period, Value: v.amount.value, Numerator: v.amount.numerator, Denominator: v.amount.denominator, Status: kpi.Final}
		if v.amount.provisional {
			f.Status = kpi.Provisional
		}
		if at := slices.IndexFunc(b.register.Figures[from:], func(o kpi.Figure) bool { return o.Period == period }); at >= 0 {
			if !f.Says(b.register.Figures[from+at]) {
				b.fault(v.cell, fmt.Sprintf("%s stands for %s already; this one is left out", b.cells[from+at], period.Words()))
			}
			continue
		}
		b.register.Figures = append(b.register.Figures, f.Completed(i.Unit))
		b.cells = append(b.cells, v.cell)
	}
	for _, c := range e.comments {
		b.setComment(i, c, b.register.Figures[from:])
	}
	for n := from; n < len(b.register.Figures); n++ {
		b.besideHeld(i, &b.register.Figures[n], b.cells[n])
	}
}

// besideHeld lets a figure that is held keep what the sheet does not say of it: its words, its status, its fraction. A
// sheet mostly repeats last quarter's numbers without them.
func (b *building) besideHeld(i kpi.Indicator, f *kpi.Figure, cell string) {
	was, known := b.held.figures[figureKey{i.Code, f.Period}]
	if !known {
		return
	}
	f.KeepWords(was)
	if f.Value != nil && was.Value != nil && f.Value.Equal(*was.Value) {
		if f.Status == kpi.Final {
			f.Status = was.Status
		}
		if f.Numerator == nil {
			f.Numerator, f.Denominator = was.Numerator, was.Denominator
		}
		return
	}
	b.notes = append(b.notes, fmt.Sprintf("%s: %s of %s is held as %s, and the sheet says %s; an import revises it.",
		cell, i.Code, f.Period.Words(), i.ShowTyped(was, *f), i.ShowTyped(*f, was)))
}

func (b *building) setComment(i kpi.Indicator, c comment, figures []kpi.Figure) {
	at := -1
	for n, f := range figures {
		if c.period.IsZero() && (at < 0 || figures[at].Period.Before(f.Period)) || f.Period == c.period {
			at = n
		}
	}
	switch {
	case at < 0:
		b.fault(c.cell, "the comment stands beside no figure that is kept; it is left out")
	case len([]rune(c.text)) > kpi.MaxCommentary:
		b.fault(c.cell, fmt.Sprintf("the comment is longer than %s characters; it is left out", kpi.Count.ShowInt(kpi.MaxCommentary)))
	case figures[at].Commentary == "":
		figures[at].Commentary = c.text
	default:
		figures[at].Commentary += "\n\n" + c.text
	}
}

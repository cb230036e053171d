package claims

import (
	"time"

	"chaser/kpi"
)

// slot is which of the card's numbers a time points to.
type slot uint8

const (
	slotNone     slot = iota // no time is said
	slotOwn                  // the card's own period
	slotPrevious             // the period before it
	slotYearAgo              // the same period a year before
	slotOther                // a time of which the card knows nothing
	slotUnsure               // one of several
)

// slotOf is which of the card's numbers a time points to.
func (c *Card) slotOf(w *when) slot {
	if w == nil {
		return slotNone
	}
	own := c.Figure.Period
	switch w.rel {
	case current:
		if w.span == "" || w.span == own.Span() {
			return slotOwn
		}
		return slotUnsure
	case before:
		return c.slotBefore(w.span)
	case yearBefore:
		if own.Span() == kpi.Yearly {
			return slotPrevious
		}
		return slotYearAgo
	case otherPeriod:
		return slotOther
	}
	if w.n == -1 { // the same quarter of a year
		switch w.year {
		case own.Start().Year - 1, own.FinancialYear() - 1:
			return slotYearAgo
		}
		return slotUnsure
	}
	switch {
	case w.day != 0:
		return c.slotOfDay(w)
	case w.season:
		return slotUnsure
	case w.span == kpi.Quarterly:
		return c.slotOfQuarter(w)
	case w.span == kpi.Monthly:
		return c.slotOfMonth(w)
	}
	return c.slotOfYear(w)
}

// slotBefore is for last quarter, last year, previously.
func (c *Card) slotBefore(span kpi.Frequency) slot {
	own := c.Figure.Period.Span()
	switch {
	case span == "" || span == own:
		return slotPrevious
	case span == kpi.Yearly && own != kpi.Yearly:
		return slotUnsure // all of last year, or this quarter of it
	}
	return slotOther
}

func (c *Card) slotOfQuarter(w *when) slot {
	own := c.Figure.Period
	if own.Span() != kpi.Quarterly {
		return slotOther
	}
	if w.rel == yearBefore {
		if kpi.Quarter(own.FinancialYear()-1, w.n) == own.YearAgo() {
			return slotYearAgo
		}
		return slotOther
	}
	if w.year != 0 {
		if !w.two { // Q2 of 2019 may be the calendar's
			return slotUnsure
		}
		return c.slotOfPeriod(kpi.Quarter(w.year, w.n))
	}
	// A quarter without its year is the latest one of that name.
	for p := own; ; p = p.Previous(kpi.Quarterly) {
		if p == kpi.Quarter(p.FinancialYear(), w.n) {
			if s := c.slotOfPeriod(p); s != slotOther {
				return s
			}
			return slotUnsure
		}
	}
}

func (c *Card) slotOfMonth(w *when) slot {
	own := c.Figure.Period
	if own.Span() != kpi.Monthly {
		return slotUnsure
	}
	if w.year != 0 {
		return c.slotOfPeriod(kpi.Month(w.year, w.n))
	}
	for p := own; ; p = p.Previous(kpi.Monthly) {
		if p == kpi.Month(p.Start().Year, w.n) {
			return c.slotOfPeriod(p)
		}
	}
}

// endsIn reports whether a time is the last month of the card's own period, by which people call its end.
func (c *Card) endsIn(w *when) bool {
	end := c.Figure.Period.End()
	return w.rel == named && w.span == kpi.Monthly && w.n == int(end.Month) && (w.year == 0 || w.year == end.Year)
}

// slotOfYear is for 2018/19 and 2019. A bare year may be the financial year that begins or ends in it.
func (c *Card) slotOfYear(w *when) slot {
	own := c.Figure.Period
	if own.Span() != kpi.Yearly {
		return slotUnsure
	}
	if w.two {
		return c.slotOfPeriod(kpi.FinancialYear(w.year))
	}
	switch own.FinancialYear() - w.year {
	case 0:
		return slotOwn
	case 1:
		return slotPrevious
	}
	return slotOther
}

// likelySlot is the number that a time may well mean where it could be another: “last year” that of a year ago, and
// “in June” the quarter that ends with it.
func (c *Card) likelySlot(w *when) slot {
	switch {
	case w == nil:
	case w.rel == before && w.span == kpi.Yearly:
		return slotYearAgo
	case w.rel == named && w.span == kpi.Yearly && w.n == 0 && !w.two && c.Figure.Period.Span() == kpi.Quarterly && w.year == c.Figure.Period.Start().Year-1:
		return slotYearAgo
	case w.season:
		at := *w
		at.season = false
		if s := c.slotOf(&at); s == slotPrevious || s == slotYearAgo {
			return s
		}
	case w.rel == otherPeriod && w.n == int(c.Figure.Period.End().Month): // last June
		return slotYearAgo
	case w.rel == named && w.span == kpi.Monthly && w.n > 0 && w.day == 0:
		at := *w
		at.day, at.span = lastDay, ""
		if s := c.slotOfDay(&at); s == slotPrevious || s == slotYearAgo {
			return s
		}
	}
	return slotUnsure
}

// slotOfDay is for 31 March 2019: the period that ends on it.
func (c *Card) slotOfDay(w *when) slot {
	end := c.Figure.Period.End()
	year := w.year
	if year == 0 { // the latest such day
		if year = end.Year; w.n > int(end.Month) {
			year--
		}
	}
	day := kpi.Date{Year: year, Month: time.Month(w.n), Day: w.day}
	if w.day == lastDay {
		day = kpi.Month(year, w.n).End()
	}
	for _, k := range []struct {
		p kpi.Period
		s slot
	}{{c.Figure.Period, slotOwn}, {c.Figure.Period.YearAgo(), slotYearAgo}, {c.Figure.Period.Previous(c.Frequency), slotPrevious}} {
		if !k.p.IsZero() && k.p.End() == day {
			return k.s
		}
	}
	return slotUnsure
}

func (c *Card) slotOfPeriod(p kpi.Period) slot {
	switch p {
	case c.Figure.Period:
		return slotOwn
	case c.Previous.Period, c.Figure.Period.Previous(c.Frequency):
		return slotPrevious
	case c.Figure.Period.YearAgo():
		return slotYearAgo
	}
	return slotOther
}

// knownAt is the card's number in a slot; an empty one where it is not known.
func (c *Card) knownAt(s slot) (Known, Subject) {
	switch s {
	case slotOwn:
		return c.Figure, Own
	case slotPrevious:
		return c.Previous, Previous
	case slotYearAgo:
		return c.YearAgo, YearAgo
	}
	return Known{}, Nothing
}

package kpi

// Collection is a period's gathering of figures: the days on which it opens and is due, and the committee's meeting.
type Collection struct {
	Period        Period
	Opens         Date
	Due           Date
	CommitteeDate Date // zero where none is set
	Publishes     Date // on which it is published without being asked; zero: never
}

// Open is the collection in which an indicator of this frequency is asked for on the day: the latest that has opened.
// It stays open after its due date until the next one opens, so that late figures have a home.
func Open(collections []Collection, f Frequency, today Date) (Collection, Period, bool) {
	var (
		open   Collection
		period Period
		found  bool
	)
	for _, c := range collections {
		p, reports := c.Period.For(f)
		if !reports || today.Before(c.Opens) {
			continue
		}
		if !found || open.Period.Before(c.Period) {
			open, period, found = c, p, true
		}
	}
	return open, period, found
}

// Closed reports whether the period's figure is no longer asked for on the day because a later period's collection has
// opened; now is that period.
func Closed(collections []Collection, f Frequency, p Period, today Date) (now Period, closed bool) {
	_, now, open := Open(collections, f, today)
	return now, open && p.Before(now)
}

// Collected finds the collection in which an indicator of this frequency reports p.
func Collected(collections []Collection, f Frequency, p Period) (Collection, bool) {
	for _, c := range collections {
		if reported, ok := c.Period.For(f); ok && reported == p {
			return c, true
		}
	}
	return Collection{}, false
}

// Upcoming is the period that an indicator of this frequency will be asked for first: the earliest that has a
// collection. If none has, it is the period that the day lies in. A card shows it before anything has been collected.
func Upcoming(collections []Collection, f Frequency, today Date) Period {
	var first Period
	for _, c := range collections {
		if p, reports := c.Period.For(f); reports && (first.IsZero() || p.Before(first)) {
			first = p
		}
	}
	if first.IsZero() {
		return periodOf(today, f)
	}
	return first
}

// periodOf is the period of the frequency that a day lies in.
func periodOf(day Date, f Frequency) Period {
	month := Month(day.Year, int(day.Month))
	year := month.FinancialYear()
	quarter := (int(day.Month)+8)%12/3 + 1 // April to June is the first
	switch f {
	case Monthly:
		return month
	case Yearly:
		return FinancialYear(year)
	case HalfYearly:
		return Quarter(year, (quarter+1)/2*2)
	}
	return Quarter(year, quarter)
}

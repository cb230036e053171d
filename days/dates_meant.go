package days

import (
	"fmt"

	"chaser/kpi"
)

// alone is the date of a leave of one day.
func (s spokenDay) alone(today kpi.Date) (kpi.Date, error) {
	if s.bare() {
		return kpi.Date{}, kpi.Refuse(kpi.FieldFrom, "Which month is %d of? Type it too, such as `away %d Jan`.",
			s.day, s.day)
	}
	d, ok := s.near(today, 1)
	if !ok {
		return kpi.Date{}, kpi.Refuse(kpi.FieldFrom, "There is no %d %s within a year. Type the year too.",
			s.day, s.month)
	}
	return d, s.agree(kpi.FieldFrom, d)
}

// The most days that a leave lasts where years, or months, are left out. If it seems longer, the days are in the wrong
// order.
const (
	longestWithoutYear  = 183
	longestWithoutMonth = 31
)

// datesMeant finds the dates that a first and a last day mean.
func datesMeant(from, until spokenDay, today kpi.Date) (first, last kpi.Date, err error) {
	switch {
	case !from.date.IsZero(), from.weekdayAlone():
		first, last, err = datesFromFirst(from, until, today)
	case !until.date.IsZero():
		last = until.date
		var ok bool
		if first, ok = from.near(last, -1); !ok {
			return kpi.Date{}, kpi.Date{}, kpi.Refuse(kpi.FieldFrom,
				"There is no %d %s in the year before %s. Type the year too.", from.day, from.month, last.Words())
		}
	default:
		first, last, err = nearestDates(from, until, today)
	}
	if err == nil && last.Before(first) {
		err = kpi.Refuse(kpi.FieldUntil,
			"The leave would end on %s, before it begins on %s. Type the first day first, such as `away 3 Jan to 10 Jan`.",
			last.Words(), first.Words())
	}
	if err == nil {
		err = from.agree(kpi.FieldFrom, first)
	}
	if err == nil {
		err = until.agree(kpi.FieldUntil, last)
	}
	return first, last, err
}

// datesFromFirst begins with a first day that has only one meaning.
func datesFromFirst(from, until spokenDay, today kpi.Date) (first, last kpi.Date, err error) {
	first, _ = from.near(today, 1)
	after := first
	if until.weekdayAlone() && until.weekday == first.Weekday() {
		after = first.AddDays(1) // Monday to Monday is a week, and so is until Monday if today is Monday
	}
	last, ok := until.near(after, 1)
	if !ok || until.date.IsZero() && first.AddDays(until.longest()).Before(last) {
		return kpi.Date{}, kpi.Date{}, outOfOrder(from, until)
	}
	return first, last, nil
}

// nearestDates finds the nearest dates that are not over, where neither day has a year.
func nearestDates(from, until spokenDay, today kpi.Date) (first, last kpi.Date, err error) {
	longest := min(from.longest(), until.longest())
	for first = today.AddDays(-longest); first.Before(today.AddDays(366)); first = first.AddDays(1) {
		if !from.is(first) {
			continue
		}
		earliest := first
		if earliest.Before(today) {
			earliest = today
		}
		if last, ok := until.near(earliest, 1); ok && !first.AddDays(longest).Before(last) {
			return first, last, nil
		}
	}
	return kpi.Date{}, kpi.Date{}, outOfOrder(from, until)
}

func (s spokenDay) longest() int {
	if s.bare() {
		return longestWithoutMonth
	}
	return longestWithoutYear
}

func outOfOrder(from, until spokenDay) *kpi.Refusal {
	return kpi.Refuse(kpi.FieldUntil,
		"%s does not follow %s within half a year. Type the first day first, or the years too, such as `away 28 Dec 2024 to 3 Jan 2025`.",
		until, from)
}

// String is the day about as it was said.
func (s spokenDay) String() string {
	switch {
	case !s.date.IsZero():
		return s.date.Words()
	case s.day == 0:
		return s.weekday.String()
	case s.month == 0:
		return fmt.Sprint(s.day)
	}
	return fmt.Sprintf("%d %s", s.day, s.month)
}

// agree refuses a date if another weekday was said with it.
func (s spokenDay) agree(field string, d kpi.Date) error {
	if !s.byWeekday || d.Weekday() == s.weekday {
		return nil
	}
	return kpi.Refuse(field, "%s is a %s, not a %s. Check the day and type it again.",
		d.Words(), d.Weekday(), s.weekday)
}

// whichMonth asks of which month two days are that were said without one: the nearest run of them that is not over, or
// the next one.
func whichMonth(from, until int, today kpi.Date) (l Leave, err error) {
	for first := today.AddDays(-longestWithoutMonth); len(l.Choices) < 2; first = first.AddDays(1) {
		if first.Day != from {
			continue
		}
		last := first
		for last.Day != until {
			last = last.AddDays(1)
		}
		short := last.Before(first.AddDays(longestWithoutMonth)) // else the month between has no such last day
		if short && !last.Before(today) {
			l.Choices = append(l.Choices, Span{first, last})
		}
	}
	l.Span = l.Choices[0]
	l.Doubt = kpi.Refuse(kpi.FieldUntil, "Which month is that? Choose, or type it too, such as `away %d to %d %s`.",
		from, until, l.Last.Month.String()[:3])
	return l, nil
}

package days

import (
	"errors"
	"fmt"

	"chaser/kpi"
)

// ParseLeave reads the days of a leave at the beginning of a line, and gives back the rest of it: "3 Jan to 10 Jan <@U0DEPUTY>", "3/1 - 10/1",
// "3-10 January", "tomorrow", "today to Friday", "until 10 January", "Monday to Wednesday", "next week", "2024-01-03 to 2024-01-10". The day
// comes before the month. Of days without a year the nearest are meant that are not over yet: on 5 January "3 to 10 January" is the week that
// has begun. A weekday is the nearest, today included; next Friday is next week's, and next week is from Monday to Friday.
//
// The error is a *Refusal of FieldFrom or kpi.FieldUntil.
func ParseLeave(text string, today kpi.Date) (first, last kpi.Date, rest string, err error) {
	r := &dayReader{text: text, today: today}
	if first, last, ok := r.week(); ok {
		return first, last, r.rest(), nil
	}
	from := spokenDay{settled: today}
	ranged := r.to()
	if !ranged {
		r.take("from", "on", "between")
		if from, err = r.must(kpi.FieldFrom); err != nil {
			return kpi.Date{}, kpi.Date{}, "", err
		}
		ranged = r.to()
	}
	if !ranged {
		begin := r.at
		if again, more, err := r.day(); err != nil || more && !again.bare() {
			r.at = begin
			return kpi.Date{}, kpi.Date{}, "", kpi.Refuse(kpi.FieldUntil, "“%s” is a second day, and how it belongs to the first is not said. Type `to` between them, such as `away 3 Jan to 10 Jan`.", kpi.Excerpt(r.rest()))
		}
		r.at = begin
		if first, err = from.alone(today); err != nil {
			return kpi.Date{}, kpi.Date{}, "", err
		}
		return first, first, r.rest(), nil
	}
	until, err := r.must(kpi.FieldUntil)
	if err != nil {
		return kpi.Date{}, kpi.Date{}, "", err
	}
	if first, last, err = settle(from, until, today); err != nil {
		return kpi.Date{}, kpi.Date{}, "", err
	}
	return first, last, r.rest(), nil
}

// to reads what stands between the first day and the last.
func (r *dayReader) to() bool {
	return r.take("to", "until", "till", "til", "through", "thru", "and", "-", "–", "—", "−")
}

// week reads a whole working week.
func (r *dayReader) week() (first, last kpi.Date, ok bool) {
	begin := r.at
	switch {
	case r.take("next") && r.take("week"):
		return r.nextWeek(), r.nextWeek().AddDays(4), true
	case r.at == begin && r.take("this") && r.take("week"):
		if friday := r.nextWeek().AddDays(-3); !friday.Before(r.today) {
			return r.today, friday, true
		}
	}
	r.at = begin
	return kpi.Date{}, kpi.Date{}, false
}

// must reads a day, or refuses what is not one.
func (r *dayReader) must(field string) (spokenDay, error) {
	s, ok, err := r.day()
	var refusal *kpi.Refusal
	switch {
	case errors.As(err, &refusal):
		return s, kpi.Refuse(field, "%s", refusal.Sentence)
	case ok:
		return s, nil
	case r.rest() == "" && field == kpi.FieldUntil:
		return s, kpi.Refuse(field, "The last day is missing. Type it too, such as `away 3 Jan to 10 Jan`.")
	case r.rest() == "":
		return s, kpi.Refuse(field, "There are no days. Type them, such as `away 3 Jan to 10 Jan`, `away tomorrow` or `away Monday to Wednesday`.")
	}
	return s, kpi.Refuse(field, "“%s” is not a day. Type days as 3 Jan, 3/1 or 2024-01-03, or a weekday, such as `away 3 Jan to 10 Jan`.", kpi.Excerpt(r.rest()))
}

// alone is the one day of a leave.
func (s spokenDay) alone(today kpi.Date) (kpi.Date, error) {
	if s.bare() {
		return kpi.Date{}, kpi.Refuse(kpi.FieldFrom, "Which month is %d of? Type it too, such as `away %d Jan`.", s.day, s.day)
	}
	d, ok := s.near(today, 1)
	if !ok {
		return kpi.Date{}, kpi.Refuse(kpi.FieldFrom, "There is no %d %s within a year. Type the year too.", s.day, s.month)
	}
	return d, s.agree(kpi.FieldFrom, d)
}

// The longest that a leave is taken to be where years, or months, are left out, in days: what seems longer has its days in the wrong order.
const (
	longestWithoutYear  = 183
	longestWithoutMonth = 31
)

// settle finds the days that were meant by the first and the last.
func settle(from, until spokenDay, today kpi.Date) (first, last kpi.Date, err error) {
	switch {
	case from.bare() && until.bare():
		return kpi.Date{}, kpi.Date{}, kpi.Refuse(kpi.FieldUntil, "Which month is %d of? Type it too, such as `away %d to %d Jan`.", until.day, from.day, until.day)
	case !from.settled.IsZero(), from.weekdayAlone():
		first, last, err = settleForward(from, until, today)
	case !until.settled.IsZero():
		last = until.settled
		var ok bool
		if first, ok = from.near(last, -1); !ok {
			return kpi.Date{}, kpi.Date{}, kpi.Refuse(kpi.FieldFrom, "There is no %d %s in the year before %s. Type the year too.", from.day, from.month, last.Words())
		}
	default:
		first, last, err = settleNearest(from, until, today)
	}
	if err == nil && last.Before(first) {
		err = kpi.Refuse(kpi.FieldUntil, "The leave would end on %s, before it begins on %s. Type the first day first, such as `away 3 Jan to 10 Jan`.", last.Words(), first.Words())
	}
	if err == nil {
		err = from.agree(kpi.FieldFrom, first)
	}
	if err == nil {
		err = until.agree(kpi.FieldUntil, last)
	}
	return first, last, err
}

// settleForward starts from a first day that is known.
func settleForward(from, until spokenDay, today kpi.Date) (first, last kpi.Date, err error) {
	first, _ = from.near(today, 1)
	after := first
	if from.weekdayAlone() && until.weekdayAlone() && from.weekday == until.weekday {
		after = first.AddDays(1) // from Monday to Monday is a week
	}
	last, ok := until.near(after, 1)
	if !ok || until.settled.IsZero() && first.AddDays(until.longest()).Before(last) {
		return kpi.Date{}, kpi.Date{}, outOfOrder(from, until)
	}
	return first, last, nil
}

// settleNearest finds the nearest days that are not over, where neither has a year.
func settleNearest(from, until spokenDay, today kpi.Date) (first, last kpi.Date, err error) {
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
	return kpi.Refuse(kpi.FieldUntil, "%s does not follow %s within half a year. Type the first day first, or the years too, such as `away 28 Dec 2024 to 3 Jan 2025`.", until, from)
}

// String is the day as it was said, more or less.
func (s spokenDay) String() string {
	switch {
	case !s.settled.IsZero():
		return s.settled.Words()
	case s.day == 0:
		return s.weekday.String()
	case s.month == 0:
		return fmt.Sprint(s.day)
	}
	return fmt.Sprintf("%d %s", s.day, s.month)
}

// agree refuses a date beside which another weekday was said.
func (s spokenDay) agree(field string, d kpi.Date) error {
	if !s.byWeekday || d.Weekday() == s.weekday {
		return nil
	}
	return kpi.Refuse(field, "%s is a %s, not a %s. Check the day and type it again.", d.Words(), d.Weekday(), s.weekday)
}

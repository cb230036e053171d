package days

import (
	"errors"
	"time"

	"chaser/kpi"
)

// ParseDue reads the day by which something is to be done, at the beginning of a text, and returns the rest of the
// text: "31 Jan", "31/01/2024", "next Friday", "tomorrow". ok is false where the text begins with no day.
//
// A day without a year is the next one. But one that passed in the last 90 days is refused: it was probably not meant
// for next year. The error is a *kpi.Refusal of FieldDue. The rest is then what follows the day, or the whole text
// where the day could not be read to its end.
func ParseDue(text string, today kpi.Date) (due kpi.Date, rest string, ok bool, err error) {
	r := &dayReader{text: text, today: today}
	s, ok, err := r.day()
	var refusal *kpi.Refusal
	switch {
	case errors.As(err, &refusal):
		return kpi.Date{}, r.rest(), true, kpi.Refuse(kpi.FieldDue, "%s", refusal.Sentence)
	case !ok:
		return kpi.Date{}, text, false, nil
	case s.bare():
		return kpi.Date{}, r.rest(), true, kpi.Refuse(kpi.FieldDue,
			"Which month is %d of? Type it too, such as `due %d %s`.",
			s.day, s.day, monthWith(s.day, today.AddDays(31).Month))
	}
	due, found := s.near(today, 1)
	if !found {
		return kpi.Date{}, r.rest(), true, kpi.Refuse(kpi.FieldDue, "There is no %s within a year. Type the year too.",
			s)
	}
	if s.date.IsZero() && !s.weekdayAlone() {
		if last, found := s.near(today, -1); found && last.Before(today) && today.Before(last.AddDays(justPassed)) {
			return kpi.Date{}, r.rest(), true, kpi.Refuse(kpi.FieldDue,
				"%s has passed. Give a day from today on, or the year too, such as `due %s`.",
				last.Words(), due.Short())
		}
	}
	if err := s.agree(kpi.FieldDue, due); err != nil {
		return kpi.Date{}, r.rest(), true, err
	}
	return due, r.rest(), true, nil
}

// justPassed is for how many days a day without a year counts as one that has passed.
const justPassed = 90

// monthWith is the short name of the next month from one on that has such a day: no February has a 31st.
func monthWith(day int, from time.Month) string {
	for m := from; ; m = m%12 + 1 {
		if last := time.Date(2023, m+1, 0, 0, 0, 0, 0, time.UTC).Day(); day <= last || day > 31 {
			return m.String()[:3]
		}
	}
}

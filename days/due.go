package days

import (
	"errors"

	"chaser/kpi"
)

// ParseDue reads the one day at the beginning of a text by which something is to be done, and gives back the rest of
// it: "31 Jan", "31/01/2024", "next Friday", "tomorrow". ok is false where it is no day at all. Of days without a year
// the next is meant; but a day of the last few weeks has rather slipped the mind than that next year's is meant, and is
// refused. The error is a *Refusal of FieldDue; the rest is then what follows the day, or where that could not be read
// to its end all of the text.
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
		return kpi.Date{}, r.rest(), true, kpi.Refuse(kpi.FieldDue, "Which month is %d of? Type it too, such as `due %d %s`.", s.day, s.day, today.AddDays(31).Month.String()[:3])
	}
	due, found := s.near(today, 1)
	if !found {
		return kpi.Date{}, r.rest(), true, kpi.Refuse(kpi.FieldDue, "There is no %s within a year. Type the year too.", s)
	}
	if s.settled.IsZero() && !s.weekdayAlone() {
		if last, found := s.near(today, -1); found && last.Before(today) && today.Before(last.AddDays(justPassed)) {
			return kpi.Date{}, r.rest(), true, kpi.Refuse(kpi.FieldDue, "%s has passed. Give a day from today on, or the year too, such as `due %s`.", last.Words(), due.Short())
		}
	}
	if err := s.agree(kpi.FieldDue, due); err != nil {
		return kpi.Date{}, r.rest(), true, err
	}
	return due, r.rest(), true, nil
}

// justPassed is how long a day without a year is taken for one that has passed, in days.
const justPassed = 90

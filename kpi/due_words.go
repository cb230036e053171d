package kpi

import (
	"errors"
	"time"
)

// short is the day as one types it: 31 Jan 2024.
func (d Date) short() string { return d.At(12, time.UTC).Format("2 Jan 2006") }

// ParseDue reads the one day at the beginning of a text by which something is to be done, and gives back the rest of it: "31 Jan", "31/01/2024",
// "next Friday", "tomorrow". ok is false where it is no day at all. Of days without a year the next is meant; but a day of the last few weeks has
// rather slipped the mind than that next year's is meant, and is refused. The error is a *Refusal of FieldDue; the rest is then what
// follows the day, or where that could not be read to its end all of the text.
func ParseDue(text string, today Date) (due Date, rest string, ok bool, err error) {
	r := &dayReader{text: text, today: today}
	s, ok, err := r.day()
	var refusal *Refusal
	switch {
	case errors.As(err, &refusal):
		return Date{}, r.rest(), true, Refuse(FieldDue, "%s", refusal.Sentence)
	case !ok:
		return Date{}, text, false, nil
	case s.bare():
		return Date{}, r.rest(), true, Refuse(FieldDue, "Which month is %d of? Type it too, such as `due %d %s`.", s.day, s.day, today.AddDays(31).Month.String()[:3])
	}
	due, found := s.near(today, 1)
	if !found {
		return Date{}, r.rest(), true, Refuse(FieldDue, "There is no %s within a year. Type the year too.", s)
	}
	if s.settled.IsZero() && !s.weekdayAlone() {
		if last, found := s.near(today, -1); found && last.Before(today) && today.Before(last.AddDays(justPassed)) {
			return Date{}, r.rest(), true, Refuse(FieldDue, "%s has passed. Give a day from today on, or the year too, such as `due %s`.", last.Words(), due.short())
		}
	}
	if err := s.agree(FieldDue, due); err != nil {
		return Date{}, r.rest(), true, err
	}
	return due, r.rest(), true, nil
}

// justPassed is how long a day without a year is taken for one that has passed, in days.
const justPassed = 90

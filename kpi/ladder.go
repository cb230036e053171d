package kpi

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Audience is who a rung of the ladder speaks to.
type Audience string

// A figure is asked of its owner, then of its deputy too. Then its manager is told, and last the performance team,
// which gets a list.
const (
	ToOwner   Audience = "owner"
	ToDeputy  Audience = "deputy"
	ToManager Audience = "manager"
	ToTeam    Audience = "team"
)

// Step is when a rung is due: on the day when the collection opens, or so many working days after the figures are due.
// A negative number is before. The zero Step is the due day itself.
type Step struct {
	Opening bool
	Days    int
}

// String writes the step as a ladder does: opens, -5, 0, +3.
func (s Step) String() string {
	switch {
	case s.Opening:
		return "opens"
	case s.Days > 0:
		return "+" + strconv.Itoa(s.Days)
	}
	return strconv.Itoa(s.Days)
}

// ParseStep reads what String wrote.
func ParseStep(text string) (Step, error) {
	if text == "opens" {
		return Step{Opening: true}, nil
	}
	days, err := strconv.Atoi(text)
	if err != nil || days < -maxStep || days > maxStep {
		return Step{}, fmt.Errorf("%q is not a step; write opens, 0 for the due day, or working days before and after it up to %d, such as -5 or +3", Excerpt(text), maxStep)
	}
	return Step{Days: days}, nil
}

// maxStep is how far from the due date a rung may be, in working days.
const maxStep = 60

// Compare orders steps: the opening first.
func (s Step) Compare(other Step) int {
	switch {
	case s == other:
		return 0
	case s.Opening || !other.Opening && s.Days < other.Days:
		return -1
	}
	return 1
}

// Rung is one step of the ladder and who it is for.
type Rung struct {
	Step     Step
	Audience Audience
}

// Ladder is how a committee's figures are chased, as rungs in order.
type Ladder []Rung

// DefaultLadder asks as the collection opens, 10, 5, 2 and 1 working days before the figures are due, and on that
// morning. A day later it asks the deputy too; three days later it tells the manager, and five days later the
// performance team. Then it is silent.
var DefaultLadder = Ladder{
	{Step{Opening: true}, ToOwner},
	{Step{Days: -10}, ToOwner}, {Step{Days: -5}, ToOwner}, {Step{Days: -2}, ToOwner}, {Step{Days: -1}, ToOwner},
	{Step{}, ToOwner}, {Step{Days: 1}, ToDeputy}, {Step{Days: 3}, ToManager}, {Step{Days: 5}, ToTeam},
}

// maxRungs keeps a ladder from asking every day for months.
const maxRungs = 20

// plainLadder is a ladder's text in small letters and with a keyboard's minus sign, whatever a word processor made of
// it.
func plainLadder(text string) string {
	return strings.NewReplacer("−", "-", "–", "-").Replace(strings.ToLower(text))
}

// ParseLadder reads a committee's ladder, such as "opens, -10, -5, -2, -1, 0, +1 deputy, +3 manager, +5 team". The
// rungs may come in any order. A rung without a word is for the owner; deputy means owner and deputy. The error says
// what to write.
func ParseLadder(text string) (Ladder, error) {
	var l Ladder
	for part := range strings.SplitSeq(plainLadder(text), ",") {
		words := strings.Fields(part)
		if len(words) == 0 || len(words) > 2 {
			return nil, fmt.Errorf("%q is not a rung; write a step and perhaps who it is for, such as +3 manager", Excerpt(part))
		}
		step, err := ParseStep(words[0])
		if err != nil {
			return nil, err
		}
		r := Rung{Step: step, Audience: ToOwner}
		if len(words) == 2 {
			r.Audience = Audience(words[1])
		}
		if !slices.Contains([]Audience{ToOwner, ToDeputy, ToManager, ToTeam}, r.Audience) {
			return nil, fmt.Errorf("a rung cannot be for %q; write owner, deputy, manager or team", Excerpt(words[1]))
		}
		if slices.Contains(l, r) {
			return nil, fmt.Errorf("%s stands twice", r)
		}
		l = append(l, r)
	}
	if len(l) > maxRungs {
		return nil, fmt.Errorf("there are %d rungs; the limit is %d", len(l), maxRungs)
	}
	slices.SortStableFunc(l, func(a, b Rung) int { return a.Step.Compare(b.Step) })
	return l, nil
}

func (r Rung) String() string {
	if r.Audience == ToOwner {
		return r.Step.String()
	}
	return r.Step.String() + " " + string(r.Audience)
}

// String is the ladder as ParseLadder reads it.
func (l Ladder) String() string {
	parts := make([]string, len(l))
	for n, r := range l {
		parts[n] = r.String()
	}
	return strings.Join(parts, ", ")
}

// day is the day on which a collection reaches a step. A day off moves to the next working day.
func (s Step) day(k Collection, cal Calendar) Date {
	if s.Opening {
		return cal.OnOrAfter(k.Opens)
	}
	return cal.AddWorkingDays(k.Deadline(cal), s.Days)
}

// silence is the day from which a collection is no longer chased: the day of the committee's meeting, or where none is
// set a month after the figures were due. Nobody wants a reminder for a report that has been read.
func (k Collection) silence(cal Calendar) Date {
	if !k.CommitteeDate.IsZero() {
		return k.CommitteeDate
	}
	return cal.AddWorkingDays(k.Deadline(cal), silentAfter)
}

// silentAfter is silence's month, in working days.
const silentAfter = 20

// climbed is the latest rung for one of the audiences that the collection has reached by the day. It leaves out rungs
// from before the collection opened, and those that come too late for the committee's meeting.
func (l Ladder) climbed(k Collection, cal Calendar, day Date, audiences ...Audience) (reached Step, ok bool) {
	if day.Before(k.Opens) || !day.Before(k.silence(cal)) {
		return Step{}, false
	}
	for _, r := range l {
		if !slices.Contains(audiences, r.Audience) || ok && r.Step.Compare(reached) <= 0 {
			continue
		}
		if on := r.Step.day(k, cal); !day.Before(on) && !on.Before(k.Opens) && on.Before(k.silence(cal)) {
			reached, ok = r.Step, true
		}
	}
	return reached, ok
}

// Overtaken are the rungs that a collection can never reach, since the committee will have met by then, or since a
// month will have passed where no meeting is set.
func (l Ladder) Overtaken(k Collection, cal Calendar) Ladder {
	var late Ladder
	for _, r := range l {
		if !r.Step.day(k, cal).Before(k.silence(cal)) {
			late = append(late, r)
		}
	}
	return late
}

// Deadline is the day on which the collection's figures are due: the day that was set or, if that is a day off, the
// next working day.
func (k Collection) Deadline(cal Calendar) Date { return cal.OnOrAfter(k.Due) }

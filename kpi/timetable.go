package kpi

import (
	"fmt"
	"strconv"
	"strings"
)

// Timetable is how long the work between a collection and its committee takes, in working days.
type Timetable struct {
	ClearDays  int // between the despatch of the papers and the meeting, neither of them counted
	SignOff    int // for managers to sign the figures off
	Drafting   int // to write the report
	Collecting int // that service leads should have at least
}

// DefaultTimetable despatches five clear working days before the meeting.
//
// Source of the five clear days: Local Government Act 1972, section 100B(3).
var DefaultTimetable = Timetable{ClearDays: 5, SignOff: 3, Drafting: 5, Collecting: 10}

// maxTimetable is the longest that any part of a timetable can be, in working days.
const maxTimetable = 60

// ParseTimetable reads the four lengths in the order of the struct, such as "5, 3, 5, 10": clear days, sign-off,
// drafting, collecting.
func ParseTimetable(text string) (Timetable, error) {
	var t Timetable
	lengths := []*int{&t.ClearDays, &t.SignOff, &t.Drafting, &t.Collecting}
	parts := strings.Split(text, ",")
	if len(parts) != len(lengths) {
		return Timetable{}, fmt.Errorf("%q is not four numbers of working days; write the clear days before a meeting, sign-off, drafting and collecting, such as %s", Excerpt(text), DefaultTimetable)
	}
	for n, part := range parts {
		days, err := strconv.Atoi(strings.TrimSpace(part))
		if err != nil || days < 0 || days > maxTimetable {
			return Timetable{}, fmt.Errorf("%q is not a number of working days from 0 to %d", Excerpt(part), maxTimetable)
		}
		*lengths[n] = days
	}
	return t, nil
}

// String is the timetable as ParseTimetable reads it.
func (t Timetable) String() string {
	return fmt.Sprintf("%d, %d, %d, %d", t.ClearDays, t.SignOff, t.Drafting, t.Collecting)
}

// Proposal is a collection that is worked back from its committee's meeting.
type Proposal struct {
	Collection
	Draft    Date // the report is drafted by the end of the day
	SignOff  Date // and signed off
	Despatch Date // and sent to the members
	InHand   int  // working days that service leads have beyond those that they should have; negative: too few
}

// Propose works back from the meeting: despatch, sign-off, drafting, due; a collection opens on the first working day
// after its period. The error is a *Refusal where the meeting is on a day off or leaves no time to collect.
func (t Timetable) Propose(p Period, meeting Date, cal Calendar) (Proposal, error) {
	if off := cal.DayOff(meeting); off != "" {
		return Proposal{}, Refuse(FieldCommittee, "The committee cannot meet on %s, which is a day off (%s). Give the day of the meeting.", meeting.Words(), off)
	}
	proposal := Proposal{Despatch: cal.AddWorkingDays(meeting, -t.ClearDays-1)}
	proposal.SignOff = cal.AddWorkingDays(proposal.Despatch, -1)
	proposal.Draft = cal.AddWorkingDays(proposal.SignOff, -t.SignOff)
	proposal.Collection = Collection{
		Period: p, Opens: cal.AddWorkingDays(p.End(), 1), Due: cal.AddWorkingDays(proposal.Draft, -t.Drafting), CommitteeDate: meeting,
	}
	if proposal.Due.Before(proposal.Opens) {
		return Proposal{}, Refuse(FieldCommittee, "A meeting on %s leaves no time to collect: %s ends on %s, and the figures would be due on %s. Give a later meeting, or shorten the timetable.",
			meeting.Words(), p.Words(), p.End().Words(), proposal.Due.Words())
	}
	proposal.InHand = cal.WorkingDays(proposal.Opens, proposal.Due) + 1 - t.Collecting
	return proposal, nil
}

package kpi

import "time"

// Leave is a stretch of days on which a person is not to be asked: recorded in Chaser, or read from their Slack status.
type Leave struct {
	Person string // Slack id
	First  Date
	Last   Date   // zero: until further notice, as with a Slack status that does not expire
	Deputy string // who is asked meanwhile; empty: each indicator's own deputy

	FromSlack bool // it is what their Slack status says
}

// Covers reports whether the day is one of the leave's.
func (l Leave) Covers(day Date) bool {
	return !day.Before(l.First) && (l.Last.IsZero() || !l.Last.Before(day))
}

// maxLeave is the longest leave that can be recorded, in days; anything longer is a slip of the keyboard.
const maxLeave = 400

// CheckLeave refuses a leave that has no end, ends before it begins, is over already, or is longer than any leave.
func CheckLeave(l Leave, today Date) error {
	switch {
	case l.Last.IsZero():
		return Refuse(FieldUntil, "There is no last day. Type it too, such as `away 3 Jan to 10 Jan`; it can be changed later.")
	case l.Last.Before(l.First):
		return Refuse(FieldUntil, "The leave ends on %s, before it begins on %s. Type the first day first, such as `away 3 Jan to 10 Jan`.", l.Last.Words(), l.First.Words())
	case l.Last.Before(today):
		return Refuse(FieldUntil, "%s is over already. Type days from %s on, such as `away %s to %s`.", l.Last.Words(), today.Words(), today, today.AddDays(7))
	case l.First.AddDays(maxLeave).Before(l.Last):
		return Refuse(FieldUntil, "%s to %s is more than a year. Check the years; a longer absence is for the performance team, who can change the owner.", l.First.Words(), l.Last.Words())
	case l.Deputy != "" && l.Deputy == l.Person:
		return Refuse(FieldDeputy, "You cannot stand in for yourself. Name a colleague, or nobody: then each indicator's own deputy is asked.")
	}
	return nil
}

// Contact is a person with what decides when they may be asked.
type Contact struct {
	Person
	Zone        string // the name of the time zone that Slack shows for them; empty or unknown: the council's
	Deactivated bool   // their Slack account is
	Leaves      []Leave

	Status SlackStatus // of their Slack profile when it was last asked about
	Here   bool        // they have said that the status is no leave
	MetAt  time.Time   // when Slack was last asked about them; zero: never
}

// Away finds the leave that covers the day.
func (c Contact) Away(day Date) (Leave, bool) {
	for _, l := range c.Leaves {
		if l.Covers(day) {
			return l, true
		}
	}
	return Leave{}, false
}

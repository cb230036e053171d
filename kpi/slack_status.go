package kpi

import (
	"slices"
	"time"
)

// SlackStatus is what somebody's Slack profile says of them.
type SlackStatus struct {
	Text  string
	Emoji string // :palm_tree:
	Ends  Date   // the last day on which Slack still shows it as their office opens; zero: until it is changed
	Since Date   // the day, by their clock, on which it was first seen
}

// Same reports whether the person has left their status as it was.
func (s SlackStatus) Same(other SlackStatus) bool {
	return s.Text == other.Text && s.Emoji == other.Emoji && s.Ends == other.Ends
}

// Seen is the contact after Slack was asked about them at the instant. leave reads the leave that a status speaks of. A
// status that stands unchanged is as old as it was, and stays no leave where they have said so.
func (c Contact) Seen(s SlackStatus, leave func(SlackStatus) (Leave, bool), now time.Time) Contact {
	if !c.Status.Since.IsZero() && s.Same(c.Status) {
		s.Since = c.Status.Since
	} else {
		c.Here = false
	}
	c.Status, c.MetAt = s, now
	c.Leaves = slices.DeleteFunc(slices.Clone(c.Leaves), func(l Leave) bool { return l.FromSlack })
	if l, away := leave(s); away && !c.Here {
		c.Leaves = append(c.Leaves, l) // after those that were recorded, which may name who stands in
	}
	return c
}

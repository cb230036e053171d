package words

import (
	"fmt"
	"time"

	"chaser/kpi"
)

// maxReason is the most characters of a reason on a card. The history has all of it.
const maxReason = 200

// origin is the service, who posted the figure and when, how it was revised, and what is awaited next. It leaves out
// what there is none of.
func origin(c kpi.Card, today kpi.Date, zone *time.Location) []string {
	var said []string
	if c.Indicator.Service != "" {
		said = append(said, c.Indicator.Service)
	}
	if c.Figure != nil {
		if c.Figure.PostedBy != "" { // that an import brought it says nothing to those who read the card
			said = append(said, Posted(*c.Figure, c.PostedBy, zone))
		}
		if line := Revision(*c.Figure); line != "" {
			said = append(said, line)
		}
	}
	if line := Due(c, today); line != "" {
		said = append(said, line)
	}
	return said
}

// Posted says who posted a figure and when, by the council's clock.
func Posted(f kpi.Figure, name string, zone *time.Location) string {
	if f.PostedBy == "" {
		return "Imported from the register"
	}
	if name == "" {
		name = f.PostedBy
	}
	return "Posted by " + name + " " + At(f.PostedAt, zone)
}

// Revision says that a figure was changed and why; empty for a first figure.
func Revision(f kpi.Figure) string {
	if f.Revision <= 1 {
		return ""
	}
	line := fmt.Sprintf("Revision %d", f.Revision)
	if f.Reason != "" {
		line += ": " + Cut(f.Reason, maxReason)
	}
	return line
}

// Due says when an awaited figure is or was due; empty where none is awaited.
func Due(c kpi.Card, today kpi.Date) string {
	switch {
	case c.Awaited == nil:
		return ""
	case c.Awaited.Due.Before(today):
		return fmt.Sprintf("%s was due on %s and is overdue", c.Awaited.Period.Words(), c.Awaited.Due.Words())
	case c.Awaited.Due == today:
		return fmt.Sprintf("%s is due today", c.Awaited.Period.Words())
	}
	return fmt.Sprintf("%s is due on %s", c.Awaited.Period.Words(), c.Awaited.Due.Words())
}

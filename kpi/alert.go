package kpi

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// AlertTiming is when a person hears of an indicator that turned red, or is red no longer.
type AlertTiming string

// AlertsAtOnce tells of each when it happens, at any hour; AlertsDaily tells of all of a day in one message on the next
// working morning.
const (
	AlertsAtOnce AlertTiming = "at once"
	AlertsDaily  AlertTiming = "daily"
)

// ParseAlertTiming reads what a person or a register wrote, empty for the default.
func ParseAlertTiming(text string) (AlertTiming, error) {
	t := AlertTiming(strings.Join(strings.Fields(strings.ToLower(text)), " "))
	switch t {
	case "":
		return AlertsAtOnce, nil
	case AlertsAtOnce, AlertsDaily:
		return t, nil
	}
	return "", fmt.Errorf("%q is not when a person is told of reds; write at once or daily", Excerpt(text))
}

// Timing is when the person hears of reds.
func (p Person) Timing() AlertTiming {
	if p.Alerts == "" {
		return AlertsAtOnce
	}
	return p.Alerts
}

// Alerted is who hears that the indicator is red by the figure that somebody posted; empty where an import brought it.
// It is its manager, or where it names none, or that account is deactivated, its owner's; while they are away who
// stands in for them; and where there is nobody to tell, the performance team. Nobody is told what they have just
// posted: where an owner manages their own indicator, their line manager hears of it, else the team; any other manager
// knows.
func (c Chase) Alerted(i Indicator, postedBy string, day Date) []Contact {
	managers := c.managersOf(i)
	for _, manager := range managers {
		if manager.SlackID == postedBy {
			if postedBy == i.Owner {
				continue
			}
			return nil
		}
		if cover, away := c.cover(manager, day); away && cover.SlackID != postedBy {
			manager = cover
		}
		return []Contact{manager}
	}
	return slices.DeleteFunc(c.team(), func(who Contact) bool { return who.SlackID == postedBy })
}

// team is everybody of the performance team who can be told something.
func (c Chase) team() []Contact {
	return slices.DeleteFunc(slices.Clone(c.People), func(who Contact) bool { return !who.Is(Admin) || who.Deactivated })
}

// cover is who stands in for somebody on leave; where nobody does they read it when they are back.
func (c Chase) cover(who Contact, day Date) (Contact, bool) {
	leave, away := who.Away(day)
	if !away || !c.present(leave.Deputy, day) {
		return Contact{}, false
	}
	return c.contact(leave.Deputy)
}

// MayAcknowledge reports whether the person may say that they have seen the indicator's red: its manager, who stands in
// for them while they are away, the line manager of an owner who is that themselves, or the performance team.
func (c Chase) MayAcknowledge(who Person, i Indicator, day Date) bool {
	if who.SlackID == "" {
		return false
	}
	if who.Is(Admin) {
		return true
	}
	for _, manager := range c.managersOf(i) {
		if cover, away := c.cover(manager, day); manager.SlackID == who.SlackID || away && cover.SlackID == who.SlackID {
			return true
		}
		if manager.SlackID != i.Owner {
			return false
		}
	}
	return false
}

// Morning is when somebody who is told daily hears of what happened on the day: at nine of the next day that they work,
// by their own clock.
func (c Chase) Morning(who Contact, day Date) Date {
	morning := c.Calendar.AddWorkingDays(day, 1)
	for range maxLeave {
		leave, away := who.Away(morning)
		if !away || leave.Last.IsZero() { // nobody knows when they are back; it waits for them
			break
		}
		morning = c.Calendar.AddWorkingDays(leave.Last, 1)
	}
	return morning
}

// ClockOf is where the person's clock runs.
func (c Chase) ClockOf(who Contact) *time.Location { return c.zoneOf(who) }

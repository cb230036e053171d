package kpi

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// AlertTiming is when a person hears of an indicator that turned Red or is no longer Red.
type AlertTiming string

// AlertsAtOnce tells of each as it happens, at any hour. AlertsDaily tells of a whole day in one message on the next
// working morning.
const (
	AlertsAtOnce AlertTiming = "at once"
	AlertsDaily  AlertTiming = "daily"
)

// ParseAlertTiming reads what a person or a register wrote. Empty is the default.
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

// Alerted is who hears that the indicator is Red by the figure that postedBy posted; empty for an import. It is the
// indicator's manager. Where there is none, or their account is deactivated, it is the owner's line manager. While they
// are away, their deputy hears instead. Where there is nobody else to tell, it is the performance team.
//
// Nobody is told of what they have just posted. An owner who manages their own indicator passes it to their line
// manager, or to the team. Where any other manager posts, nobody is told, since the manager knows.
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

// team is everybody in the performance team who can be sent messages.
func (c Chase) team() []Contact {
	return slices.DeleteFunc(slices.Clone(c.People), func(who Contact) bool { return !who.Is(Admin) || who.Deactivated })
}

// cover is who stands in for somebody on leave. If nobody does, they read it when they are back.
func (c Chase) cover(who Contact, day Date) (Contact, bool) {
	leave, away := who.Away(day)
	if !away || !c.present(leave.Deputy, day) {
		return Contact{}, false
	}
	return c.contact(leave.Deputy)
}

// MayAcknowledge reports whether the person may say that they have seen the indicator's red. That is its manager,
// whoever stands in while they are away, the performance team, and the line manager of an owner who manages the
// indicator themselves.
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

// Morning is the day on which somebody who is told daily hears of what happened on day: the next one on which they
// work. They are told at nine by their own clock.
func (c Chase) Morning(who Contact, day Date) Date {
	morning := c.Calendar.AddWorkingDays(day, 1)
	for range maxLeave {
		leave, away := who.Away(morning)
		if !away || leave.Last.IsZero() { // nobody knows when they will be back, so it waits for them
			break
		}
		morning = c.Calendar.AddWorkingDays(leave.Last, 1)
	}
	return morning
}

// ClockOf is the person's time zone.
func (c Chase) ClockOf(who Contact) *time.Location { return c.zoneOf(who) }

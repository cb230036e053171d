package kpi

import (
	"slices"
	"sync"
	"time"
)

// Chase is everything that decides who is to be asked for what, read at one moment. Owed is a pure function of it and
// of the instant, so a restart, a second replica, an outage and a clock change are one and the same case.
type Chase struct {
	Zone        *time.Location // the council's
	Calendar    Calendar
	People      []Contact
	Committees  []Committee
	Indicators  []Indicator
	Collections []Collection
	Posted      map[Subject]bool     // figures that are there, of any status
	Delegations map[Subject]string   // who has it, where the owner said that somebody else does
	Snoozes     map[string]Date      // person → the day on which they asked to be reminded
	Unsigned    map[Subject]Unsigned // figures that await sign-off
	Unanswered  map[Subject]Date     // Red figures without actions, and the council's day on which each was first posted
	Undertaken  []Undertaken         // the open actions
	Told        []Told               // what messages have said, or are about to; withdrawn and refused ones have said nothing

	index *chaseIndex // nil: not made yet
}

// Subject is the figure of an indicator for a period.
type Subject struct {
	Indicator string // its code
	Period    Period
}

// Duty is why a message names something.
type Duty string

// What a message can hold for one person.
const (
	DutyPost     Duty = "post"     // theirs to post
	DutySign     Duty = "sign"     // theirs to sign off
	DutyEscalate Duty = "escalate" // late in a service that they manage
	DutyList     Duty = "list"     // late, for the performance team
	DutyGap      Duty = "gap"      // nobody can be asked, for the performance team
	DutyBoard    Duty = "board"    // how the collection stands, for the performance team
)

// AboutOthers reports whether the duty is about what others have to do, for their managers and the performance team.
func (d Duty) AboutOthers() bool {
	switch d {
	case DutyEscalate, DutyList, DutyGap, DutyUnanswered, DutyUndone:
		return true
	}
	return false
}

// Gap is why nobody, or somebody else, is asked for an indicator's figure.
type Gap string

// What the performance team hears of once for each figure.
const (
	GapNoOwner      Gap = "no owner"
	GapDeactivated  Gap = "deactivated"   // the owner's Slack account is
	GapOwnerChanged Gap = "owner changed" // since the first was asked in this collection
	GapUncovered    Gap = "uncovered"     // the owner is on leave and nobody stands in
)

// Item is one thing that a message names. A board's has no indicator, and the collection's own period.
type Item struct {
	Duty Duty
	Subject
	Action int64  // of the duties about an action; 0: it is about none
	Step   Step   // of the ladder
	Gap    Gap    // of DutyGap
	Owner  string // who owned the indicator then, or the action, a Slack id
	Due    Date   // the collection's deadline, or the action's; not kept, and so zero in Told
}

// Told is an item that a message has said.
type Told struct {
	Recipient string
	Day       Date // the recipient's
	Item
}

// Notice is the one message that a person is owed on a day: it holds all that concerns them.
type Notice struct {
	Recipient   string // Slack id
	Day         Date   // in the recipient's time zone
	From, Until time.Time
	Items       []Item // theirs to post first, in the register's order
}

// The hours in which people are spoken to, by their own clock.
const (
	OfficeOpens  = 9
	OfficeCloses = 17
)

// Owed is the messages that are due at the instant and have not been said, in the order of the people. Each person has
// at most one a day, on working days from 9 to 17 by their own clock, and none while they are away; but whoever is
// taken for away by their Slack status is told so, once.
//
// A message is due because of a rung of the ladder, because somebody asked to be reminded today, or because of
// something that the performance team must know; then it holds everything that the person owes. Of several rungs that
// passed unsaid, as after an outage, only the latest counts.
func (c Chase) Owed(now time.Time) []Notice {
	c = c.indexed()
	var owed []Notice
	for _, who := range c.People {
		zone := c.zoneOf(who)
		day := DateOf(now.In(zone))
		from, until := day.At(OfficeOpens, zone), day.At(OfficeCloses, zone)
		if now.Before(from) || !now.Before(until) || !c.mayTell(who, day) {
			continue
		}
		items := c.due
		if _, away := who.Away(day); away {
			items = c.takenForAway
		}
		if items := items(who, day); len(items) > 0 {
			owed = append(owed, Notice{Recipient: who.SlackID, Day: day, From: from, Until: until, Items: items})
		}
	}
	return owed
}

// zoneOf is where the person's clock runs: what Slack names, or the council's where Slack names none that is known.
func (c Chase) zoneOf(who Contact) *time.Location {
	if who.Zone == "" || who.Zone == "Local" {
		return c.Zone
	}
	if known, ok := zonesRead.Load(who.Zone); ok {
		return known.(*time.Location)
	}
	zone, err := time.LoadLocation(who.Zone)
	if err != nil {
		return c.Zone
	}
	zonesRead.Store(who.Zone, zone)
	return zone
}

// zonesRead are the zones by name that were read before; each reading takes as long as all else that decides what a
// person is owed.
var zonesRead sync.Map

// mayTell reports whether the person's account can be sent a message on the day at all.
func (c Chase) mayTell(who Contact, day Date) bool {
	if who.Deactivated || !c.Calendar.Works(day) {
		return false
	}
	return !slices.ContainsFunc(c.toldTo(who), func(t Told) bool { return t.Day == day })
}

// due is what today's message to the person holds; nothing where nothing makes it due.
func (c Chase) due(who Contact, day Date) []Item {
	owed := c.owedItems(who, day)
	isDue := c.snoozedUntil(who, day) && slices.ContainsFunc(owed, func(i owedItem) bool { return i.Duty == DutyPost })
	var items []Item
	for _, i := range owed {
		fresh := !c.told(who, i)
		isDue = isDue || fresh
		if fresh || i.Duty != DutyGap && i.Duty != DutyBoard { // the team hears of a gap once, and gets one board
			items = append(items, i.Item)
		}
	}
	if !isDue {
		return nil
	}
	return items
}

// snoozedUntil reports whether the person asked to be reminded by the day, and has not been since.
func (c Chase) snoozedUntil(who Contact, day Date) bool {
	until, asked := c.Snoozes[who.SlackID]
	return asked && !day.Before(until) && !slices.ContainsFunc(c.toldTo(who), func(t Told) bool { return !t.Day.Before(until) })
}

// told reports whether the person has heard of the item since its rung was reached. It is the day that counts and not
// the rung that was told then: where figures may come later than was set first, the rungs before the new day are
// climbed once more.
func (c Chase) told(who Contact, i owedItem) bool {
	return slices.ContainsFunc(c.toldTo(who), func(t Told) bool {
		asked := t.Duty == i.Duty || who.Here && t.Duty == DutyAway && i.Duty == DutyPost // which became the reminder as they said so
		if !asked || t.Subject != i.Subject || t.Action != i.Action {
			return false
		}
		switch i.Duty {
		case DutyGap:
			return t.Gap == i.Gap && t.Owner == i.Owner
		case DutyBoard:
			return true
		}
		return !t.Day.Before(i.since)
	})
}

// Memory is how far back what was told matters: to the opening of the earliest collection that is being asked for.
func (c Chase) Memory(today Date) Date {
	since := today.AddDays(-7) // a reminder that was asked for, and the days that lie elsewhere in the world
	for _, i := range c.Indicators {
		if k, _, open := Open(c.Collections, i.Frequency, today); open && k.Opens.Before(since) {
			since = k.Opens
		}
	}
	for _, waiting := range c.Unsigned {
		if waiting.Posted.Before(since) {
			since = waiting.Posted
		}
	}
	return since
}

// AsIfBack is the chase as if Slack said of nobody that they are away or gone: who might be owed a message, once Slack
// is asked again.
func (c Chase) AsIfBack() Chase {
	c.People = slices.Clone(c.People)
	for n := range c.People {
		who := &c.People[n]
		who.Deactivated = false
		who.Leaves = slices.DeleteFunc(slices.Clone(who.Leaves), func(l Leave) bool { return l.FromSlack })
	}
	return c
}

package kpi

import (
	"slices"
	"sync"
	"time"
)

// Chase is everything that decides who is asked for what, read at one moment. Owed depends on nothing but it and the
// instant, so a restart, a second replica, an outage and a clock change are all the same case.
type Chase struct {
	Zone        *time.Location // the council's
	Calendar    Calendar
	People      []Contact
	Committees  []Committee
	Indicators  []Indicator
	Collections []Collection
	Posted      map[Subject]bool     // figures that are there, of any status
	Delegations map[Subject]string   // Slack id of the colleague that a figure was handed on to
	Snoozes     map[string]Date      // person → the day for which they asked to be reminded
	Unsigned    map[Subject]Unsigned // figures that await sign-off
	Provisional map[Subject]Date     // figures that are provisional → the council's day on which they were posted so
	Unanswered  map[Subject]Date     // Red figures without actions → the council's day of their first posting
	Undertaken  []Undertaken         // the open actions
	Told        []Told               // what messages have said or will say, without those withdrawn or refused

	index *chaseIndex // nil until it is made
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

// AboutOthers reports whether the duty is about what others must do, for their managers and the performance team.
func (d Duty) AboutOthers() bool {
	switch d {
	case DutyEscalate, DutyList, DutyGap, DutyUnanswered, DutyUndone:
		return true
	}
	return false
}

// Gap is why nobody, or somebody else, is asked for an indicator's figure.
type Gap string

// What the performance team is told once for each figure.
const (
	GapNoOwner      Gap = "no owner"
	GapDeactivated  Gap = "deactivated"   // the owner's Slack account is deactivated
	GapOwnerChanged Gap = "owner changed" // since somebody was first asked in this collection
	GapUncovered    Gap = "uncovered"     // the owner is on leave and nobody stands in
)

// Item is one thing that a message names. A board's item has no indicator, and the collection's own period.
type Item struct {
	Duty Duty
	Subject
	Action int64  // the action that the duty is about; 0 for none
	Step   Step   // of the ladder
	Gap    Gap    // of DutyGap
	Owner  string // Slack id of who owned the indicator or the action then
	Due    Date   // the collection's deadline, or the action's; not saved, so zero in Told
}

// Told is an item that a message has said.
type Told struct {
	Recipient string
	Day       Date // the recipient's
	Item
}

// Notice is the one message that a person is owed on a day, with everything that concerns them.
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

// Owed is the messages that are due at the instant and have not been said, in the order of the people. Each person gets
// at most one a day, on working days from 9 to 17 by their own clock, and none while they are away. Somebody who counts
// as away only by their Slack status is told so, once.
//
// Three things make a message due: a rung of the ladder, somebody's wish to be reminded today, and something that the
// performance team must know. The message then holds everything that the person owes. If several rungs passed unsaid,
// as after an outage, only the latest counts.
func (c Chase) Owed(now time.Time) []Notice {
	c = c.Indexed()
	var owed []Notice
	for _, who := range c.People {
		day, from, until := c.hours(who, now)
		if now.Before(from) || !now.Before(until) || who.Deactivated || !c.mayTell(who, day) {
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

// hours are the day that it is for the person, and from when until when they are spoken to on it.
func (c Chase) hours(who Contact, now time.Time) (day Date, from, until time.Time) {
	zone := c.zoneOf(who)
	day = DateOf(now.In(zone))
	return day, day.At(OfficeOpens, zone), day.At(OfficeCloses, zone)
}

// Reachable are the people who may be spoken to at the instant, by their own clock, and have not been told anything
// that day. They may be away or gone: whether they are is asked of Slack only about those who are owed something.
func (c Chase) Reachable(now time.Time) []string {
	c = c.Indexed()
	var reachable []string
	for _, who := range c.People {
		if day, from, until := c.hours(who, now); !now.Before(from) && now.Before(until) && c.mayTell(who, day) {
			reachable = append(reachable, who.SlackID)
		}
	}
	return reachable
}

// zoneOf is the person's time zone: the one that Slack names, or the council's where Slack names none that is known.
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

// zonesRead are the zones that were read before, by name. Reading one takes as long as everything else that decides
// what a person is owed.
var zonesRead sync.Map

// mayTell reports whether the person can be sent a message on the day: it is a working day, and they have not been sent
// one yet.
func (c Chase) mayTell(who Contact, day Date) bool {
	return c.Calendar.Works(day) && !slices.ContainsFunc(c.toldTo(who), func(t Told) bool { return t.Day == day })
}

// due is what today's message to the person holds; nothing where no message is due.
func (c Chase) due(who Contact, day Date) []Item {
	owed := c.owedItems(who, day)
	isDue := c.snoozedUntil(who, day) && slices.ContainsFunc(owed, func(i owedItem) bool { return i.Duty == DutyPost })
	var items []Item
	for _, i := range owed {
		fresh := !c.told(who, i)
		isDue = isDue || fresh
		if fresh || !i.Duty.saidOnce() {
			items = append(items, i.Item)
		}
	}
	if !isDue {
		return nil
	}
	return items
}

// saidOnce reports whether an item is not said again with what is owed besides: the performance team hears of a gap
// once and gets one board, and a provisional figure has a quarter until it is asked about again.
func (d Duty) saidOnce() bool { return d == DutyGap || d == DutyBoard || d == DutyFinal }

// snoozedUntil reports whether the person asked to be reminded by the day, and has not been reminded since. A message
// that names nothing has not reminded them: Slack refused it.
func (c Chase) snoozedUntil(who Contact, day Date) bool {
	until, asked := c.Snoozes[who.SlackID]
	return asked && !day.Before(until) &&
		!slices.ContainsFunc(c.toldTo(who), func(t Told) bool { return t.Duty != "" && !t.Day.Before(until) })
}

// told reports whether the person has heard of the item since its rung was reached. What counts is the day when they
// were told, not the rung. So where a collection's due day is put off, the rungs before the new day are climbed again.
func (c Chase) told(who Contact, i owedItem) bool {
	return slices.ContainsFunc(c.index.toldOf[toldKey{who.SlackID, i.Subject, i.Action}], func(t Told) bool {
		// The message that took them for away became the reminder when they said that they are here.
		asked := t.Duty == i.Duty || who.Here && t.Duty == DutyAway && i.Duty == DutyPost
		if !asked {
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

// Memory is how far back it matters what people were told: to the opening of the earliest collection that anybody is
// being asked for, or to the posting of a figure that still awaits sign-off. today is the council's. Where it is
// yesterday, the collection before one that opens today is still being asked for.
func (c Chase) Memory(today Date) Date {
	since := today.AddDays(-7) // covers reminders that were asked for
	known := map[Frequency]bool{}
	for _, i := range c.Indicators {
		if known[i.Frequency] {
			continue
		}
		known[i.Frequency] = true
		for beside := -1; beside <= 1; beside++ {
			if k, _, open := Open(c.Collections, i.Frequency, today.AddDays(beside)); open && k.Opens.Before(since) {
				since = k.Opens
			}
		}
	}
	for _, waiting := range c.Unsigned {
		if waiting.Posted.Before(since) {
			since = waiting.Posted
		}
	}
	return since
}

// AsIfBack is the chase as if Slack said of nobody that they are away or deactivated. It finds who might be owed a
// message once Slack is asked again.
func (c Chase) AsIfBack() Chase {
	c.People = slices.Clone(c.People)
	for n := range c.People {
		who := &c.People[n]
		who.Deactivated = false
		who.Leaves = slices.DeleteFunc(slices.Clone(who.Leaves), func(l Leave) bool { return l.FromSlack })
	}
	return c
}

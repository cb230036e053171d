package kpi

import (
	"slices"
	"time"
)

// LookAgain is, by code, when each indicator of the chase is to be looked at again. Before that nothing more can be
// owed to anybody about it, unless something changes that a chase is made of. The notices are what is told at the
// instant, each as Owed gives it, or without items to somebody whose message of the day was refused before. What was
// told earlier must be in the chase. If that is indexed, it counts them as told from then on. Under the empty code is
// when the performance team's boards are to be looked at. Of what is at most a year away there is always an instant; a
// zero one is never.
//
// It may come too early, as a look costs little, but never too late. So it goes by the days on which an answer of Owed
// or Unmet may change, and does not ask whether it will.
func (c Chase) LookAgain(now time.Time, notices ...Notice) map[string]time.Time {
	c = c.Indexed()
	told := make(map[string]bool, len(notices))
	for _, n := range notices {
		if len(n.Items) == 0 {
			c.index.tell(Told{Recipient: n.Recipient, Day: n.Day})
			continue
		}
		told[n.Recipient] = true
		for _, one := range n.Told() {
			c.index.tell(one)
		}
	}
	l := looking{
		Chase: c, now: now, zones: c.zones(), looks: make(map[string]time.Time, len(c.Indicators)+1),
		openings: map[Date]time.Time{}, ladders: map[ladderKey][]Date{}, delegates: map[string][]string{}, undertaken: map[string][]Undertaken{},
	}
	for _, who := range c.People {
		if who.Is(Admin) {
			l.team = append(l.team, l.daysOf(who)...)
		}
	}
	l.first = l.today(-1)
	for s, delegate := range c.Delegations {
		l.delegates[s.Indicator] = append(l.delegates[s.Indicator], delegate)
	}
	for _, u := range c.Undertaken {
		l.undertaken[u.Indicator] = append(l.undertaken[u.Indicator], u)
	}
	l.turns("")
	for _, k := range c.Collections {
		l.on("", k.Opens)
	}
	l.on("", l.team...)
	for _, i := range c.Indicators {
		l.turns(i.Code)
		l.onDaysOf(i)
	}
	l.unsaid(c, told, func(Contact) time.Time { return now })
	if c.seemsAnyAway() {
		l.unsaid(c.AsIfBack(), nil, func(who Contact) time.Time { // Slack is asked about them
			if who.met(now) {
				return who.MetAt.Add(KnownFor)
			}
			return now
		})
	}
	return l.looks
}

// OpensNext is when, after now, the next collection opens to somebody; zero if none is to come. Where nothing waits
// about an indicator, and nobody changes anything, nothing is owed about it before.
func (c Chase) OpensNext(now time.Time) time.Time {
	l := looking{Chase: c.Indexed(), now: now, looks: map[string]time.Time{"": {}}, openings: map[Date]time.Time{}, zones: c.zones()}
	for _, k := range c.Collections {
		l.on("", k.Opens)
	}
	return l.looks[""]
}

// zones are the time zones in which people are.
func (c Chase) zones() []*time.Location {
	var zones []*time.Location
	for _, who := range c.People {
		if zone := c.zoneOf(who); !slices.Contains(zones, zone) {
			zones = append(zones, zone)
		}
	}
	return zones
}

// seemsAnyAway reports whether Slack says of anybody that they are away or deactivated.
func (c Chase) seemsAnyAway() bool {
	return slices.ContainsFunc(c.People, func(who Contact) bool {
		return who.Deactivated || slices.ContainsFunc(who.Leaves, func(l Leave) bool { return l.FromSlack })
	})
}

// looking is what LookAgain has found.
type looking struct {
	Chase
	now        time.Time
	first      Date             // the earliest day that it may be for anybody
	zones      []*time.Location // in which people are
	team       []Date           // on which somebody of the performance team goes or comes back
	looks      map[string]time.Time
	openings   map[Date]time.Time // worked out so far
	ladders    map[ladderKey][]Date
	delegates  map[string][]string
	undertaken map[string][]Undertaken
}

// ladderKey is what decides on which days a figure that is awaited is asked for.
type ladderKey struct {
	committee string
	Frequency
}

func (l looking) today(beside int) Date { return DateOf(l.now.In(l.Zone)).AddDays(beside) }

// turns begins to look for when an indicator is to be looked at.
func (l looking) turns(code string) { l.looks[code] = time.Time{} }

// at notes that something may be owed about the indicator from the instant on.
func (l looking) at(code string, when time.Time) {
	before, known := l.looks[code]
	if known && (before.IsZero() || when.Before(before)) {
		l.looks[code] = when
	}
}

// on notes that something may be owed about the indicator from some days on.
func (l looking) on(code string, days ...Date) {
	for _, day := range days {
		if when := l.opens(day); !when.IsZero() {
			l.at(code, when)
		}
	}
}

// opens is when, after now, the office first opens to somebody on the day, or on the next working day; zero if it has
// opened to all.
func (l looking) opens(day Date) time.Time {
	first, known := l.openings[day]
	if known {
		return first
	}
	working := l.Calendar.OnOrAfter(day)
	for _, zone := range l.zones {
		if opens := working.At(OfficeOpens, zone); opens.After(l.now) && (first.IsZero() || opens.Before(first)) {
			first = opens
		}
	}
	l.openings[day] = first
	return first
}

// onDaysOf notes the days on which something about the indicator may change by itself.
func (l looking) onDaysOf(i Indicator) {
	code := i.Code
	for _, k := range l.Collections {
		if _, reports := k.Period.For(i.Frequency); reports {
			l.on(code, k.Opens)
		}
	}
	if l.mayClimb(i) {
		l.on(code, l.ladderDays(i)...)
	}
	for _, p := range l.index.unsigned[code] {
		posted := l.Unsigned[Subject{code, p}].Posted
		first := l.Calendar.OnOrAfter(posted.AddDays(1))
		l.on(code, first)
		waited := max(l.Calendar.WorkingDays(first, l.first), 0)
		for n := range 2 { // it may be the day of the first of these already
			l.on(code, l.Calendar.AddWorkingDays(first, waited-waited%signAgain+(n+1)*signAgain))
		}
	}
	for _, p := range l.index.provisional[code] {
		first := ProvisionalSince(p, l.Provisional[Subject{code, p}]).AddDays(ProvisionalFor + 1)
		l.on(code, first)
		waited := max(daysBetween(first, l.first), 0)
		for n := range 2 {
			l.on(code, first.AddDays(waited-waited%ProvisionalFor+(n+1)*ProvisionalFor))
		}
	}
	for _, u := range l.undertaken[code] {
		l.onDaysOfAction(i, u)
	}
	l.onDaysOfPeople(i)
}

// mayClimb reports whether a figure of an open collection is awaited, or is Red without actions.
func (l looking) mayClimb(i Indicator) bool {
	for beside := -1; beside <= 1; beside++ {
		k := l.Chase.opening(i.Frequency, l.today(beside))
		subject := Subject{i.Code, k.period}
		if _, bare := l.Unanswered[subject]; k.open && (bare || !l.Posted[subject]) {
			return true
		}
	}
	return false
}

// ladderDays are the days on which the open collections reach a rung of the indicator's ladder.
func (l looking) ladderDays(i Indicator) []Date {
	key := ladderKey{i.Committee, i.Frequency}
	days, known := l.ladders[key]
	if !known {
		days = []Date{}
		for beside := -1; beside <= 1; beside++ {
			k := l.Chase.opening(i.Frequency, l.today(beside))
			for _, rung := range l.ladderOf(i) {
				if day := rung.Step.day(k.Collection, l.Calendar); k.open && !slices.Contains(days, day) {
					days = append(days, day)
				}
			}
		}
		l.ladders[key] = days
	}
	for beside := -1; beside <= 1; beside++ {
		if posted, bare := l.Unanswered[Subject{i.Code, l.Chase.opening(i.Frequency, l.today(beside)).period}]; bare {
			days = append(slices.Clip(days), posted.AddDays(1), l.Calendar.AddWorkingDays(posted, redManagerGrace))
		}
	}
	return days
}

func (l looking) onDaysOfAction(i Indicator, u Undertaken) {
	k := u.collection(l.Chase)
	l.on(i.Code, k.Opens, k.Deadline(l.Calendar).AddDays(1))
	for _, rung := range l.ladderOf(i) {
		if !rung.Step.Opening {
			l.on(i.Code, rung.Step.day(k, l.Calendar))
		}
	}
	if !u.Later.IsZero() {
		l.on(i.Code, u.LaterDay.AddDays(1))
	}
	for _, told := range l.index.reviews[u.ID] {
		l.on(i.Code, told.Day.AddDays(1)) // then the action's own ladder goes on
	}
}

// onDaysOfPeople notes when those who may be asked about the indicator go or come back, and when they want to be
// reminded.
func (l looking) onDaysOfPeople(i Indicator) {
	l.on(i.Code, l.team...)
	owner, _ := l.contact(i.Owner)
	of := func(slackID string) {
		who, known := l.contact(slackID)
		if !known {
			return
		}
		l.on(i.Code, l.daysOf(who)...)
		for _, leave := range who.Leaves {
			if deputy, known := l.contact(leave.Deputy); known {
				l.on(i.Code, l.daysOf(deputy)...)
			}
		}
	}
	for _, slackID := range [...]string{i.Owner, i.Deputy, i.Manager, owner.Manager} {
		of(slackID)
	}
	for _, slackID := range l.delegates[i.Code] {
		of(slackID)
	}
	for _, u := range l.undertaken[i.Code] {
		of(u.Owner)
	}
}

// daysOf are the days on which the person goes or comes back, or wants to be reminded.
func (c Chase) daysOf(who Contact) []Date {
	var days []Date
	for _, leave := range who.Leaves {
		days = append(days, leave.First)
		if !leave.Last.IsZero() {
			days = append(days, leave.Last.AddDays(1))
		}
	}
	if until, asked := c.Snoozes[who.SlackID]; asked {
		days = append(days, until)
	}
	return days
}

// unsaid notes what each person would be told as soon as they may be spoken to again, at the earliest from the instant
// that is given for them. Whoever is told everything now has nothing left to hear.
func (l looking) unsaid(c Chase, now map[string]bool, earliest func(Contact) time.Time) {
	for _, who := range c.People {
		if who.Deactivated || now[who.SlackID] {
			continue
		}
		day, opens, closes := c.hours(who, l.now)
		if !l.now.Before(closes) || !c.mayTell(who, day) {
			day = l.Calendar.OnOrAfter(day.AddDays(1))
			opens = day.At(OfficeOpens, c.zoneOf(who))
		}
		when := earliest(who)
		if when.Before(opens) {
			when = opens
		}
		asking, reader := c, who
		if _, away := who.Away(day); away {
			if c.heardOfAway(who, day) {
				continue
			}
			asking, reader = c.asIfHere(who)
		}
		snoozed := asking.snoozedUntil(reader, day)
		for _, i := range asking.owedItems(reader, day) {
			if !asking.told(reader, i) || snoozed && i.Duty == DutyPost {
				l.at(i.Indicator, when)
			}
		}
	}
}

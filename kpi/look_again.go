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
	askedAgain := c.seemsAnyAway() // what each would be told then
	for _, n := range notices {
		if len(n.Items) == 0 {
			c.index.tell(Told{Recipient: n.Recipient, Day: n.Day})
			continue
		}
		told[n.Recipient] = true
		for _, one := range n.Told() {
			if askedAgain {
				c.index.tell(one)
			} else if one.Duty == DutyReview { // nobody else is told less for the rest
				c.index.reviews[one.Action] = append(c.index.reviews[one.Action], one)
			}
		}
	}
	l := looking{
		Chase: c, now: now, zones: c.zones(), looks: make(map[string]time.Time, len(c.Indicators)+1),
		openings: map[Date]time.Time{}, collected: map[Frequency]time.Time{}, ladders: map[ladderKey]time.Time{}, signed: map[Date]time.Time{},
		delegates: map[string][]string{}, undertaken: map[string][]Undertaken{},
	}
	for _, who := range c.People {
		if who.Is(Admin) {
			l.team = earlier(l.team, l.firstOf(l.daysOf(who)...))
		}
	}
	for n := range l.days {
		l.days[n] = DateOf(now.In(c.Zone)).AddDays(n - 1)
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
	l.at("", l.team)
	for _, i := range c.Indicators {
		l.turns(i.Code)
		l.onDaysOf(i)
	}
	l.unsaid(c, told, func(Contact) time.Time { return now })
	if askedAgain {
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
	days       [3]Date          // the council's yesterday, today and tomorrow
	first      Date             // the earliest day that it may be for anybody
	zones      []*time.Location // in which people are
	team       time.Time        // when somebody of the performance team next goes or comes back
	looks      map[string]time.Time
	openings   map[Date]time.Time      // worked out so far, like the next three
	collected  map[Frequency]time.Time // when a collection next opens
	ladders    map[ladderKey]time.Time // when a rung is next reached
	signed     map[Date]time.Time      // by the day of posting: when it is next asked to sign
	delegates  map[string][]string
	undertaken map[string][]Undertaken
}

// ladderKey is what decides on which days a figure that is awaited is asked for.
type ladderKey struct {
	committee string
	Frequency
}

// today is the council's day, or the one beside it.
func (l looking) today(beside int) Date { return l.days[1+beside] }

// turns begins to look for when an indicator is to be looked at.
func (l looking) turns(code string) { l.looks[code] = time.Time{} }

// at notes that something may be owed about the indicator from the instant on; a zero one is never.
func (l looking) at(code string, when time.Time) {
	if when.IsZero() {
		return
	}
	before, known := l.looks[code]
	if known && (before.IsZero() || when.Before(before)) {
		l.looks[code] = when
	}
}

// on notes that something may be owed about the indicator from some days on.
func (l looking) on(code string, days ...Date) {
	if len(days) > 0 {
		l.at(code, l.firstOf(days...))
	}
}

// firstOf is when, after now, the office first opens to somebody on one of the days; zero if it has on all of them.
func (l looking) firstOf(days ...Date) (first time.Time) {
	for _, day := range days {
		first = earlier(first, l.opens(day))
	}
	return first
}

// earlier is the earlier of two instants, of which a zero one is never.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
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
	l.at(code, l.collection(i.Frequency))
	if l.mayClimb(i) {
		l.onDaysOfLadder(i)
	}
	for _, p := range l.index.unsigned[code] {
		l.at(code, l.askedToSign(l.Unsigned[Subject{code, p}].Posted))
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

// collection is when the next collection opens in which indicators of the frequency report.
func (l looking) collection(f Frequency) time.Time {
	first, known := l.collected[f]
	if !known {
		for _, k := range l.Collections {
			if _, reports := k.Period.For(f); reports {
				first = earlier(first, l.opens(k.Opens))
			}
		}
		l.collected[f] = first
	}
	return first
}

// askedToSign is when whoever signs off next hears of a figure that was posted on the day.
func (l looking) askedToSign(posted Date) time.Time {
	next, known := l.signed[posted]
	if !known {
		first := l.Calendar.OnOrAfter(posted.AddDays(1))
		waited := max(l.Calendar.WorkingDays(first, l.first), 0)
		next = l.opens(first)
		for n := range 2 { // it may be the day of the first of these already
			next = earlier(next, l.opens(l.Calendar.AddWorkingDays(first, waited-waited%signAgain+(n+1)*signAgain)))
		}
		l.signed[posted] = next
	}
	return next
}

// onDaysOfLadder notes the days on which the open collections reach a rung of the indicator's ladder.
func (l looking) onDaysOfLadder(i Indicator) {
	l.at(i.Code, l.rung(i))
	for beside := -1; len(l.Unanswered) > 0 && beside <= 1; beside++ {
		if posted, bare := l.Unanswered[Subject{i.Code, l.Chase.opening(i.Frequency, l.today(beside)).period}]; bare {
			l.on(i.Code, posted.AddDays(1), l.Calendar.AddWorkingDays(posted, redManagerGrace))
		}
	}
}

// rung is when the open collections next reach a rung of the indicator's ladder.
func (l looking) rung(i Indicator) time.Time {
	key := ladderKey{i.Committee, i.Frequency}
	first, known := l.ladders[key]
	if !known {
		for beside := -1; beside <= 1; beside++ {
			k := l.Chase.opening(i.Frequency, l.today(beside))
			for _, rung := range l.ladderOf(i) {
				if k.open {
					first = earlier(first, l.opens(rung.Step.day(k.Collection, l.Calendar)))
				}
			}
		}
		l.ladders[key] = first
	}
	return first
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
	l.at(i.Code, l.team)
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

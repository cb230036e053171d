package kpi

import (
	"slices"
	"time"
)

// plainChase finds what is owed as it was found before there was an index: everybody with every indicator, every action
// and all that was ever told. It is slow, and plainly right.
type plainChase struct{ Chase }

// OwedPlainly is Owed, found without an index.
func (c Chase) OwedPlainly(now time.Time) []Notice { return plainChase{c}.Owed(now) }

func (c plainChase) toldBy(who Contact) []Told {
	return slices.DeleteFunc(slices.Clone(c.Told), func(t Told) bool { return t.Recipient != who.SlackID })
}

func (c plainChase) Owed(now time.Time) []Notice {
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

func (c plainChase) mayTell(who Contact, day Date) bool {
	if who.Deactivated || !c.Calendar.Works(day) {
		return false
	}
	return !slices.ContainsFunc(c.toldBy(who), func(t Told) bool { return t.Day == day })
}

func (c plainChase) due(who Contact, day Date) []Item {
	owed := c.owedItems(who, day)
	isDue := c.snoozedUntil(who, day) && slices.ContainsFunc(owed, func(i owedItem) bool { return i.Duty == DutyPost })
	var items []Item
	for _, i := range owed {
		fresh := !c.told(who, i)
		isDue = isDue || fresh
		if fresh || i.Duty != DutyGap && i.Duty != DutyBoard && i.Duty != DutyFinal { // the team hears of a gap once, and gets one board
			items = append(items, i.Item)
		}
	}
	if !isDue {
		return nil
	}
	return items
}

func (c plainChase) snoozedUntil(who Contact, day Date) bool {
	until, asked := c.Snoozes[who.SlackID]
	return asked && !day.Before(until) &&
		!slices.ContainsFunc(c.toldBy(who), func(t Told) bool { return !t.Day.Before(until) })
}

func (c plainChase) told(who Contact, i owedItem) bool {
	return slices.ContainsFunc(c.toldBy(who), func(t Told) bool {
		// The message that took them for away became the reminder when they said that they are here.
		asked := t.Duty == i.Duty || who.Here && t.Duty == DutyAway && i.Duty == DutyPost
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

func (c plainChase) owedItems(who Contact, day Date) []owedItem {
	var post, escalate, list, gap []owedItem
	own, watched := c.owedOfReds(who, day)
	for _, i := range c.Indicators {
		k, p, open := Open(c.Collections, i.Frequency, day)
		subject := Subject{i.Code, p}
		if !open || c.Posted[subject] {
			continue
		}
		item := func(d Duty, s Step) owedItem {
			return owedItem{Item{Duty: d, Subject: subject, Step: s, Owner: i.Owner, Due: k.Deadline(c.Calendar)}, s.day(k, c.Calendar)}
		}
		climbed := func(audiences ...Audience) (Step, bool) {
			return c.ladderOf(i).climbed(k, c.Calendar, day, audiences...)
		}
		asked := c.whomToAsk(i, p, day)
		if step, ok := c.postStep(who, i, asked, climbed); ok {
			post = append(post, item(DutyPost, step))
		} else if step, ok := climbed(ToManager); ok && c.manages(who, i) {
			escalate = append(escalate, item(DutyEscalate, step))
		}
		if !who.Is(Admin) {
			continue
		}
		if step, ok := climbed(c.teamRungs(i)...); ok {
			list = append(list, item(DutyList, step))
		}
		if step, ok := climbed(ToOwner, ToDeputy); ok {
			if g := c.gapOf(i, p, asked); g != "" {
				one := item(DutyGap, step)
				one.Gap = g
				gap = append(gap, one)
			}
		}
	}
	return slices.Concat(post, own, c.provisional(who, day), c.unsigned(who, day), escalate, watched, list, gap, c.boards(who, day))
}

func (c plainChase) ladderOf(i Indicator) Ladder {
	for _, k := range c.Committees {
		if k.Name == i.Committee {
			return k.ChaseLadder()
		}
	}
	return DefaultLadder
}

func (c plainChase) gapOf(i Indicator, p Period, a whom) Gap {
	changed := slices.ContainsFunc(c.Told, func(t Told) bool {
		return t.Duty == DutyPost && t.Subject == Subject{i.Code, p} && t.Owner != i.Owner
	})
	if a.gap == "" && changed {
		return GapOwnerChanged
	}
	return a.gap
}

func (c plainChase) boards(who Contact, day Date) []owedItem {
	if !who.Is(Admin) {
		return nil
	}
	var boards []owedItem
	for _, i := range c.Indicators {
		k, _, open := Open(c.Collections, i.Frequency, day)
		if !open || day.Before(c.Calendar.OnOrAfter(k.Opens)) || !day.Before(k.silence(c.Calendar)) {
			continue
		}
		step := Step{Opening: true}
		board := owedItem{Item{Duty: DutyBoard, Subject: Subject{Period: k.Period}, Step: step, Due: k.Deadline(c.Calendar)}, step.day(k, c.Calendar)}
		if !slices.Contains(boards, board) {
			boards = append(boards, board)
		}
	}
	return boards
}

func (c plainChase) owedOfReds(who Contact, day Date) (own, watched []owedItem) {
	var all []owedItem
	if len(c.Unanswered) > 0 {
		for _, i := range c.Indicators {
			all = append(all, c.redItems(who, i, day)...)
		}
	}
	for _, u := range c.Undertaken {
		all = append(all, c.actionItems(who, u, day)...)
	}
	for _, one := range all {
		if one.Duty == DutyUnanswered || one.Duty == DutyUndone {
			watched = append(watched, one)
		} else {
			own = append(own, one)
		}
	}
	return own, watched
}

func (c plainChase) redItems(who Contact, i Indicator, day Date) []owedItem {
	k, p, open := Open(c.Collections, i.Frequency, day)
	subject := Subject{i.Code, p}
	posted, bare := c.Unanswered[subject]
	if !open || !bare {
		return nil
	}
	climbed := func(audiences ...Audience) (Step, bool) {
		return c.ladderOf(i).climbed(k, c.Calendar, day, audiences...)
	}
	said := func(d Duty, s Step, earliest Date) []owedItem {
		since := s.day(k, c.Calendar)
		if since.Before(earliest) {
			since = earliest
		}
		if day.Before(since) {
			return nil
		}
		return []owedItem{{Item{Duty: d, Subject: subject, Step: s, Owner: i.Owner, Due: k.Deadline(c.Calendar)}, since}}
	}
	if step, ok := c.postStep(who, i, c.whomToAsk(i, p, day), climbed); ok {
		return said(DutyAnswerRed, step, posted.AddDays(1))
	}
	if step, ok := climbed(ToManager); ok && c.watches(who, i) {
		return said(DutyUnanswered, step, c.Calendar.AddWorkingDays(posted, redManagerGrace))
	}
	return nil
}

func (c plainChase) actionItems(who Contact, u Undertaken, day Date) []owedItem {
	i, known := c.Named(u.Indicator)
	if !known {
		return nil
	}
	k := u.collection(c.Chase)
	climbed := func(audiences ...Audience) (Step, bool) {
		ladder := slices.DeleteFunc(slices.Clone(c.ladderOf(i)), func(r Rung) bool { return r.Step.Opening })
		return ladder.climbed(k, c.Calendar, day, audiences...)
	}
	said := func(d Duty, p Period, s Step, since Date) []owedItem {
		return []owedItem{{Item{Duty: d, Subject: Subject{i.Code, p}, Action: u.ID, Step: s, Owner: u.Owner, Due: u.Due}, since}}
	}
	if who.SlackID == u.Owner {
		if c.toReview(u, day) {
			return said(DutyReview, u.Later, Step{}, u.LaterDay.AddDays(1))
		}
		if step, ok := climbed(ToOwner, ToDeputy); ok {
			return said(DutyAct, u.Period, step, step.day(k, c.Calendar))
		}
	}
	watches := Step{}
	told := false
	for _, a := range []struct {
		audience Audience
		is       bool
	}{{ToManager, c.watches(who, i)}, {ToTeam, who.Is(Admin)}} {
		if step, ok := climbed(a.audience); ok && a.is && k.Deadline(c.Calendar).Before(day) && (!told || watches.Compare(step) < 0) {
			watches, told = step, true
		}
	}
	if told {
		return said(DutyUndone, u.Period, watches, watches.day(k, c.Calendar))
	}
	return nil
}

func (c plainChase) toReview(u Undertaken, day Date) bool {
	if u.Later.IsZero() || !u.LaterDay.Before(day) {
		return false
	}
	var earlier []Period
	for _, t := range c.Told {
		if t.Duty == DutyReview && t.Action == u.ID && t.Period != u.Later && !slices.Contains(earlier, t.Period) {
			earlier = append(earlier, t.Period)
		}
	}
	return len(earlier) < maxReviews && !c.reviewed(u, day)
}

func (c plainChase) reviewed(u Undertaken, day Date) bool {
	return slices.ContainsFunc(c.Told, func(t Told) bool {
		return t.Duty == DutyReview && t.Action == u.ID && t.Period == u.Later && t.Recipient == u.Owner && t.Day.Before(day)
	})
}

// provisional asks of each figure day by day since it was posted: on the first day after a quarter, and again after as
// many days each.
func (c plainChase) provisional(who Contact, day Date) []owedItem {
	var list []owedItem
	for _, i := range c.Indicators {
		var periods []Period
		for s := range c.Provisional {
			if s.Indicator == i.Code && c.whomToAsk(i, s.Period, day).person == who.SlackID {
				periods = append(periods, s.Period)
			}
		}
		slices.SortFunc(periods, Period.compare)
		for _, p := range periods {
			since := p.End()
			if posted := c.Provisional[Subject{i.Code, p}]; since.Before(posted) {
				since = posted
			}
			var asked Date // the last day on which it was to be asked about
			for at := since.AddDays(93); !day.Before(at); at = at.AddDays(92) {
				asked = at
			}
			if !asked.IsZero() {
				list = append(list, owedItem{Item{Duty: DutyFinal, Subject: Subject{i.Code, p}, Owner: i.Owner}, c.Calendar.OnOrAfter(asked)})
			}
		}
	}
	return list
}

func (c plainChase) unsigned(who Contact, day Date) []owedItem {
	if len(c.Unsigned) == 0 {
		return nil
	}
	var list []owedItem
	for _, i := range c.Indicators {
		for _, p := range c.unsignedPeriods(i) {
			waiting := c.Unsigned[Subject{i.Code, p}]
			posted := waiting.Posted
			if !posted.Before(day) || !c.signs(who, i, waiting.By) {
				continue
			}
			item := Item{Duty: DutySign, Subject: Subject{i.Code, p}, Owner: i.Owner}
			if k, collected := Collected(c.Collections, i.Frequency, p); collected {
				item.Due = k.Deadline(c.Calendar)
			}
			first := c.Calendar.OnOrAfter(posted.AddDays(1))
			waited := c.Calendar.WorkingDays(first, day)
			list = append(list, owedItem{item, c.Calendar.AddWorkingDays(first, waited-waited%signAgain)})
		}
	}
	return list
}

func (c plainChase) unsignedPeriods(i Indicator) []Period {
	var periods []Period
	for s := range c.Unsigned {
		if s.Indicator == i.Code {
			periods = append(periods, s.Period)
		}
	}
	slices.SortFunc(periods, Period.compare)
	return periods
}

func (c plainChase) takenForAway(who Contact, day Date) []Item {
	if !who.AwayByStatus(day) || slices.ContainsFunc(c.toldBy(who), func(t Told) bool {
		return t.Duty == DutyAway && !t.Day.Before(who.Status.Since)
	}) {
		return nil
	}
	back, here := c.asIfHere(who)
	var items []Item
	for _, i := range back.due(here, day) {
		i = Item{Duty: DutyAway, Subject: i.Subject, Step: i.Step, Owner: i.Owner, Due: i.Due}
		if i.Indicator != "" && !slices.ContainsFunc(items, func(j Item) bool { return j.Subject == i.Subject }) {
			items = append(items, i)
		}
	}
	return items
}

func (c plainChase) asIfHere(who Contact) (plainChase, Contact) {
	who.Leaves = slices.DeleteFunc(slices.Clone(who.Leaves), func(l Leave) bool { return l.FromSlack })
	c.People = slices.Clone(c.People)
	for n := range c.People {
		if c.People[n].SlackID == who.SlackID {
			c.People[n] = who
		}
	}
	return c, who
}

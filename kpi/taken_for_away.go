package kpi

import "slices"

// DutyAway is what somebody would be told about a figure if their Slack status did not say that they are away. They
// hear of it once, so that a status that was misread can be put right.
const DutyAway Duty = "away"

// NoticeAway tells somebody that they are taken for away.
const NoticeAway NoticeKind = "taken-for-away"

// AwayByStatus reports whether they are away on the day by nothing but their Slack status.
func (c Contact) AwayByStatus(day Date) bool {
	leave, away := c.Away(day)
	return away && leave.FromSlack
}

// takenForAway is what today's message would have held for somebody who is away by their Slack status, so that they are
// told so. It is empty if they were told since the status was first seen, or if they had nothing to hear.
func (c Chase) takenForAway(who Contact, day Date) []Item {
	if c.heardOfAway(who, day) {
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

// heardOfAway reports whether somebody who is away is not to be told so: it is no status of theirs that says so, or
// they were told since it was first seen.
func (c Chase) heardOfAway(who Contact, day Date) bool {
	return !who.AwayByStatus(day) || slices.ContainsFunc(c.toldTo(who), func(t Told) bool {
		return t.Duty == DutyAway && !t.Day.Before(who.Status.Since)
	})
}

// awayStands reports whether somebody is still to be told that they are taken for away, and would have heard of the
// figure.
func (c Chase) awayStands(who Contact, day Date, i Item) bool {
	if !who.AwayByStatus(day) {
		return false
	}
	back, here := c.asIfHere(who)
	return slices.ContainsFunc(back.owedItems(here, day), func(now owedItem) bool { return now.Subject == i.Subject })
}

// asIfHere is the chase as if the person's Slack status said nothing.
func (c Chase) asIfHere(who Contact) (Chase, Contact) {
	who.Leaves = slices.DeleteFunc(slices.Clone(who.Leaves), func(l Leave) bool { return l.FromSlack })
	c.People = slices.Clone(c.People)
	for n := range c.People {
		if c.People[n].SlackID == who.SlackID {
			c.People[n] = who
		}
	}
	return c, who
}

// AwayMemory is the earliest day from which it matters who was told that they are taken for away: the day on which the
// first of their statuses was first seen.
func (c Chase) AwayMemory(today Date) Date {
	since := today
	for _, who := range c.People {
		if slices.ContainsFunc(who.Leaves, func(l Leave) bool { return l.FromSlack }) && who.Status.Since.Before(since) && !who.Status.Since.IsZero() {
			since = who.Status.Since
		}
	}
	return since
}

package kpi

import "slices"

// owedItem is an item that could be said, and the day on which its step was due.
type owedItem struct {
	Item
	since Date
}

// owedItems is all that the person could be told on the day, said before or not. First comes what is theirs to post,
// then what is late in the services that they manage, then what the performance team watches.
func (c Chase) owedItems(who Contact, day Date) []owedItem {
	var post, escalate, list, gap []owedItem
	own, watched := c.owedOfReds(who, day)
	about := c.about(who)
	for n := range about.count() {
		i := about.at(n)
		k := c.opening(i.Frequency, day)
		p, subject := k.period, Subject{i.Code, k.period}
		if !k.open || c.Posted[subject] {
			continue
		}
		item := func(d Duty, s Step) owedItem {
			return owedItem{Item{Duty: d, Subject: subject, Step: s, Owner: i.Owner, Due: k.deadline}, s.day(k.Collection, c.Calendar)}
		}
		climbed := func(audiences ...Audience) (Step, bool) { return c.climbed(i, day, audiences...) }
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

// postStep is the rung at which the person is asked to post the indicator's figure, if they are.
func (c Chase) postStep(who Contact, i Indicator, asked whom, climbed func(...Audience) (Step, bool)) (Step, bool) {
	switch who.SlackID {
	case asked.person:
		return climbed(ToOwner, ToDeputy)
	case i.Deputy:
		return climbed(ToDeputy)
	}
	return Step{}, false
}

// whom is who an indicator's figure is asked of.
type whom struct {
	person string // empty: nobody
	gap    Gap    // why it is not the owner; empty where the performance team need not know
}

// whomToAsk is who is asked for the indicator's figure: the colleague to whom it was handed for this period, or else
// the owner. While that person is away it is whoever stands in for them. If there is no owner, or their account is
// deactivated, it is the deputy. If the account is deactivated and no deputy can be asked either, it is the indicator's
// own manager, who may post it too.
func (c Chase) whomToAsk(i Indicator, p Period, day Date) whom {
	if delegate := c.inOffice(c.Delegations[Subject{i.Code, p}], "", day); delegate != "" {
		return whom{person: delegate}
	}
	if owner, known := c.contact(i.Owner); known && !owner.Deactivated {
		if _, away := owner.Away(day); !away {
			return whom{person: i.Owner}
		}
		if person := c.inOffice(i.Owner, i.Deputy, day); person != "" {
			return whom{person: person}
		}
		return whom{gap: GapUncovered}
	}
	a := whom{gap: GapNoOwner}
	if i.Owner != "" {
		a.gap = GapDeactivated
	}
	switch {
	case c.present(i.Deputy, day):
		a.person = i.Deputy
	case a.gap == GapDeactivated && c.present(i.Manager, day):
		a.person = i.Manager
	}
	return a
}

// AskedFor is who an indicator's figure of the period is asked of on the day; without a Slack id it is nobody.
func (c Chase) AskedFor(i Indicator, p Period, day Date) Person {
	person, _ := c.contact(c.whomToAsk(i, p, day).person)
	return person.Person
}

// inOffice is the person. While they are away it is their leave's deputy, or else the other deputy, whoever can be
// asked first; empty if nobody can.
func (c Chase) inOffice(slackID, deputy string, day Date) string {
	person, known := c.contact(slackID)
	if !known || person.Deactivated {
		return ""
	}
	leave, away := person.Away(day)
	if !away {
		return slackID
	}
	for _, cover := range []string{leave.Deputy, deputy} {
		if c.present(cover, day) {
			return cover
		}
	}
	return ""
}

// present reports whether somebody can be asked on the day.
func (c Chase) present(slackID string, day Date) bool {
	person, known := c.contact(slackID)
	if !known || person.Deactivated {
		return false
	}
	_, away := person.Away(day)
	return !away
}

// gapOf is the one most pressing thing that the performance team must know about the indicator in this collection;
// empty for nothing.
func (c Chase) gapOf(i Indicator, p Period, a whom) Gap {
	changed := slices.ContainsFunc(c.index.asked[Subject{i.Code, p}], func(owner string) bool { return owner != i.Owner })
	if a.gap == "" && changed {
		return GapOwnerChanged
	}
	return a.gap
}

// boards are the collections whose progress an administrator follows: those that figures are being asked for.
func (c Chase) boards(who Contact, day Date) []owedItem {
	if !who.Is(Admin) {
		return nil
	}
	var boards []owedItem
	for _, f := range c.index.frequencies {
		k, _, open := Open(c.Collections, f, day)
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

// Stands reports whether an item is still worth saying on the day: its figure is awaited still, and of this person.
func (c Chase) Stands(recipient string, day Date, i Item) bool {
	c = c.Indexed()
	who, known := c.contact(recipient)
	if i.Duty == DutyAway {
		return known && c.awayStands(who, day, i)
	}
	return known && slices.ContainsFunc(c.owedItems(who, day), func(now owedItem) bool {
		return now.Duty == i.Duty && now.Subject == i.Subject && now.Action == i.Action && now.Gap == i.Gap
	})
}

package kpi

import "slices"

// concerns is all that could be said to the person on the day, said before or not: what is theirs to post first, then what is late in the
// services that they manage, then what the performance team watches.
func (c Chase) concerns(who Contact, day Date) []Item {
	var post, escalate, list, gap []Item
	for _, i := range c.Indicators {
		k, p, open := Open(c.Collections, i.Frequency, day)
		subject := Subject{i.Code, p}
		if !open || c.Posted[subject] {
			continue
		}
		item := func(d Duty, s Step) Item {
			return Item{Duty: d, Subject: subject, Step: s, Owner: i.Owner, Due: k.Deadline(c.Calendar)}
		}
		climbed := func(audiences ...Audience) (Step, bool) {
			return c.ladderOf(i).climbed(k, c.Calendar, day, audiences...)
		}
		asked := c.whomToAsk(i, p, day)
		if step, ok := c.postStep(who, i, asked, climbed); ok {
			post = append(post, item(DutyPost, step))
		} else if step, ok := climbed(ToManager); ok && c.answersFor(who, i) {
			escalate = append(escalate, item(DutyEscalate, step))
		}
		if !who.Is(Admin) {
			continue
		}
		if step, ok := climbed(ToTeam); ok {
			list = append(list, item(DutyList, step))
		}
		if step, ok := climbed(ToOwner, ToDeputy); ok {
			for _, g := range c.gaps(i, p, asked) {
				one := item(DutyGap, step)
				one.Gap = g
				gap = append(gap, one)
			}
		}
	}
	return slices.Concat(post, escalate, list, gap, c.boards(who, day))
}

// ladderOf is the ladder of the indicator's committee.
func (c Chase) ladderOf(i Indicator) Ladder {
	for _, k := range c.Committees {
		if k.Name == i.Committee {
			return k.ChaseLadder()
		}
	}
	return DefaultLadder
}

// postStep is the rung at which the person is asked to post the indicator's figure, if they are.
func (c Chase) postStep(who Contact, i Indicator, asked asked, climbed func(...Audience) (Step, bool)) (Step, bool) {
	switch who.SlackID {
	case asked.person:
		return climbed(ToOwner, ToDeputy)
	case i.Deputy:
		return climbed(ToDeputy)
	}
	return Step{}, false
}

// answersFor reports whether the person manages the indicator: it names them, or where it names nobody they manage its owner.
func (c Chase) answersFor(who Contact, i Indicator) bool {
	manager := c.managerOf(i)
	return manager != "" && manager == who.SlackID
}

// managerOf is whom the indicator names as its manager, or where it names nobody the manager of its owner.
func (c Chase) managerOf(i Indicator) string {
	if owner, known := c.contact(i.Owner); i.Manager == "" && known {
		return owner.Manager
	}
	return i.Manager
}

// asked is who an indicator's figure is asked of.
type asked struct {
	person string // empty: nobody
	gap    Gap    // why it is not the owner; empty where the performance team need not know
}

// whomToAsk is the owner, or the colleague to whom it was handed for this period; while they are away the one who stands in for them. Where
// there is no owner, or the account is deactivated, it is the deputy.
func (c Chase) whomToAsk(i Indicator, p Period, day Date) asked {
	for _, first := range []string{c.Delegations[Subject{i.Code, p}], i.Owner} {
		person, known := c.contact(first)
		if !known || person.Deactivated {
			continue
		}
		leave, away := person.Away(day)
		if !away {
			return asked{person: first}
		}
		for _, cover := range []string{leave.Deputy, i.Deputy} {
			if c.present(cover, day) {
				return asked{person: cover}
			}
		}
		return asked{gap: GapUncovered}
	}
	a := asked{gap: GapNoOwner}
	if i.Owner != "" {
		a.gap = GapDeactivated
	}
	if c.present(i.Deputy, day) {
		a.person = i.Deputy
	}
	return a
}

// AskedFor is who an indicator's figure of the period is asked of on the day; without a Slack id it is nobody.
func (c Chase) AskedFor(i Indicator, p Period, day Date) Person {
	person, _ := c.contact(c.whomToAsk(i, p, day).person)
	return person.Person
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

func (c Chase) contact(slackID string) (Contact, bool) {
	for _, p := range c.People {
		if slackID != "" && p.SlackID == slackID {
			return p, true
		}
	}
	return Contact{}, false
}

// gaps are what the performance team must know of the indicator in this collection.
func (c Chase) gaps(i Indicator, p Period, a asked) []Gap {
	var gaps []Gap
	if a.gap != "" {
		gaps = append(gaps, a.gap)
	}
	changed := slices.ContainsFunc(c.Told, func(t Told) bool {
		return t.Duty == DutyPost && t.Subject == Subject{i.Code, p} && t.Owner != i.Owner
	})
	if changed {
		gaps = append(gaps, GapOwnerChanged)
	}
	return gaps
}

// boards are the collections whose progress an administrator follows: those that figures are being asked for.
func (c Chase) boards(who Contact, day Date) []Item {
	if !who.Is(Admin) {
		return nil
	}
	var boards []Item
	for _, i := range c.Indicators {
		k, _, open := Open(c.Collections, i.Frequency, day)
		board := Item{Duty: DutyBoard, Subject: Subject{Period: k.Period}, Step: Step{Opening: true}, Due: k.Deadline(c.Calendar)}
		if open && day.Before(k.silence(c.Calendar)) && !day.Before(c.Calendar.OnOrAfter(k.Opens)) && !slices.Contains(boards, board) {
			boards = append(boards, board)
		}
	}
	return boards
}

// Stands reports whether an item is still worth saying on the day: its figure is awaited still, and of this person.
func (c Chase) Stands(recipient string, day Date, i Item) bool {
	who, known := c.contact(recipient)
	return known && slices.ContainsFunc(c.concerns(who, day), func(now Item) bool {
		return now.Duty == i.Duty && now.Subject == i.Subject && now.Gap == i.Gap
	})
}

package kpi

import "time"

// NewsNudge is to an owner, or who has the figure: a manager or the performance team asks for it, or for what is done
// about a Red.
const NewsNudge NoticeKind = "nudge"

// Nudging is the facts that a nudge is decided on.
type Nudging struct {
	Chase
	Indicator Indicator
	Card      Card // of the period that it is about, as the indicator's own people see it
	By        Person
	Now       time.Time
}

// Nudge is somebody's word to a colleague that something is waited for.
type Nudge struct {
	Asks Duty    // DutyPost: the figure; DutyAnswerRed: what is being done about a Red
	To   Contact // who can do it
	For  Contact // in whose place, where they have it as somebody is away; else without a Slack id
	Day  Date    // the reader's, on which they read it: they have one nudge a day at most
	At   time.Time
}

// Decide is who reads the nudge and when: at once where they are at work, else on their next working morning. It
// refuses one by somebody who does not manage the indicator, one about what is in, and one that nobody could read. The
// error is a *Refusal.
func (n Nudging) Decide() (Nudge, error) {
	i, p := n.Indicator, n.Card.Period
	today := DateOf(n.Now.In(n.Zone))
	if !n.MayAcknowledge(n.By, i, today) {
		return Nudge{}, Deny(FieldIndicator, "Only the manager of %s, who stands in for them, and the performance team can nudge about it. Ask a question on its card instead.", i.Code)
	}
	asks, err := n.asks(today)
	if err != nil {
		return Nudge{}, err
	}
	asked := n.whomToAsk(i, p, today)
	to, known := n.contact(asked.person)
	if !known {
		return Nudge{}, n.nobody()
	}
	day, at := n.office(to)
	if later := n.whomToAsk(i, p, day); later.person != asked.person { // they are back by then, or away
		if to, known = n.contact(later.person); !known {
			return Nudge{}, n.nobody()
		}
		day, at = n.office(to)
	}
	if to.SlackID == n.By.SlackID {
		return Nudge{}, Refuse(FieldIndicator, "%s is with you for %s, so nobody was nudged.", i.Code, p.Words())
	}
	nudge := Nudge{Asks: asks, To: to, Day: day, At: at}
	for _, has := range []string{n.Delegations[Subject{i.Code, p}], i.Owner} {
		if who, named := n.contact(has); named {
			if _, away := who.Away(day); away && who.SlackID != to.SlackID {
				nudge.For = who
			}
			break
		}
	}
	return nudge, nil
}

// asks is what is waited for; the refusal says that it is in, or not asked for any more.
func (n Nudging) asks(today Date) (Duty, error) {
	i, c := n.Indicator, n.Card
	f := c.Figure
	switch {
	case f == nil:
		if _, open, collected := Open(n.Collections, i.Frequency, today); !collected || open != c.Period {
			return "", Refuse(FieldPeriod, "%s is not being collected for %s just now, so nobody was nudged.", i.Code, c.Period.Words())
		}
		return DutyPost, nil
	case f.Value == nil:
		return "", Refuse(FieldIndicator, "%s is in: there is no figure for %s. Nobody was nudged.", i.Code, c.Period.Words())
	case f.Rating != Red:
		return "", Refuse(FieldIndicator, "%s is in: %s for %s, %s. Nobody was nudged.", i.Code, i.ShowFigure(*f), c.Period.Words(), f.Rating)
	case !c.WantsActions(today):
		return "", Refuse(FieldIndicator, "%s has an action for %s that is under way. Nobody was nudged.", i.Code, c.Period.Words())
	}
	return DutyAnswerRed, nil
}

// WantsActions reports whether the card is Red and nobody has said what is being done, or every action that is open is
// overdue.
func (c Card) WantsActions(today Date) bool {
	if c.LacksActions() {
		return true
	}
	if c.Figure == nil || c.Figure.Rating != Red {
		return false
	}
	overdue := 0
	for _, a := range c.Actions {
		switch {
		case a.Overdue(today):
			overdue++
		case !a.Settled():
			return false
		}
	}
	return overdue > 0
}

// nobody refuses a nudge that nobody could read, and says what can be done.
func (n Nudging) nobody() *Refusal {
	i := n.Indicator
	owner, known := n.contact(i.Owner)
	day := DateOf(n.Now.In(n.Zone))
	leave, away := owner.Away(day)
	do := "Hand it on, or post it for them."
	if n.Card.Figure != nil {
		do = "Add the action yourself."
	}
	switch {
	case !known:
		return Refuse(FieldIndicator, "%s has no owner, so nobody was nudged. %s", i.Code, do)
	case owner.Deactivated:
		return Refuse(FieldIndicator, "The Slack account of %s is deactivated and nobody stands in, so nobody was nudged. %s", owner.Name, do)
	case away && !leave.Last.IsZero():
		return Refuse(FieldIndicator, "%s is away until %s and nobody stands in, so nobody was nudged. %s", owner.Name, leave.Last.Words(), do)
	}
	return Refuse(FieldIndicator, "%s is away and nobody stands in, so nobody was nudged. %s", owner.Name, do)
}

// office is when the person can be spoken to next, and the day by their clock: now, or when their next working day
// begins.
func (n Nudging) office(who Contact) (Date, time.Time) {
	zone := n.zoneOf(who)
	day := DateOf(n.Now.In(zone))
	opens, closes := day.At(OfficeOpens, zone), day.At(OfficeCloses, zone)
	switch {
	case !n.Calendar.Works(day) || !n.Now.Before(closes):
		day = n.Calendar.AddWorkingDays(day, 1)
		return day, day.At(OfficeOpens, zone)
	case n.Now.Before(opens):
		return day, opens
	}
	return day, n.Now
}

// StillAsks reports whether what a nudge asks its reader for is still waited for, and of them.
func (n Nudging) StillAsks(asks Duty, reader string, day Date) bool {
	if now, err := n.asks(day); err != nil || now != asks {
		return false
	}
	return n.whomToAsk(n.Indicator, n.Card.Period, day).person == reader
}

// Nudged is what is known of a nudge afterwards.
type Nudged struct {
	Asks   Duty
	To, By string // names
	ByID   string // Slack id
	At     time.Time
}

// Refused says that the person has had their nudge of the day.
func (n Nudged) Refused(by string, now time.Time, zone *time.Location) *Refusal {
	who := n.By
	if n.ByID == by {
		who = "you"
	}
	at := n.At.In(zone)
	if n.At.After(now) {
		return Refuse("", "A nudge by %s goes to %s on %s at %s. One a day is enough, so there is no other.", who, n.To, DateOf(at).Words(), at.Format("15:04"))
	}
	return Refuse("", "%s was nudged today by %s at %s. One a day is enough, so there is no other.", n.To, who, at.Format("15:04"))
}

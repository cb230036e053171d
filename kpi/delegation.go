package kpi

import (
	"cmp"
	"slices"
)

// MayDelegate refuses to hand on a figure that the person may not hand on, that is posted already or not asked for now,
// or that the other person has already. A zero to means the owner, who takes it back.
func (c Circumstances) MayDelegate(who, to Person, p Period) error {
	i := c.Indicator
	switch {
	case !who.MayPost(i) && !c.has(who, p):
		return Deny(FieldIndicator, "You cannot hand %s on: only its owner, deputy or manager and the performance team can.", i.Code)
	case c.figure(p) != nil:
		return Refuse(FieldPeriod, "%s already has a figure for %s, so there is nothing to hand on.", i.Code, p.Words())
	case !c.asks(p):
		return c.notAsked(FieldPeriod, p)
	case to.SlackID == "" && c.Delegates[p] == "":
		return Refuse(FieldDeputy, "%s is with its owner already, so nothing was changed.", i.Code)
	case c.has(to, p) || c.Delegates[p] == "" && to.SlackID != "" && to.SlackID == i.Owner:
		return Refuse(FieldDeputy, "%s already has %s. Choose somebody else.", to.Name, i.Code)
	}
	return nil
}

// has reports whether the person may post the period's figure because it was handed on to them, or because they stand
// in for whoever is asked for it.
func (c Circumstances) has(who Person, p Period) bool {
	if who.SlackID == "" {
		return false
	}
	asked := cmp.Or(c.Delegates[p], c.Indicator.Owner)
	return c.Delegates[p] == who.SlackID || StandsIn(who, asked, c.Leaves, c.Today)
}

// StandsIn reports whether somebody was named to stand in for a person who is on leave on the day.
func StandsIn(who Person, asked string, leaves []Leave, day Date) bool {
	return who.SlackID != "" && slices.ContainsFunc(leaves, func(l Leave) bool {
		return l.Person == asked && l.Deputy == who.SlackID && l.Covers(day)
	})
}

// asks reports whether the period's figure is the one asked for today.
func (c Circumstances) asks(p Period) bool {
	_, open, ok := Open(c.Collections, c.Indicator.Frequency, c.Today)
	return ok && open == p
}

// notAsked refuses what makes sense only while the period's figure is asked for.
func (c Circumstances) notAsked(field string, p Period) error {
	if now, closed := Closed(c.Collections, c.Indicator.Frequency, p, c.Today); closed {
		return Refuse(field, "The collection for %s has closed, and %s is collected now, so nothing was changed. A figure for %s can still be posted.", p.Words(), now.Words(), p.Words())
	}
	return Refuse(field, "%s is not being collected for %s just now, so nothing was changed.", p.Words(), c.Indicator.Code)
}

package kpi

import (
	"iter"
	"slices"
)

// chaseIndex finds things in a chase quickly. With a thousand people and a thousand indicators, each person is looked
// up thousands of times, and concerned by only a few indicators.
type chaseIndex struct {
	places     map[string]int    // of people, by Slack id
	concerning map[string][]int  // places of the indicators that may concern somebody who is not of the performance team
	codes      map[string]int    // places of indicators
	told       map[string][]Told // by recipient
}

// indexed is the chase with its index. The index stays right if people come and go, as in AsIfBack, but not if
// something more is told.
func (c Chase) indexed() Chase {
	if c.index != nil {
		return c
	}
	x := chaseIndex{
		places: make(map[string]int, len(c.People)), concerning: make(map[string][]int, len(c.People)), codes: make(map[string]int, len(c.Indicators)),
		told: make(map[string][]Told, len(c.People)),
	}
	for n, p := range c.People {
		x.places[p.SlackID] = n
	}
	c.index = &x
	delegates := map[string][]string{}
	for s, delegate := range c.Delegations {
		delegates[s.Indicator] = append(delegates[s.Indicator], delegate)
	}
	for n, i := range c.Indicators {
		x.codes[i.Code] = n
		owner, _ := c.contact(i.Owner)
		for _, slackID := range append([]string{i.Owner, i.Deputy, i.Manager, owner.Manager}, delegates[i.Code]...) {
			x.relate(slackID, n)
			person, _ := c.contact(slackID)
			for _, l := range person.Leaves {
				x.relate(l.Deputy, n)
			}
		}
	}
	for _, t := range c.Told {
		x.told[t.Recipient] = append(x.told[t.Recipient], t)
	}
	return c
}

func (x *chaseIndex) relate(slackID string, place int) {
	if before := x.concerning[slackID]; slackID != "" && !slices.Contains(before, place) {
		x.concerning[slackID] = append(before, place)
	}
}

func (c Chase) contact(slackID string) (Contact, bool) {
	if c.index != nil {
		n, known := c.index.places[slackID]
		if slackID == "" || !known {
			return Contact{}, false
		}
		return c.People[n], true
	}
	for _, p := range c.People {
		if slackID != "" && p.SlackID == slackID {
			return p, true
		}
	}
	return Contact{}, false
}

// about are the indicators that may concern the person, in the register's order; for the performance team, all of them.
func (c Chase) about(who Contact) iter.Seq[Indicator] {
	if c.index == nil || who.Is(Admin) {
		return slices.Values(c.Indicators)
	}
	return func(yield func(Indicator) bool) {
		for _, n := range c.index.concerning[who.SlackID] {
			if !yield(c.Indicators[n]) {
				return
			}
		}
	}
}

// Named is the indicator with the code.
func (c Chase) Named(code string) (Indicator, bool) {
	if c.index != nil {
		n, known := c.index.codes[code]
		if !known {
			return Indicator{}, false
		}
		return c.Indicators[n], true
	}
	n := slices.IndexFunc(c.Indicators, func(i Indicator) bool { return i.Code == code })
	if n < 0 {
		return Indicator{}, false
	}
	return c.Indicators[n], true
}

// toldTo is what the person has been told.
func (c Chase) toldTo(who Contact) []Told {
	if c.index != nil {
		return c.index.told[who.SlackID]
	}
	return slices.DeleteFunc(slices.Clone(c.Told), func(t Told) bool { return t.Recipient != who.SlackID })
}

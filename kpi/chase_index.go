package kpi

import "slices"

// chaseIndex finds things in a chase quickly. It is made once for a plan, in one walk through what is chased for, so
// that a plan costs what is owed and not everybody times everything.
type chaseIndex struct {
	places      map[string]int    // of people, by Slack id
	concerning  map[string][]int  // places of the indicators that may concern somebody who is not of the performance team
	codes       map[string]int    // places of indicators
	ladders     map[string]Ladder // by committee
	frequencies []Frequency       // of the indicators, each once
	unsigned    map[string][]Period
	provisional map[string][]Period    // in order of time
	undertaken  map[string][]int       // places of the actions that may concern somebody who is not of the performance team
	told        map[string][]Told      // by recipient
	toldOf      map[toldKey][]Told     // the same, by what was said
	asked       map[Subject][]string   // who owned an indicator when its figure was asked for, each once
	reviews     map[int64][]Told       // by action
	opened      map[openKey]opening    // worked out so far
	climbed     map[climbKey]climbedTo // worked out so far
	signed      map[signKey]Date       // worked out so far: when it was last asked to sign
}

// toldKey is what somebody was told about.
type toldKey struct {
	recipient string
	Subject
	action int64
}

type openKey struct {
	frequency Frequency
	day       Date
}

// opening is a collection in which figures are asked for, and their period.
type opening struct {
	Collection
	period   Period
	open     bool
	deadline Date
}

// climbKey is what decides which rung of a ladder was reached.
type climbKey struct {
	committee string
	openKey
	first, second Audience
}

// signKey is when a figure that awaits sign-off was posted, and a later day.
type signKey struct{ posted, day Date }

type climbedTo struct {
	step Step
	ok   bool
}

// Indexed is the chase with its index, for whoever asks it several things. The index stays right if people come and go,
// as in AsIfBack, but not if something more is told.
func (c Chase) Indexed() Chase {
	if c.index != nil {
		return c
	}
	x := chaseIndex{
		places: make(map[string]int, len(c.People)), concerning: make(map[string][]int, len(c.People)), codes: make(map[string]int, len(c.Indicators)),
		ladders: make(map[string]Ladder, len(c.Committees)), unsigned: map[string][]Period{}, undertaken: map[string][]int{},
		provisional: provisionalByCode(c.Provisional), opened: map[openKey]opening{}, climbed: map[climbKey]climbedTo{},
		signed: map[signKey]Date{},
	}
	for n, p := range c.People {
		x.places[p.SlackID] = n
	}
	for _, k := range slices.Backward(c.Committees) { // of two with one name the first counts
		x.ladders[k.Name] = k.ChaseLadder()
	}
	c.index = &x
	c.indexIndicators()
	c.indexActions()
	c.indexTold()
	for s := range c.Unsigned {
		x.unsigned[s.Indicator] = append(x.unsigned[s.Indicator], s.Period)
	}
	for _, periods := range x.unsigned {
		slices.SortFunc(periods, Period.compare)
	}
	return c
}

func (c Chase) indexIndicators() {
	delegates := map[string][]string{}
	for s, delegate := range c.Delegations {
		delegates[s.Indicator] = append(delegates[s.Indicator], delegate)
	}
	x := c.index
	frequencies := map[Frequency]bool{}
	for n, i := range c.Indicators {
		x.codes[i.Code] = n
		if !frequencies[i.Frequency] {
			frequencies[i.Frequency] = true
			x.frequencies = append(x.frequencies, i.Frequency)
		}
		owner, _ := c.contact(i.Owner)
		for _, slackID := range [...]string{i.Owner, i.Deputy, i.Manager, owner.Manager} {
			c.relate(slackID, n)
		}
		for _, slackID := range delegates[i.Code] {
			c.relate(slackID, n)
		}
	}
}

// relate notes that the indicator may concern a person, and whoever stands in for them.
func (c Chase) relate(slackID string, place int) {
	relate(c.index.concerning, slackID, place)
	person, _ := c.contact(slackID)
	for _, l := range person.Leaves {
		relate(c.index.concerning, l.Deputy, place)
	}
}

// relate adds a place to somebody's, once. Places come in rising order.
func relate(places map[string][]int, slackID string, place int) {
	before := places[slackID]
	if slackID == "" || len(before) > 0 && before[len(before)-1] == place {
		return
	}
	places[slackID] = append(before, place)
}

// indexActions relates each open action to whoever does it, and to whoever may answer for its indicator.
func (c Chase) indexActions() {
	for n, u := range c.Undertaken {
		relate(c.index.undertaken, u.Owner, n)
		if i, known := c.Named(u.Indicator); known {
			owner, _ := c.contact(i.Owner)
			relate(c.index.undertaken, i.Manager, n)
			relate(c.index.undertaken, owner.Manager, n)
		}
	}
}

func (c Chase) indexTold() {
	x := c.index
	x.told = make(map[string][]Told, len(c.People))
	x.toldOf = make(map[toldKey][]Told, len(c.Told))
	x.asked, x.reviews = map[Subject][]string{}, map[int64][]Told{}
	for _, t := range c.Told {
		x.tell(t)
	}
}

// tell notes what somebody was told.
func (x *chaseIndex) tell(t Told) {
	x.told[t.Recipient] = append(x.told[t.Recipient], t)
	key := toldKey{t.Recipient, t.Subject, t.Action}
	x.toldOf[key] = append(x.toldOf[key], t)
	switch {
	case t.Duty == DutyPost && !slices.Contains(x.asked[t.Subject], t.Owner):
		x.asked[t.Subject] = append(x.asked[t.Subject], t.Owner)
	case t.Duty == DutyReview:
		x.reviews[t.Action] = append(x.reviews[t.Action], t)
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
func (c Chase) about(who Contact) some[Indicator] {
	return some[Indicator]{c.Indicators, c.index.concerning[who.SlackID], who.Is(Admin)}
}

// actionsAbout are the open actions that may concern the person, in their order; for the performance team, all of them.
func (c Chase) actionsAbout(who Contact) some[Undertaken] {
	return some[Undertaken]{c.Undertaken, c.index.undertaken[who.SlackID], who.Is(Admin)}
}

// some are the elements at the places, or every one. They are gone through by number: the body of a loop over an
// iterator would keep a copy of the chase in memory for each person.
type some[T any] struct {
	of     []T
	places []int
	every  bool
}

func (s some[T]) count() int {
	if s.every {
		return len(s.of)
	}
	return len(s.places)
}

func (s some[T]) at(n int) T {
	if s.every {
		return s.of[n]
	}
	return s.of[s.places[n]]
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
func (c Chase) toldTo(who Contact) []Told { return c.index.told[who.SlackID] }

// opening is the collection in which the indicator's figure is asked for on the day.
func (c Chase) opening(f Frequency, day Date) opening {
	key := openKey{f, day}
	o, known := c.index.opened[key]
	if !known {
		o.Collection, o.period, o.open = Open(c.Collections, f, day)
		o.deadline = o.Deadline(c.Calendar)
		c.index.opened[key] = o
	}
	return o
}

// climbed is the rung of the indicator's ladder that its open collection has reached by the day, for one of at most two
// audiences.
func (c Chase) climbed(i Indicator, day Date, audiences ...Audience) (Step, bool) {
	key := climbKey{committee: i.Committee, openKey: openKey{i.Frequency, day}, first: audiences[0]}
	if len(audiences) > 1 {
		key.second = audiences[1]
	}
	reached, known := c.index.climbed[key]
	if !known {
		reached.step, reached.ok = c.ladderOf(i).climbed(c.opening(i.Frequency, day).Collection, c.Calendar, day, audiences...)
		c.index.climbed[key] = reached
	}
	return reached.step, reached.ok
}

// ladderOf is the ladder of the indicator's committee.
func (c Chase) ladderOf(i Indicator) Ladder {
	if ladder, known := c.index.ladders[i.Committee]; known {
		return ladder
	}
	return DefaultLadder
}

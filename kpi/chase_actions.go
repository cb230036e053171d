package kpi

import "slices"

// The duties about reds and what is done about them.
const (
	DutyAnswerRed  Duty = "answer"     // a Red figure of the open collection, of which it is theirs to say what is being done
	DutyAct        Duty = "act"        // an action of theirs that is due or past it
	DutyReview     Duty = "review"     // an action of theirs, since which a later period's figure has come in
	DutyUnanswered Duty = "unanswered" // a Red figure without actions, in a service that they manage
	DutyUndone     Duty = "undone"     // an action past its day: in a service that they manage, or for the performance team
)

// AboutAction reports whether the duty is about one action.
func (d Duty) AboutAction() bool { return d == DutyAct || d == DutyReview || d == DutyUndone }

// Undertaken is an open action, with what has been reported since it was raised.
type Undertaken struct {
	Action
	Later    Period // the latest period after the action's own that has a figure; zero: none has
	LaterDay Date   // the council's, on which that was first posted
}

// redManagerGrace is how many working days an owner has to say what is being done about a Red figure before their
// manager hears of it. On the day that the figure came in nobody is chased, as the answer to its posting has asked
// already.
const redManagerGrace = 3

// maxReviews is how many later periods an action is asked about. Whoever has gone on twice knows what they are doing.
const maxReviews = 2

// owedOfReds is what the person could be told about reds and actions: what is theirs to do, and what they watch.
func (c Chase) owedOfReds(who Contact, day Date) (own, watched []owedItem) {
	if len(c.Unanswered) == 0 && len(c.Undertaken) == 0 {
		return nil, nil
	}
	var all []owedItem
	if len(c.Unanswered) > 0 {
		about := c.about(who)
		for n := range about.count() {
			all = append(all, c.redItems(who, about.at(n), day)...)
		}
	}
	actions := c.actionsAbout(who)
	for n := range actions.count() {
		all = append(all, c.actionItems(who, actions.at(n), day)...)
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

// redItems is what the person could be told about the indicator's Red figure without actions in the open collection.
// Whoever is asked for the figure hears at the ladder's rungs for owner and deputy, and later the manager. Rungs that
// were reached before the figure came in count from then on.
func (c Chase) redItems(who Contact, i Indicator, day Date) []owedItem {
	k := c.opening(i.Frequency, day)
	subject := Subject{i.Code, k.period}
	posted, bare := c.Unanswered[subject]
	if !k.open || !bare {
		return nil
	}
	climbed := func(audiences ...Audience) (Step, bool) { return c.climbed(i, day, audiences...) }
	said := func(d Duty, s Step, earliest Date) []owedItem {
		since := s.day(k.Collection, c.Calendar)
		if since.Before(earliest) {
			since = earliest
		}
		if day.Before(since) {
			return nil
		}
		return []owedItem{{Item{Duty: d, Subject: subject, Step: s, Owner: i.Owner, Due: k.deadline}, since}}
	}
	if step, ok := c.postStep(who, i, c.whomToAsk(i, k.period, day), climbed); ok {
		return said(DutyAnswerRed, step, posted.AddDays(1))
	}
	if step, ok := climbed(ToManager); ok && c.watches(who, i) {
		return said(DutyUnanswered, step, c.Calendar.AddWorkingDays(posted, redManagerGrace))
	}
	return nil
}

// actionItems is what the person could be told about one open action. Whoever does it hears that a later figure came
// in, or else hears at the rungs of the committee's ladder about the action's own due day. After that day the manager
// and the performance team hear that it has passed. The ladder's opening rung is left out: whoever was given the action
// knows.
func (c Chase) actionItems(who Contact, u Undertaken, day Date) []owedItem {
	i, known := c.Named(u.Indicator)
	if !known {
		return nil
	}
	k := u.collection(c)
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

// collection is the action as if it were a collection of its own, from the day after it was raised to its due day.
func (u Undertaken) collection(c Chase) Collection {
	return Collection{Period: u.Period, Opens: DateOf(u.RaisedAt.In(c.Zone)).AddDays(1), Due: u.Due}
}

// toReview reports whether the action's owner is to look at it again by the day: once for each later period, maxReviews
// times at most.
func (c Chase) toReview(u Undertaken, day Date) bool {
	if u.Later.IsZero() || !u.LaterDay.Before(day) {
		return false
	}
	var earlier []Period
	for _, t := range c.index.reviews[u.ID] {
		if t.Period != u.Later && !slices.Contains(earlier, t.Period) {
			earlier = append(earlier, t.Period)
		}
	}
	return len(earlier) < maxReviews && !c.reviewed(u, day)
}

// reviewed reports whether the owner was asked about the action's later period on an earlier day. Then the action's own
// ladder goes on.
func (c Chase) reviewed(u Undertaken, day Date) bool {
	return slices.ContainsFunc(c.index.reviews[u.ID], func(t Told) bool {
		return t.Period == u.Later && t.Recipient == u.Owner && t.Day.Before(day)
	})
}

// ActionMemory is the earliest day from which it matters what was said of actions: the day on which the first open one
// was raised.
func (c Chase) ActionMemory(today Date) Date {
	since := today
	for _, u := range c.Undertaken {
		if raised := DateOf(u.RaisedAt.In(c.Zone)); raised.Before(since) {
			since = raised
		}
	}
	return since
}

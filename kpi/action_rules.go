package kpi

import "time"

// Undertaking is what somebody asks to be recorded as an action.
type Undertaking struct {
	Period Period // of the figure that it is raised against; zero for the indicator's latest
	Text   string
	Owner  string // Slack id of who does it; empty for the person who asks
	Due    Date
}

// Acting is the facts that decide about an action, read under the indicator's lock.
type Acting struct {
	Circumstances
	Committee Committee
	Manager   string // Slack id of who answers for the indicator; see ManagedBy
	Actions   []Action
	Person    func(slackID string) (Person, bool) // finds somebody in the register
}

// The bounds of an action.
const (
	maxActionDays  = 2 * 366 // until it is due; what takes longer can be several actions
	MaxOpenActions = 20      // of one indicator: nobody does more at once, and they must fit on a card
)

// DefaultActionDue is the day proposed for an action: six weeks from today, or the next working day after that.
func DefaultActionDue(today Date, cal Calendar) Date { return cal.OnOrAfter(today.AddDays(6 * 7)) }

// MayAct reports whether the person may record actions against the indicator's figure of the period. Those who may post
// it may, and so may whoever answers for the indicator.
func (c Acting) MayAct(who Person, p Period) bool {
	return who.MayPost(c.Indicator) || c.has(who, p) || who.SlackID != "" && who.SlackID == c.Manager
}

// MayKeep reports whether the person may change or settle an action. Those who may record one may, and so may who does
// it and who asked for it.
func (c Acting) MayKeep(who Person, a Action) bool {
	return c.MayAct(who, a.Period) || who.SlackID != "" && (who.SlackID == a.Owner || who.SlackID == a.RaisedBy)
}

// Raise decides on a new action. The error is a *Refusal, and then nothing is to be saved.
func (c Acting) Raise(u Undertaking, who Person, now time.Time) (Action, error) {
	p, err := c.Against(u.Period, who)
	if err != nil {
		return Action{}, err
	}
	return c.undertake(u, p, who, now)
}

// Against is the period against whose figure the person may record an action: p, or where p is zero the latest with a
// figure.
func (c Acting) Against(p Period, who Person) (Period, error) {
	if p.IsZero() {
		p = Latest(c.Figures)
	}
	if !c.MayAct(who, p) {
		return Period{}, Deny(FieldIndicator, "You cannot add actions to %s: only its owner, deputy or manager and the performance team can. Tell one of them what you have in mind.", c.Indicator.Code)
	}
	f := c.figure(p)
	switch {
	case f == nil && p.IsZero():
		return Period{}, Refuse(FieldIndicator, "%s has no figure yet, so there is nothing to act on. Post the figure first, such as `%s 142`.", c.Indicator.Code, c.Indicator.Code)
	case f == nil:
		return Period{}, Refuse(FieldIndicator, "%s has no figure for %s yet, so there is nothing to act on. Post the figure first, such as `%s 142`.", c.Indicator.Code, p.Words(), c.Indicator.Code)
	case f.Rating != Red && !c.Committee.ActionsOnAny:
		return Period{}, Refuse(FieldIndicator, "%s is %s for %s, and actions are recorded against Red figures. Say what is being done in the commentary instead; the performance team can let this committee have actions on any rating.",
			c.Indicator.Code, f.Rating, p.Words())
	}
	return p, nil
}

// undertake checks what is to be done, by whom and by when.
func (c Acting) undertake(u Undertaking, p Period, who Person, now time.Time) (Action, error) {
	a := Action{
		Indicator: c.Indicator.Code,
		Period:    p,
		Text:      CleanText(u.Text),
		Due:       u.Due,
		State:     ActionOpen,
		RaisedBy:  who.SlackID,
		RaisedAt:  now,
	}
	if a.Text == "" {
		return Action{}, Refuse(FieldAction, "The action is missing. Say what is to be done, such as `Two extra sessions from January`.")
	}
	if err := checkLength(FieldAction, "The action", a.Text, MaxAction); err != nil {
		return Action{}, err
	}
	if err := c.give(&a, u.Owner, who); err != nil {
		return Action{}, err
	}
	if err := c.checkActionDue(u.Due); err != nil {
		return Action{}, err
	}
	open := 0
	for _, other := range c.Actions {
		if !other.Settled() {
			open++
		}
	}
	if open >= MaxOpenActions {
		return Action{}, Refuse(FieldAction, "%s already has %d open actions, the most that it can have. Close or replace one first: `actions %s` lists them.", c.Indicator.Code, open, c.Indicator.Code)
	}
	return a, nil
}

// give sets who does the action: the person who asks, if nobody is named.
func (c Acting) give(a *Action, owner string, who Person) error {
	if owner == "" {
		owner = who.SlackID
	}
	person, known := c.Person(owner)
	if !known {
		return Refuse(FieldWho, "That colleague is not in the register, so Chaser could not remind them. Choose somebody who is, or ask the performance team to add them.")
	}
	a.Owner, a.OwnerName = person.SlackID, person.Name
	return nil
}

func (c Acting) checkActionDue(due Date) error {
	last := c.Today.AddDays(maxActionDays)
	switch {
	case due.IsZero():
		return Refuse(FieldDue, "The day is missing. Say when it is due, such as `due %s`.", c.Today.AddDays(6*7).Short())
	case due.Before(c.Today):
		return Refuse(FieldDue, "%s has passed. Give a day from today on, such as `due %s`.", due.Words(), c.Today.AddDays(6*7).Short())
	case last.Before(due):
		return Refuse(FieldDue, "%s is more than two years away. Give a day up to %s; what takes longer can be several actions.", due.Words(), last.Words())
	}
	return nil
}

// Continue decides on other words, another owner or another day for an open action. An empty Text and a zero Owner or
// Due leave what stands. fresh is false where nothing changes. A day that has passed may stay, but cannot be set.
func (c Acting) Continue(a Action, u Undertaking, who Person) (changed Action, fresh bool, err error) {
	if err := c.mustKeep(a, who, "change"); err != nil {
		return Action{}, false, err
	}
	changed = a
	if text := CleanText(u.Text); text != "" && text != a.Text {
		if err := checkLength(FieldAction, "The action", text, MaxAction); err != nil {
			return Action{}, false, err
		}
		changed.Text = text
	}
	if u.Owner != "" && u.Owner != a.Owner {
		if err := c.give(&changed, u.Owner, who); err != nil {
			return Action{}, false, err
		}
	}
	if !u.Due.IsZero() && u.Due != a.Due {
		if err := c.checkActionDue(u.Due); err != nil {
			return Action{}, false, err
		}
		changed.Due = u.Due
	}
	return changed, changed != a, nil
}

// RefuseKeeping is for whoever may not change or settle an action. It says nothing of the action.
func (c Acting) RefuseKeeping(do string) *Refusal {
	return Deny(FieldAction, "You cannot %s this action: only who does it, who asked for it, the owner, deputy or manager of %s and the performance team can.", do, c.Indicator.Code)
}

// mustKeep refuses what the person may not do, and what comes too late because the action was taken back or settled.
func (c Acting) mustKeep(a Action, who Person, do string) error {
	switch {
	case !c.MayKeep(who, a):
		return c.RefuseKeeping(do)
	case a.State == ActionCancelled:
		return Refuse(FieldAction, "This action was taken back, so nothing was changed. If there is something to do, add another action.")
	case a.Settled():
		by := "somebody"
		if person, known := c.Person(a.SettledBy); known {
			by = person.Name
		}
		return Refuse(FieldAction, "%s has marked this action as %s already, so nothing was changed. If there is more to do, add another action.", by, a.State)
	}
	return nil
}

// Settle decides on the end of an open action: it is done, or dropped. Dropping it needs a reason.
func (c Acting) Settle(a Action, as ActionState, outcome string, who Person, now time.Time) (Action, error) {
	if err := c.mustKeep(a, who, "close"); err != nil {
		return Action{}, err
	}
	outcome = CleanText(outcome)
	switch {
	case as != ActionDone && as != ActionDropped:
		return Action{}, Refuse(FieldStatus, "An action is closed as done or as dropped. Choose one of them.")
	case as == ActionDropped && outcome == "":
		return Action{}, Refuse(FieldOutcome, "Say why it is dropped, so that the committee need not ask.")
	}
	if err := checkLength(FieldOutcome, "What came of it", outcome, MaxOutcome); err != nil {
		return Action{}, err
	}
	a.State, a.Outcome, a.SettledAt, a.SettledBy = as, outcome, now, who.SlackID
	return a, nil
}

// Replace decides on another action in the place of an open one. The new one is raised against the indicator's latest
// figure, whatever its rating: what was begun may still be done better.
func (c Acting) Replace(a Action, u Undertaking, who Person, now time.Time) (replaced, by Action, err error) {
	if err := c.mustKeep(a, who, "replace"); err != nil {
		return Action{}, Action{}, err
	}
	p := Latest(c.Figures)
	if p.Before(a.Period) {
		p = a.Period
	}
	if u.Owner == "" {
		u.Owner = a.Owner
	}
	rest := c
	rest.Actions = nil
	for _, other := range c.Actions {
		if other.ID != a.ID {
			rest.Actions = append(rest.Actions, other)
		}
	}
	if by, err = rest.undertake(u, p, who, now); err != nil {
		return Action{}, Action{}, err
	}
	a.State, a.SettledAt, a.SettledBy = ActionReplaced, now, who.SlackID
	return a, by, nil
}

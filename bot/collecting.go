package bot

import (
	"context"
	"fmt"

	"chaser/bot/line"
	"chaser/kpi"
	"chaser/words"
)

// collectingConversation is about one collection as people speak of it. Its days are set in the form of
// collectionsConversation; nothing closes a collection, or opens it again.
func collectingConversation() conversation {
	return conversation{
		heard: func(r line.Reader) (command, bool) {
			c, ok := r.Collecting()
			return askCollecting{c}, ok
		},
		help:  []helpLine{{typed: "extend Q3 to 31 January", does: "(performance team) moves the deadline; you see the days before they are saved", who: []audience{adminTeam}}},
		named: []string{"deadline", "deadlines", "extend", "extension", "close", "reopen"},
	}
}

// askCollecting is “extend Q3 to 31 January”, “close Q3” and “reopen Q3 for 178”.
type askCollecting struct {
	line.Collecting
}

func (askCollecting) effect() effect { return changes }

func (c askCollecting) answer(ctx context.Context, v *visit) (*Message, error) {
	collections, cal, err := v.store.Schedule(ctx)
	if err != nil {
		return nil, fmt.Errorf("collections: %w", err)
	}
	k, set := c.meant(collections, v)
	if c.Period.IsZero() {
		if k, set, err = v.store.CurrentCollection(ctx, v.today); err != nil {
			return nil, err
		}
	}
	of := collectingOf{Collecting: c.Collecting, collection: k, team: v.asker.Is(kpi.Admin), command: v.command}
	if set {
		of.deadline, of.today = k.Deadline(cal), v.today
		of.over = over(collections, k, v.today)
	}
	switch {
	case !set:
		return nil, of.unset()
	case c.Wants == line.CloseCollecting:
		return notClosedMessage(of), nil
	case v.today.Before(k.Opens):
		if c.Wants == line.ReopenCollecting {
			return notOpenYetMessage(of), nil
		}
	case c.Wants == line.ReopenCollecting:
		return notReopenedMessage(of), nil
	}
	return c.extend(ctx, v, of, cal)
}

// over reports whether a later collection than k has opened.
func over(collections []kpi.Collection, k kpi.Collection, today kpi.Date) bool {
	_, closed := kpi.Closed(collections, k.Period.Span(), k.Period, today)
	return closed
}

// meant is the collection of the period that the line names. A quarter without its year is the next that is set, where
// the one that ended last is no longer asked for.
func (c askCollecting) meant(collections []kpi.Collection, v *visit) (k kpi.Collection, set bool) {
	for _, one := range collections {
		if one.Period == c.Period {
			k, set = one, true
		}
	}
	if !c.Undated || c.Wants != line.ExtendCollecting || set && !over(collections, k, v.today) {
		return k, set
	}
	for _, one := range collections {
		if one.Period.YearAgo() == c.Period {
			return one, true
		}
	}
	return k, set
}

// extend opens the collection's form with the new deadline in it.
func (c askCollecting) extend(ctx context.Context, v *visit, of collectingOf, cal kpi.Calendar) (*Message, error) {
	switch {
	case !of.team:
		people, err := v.store.Team(ctx)
		if err != nil {
			return nil, err
		}
		return nil, of.deny(people)
	case c.Doubt != nil:
		return nil, c.Doubt
	case c.Code != "" || c.For != "":
		return nil, of.forAll()
	}
	f := collectionsForm{calendar: cal, timing: v.timing, collection: of.collection, standing: &of.collection}
	switch {
	case !c.Due.IsZero():
		f.collection.Due = c.Due
	case !c.Longer.IsZero():
		f.collection.Due = c.Longer.Than(of.deadline, cal)
	}
	if f.moves() {
		v.missing = f.moved() + " Nothing is changed yet."
	}
	return v.openModal(ctx, collectionDaysView(f))
}

// deny refuses to move the deadline for somebody who may not.
func (of collectingOf) deny(team []kpi.Person) error {
	whom := "the performance team"
	if len(team) > 0 {
		whom = teamNames(team)
	}
	return kpi.Deny(kpi.FieldIndicator, "Only the performance team moves a deadline, so nothing was changed. Figures for %s are due on %s; a late one can still be posted. For more time ask %s.",
		of.collection.Period.Words(), words.Weekday(of.deadline), whom)
}

// forAll refuses to move the deadline for one indicator, or for one committee.
func (of collectingOf) forAll() error {
	one, late := "“"+kpi.Excerpt(of.For)+"”", "A late figure can still be posted."
	if of.Code != "" {
		one, late = of.Code, fmt.Sprintf("A late figure of %s can still be posted.", of.Code)
	}
	to := of.Due
	if to.IsZero() {
		to = of.deadline.AddDays(7)
	}
	return kpi.Refuse(kpi.FieldIndicator, "All figures for %s are due on the same day, %s, and %s has none of its own, so nothing was changed. %s To move the day for everybody, type `%s extend %s to %s`.",
		of.collection.Period.Words(), words.Weekday(of.deadline), one, late, of.command, of.collection.Period, to.Short())
}

// unset refuses what is wanted of a collection that is not there.
func (of collectingOf) unset() error {
	what := "No collection is set for " + of.Period.Words()
	if of.Period.IsZero() {
		what = "No collection has opened yet"
	}
	if of.team {
		return kpi.Refuse(kpi.FieldIndicator, "%s, so nothing was changed. Type `%s admin collections` to set its days.", what, of.command)
	}
	return kpi.Refuse(kpi.FieldIndicator, "%s, so nothing was changed. Ask the performance team to set its days.", what)
}

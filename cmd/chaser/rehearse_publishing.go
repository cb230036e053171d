package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"chaser/kpi"
	"chaser/store"
)

// foreseen is a message that a rehearsal expects.
type foreseen struct {
	at        time.Time
	kind      kpi.NoticeKind
	recipient string // Slack id of a person or a channel
	name      string
	codes     []string
	period    kpi.Period
	why       string
	items     []kpi.Item
}

// foreseenOf are the messages that the ladder would send.
func foreseenOf(said []kpi.Rehearsed, chase kpi.Chase) []foreseen {
	names := map[string]string{}
	for _, p := range chase.People {
		names[p.SlackID] = p.Name
	}
	all := make([]foreseen, 0, len(said))
	for _, r := range said {
		all = append(all, foreseen{r.At, r.Kind(), r.Recipient, names[r.Recipient], r.Codes(), r.Period(), r.Why(chase.Calendar), r.Items})
	}
	return all
}

// foreseePublishing are the messages of the set days between two days, and of the working days before them, on which
// they are previewed. Nothing more is posted meanwhile: a period that is ready now is published on its day, and of any
// other the performance team is told that it waits.
func foreseePublishing(ctx context.Context, st *store.Store, chase kpi.Chase, from, to kpi.Date, zone *time.Location) ([]foreseen, error) {
	committees, err := st.Committees(ctx)
	if err != nil {
		return nil, err
	}
	var all []foreseen
	for _, k := range chase.Collections {
		if k.Publishes.IsZero() {
			continue
		}
		day := chase.Calendar.OnOrAfter(k.Publishes)
		before := kpi.DateOf(k.PreviewsFrom(chase.Calendar, zone))
		within := func(d kpi.Date) bool { return !d.Before(from) && !to.Before(d) }
		if !within(day) && !within(before) {
			continue
		}
		for _, c := range committees {
			ready, err := st.Readiness(ctx, c.Name, k.Period, day)
			var refusal *kpi.Refusal
			switch {
			case errors.As(err, &refusal) || err == nil && ready.Published():
				continue
			case err != nil:
				return nil, err
			}
			if set, err := st.SetDay(ctx, c.Name, k.Period); err != nil {
				return nil, err
			} else if set.Stopped != nil {
				continue
			}
			if within(before) {
				all = append(all, ofPreview(c, k, before.At(kpi.OfficeOpens, zone), chase.People)...)
			}
			if !within(day) {
				continue
			}
			all = append(all, ofSetDay(c, k.Period, day.At(kpi.OfficeOpens, zone), ready.Readiness, chase.People)...)
		}
	}
	return all, nil
}

// ofPreview is what the performance team is shown on the working day before.
func ofPreview(c kpi.Committee, k kpi.Collection, at time.Time, people []kpi.Contact) (said []foreseen) {
	for _, who := range people {
		if who.Is(kpi.Admin) {
			said = append(said, foreseen{
				at:        at,
				kind:      kpi.NewsPreview,
				recipient: who.SlackID,
				name:      who.Name,
				codes:     []string{},
				period:    k.Period,
				why:       fmt.Sprintf("what the set day of %s publishes for %s", k.Period.Words(), c.Name),
			})
		}
	}
	return said
}

// ofSetDay is what is said on the day when a committee's period is to be published.
func ofSetDay(c kpi.Committee, p kpi.Period, at time.Time, ready kpi.Readiness, people []kpi.Contact) (said []foreseen) {
	one := foreseen{
		at:     at,
		kind:   kpi.NewsPublishedAuto,
		codes:  []string{},
		period: p,
		why:    fmt.Sprintf("%s is published for %s on its set day", p.Words(), c.Name),
	}
	if !ready.Clean() {
		for _, l := range slices.Concat(ready.Missing, ready.Awaiting, ready.Lacking) {
			if !slices.Contains(one.codes, l.Code) {
				one.codes = append(one.codes, l.Code)
			}
		}
		one.kind = kpi.NewsPublishWaits
		one.why = fmt.Sprintf("%s is to be published for %s, and waits for figures, sign-offs or actions", p.Words(), c.Name)
	}
	for _, who := range people {
		if who.Is(kpi.Admin) {
			one.recipient, one.name = who.SlackID, who.Name
			said = append(said, one)
		}
	}
	if ready.Clean() && c.Channel != "" {
		one.kind, one.recipient, one.name = kpi.NewsRedSummary, c.Channel, "the channel of "+c.Name
		one.why = "the summary of the reds of " + p.Words()
		said = append(said, one)
	}
	return said
}

package main

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"chaser/demo/lookalike"
	"chaser/kpi"
	"chaser/store"
)

// Two processes that serve and one that ticks publish a quarter each day, and die at every point around a send and at
// any other moment, while Slack misbehaves. Every third is taken back and published again, and they die over that too.
// Every quarter is published once, and every page and card is seen once. The pages stand in order, and nothing is left
// of what was taken back.
func TestCrashesWhilePublishing(t *testing.T) {
	t.Parallel()
	drawn := rand.Uint64()
	random := rand.New(rand.NewPCG(drawn, 3))
	t.Logf("seed %d", drawn)
	rounds := min(*crashRounds, 8)
	r, days := quartersToPublish(t, rounds)
	c := newChasing(t, r, "2024-01-02 08:00")
	for round, day := range days {
		c.clock.set(day.At(10, c.zone))
		c.harm(random)
		c.dieAndSurvive(round, random)
		if round%3 == 1 {
			c.takeBackAndDie(round, random)
		}
		all, err := c.store.Publications(t.Context())
		check(t, err)
		if len(all) != round+1 {
			t.Fatalf("after round %d there are %d publications", round, len(all))
		}
	}
	c.channelReadOnce(rounds)
	if entries, broken, err := c.store.VerifyAudit(t.Context()); err != nil || broken != nil {
		t.Errorf("the audit trail of %d entries: %v %v", entries, broken, err)
	}
}

// takeBackAndDie takes back what was published last while processes die over removing it, and has it published again.
func (c *chasing) takeBackAndDie(round int, random *rand.Rand) {
	c.Helper()
	ctx := context.Background()
	all, err := c.store.Publications(ctx)
	check(c.TB, err)
	last, now := all[0], c.clock.Now()
	done, err := c.store.TakeBackPublication(ctx, store.Unpublish{By: "U0PERF", Publication: last.ID, Now: now, Today: kpi.DateOf(now.In(c.zone)), Zone: c.zone})
	check(c.TB, err)
	if done.Said == 0 {
		c.Fatalf("round %d: nothing was said that could be removed", round)
	}
	for _, f := range []lookalike.Fault{{Harm: lookalike.CutAfter}, {Harm: lookalike.Broken}, {Harm: lookalike.Limited, RetryAfter: time.Second}} {
		f.Method = "chat.delete"
		c.slack.Fault(f)
	}
	c.dieAndSurvive(round, random)
	again, err := c.store.Publish(ctx, store.Publish{By: "U0PERF", Committee: last.Committee, Period: last.Period, Now: now, Today: kpi.DateOf(now.In(c.zone))})
	check(c.TB, err)
	if !again.Fresh {
		c.Fatalf("round %d: it was not published again: %+v", round, again)
	}
	c.harm(random)
	c.dieAndSurvive(round, random)
}

// quartersToPublish is the seed with so many quarters of figures like its last, each to be published by itself on a
// working day of its own.
func quartersToPublish(t *testing.T, rounds int) (kpi.Register, []kpi.Date) {
	t.Helper()
	r := seedCouncil(t)
	last := kpi.Quarter(2023, 2)
	latest := map[string]kpi.Figure{}
	for _, f := range r.Figures {
		if f.Period == last {
			f.Actions = "Something is done about it."
			latest[f.Indicator] = f
		}
	}
	for n, i := range r.Indicators { // two more reds, so that the summary takes two messages
		if higher, ok := map[string]int64{"REG2": 65, "DAV2": 80}[i.Code]; ok {
			target := decimal.NewFromInt(higher)
			r.Indicators[n].Target, r.Indicators[n].Targets = &target, nil
		}
	}
	r.Collections, r.Figures = nil, nil
	var (
		cal  kpi.Calendar
		days []kpi.Date
	)
	publishes, opens, p := kpi.Date{Year: 2024, Month: 1, Day: 2}, kpi.Date{Year: 2020, Month: 1, Day: 1}, kpi.Quarter(2020, 1)
	for range rounds {
		r.Collections = append(r.Collections, kpi.Collection{
			Period: p, Opens: opens, Due: opens.AddDays(5), CommitteeDate: kpi.Date{Year: 2024, Month: 6, Day: 1}, Publishes: publishes,
		})
		for _, i := range r.Indicators {
			f := latest[i.Code]
			f.Period = p
			r.Figures = append(r.Figures, f)
		}
		days = append(days, publishes)
		publishes, opens, p = cal.AddWorkingDays(publishes, 1), opens.AddDays(10), p.Next()
	}
	return r, days
}

// channelReadOnce checks that the committee has read all that was to be told it, once, the pages of each summary one
// after another and each card in the thread of its page.
func (c *chasing) channelReadOnce(rounds int) {
	c.Helper()
	seen := map[string][]lookalike.Seen{}
	for _, m := range c.slack.Messages("C0CSMI", "U0CLLR1") {
		var about struct {
			Payload struct {
				Key string `json:"key"`
			} `json:"event_payload"`
		}
		if len(m.Metadata) > 0 {
			check(c.TB, json.Unmarshal(m.Metadata, &about))
			seen[about.Payload.Key] = append(seen[about.Payload.Key], m)
		}
	}
	all, err := c.store.NotificationsSince(context.Background(), time.Time{})
	check(c.TB, err)
	publications, err := c.store.Publications(context.Background())
	check(c.TB, err)
	stands := map[int64]bool{}
	for _, p := range publications {
		stands[p.ID] = true
	}
	told, lastPage := 0, map[int64]string{}
	for _, n := range all {
		if n.Recipient != "C0CSMI" {
			continue
		}
		var about store.SummaryAbout
		check(c.TB, n.About(&about))
		if !stands[about.Publication] {
			if len(seen[n.Token]) != 0 {
				c.Errorf("%s %d was taken back, and is seen %d times", n.Kind, n.ID, len(seen[n.Token]))
			}
			continue
		}
		told++
		if len(seen[n.Token]) != 1 || n.State != store.Sent {
			c.Errorf("%s %d is %s and was seen %d times", n.Kind, n.ID, n.State, len(seen[n.Token]))
			continue
		}
		m := seen[n.Token][0]
		switch {
		case n.Kind == kpi.NewsRedCard && m.ThreadTS != lastPage[about.Publication]:
			c.Errorf("the card %d stands in the thread %s, its page is %s", n.ID, m.ThreadTS, lastPage[about.Publication])
		case n.Kind == kpi.NewsRedSummary:
			if m.TS <= lastPage[about.Publication] {
				c.Errorf("page %d of publication %d stands before the page before it", about.Page, about.Publication)
			}
			lastPage[about.Publication] = m.TS
		}
	}
	if want := rounds * 10; told != want || len(seen) != want {
		c.Errorf("%d messages were to be told and %d are seen, of %d", told, len(seen), want)
	}
}

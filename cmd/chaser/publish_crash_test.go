package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"chaser/demo/lookalike"
	"chaser/doubt"
	"chaser/kpi"
	"chaser/store"
)

// Two processes that serve and one that ticks publish a quarter each day, and die at every point around a send and at
// any other moment, while Slack misbehaves. Every third is taken back and published again, and they die over that too.
// Beside it all the figures are corrected, of the quarter itself and of the one before. Every quarter is published
// once, every page, every card and every erratum is seen once, the pages stand in order, the performance team is told
// of each correction once, and nothing is left of what was taken back.
func TestCrashesWhilePublishing(t *testing.T) {
	t.Parallel()
	drawn := rand.Uint64()
	random := rand.New(rand.NewPCG(drawn, 3))
	t.Logf("seed %d", drawn)
	rounds := min(max(2, *crashRounds), 8) // what the second publishes is taken back
	r, days := quartersToPublish(t, rounds)
	c := newChasing(t, r, "2024-01-02 08:00")
	var corrections corrected
	for round, day := range days {
		c.clock.set(day.At(10, c.zone))
		takenBack := round%3 == 1 // which nobody may have corrected by then
		var of []kpi.Period
		if !takenBack {
			of = append(of, r.Collections[round].Period)
		}
		if round > 0 {
			of = append(of, r.Collections[round-1].Period)
		}
		c.harm(random)
		c.correctAndDie(&corrections, of, round, random)
		if takenBack {
			c.takeBackAndDie(&corrections, round, random)
		}
		all, err := c.store.Publications(t.Context())
		check(t, err)
		if len(all) != round+1 {
			t.Fatalf("after round %d there are %d publications", round, len(all))
		}
	}
	c.dieAndSurvive(rounds, random) // over the last corrections
	c.channelReadOnce(rounds, corrections.told)
	c.toldOnce(&corrections)
	t.Logf("%d figures were posted beside it, %d of them corrections", corrections.posted, len(corrections.told))
	if entries, broken, err := c.store.VerifyAudit(t.Context()); err != nil || broken != nil {
		t.Errorf("the audit trail of %d entries: %v %v", entries, broken, err)
	}
}

// takeBackAndDie takes back what was published last while processes die over removing it, and has it published again.
func (c *chasing) takeBackAndDie(corrections *corrected, round int, random *rand.Rand) {
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
	before := len(corrections.told)
	c.correctAndDie(corrections, []kpi.Period{last.Period}, round, random)
	if len(corrections.told) != before {
		c.Fatalf("round %d: a correction of what was taken back was asked about", round)
	}
	again, err := c.store.Publish(ctx, store.Publish{By: "U0PERF", Committee: last.Committee, Period: last.Period, Now: now, Today: kpi.DateOf(now.In(c.zone))})
	check(c.TB, err)
	if !again.Fresh {
		c.Fatalf("round %d: it was not published again: %+v", round, again)
	}
	c.harm(random)
	c.correctAndDie(corrections, []kpi.Period{last.Period}, round, random)
}

// corrected is what was posted of quarters that are published meanwhile: what was confirmed as a correction, by the
// figure that it made, and how much was posted in all.
type corrected struct {
	told   map[int64]string // the figure in words
	posted int
}

// correctAndDie posts a new figure for each of the periods while processes die, and confirms what is asked about it.
func (c *chasing) correctAndDie(corrections *corrected, of []kpi.Period, round int, random *rand.Rand) {
	c.Helper()
	var (
		beside sync.WaitGroup
		made   = make([]store.Posted, len(of))
		shown  = make([]bool, len(of))
		errs   = make([]error, len(of))
		now    = c.clock.Now()
	)
	for n, p := range of {
		corrections.posted++
		value, err := kpi.ParseTyped(strconv.Itoa(142 + corrections.posted%40))
		check(c.TB, err)
		post := store.Post{
			RequestID: fmt.Sprint("correction ", corrections.posted), By: "U0CORONER", Code: "178", Now: now, Today: kpi.DateOf(now.In(c.zone)), Zone: c.zone,
			Posting: kpi.Posting{Period: p, Typed: &value, Reason: "Counted again."},
		}
		after := time.Duration(random.IntN(900)) * time.Millisecond // a process has begun to publish by then, or has not
		beside.Go(func() {
			<-time.After(after)
			made[n], shown[n], errs[n] = c.confirms(post)
		})
	}
	c.dieAndSurvive(round, random)
	beside.Wait()
	for n := range of {
		if errs[n] != nil {
			c.Fatalf("round %d: correcting %s: %v", round, of[n], errs[n])
		}
		if !shown[n] {
			continue
		}
		if corrections.told == nil {
			corrections.told = map[int64]string{}
		}
		corrections.told[made[n].FigureID] = made[n].Card.Indicator.ShowFigure(*made[n].Card.Figure)
	}
}

// confirms posts and confirms whatever is asked, and reports whether a correction was shown.
func (c *chasing) confirms(p store.Post) (store.Posted, bool, error) {
	for {
		posted, err := c.store.PostFigure(context.Background(), p)
		var q *doubt.Question
		if !errors.As(err, &q) {
			return posted, p.Shown != "", err
		}
		p.Sure = append(p.Sure, q.Kinds()...)
		if q.Correction != nil {
			p.Shown = q.Correction.Seal()
		}
	}
}

// toldOnce checks that the performance team has read of each correction once, and of nothing else as of one.
func (c *chasing) toldOnce(corrections *corrected) {
	c.Helper()
	said, told := c.said(), map[int64]int{}
	for _, n := range c.planned() {
		if n.Kind != kpi.NewsCorrected {
			continue
		}
		var about store.CorrectedAbout
		check(c.TB, n.About(&about))
		for _, of := range about.Of {
			told[of.Figure]++
		}
		if len(said[n.Token]) != 1 || n.State != store.Sent || n.Recipient != "U0PERF" || len(about.Of) != 1 {
			c.Errorf("the message to %s about the corrections %+v is %s and was seen %d times", n.Recipient, about.Of, n.State, len(said[n.Token]))
		}
	}
	for figure, times := range told {
		if corrections.told[figure] == "" || times != 1 {
			c.Errorf("the performance team is told %d times of figure %d, which was a correction: %t", times, figure, corrections.told[figure] != "")
		}
	}
	if len(told) != len(corrections.told) {
		c.Errorf("the performance team is told of %d of %d corrections", len(told), len(corrections.told))
	}
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
// after another, each card in the thread of its page, and each correction's erratum, whole, in a thread of its own
// publication.
func (c *chasing) channelReadOnce(rounds int, corrections map[int64]string) {
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
	told, lastPage, errata := 0, map[int64]string{}, map[int64]int{}
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
		case n.Kind == kpi.NewsErratum:
			var of store.ErratumAbout
			check(c.TB, n.About(&of))
			errata[of.Figure]++
			if figure := corrections[of.Figure]; figure == "" || errata[of.Figure] > 1 || m.ThreadTS == "" || !strings.Contains(string(m.Blocks), "Now: "+figure) {
				c.Errorf("erratum %d of figure %d, %s, in the thread %q: %s", errata[of.Figure], of.Figure, figure, m.ThreadTS, m.Blocks)
			}
		case n.Kind == kpi.NewsRedCard && m.ThreadTS != lastPage[about.Publication]:
			c.Errorf("the card %d stands in the thread %s, its page is %s", n.ID, m.ThreadTS, lastPage[about.Publication])
		case n.Kind == kpi.NewsRedSummary:
			if m.TS <= lastPage[about.Publication] {
				c.Errorf("page %d of publication %d stands before the page before it", about.Page, about.Publication)
			}
			lastPage[about.Publication] = m.TS
		}
	}
	if want := rounds*10 + len(corrections); told != want || len(seen) != want || len(errata) != len(corrections) {
		c.Errorf("%d messages were to be told and %d are seen, of %d; %d errata of %d corrections", told, len(seen), want, len(errata), len(corrections))
	}
}

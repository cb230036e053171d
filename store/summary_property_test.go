package store

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"chaser/internal/thorough"
	"chaser/kpi"
)

// Councils that are made up at random post figures of every status, sign some off, send some back, move indicators from
// one committee to the other, and publish quarters and years in any order. Each summary compares with what that
// committee was shown last of an earlier period of the same length, its sums hold, it is as it was previewed, and it
// stays as it was said whatever happens later.
func TestSummariesOfRandomCouncils(t *testing.T) {
	t.Parallel()
	for seed := range thorough.Plays[uint64](1, 3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			c := newPublishingCouncil(t, seed)
			for range 3 {
				for range 5 {
					c.post()
				}
				c.sign()
				if c.rand.IntN(2) == 0 {
					i := &c.register.Indicators[c.rand.IntN(len(c.register.Indicators))]
					i.Committee = c.register.Committees[c.rand.IntN(2)].Name
					mustImport(t, c.s, kpi.Register{Indicators: c.register.Indicators})
				}
				for range 5 {
					c.publish()
				}
				c.compare()
			}
			if len(c.published) == 0 || c.moved == 0 {
				t.Errorf("of %d publications none says that anything moved", len(c.published))
			}
			t.Logf("%d publications, %d moves", len(c.published), c.moved)
		})
	}
}

type publishingCouncil struct {
	t         *testing.T
	s         *Store
	rand      *rand.Rand
	register  kpi.Register
	periods   []kpi.Period
	published []Publication // the first first
	said      map[int64]kpi.Summary
	clock     time.Time
	posted    int
	moved     int
}

func newPublishingCouncil(t *testing.T, seed uint64) *publishingCouncil {
	s, _ := empty(t)
	c := &publishingCouncil{t: t, s: s, rand: rand.New(rand.NewPCG(seed, 12)), said: map[int64]kpi.Summary{}, clock: monday}
	c.register.People = []kpi.Person{{SlackID: "U0PERF", Name: "Performance team", Roles: []kpi.Role{kpi.Admin}}, {SlackID: "U0LEAD", Name: "Lead"}, {SlackID: "U0MGR", Name: "Manager"}}
	c.register.Committees = []kpi.Committee{{Name: "One", Channel: "C0ONE", SignOff: kpi.ManagerSignOff}, {Name: "Two", Channel: "C0TWO"}}
	c.periods = []kpi.Period{kpi.Quarter(2022, 4), kpi.Quarter(2023, 1), kpi.Quarter(2023, 2), kpi.Quarter(2023, 3), kpi.FinancialYear(2021), kpi.FinancialYear(2022)}
	for _, p := range c.periods {
		c.register.Collections = append(c.register.Collections, kpi.Collection{Period: p, Opens: p.End().AddDays(2), Due: p.End().AddDays(20)})
	}
	for n := range 8 {
		target := decimal.NewFromInt(100)
		i := kpi.Indicator{
			Code: fmt.Sprint("I", n), Title: "T", Committee: c.register.Committees[n%2].Name, Unit: kpi.Count, Direction: kpi.Up, Kind: kpi.Target, Target: &target,
			Compare: kpi.WithPrevious, Frequency: kpi.Quarterly, Owner: "U0LEAD", Manager: "U0MGR",
		}
		switch n {
		case 4, 5:
			i.Frequency = kpi.HalfYearly
		case 6, 7:
			i.Frequency = kpi.Yearly
		}
		c.register.Indicators = append(c.register.Indicators, i)
		for _, p := range c.periods {
			if own, due := p.For(i.Frequency); due && c.rand.IntN(4) > 0 && own == p {
				value := decimal.NewFromInt(60 + c.rand.Int64N(50))
				c.register.Figures = append(c.register.Figures, kpi.Figure{Indicator: i.Code, Period: own, Value: &value, Status: kpi.Statuses[c.rand.IntN(4)]})
			}
		}
	}
	mustImport(t, s, c.register)
	return c
}

func (c *publishingCouncil) post() {
	i := c.register.Indicators[c.rand.IntN(len(c.register.Indicators))]
	p, due := c.periods[c.rand.IntN(len(c.periods))].For(i.Frequency)
	if !due {
		return
	}
	c.posted++
	c.clock = c.clock.Add(time.Minute)
	status, value := kpi.Statuses[c.rand.IntN(len(kpi.Statuses))], fmt.Sprint(60+c.rand.IntN(50))
	if status == kpi.Unavailable {
		value = ""
	}
	posting := kpi.Posting{Words: "Counted again"}
	if value != "" {
		posting = typed(c.t, value, posting.Words)
	}
	posting.Period, posting.Status = p, status
	confirm(c.t, c.s, Post{RequestID: fmt.Sprint(c.posted), By: "U0LEAD", Code: i.Code, Posting: posting, Now: c.clock, Today: today})
}

// sign has the manager sign off some of what waits, and send some back.
func (c *publishingCouncil) sign() {
	waiting, err := everyUnsigned(c.t.Context(), c.s, kpi.Person{SlackID: "U0MGR"})
	if err != nil {
		c.t.Fatal(err)
	}
	for _, u := range waiting {
		switch c.rand.IntN(4) {
		case 0:
			_, err = c.s.SendBack(c.t.Context(), Request{By: "U0MGR", Now: c.clock}, u.FigureID, "Look again", today)
		case 1, 2:
			_, err = c.s.SignOff(c.t.Context(), Request{By: "U0MGR", Now: c.clock}, []int64{u.FigureID}, today)
		}
		if err != nil {
			c.t.Fatal(err)
		}
	}
}

func (c *publishingCouncil) publish() {
	c.clock = c.clock.Add(time.Minute)
	committee, p := c.register.Committees[c.rand.IntN(2)].Name, c.periods[c.rand.IntN(len(c.periods))]
	preview, err := c.s.Preview(c.t.Context(), committee, p, today)
	if err != nil && strings.Contains(err.Error(), "no indicator that reports") {
		return
	}
	if err != nil {
		c.t.Fatal(err)
	}
	done, err := c.s.Publish(c.t.Context(), Publish{By: "U0PERF", Committee: committee, Period: p, Anyway: true, Now: c.clock, Today: today})
	if err != nil {
		c.t.Fatal(err)
	}
	if !done.Fresh {
		return
	}
	c.published = append(c.published, done.Publication)
	if said, _, err := c.s.Summary(c.t.Context(), done.Publication.ID); err != nil || !reflect.DeepEqual(said, preview.Summary) {
		c.t.Errorf("%s for %s was previewed as\n%+v\nand is (%v)\n%+v", p, committee, preview.Summary, err, said)
	}
}

func (c *publishingCouncil) compare() {
	c.t.Helper()
	for n, of := range c.published {
		s, _, err := c.s.Summary(c.t.Context(), of.ID)
		if err != nil {
			c.t.Fatal(err)
		}
		if before, again := c.said[of.ID]; again {
			if !reflect.DeepEqual(before, s) {
				c.t.Errorf("the summary of %s for %s was\n%+v\nand is\n%+v", of.Period, of.Committee, before, s)
			}
			continue
		}
		c.said[of.ID] = s
		c.moved += len(s.Moved)
		var last Publication
		for _, b := range c.published[:n] {
			if b.Committee == of.Committee && b.Period.Span() == of.Period.Span() && b.Period.Before(of.Period) && (last.ID == 0 || last.Period.Before(b.Period)) {
				last = b
			}
		}
		if last.ID != 0 && s.Before != last.Period || !s.Before.IsZero() && s.Before.Span() != of.Period.Span() {
			c.t.Errorf("%s for %s is compared with “%s”, not with “%s”", of.Period, of.Committee, s.Before, last.Period)
		}
		now, was := c.reds(of.ID), c.reds(last.ID)
		if last.ID == 0 { // what the cards remember
			was = s.Counts[0].Before
		}
		sum := was + len(s.MovedBy(kpi.IntoRed)) - len(s.MovedBy(kpi.OutOfRed)) + len(s.MovedBy(kpi.MovesOfNewlyReported...)) - len(s.MovedBy(kpi.MovesOfUnreported...))
		if s.Counts[0] != (kpi.RatingCount{Rating: kpi.Red, Now: now, Before: was}) || !s.Before.IsZero() && sum != now {
			c.t.Errorf("%s for %s: %d were Red, %d are, it counts %v and adds up to %d:\n%+v", of.Period, of.Committee, was, now, s.Counts[0], sum, s.Moved)
		}
	}
}

// reds is how many of a publication's cards are Red.
func (c *publishingCouncil) reds(publication int64) int {
	cards, err := c.s.PublishedCards(c.t.Context(), publication)
	if err != nil {
		c.t.Fatal(err)
	}
	return len(slices.DeleteFunc(cards, func(card kpi.Card) bool { return card.Assessment().Rating != kpi.Red }))
}

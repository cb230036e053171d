package main

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"chaser/doubt"
	"chaser/kpi"
	"chaser/store"
)

var (
	simulationSeed  = flag.Uint64("simulation.seed", 0, "replays a simulation; 0 draws a new one")
	simulationYears = flag.Int("simulation.years", 0, "how many financial years to play; the first has a 29 February. 0 plays one collection. CI plays 3")
)

// Financial years of the seed's council, each with both changes of the clock: people post at random times or never,
// Slack is away for three days now and then, and the process is stopped over week-ends. Every message is seen once, by
// nobody at the wrong hour, and nobody is asked for what is there.
func TestYears(t *testing.T) {
	t.Parallel()
	drawn := *simulationSeed
	if drawn == 0 {
		drawn = rand.Uint64()
	}
	t.Logf("replay with -simulation.seed=%d", drawn)
	s := &simulation{rand: rand.New(rand.NewPCG(drawn, 1)), answered: map[kpi.Subject]time.Time{}, settled: map[int64]time.Time{}}
	r := seedCouncil(t)
	r.Collections = nil
	years := max(1, *simulationYears)
	for year := 2023; year < 2023+years; year++ {
		for quarter := 1; quarter <= 4; quarter++ {
			r.Collections = append(r.Collections, s.collection(kpi.Quarter(year, quarter)))
		}
	}
	first, last := kpi.Date{Year: 2023, Month: 7, Day: 1}, kpi.Date{Year: 2023 + years, Month: 7, Day: 1}
	if *simulationYears == 0 { // one collection, and the clock's change in autumn
		first, last = kpi.Date{Year: 2023, Month: 9, Day: 25}, kpi.Date{Year: 2023, Month: 11, Day: 10}
		r.Collections = r.Collections[1:]
	}
	r.Figures = slices.DeleteFunc(r.Figures, func(f kpi.Figure) bool { return !f.Period.Before(r.Collections[0].Period) }) // they are yet to come
	s.council = r
	s.chasing = newChasing(t, r, first.String()+" 00:00")
	for day := first; day.Before(last); day = day.AddDays(1) {
		s.live(day)
	}
	s.away.Store(false)
	s.clock.set(last.At(8, s.zone))
	s.tick()
	s.seenOnce()
	s.spokenWell()
	t.Logf("%d messages, %d figures posted, %d reds answered, %d actions settled", len(s.planned()), len(s.posted), len(s.answered), len(s.settled))
}

type simulation struct {
	*chasing
	council   kpi.Register
	rand      *rand.Rand
	downUntil kpi.Date
	posted    map[kpi.Subject]time.Time
	answered  map[kpi.Subject]time.Time // Red figures that somebody has said what they do about
	settled   map[int64]time.Time       // actions
}

func (s *simulation) collection(p kpi.Period) kpi.Collection {
	var cal kpi.Calendar
	opens := cal.AddWorkingDays(p.End(), 1+s.rand.IntN(3))
	due := cal.AddWorkingDays(opens, 8+s.rand.IntN(8)).AddDays(s.rand.IntN(3)) // sometimes on a Saturday
	return kpi.Collection{Period: p, Opens: opens, Due: due, CommitteeDate: cal.AddWorkingDays(due, 3+s.rand.IntN(30))}
}

// live is a day of the council's.
func (s *simulation) live(day kpi.Date) {
	weekday := day.At(12, time.UTC).Weekday()
	if weekday == time.Saturday || weekday == time.Sunday {
		return // the process is stopped
	}
	if s.rand.IntN(60) == 0 {
		s.downUntil = day.AddDays(3)
	}
	if !day.Before(s.downUntil) {
		s.away.Store(false)
	}
	hours := []int{8, 9, 9 + s.rand.IntN(8), 17}
	for n, hour := range hours {
		if n != 1 && s.rand.IntN(6) != 0 { // mostly the nine o'clock tick alone, sometimes it is missed
			continue
		}
		s.clock.set(day.At(hour, s.zone).Add(time.Duration(s.rand.IntN(59)) * time.Minute))
		if s.downUntil == (day.AddDays(3)) {
			s.away.Store(true)
		}
		s.tickIfSlackIsThere()
		s.maybePost(day)
		s.maybeAct(day)
	}
}

func (s *simulation) tickIfSlackIsThere() {
	if !s.away.Load() {
		s.tick()
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), 150*time.Millisecond)
	defer cancel()
	_, _ = s.jobs.Once(ctx) // it fails, as it must
}

// maybePost has somebody post one of the figures that are owed.
func (s *simulation) maybePost(day kpi.Date) {
	if s.rand.IntN(2) == 0 {
		return
	}
	i := s.council.Indicators[s.rand.IntN(len(s.council.Indicators))]
	_, p, open := kpi.Open(s.council.Collections, i.Frequency, day)
	if !open || i.Owner == "" || s.there(kpi.Subject{Indicator: i.Code, Period: p}) {
		return
	}
	figure, err := kpi.ParseTyped(fmt.Sprint(1 + s.rand.IntN(90)))
	check(s.TB, err)
	_, err = s.store.PostFigure(context.Background(), store.Post{
		RequestID: fmt.Sprint("r", s.rand.Uint64()), By: i.Owner, Code: i.Code, Now: s.clock.Now(), Today: day, Posting: kpi.Posting{Typed: &figure},
		Sure: doubt.Kinds, // any number is as good as another
	})
	check(s.TB, err)
	if s.posted == nil {
		s.posted = map[kpi.Subject]time.Time{}
	}
	s.posted[kpi.Subject{Indicator: i.Code, Period: p}] = s.clock.Now()
}

// there reports whether the figure is: somebody has posted it, or the register came with it.
func (s *simulation) there(of kpi.Subject) bool {
	_, posted := s.posted[of]
	return posted || slices.ContainsFunc(s.council.Figures, func(f kpi.Figure) bool { return f.Indicator == of.Indicator && f.Period == of.Period })
}

// maybeAct has somebody say what they do about a Red figure, or close what they did, as rarely as people do.
func (s *simulation) maybeAct(day kpi.Date) {
	if s.rand.IntN(4) > 0 {
		return
	}
	chase, err := s.store.Chase(context.Background(), s.zone, day)
	check(s.TB, err)
	request := store.ActionRequest{RequestID: fmt.Sprint("a", s.rand.Uint64()), Now: s.clock.Now(), Today: day}
	if len(chase.Undertaken) > 0 && s.rand.IntN(3) == 0 {
		u := chase.Undertaken[s.rand.IntN(len(chase.Undertaken))]
		request.By = u.Owner
		_, err := s.store.SettleAction(context.Background(), request, u.ID, kpi.ActionDone, "")
		check(s.TB, err)
		s.settled[u.ID] = s.clock.Now()
		return
	}
	for _, i := range chase.Indicators {
		_, p, open := kpi.Open(chase.Collections, i.Frequency, day)
		subject := kpi.Subject{Indicator: i.Code, Period: p}
		if _, bare := chase.Unanswered[subject]; !open || !bare || s.rand.IntN(3) > 0 {
			continue
		}
		request.By = i.Owner
		u := kpi.Undertaking{Text: "Something", Period: p, Due: day.AddDays(1 + s.rand.IntN(150))}
		_, err := s.store.RaiseAction(context.Background(), request, i.Code, u)
		check(s.TB, err)
		s.answered[subject] = s.clock.Now()
		return
	}
}

// spokenWell checks what was said: one message a person a day, in office hours, on working days, of figures that were
// not there.
func (s *simulation) spokenWell() {
	s.Helper()
	var cal kpi.Calendar
	days := map[string]bool{}
	asked := map[kpi.Duty]int{}
	for _, n := range s.planned() {
		if n.State != store.Sent || n.IsNews() { // news comes when something happens
			continue
		}
		key := n.Recipient + n.Day.String()
		if days[key] {
			s.Errorf("%s had two messages on %s", n.Recipient, n.Day)
		}
		days[key] = true
		if !cal.Works(n.Day) {
			s.Errorf("%s had a message on %s, %s", n.Recipient, n.Day, cal.DayOff(n.Day))
		}
		for _, i := range n.Items {
			at, over := s.posted[i.Subject]
			switch i.Duty {
			case kpi.DutyBoard:
				over = false
			case kpi.DutyAnswerRed, kpi.DutyUnanswered:
				at, over = s.answered[i.Subject]
			case kpi.DutyAct, kpi.DutyReview, kpi.DutyUndone:
				at, over = s.settled[i.Action]
			}
			if over && at.Before(n.From) {
				s.Errorf("%s was asked on %s about %s of %s (%s), which was over at %s", n.Recipient, n.Day, i.Indicator, i.Period, i.Duty, at)
			}
			asked[i.Duty]++
		}
	}
	all := []kpi.Duty{kpi.DutyPost}
	if *simulationYears > 0 { // one collection may go by without them
		all = append(all, kpi.DutyEscalate, kpi.DutyAnswerRed, kpi.DutyAct)
	}
	if *simulationYears >= 3 { // one year may go by without them
		all = append(all, kpi.DutyUnanswered, kpi.DutyReview, kpi.DutyUndone)
	}
	for _, d := range all {
		if asked[d] == 0 {
			s.Errorf("in all that time nobody was told of the duty %q; the simulation proves nothing of it", d)
		}
	}
}

package jobs

import (
	"context"
	"errors"
	"sync"
	"time"

	"chaser/kpi"
	"chaser/store"
)

// Slack lets an app ask about some 100 people a minute (users.info is of its tier 4, “100+ per minute”). A round of
// asking leaves a few of those questions to messages that are to be said at once.
//
// Source: https://docs.slack.dev/reference/methods/users.info
const (
	usersInfo     = "users.info"
	mostAMinute   = 98
	roundAMinute  = 90
	askAtOnce     = 4 // questions under way at a time
	failuresInRow = 8 // then Slack counts as unreachable, and the next round asks about the rest
)

// meeting is what came of a round of asking.
type meeting struct {
	held []string      // whose messages wait, as Slack has not said whether they are away
	left int           // how many people are still to be asked about
	wait time.Duration // until Slack can be asked again; 0 where nobody is left who can be asked about
}

// meetPeople asks Slack in which time zone people are and who is away. It asks about everybody who is about to be
// written to, or would be, if everyone whom Slack calls away or deactivated were back. Each answer may show others to
// be written to, who are asked about next.
//
// It keeps to Slack's rate, and stops as soon as Slack limits it. It leaves to the next round whomever it would have to
// wait for longer than patience.
//
// If Slack gives no answer, what was known is used in the end: a reminder at eleven by the council's clock is better
// than none.
func (s *Scheduler) meetPeople(ctx context.Context, at store.Clocks, patience time.Duration) (meeting, error) {
	r := round{
		Scheduler: s,
		at:        at,
		until:     s.Machine().Add(patience),
		failed:    map[string]bool{},
		stands:    map[string]bool{},
	}
	for {
		chase, err := s.Store.ChaseNow(ctx, at)
		if err != nil {
			return meeting{}, err
		}
		unmet := chase.Unmet(at.Now)
		since, err := s.Store.AwaitSlack(ctx, at.Now, unmet...)
		if err != nil {
			return meeting{}, err
		}
		more, err := r.ask(ctx, unmet)
		if err != nil {
			return meeting{}, err
		}
		if more {
			continue
		}
		unasked := make(map[string]kpi.Unasked, len(unmet))
		for _, id := range unmet {
			if r.stands[id] {
				continue
			}
			unasked[id] = kpi.Unasked{Since: since[id], Failed: r.failed[id]}
		}
		return meeting{chase.Held(at.Now, unasked), len(unasked), r.wait}, nil
	}
}

// round is one round of asking.
type round struct {
	*Scheduler
	at     store.Clocks
	until  time.Time       // by the machines' clock: the latest end of a wait
	failed map[string]bool // people about whom Slack gave no answer
	stands map[string]bool // people of whom a recent answer is used, as asking again would have to wait
	inRow  int             // failures in a row
	wait   time.Duration   // until asking can go on; more than 0 ends the round
}

// ask asks about as many people as may be asked about in a minute. Who they are was read once for all of them, as
// reading it takes seconds on a morning on which everybody is to be written to. more reports whether it did; then who
// is to be asked about must be looked up again, as the answers may have changed it.
func (r *round) ask(ctx context.Context, unmet []string) (more bool, err error) {
	var next []string
	for _, id := range unmet {
		if !r.failed[id] && !r.stands[id] && len(next) < roundAMinute {
			next = append(next, id)
		}
	}
	if len(next) == 0 || r.wait > 0 || r.inRow >= failuresInRow {
		return false, nil
	}
	turns, wait, err := r.Store.TakeTurns(ctx, usersInfo, len(next), roundAMinute, r.Machine())
	if err != nil {
		return false, err
	}
	if turns == 0 {
		// In a rehearsed quarter days go by in minutes. Whoever was asked about in the last hour need not be asked
		// about again.
		lately, err := r.Store.AskedSince(ctx, r.Machine().Add(-kpi.KnownFor), next...)
		for _, id := range lately {
			r.stands[id] = true
		}
		if err != nil || len(lately) > 0 {
			return err == nil, err
		}
		if r.Machine().Add(wait).After(r.until) {
			r.wait = wait
			return false, nil
		}
		return true, r.Wait(ctx, wait)
	}
	met, err := r.askAll(ctx, next[:turns])
	if err := errors.Join(err, r.Store.RecordSlackPeople(ctx, r.at, met...)); err != nil {
		return false, err
	}
	return true, ctx.Err()
}

// askAll asks about each of the people, a few at a time. If Slack limits one question, it stops, and so does every
// other process.
func (r *round) askAll(ctx context.Context, people []string) (met []store.SlackPerson, err error) {
	var (
		each sync.WaitGroup
		mu   sync.Mutex
		ids  = make(chan string)
	)
	for range min(askAtOnce, len(people)) {
		each.Go(func() {
			for id := range ids {
				person, failure := r.Courier.SlackPerson(ctx, id, r.at.Now)
				mu.Lock()
				if failure == nil {
					met, r.inRow = append(met, person), 0
				} else {
					err = errors.Join(err, r.failure(ctx, id, failure))
				}
				mu.Unlock()
			}
		})
	}
	for _, id := range people {
		mu.Lock()
		over := r.wait > 0 || r.inRow >= failuresInRow || ctx.Err() != nil
		mu.Unlock()
		if over {
			break
		}
		ids <- id
	}
	close(ids)
	each.Wait()
	return met, err
}

// failure records a question that Slack did not answer.
func (r *round) failure(ctx context.Context, id string, failure error) error {
	var busy store.SlackBusy
	if errors.As(failure, &busy) {
		r.wait = max(r.wait, busy.For)
		return r.Store.LeaveAlone(ctx, usersInfo, busy.For, r.Machine())
	}
	r.failed[id] = true
	r.inRow++
	r.Log.Warn("Slack does not say who this is; for two hours their reminder waits for it",
		"person", id, "error", failure)
	return nil
}

// meetReader asks about the person to whom a notification is about to be said, unless Slack was asked lately. wait is
// how long the notification must wait for the answer; gone reports that their account is deactivated.
//
// If Slack gives no answer, what was known is used: news does not wait, and a reminder has waited already.
func (s *Scheduler) meetReader(ctx context.Context, id int64) (wait time.Duration, gone bool, err error) {
	at := s.clocks()
	reader, is, err := s.Store.Reader(ctx, id, at.Now)
	if err != nil || !is || reader.Known {
		return 0, reader.Gone, err
	}
	turns, wait, err := s.Store.TakeTurns(ctx, usersInfo, 1, mostAMinute, at.Machine)
	if err != nil {
		return 0, false, err
	}
	if turns == 0 && at.Machine.Sub(reader.AskedAt) < kpi.KnownFor {
		return 0, reader.Gone, nil
	}
	if turns > 0 {
		person, failure := s.Courier.SlackPerson(ctx, reader.Person, at.Now)
		var busy store.SlackBusy
		switch {
		case failure == nil:
			return 0, person.Deactivated, s.Store.RecordSlackPeople(ctx, at, person)
		case !errors.As(failure, &busy):
			s.Log.Warn("Slack does not say who this is; they are written to as they were known",
				"person", reader.Person, "error", failure)
			return 0, reader.Gone, nil
		}
		wait = busy.For
		if err := s.Store.LeaveAlone(ctx, usersInfo, busy.For, at.Machine); err != nil {
			return 0, false, err
		}
	}
	if left := reader.Until.Sub(at.Now); left > 0 {
		return min(wait, left), false, nil
	}
	return 0, reader.Gone, nil
}

// Foresee is what a rehearsal works with: what is known, and what Slack says of as many people as its rate allows. It
// writes nothing.
func (s *Scheduler) Foresee(ctx context.Context) (kpi.Chase, error) {
	now := s.Now()
	chase, err := s.Store.Chase(ctx, s.Zone, kpi.DateOf(now.In(s.Zone)))
	if err != nil || s.Courier == nil {
		return chase, err
	}
	for n, who := range chase.People {
		if n == roundAMinute {
			s.Log.Warn("Slack is asked about the first people only; the rehearsal keeps the hours that were known of the others",
				"asked", n, "people", len(chase.People))
			break
		}
		person, err := s.Courier.SlackPerson(ctx, who.SlackID, now)
		if errors.As(err, new(store.SlackBusy)) {
			s.Log.Warn("Slack wants to be left alone; the rehearsal keeps the hours that were known of the others",
				"asked", n, "people", len(chase.People))
			break
		}
		if err != nil {
			s.Log.Warn("Slack does not say who this is; the rehearsal keeps the hours that were known",
				"person", who.SlackID, "error", err)
			continue
		}
		chase.People[n] = person.Contact(who, chase.Calendar, now)
	}
	return chase, nil
}

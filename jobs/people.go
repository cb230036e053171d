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
// asking leaves a few of them to what is to be said at once.
//
// Source: https://docs.slack.dev/reference/methods/users.info
const (
	usersInfo     = "users.info"
	mostAMinute   = 98
	roundAMinute  = 90
	askAtOnce     = 4  // questions under way together
	askTogether   = 20 // people to a turn
	failuresInRow = 8  // after which Slack is taken for unreachable, and the rest of the round is left to the next
)

// meeting is what has come of a round of asking.
type meeting struct {
	owed bool          // somebody may be owed a message
	held []string      // whose messages wait, since Slack has not said whether they are away
	left int           // how many people are still to be asked about
	wait time.Duration // until the next of them can be; 0 where nobody is left, or only those of whom Slack does not say
}

// meetPeople asks Slack where people's clocks run and who is away, of those who are about to be written to: by what is
// known, and where everybody were back of whom Slack said that they are away or gone. It keeps to Slack's rate, stops
// as soon as Slack limits it, and where that would take longer than patience leaves the others to the next round. What
// it learns may show others to be written to, who are asked about in turn.
//
// Where Slack does not say, what was known stands in the end: a reminder at the council's eleven o'clock is better than
// none.
func (s *Scheduler) meetPeople(ctx context.Context, at store.Clocks, patience time.Duration) (meeting, error) {
	r := round{Scheduler: s, at: at, failed: map[string]bool{}, stands: map[string]bool{}, until: s.Machine().Add(patience)}
	for {
		chase, err := s.Store.Chase(ctx, s.Zone, kpi.DateOf(at.Now.In(s.Zone)))
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
		return meeting{len(chase.Owed(at.Now)) > 0, chase.Held(at.Now, unasked), len(unasked), r.wait}, nil
	}
}

// round is one round of asking.
type round struct {
	*Scheduler
	at     store.Clocks
	until  time.Time       // by the machines' clock: no wait goes beyond
	failed map[string]bool // of whom Slack did not say
	stands map[string]bool // of whom what Slack said lately stands, since asking again would have to wait
	inRow  int             // failures
	wait   time.Duration   // until the round can go on; more than 0 ends it
}

// ask asks about the next of the people, and reports whether anybody was: then what was learned may have changed who is
// to be.
func (r *round) ask(ctx context.Context, unmet []string) (more bool, err error) {
	var next []string
	for _, id := range unmet {
		if !r.failed[id] && !r.stands[id] && len(next) < askTogether {
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
		// Where days go by in minutes, as in a rehearsed quarter, who was asked about in the last hour need not be
		// asked about again.
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

// askAll asks about each of the people, a few at a time. The first answer that limits them ends it, for every process.
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

// failure takes note of a question that was not answered.
func (r *round) failure(ctx context.Context, id string, failure error) error {
	var busy store.SlackBusy
	if errors.As(failure, &busy) {
		r.wait = max(r.wait, busy.For)
		return r.Store.LeaveAlone(ctx, usersInfo, busy.For, r.Machine())
	}
	r.failed[id] = true
	r.inRow++
	r.Log.Warn("Slack does not say who this is; for two hours their reminder waits for it", "person", id, "error", failure)
	return nil
}

// meetReader asks about the person to whom a notification is about to be said, where Slack has not been asked lately.
// It returns how long that must wait, and otherwise whether their account is deactivated. Where Slack does not say,
// what was known stands: at once for something that has happened, and for a reminder, which has waited already.
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
			s.Log.Warn("Slack does not say who this is; they are written to as they were known", "person", reader.Person, "error", failure)
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

// Foresee is what is known for a rehearsal, with what Slack says of everybody as far as its rate allows; it writes
// nothing.
func (s *Scheduler) Foresee(ctx context.Context) (kpi.Chase, error) {
	now := s.Now()
	chase, err := s.Store.Chase(ctx, s.Zone, kpi.DateOf(now.In(s.Zone)))
	if err != nil || s.Courier == nil {
		return chase, err
	}
	for n, who := range chase.People {
		if n == roundAMinute {
			s.Log.Warn("Slack is asked about the first people only; the rehearsal keeps the hours that were known of the others", "asked", n, "people", len(chase.People))
			break
		}
		person, err := s.Courier.SlackPerson(ctx, who.SlackID, now)
		if errors.As(err, new(store.SlackBusy)) {
			s.Log.Warn("Slack wants to be left alone; the rehearsal keeps the hours that were known of the others", "asked", n, "people", len(chase.People))
			break
		}
		if err != nil {
			s.Log.Warn("Slack does not say who this is; the rehearsal keeps the hours that were known", "person", who.SlackID, "error", err)
			continue
		}
		chase.People[n] = person.Contact(who, chase.Calendar, now)
	}
	return chase, nil
}

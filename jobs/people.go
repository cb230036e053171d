package jobs

import (
	"context"
	"time"

	"chaser/kpi"
	"chaser/store"
)

// knownFor is how long what Slack said of somebody is believed where they are about to be written to.
const knownFor = time.Hour

// meetPeople asks Slack where people's clocks run and who is away, if anybody is owed a message by what is known, or would be if they were
// back. Where Slack does not say, what was known stands: a reminder at the council's nine o'clock is better than none. It reports whether anybody
// may be owed a message.
func (s *Scheduler) meetPeople(ctx context.Context, at store.Clocks) (owed bool, err error) {
	chase, err := s.Store.Chase(ctx, s.Zone, kpi.DateOf(at.Now.In(s.Zone)))
	if err != nil {
		return false, err
	}
	if !chase.MayOwe(at.Now) {
		return false, nil
	}
	return true, s.askOfPeople(ctx, at)
}

// askOfPeople asks Slack about everybody of whom it has not been asked lately.
func (s *Scheduler) askOfPeople(ctx context.Context, at store.Clocks) error {
	unread, err := s.Store.UnreadSlackPeople(ctx, at.Now.Add(-knownFor))
	if err != nil {
		return err
	}
	var met []store.SlackPerson
	for _, id := range unread {
		person, err := s.Courier.SlackPerson(ctx, id, at.Now)
		if err != nil {
			s.Log.Warn("Slack does not say who this is; their reminders keep the hours that were known", "person", id, "error", err)
			if ctx.Err() != nil {
				return ctx.Err()
			}
			continue
		}
		met = append(met, person)
	}
	return s.Store.RecordSlackPeople(ctx, at.Now, met...)
}

// Foresee is what is known for a rehearsal, with what Slack says of everybody; it writes nothing.
func (s *Scheduler) Foresee(ctx context.Context) (kpi.Chase, error) {
	now := s.Now()
	chase, err := s.Store.Chase(ctx, s.Zone, kpi.DateOf(now.In(s.Zone)))
	if err != nil || s.Courier == nil {
		return chase, err
	}
	for n, who := range chase.People {
		person, err := s.Courier.SlackPerson(ctx, who.SlackID, now)
		if err != nil {
			s.Log.Warn("Slack does not say who this is; the rehearsal keeps the hours that were known", "person", who.SlackID, "error", err)
			continue
		}
		chase.People[n] = person.Contact(who)
	}
	return chase, nil
}

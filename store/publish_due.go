package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// PublishDue publishes what is to be published by itself at the instant, if nothing is lacking. If something is, it
// tells the performance team, once, and publishes as soon as nothing is lacking. Running it twice, or in two processes
// at once, publishes and tells nothing twice.
func (s *Store) PublishDue(ctx context.Context, at Clocks) error {
	collections, cal, err := s.Schedule(ctx)
	if err != nil {
		return fmt.Errorf("store.PublishDue: %w", err)
	}
	var failed []error
	for _, k := range collections {
		if !k.PublishesNow(at.Now.In(at.Zone), cal) {
			continue
		}
		waiting, err := s.unpublished(ctx, k)
		if err != nil {
			return fmt.Errorf("store.PublishDue: %w", err)
		}
		for _, committee := range waiting {
			p := Publish{Committee: committee, Period: k.Period, Automatic: true, Now: at.Now, Today: at.today()}
			ready, err := s.Readiness(ctx, committee, k.Period, p.Today)
			switch {
			case err != nil || ready.Published():
			case ready.Readiness.Clean():
				_, err = s.Publish(ctx, p) // it looks again, with everybody else kept out
			default:
				err = s.tellPublishWaits(ctx, p, ready.Readiness)
			}
			var refusal *kpi.Refusal
			if !errors.As(err, &refusal) { // refused, for instance, is a committee without an indicator for the period
				failed = append(failed, err)
			}
		}
	}
	return errors.Join(failed...)
}

// unpublished are the committees that were not shown the collection's period yet, and whose set day nobody has stopped.
func (s *Store) unpublished(ctx context.Context, k kpi.Collection) (names []string, err error) {
	err = s.db.SelectContext(ctx, &names, `
		SELECT c.name FROM committees c
		WHERE NOT EXISTS (SELECT FROM publications b WHERE b.committee = c.name AND b.period = $1)
		  AND NOT EXISTS (SELECT FROM stopped_set_days t WHERE t.committee = c.name AND t.period = $1 AND t.day = $2)
		ORDER BY c.position`, period{k.Period}, day{k.Publishes})
	return names, wrapped(err, "reading what is not published")
}

func (s *Store) tellPublishWaits(ctx context.Context, p Publish, lacks kpi.Readiness) error {
	tx, err := s.patient.BeginTxx(ctx, nil)
	if err != nil {
		return fmt.Errorf("store.PublishDue: %w", err)
	}
	defer func() { _ = tx.Rollback() }()
	key, err := publishWaitsKey(ctx, tx, p.Committee, p.Period)
	if err != nil {
		return fmt.Errorf("store.PublishDue: %w", err)
	}
	subjects, err := subjectsOf(ctx, tx, lacks)
	if err != nil {
		return fmt.Errorf("store.PublishDue: %w", err)
	}
	err = s.tellTeam(ctx, tx, p, news{
		key:      key,
		kind:     kpi.NewsPublishWaits,
		about:    PublishAbout{Committee: p.Committee, Period: p.Period.String()},
		subjects: subjects,
	})
	if err == nil {
		err = tx.Commit()
	}
	return wrapped(err, "store.PublishDue")
}

// subjectsOf are the figures that are lacking, so that the message is updated as they come. They are in the order of
// their indicators, as naming one locks its row and everybody locks these in that order.
func subjectsOf(ctx context.Context, q sqlx.QueryerContext, lacks kpi.Readiness) ([]newsSubject, error) {
	indicators, err := listIndicators(ctx, q, `true`)
	if err != nil {
		return nil, err
	}
	ids := map[string]int64{}
	for _, i := range indicators {
		ids[i.Code] = i.id
	}
	var subjects []newsSubject
	for _, list := range [][]kpi.Lack{lacks.Missing, lacks.Awaiting, lacks.Lacking} {
		for _, l := range list {
			subjects = append(subjects, newsSubject{ids[l.Code], l.Period})
		}
	}
	slices.SortStableFunc(subjects, func(a, b newsSubject) int { return cmp.Compare(a.indicator, b.indicator) })
	return subjects, nil
}

// publishWaitsStands reports whether a period is still waiting to be published. It is not once it was published, or its
// set day was stopped.
func publishWaitsStands(ctx context.Context, tx transaction, row notificationRow) (bool, error) {
	var about PublishAbout
	if err := row.notification(nil).About(&about); err != nil {
		return false, err
	}
	p, err := kpi.ParsePeriod(about.Period)
	if err != nil {
		return false, err
	}
	set, err := findSetDay(ctx, tx, about.Committee, p)
	if err != nil || set.Stopped != nil {
		return false, err
	}
	_, found, err := findPublication(ctx, tx, about.Committee, p)
	return !found, err
}

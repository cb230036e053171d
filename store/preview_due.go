package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// PreviewAbout is what the preview of a set day, or a page of it, is made from.
type PreviewAbout struct {
	PublishAbout
	Day  string `json:"day"`            // the set day
	Page int    `json:"page,omitempty"` // from 1; 0: the message that leads the pages
}

// PreviewDue shows the performance team what will be published on the next working day, if that is a set day. It does
// so once for each set day, with a message for each page of the summary. Running it twice, or in two processes at once,
// tells nothing twice.
func (s *Store) PreviewDue(ctx context.Context, at Clocks) error {
	collections, cal, err := s.Schedule(ctx)
	if err != nil {
		return fmt.Errorf("store.PreviewDue: %w", err)
	}
	var failed []error
	for _, k := range collections {
		if !k.PreviewsNow(at.Now.In(at.Zone), cal) {
			continue
		}
		waiting, err := s.unpublished(ctx, k)
		if err != nil {
			return fmt.Errorf("store.PreviewDue: %w", err)
		}
		for _, committee := range waiting {
			err := s.previewSetDay(ctx, committee, k, at)
			var refusal *kpi.Refusal
			if !errors.As(err, &refusal) { // refused, for instance, is a committee without an indicator for the period
				failed = append(failed, wrapped(err, "store.PreviewDue"))
			}
		}
	}
	return errors.Join(failed...)
}

func (s *Store) previewSetDay(ctx context.Context, committee string, k kpi.Collection, at Clocks) error {
	tx, err := s.patient.BeginTxx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	lead, err := previewKey(ctx, tx, committee, k.Period)
	if err != nil {
		return err
	}
	lead += k.Publishes.String() + " "
	var told bool
	if err := tx.GetContext(ctx, &told, `SELECT EXISTS (SELECT FROM notifications WHERE key LIKE $1)`, lead+"%"); err != nil || told {
		return wrapped(err, "looking for the preview")
	}
	o, err := readOffer(ctx, tx, committee, k.Period, at.today())
	if err != nil {
		return err
	}
	summary, err := o.summary(ctx, tx, k.Period)
	if err != nil {
		return err
	}
	var subjects []newsSubject
	for n, c := range o.cards {
		subjects = append(subjects, newsSubject{o.indicators[n].id, c.Period})
	}
	about := PreviewAbout{PublishAbout: PublishAbout{Committee: committee, Period: k.Period.String()}, Day: k.Publishes.String()}
	people, err := listPeople(ctx, tx)
	if err != nil {
		return err
	}
	for _, who := range people {
		if !who.Is(kpi.Admin) {
			continue
		}
		one := news{
			key:       lead + who.SlackID,
			kind:      kpi.NewsPreview,
			recipient: who.SlackID,
			priority:  prioritySummary,
			about:     about,
			subjects:  subjects,
		}
		ids, err := s.tell(ctx, tx, tx.Tx, at.Now, at.today(), one)
		if err != nil || len(ids) == 0 {
			return err // somebody else was quicker
		}
		one.kind, one.threadOf, one.priority = kpi.NewsPreviewPage, ids[0], priorityThread
		for n := range summary.Pages(kpi.RedsOnPage) {
			page := about
			page.Page = n + 1
			one.key, one.about = fmt.Sprintf("preview-page %d %d", one.threadOf, page.Page), page
			if ids, err = s.tell(ctx, tx, tx.Tx, at.Now, at.today(), one); err != nil {
				return err
			}
			if len(ids) > 0 {
				one.follows = ids[0]
			}
		}
	}
	return tx.Commit()
}

// previewKey is how the keys of the messages that lead the previews of a committee's period begin.
func previewKey(ctx context.Context, q sqlx.QueryerContext, committee string, p kpi.Period) (string, error) {
	place, err := committeePlace(ctx, q, committee)
	return fmt.Sprintf("publish-preview %d %s ", place, p), err
}

// publishNewsKeys are LIKE patterns for the keys of everything that the performance team is told about a period that is
// to be published.
func publishNewsKeys(ctx context.Context, q sqlx.QueryerContext, committee string, p kpi.Period) ([]string, error) {
	waits, err := publishWaitsKey(ctx, q, committee, p)
	if err != nil {
		return nil, err
	}
	preview, err := previewKey(ctx, q, committee, p)
	return []string{waits + "%", preview + "%"}, err
}

// refreshPublishNews asks for those messages to be updated.
func (s *Store) refreshPublishNews(ctx context.Context, tx *sqlx.Tx, committee string, p kpi.Period) error {
	keys, err := publishNewsKeys(ctx, tx, committee, p)
	if err != nil {
		return err
	}
	var told []job
	for _, of := range keys {
		stale, err := refreshNews(ctx, tx, of)
		if err != nil {
			return err
		}
		told = append(told, stale...)
	}
	return s.enqueue(ctx, tx.Tx, told...)
}

// previewStands reports whether a preview is still worth showing. It is not once the period was published, or its set
// day was stopped or moved.
func previewStands(ctx context.Context, tx transaction, row notificationRow) (bool, error) {
	var about PreviewAbout
	if err := row.notification(nil).About(&about); err != nil {
		return false, err
	}
	p, err := kpi.ParsePeriod(about.Period)
	if err != nil {
		return false, err
	}
	set, err := findSetDay(ctx, tx, about.Committee, p)
	if err != nil || set.Stopped != nil || set.Collection.Publishes.String() != about.Day {
		return false, err
	}
	_, found, err := findPublication(ctx, tx, about.Committee, p)
	return !found, err
}

// publicationStands reports whether a publication still stands. Nothing more is said of one that was taken back.
func publicationStands(ctx context.Context, tx transaction, row notificationRow) (stands bool, err error) {
	var about struct {
		Publication int64 `json:"publication"`
	}
	if err := row.notification(nil).About(&about); err != nil {
		return false, err
	}
	err = sqlx.GetContext(ctx, tx, &stands, `SELECT EXISTS (SELECT FROM publications WHERE id = $1)`, about.Publication)
	return stands, wrapped(err, "looking for the publication")
}

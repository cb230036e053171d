package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// SummaryAbout is what a page of the red summary is made of.
type SummaryAbout struct {
	Publication int64 `json:"publication"`
	Page        int   `json:"page"`            // from 1
	First       int   `json:"first,omitempty"` // how many reds the first page holds; absent where an earlier release published, which had four there
}

// FirstHolds is how many reds the first page holds.
func (a SummaryAbout) FirstHolds() int { return cmp.Or(a.First, 4) }

// RedCardAbout is what the card in the thread of a page is made of.
type RedCardAbout struct {
	Publication int64  `json:"publication"`
	Indicator   string `json:"indicator"`
}

// PublishAbout is what the performance team's news of a committee's set day is made of.
type PublishAbout struct {
	Committee   string `json:"committee"`
	Period      string `json:"period"`
	Publication int64  `json:"publication,omitempty"` // that was made then; absent before it, and where an earlier release made it
}

func summaryKey(publication int64, page int) string {
	return fmt.Sprintf("red-summary %d %d", publication, page)
}

const (
	prioritySummary = 2
	priorityThread  = 3
)

// tellPublished tells the committee's channel of the reds, a message for each page in their order and each red's card
// in the thread of its page, and the performance team that the day which was set has been kept.
func (s *Store) tellPublished(ctx context.Context, tx *sqlx.Tx, p Publish, made Publication, o offer) error {
	tellOne := func(n news) (id int64, err error) {
		ids, err := s.tell(ctx, tx, tx.Tx, p.Now, p.Today, n)
		if err != nil || len(ids) == 0 {
			return 0, err
		}
		return ids[0], nil
	}
	if channel := o.committee.Channel; channel != "" {
		summary := kpi.Summarise(p.Committee, p.Period, o.cards, kpi.Period{}, nil) // what it is compared with makes no more pages
		var page int64
		for n, reds := range summary.Pages(kpi.RedsOnPage) {
			var err error
			page, err = tellOne(news{
				key: summaryKey(made.ID, n+1), kind: kpi.NewsRedSummary, recipient: channel, priority: prioritySummary,
				about: SummaryAbout{made.ID, n + 1, kpi.RedsOnPage}, follows: page, lives: untilOpened,
			})
			if err != nil {
				return err
			}
			var last int64
			for _, c := range reds {
				last, err = tellOne(news{
					key: fmt.Sprintf("red-card %d %s", made.ID, c.Indicator.Code), kind: kpi.NewsRedCard, recipient: channel, priority: priorityThread,
					about: RedCardAbout{made.ID, c.Indicator.Code}, threadOf: page, follows: last, lives: untilOpened,
				})
				if err != nil {
					return err
				}
			}
		}
	}
	if err := s.refreshPublishNews(ctx, tx, p.Committee, p.Period); err != nil || !p.Automatic {
		return err
	}
	return s.tellTeam(ctx, tx, p, news{
		key: fmt.Sprintf("published %d ", made.ID), kind: kpi.NewsPublishedAuto, about: PublishAbout{p.Committee, p.Period.String(), made.ID},
	})
}

// tellTeam tells everybody of the performance team; the key is completed with their Slack ids.
func (s *Store) tellTeam(ctx context.Context, tx *sqlx.Tx, p Publish, n news) error {
	people, err := listPeople(ctx, tx)
	if err != nil {
		return err
	}
	var all []news
	for _, who := range people {
		if who.Is(kpi.Admin) {
			one := n
			one.key, one.recipient, one.priority = n.key+who.SlackID, who.SlackID, prioritySummary
			all = append(all, one)
		}
	}
	_, err = s.tell(ctx, tx, tx.Tx, p.Now, p.Today, all...)
	return err
}

// publishWaitsKey begins the keys of the news that a committee's set day has come and something is lacking. The
// committee stands there by its place, since a name could hold what LIKE reads as a pattern.
func publishWaitsKey(ctx context.Context, q sqlx.QueryerContext, committee string, p kpi.Period) (string, error) {
	place, err := committeePlace(ctx, q, committee)
	return fmt.Sprintf("publish-waits %d %s ", place, p), err
}

func committeePlace(ctx context.Context, q sqlx.QueryerContext, committee string) (position int64, err error) {
	err = sqlx.GetContext(ctx, q, &position, `SELECT position FROM committees WHERE name = $1`, committee)
	return position, wrapped(err, "reading the committee")
}

// Summary is what a committee was told of a publication, from the cards as they were published then and those published
// before.
func (s *Store) Summary(ctx context.Context, publication int64) (kpi.Summary, Publication, error) {
	fail := func(err error) (kpi.Summary, Publication, error) {
		return kpi.Summary{}, Publication{}, fmt.Errorf("store.Summary(%d): %w", publication, err)
	}
	var rows []publicationRow
	err := s.patient.SelectContext(ctx, &rows, `
		SELECT `+publicationColumns+`
		FROM publications b
		WHERE b.committee = (SELECT committee FROM publications WHERE id = $1) AND b.id <= $1`, publication)
	if err != nil {
		return fail(err)
	}
	at := slices.IndexFunc(rows, func(r publicationRow) bool { return r.ID == publication })
	if at < 0 {
		return fail(fmt.Errorf("there is no publication %d", publication))
	}
	this := rows[at].publication()
	before := comparedWith(rows, this.Period)
	cards, err := s.PublishedCards(ctx, this.ID)
	if err != nil {
		return fail(err)
	}
	then, err := s.PublishedCards(ctx, before.ID)
	if err != nil {
		return fail(err)
	}
	return kpi.Summarise(this.Committee, this.Period, cards, before.Period, then), this, nil
}

// comparedWith is of what a committee was shown the period that a summary of another compares with; the zero one where
// there is none.
func comparedWith(shown []publicationRow, with kpi.Period) (before Publication) {
	for _, r := range shown {
		p := r.Period.Period
		if p.Span() == with.Span() && p.Before(with) && (before.ID == 0 || before.Period.Before(p)) {
			before = r.publication()
		}
	}
	return before
}

// PublishedCards are those of a publication as they were published, in the register's order.
func (s *Store) PublishedCards(ctx context.Context, publication int64) ([]kpi.Card, error) {
	cards, err := publishedCards(ctx, s.patient, publication)
	return cards, wrapped(err, fmt.Sprintf("store.PublishedCards(%d)", publication))
}

func publishedCards(ctx context.Context, q sqlx.QueryerContext, publication int64) ([]kpi.Card, error) {
	var rows []frozenRow
	err := sqlx.SelectContext(ctx, q, &rows, `SELECT indicator_id, period, card FROM published_cards WHERE publication_id = $1 ORDER BY indicator_id`, publication)
	if err != nil {
		return nil, err
	}
	cards := make([]kpi.Card, len(rows))
	for n, r := range rows {
		if cards[n], err = r.card(); err != nil {
			return nil, err
		}
	}
	return cards, nil
}

package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/jmoiron/sqlx"

	"chaser/kpi"
)

// SummaryAbout is what a page of the summary of Reds is made from.
type SummaryAbout struct {
	Publication int64 `json:"publication"`
	Page        int   `json:"page"`            // from 1
	First       int   `json:"first,omitempty"` // Reds on the first page; 0: an earlier release published, with four there
}

// FirstHolds is how many Reds the first page holds.
func (a SummaryAbout) FirstHolds() int { return cmp.Or(a.First, 4) }

// RedCardAbout is what a Red's card, in the thread of a page, is made from.
type RedCardAbout struct {
	Publication int64  `json:"publication"`
	Indicator   string `json:"indicator"`
}

// PublishAbout is what the performance team's news of a committee's set day is made from.
type PublishAbout struct {
	Committee   string `json:"committee"`
	Period      string `json:"period"`
	Publication int64  `json:"publication,omitempty"` // made on that day; 0: not yet, or by an earlier release
}

func summaryKey(publication int64, page int) string {
	return fmt.Sprintf("red-summary %d %d", publication, page)
}

const (
	prioritySummary = 2
	priorityThread  = 3
)

// tellPublished tells the committee's channel of its Reds. There is a message for each page, in their order, with each
// Red's card in the thread of its page. If the period was published by itself, it also tells the performance team.
func (s *Store) tellPublished(ctx context.Context, tx *sqlx.Tx, p Publish, made Publication, o offer) error {
	tellOne := func(n news) (id int64, err error) {
		ids, err := s.tell(ctx, tx, tx.Tx, p.Now, p.Today, n)
		if err != nil || len(ids) == 0 {
			return 0, err
		}
		return ids[0], nil
	}
	if channel := o.committee.Channel; channel != "" {
		// What it is compared with does not change its pages.
		summary := kpi.Summarise(p.Committee, p.Period, o.cards, kpi.Period{}, nil)
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
					key:       fmt.Sprintf("red-card %d %s", made.ID, c.Indicator.Code),
					kind:      kpi.NewsRedCard,
					recipient: channel,
					priority:  priorityThread,
					about:     RedCardAbout{made.ID, c.Indicator.Code},
					threadOf:  page,
					follows:   last,
					lives:     untilOpened,
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
		key:   fmt.Sprintf("published %d ", made.ID),
		kind:  kpi.NewsPublishedAuto,
		about: PublishAbout{p.Committee, p.Period.String(), made.ID},
	})
}

// tellTeam tells everybody in the performance team. It adds each Slack id to the key.
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

// publishWaitsKey is how the keys begin of the news that a committee's set day has come and something is lacking. The
// key has the committee's place, as its name could hold a character that LIKE takes for a pattern.
func publishWaitsKey(ctx context.Context, q sqlx.QueryerContext, committee string, p kpi.Period) (string, error) {
	place, err := committeePlace(ctx, q, committee)
	return fmt.Sprintf("publish-waits %d %s ", place, p), err
}

func committeePlace(ctx context.Context, q sqlx.QueryerContext, committee string) (position int64, err error) {
	err = sqlx.GetContext(ctx, q, &position, `SELECT position FROM committees WHERE name = $1`, committee)
	return position, wrapped(err, "reading the committee")
}

// Summary is what a committee was told of a publication. It is made from the cards as they were published then, and
// from those published before.
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

// comparedWith is the publication, of those that a committee was shown, that a summary of this period compares with. It
// has a zero ID if there is none.
func comparedWith(shown []publicationRow, with kpi.Period) (before Publication) {
	for _, r := range shown {
		p := r.Period.Period
		if p.Span() == with.Span() && p.Before(with) && (before.ID == 0 || before.Period.Before(p)) {
			before = r.publication()
		}
	}
	return before
}

// PublishedCards are a publication's cards as they were published, in the register's order.
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

package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

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
	if channel := o.committee.Channel; channel != "" {
		// What it is compared with does not change its pages.
		summary := kpi.Summarise(p.Committee, p.Period, o.cards, kpi.Period{}, nil)
		if err := s.tellInOrder(ctx, tx, p, channel, summaryNews(made.ID, summary)); err != nil {
			return err
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

// inOrder is news of a channel in its order. none is the place of none.
type inOrder struct {
	key      string
	kind     kpi.NoticeKind
	priority int
	about    any
	follows  int // the place of the news that must be said before it
	threadOf int // the place of the news in whose thread it is said
}

const none = -1

// summaryNews are a summary's pages, each followed by the cards in its thread.
func summaryNews(publication int64, summary kpi.Summary) (all []inOrder) {
	page := none
	for n, reds := range summary.Pages(kpi.RedsOnPage) {
		all = append(all, inOrder{
			key: summaryKey(publication, n+1), kind: kpi.NewsRedSummary, priority: prioritySummary,
			about: SummaryAbout{publication, n + 1, kpi.RedsOnPage}, follows: page, threadOf: none,
		})
		page = len(all) - 1
		last := none
		for _, c := range reds {
			all = append(all, inOrder{
				key: fmt.Sprintf("red-card %d %s", publication, c.Indicator.Code), kind: kpi.NewsRedCard, priority: priorityThread,
				about: RedCardAbout{publication, c.Indicator.Code}, follows: last, threadOf: page,
			})
			last = len(all) - 1
		}
	}
	return all
}

// tellInOrder records what a channel is told of a publication, which nobody was told of before, and puts it into the
// queue. However much it is, that takes three statements.
func (s *Store) tellInOrder(ctx context.Context, tx *sqlx.Tx, p Publish, channel string, all []inOrder) error {
	if len(all) == 0 {
		return nil
	}
	var (
		keys, kinds, abouts pq.StringArray
		priorities          pq.Int64Array
	)
	for _, n := range all {
		about, err := json.Marshal(n.about)
		if err != nil {
			return fmt.Errorf("writing what %s is about: %w", n.key, err)
		}
		keys, kinds, abouts, priorities = append(keys, n.key), append(kinds, string(n.kind)), append(abouts, string(about)), append(priorities, int64(n.priority))
	}
	var ids []int64 // rise with the place
	err := tx.SelectContext(ctx, &ids, `
		INSERT INTO notifications (key, kind, recipient, day, from_at, until_at, priority, token, planned_at, state, not_before, nudged_at, about)
		SELECT n.key, n.kind, $1, $2, $3, $4, n.priority, gen_random_uuid(), $3, 'ready', $5, $5, n.about
		FROM unnest(CAST($6 AS text[]), CAST($7 AS text[]), CAST($8 AS int[]), CAST($9 AS text[])) WITH ORDINALITY AS n (key, kind, priority, about, place)
		ORDER BY n.place
		RETURNING id`,
		channel, day{p.Today}, p.Now, p.Now.Add(untilOpened), time.Unix(0, 0).UTC(), keys, kinds, priorities, abouts)
	if err != nil {
		return fmt.Errorf("inserting the summary: %w", err)
	}
	at := func(place int) int64 {
		if place == none {
			return 0
		}
		return ids[place]
	}
	slices.Sort(ids)
	var follows, threads pq.Int64Array
	jobs := make([]job, 0, len(all))
	for place, n := range all {
		follows, threads = append(follows, at(n.follows)), append(threads, at(n.threadOf))
		jobs = append(jobs, job{ids[place], n.priority})
	}
	_, err = tx.ExecContext(ctx, `
		UPDATE notifications n SET follows = NULLIF(w.follows, 0), thread_of = NULLIF(w.thread, 0)
		FROM unnest(CAST($1 AS bigint[]), CAST($2 AS bigint[]), CAST($3 AS bigint[])) AS w (id, follows, thread)
		WHERE n.id = w.id AND (w.follows <> 0 OR w.thread <> 0)`, pq.Int64Array(ids), follows, threads)
	if err != nil {
		return fmt.Errorf("putting the summary in order: %w", err)
	}
	return s.enqueue(ctx, tx.Tx, jobs...)
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

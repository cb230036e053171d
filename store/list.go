package store

import (
	"context"
	"fmt"
	"slices"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// Listing says which cards a list has, and in which order. An empty field limits nothing.
type Listing struct {
	CardsOf
	Ratings    []kpi.Rating // of the card as its reader sees it
	ManagedBy  string       // Slack id of who answers for the indicators
	PostedBy   string       // Slack id of their owner, deputy or manager
	WorstFirst bool         // only Red cards, as kpi.WorstFirst has them; else by service, in the register's order
}

// Listed is a page of a list.
type Listed struct {
	Cards []kpi.Card
	From  int // the place of the page's first card in the list, from 0 on
	All   int // cards in the list
}

// List is a page of at most size cards of a list as somebody sees them, from a place on. Where the list has become
// shorter than that, it is the first page. It reads the figures of the page alone.
func (s *Store) List(ctx context.Context, who kpi.Person, l Listing, from, size int, today kpi.Date) (listed Listed, err error) {
	defer nameCall(&err, "store.List(%+v)", l)
	known, err := readSchedule(ctx, &s.prepared)
	if err != nil {
		return Listed{}, err
	}
	query, arguments := l.query(who, known, today)
	p, err := readPage(ctx, s.db, query, arguments, from, size)
	if err != nil {
		return Listed{}, err
	}
	return s.listed(ctx, look{who: who, collected: l.Period}, p, today)
}

// page is which indicators a page of a list has.
type page struct {
	From int
	All  int           // that the list has
	IDs  pq.Int64Array `db:"ids"`
}

// readPage runs a query that chooses a list's indicators, and takes a page of them. query ends with a table chosen that
// has an id and a place to order by.
func readPage(ctx context.Context, q sqlx.QueryerContext, query string, arguments []any, from, size int) (p page, err error) {
	n := len(arguments)
	err = sqlx.GetContext(ctx, q, &p, fmt.Sprintf(`
		WITH %s, counted AS (SELECT count(*) AS all FROM chosen),
		first AS (SELECT CASE WHEN $%d::int < counted.all THEN $%[2]d::int ELSE 0 END AS from FROM counted)
		SELECT first.from, counted.all, ARRAY(SELECT id FROM chosen ORDER BY place, id OFFSET first.from LIMIT $%[3]d) AS ids FROM counted, first`,
		query, n+1, n+2), append(arguments, from, size)...)
	return p, wrapped(err, "reading which cards are listed")
}

// listed makes the cards of a page.
func (s *Store) listed(ctx context.Context, l look, p page, today kpi.Date) (Listed, error) {
	listed := Listed{From: p.From, All: p.All}
	if len(p.IDs) == 0 {
		return listed, nil
	}
	indicators, err := indicatorsInOrder(ctx, s.db, p.IDs)
	if err == nil {
		listed.Cards, err = buildCards(ctx, &s.prepared, l, indicators, today)
	}
	return listed, err
}

// RatingCounts is how many latest cards have each rating, and how many figures of those are not final.
type RatingCounts struct {
	Of       map[kpi.Rating]int
	NotFinal int
}

// All is the number of cards.
func (c RatingCounts) All() (all int) {
	for _, n := range c.Of {
		all += n
	}
	return all
}

// CountRatings counts the latest cards of a list by their ratings, as somebody sees them.
func (s *Store) CountRatings(ctx context.Context, who kpi.Person, l Listing, today kpi.Date) (counts RatingCounts, err error) {
	defer nameCall(&err, "store.CountRatings(%+v)", l)
	known, err := readSchedule(ctx, &s.prepared)
	if err != nil {
		return RatingCounts{}, err
	}
	var rows []struct {
		Rating   kpi.Rating
		Count    int
		NotFinal int `db:"not_final"`
	}
	err = s.db.SelectContext(ctx, &rows, `
		WITH `+l.glanced(true)+`
		SELECT rating, count(*) AS count, count(*) FILTER (WHERE rating IN `+judgedRatings+` AND status IN ('provisional', 'part-period')) AS not_final
		FROM glanced GROUP BY rating`, l.arguments(who, known, today)...)
	if err != nil {
		return RatingCounts{}, fmt.Errorf("counting the ratings: %w", err)
	}
	counts.Of = map[kpi.Rating]int{}
	for _, r := range rows {
		counts.Of[r.Rating] = r.Count
		counts.NotFinal += r.NotFinal
	}
	return counts, nil
}

// query chooses the list's indicators, for readPage.
func (l Listing) query(who kpi.Person, known schedule, today kpi.Date) (query string, arguments []any) {
	chosen := `chosen AS (
		SELECT id, services.first AS place FROM glanced JOIN (SELECT service, min(id) AS first FROM glanced GROUP BY service) AS services USING (service))`
	if l.WorstFirst {
		l.Ratings = []kpi.Rating{kpi.Red}
		chosen = `chosen AS (SELECT id, COALESCE(gap, 'Infinity') AS place FROM glanced)`
	}
	return l.glanced(len(l.Ratings) > 0) + `, ` + chosen, l.arguments(who, known, today)
}

// arguments are those of glanced.
func (l Listing) arguments(who kpi.Person, known schedule, today kpi.Date) []any {
	var frequencies, asked, collected pq.StringArray
	for _, f := range everyFrequency {
		own, reports := l.Period.For(f)
		if !l.Period.IsZero() && !reports {
			continue
		}
		_, open, _ := kpi.Open(known.collections, f, today)
		frequencies = append(frequencies, string(f))
		asked, collected = append(asked, own.String()), append(collected, open.String())
	}
	ratings := pq.StringArray{}
	for _, r := range l.Ratings {
		ratings = append(ratings, string(r))
	}
	return []any{who.SlackID, who.SlackID != "" && who.Is(kpi.Admin), who.Outside, frequencies, asked, collected, l.Committee, l.Service, l.ManagedBy, ratings, len(ratings) == 0, l.PostedBy}
}

// glanced is the part of a query that finds which cards a list has, by id and service. Where the list asks for it, it
// also finds what each is rated, as kpi.Dossier.Sight decides: the latest card or, with a period, that period's.
func (l Listing) glanced(rated bool) string {
	switch {
	case !rated:
		return listedIndicators + `,
	glanced AS MATERIALIZED (SELECT id, service FROM listed WHERE $3 OR NOT $3 OR $11 OR '' = ANY ($10))`
	case l.Period.IsZero():
		return listedIndicators + `,
	rated AS (
		SELECT l.id, l.service, l.kind, l.own, r.own_rating, r.own_gap, r.own_status,
		       CASE WHEN r.shown_from IS NOT NULL OR NOT $3 THEN r.seen_rating END AS seen_rating, r.seen_gap, r.seen_status
		FROM listed l LEFT JOIN latest_cards r ON r.indicator_id = l.id),` + glancedOfRated
	}
	return listedIndicators + `,` + ratedThen + `,` + glancedOfRated
}

const (
	// listedIndicators are the indicators in the list, and whether its reader is one of their own people.
	listedIndicators = `w (frequency, asked, collected) AS (SELECT * FROM unnest(CAST($4 AS text[]), CAST($5 AS text[]), CAST($6 AS text[]))),
	handed AS (
		SELECT d.indicator_id FROM delegations d JOIN indicators i ON i.id = d.indicator_id JOIN w ON w.frequency = i.frequency
		WHERE d.delegate = $1 AND d.period IN (w.asked, w.collected)),
	listed AS (
		SELECT i.id, i.service, i.kind, w.asked,
		       $1 <> '' AND ($2 OR COALESCE($1 IN (i.owner, i.deputy, i.manager, o.manager), false) OR i.id IN (SELECT indicator_id FROM handed)) AS own
		FROM indicators i JOIN w ON w.frequency = i.frequency LEFT JOIN people o ON o.slack_id = i.owner
		WHERE $7 IN ('', i.committee) AND $8 IN ('', i.service) AND $9 IN ('', COALESCE(i.manager, o.manager)) AND $12 IN ('', i.owner, i.deputy, i.manager))`

	glancedOfRated = `
	glanced AS MATERIALIZED (
		SELECT id, service, rating, gap, status
		FROM (SELECT id, service,
		             COALESCE(CASE WHEN own THEN own_rating ELSE seen_rating END, CASE kind WHEN 'in_development' THEN 'In Development' ELSE 'No data' END) AS rating,
		             CASE WHEN own THEN own_gap ELSE seen_gap END AS gap, CASE WHEN own THEN own_status ELSE seen_status END AS status
		      FROM rated) AS cards
		WHERE $11 OR rating = ANY ($10))`

	// ratedThen is what the cards of a period are rated: to an indicator's own people by its newest figure. To
	// everybody else as the card was published; if it was not, by the newest figure that does not await sign-off,
	// unless cards of the indicator were published from an earlier period on.
	ratedThen = `
	figures_then AS MATERIALIZED (
		SELECT f.id, f.indicator_id, f.revision, f.rating, f.gap, f.status,
		       NOT EXISTS (SELECT FROM sign_offs s JOIN committees k ON k.sign_off IS NOT NULL AND k.name = i.committee WHERE s.figure_id = f.id AND s.state <> 'approved') AS cleared
		FROM figures f JOIN indicators i ON i.id = f.indicator_id JOIN w ON w.frequency = i.frequency AND w.asked = f.period
		WHERE f.period = ANY ($5)),
	newest AS (SELECT DISTINCT ON (indicator_id) * FROM figures_then ORDER BY indicator_id, revision DESC),
	cleared AS (SELECT DISTINCT ON (indicator_id) * FROM figures_then WHERE cleared ORDER BY indicator_id, revision DESC),
	shown AS (
		SELECT DISTINCT ON (c.indicator_id) c.indicator_id, f.gap, f.status,
		       COALESCE(f.rating, CASE CAST(c.card AS json) #>> '{Indicator,Kind}' WHEN 'in_development' THEN 'In Development' ELSE 'No data' END) AS rating
		FROM published_cards c JOIN indicators i ON i.id = c.indicator_id JOIN w ON w.frequency = i.frequency AND w.asked = c.period
		LEFT JOIN figures_then f ON f.id = c.figure_id
		WHERE c.period = ANY ($5)
		ORDER BY c.indicator_id, c.publication_id DESC),
	rated AS (
		SELECT l.id, l.service, l.kind, l.own, n.rating AS own_rating, n.gap AS own_gap, n.status AS own_status,
		       CASE WHEN s.rating IS NOT NULL THEN s.rating WHEN bare THEN c.rating END AS seen_rating,
		       CASE WHEN s.rating IS NOT NULL THEN s.gap WHEN bare THEN c.gap END AS seen_gap,
		       CASE WHEN s.rating IS NOT NULL THEN s.status WHEN bare THEN c.status END AS seen_status
		FROM (SELECT l.*, NOT $3 AND COALESCE(period_order(l.asked) < r.shown_from, true) AS bare
		      FROM listed l LEFT JOIN latest_cards r ON r.indicator_id = l.id) AS l
		LEFT JOIN newest n ON n.indicator_id = l.id
		LEFT JOIN cleared c ON c.indicator_id = l.id
		LEFT JOIN shown s ON s.indicator_id = l.id)`
)

// indicatorsInOrder are the indicators with these ids, in their order.
func indicatorsInOrder(ctx context.Context, q sqlx.QueryerContext, ids []int64) ([]keptIndicator, error) {
	indicators, err := listIndicators(ctx, q, `i.id = ANY ($1)`, pq.Int64Array(ids))
	if err != nil {
		return nil, err
	}
	place := make(map[int64]int, len(ids))
	for n, id := range ids {
		place[id] = n
	}
	slices.SortFunc(indicators, func(a, b keptIndicator) int { return place[a.id] - place[b.id] })
	return indicators, nil
}

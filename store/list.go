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
	Bare       bool         // with WorstFirst: only those that lack actions, as kpi.Card.LacksActions has it

	ofMany bool // its reader answers for many indicators, as leadsMany says
	lacks  lacking
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
	if l.WorstFirst || len(l.Ratings) > 0 {
		if l, err = s.lookBefore(ctx, who, l, known, today); err != nil {
			return Listed{}, err
		}
	}
	query, arguments := l.pageQuery(who, known, today, from, size)
	var p page
	if err := s.db.GetContext(ctx, &p, query, arguments...); err != nil {
		return Listed{}, fmt.Errorf("reading which cards are listed: %w", err)
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
	if l, err = s.lookBefore(ctx, who, l, known, today); err != nil {
		return RatingCounts{}, err
	}
	query, arguments := l.countQuery(who, known, today)
	err = s.db.SelectContext(ctx, &rows, query, arguments...)
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

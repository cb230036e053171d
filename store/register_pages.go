package store

import (
	"context"
	"fmt"
	"strings"

	"github.com/lib/pq"

	"chaser/kpi"
)

// PageOf is which page of one of the register's lists is asked for. An empty field limits nothing.
type PageOf struct {
	Words  string // of a code or a name
	Person string // Slack id
	From   int    // the first entry's place; beyond the end: the first page
	Size   int
}

// Page is a page of a list: its entries, the place of its first, and how many the list has.
type Page[T any] struct {
	Entries []T
	From    int
	All     int
}

// IndicatorPage is a page of the indicators in the register's order, or of those that the words find, the exact code
// first, or of those that are somebody's. It reads no more indicators than stand on it.
func (s *Store) IndicatorPage(ctx context.Context, a PageOf) (p Page[kpi.Indicator], err error) {
	defer nameCall(&err, "store.IndicatorPage")
	if a.Words = strings.TrimSpace(searchable(a.Words)); a.Words != "" {
		return s.foundIndicators(ctx, a)
	}
	where, args := `true`, []any{}
	if a.Person != "" {
		where, args = `(owner = $1 OR deputy = $1 OR manager = $1)`, []any{a.Person}
	}
	if err := s.db.GetContext(ctx, &p.All, `SELECT count(*) FROM indicators WHERE `+where, args...); err != nil {
		return p, fmt.Errorf("counting the indicators: %w", err)
	}
	if p.From = a.From; p.From >= p.All {
		p.From = 0
	}
	list, err := listIndicators(ctx, s.db, fmt.Sprintf(`i.id IN (SELECT id FROM indicators WHERE %s ORDER BY id OFFSET %d LIMIT %d)`, where, p.From, a.Size), args...)
	for _, i := range list {
		p.Entries = append(p.Entries, i.Indicator)
	}
	return p, err
}

func (s *Store) foundIndicators(ctx context.Context, a PageOf) (p Page[kpi.Indicator], err error) {
	if i, found, err := findIndicator(ctx, s.db, a.Words); err != nil || found {
		return Page[kpi.Indicator]{Entries: []kpi.Indicator{i.Indicator}, All: 1}, err
	}
	found, err := s.searchIndicators(ctx, a.Words, a.From+a.Size)
	if err != nil {
		return p, err
	}
	if p.All, p.From = found.All, a.From; p.From >= len(found.First) {
		p.From = 0
	}
	p.Entries = found.First[p.From:min(len(found.First), p.From+a.Size)]
	return p, nil
}

// PeoplePage is a page of the people by their names, or of those whose name has the words in it.
func (s *Store) PeoplePage(ctx context.Context, a PageOf) (p Page[kpi.Person], err error) {
	defer nameCall(&err, "store.PeoplePage")
	const found = `FROM people p WHERE ($1 = '' OR strpos(lower(p.name), lower($1)) > 0) AND ($2 = '' OR p.slack_id = $2)`
	words := strings.TrimSpace(searchable(a.Words))
	if err := s.db.GetContext(ctx, &p.All, `SELECT count(*) `+found, words, a.Person); err != nil {
		return p, fmt.Errorf("counting the people: %w", err)
	}
	if p.From = a.From; p.From >= p.All {
		p.From = 0
	}
	var rows []personRow
	err = s.db.SelectContext(ctx, &rows, `SELECT `+personColumns+` `+found+` ORDER BY lower(p.name), p.slack_id OFFSET $3 LIMIT $4`, words, a.Person, p.From, a.Size)
	p.Entries = peopleOf(rows)
	return p, err
}

// NamesOf are the names of these people, by Slack id. Whoever the register does not know is left out.
func (s *Store) NamesOf(ctx context.Context, slackIDs ...string) (names map[string]string, err error) {
	defer nameCall(&err, "store.NamesOf")
	var rows []struct {
		SlackID string `db:"slack_id"`
		Name    string
	}
	if err := s.db.SelectContext(ctx, &rows, `SELECT slack_id, name FROM people WHERE slack_id = ANY ($1)`, pq.StringArray(slackIDs)); err != nil {
		return nil, err
	}
	names = make(map[string]string, len(rows))
	for _, r := range rows {
		names[r.SlackID] = r.Name
	}
	return names, nil
}

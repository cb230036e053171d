package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"chaser/kpi"
)

// Search is what a search by words found.
type Search struct {
	First []kpi.Indicator // the first of them: those with just that title, then as the register has them
	All   int
}

// SearchIndicators finds indicators by words, and reads at most so many of them. Every word must begin a word of the
// code, the title or the service. Upper and lower case, accents and a plural's ending make no difference. Without any
// word nothing is found.
func (s *Store) SearchIndicators(ctx context.Context, words string, most int) (Search, error) {
	found, err := s.searchIndicators(ctx, searchable(words), most)
	if err != nil {
		return Search{}, fmt.Errorf("store.SearchIndicators(%d letters): %w", len(words), err)
	}
	return found, nil
}

// searchable is a text that PostgreSQL takes, whatever somebody typed.
func searchable(text string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(text, " "), "\x00", " ")
}

func (s *Store) searchIndicators(ctx context.Context, words string, most int) (Search, error) {
	// PostgreSQL parts accents from their letters, in the words and in the indicators alike.
	var asked struct {
		Whole string
		Bare  pq.StringArray
	}
	if err := sqlx.GetContext(ctx, &s.prepared, &asked, askedWordsQuery, words); err != nil {
		return Search{}, err
	}
	wanted := wordsOf(asked.Whole)
	if len(wanted) == 0 {
		return Search{}, nil
	}
	// An index finds the indicators that may fit. Which words fit is decided here, of the words alone.
	query, arguments := `SELECT `+searchedColumns+` FROM indicators i ORDER BY i.id`, []any(nil)
	if fits := indexQuery(asked.Bare); fits != "" {
		query = `SELECT ` + searchedColumns + ` FROM indicators i WHERE indicator_words(i.code, i.title, i.service) @@ CAST($1 AS tsquery) ORDER BY i.id`
		arguments = []any{fits}
	}
	var rows []struct {
		ID          int64
		Title, Text string
	}
	if err := s.db.SelectContext(ctx, &rows, query, arguments...); err != nil {
		return Search{}, err
	}
	var same, others pq.Int64Array
	name := kpi.CleanLine(words)
	for _, r := range rows {
		switch {
		case !matches(wanted, wordsOf(r.Text)):
		case strings.EqualFold(kpi.CleanLine(r.Title), name):
			same = append(same, r.ID)
		default:
			others = append(others, r.ID)
		}
	}
	found := Search{All: len(same) + len(others)}
	if found.All == 0 {
		return found, nil
	}
	ids := slices.Concat(same, others)
	list, err := indicatorsInOrder(ctx, s.db, ids[:min(len(ids), most)])
	if err != nil {
		return Search{}, err
	}
	for _, i := range list {
		found.First = append(found.First, i.Indicator)
	}
	return found, nil
}

const (
	askedWordsQuery = `SELECT normalize(CAST($1 AS text), NFKD) AS whole, tsvector_to_array(indicator_words($1, '', '')) AS bare`
	searchedColumns = `i.id, i.title, normalize(i.code || ' ' || i.title || ' ' || i.service, NFKD) AS text`
)

// indexQuery is what the index is asked for, which finds all that matches finds and sometimes more: indicators that
// have, for each of these words, a word that begins with it, or that is its plural or its singular. The words are as
// the function indicator_words has them. It is empty where all that was asked for is in letters that are none to it;
// then no index helps.
func indexQuery(bare []string) string {
	all := make([]string, 0, len(bare))
	for _, w := range bare {
		either := []string{w + ":*"}
		if one, ok := strings.CutSuffix(w, "s"); ok && one != "" {
			either = append(either, one)
		}
		if stem, ok := strings.CutSuffix(w, "ies"); ok {
			either = append(either, stem+"y")
		}
		if stem, ok := strings.CutSuffix(w, "y"); ok {
			either = append(either, stem+"ies")
		}
		all = append(all, "("+strings.Join(either, " | ")+")")
	}
	return strings.Join(all, " & ")
}

// wordsOf splits a decomposed text into lower-case words without accents.
func wordsOf(text string) []string {
	bare := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) || r == '\'' || r == '’' { // so that “councils” finds “council's”
			return -1
		}
		return unicode.ToLower(r)
	}, text)
	return strings.FieldsFunc(bare, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// plurals reports whether many is the plural of one that ends in y.
func plurals(many, one string) bool {
	stem, ok := strings.CutSuffix(many, "ies")
	return ok && stem != "" && one == stem+"y"
}

// matches reports whether every asked-for word begins one of the words, or differs from one only by being its plural or
// its singular.
func matches(asked, words []string) bool {
	for _, a := range asked {
		found := false
		for _, w := range words {
			found = found || strings.HasPrefix(w, a) || a == w+"s" || plurals(w, a) || plurals(a, w)
		}
		if !found {
			return false
		}
	}
	return len(asked) > 0
}

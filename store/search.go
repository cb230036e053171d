package store

import (
	"context"
	"fmt"
	"strings"
	"unicode"

	"chaser/kpi"

	"github.com/lib/pq"
)

// SearchIndicators finds indicators by words, in the register's order. Every word must begin a word of the code, the
// title or the service. Upper and lower case, accents and a plural's ending make no difference. Without any word
// nothing is found.
func (s *Store) SearchIndicators(ctx context.Context, words string) ([]kpi.Indicator, error) {
	// PostgreSQL parts accents from their letters, in the words and in the indicators alike. Which words fit is decided
	// here, of the words alone; only the indicators that are found are read whole.
	var rows []struct {
		ID    int64
		Asked string
		Text  string
	}
	err := s.db.SelectContext(ctx, &rows, `
		SELECT i.id, CASE i.id WHEN (SELECT min(id) FROM indicators) THEN normalize(CAST($1 AS text), NFKD) ELSE '' END AS asked, normalize(i.code || ' ' || i.title || ' ' || i.service, NFKD) AS text
		FROM indicators i
		ORDER BY i.id`, strings.ReplaceAll(strings.ToValidUTF8(words, " "), "\x00", " "))
	if err != nil {
		return nil, fmt.Errorf("store.SearchIndicators(%d letters): %w", len(words), err)
	}
	var ids pq.Int64Array
	var asked []string
	for n, r := range rows {
		if n == 0 {
			asked = wordsOf(r.Asked)
		}
		if matches(asked, wordsOf(r.Text)) {
			ids = append(ids, r.ID)
		}
	}
	list, err := listIndicators(ctx, s.db, `i.id = ANY ($1)`, ids)
	if err != nil || len(list) == 0 {
		return nil, wrapped(err, "store.SearchIndicators")
	}
	found := make([]kpi.Indicator, 0, len(list))
	for _, i := range list {
		found = append(found, i.Indicator)
	}
	return found, nil
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

package bot

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"chaser/kpi"
)

// maxNearest is how many indicators are offered where none was found.
const maxNearest = 5

// How much of what was typed is compared: a message of forty thousand characters speaks of no one indicator.
const (
	maxNearWords = 60
	maxNearWord  = 60 // bytes
)

// nearest lists the indicators that somebody may have meant: those whose code was typed somewhere or is a slip or two
// away, then those that share most words.
func nearest(typed string, indicators []kpi.Indicator) []kpi.Indicator {
	type candidate struct {
		indicator kpi.Indicator
		slips     int // between the codes; a large number where they are not alike
		words     int // shared with the title or service
	}
	words := slices.DeleteFunc(wordsOf(typed), func(w string) bool { return len(w) > maxNearWord })
	if len(words) == 0 {
		return nil
	}
	words = words[:min(len(words), maxNearWords)]
	var near []candidate
	for _, i := range indicators {
		code := strings.ToLower(i.Code)
		c := candidate{indicator: i, slips: slips(words[0], code), words: sharedWords(words, i)}
		switch {
		case slices.Contains(words, code): // as in “tell me about 178”
			c.slips = 0
		case !alike(words[0], c.slips):
			c.slips = kpi.MaxCode + 1
		}
		if c.slips <= kpi.MaxCode || c.words > 0 {
			near = append(near, c)
		}
	}
	slices.SortStableFunc(near, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.slips, b.slips), cmp.Compare(b.words, a.words))
	})
	var list []kpi.Indicator
	for _, c := range near[:min(len(near), maxNearest)] {
		list = append(list, c.indicator)
	}
	return list
}

// alike allows a slip in a code of two or three characters, and two in a longer one.
func alike(code string, slips int) bool {
	n := len([]rune(code))
	return slips <= 1 && n >= 2 || slips <= 2 && n >= 4
}

func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// sharedWords counts the typed words of four letters and more that begin as a word of the indicator's title or service does.
func sharedWords(typed []string, i kpi.Indicator) int {
	titled := wordsOf(i.Title + " " + i.Service)
	shared := 0
	for _, w := range typed {
		if len([]rune(w)) >= 4 && slices.ContainsFunc(titled, func(t string) bool { return begins(t, w) || begins(w, t) && len(t) >= 4 }) {
			shared++
		}
	}
	return shared
}

// begins forgives a plural and one slip at the end of a longer word.
func begins(word, with string) bool {
	return strings.HasPrefix(word, strings.TrimSuffix(with, "s")) || len(with) >= 6 && slips(word, with) == 1
}

// slips counts the keystrokes between two words: letters left out, put in, mistaken, or two swapped (the optimal string alignment distance).
func slips(a, b string) int {
	x, y := []rune(a), []rune(b)
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			mistaken := 1
			if x[i-1] == y[j-1] {
				mistaken = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+mistaken)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(x)][len(y)]
}

package bot

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"unicode"

	"chaser/bot/line"
	"chaser/kpi"
)

// maxNearest is how many indicators are offered where none was found.
const maxNearest = 5

// How much of what was typed is compared. A message may have forty thousand characters, and such a one is not about one
// indicator.
const (
	maxNearWords = 60
	maxNearWord  = 60 // bytes
)

// maxWordsForOne is how many words a line may have for each word that an indicator shares with it. With more, the
// indicator is not meant.
const maxWordsForOne = 4

// nearest lists the indicators that somebody may have meant: first those whose code stands in the line or is a slip or
// two from its first word, then those that share the most words.
func nearest(typed string, indicators []kpi.Indicator) []kpi.Indicator {
	type candidate struct {
		indicator kpi.Indicator
		slips     int // between the first word and the code; a large number where they are not alike
		words     int // shared with the title or service
	}
	words := slices.DeleteFunc(wordsOf(typed), func(w string) bool { return len(w) > maxNearWord })
	if len(words) == 0 {
		return nil
	}
	words = words[:min(len(words), maxNearWords)]
	shares := wordsInCommon{words, map[string]uint64{}}
	var near []candidate
	for _, i := range indicators {
		code := strings.ToLower(i.Code)
		c := candidate{indicator: i, slips: line.Slips(words[0], code), words: shares.with(i)}
		switch {
		case slices.Contains(words, code): // as in “tell me about 178”
			c.slips = 0
		case !alike(words[0], c.slips):
			c.slips = kpi.MaxCode + 1
		}
		if c.words*maxWordsForOne < len(words) { // one word of a whole sentence names nothing
			c.words = 0
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

// alike reports whether a code may be meant by a word this many slips away: one slip in two or three characters, two in
// more.
func alike(code string, slips int) bool {
	n := len([]rune(code))
	return slips <= 1 && n >= 2 || slips <= 2 && n >= 4
}

func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// wordsInCommon counts the typed words that indicators share. A council's titles have far fewer words than it has
// titles, so each is held against the typed ones once.
type wordsInCommon struct {
	typed []string // at most 64
	by    map[string]uint64
}

// with counts the typed words of four letters or more that begin like a word of the indicator's title or service.
func (s wordsInCommon) with(i kpi.Indicator) int {
	var shared uint64 // a bit for each typed word
	for _, t := range wordsOf(i.Title + " " + i.Service) {
		alike, known := s.by[t]
		if !known {
			for n, w := range s.typed {
				if len([]rune(w)) >= 4 && (begins(t, w) || begins(w, t) && len(t) >= 4) {
					alike |= 1 << n
				}
			}
			s.by[t] = alike
		}
		shared |= alike
	}
	return bits.OnesCount64(shared)
}

// begins reports whether a word begins with another. It forgives a plural, and one slip in a longer word.
func begins(word, with string) bool {
	return strings.HasPrefix(word, strings.TrimSuffix(with, "s")) || len(with) >= 6 && line.Slips(word, with) == 1
}

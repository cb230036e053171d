package bot

import (
	"context"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"chaser/kpi"
)

// askedAhead is how many of a line's first words are looked up together with the first that is asked about. Most lines
// hold their codes among them.
const askedAhead = 6

// codes tells which words of one line are codes. It asks the store once for the line's first words, and then once for
// each other word. After an error nothing counts as a code, and failed is the error; the line must then not be
// answered.
func (v *visit) codes(ctx context.Context) (isCode func(string) bool, failed func() error) {
	var failure error
	known := map[string]bool{}
	lookUp := func(words []string) {
		found, err := v.store.Coded(ctx, words)
		if err != nil {
			failure = fmt.Errorf("looking up the codes %q: %w", words, err)
		}
		for _, word := range words {
			i, is := found[word]
			if known[word] = is; is {
				if v.coded == nil {
					v.coded = map[string]kpi.Indicator{}
				}
				v.coded[word] = i
			}
		}
	}
	isCode = func(word string) bool {
		word = strings.ToLower(word)
		if failure != nil || !mayBeCode(word) {
			return false
		}
		if is, asked := known[word]; asked {
			return is
		}
		asked := []string{word}
		if len(known) == 0 {
			first := strings.Fields(strings.ToLower(v.typed))
			for _, w := range first[:min(askedAhead, len(first))] {
				if w != word && mayBeCode(w) {
					asked = append(asked, w)
				}
			}
		}
		lookUp(asked)
		return known[word]
	}
	return isCode, func() error { return failure }
}

// mayBeCode reports whether a register would take the word for a code. The store need not be asked about any other.
func mayBeCode(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return alphanumeric(first) && utf8.RuneCountInString(word) <= kpi.MaxCode &&
		!strings.ContainsFunc(word, func(r rune) bool { return !alphanumeric(r) && !strings.ContainsRune("._/-", r) })
}

func alphanumeric(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

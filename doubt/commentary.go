package doubt

import (
	"slices"
	"strings"
	"unicode"

	"chaser/kpi"
)

// telling is the fewest words that make a commentary one figure's own. “Nothing to report” and “Staff leave over the
// summer” fit many.
const telling = 6

// Said is a commentary on another indicator's figure.
type Said struct {
	Indicator  kpi.Indicator
	Period     kpi.Period
	Commentary string
}

// Tells reports whether a commentary is long enough to be one figure's own, so that it is worth looking for elsewhere.
func Tells(commentary string) bool {
	for range telling {
		var word string
		if word, commentary = nextWord(commentary); word == "" {
			return false
		}
	}
	return true
}

// lastWords doubts a commentary that is word for word an earlier figure's, unless people say it every time.
func lastWords(s Subject) *Doubt {
	var spoken []kpi.Figure // the latest first
	for _, f := range s.Figures {
		if f.Period.Before(s.Figure.Period) && f.Commentary != "" {
			spoken = append(spoken, f)
		}
	}
	slices.SortFunc(spoken, func(a, b kpi.Figure) int { return byPeriod(b, a) })
	if len(spoken) < lookBack {
		s.misses()
	}
	spoken = spoken[:min(len(spoken), lookBack)]
	alike := func(f kpi.Figure) bool { return SameWords(f.Commentary, s.Figure.Commentary) }
	if at := slices.IndexFunc(spoken, alike); at >= 0 && !slices.ContainsFunc(spoken[at+1:], alike) {
		return &Doubt{
			Kind: LastWords, Field: kpi.FieldCommentary,
			Sentence: "The commentary is word for word that for " + spoken[at].Period.Words() + ".",
		}
	}
	return nil
}

// othersWords doubts a commentary that is word for word that of another indicator. One service may say the same of
// several indicators. It is only asked if the words name what the other one measures and not what this one does: then
// they were pasted from the wrong row.
func othersWords(s Subject) *Doubt {
	if len(s.Elsewhere) == 0 {
		return nil
	}
	own, said := wordsOf(s.Indicator.Title), wordsOf(s.Figure.Commentary)
	for _, o := range s.Elsewhere {
		sharedByService := o.Indicator.Service == s.Indicator.Service && !names(said, own, o.Indicator)
		if sharedByService || !SameWords(o.Commentary, s.Figure.Commentary) {
			continue
		}
		return &Doubt{
			Kind: OthersWords, Field: kpi.FieldCommentary,
			Sentence: "The commentary is word for word that of " + o.Indicator.Code + ", “" +
				o.Indicator.Title + "”, for " + o.Period.Words() + ".",
		}
	}
	return nil
}

// names reports whether a commentary has a word of the other indicator's title that is not in its own one's.
func names(said, own []string, other kpi.Indicator) bool {
	for _, w := range wordsOf(other.Title) {
		kin := func(v string) bool { return akin(v, w) }
		if len([]rune(w)) >= stem && slices.ContainsFunc(said, kin) && !slices.ContainsFunc(own, kin) {
			return true
		}
	}
	return false
}

// stem is how many letters words of one meaning share at least: closed and closures, inquest and inquests.
const stem = 5

func akin(a, b string) bool {
	x, y := []rune(a), []rune(b)
	return len(x) >= stem && len(y) >= stem && string(x[:stem]) == string(y[:stem])
}

// SameWords reports whether two texts have the same words in the same order, whatever stands between them.
func SameWords(a, b string) bool {
	for {
		var word, other string
		word, a = nextWord(a)
		other, b = nextWord(b)
		if !strings.EqualFold(word, other) {
			return false
		}
		if word == "" {
			return true
		}
	}
}

// nextWord is a text's first word, and what follows it; empty where there is none.
func nextWord(text string) (word, rest string) {
	text = strings.TrimLeftFunc(text, notOfAWord)
	if end := strings.IndexFunc(text, notOfAWord); end >= 0 {
		return text[:end], text[end:]
	}
	return text, ""
}

func notOfAWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

func wordsOf(text string) []string { return strings.FieldsFunc(strings.ToLower(text), notOfAWord) }

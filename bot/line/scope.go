package line

import (
	"slices"
	"strings"

	"chaser/kpi"
)

// Scope is what a list is limited to: a period, ratings, and words that may name a committee or a service, in whatever
// order they were typed.
type Scope struct {
	Period  kpi.Period
	Ratings []kpi.Rating
	Words   string       // the words of a committee or a service
	Of      string       // “committee” or “service”, where the line says which; otherwise empty
	Bare    bool         // only what has no actions
	Doubt   *kpi.Refusal // set where a word can only have been meant as a period, and is none
}

// ratingWords are how people name a rating, of one word or two.
var ratingWords = map[string]kpi.Rating{
	"red": kpi.Red, "reds": kpi.Red, "amber": kpi.Amber, "ambers": kpi.Amber, "orange": kpi.Amber, "green": kpi.Green, "greens": kpi.Green,
	"blue": kpi.Blue, "blues": kpi.Blue, "baseline": kpi.BaselineRating, "contextual": kpi.ContextRating, "in development": kpi.InDevRating,
	"no data": kpi.NoData, "no figure": kpi.NoData,
}

// scopeFillers are words that limit nothing.
var scopeFillers = wordSet(`in of for the and or all are is by at on to indicators indicator kpis figures with only just please rated ones from`)

// Scope reads what a list is asked of: “libraries Q2”, “amber children Q1 23/24”, “Q2 service coroners”.
func (r Reader) Scope() Scope {
	var s Scope
	var words []string
	for len(r.tokens) > 0 {
		if p, rest, ok := r.ScopePeriod(); ok && s.Period.IsZero() {
			s.Period, r = p, rest
			continue
		}
		if text := unpunctuated(r.tokens[0].text); meantAsPeriod().MatchString(text) {
			_, s.Doubt = asPeriod(text)
			return s
		}
		if rating, rest, ok := r.rating(); ok {
			s.Ratings, r = append(s.Ratings, rating), rest
			continue
		}
		if rest, ok := r.noActions(); ok {
			s.Bare, r = true, rest
			continue
		}
		word := plainWord(r.tokens[0].text)
		switch {
		case word == "committee" || word == "committees":
			s.Of = "committee"
		case word == "service" || word == "services" || word == "team" || word == "department":
			s.Of = "service"
		case word == "" || scopeFillers[word]:
		default:
			words = append(words, strings.Trim(r.tokens[0].text, ",;:?!."))
		}
		r = r.From(1)
	}
	s.Words = strings.Join(words, " ")
	return s
}

// bare are the words that, before “actions”, say that there are none. having are those that may stand before them.
var (
	bare = wordSet(`no without lacking lack lacks missing need needs needing zero not dont doesnt`)
	// articles and afterActions are those that may stand before “actions” and behind it.
	articles     = wordSet(`any an a their`)
	afterActions = wordSet(`plan plans yet given recorded`)

	having = wordSet(`with that which have has having do does but and yet`)
)

// noActions passes over “without actions”, “that have no actions yet” and the like.
func (r Reader) noActions() (Reader, bool) {
	none := false
	for len(r.tokens) > 0 {
		switch word := plainWord(r.tokens[0].text); {
		case none && (word == "action" || word == "actions"):
			return r.From(1).past(afterActions), true
		case bare[word]:
			none = true
		case !having[word] && (!none || !articles[word]):
			return r, false
		}
		r = r.From(1)
	}
	return r, false
}

// past passes over as many of the words as come next.
func (r Reader) past(words map[string]bool) Reader {
	for len(r.tokens) > 0 && words[plainWord(r.tokens[0].text)] {
		r = r.From(1)
	}
	return r
}

// withoutNoActions is the line without the words that ask for what has no actions, if it has them.
func (r Reader) withoutNoActions() (Reader, bool) {
	for n := range r.tokens {
		if rest, ok := r.From(n).noActions(); ok {
			r.tokens = append(slices.Clone(r.tokens[:n]), rest.tokens...)
			return r, true
		}
	}
	return r, false
}

// ScopePeriod reads a period where no figure can stand. So 23/24 is the year, and “last quarter” the quarter before
// this one.
func (r Reader) ScopePeriod() (kpi.Period, Reader, bool) {
	if p, rest, ok := r.Period(); ok {
		return p, rest, true
	}
	if p, rest, ok := r.shortYear(); ok {
		return p, rest, true
	}
	return r.relativePeriod()
}

func (r Reader) rating() (kpi.Rating, Reader, bool) {
	for n := min(2, len(r.tokens)); n > 0; n-- {
		typed := make([]string, 0, n)
		for _, t := range r.tokens[:n] {
			typed = append(typed, plainWord(t.text))
		}
		if rating, ok := ratingWords[strings.Join(typed, " ")]; ok {
			return rating, r.From(n), true
		}
	}
	return "", r, false
}

var (
	// colourWords are how people name the ratings as such: “what is RAG?”.
	colourWords = wordSet(`rag rating ratings rate rated colour colours color colors coloured status statuses code codes light lights`)
	// meaningWords ask what a word means.
	meaningWords = wordSet(`mean means meaning meanings meant stand stands for definition definitions defined define key`)
)

// OnlyRatings reports whether the line is nothing but ratings and words for them: “colours”, “RAG rating”.
func (r Reader) OnlyRatings() bool {
	for len(r.tokens) > 0 {
		if _, rest, ok := r.rating(); ok {
			r = rest
			continue
		}
		if w := plainWord(r.tokens[0].text); !isNoise(r.tokens[0]) && !colourWords[w] && !meaningWords[w] {
			return false
		}
		r = r.From(1)
	}
	return true
}

// AsksMeaning reads a line that asks what ratings mean: “what does amber mean?”, “meaning of the colours”.
func (r Reader) AsksMeaning() bool {
	if len(r.tokens) > longestQuestion || !r.OnlyRatings() {
		return false
	}
	named, asks := false, false
	for n, t := range r.tokens {
		_, _, rating := r.From(n).rating()
		w := plainWord(t.text)
		named = named || rating || colourWords[w]
		asks = asks || meaningWords[w] && w != "for"
	}
	return named && asks
}

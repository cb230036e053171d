package line

import (
	"chaser/kpi"
	"errors"
	"regexp"
	"strings"
)

var (
	compactQuarter = regexp.MustCompile(`(?i)^\d{4}[-/]\d{2}Q\d$`)
	meantAsPeriod  = regexp.MustCompile(`(?i)^(\d{4}[-/]\d{2}Q\d+|Q\d)$`)
)

// Period reads a period of one to three words: "2023-24Q1", "Q1 2023/24", "quarter 1 2023/24".
func (r Reader) Period() (kpi.Period, Reader, bool) {
	for n := min(3, len(r.tokens)); n > 0; n-- {
		if p, err := kpi.ParsePeriod(unpunctuated(r.join(n))); err == nil {
			return p, r.From(n), true
		}
	}
	return kpi.Period{}, r, false
}

// badPeriod notices a word that can only have been meant as a period, such as 2023-25Q1 or Q3 without its year.
func (r Reader) badPeriod(e *Entry) bool {
	text := unpunctuated(r.tokens[0].text)
	if !meantAsPeriod.MatchString(text) {
		return false
	}
	_, err := kpi.ParsePeriod(text)
	var refusal *kpi.Refusal
	if !errors.As(err, &refusal) {
		return false
	}
	if e.Doubt == nil {
		e.Doubt = refusal
	}
	return true
}

// PeriodAmongWords reads a period and the words around it, whichever comes first. A word that can only have been meant as a period is a doubt,
// and then nothing else is read.
func (r Reader) PeriodAmongWords() (p kpi.Period, words string, doubt *kpi.Refusal) {
	for at := range r.tokens {
		if p, rest, ok := r.From(at).Period(); ok {
			words := strings.TrimSpace(r.join(at) + " " + rest.Words())
			for _, filler := range []string{"for ", "of ", "to "} {
				words = strings.TrimPrefix(words, filler)
			}
			for _, filler := range []string{" for", " of", "for"} {
				words = strings.TrimSuffix(words, filler)
			}
			return p, words, nil
		}
		if text := unpunctuated(r.tokens[at].text); meantAsPeriod.MatchString(text) {
			_, err := kpi.ParsePeriod(text)
			if errors.As(err, &doubt) {
				return kpi.Period{}, "", doubt
			}
		}
	}
	return kpi.Period{}, r.Words(), nil
}

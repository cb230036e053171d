package doubt_test

import (
	"fmt"
	"math/big"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/shopspring/decimal"

	"chaser/doubt"
	"chaser/kpi"
)

// shares are ways to say a part of a whole; %[1]d is the part and %[2]d the whole.
var shares = []string{
	"%[2]d deaths were registered, of which %[1]d were registered within 5 days.",
	"%[1]d of the %[2]d deaths were registered within 5 days.",
	"Of the %[2]d deaths registered, %[1]d were within 5 days.",
	"%[1]d out of %[2]d deaths were registered within 5 days.",
	"Deaths registered %[2]d, registered within 5 days %[1]d.",
}

// A sentence that is right stays silent whatever its numbers are, and one in which the part is another speaks, rounding
// apart.
func TestSharesOfAnySize(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		form := rapid.SampledFrom(shares).Draw(t, "form")
		of := rapid.Int64Range(40, 1800).Draw(t, "of")
		part := rapid.Int64Range(of/5, of-1).Draw(t, "part")
		value := decimal.NewFromInt(100*part).DivRound(decimal.NewFromInt(of), 8).Round(1)
		i := kpi.Indicator{Code: "X1", Title: "Percentage of deaths registered within 5 days", Unit: kpi.Percent, Decimals: 1,
			Direction: kpi.Up, Kind: kpi.Target, Frequency: kpi.Quarterly}
		s := doubt.Subject{Indicator: i, Figure: kpi.Figure{Indicator: "X1", Period: kpi.Quarter(2023, 2), Value: &value, Status: kpi.Final}}

		s.Figure.Commentary = fmt.Sprintf(form, part, of)
		if found := doubt.Contradictions(s); len(found) > 0 {
			t.Fatalf("%v under “%s”: %s", value, s.Figure.Commentary, found[0].Sentence)
		}
		other := rapid.Int64Range(1, of-1).Draw(t, "other")
		if far := new(big.Rat).SetFrac64(100*(other-part), of); far.Abs(far).Cmp(big.NewRat(1, 2)) < 0 {
			return // so near that rounding may explain it
		}
		if rest := new(big.Rat).SetFrac64(100*(other+part-of), of); rest.Abs(rest).Cmp(big.NewRat(1, 2)) < 0 {
			return // what the others are: the words may tell of these
		}
		s.Figure.Commentary = fmt.Sprintf(form, other, of)
		if found := doubt.Contradictions(s); len(found) == 0 {
			t.Fatalf("nothing of %v under “%s”", value, s.Figure.Commentary)
		}
	})
}

var wholeNumber = regexp.MustCompile(`\b\d{1,3}(,\d{3})+\b|\b\d{3,}\b`)

// What is right stays right when all of its counts are ten times as large.
func TestScaledTogether(t *testing.T) {
	t.Parallel()
	for _, l := range readLabelled(t, "testdata/words/sentences.txt") {
		if l.Expect == "contradiction" || l.Figure.Unit != "count" || l.Previous == nil {
			continue
		}
		all := wholeNumber.FindAllString(l.Commentary, -1)
		if len(all) == 0 || strings.ContainsAny(l.Commentary, "£/") || regexp.MustCompile(`\b\d\d?\b|\b20\d\d\b|[a-z]{3,} (more|fewer|were|people)`).MatchString(l.Commentary) {
			continue // years, periods, words for numbers and small numbers would stay as they are
		}
		times10 := func(n string) string { return n + "0" }
		scaled := l
		scaled.Commentary = wholeNumber.ReplaceAllStringFunc(l.Commentary, func(n string) string {
			return times10(strings.ReplaceAll(n, ",", ""))
		})
		scaled.Figure.Value = times10(l.Figure.Value)
		scaled.Previous = &stands{Value: times10(l.Previous.Value)}
		if l.YearAgo != nil {
			scaled.YearAgo = &stands{Value: times10(l.YearAgo.Value)}
		}
		if found := doubt.Contradictions(scaled.subject(t)); len(found) > 0 {
			t.Errorf("%s: %s | %s", l.ID, found[0].Sentence, scaled.Commentary)
		}
	}
}

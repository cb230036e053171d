package kpi

import (
	"slices"
	"strings"
)

// Redefined is a part of an indicator's definition that is not what it was.
type Redefined struct {
	Field    string // as people call it: "target", "description"
	Was, Now string // empty: none
}

// Redefinition is what became different of an indicator between two of its cards, as far as it changes what their
// figures mean: who answers for it is no part of that.
func Redefinition(then, now Card) []Redefined {
	var all []Redefined
	a, b := then.Indicator, now.Indicator
	compare := func(field, was, is string) {
		if was != is {
			all = append(all, Redefined{field, was, is})
		}
	}
	value := func(i Indicator, c Card) string {
		if t := i.TargetFor(c.Period); t != nil {
			return i.ShowValue(t)
		}
		return ""
	}
	baseline := func(i Indicator) string {
		if i.Baseline == nil {
			return ""
		}
		return i.ShowValue(i.Baseline)
	}
	compare("title", a.Title, b.Title)
	compare("what it is compared with", kindInWords[a.Kind], kindInWords[b.Kind])
	compare("unit", a.Unit.InWords(), b.Unit.InWords())
	compare("direction", directionInWords[a.Direction], directionInWords[b.Direction])
	compare("target", value(a, then), value(b, now))
	compare("baseline", baseline(a), baseline(b))
	compare("rating rule", a.RatingRule().InWords(), b.RatingRule().InWords())
	compare("counting", countingInWords(a.Cumulative), countingInWords(b.Cumulative))
	compare("comparison", compareInWords[a.Compare], compareInWords[b.Compare])
	compare("how often", string(a.Frequency), string(b.Frequency))
	compare("description", a.Description, b.Description)
	return slices.DeleteFunc(all, func(r Redefined) bool { return strings.TrimSpace(r.Was) == strings.TrimSpace(r.Now) })
}

var (
	kindInWords = map[Kind]string{
		Target: "a target", Baseline: "a baseline", Contextual: "nothing: it is contextual", InDevelopment: "nothing yet: it is in development",
	}
	directionInWords = map[Direction]string{Up: "higher is better", Down: "lower is better", None: "neither is better"}
	compareInWords   = map[Compare]string{WithPrevious: "the previous period", WithYearAgo: "the same period a year ago"}
)

func countingInWords(cumulative bool) string {
	if cumulative {
		return "cumulative from 1 April"
	}
	return "each period by itself"
}

// InWords says inside a sentence where better lies.
func (d Direction) InWords() string { return directionInWords[d] }

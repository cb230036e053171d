package doubt

import (
	"slices"

	"chaser/kpi"
)

// What a commentary says of its figure's state, where the figure is not marked so. Only a sentence about this figure
// counts: it names no other time, and speaks of no benchmark, target or forecast.

var (
	impossible = phrasesOf(
		"unable to report on? this|the? indicator|measure|kpi|figure|performance|data|quarter|period",
		"not|unable able? to report|provide|supply on? a|this|the|any? + figure|figures|data for? this|the? quarter|period",
		"unable to report|provide|supply a|this|the|any? figure|figures|data",
		"unable to report + for? this|the quarter|period",
		"indicator|measure|kpi|figure|figures|data|performance cannot|couldn't be reported|provided|calculated",
		"indicator|measure|kpi|figure|figures|data|performance could|can not be reported|provided|calculated",
		"no|not figure|figures|data|any? is|are|was|were? available for this indicator|measure|kpi|quarter|period",
		"figure|figures|data is|are|was|were not yet? available for this indicator|measure|kpi|quarter|period",
	)
	delayed = phrasesOf(
		"delay|delays|delayed in|with validating|verifying|confirming|reconciling the? performance? figure|figures|data|results",
		"figure|figures|data|result|results for? this? quarter? is|are|remain|remains still|currently|all? provisional|unvalidated|unaudited|unconfirmed|draft|estimated|estimates",
		"figure|figures|data|result is|are an? best? estimate",
		"figure|figures|data|result|results is|are? still? subject to further? validation|verification|confirmation|ratification|change|revision",
		"figure|figures|data|result|results has|have|is|are yet to be validated|verified|confirmed|ratified|finalised|audited",
		"figure|figures|data|result|results has|have not yet? been fully? validated|verified|confirmed|ratified|finalised|audited",
		"provisional|unvalidated|unaudited|estimated|draft figure|figures|data|result|results for this|the quarter|period|q1|q2|q3|q4",
		"this is|was a|an provisional|estimated|unvalidated figure|result",
	)
	carriedOn = phrasesOf(
		"figure|figures|data|value|result|performance is|are|was|were|has|have been? carried forward|over",
		"figure|figures|data|value|result shown|reported|given|used|here? is|are carried forward|over",
		"carried forward the? q1|q2|q3|q4|previous|last quarter's? figure|figures|data|value|result",
		"q1|q2|q3|q4 figure|figures|data|value|result has|have been carried forward|over",
	)
	ofAnother = phrasesOf(
		"figure|figures|data|result shown|reported|given|provided|used|here|above? is|are for|from|that|those of? q1|q2|q3|q4|quarter|first|second|third",
	)
	partial = phrasesOf(
		"figure|figures|data|result|results is|are incomplete|partial",
		"figure|figures|data|result|results is|are? for? only? part of the quarter|period|year only?",
		"figure|figures|data only|covers|cover|includes|include covers|cover|includes|include|only part of the quarter|period|year",
	)
	partialMonths = phrasesOf(
		"figure|figures|data|result|results is|are? only? available|covers|cover|includes|include only? up? to|until|for? the? end? of?",
		"figure|figures|data|result|results only covers|cover|includes|include",
		"figure|figures|data|result|results is|are for",
		"figure|figures|data|result|results excludes|exclude|excluding",
	)
)

// aboutOthers are words of sentences that are about something else than this figure.
var aboutOthers = []string{
	"national", "nationally", "england", "english", "regional", "region", "neighbours", "neighbour", "benchmark",
	"benchmarks", "benchmarking", "benchmarked", "comparator", "comparators", "comparison", "comparative", "target",
	"targets", "previously", "forecast", "forecasts", "budget", "breakdown", "survey", "census", "next", "future", "other",
	"others", "if", "when", "until", "would", "last", "previous", "historic", "historical", "partner", "partners",
}

// ownWords is the first sentence that says one of the phrases of the subject's own figure.
func (s Subject) ownWords(phrases []phrase) (sentence, bool) {
	for _, one := range s.commentary() {
		if _, to, found := one.find(phrases); found && s.tellsOfOwn(one, to) {
			return one, true
		}
	}
	return sentence{}, false
}

// tellsOfOwn reports whether what a sentence says up to a word can be about the subject's own figure. What comes later
// in it may be when the figure will follow.
func (s Subject) tellsOfOwn(one sentence, to int) bool {
	for _, w := range one.words {
		if has(aboutOthers, w.text) {
			return false
		}
	}
	times := slices.DeleteFunc(one.periodsIn(), func(n named) bool { return n.from > to+1 })
	return len(times) == 0 || slices.ContainsFunc(times, func(n named) bool { return n.of(s.Figure.Period) })
}

// ofState is a state that the words say and the figure does not: the gravest one.
func (s Subject) ofState() *Doubt {
	if s.Figure.Value == nil || s.Figure.Status != kpi.Final || s.Figure.Commentary == "" {
		return nil
	}
	return first(s, unreportable, carriedWords, partWords, notFinal)
}

// unreportable doubts a figure of which the words say that there is none.
func unreportable(s Subject) *Doubt {
	one, found := s.ownWords(impossible)
	if !found {
		return nil
	}
	return s.stateDoubt(Unreportable, one, "that there is no figure for "+s.Figure.Period.Words(), s.asCarried())
}

// near reports whether one of these words stands at a place, or in the two words before it.
func (s sentence) near(at int, any ...string) bool {
	for n := max(0, at-2); n <= at; n++ {
		if has(any, s.words[n].text) {
			return true
		}
	}
	return false
}

// carriedWords doubts a figure that is said to be an earlier one.
func carriedWords(s Subject) *Doubt {
	for _, one := range s.commentary() {
		if one.says(carriedOn) {
			return s.stateDoubt(Carried, one, "that the figure is carried forward", s.asCarried())
		}
		from, _, found := one.find(ofAnother)
		if !found || one.near(from, "target", "national", "england", "comparison", "benchmark") {
			continue
		}
		times := one.periodsIn()
		other := func(n named) bool { return n.quarter > 0 && !n.of(s.Figure.Period) }
		if s.Indicator.Frequency == kpi.Quarterly && len(times) > 0 && !slices.ContainsFunc(times, func(n named) bool { return !other(n) }) {
			return s.stateDoubt(Carried, one, "that the figure is another quarter’s", s.asCarried())
		}
	}
	return nil
}

// partWords doubts a figure that is said to cover a part of its period.
func partWords(s Subject) *Doubt {
	one, found := s.ownWords(partial)
	if !found {
		one, found = s.ownWords(partialMonths)
		found = found && one.missesAMonth(s.Figure.Period)
	}
	if !found {
		return nil
	}
	return s.stateDoubt(PartWords, one, "that the figure is a part of the period’s", "Mark it as part of the period if it is.")
}

// missesAMonth reports whether the months that are named lie in the period and are not all of it.
func (s sentence) missesAMonth(p kpi.Period) bool {
	limits := func(w word) bool { return has([]string{"only", "excludes", "exclude", "excluding"}, w.text) }
	if p.Span() != kpi.Quarterly || !slices.ContainsFunc(s.words, limits) {
		return false
	}
	months, own := 0, 0
	for _, n := range s.periodsIn() {
		if n.month > 0 {
			months++
			if n.of(p) {
				own++
			}
		}
	}
	return months > 0 && months == own && own < 3
}

// notFinal doubts a final figure that is said to be provisional, estimated or not validated.
func notFinal(s Subject) *Doubt {
	one, found := s.ownWords(delayed)
	if !found {
		return nil
	}
	return s.stateDoubt(NotFinal, one, "that the figure is not final", "Mark it as provisional if it is.")
}

func (s Subject) stateDoubt(k Kind, one sentence, says, cure string) *Doubt {
	d := &Doubt{Kind: k, Field: kpi.FieldStatus, Quote: one.quote()}
	rating := Assessed(s.Indicator, s.Figure).Rating
	d.Sentence = "The commentary says " + says + ", and " + s.Indicator.ShowTyped(s.Figure) + " stands as final"
	if rated(rating) {
		d.Sentence += ", " + string(rating)
		if k == Unreportable || k == Carried {
			d.WouldRate = kpi.NoData
		}
	}
	d.Sentence += ". " + cure
	return d
}

func rated(r kpi.Rating) bool {
	return r == kpi.Red || r == kpi.Amber || r == kpi.Green || r == kpi.Blue
}

// asCarried says what to do about a figure that is not the period's own.
func (s Subject) asCarried() string {
	for _, f := range s.earlier() {
		if f.Period == s.Figure.Period.Previous(s.Indicator.Frequency) && sameNumbers(f, s.Figure) {
			return "It is the figure for " + f.Period.Words() + ": mark it as carried forward, which has no rating and no change."
		}
	}
	return "If it is an earlier one, mark it as carried forward, which has no rating and no change."
}

// otherQuarter doubts a commentary that is headed with another quarter and never names its own.
func otherQuarter(s Subject) *Doubt {
	if s.Indicator.Frequency != kpi.Quarterly {
		return nil
	}
	all := s.commentary()
	if len(all) == 0 {
		return nil
	}
	heading, ok := all[0].periodAt(0)
	if !ok || heading.quarter == 0 || heading.of(s.Figure.Period) || !all[0].headedUpTo(heading.to) {
		return nil
	}
	for _, one := range all {
		if slices.ContainsFunc(one.periodsIn(), func(n named) bool { return n.of(s.Figure.Period) }) {
			return nil
		}
	}
	return &Doubt{
		Kind: OtherQuarter, Field: kpi.FieldCommentary, Quote: all[0].quote(),
		Sentence: "The commentary is headed with another quarter than " + s.Figure.Period.Words() + ", and does not name that one.",
	}
}

// headedUpTo reports whether the words up to this one are a heading: a dash, a colon or a line's end follows.
func (s sentence) headedUpTo(to int) bool {
	return to >= len(s.words) || s.words[to].after
}

// provisionalLong doubts a figure that is still provisional a whole quarter after its period.
func provisionalLong(s card) *Doubt {
	if s.Figure.Status != kpi.Provisional {
		return nil
	}
	var posted kpi.Date
	if !s.Figure.PostedAt.IsZero() {
		posted = kpi.DateOf(s.Figure.PostedAt)
	}
	since := kpi.ProvisionalSince(s.Figure.Period, posted)
	if !since.AddDays(kpi.ProvisionalFor).Before(s.Today) {
		return nil
	}
	return &Doubt{
		Kind: LongProvisional, Field: kpi.FieldStatus,
		Sentence: "The figure for " + s.Figure.Period.Words() + " is still provisional, more than a quarter after " + since.Words() +
			". Post the final one, or the same as final.",
	}
}

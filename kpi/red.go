package kpi

import "slices"

// Turn is what a posting did to whether an indicator is Red.
type Turn string

// A posting turns the indicator Red, finds it Red in a later period too, ends its being Red, leaves it Red as it was,
// or has nothing to do with Red.
const (
	NoTurn    Turn = ""
	TurnedRed Turn = "turned red"
	StillRed  Turn = "still red"
	LeftRed   Turn = "left red"
	StayedRed Turn = "stayed red"
)

// Judged reports whether the rating says how good a figure is. The others say why that cannot be told.
func (r Rating) Judged() bool {
	switch r {
	case Red, Amber, Green, Blue:
		return true
	}
	return false
}

// TurnOf tells what a posting did, given the indicator's figures before and after it, in any order. An indicator is Red
// while its standing figure is. A figure without a judgement (no data, carried forward) neither turns it Red nor ends
// that. Revising a period before the standing one changes nothing.
func TurnOf(before, after []Figure) Turn {
	was, hadOne := Judged(before)
	is, hasOne := Judged(after)
	wasRed, isRed := hadOne && was.Rating == Red, hasOne && is.Rating == Red
	switch {
	case wasRed && isRed && was.Period.Before(is.Period):
		return StillRed
	case wasRed && isRed:
		return StayedRed
	case isRed:
		return TurnedRed
	case wasRed:
		return LeftRed
	}
	return NoTurn
}

// IsRed reports whether the indicator with these figures is Red.
func IsRed(figures []Figure) bool {
	f, stands := Judged(figures)
	return stands && f.Rating == Red
}

// Judged is the figure that says whether the indicator is Red: the one of its latest period with a judgement. It is
// false where none was ever judged. Of a period's revisions, the last that was judged counts. A revision that takes the
// judgement back, since the data turned out to be missing, says neither that things are bad nor that they are good
// again.
func Judged(figures []Figure) (Figure, bool) {
	judged := judgedByPeriod(figures)
	if len(judged) == 0 {
		return Figure{}, false
	}
	return judged[len(judged)-1], true
}

// RedSince is the first period of those in which the indicator has been Red, without a better one between; zero where
// it is not Red.
func RedSince(figures []Figure) Period {
	var since Period
	for _, f := range slices.Backward(judgedByPeriod(figures)) {
		if f.Rating != Red {
			break
		}
		since = f.Period
	}
	return since
}

// RedRun counts from p, in which the indicator is Red, backwards. running is how many periods of the frequency it has
// been Red in a row: 3 in its third quarter running. earlier is in how many periods before p it was Red without a
// better one between, though some periods may have no figure.
func RedRun(figures []Figure, p Period, f Frequency) (running, earlier int) {
	running, next := 1, p
	for _, figure := range slices.Backward(judgedByPeriod(figures)) {
		if !figure.Period.Before(p) {
			continue
		}
		if figure.Rating != Red {
			break
		}
		if figure.Period == next.Previous(f) && running == earlier+1 {
			running++
		}
		earlier++
		next = figure.Period
	}
	return running, earlier
}

// judgedByPeriod is the last judged revision of each period that has one, the earliest period first.
func judgedByPeriod(figures []Figure) []Figure {
	judged := slices.DeleteFunc(slices.Clone(figures), func(f Figure) bool { return !f.Rating.Judged() })
	slices.SortStableFunc(judged, func(a, b Figure) int {
		if by := a.Period.compare(b.Period); by != 0 {
			return by
		}
		return b.Revision - a.Revision
	})
	return slices.CompactFunc(judged, func(a, b Figure) bool { return a.Period == b.Period })
}

// Span is one time during which an indicator was Red: the places of the postings that turned it Red and that ended it.
// Left is -1 while none has.
type Span struct{ Turned, Left int }

// Spans are the times during which an indicator was Red and its manager was told. recorded are all its revisions, in
// the order in which they were recorded. told says which of them people are told of: those that were posted, and those
// that an import brought for the period being collected. Whatever else an import brings turns nothing by itself; the
// next revision finds the indicator Red or good by it.
func Spans(recorded []Figure, told func(place int) bool) []Span {
	var spans []Span
	for n := range recorded {
		if !told(n) {
			continue
		}
		open := len(spans) > 0 && spans[len(spans)-1].Left < 0
		switch TurnOf(recorded[:n], recorded[:n+1]) {
		case TurnedRed:
			if good, stands := Judged(recorded[:n]); open && stands {
				spans[len(spans)-1].Left = slices.IndexFunc(recorded, func(r Figure) bool {
					return r.Period == good.Period && r.Revision == good.Revision
				})
			}
			spans = append(spans, Span{Turned: n, Left: -1})
		case StillRed: // an import that nobody was told of had turned it Red
			if !open {
				spans = append(spans, Span{Turned: n, Left: -1})
			}
		case LeftRed:
			if open {
				spans[len(spans)-1].Left = n
			}
		}
	}
	return spans
}

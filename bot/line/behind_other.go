package line

import (
	"strings"

	"chaser/kpi"
)

var (
	// otherNumbers are what a number may be instead of the figure, where that stands right behind it.
	otherNumbers = phrases(`target, the target, is the target, our target, annual target, forecast, is the forecast, projected, projection, expected, planned,
		predicted, baseline, benchmark, next quarter, budget, budgeted`)
	// earlierTimes are times that a number may be of, where another number follows that is the figure.
	earlierTimes = phrases("last quarter, previous quarter, last time, before, previously, then, last year")
)

// doubtOther asks about a number that is another than the figure: “60% target, 57% actual”, “55% before, 57% now”, “60%
// (forecast)”.
func (r Reader) doubtOther(e *Entry) bool {
	said, rest, ok := r.phrase(otherNumbers, 3)
	second, _, follows := rest.Figure()
	if !ok {
		if said, rest, ok = r.phrase(earlierTimes, 2); !ok {
			return false
		}
		if second, _, follows = rest.Figure(); !follows {
			return false
		}
	}
	if strings.HasSuffix(said, ":") {
		return false // “57% target: 60%”
	}
	said = strings.TrimRight(said, ",.;")
	d := kpi.Refuse(kpi.FieldFigure, "“%s %s” may not be the figure. Is %s the figure?", kpi.Excerpt(e.Figure), said, kpi.Excerpt(e.Figure))
	if _, err := kpi.ParseTyped(second); !follows || err != nil {
		e.ask(d)
		return true
	}
	other := e.without()
	other.Figure, other.Words = second, ""
	e.ask(d, Choice{Label: second, Entry: other})
	return true
}

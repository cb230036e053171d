package claims

import (
	"strings"

	"chaser/kpi"
)

// measureNames are the names of one measure.
var measureNames = map[string]string{"second": "seconds", "minute": "minutes", "mins": "minutes", "hour": "hours", "hrs": "hours", "day": "days",
	"week": "weeks", "month": "months", "year": "years", "mile": "miles", "kilograms": "kg", "kilogrammes": "kg", "kgs": "kg"}

func measureOf(w string) string {
	if name, ok := measureNames[w]; ok {
		return name
	}
	return w
}

// countedIn is the measure that the card's figures count, as “Average weeks to reach a decision” does; empty where they
// count things. A limit in the title, “within 8 weeks”, is none.
func (c *Card) countedIn() string {
	switch c.Unit {
	case kpi.Days:
		return daysOr(c.Title)
	case kpi.Percent, kpi.Currency:
		return ""
	}
	r := read(c.Title)
	for n, it := range r.items {
		name := measureOf(it.text)
		named := n <= 3 || r.markAt(n-1) == "(" || r.wordAt(n-1) == "in" || r.markAt(n-1) == ","
		if it.kind == wordItem && named && countable[name] && (strings.HasSuffix(it.text, "s") || name == "kg") {
			return name
		}
	}
	return ""
}

// countable are the measures that a title counts near its beginning.
var countable = set("seconds", "minutes", "hours", "days", "weeks", "months", "kg", "tonnes", "miles")

// countMeasures marks the lengths that are in the card's own measure.
func (r *reading) countMeasures(c *Card) {
	name := c.countedIn()
	r.inScale(c)
	for n := range r.items {
		q := r.items[n].q
		if q == nil || q.unit != length || name == "" {
			continue
		}
		if q.of != name && (q.delta != 0 || q.target) {
			q.inMeasure(name)
		}
		q.counted = q.of == name
	}
}

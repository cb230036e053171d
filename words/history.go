package words

import (
	"strings"

	"chaser/kpi"
)

// History is a card's history in a line, as its chart draws it: "Rising: Q1 90,157 → Q2 96,326, target 107,236". The
// years are named where there are several. Where every period had a target, each target is named once, for as long as
// it stood.
func History(c kpi.Card) string {
	if len(c.History) == 0 {
		return ""
	}
	name := periodNames(c.History)
	var figures, steps []string
	targets := true
	shown := c.Indicator.ShowFigures(beside(c)...) // its history comes first
	for n, f := range c.History {
		figures = append(figures, name(n)+" "+shown[n])
		targets = targets && f.Target != nil
	}
	said := strings.Join(figures, " → ")
	if trend := trend(c); trend != "" {
		said = trend + ": " + said
	}
	if !targets {
		return said
	}
	for n, f := range c.History {
		if n == len(c.History)-1 || !c.History[n+1].Target.Equal(*f.Target) {
			steps = append(steps, c.Indicator.ShowValue(f.Target)+" to "+f.Period.Words())
		}
	}
	last := len(steps) - 1 // it stands to this day
	steps[last] = c.Indicator.ShowValue(c.History[len(c.History)-1].Target)
	if last > 0 {
		steps[last] = "then " + steps[last]
	}
	return said + ", target " + strings.Join(steps, ", ")
}

// trend is the way that a card's figures went from period to period; empty where there are none to compare.
func trend(c kpi.Card) string {
	ups, downs := false, false
	for n := 1; n < len(c.History); n++ {
		switch c.History[n].Exact(c.Indicator.Unit).Cmp(c.History[n-1].Exact(c.Indicator.Unit)) {
		case 1:
			ups = true
		case -1:
			downs = true
		}
	}
	switch {
	case len(c.History) < 2:
		return ""
	case ups && downs:
		return "Up and down"
	case ups:
		return "Rising"
	case downs:
		return "Falling"
	}
	return "Unchanged"
}

// UnitName is what a chart's axis counts.
func UnitName(u kpi.Unit) string {
	switch u {
	case kpi.Percent:
		return "Per cent"
	case kpi.Currency:
		return "Pounds"
	case kpi.Days:
		return "Days"
	case kpi.Ratio:
		return "Ratio"
	}
	return "Number"
}

// periodNames gives a figure's period as short as it can be told from the others: without its year where all are of
// one, else with it where it is another than the one before.
func periodNames(history []kpi.Figure) func(n int) string {
	short := func(n int) (name, year string) {
		p := history[n].Period
		if p.Span() == kpi.Yearly {
			return p.Words(), ""
		}
		name, year, _ = strings.Cut(p.Words(), " ")
		return name, year
	}
	_, first := short(0)
	_, last := short(len(history) - 1)
	return func(n int) string {
		name, year := short(n)
		before := ""
		if n > 0 {
			_, before = short(n - 1)
		}
		if year == "" || first == last || year == before {
			return name
		}
		return name + " " + year
	}
}

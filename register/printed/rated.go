package printed

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"chaser/kpi"
)

// kind works out an indicator's kind and its direction: from what is printed, else from what follows of it.
func (m *making) kind(c *card, i *kpi.Indicator) {
	t, has := m.targetOf(c)
	v := t.value
	has = has && v.sort == asNumber
	m.direction(c, i, v)
	switch {
	case c.rating == kpi.ContextRating:
		i.Kind = kpi.Contextual
	case c.rating == kpi.BaselineRating:
		i.Kind = kpi.Baseline
	case c.rating == kpi.InDevRating, v.sort == asRating && v.rating == kpi.InDevRating:
		i.Kind = kpi.InDevelopment
	case has || c.rating == kpi.Red || c.rating == kpi.Amber || c.rating == kpi.Green || c.rating == kpi.Blue:
		i.Kind = kpi.Target
	default:
		i.Kind = kpi.Contextual
		if _, tracked := c.of(baseline); tracked {
			i.Kind = kpi.Baseline
		}
	}
	if i.Kind == kpi.Target && i.Direction == kpi.None {
		i.Kind = kpi.Contextual
		m.ask(i.Code, "Is higher or lower better? The report does not say.", "it has no rating.", false)
	}
}

// direction is the one that is printed; else the one in which the change that is printed is better, or the rating.
func (m *making) direction(c *card, i *kpi.Indicator, target value) {
	p, printed := c.of(direction)
	if printed {
		switch v := p.value; v.sort {
		case asDirection:
			i.Direction = v.towards
			return
		case asMissing:
			return
		default:
			m.fault(c, "%s: “%s” beside “%s” is not a direction; it is left out", i.Code, kpi.Excerpt(p.said), p.label.said)
		}
	}
	if target.towards != "" {
		i.Direction = target.towards
		m.note("%s: %s is better, as its target “%s” says.", i.Code, better(i.Direction), target.said)
		return
	}
	if d := m.followed(c); d != kpi.None {
		i.Direction = d
		m.note("%s: %s is better, as its change is printed as %s.", i.Code, better(d), c.changeSaid())
		return
	}
	if d := m.byRating(c, target); d != kpi.None {
		i.Direction = d
		m.note("%s: %s is better, as it is printed %s against its target.", i.Code, better(d), c.rating)
	}
}

func better(d kpi.Direction) string {
	if d == kpi.Down {
		return "lower"
	}
	return "higher"
}

func (c *card) changeSaid() string {
	p, _ := c.of(change)
	return p.said
}

// followed is the direction in which the change that is printed is the one from the earlier figure.
func (m *making) followed(c *card) kpi.Direction {
	now, before := m.valueIn(c, m.Period), m.valueIn(c, m.Period.Previous(m.Period.Span()))
	if before == nil {
		before = m.valueIn(c, m.Period.YearAgo())
	}
	if now == nil || before == nil {
		return kpi.None
	}
	return towards(now.Cmp(before), valueOf(c.changeSaid()).change == kpi.Improving, valueOf(c.changeSaid()).change == kpi.Declining)
}

// byRating is the direction in which the key's rule rates the figure as it is printed; none where both do, or neither.
func (m *making) byRating(c *card, target value) kpi.Direction {
	now := m.valueIn(c, m.Period)
	if now == nil || target.sort != asNumber || target.typed.Value == nil || c.rating == "" {
		return kpi.None
	}
	found := kpi.None
	for _, d := range []kpi.Direction{kpi.Up, kpi.Down} {
		a, err := kpi.Rate(kpi.DefaultRule, d, target.typed.Value, now, kpi.Count, 0)
		if err != nil || a.Rating != c.rating {
			continue
		}
		if found != kpi.None {
			return kpi.None
		}
		found = d
	}
	return found
}

func towards(side int, good, bad bool) kpi.Direction {
	switch {
	case side > 0 && good, side < 0 && bad:
		return kpi.Up
	case side < 0 && good, side > 0 && bad:
		return kpi.Down
	}
	return kpi.None
}

// valueIn is the number that the card prints for a period; nil where there is none.
func (m *making) valueIn(c *card, p kpi.Period) *big.Rat {
	for _, one := range c.values {
		if (one.label.item == current || one.label.item == previous) && one.label.periodIn(m.Period).period == p {
			if v := one.value; v.sort == asNumber && v.typed.Value != nil {
				return v.typed.Value.Rat()
			}
		}
	}
	return nil
}

// compare lists what the report prints otherwise than Chaser works it out, and what it does not print.
func (m *making) compare(c *card, i kpi.Indicator, known bool, figures []kpi.Figure) {
	now, before := figureOf(figures, m.Period), figureOf(figures, i.ComparedPeriod(m.Period))
	said := m.shown(c, i, known, now, before)
	if now == nil {
		m.missing(i.Code, "figure of %s", m.Period.Words())
	}
	if _, ok := m.targetOf(c); !ok && i.Kind == kpi.Target {
		m.missing(i.Code, "target")
	}
	if c.rating == "" {
		what := "rating: none is printed"
		if c.ratedAs != "" {
			what = fmt.Sprintf("rating: “%s” is none of the key's", kpi.Excerpt(c.ratedAs))
		}
		if now != nil && said.Rated != "" {
			what += fmt.Sprintf("; Chaser rates it %s", said.Rated)
		}
		m.missing(i.Code, "%s", what)
	}
	if _, ok := c.of(direction); !ok && i.Direction == kpi.None && !known {
		m.missing(i.Code, "direction for improvement")
	}
	if !known && i.Description == "" && !c.row {
		what := "description"
		if slices.Contains(c.beside, description) && now != nil && now.Commentary != "" {
			what += "; its words may stand in the commentary, as nothing parts the two columns in this text. Save it with pdftotext -layout"
		}
		m.missing(i.Code, "%s", what)
	}
	if now != nil && now.Commentary == "" {
		m.missing(i.Code, "commentary")
	}
	if c.rating == kpi.Red && now != nil && now.Actions == "" {
		m.missing(i.Code, "actions, although it is printed Red")
	}
	m.p.Cards = append(m.p.Cards, said)
}

func figureOf(figures []kpi.Figure, p kpi.Period) *kpi.Figure {
	for n := range figures {
		if figures[n].Period == p {
			return &figures[n]
		}
	}
	return nil
}

// confirm keeps a target beside which other numbers stand only where the printed rating follows of it. A text that was
// taken out cell by cell may have a chart's numbers between.
func (m *making) confirm(c *card, i *kpi.Indicator, figures []kpi.Figure) {
	if len(c.strays) == 0 {
		return
	}
	now := figureOf(figures, m.Period)
	if c.rating != "" && now != nil && i.Kind == kpi.Target && i.Assess(now.Completed(i.Unit)).Rating == c.rating {
		return
	}
	of := "target"
	p, ok := m.targetOf(c)
	if !ok {
		if p, ok = c.of(baseline); !ok {
			return
		}
		of = "baseline"
	}
	m.ask(i.Code, fmt.Sprintf("Is its %s %s, or one of the numbers that stand beside it, perhaps of a chart: %s?", of, p.said, strings.Join(c.strays, ", ")), "no "+of+".", false)
	i.Target, i.Baseline = nil, nil
	delete(i.Targets, m.Period)
}

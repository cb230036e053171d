package doubt

import (
	"fmt"
	"slices"
	"strings"

	"chaser/kpi"
)

// Finding is a doubt about a figure of a register.
type Finding struct {
	Path      string // its place in the register, such as figures[3].value
	Indicator kpi.Indicator
	Figure    kpi.Figure
	Doubt     Doubt
}

// Remark is the finding in words for whoever keeps the register, with what to write instead.
func (f Finding) Remark() kpi.Remark {
	said := strings.TrimSuffix(f.Doubt.Sentence, ".")
	switch d := f.Doubt; {
	case d.LikelyOf != nil:
		said += fmt.Sprintf("; write %q over %q if %s is meant",
			kpi.Exactly(d.LikelyOf.Numerator), kpi.Exactly(d.LikelyOf.Denominator), f.Indicator.ShowValue(d.Likely))
	case d.Likely != nil:
		said += fmt.Sprintf("; write %q if %s is meant", kpi.Exactly(*d.Likely), f.Indicator.ShowValue(d.Likely))
	}
	return kpi.Remark{Path: f.Path, Sentence: said}
}

// OfRegister lists the doubts about the figures in joining that are new beside those held already, in the order of
// joining. A figure that is doubted is no measure for later ones: of 0.93 and then 93, it asks about the first.
func OfRegister(joining, held kpi.Register, today kpi.Date) []Finding {
	r := newRecord(joining, held)
	order := make([]int, len(joining.Figures))
	for n := range order {
		order[n] = n
	}
	slices.SortStableFunc(order, func(a, b int) int { return byPeriod(joining.Figures[a], joining.Figures[b]) })
	var all []Finding
	for _, n := range order {
		f := joining.Figures[n]
		i, known := r.indicators[key(f.Indicator)]
		if !known {
			continue
		}
		f = f.Completed(i.Unit)
		s := Subject{Indicator: i, Figure: f, Figures: r.beside(f), Today: today, Elsewhere: r.elsewhere(f)}
		for _, d := range Of(s) {
			all = append(all, Finding{pathOf(n, joining.Figures[n], d), i, f, d})
			if d.Field == kpi.FieldFigure {
				r.doubted[keyOf(f)] = true
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Finding) int {
		return r.position[keyOf(a.Figure)] - r.position[keyOf(b.Figure)]
	})
	return all
}

func pathOf(n int, f kpi.Figure, d Doubt) string {
	field := "value"
	switch {
	case d.Field != kpi.FieldFigure:
		field = d.Field
	case f.Value == nil:
		field = kpi.FieldNumerator
	}
	return fmt.Sprintf("figures[%d].%s", n, field)
}

// record is the register as it will be, and which of its figures are doubted so far.
type record struct {
	indicators map[string]kpi.Indicator
	figures    map[string][]kpi.Figure  // by indicator; joining figures replace those held
	held       map[figureKey]kpi.Figure // as held before
	spoken     map[string][]Said        // commentaries by their words
	position   map[figureKey]int        // the places of the joining figures
	doubted    map[figureKey]bool
}

type figureKey struct {
	code   string
	period kpi.Period
}

func key(code string) string       { return strings.ToLower(code) }
func keyOf(f kpi.Figure) figureKey { return figureKey{key(f.Indicator), f.Period} }

func byPeriod(a, b kpi.Figure) int {
	switch {
	case a.Period.Before(b.Period):
		return -1
	case b.Period.Before(a.Period):
		return 1
	}
	return 0
}

func newRecord(joining, held kpi.Register) record {
	r := record{
		indicators: map[string]kpi.Indicator{},
		figures:    map[string][]kpi.Figure{},
		held:       map[figureKey]kpi.Figure{},
		spoken:     map[string][]Said{},
		position:   map[figureKey]int{},
		doubted:    map[figureKey]bool{},
	}
	for _, i := range slices.Concat(held.Indicators, joining.Indicators) {
		r.indicators[key(i.Code)] = i
	}
	for n, f := range joining.Figures {
		r.position[keyOf(f)] = n
	}
	for _, f := range held.Figures {
		r.held[keyOf(f)] = f
		if _, replaced := r.position[keyOf(f)]; !replaced {
			r.add(f)
		}
	}
	for _, f := range joining.Figures {
		r.add(f)
	}
	return r
}

func (r record) add(f kpi.Figure) {
	i, known := r.indicators[key(f.Indicator)]
	if !known {
		return
	}
	f = f.Completed(i.Unit)
	r.figures[key(f.Indicator)] = append(r.figures[key(f.Indicator)], f)
	if Tells(f.Commentary) {
		r.spoken[spoken(f)] = append(r.spoken[spoken(f)], Said{i, f.Period, f.Commentary})
	}
}

func spoken(f kpi.Figure) string { return strings.Join(wordsOf(f.Commentary), " ") }

// beside is the indicator's other figures except doubted ones, and the figure held for the same period.
func (r record) beside(f kpi.Figure) []kpi.Figure {
	var beside []kpi.Figure
	for _, other := range r.figures[key(f.Indicator)] {
		if other.Period != f.Period && !r.doubted[keyOf(other)] {
			beside = append(beside, other)
		}
	}
	if standing, stands := r.held[keyOf(f)]; stands {
		beside = append(beside, standing)
	}
	return beside
}

// elsewhere is the other indicators' figures with the same commentary, in this period or the one before.
func (r record) elsewhere(f kpi.Figure) []Said {
	if !Tells(f.Commentary) {
		return nil
	}
	var said []Said
	before := f.Period.Previous(r.indicators[key(f.Indicator)].Frequency)
	for _, s := range r.spoken[spoken(f)] {
		if key(s.Indicator.Code) != key(f.Indicator) && (s.Period == f.Period || s.Period == before) {
			said = append(said, s)
		}
	}
	return said
}

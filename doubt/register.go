package doubt

import (
	"fmt"
	"slices"
	"strings"

	"chaser/kpi"
)

// Finding is a doubt about a figure of a register.
type Finding struct {
	Path      string // in the register: figures[3].value
	Indicator kpi.Indicator
	Figure    kpi.Figure
	Doubt     Doubt
}

// Remark words a finding for whoever keeps the register, with what to write instead.
func (f Finding) Remark() kpi.Remark {
	said := strings.TrimSuffix(f.Doubt.Sentence, ".")
	if f.Doubt.Likely != nil {
		said += fmt.Sprintf("; write %q if %s is meant", kpi.Exactly(*f.Doubt.Likely), f.Indicator.ShowValue(f.Doubt.Likely))
	}
	return kpi.Remark{Path: f.Path, Sentence: said}
}

// OfRegister lists the doubts about the figures of a register that say something new beside what is held already, in
// the register's order. One that is doubted says nothing about the others: of 0.93 and 93 it is the first that is asked
// about.
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
		for _, d := range Of(Subject{Indicator: i, Figure: f, Figures: r.beside(f), Today: today, Elsewhere: r.elsewhere(f)}) {
			all = append(all, Finding{pathOf(n, joining.Figures[n], d), i, f, d})
			if d.Field == kpi.FieldFigure {
				r.doubted[keyOf(f)] = true
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Finding) int { return r.position[keyOf(a.Figure)] - r.position[keyOf(b.Figure)] })
	return all
}

func pathOf(n int, f kpi.Figure, d Doubt) string {
	field := "value"
	switch {
	case d.Field == kpi.FieldCommentary:
		field = kpi.FieldCommentary
	case f.Value == nil:
		field = kpi.FieldNumerator
	}
	return fmt.Sprintf("figures[%d].%s", n, field)
}

// record is a register as it will be, and what is doubted of it so far.
type record struct {
	indicators map[string]kpi.Indicator
	figures    map[string][]kpi.Figure  // by indicator, the joining ones in the place of those that are held
	held       map[figureKey]kpi.Figure // before
	spoken     map[string][]Said        // by their words
	position   map[figureKey]int        // of those that join
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
		indicators: map[string]kpi.Indicator{}, figures: map[string][]kpi.Figure{}, held: map[figureKey]kpi.Figure{}, spoken: map[string][]Said{},
		position: map[figureKey]int{}, doubted: map[figureKey]bool{},
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

// beside are the indicator's other figures, but for those that are doubted, and what is held of the same period.
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

// elsewhere are the figures of other indicators in this period or the one before with the same commentary.
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

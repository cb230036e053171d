package doubt

import (
	"cmp"
	"slices"

	"chaser/kpi"
)

// Scope is which cards are checked; its zero value is all of them.
type Scope struct {
	Period    kpi.Period // zero: every period
	Committee string     // empty: every committee

	// Only reports whether an indicator's cards are checked by themselves; nil: every one's are. Cards are held against
	// each other whosoever they are.
	Only func(code string) bool
	// Acted reports whether actions are kept beside a figure's own words; nil: none are.
	Acted func(code string, p kpi.Period) bool
	// Shown is a figure as its committee was shown it, where another stands now; nil: nothing was published.
	Shown func(code string, p kpi.Period) (kpi.Figure, bool)
}

func (s Scope) holds(i kpi.Indicator, p kpi.Period) bool {
	return (s.Period.IsZero() || s.Period == p) && (s.Committee == "" || s.Committee == i.Committee)
}

// judges reports whether an indicator's cards are checked by themselves.
func (s Scope) judges(i kpi.Indicator) bool {
	return (s.Committee == "" || s.Committee == i.Committee) && (s.Only == nil || s.Only(i.Code))
}

// Check lists the doubts about a register's figures as they stand, the most serious first. Unlike OfRegister it judges
// every figure in the scope, however long it has stood. A figure outside the scope is only compared with.
func Check(r kpi.Register, scope Scope, today kpi.Date) []Finding {
	b := newBook(r)
	var all []Finding
	for n := range b.series {
		if of := &b.series[n]; scope.judges(of.indicator) {
			all = append(all, b.check(of, scope, today)...)
		}
	}
	all = append(all, b.betweenCards(r, scope)...)
	b.sort(all)
	return all
}

// check lists the doubts about an indicator's figures.
func (b *book) check(of *series, scope Scope, today kpi.Date) (all []Finding) {
	doubted := map[kpi.Period]bool{}
	for n, f := range of.figures {
		if of.tooEarly(n, scope.Period) {
			continue
		}
		if !scope.Period.IsZero() && scope.Period.Before(f.Period) {
			break
		}
		s := Subject{Indicator: of.indicator, Figure: f, Figures: of.beside(n, doubted), Today: today}
		if s.last = s.earlier(); f.Value != nil {
			s.near = s.neighbours()
		}
		unlikely := s.ofFigure()
		doubted[f.Period] = len(unlikely) > 0
		if !scope.holds(of.indicator, f.Period) {
			continue
		}
		s.Elsewhere, s.said = b.elsewhere(of.indicator, f), sentencesOf(f.Commentary)
		about := card{
			Subject: s, series: of, at: n,
			shown:        scope.Shown,
			acted:        scope.Acted != nil && scope.Acted(of.indicator.Code, f.Period),
			anyActions:   b.anyActions[of.indicator.Committee],
			unlikeOthers: b.contextual[of.indicator.Committee].mostHaveNone(),
		}
		for _, d := range slices.Concat(unlikely, s.ofWords(), Contradictions(s), about.doubts()) {
			all = append(all, b.finding(of.indicator, f, d))
		}
	}
	return all
}

// card is an indicator's figure among all its figures.
type card struct {
	Subject
	series       *series
	at           int // the figure's place in the series
	shown        func(string, kpi.Period) (kpi.Figure, bool)
	acted        bool // actions are kept beside the figure
	anyActions   bool // its committee has actions on every rating
	unlikeOthers bool // it has a direction, and most of its committee's contextual indicators have none
}

// latest reports whether no later period has a figure.
func (c card) latest() bool { return c.at == len(c.series.figures)-1 }

// before is the figure of the period that the indicator reported before; nil where there is none.
func (c card) before() *kpi.Figure {
	if c.at == 0 {
		return nil
	}
	before := &c.series.figures[c.at-1]
	if before.Period != c.Figure.Period.Previous(c.Indicator.Frequency) {
		return nil
	}
	return before
}

// cardRules look at a card as a whole, which is more than whoever posts a figure has before them.
var cardRules = []func(card) *Doubt{
	redWithoutActions, actionsOnOthers, sameActions, noReason, strayText, restatedSilently,
	dividedPercent, quarterBesideSum, yearBesideQuarter, fixedMonths, comparedOtherwise, redefined, judgedContext, provisionalLong,
}

func (c card) doubts() (all []Doubt) {
	for _, rule := range cardRules {
		if d := rule(c); d != nil {
			all = append(all, *d)
		}
	}
	return all
}

// assessment is the rating that the figure was given, or has by its indicator as that is now.
func (c card) assessment() kpi.Assessment { return Assessed(c.Indicator, c.Figure).Assessment }

// Assessed is a figure with its rating: the one it was given, or where it comes from a file the one it would be given.
func Assessed(i kpi.Indicator, f kpi.Figure) kpi.Figure {
	if f.Rating == "" {
		f.Assessment = i.Assess(f)
	}
	return f
}

// severities are all of them, the most serious first.
var severities = []Severity{Error, Warning, Note}

// groups are all of them, what cannot be true first and what is only missing last.
var groups = []Group{Words, Cards, Plausibility, State, Definition, Disclosure, Report}

// sort puts the most serious first, of those the latest period, and then in the order of the register.
func (b *book) sort(all []Finding) {
	slices.SortStableFunc(all, func(x, y Finding) int {
		return cmp.Or(
			cmp.Compare(slices.Index(severities, x.Doubt.Kind.Severity()), slices.Index(severities, y.Doubt.Kind.Severity())),
			byPeriod(y.Figure, x.Figure),
			cmp.Compare(slices.Index(groups, x.Doubt.Kind.Group()), slices.Index(groups, y.Doubt.Kind.Group())),
			cmp.Compare(b.place[key(x.Indicator.Code)], b.place[key(y.Indicator.Code)]),
		)
	})
}

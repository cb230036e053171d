package doubt

import (
	"hash/fnv"
	"slices"
	"strings"

	"chaser/kpi"
)

// book is a register's figures by their indicators.
type book struct {
	series []series       // in the order of the register's indicators
	place  map[string]int // an indicator's place among them
	spoken map[saying][]Said
	at     map[figureKey]int // a figure's place in the register

	anyActions map[string]bool     // the committees that have actions on every rating
	contextual map[string]judgings // of each committee
}

// judgings are how many of a committee's contextual indicators have a direction, and how many have none.
type judgings struct{ directed, none int }

func (j judgings) mostHaveNone() bool { return j.none >= 3 && j.none > j.directed }

// series are an indicator's figures in order of time.
type series struct {
	indicator   kpi.Indicator
	description []sentence // the indicator's
	figures     []kpi.Figure
}

// saying is what was said for a period, by the hash of its words.
type saying struct {
	period kpi.Period
	words  uint64
}

func newBook(r kpi.Register) *book {
	b := &book{
		place:      map[string]int{},
		spoken:     map[saying][]Said{},
		at:         map[figureKey]int{},
		anyActions: map[string]bool{},
		contextual: map[string]judgings{},
	}
	for _, c := range r.Committees {
		b.anyActions[c.Name] = c.ActionsOnAny
	}
	for _, i := range r.Indicators {
		b.place[key(i.Code)] = len(b.series)
		b.series = append(b.series, series{indicator: i, description: sentencesOf(i.Description)})
		if i.Kind == kpi.Contextual {
			j := b.contextual[i.Committee]
			if i.Direction == kpi.None {
				j.none++
			} else {
				j.directed++
			}
			b.contextual[i.Committee] = j
		}
	}
	for n, f := range r.Figures {
		at, known := b.place[key(f.Indicator)]
		if !known {
			continue
		}
		of := &b.series[at]
		f = f.Completed(of.indicator.Unit)
		of.figures = append(of.figures, f)
		b.at[keyOf(f)] = n
		b.hear(of.indicator, f)
	}
	for n := range b.series {
		slices.SortStableFunc(b.series[n].figures, byPeriod)
	}
	return b
}

// mostAlike is how many cards with the same commentary are looked at, where a whole department says the same.
const mostAlike = 20

func (b *book) hear(i kpi.Indicator, f kpi.Figure) {
	if !Tells(f.Commentary) {
		return
	}
	said := saying{f.Period, WordsHash(f.Commentary)}
	if len(b.spoken[said]) < mostAlike {
		b.spoken[said] = append(b.spoken[said], Said{i, f.Period, f.Commentary})
	}
}

// WordsHash is the same for the same words, whatever stands between them.
func WordsHash(text string) uint64 {
	sum := fnv.New64a()
	for word, rest := nextWord(strings.ToLower(text)); word != ""; word, rest = nextWord(rest) {
		_, _ = sum.Write([]byte(word + " ")) // writing to a hash never fails
	}
	return sum.Sum64()
}

// elsewhere is what stands on other indicators' cards in the same words, in this period or the one before.
func (b *book) elsewhere(i kpi.Indicator, f kpi.Figure) (said []Said) {
	if !Tells(f.Commentary) {
		return nil
	}
	words := WordsHash(f.Commentary)
	for _, p := range []kpi.Period{f.Period, f.Period.Previous(i.Frequency)} {
		for _, s := range b.spoken[saying{p, words}] {
			if key(s.Indicator.Code) != key(i.Code) {
				said = append(said, s)
			}
		}
	}
	return said
}

// beside are the figures that the one at n is compared with, the latest first and without those that are doubted: as
// many before it as an indicator is known by, and what follows in its financial year, or at all where nothing is
// before.
func (s series) beside(n int, doubted map[kpi.Period]bool) []kpi.Figure {
	before := make([]kpi.Figure, 0, lookBack+1)
	for at := n - 1; at >= 0 && len(before) < lookBack; at-- {
		if !doubted[s.figures[at].Period] {
			before = append(before, s.figures[at])
		}
	}
	after := s.figures[n+1 : min(len(s.figures), n+1+lookBack)]
	if len(before) > 0 {
		year := s.figures[n].Period.FinancialYear()
		after = slices.DeleteFunc(slices.Clone(after), func(f kpi.Figure) bool { return f.Period.FinancialYear() != year })
	}
	return append(before, after...)
}

// tooEarly reports whether the figure at n is so long before a period that it says nothing about it.
func (s series) tooEarly(n int, p kpi.Period) bool {
	enough := min(n+2*lookBack, len(s.figures)-1)
	return !p.IsZero() && s.figures[enough].Period.Before(p)
}

func (b *book) finding(i kpi.Indicator, f kpi.Figure, d Doubt) Finding {
	return Finding{pathOf(b.at[keyOf(f)], f, d), i, f, d}
}

package doubt

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// pool is a stock and what comes to it and goes from it, as the register declares it or as two titles say: “Inquests
// opened” and “Inquests closed” of one service.
type pool struct {
	name       string
	names      []phrase // by which commentaries call it
	in, out    []*series
	tolerance  decimal.Decimal
	isDeclared bool
}

// flowing are the words of a title that say which way things go.
var flowing = map[string]int{"opened": 1, "closed": -1}

// openWords are what commentaries call what has not been closed.
const openWords = "open|live|active|outstanding|ongoing"

// pools are those that titles say, without those that the register declares.
func (b *book) pools(declared []pool) []pool {
	type half struct{ in, out *series }
	halves := map[string]half{}
	var order []string
	for n := range b.series {
		of := &b.series[n]
		thing, way := flowOf(of.indicator)
		if way == 0 {
			continue
		}
		at := strings.Join([]string{of.indicator.Committee, of.indicator.Service, thing}, "\x00")
		h, known := halves[at]
		if !known {
			order = append(order, at)
		}
		switch {
		case way > 0 && h.in == nil:
			h.in = of
		case way < 0 && h.out == nil:
			h.out = of
		}
		halves[at] = h
	}
	var all []pool
	for _, at := range order {
		h := halves[at]
		thing := at[strings.LastIndexByte(at, 0)+1:]
		if h.in == nil || h.out == nil || slices.ContainsFunc(declared, func(p pool) bool { return slices.Contains(p.in, h.in) }) {
			continue
		}
		all = append(all, pool{name: "open " + thing, names: openNames(thing), in: []*series{h.in}, out: []*series{h.out}})
	}
	return all
}

func openNames(thing string) []phrase { return phrasesOf(openWords + " " + openWords + "? " + thing) }

// flowOf is what an indicator counts and which way it goes: “Total number of Inquests opened” are inquests that come
// in. A title that says more counts only some of them.
func flowOf(i kpi.Indicator) (thing string, way int) {
	if i.Unit != kpi.Count || i.Cumulative || i.Frequency != kpi.Quarterly {
		return "", 0
	}
	title, _, _ := strings.Cut(strings.ToLower(i.Title), "(")
	words := strings.Fields(strings.NewReplacer("total number of", "", "number of", "", "new ", "").Replace(title))
	if len(words) != 2 {
		return "", 0
	}
	return words[0], flowing[words[1]]
}

// betweenCards lists the doubts about cards that contradict each other.
func (b *book) betweenCards(r kpi.Register, scope Scope) (all []Finding) {
	declared, balances := b.declared(r)
	for _, p := range slices.Concat(declared, b.pools(declared)) {
		all = append(all, b.ofPool(p, scope)...)
	}
	for _, balance := range balances {
		all = append(all, b.ofBalance(balance, scope)...)
	}
	return all
}

// ofPool lists what the cards of a pool say of it that cannot all be true.
func (b *book) ofPool(p pool, scope Scope) (all []Finding) {
	of := p.in[0]
	for n, f := range of.figures {
		if !scope.holds(of.indicator, f.Period) {
			continue
		}
		said := p.said(f.Period)
		if d := p.differs(said); d != nil {
			all = append(all, b.finding(d.on.Indicator, d.on.Figure, d.Doubt))
		}
		if d := p.flow(n, said); d != nil {
			all = append(all, b.finding(d.on.Indicator, d.on.Figure, d.Doubt))
		}
	}
	return all
}

// onCard is a doubt and the card that it is about first.
type onCard struct {
	Doubt
	on card
}

// said is all that the pool's cards of a period say of its size.
func (p pool) said(period kpi.Period) (all []said) {
	for _, of := range slices.Concat(p.in, p.out) {
		if c, found := of.cardFor(period); found {
			all = append(all, c.stockSaid(p.names)...)
		}
	}
	return all
}

func (s *series) cardFor(p kpi.Period) (card, bool) {
	n, found := slices.BinarySearchFunc(s.figures, p, func(f kpi.Figure, p kpi.Period) int { return byPeriod(f, kpi.Figure{Period: p}) })
	if !found {
		return card{}, false
	}
	return card{Subject: Subject{Indicator: s.indicator, Figure: s.figures[n]}, series: s, at: n}, true
}

// differs is a period's size that two cards say differently.
func (p pool) differs(all []said) *onCard {
	for n, first := range all {
		for _, other := range all[:n] {
			if first.period != other.period || first.value.Equal(other.value) || first.card.series == other.card.series {
				continue
			}
			return &onCard{Doubt{
				Kind: SaidTwice, Field: kpi.FieldCommentary, Quote: first.quote, Says: first.value.String(),
				Others: []string{other.card.Indicator.Code},
				Sentence: "It says " + kpi.Count.ShowExact(first.value) + " " + p.name + " at the close of " + first.period.Words() + ", and " + other.card.Indicator.Code +
					" says " + kpi.Count.ShowExact(other.value) + ": “" + other.quote + "”.",
			}, first.card}
		}
	}
	return nil
}

// flow is a stock that does not move by what is opened and closed.
func (p pool) flow(n int, all []said) *onCard {
	period := p.in[0].figures[n].Period
	now, before, found := bothEnds(all, period, period.Previous(kpi.Quarterly))
	in, out, known := p.moved(period)
	if !found || !known {
		return nil
	}
	should, does := in.Sub(out), now.value.Sub(before.value)
	if does.Sub(should).Abs().LessThanOrEqual(p.tolerance) {
		return nil
	}
	kind := Flow
	if p.isDeclared {
		kind = Identity
	}
	var others []string
	for _, of := range slices.Concat(p.in, p.out) {
		if of != now.card.series {
			others = append(others, of.indicator.Code)
		}
	}
	return &onCard{Doubt{
		Kind: kind, Field: kpi.FieldCommentary, Quote: now.quote, Says: now.value.String(), Others: others,
		Sentence: kpi.Count.ShowExact(in) + " opened and " + kpi.Count.ShowExact(out) + " closed make " + moreOrFewer(should) + ", but the commentary has " + p.name + " go from " +
			kpi.Count.ShowExact(before.value) + " to " + kpi.Count.ShowExact(now.value) + ", " + moreOrFewer(does) + ".",
	}, now.card}
}

func moreOrFewer(d decimal.Decimal) string {
	switch d.Sign() {
	case 1:
		return kpi.Count.ShowExact(d) + " more"
	case -1:
		return kpi.Count.ShowExact(d.Neg()) + " fewer"
	}
	return "no change"
}

// bothEnds are the sizes at the close of two periods, from one card where one says both.
func bothEnds(all []said, now, before kpi.Period) (end, start said, found bool) {
	for _, e := range all {
		for _, s := range all {
			if e.period != now || s.period != before {
				continue
			}
			if e.card.series == s.card.series {
				return e, s, true
			}
			if !found {
				end, start, found = e, s, true
			}
		}
	}
	return end, start, found
}

// moved is what came to the pool in a period and what went from it.
func (p pool) moved(period kpi.Period) (in, out decimal.Decimal, known bool) {
	add := func(all []*series) (sum decimal.Decimal, known bool) {
		for _, of := range all {
			c, found := of.cardFor(period)
			if !found || c.Figure.Value == nil || !c.Figure.Status.Reportable() {
				return sum, false
			}
			sum = sum.Add(*c.Figure.Value)
		}
		return sum, true
	}
	in, first := add(p.in)
	out, second := add(p.out)
	return in, out, first && second
}

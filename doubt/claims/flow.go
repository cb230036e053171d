package claims

import (
	"math/big"
)

// The words that say which part of a stock a number is.
var (
	startWords = set("start", "beginning", "opening", "brought", "b/f", "began", "begin", "started", "opened")
	endWords   = set("end", "close", "closing", "carried", "c/f", "remain", "remained", "remaining", "outstanding", "left")
	leaveWords = set("leaving", "leaves")
	inWords    = set("made", "received", "new", "joined", "added", "registered", "admitted", "raised", "lodged", "opened", "referred", "arrived", "logged",
		"submitted", "presented", "came")
	outWords = set("finalised", "finalized", "closed", "completed", "resolved", "finished", "concluded", "cleared", "discharged", "settled", "determined",
		"removed", "off", "left", "housed", "rehoused", "answered", "disposed", "withdrawn")
	stockWords = set("pending", "open", "outstanding", "active", "live", "remaining", "caseload", "waiting", "backlog", "awaiting", "list", "held", "stock", "unresolved")
)

// flow is a stock with what came and went; places of numbers, −1 where not said.
type flow struct{ start, in, out, end int }

var placedWord = set("placed", "started", "starters")

// nets checks what came and went against the net change: “46 came into care and 39 left, a net increase of seven”.
func (r *reading) nets(*Card) []Claim {
	var all []Claim
	for k, s := range r.sentences {
		in, out, net := -1, -1, -1
		grew := r.grew(k)
		said, _ := r.netSaid(s)
		for _, n := range r.counts(s.from, s.to) {
			if grew != nil && (n == grew.from || n == grew.to) || n == said {
				continue
			}
			from, to := r.segment(n)
			switch {
			case (r.hasWord(from, to, outWords) || said >= 0 && r.hasWord(from, to, goingWords)) && out < 0:
				out = n
			case (r.hasWord(from, to, inWords) || r.hasWord(from, to, intoWords) || said >= 0 && r.hasWord(from, to, comingWords)) && in < 0:
				in = n
			default:
				in, out = -2, -2
			}
		}
		sign := 0
		for _, m := range r.moves[k] {
			if len(m.by) == 1 && r.wordAt(m.at-1) == "net" && r.items[m.by[0]].q.unit == plain {
				net, sign = m.by[0], m.sign
			}
		}
		if net < 0 {
			net, sign = r.netSaid(s)
		}
		if in >= 0 && out >= 0 && net < 0 && grew != nil && !r.hasWord(min(in, out), grew.first, sideWords) {
			if claim, ok := r.grewClaim(grew, in, out); ok {
				all = append(all, claim)
			}
		}
		if in < 0 || out < 0 || net < 0 {
			continue
		}
		a, b, by := r.items[in].q, r.items[out].q, r.items[net].q
		reckon := func() *big.Rat { return new(big.Rat).Sub(a.value, b.value) }
		holds := func() bool { return reckon().Cmp(new(big.Rat).Mul(by.value, whole(int64(sign)))) == 0 }
		claim := r.claim(Stock, Words, min(in, out), max(in, out, net))
		claim.Read = Digits(a.value) + " − " + Digits(b.value)
		claim.Computed, claim.Stated, claim.Agrees = reckon(), "a net "+r.stepSaid(net, sign), holds()
		claim.Allowed = exactly(by.value)
		if claim.Agrees || slipOf(holds, nil, a, b, by) || by.inWords {
			all = append(all, claim)
		}
	}
	return all
}

// netChanges are the nouns of a change that come behind “net”.
var netChanges = map[string]int{"gain": 1, "loss": -1}

// netSaid is the place of the number behind “a net loss of”, and its sign; −1 where none is said.
func (r *reading) netSaid(s sentence) (net, sign int) {
	for n := s.from + 1; n < s.to; n++ {
		if sign := netChanges[r.wordAt(n)]; sign != 0 && r.wordAt(n-1) == "net" {
			for i := n + 1; i < min(s.to, n+3); i++ {
				if q := r.items[i].q; q != nil && !q.noise && q.unit == plain && q.how == asSaid {
					return i, sign
				}
			}
		}
	}
	return -1, 0
}

// grew is the one change of a sentence that gives both of its ends in things; nil where there is none.
func (r *reading) grew(k int) *move {
	var found *move
	for _, m := range r.moves[k] {
		if m.from < 0 || m.to < 0 || r.items[m.from].q.unit != plain || r.items[m.to].q.unit != plain {
			continue
		}
		if found != nil {
			return nil
		}
		found = m
	}
	return found
}

// grewClaim checks what came and went against both ends: “104 joined the list and 90 were housed, so that it rose from
// 1,150 to 1,164”.
func (r *reading) grewClaim(m *move, in, out int) (Claim, bool) {
	a, b, from, to := r.items[in].q, r.items[out].q, r.items[m.from].q, r.items[m.to].q
	for _, q := range []*quantity{a, b, from, to} {
		if q.how != asSaid || q.fraction {
			return Claim{}, false
		}
	}
	reckon := func() *big.Rat {
		n := new(big.Rat).Add(from.value, a.value)
		return n.Sub(n, b.value)
	}
	holds := func() bool { return reckon().Cmp(to.value) == 0 }
	claim := r.claim(Stock, Words, min(in, out, m.from), max(in, out, m.to))
	claim.Read = Digits(from.value) + " + " + Digits(a.value) + " − " + Digits(b.value)
	claim.Computed, claim.Stated, claim.Allowed, claim.Agrees = reckon(), r.show(m.to), exactly(to.value), holds()
	return claim, claim.Agrees || slipOf(holds, nil, a, b, from, to)
}

var intoWords = set("entered", "into", "started", "became", "starters", "joined")

func (r *reading) stepSaid(n, sign int) string {
	if sign < 0 {
		return "fall of " + r.show(n)
	}
	return "rise of " + r.show(n)
}

var bringing = set("making", "bringing", "taking", "brings", "takes", "brought", "took")

// flows checks a stock: “26 were pending at the start of the period, 63 were made during the year and 69 were
// finalised” under the 20 pending at the end. It needs all of its numbers, each said once.
func (r *reading) flows(c *Card) []Claim {
	for k := range r.sentences {
		for _, last := range []int{k, k + 1} {
			if last >= len(r.sentences) {
				continue
			}
			f, ok := r.flowIn(c, r.sentences[k].from, r.sentences[last].to)
			if !ok {
				continue
			}
			if claim, ok := r.flowClaim(c, f); ok {
				return []Claim{claim}
			}
		}
	}
	return nil
}

func (r *reading) flowIn(c *Card, from, to int) (flow, bool) {
	f := flow{-1, -1, -1, -1}
	once := true
	put := func(at *int, n int) {
		once = once && *at < 0
		*at = n
	}
	for _, n := range r.counts(from, to) {
		a, b := r.segment(n)
		has := func(words map[string]bool) bool {
			for i := a; i < b; i++ {
				if words[r.wordAt(i)] {
					return true
				}
			}
			return false
		}
		dated := r.dayOf(c, a, b)
		switch {
		case has(leaveWords), dated == slotOwn && has(stockWords):
			put(&f.end, n)
		case dated == slotPrevious && has(stockWords):
			put(&f.start, n)
		case f.start >= 0 && has(stockWords) && c.Figure.says(r.items[n].q) && !c.Previous.says(r.items[n].q):
			put(&f.end, n)
		case has(startWords) && (has(stockWords) || !has(inWords)), has(stockWords) && c.Previous.says(r.items[n].q):
			put(&f.start, n)
		case has(endWords) && (has(stockWords) || !has(outWords)):
			put(&f.end, n)
		case has(outWords), has(movedWord) && has(outWord):
			put(&f.out, n)
		case has(inWords), has(placedWord):
			put(&f.in, n)
		default:
			once = false
		}
	}
	return f, once && f.start >= 0 && f.in >= 0 && f.out >= 0
}

// dayOf is which end of the card's period a day between two items is: the first day, or the last of the period before,
// is its start.
func (r *reading) dayOf(c *Card, from, to int) slot {
	for n := from; n < to; n++ {
		w := r.items[n].w
		if w == nil || w.day == 0 {
			continue
		}
		if start := c.Figure.Period.Start(); w.day == start.Day && w.n == int(start.Month) && (w.year == 0 || w.year == start.Year) {
			return slotPrevious
		}
		return c.slotOf(w)
	}
	return slotNone
}

func (r *reading) flowClaim(c *Card, f flow) (Claim, bool) {
	start, in, out := r.items[f.start].q, r.items[f.in].q, r.items[f.out].q
	reckon := func() *big.Rat {
		n := new(big.Rat).Add(start.value, in.value)
		return n.Sub(n, out.value)
	}
	subject, stated := Own, c.Figure.Value
	qs := []*quantity{start, in, out}
	if f.end >= 0 {
		subject, stated = Words, r.items[f.end].q.value
		qs = append(qs, r.items[f.end].q)
	} else if stated == nil || c.Unit != "count" || !titleOfStock(c) {
		return Claim{}, false
	}
	claim := r.claim(Stock, subject, min(f.start, f.in, f.out), max(f.start, f.in, f.out))
	claim.Read = Digits(start.value) + " + " + Digits(in.value) + " − " + Digits(out.value)
	claim.Computed, claim.Stated, claim.Allowed = reckon(), Digits(stated), exactly(stated)
	claim.Agrees = claim.Computed.Cmp(stated) == 0
	if claim.Agrees {
		return claim, true
	}
	figure := c.Figure
	holds := func() bool {
		if f.end >= 0 {
			return reckon().Cmp(r.items[f.end].q.value) == 0
		}
		return reckon().Cmp(figure.Value) == 0
	}
	return claim, claim.Computed.Sign() < 0 || slipOf(holds, &figure, qs...)
}

func titleOfStock(c *Card) bool { return c.titleHas(stockWords) }

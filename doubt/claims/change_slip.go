package claims

import "slices"

// What is told with commas, “while” or “set beside” between a step and its ends is often of two things: “from 4,730 to
// 5,210, beside 16% more freight”. A slip of the keyboard leaves a number near to the right one, a misreading leaves
// any. So such a step is doubted only where one slip mends it.

// inOneBreath reports whether a step stands with what it is from and leads to, and nothing parts them: “rose from 40 to
// 50 (25%)”, “from 550 to 660, an increase of 16%”, “12.7% up on Q1”.
func (r *reading) inOneBreath(m *move) bool {
	least, most := m.at, m.at
	for _, n := range append([]int{m.from, m.to, r.placeOf(m)}, m.by...) {
		if n >= 0 {
			least, most = min(least, n), max(most, n)
		}
	}
	if m.from < 0 && r.placeOf(m) < 0 {
		return false
	}
	for n := least; n < most; n++ {
		it := r.items[n]
		if w := r.wordAt(n + 1); it.text == "," && (w == "from" || w == "to" || (w == "a" || w == "an") && changeWords[r.wordAt(n+2)].sign != 0) {
			continue
		}
		if it.kind == markItem && it.text != "(" && it.text != ")" || conjunctions[it.text] {
			return false
		}
	}
	return true
}

// placeOf is where the time stands that a step compares with; −1 where it stands nowhere near.
func (r *reading) placeOf(m *move) int {
	for n := max(0, m.at-reach); m.base != nil && n < min(len(r.items), m.at+reach); n++ {
		if r.items[n].w == m.base {
			return n
		}
	}
	return -1
}

// mended reports whether one slip makes a step right: in one of its numbers or in the card's, in its direction, or in
// which of its ends it is a percentage of.
//
// Each step that is looked at costs a thousand reckonings, so only the first of a text are: one that has more wrong
// ones has other faults than slips.
func (r *reading) mended(c *Card, s sentence, m *move) bool {
	if r.mendings++; r.mendings > mostMendings {
		return false
	}
	agrees := func(m move) bool {
		claim, ok := r.changeClaim(c, s, &m) // of a copy, as it may be settled there
		return ok && claim.Agrees
	}
	turned, exchanged := *m, *m
	turned.sign = -m.sign
	exchanged.from, exchanged.to, exchanged.sign = m.to, m.from, -m.sign
	if agrees(turned) || m.from >= 0 && m.to >= 0 && agrees(exchanged) {
		return true
	}
	var said []*quantity
	for _, n := range append([]int{m.from, m.to, m.level}, m.by...) {
		if n >= 0 {
			said = append(said, r.items[n].q)
		}
	}
	holds := func() bool { return agrees(*m) }
	if slipOf(holds, nil, said...) {
		return true
	}
	if m.from >= 0 && m.to >= 0 {
		return false // the card's numbers have no say
	}
	return slices.ContainsFunc([]*Known{&c.Figure, &c.Previous, &c.YearAgo, &c.Target}, func(known *Known) bool { return slipOf(holds, known) })
}

// mostMendings is for how many steps of a text a slip is looked for.
const mostMendings = 16

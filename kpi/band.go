package kpi

import "math/big"

// band is a rating and the figure at which it begins, in the indicator's own unit.
type band struct {
	rating Rating
	from   *big.Rat
	beyond bool // it begins strictly beyond from, not at it
}

// holds reports whether the figure has reached the band.
func (b band) holds(actual *big.Rat, d Direction) bool {
	c := actual.Cmp(b.from)
	if d == Down {
		c = -c
	}
	return c > 0 || c == 0 && !b.beyond
}

// towardsBetter is the direction in which the figure would get better: the indicator's, or for a range the way into it.
func (r Rule) towardsBetter(actual *big.Rat, d Direction) Direction {
	switch {
	case r.NeedsDirection():
		return d
	case actual.Cmp(r.high.Rat()) > 0:
		return Down
	}
	return Up
}

// bands are what the rule makes of a target and a direction, the best first. A figure that reaches none of them is Red.
// A band that a better one covers wholly is left out, such as Amber from a floor above the target. The target may be
// nil where the rule does not need it.
func (r Rule) bands(target *big.Rat, d Direction) []band {
	var list []band
	for _, b := range r.form.bands(r, target, d) {
		if n := len(list); n > 0 && list[n-1].covers(b, d) {
			continue
		}
		list = append(list, b)
	}
	return list
}

// covers reports whether every figure that reaches the other band reaches b too.
func (b band) covers(other band, d Direction) bool {
	c := other.from.Cmp(b.from)
	if d == Down {
		c = -c
	}
	return c > 0 || c == 0 && (other.beyond || !b.beyond)
}

// bandsTowardsRange are the bands of one side: Green up to the range's edge, Amber within the tolerance outside it.
func (r Rule) bandsTowardsRange(_ *big.Rat, d Direction) []band {
	edge, outside := r.low.Rat(), r.low.Sub(r.tolerance).Rat()
	if d == Down {
		edge, outside = r.high.Rat(), r.high.Add(r.tolerance).Rat()
	}
	return []band{{Green, edge, false}, {Amber, outside, false}}
}

// bandsAboutZero replace a relative rule's bands against a target of 0, which nothing can be divided by: worse than 0
// is Red; 0 is Green, or Amber in a rule without Green; better is Blue, in a rule that has Blue.
func (r Rule) bandsAboutZero() []band {
	var list []band
	if r.blue != nil {
		list = append(list, band{Blue, new(big.Rat), true})
	}
	switch {
	case r.green != nil:
		list = append(list, band{Green, new(big.Rat), false})
	case r.amber != nil:
		list = append(list, band{Amber, new(big.Rat), false})
	}
	return list
}

func (r Rule) bandsFromBounds(target *big.Rat, d Direction) []band {
	var list []band
	add := func(rating Rating, b *bound) {
		if b != nil {
			list = append(list, band{rating, r.begins(b, target, d), b.beyond})
		}
	}
	add(Blue, r.blue)
	add(Green, r.green)
	add(Amber, r.amber)
	return list
}

// begins is the figure at which a bound lies: the bound itself, or target ± bound. A relative bound is a percentage of
// |target|.
func (r Rule) begins(b *bound, target *big.Rat, d Direction) *big.Rat {
	if r.form.fixed {
		return b.at.Rat()
	}
	at := r.form.begin(b.at.Rat(), target)
	if d == Down {
		at.Neg(at)
	}
	return at.Add(at, target)
}

package claims

import "math/big"

// joinedOdds reckons how often a slip makes two numbers come to a share by chance.
type joinedOdds struct {
	per  *big.Rat
	aim  entry
	rare milli // how many shares there must be before one is met by chance
	// figure is the card's figure, where it may have slipped itself.
	figure *quantity
}

// slips reports whether one slip in a part or its whole makes the share, or one in the figure does, where that is
// hardly chance.
func (o joinedOdds) slips(part, of entry) bool {
	per, _ := milliOf(o.per)
	if part.v <= 0 || of.v < 1000 {
		return false
	}
	reach, met := milli(0), false
	for _, kind := range []func(*quantity) []milli{swapped, crossed, mistyped, doubled} {
		try := func(a, b milli) {
			if b < 1000 || a <= 0 || a > b && per == 100_000 {
				return
			}
			v := a * (per / 1000) / (b / 1000)
			if v > o.aim.v/2 && v < o.aim.v*2 {
				reach++
			}
			met = met || within(v, o.aim.v, o.aim.half+v*part.half/a+v*of.half/b+1)
		}
		for _, a := range kind(part.q) {
			try(a, of.v)
		}
		for _, b := range kind(of.q) {
			try(part.v, b)
		}
		if o.chance(reach, o.aim.v, part, of) {
			break
		}
		if met {
			return true
		}
	}
	return o.figureSlips(part.v*(per/1000)/(of.v/1000), part, of)
}

// chance reports whether so many slips meet a share too often.
func (o joinedOdds) chance(reach, share milli, part, of entry) bool {
	wide := 2*o.aim.half + share*part.half/part.v + share*of.half/of.v
	return reach*wide*2*o.rare > 3*share
}

// figureSlips reports whether one slip in the figure makes it the share that the words give.
func (o joinedOdds) figureSlips(share milli, part, of entry) bool {
	if o.figure == nil || part.v > of.v || share <= 0 {
		return false
	}
	slips := append(append(swapped(o.figure), doubled(o.figure)...), led(o.figure)...)
	if o.chance(milli(len(slips)), share, part, of) {
		slips = swapped(o.figure)
	}
	for _, v := range slips {
		if within(v, share, o.aim.half+share*part.half/part.v+share*of.half/of.v+1) {
			return !o.chance(milli(len(slips)), share, part, of)
		}
	}
	return false
}

// led are the numbers that a quantity is with one digit more before it.
func led(q *quantity) []milli {
	var all []milli
	written := q.writing()
	for d := '1'; d <= '9' && !q.inWords; d++ {
		if v, ok := written(string(d) + q.digits); ok {
			all = append(all, v)
		}
	}
	return all
}

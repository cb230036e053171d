package claims

import (
	"math/big"
	"slices"
)

// explanations are what makes right of other things what a claim holds to be wrong. Each is asked of a claim that
// disagrees, with the places of the numbers that it spans.
var explanations = []func(*reading, *Card, Claim, []int) bool{
	(*reading).ofOtherBase,
	(*reading).inRow,
	(*reading).countedTwice,
	(*reading).ratesInRow,
	(*reading).onlyLabelled,
	(*reading).listComesTo,
	(*reading).oneBase,
	(*reading).ofOwnObjects,
	(*reading).lighterLeft,
	(*reading).servesBoth,
	(*reading).stepOfShare,
	(*reading).ofOtherThings,
	(*reading).toldByOther,
	(*reading).andOneMore,
	(*reading).ofOpenOnes,
}

// withoutExplained drops what is claimed wrong where the words explain it.
func (r *reading) withoutExplained(c *Card, all []Claim) []Claim {
	return slices.DeleteFunc(all, func(claim Claim) bool {
		if claim.Agrees || claim.Computed == nil || tableRules[claim.Rule] {
			return false
		}
		var spanned []int
		for n := r.itemAt(claim.Start); n < len(r.items) && r.items[n].end <= claim.End; n++ {
			if q := r.items[n].q; q != nil && !q.noise {
				spanned = append(spanned, n)
			}
		}
		return slices.ContainsFunc(explanations, func(by func(*reading, *Card, Claim, []int) bool) bool { return by(r, c, claim, spanned) })
	})
}

// ofOtherBase reports whether the percentage that a share is held against is said to be of something else than its
// whole counts: “of 610 applications 520 were granted (94% of those decided)”.
func (r *reading) ofOtherBase(c *Card, claim Claim, spanned []int) bool {
	if claim.Rule != "shares" || claim.Denominator == nil || len(spanned) == 0 {
		return false
	}
	s := r.sentences[r.sentenceOf(spanned[len(spanned)-1])]
	for n := spanned[0]; n < s.to; n++ {
		q := r.items[n].q
		if q == nil || q.unit != percent || q.noise || q.fraction || r.show(n) != claim.Stated && (claim.Subject != Own || !c.isOwn(q)) {
			continue
		}
		if base, ok := r.baseSaid(s, n); ok && !r.countedAs(c, claim, spanned, base) {
			return true
		}
	}
	return false
}

// baseSaid are the words behind “of” that say what a percentage is of, where no number is among them.
func (r *reading) baseSaid(s sentence, n int) (span, bool) {
	if r.wordAt(n+1) != "of" {
		return span{}, false
	}
	from := n + 2
	for ofWords[r.wordAt(from)] {
		from++
	}
	to := from
	for to < min(s.to, from+4) && r.items[to].kind == wordItem && !conjunctions[r.items[to].text] {
		to++
	}
	if to < s.to && r.items[to].q != nil || anaphors[r.wordAt(from)] && to == from+1 {
		return span{}, false
	}
	return span{from, to}, to > from
}

// countedAs reports whether words that say what a percentage is of may say what the whole of a share counts: they
// share a word with what stands behind the whole, or name nothing.
func (r *reading) countedAs(c *Card, claim Claim, spanned []int, base span) bool {
	var said []string
	for n := base.from; n < base.to; n++ {
		if stem := stemOf(r.items[n].text); stem != "" && !verbs[r.items[n].text] {
			said = append(said, stem)
		}
	}
	if len(said) == 0 {
		return true
	}
	for n := r.sentences[max(0, r.sentenceOf(spanned[0])-1)].from; n <= spanned[len(spanned)-1]; n++ {
		if q := r.items[n].q; q == nil || q.value.Cmp(claim.Denominator) != 0 {
			continue
		}
		for i := max(0, n-4); i < min(len(r.items), n+8); i++ {
			if w := r.wordAt(i); i != n && w != "" && isStem(said, w) {
				return true
			}
		}
		return false
	}
	return true
}

// inRow reports whether a part and its whole are numbers of a row, with nothing between them and no percentage behind:
// “In time 311 328 305”.
func (r *reading) inRow(c *Card, claim Claim, spanned []int) bool {
	if claim.Kind != Share || claim.Subject != Own || len(spanned) != 2 || spanned[1] != spanned[0]+1 {
		return false
	}
	next := r.quantityAt(spanned[1] + 1)
	return next == nil || !c.Figure.says(next)
}

// countedTwice reports whether the words say that things stand in several parts, which come to more than the whole:
// “240 referrals: neglect 104, drink 71, violence 98; some had several reasons”.
func (r *reading) countedTwice(_ *Card, claim Claim, spanned []int) bool {
	if claim.Kind != Sum || len(spanned) == 0 {
		return false
	}
	k := r.sentenceOf(spanned[0])
	from, to := r.sentences[max(0, k-1)].from, r.sentences[min(len(r.sentences)-1, k+1)].to
	for n := from; n < to; n++ {
		w := r.wordAt(n)
		if inSeveral[w] || manyWords[w] && manyThings[r.wordAt(n+1)] || w == "than" && r.wordAt(n-1) == "more" && r.oneAt(n+1) {
			return true
		}
	}
	return false
}

// inSeveral say that a thing is counted in more than one part, as do manyWords before manyThings.
var (
	inSeveral  = set("overlap", "overlaps", "overlapping", "exclusive")
	manyWords  = set("several", "multiple", "various", "both", "two")
	manyThings = set("reason", "reasons", "factor", "factors", "motive", "motives", "need", "needs", "cause", "causes", "category", "categories",
		"issue", "issues", "ground", "grounds", "concern", "concerns", "theme", "themes", "type", "types", "form", "forms")
)

// oneAt reports whether a word is “one”.
func (r *reading) oneAt(n int) bool {
	q := r.quantityAt(n)
	return r.wordAt(n) == "one" || q != nil && q.inWords && q.value.Cmp(whole(1)) == 0
}

// ratesInRow reports whether percentages that would have to add up stand side by side in a row, or are more than all
// together: “Safe 72.1% 61.4%; clean 66.5% 58.2%”.
func (r *reading) ratesInRow(_ *Card, claim Claim, spanned []int) bool {
	if claim.Kind != Sum || claim.Rule != "unexplained" {
		return false
	}
	for i, n := range spanned {
		if r.items[n].q.unit != percent {
			return false
		}
		if i > 0 && spanned[i-1] == n-1 {
			return true
		}
	}
	return claim.Computed.Cmp(hundred) > 0 && claim.Allowed.bounded() && !claim.Allowed.Holds(hundred)
}

// onlyLabelled reports whether the numbers of a sum are members of a list that names each before it, none of them as
// what others are parts of: “Gutters 97, doors 72, taps 54”.
func (r *reading) onlyLabelled(_ *Card, claim Claim, spanned []int) bool {
	if claim.Kind != Sum || claim.Rule != "unexplained" {
		return false
	}
	members, within := 0, false
	for i, n := range spanned {
		if r.items[n].q.unit == percent {
			continue
		}
		if r.items[n].q.unit != plain || !r.labelled(n, members > 1 && i == len(spanned)-1) || i > 0 && n-spanned[i-1] > 6 {
			return false
		}
		members++
		within = within || r.show(n) == claim.Stated
	}
	return within && members > 2
}

// labelled reports whether a number stands right behind its name and ends what is said of it, as the last of a list
// need not.
func (r *reading) labelled(n int, last bool) bool {
	if next := r.markAt(n + 1); next != "," && next != ";" && next != "(" && r.wordAt(n+1) != "and" && r.items[n+1].kind != endItem && !last {
		return false
	}
	for i := n - 1; i >= max(0, n-3); i-- {
		w := r.wordAt(i)
		switch {
		case w == "" || w == "and":
			return i < n-1
		case verbs[w] && i < n-1:
			return true
		case verbs[w] || listBreaks[w] || toldBy(w) || changeWords[w].sign != 0 || conjunctions[w] || i == n-1 && shortWords[w]:
			return false
		}
	}
	return true
}

// toldBy reports whether a word before a number says what was done or is left, so that another may be what it was done
// to.
func toldBy(w string) bool {
	return len(w) > 3 && w[len(w)-2:] == "ed" || closers[w] || stillOpen[w] || unmetWords[w] || openers[w]
}

// listComesTo reports whether the number that a sum would mend is a member of a list that comes to a number beside it,
// as it stands: “12,310 tonnes. Halls 5,411, lorries 3,105, lamps 1,872 and flights 1,922”.
func (r *reading) listComesTo(c *Card, claim Claim, spanned []int) bool {
	if claim.Kind != Sum || claim.Rule != "unexplained" || len(spanned) == 0 {
		return false
	}
	k := r.sentenceOf(spanned[0])
	l := r.ledgerOf(c, k)
	for from := range l.own {
		sum, members := milli(0), 0
		for to, i := range l.own[from:] {
			e := l.near[i]
			if e.q.unit == percent {
				continue
			}
			if !e.q.sized() {
				break
			}
			sum += e.v
			if members++; members > 2 && sum >= 100_000 && r.isBeside(l, l.own[from], l.own[from+to], sum) && slices.Contains(spanned, l.near[i].at) {
				return true
			}
		}
	}
	return false
}

// isBeside reports whether a number of a ledger is what those from one to another come to, and none of them.
func (r *reading) isBeside(l ledger, from, to int, sum milli) bool {
	for i, e := range l.near {
		if (i < from || i > to) && e.v == sum && e.q.unit == l.near[to].q.unit {
			return true
		}
	}
	return false
}

// oneBase reports whether the numbers of a sum stand with percentages that are all right of one whole, so that none
// has slipped: “theft 1,931 (32%), damage 702 (11.6%), other 1,239 (20.5%)”.
func (r *reading) oneBase(_ *Card, claim Claim, spanned []int) bool {
	if claim.Kind != Sum || claim.Rule != "unexplained" {
		return false
	}
	least, most, with := new(big.Rat), (*big.Rat)(nil), 0
	for _, n := range spanned {
		q := r.items[n].q
		rate := r.quantityAt(n + 2)
		if r.markAt(n+1) != "(" || rate == nil || rate.unit != percent || rate.noise || !q.sized() {
			continue
		}
		in := rate.interval()
		if !in.bounded() || in.Low.Sign() <= 0 {
			return false
		}
		with++
		low := new(big.Rat).Quo(new(big.Rat).Mul(q.value, hundred), in.High)
		high := new(big.Rat).Quo(new(big.Rat).Mul(q.value, hundred), in.Low)
		if low.Cmp(least) > 0 {
			least = low
		}
		if most == nil || high.Cmp(most) < 0 {
			most = high
		}
	}
	return with > 1 && least.Cmp(most) <= 0
}

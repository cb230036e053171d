package claims

// sharesOfThem checks the percentage that the words say a count just told is of others counted before it: “81,204
// parcels came. Drivers lost 9,744 parcels, representing 14 per cent of them”, “Of 8,560 permits 4,510 were for skips.
// This accounted for 35% of all permits”.
func (r *reading) sharesOfThem(c *Card) []Claim {
	var all []Claim
	for k, s := range r.sentences {
		for n := s.from; n < s.to; n++ {
			q := r.items[n].q
			if q == nil || q.noise || q.unit != percent || q.fraction || q.delta != 0 || q.base || q.target || r.wordAt(n+1) != "of" {
				continue
			}
			part := r.representedBy(k, n)
			if part < 0 {
				continue
			}
			of := r.wholeOfThem(part, n)
			if of < 0 {
				continue
			}
			p, w := r.items[part].q, r.items[of].q
			in, ok := ratio(p, w)
			if !ok || w.value.Cmp(p.value) <= 0 {
				continue
			}
			claim := r.claim(Share, Words, min(of, part), n)
			r.fill(&claim, p, w)
			claim.Stated, claim.Allowed = r.show(n), wide(q)
			if claim.Agrees = in.Meets(claim.Allowed); claim.Agrees || !r.fitsOtherWhole(part, of, n) {
				all = append(all, claim)
			}
		}
	}
	return all
}

// representing lead from a count to the share that it is.
var representing = set("representing", "represents", "represented", "equating", "equals", "constituting")

// representedBy is the count that a percentage is told of: the last one before it in its sentence, or where the
// sentence begins with “this accounted for”, the last one of the sentence before. It is −1 where there is none.
func (r *reading) representedBy(k, rate int) int {
	s := r.sentences[k]
	at := rate - 1
	if w := r.wordAt(at); (w == "for" || w == "up" || w == "to") && at > s.from {
		at--
	}
	verb := r.wordAt(at)
	told := representing[verb] || (verb == "accounting" || verb == "making" || verb == "amounting") && at == rate-2
	if told && r.markAt(at-1) == "," {
		return r.lastLevel(s.from, at)
	}
	begins := verb == "accounted" || verb == "accounts" || verb == "made" || verb == "makes" || verb == "equates" || representing[verb] || verb == "is" || verb == "was"
	if begins && at == s.from+1 && k > 0 && (r.wordAt(s.from) == "this" || r.wordAt(s.from) == "these" || r.wordAt(s.from) == "that") {
		return r.lastLevel(r.sentences[k-1].from, r.sentences[k-1].to)
	}
	return -1
}

// lastLevel is the place of the last count between two items, where it is said exactly and none of another unit but a
// change stands behind it; −1 where there is none.
func (r *reading) lastLevel(from, to int) int {
	for n := to - 1; n >= from; n-- {
		q := r.items[n].q
		switch {
		case q == nil || q.noise || q.delta != 0 && q.unit == percent:
		case q.count() && q.how == asSaid && !q.inWords && r.wholeAfter(n) == 0:
			return n
		default:
			return -1
		}
	}
	return -1
}

// wholeOfThem is the place of what the share behind a percentage is of: “them” and “these” are the only other count of
// the words before, and “all permits” the only one that counts permits. It is −1 where that is not certain.
func (r *reading) wholeOfThem(part, rate int) int {
	name := rate + 2
	anaphor := anaphors[r.wordAt(name)] && r.wordAt(name) != "that"
	if w := r.wordAt(name); !anaphor {
		if w != "all" && w != "the" {
			return -1
		}
		if name++; r.wordAt(name) == "the" {
			name++
		}
	}
	if next := r.items[name+1]; next.kind == wordItem && !conjunctions[next.text] || next.kind == markItem && next.text == "(" || next.q != nil || next.w != nil {
		return -1 // of all permits issued in June
	}
	found := -1
	back := 1
	if !anaphor {
		back = 2
	}
	for n := r.sentences[max(0, r.sentenceOf(part)-back)].from; n < rate; n++ {
		q := r.items[n].q
		if n == part || q == nil || q.noise || q.delta != 0 || q.unit != plain {
			continue
		}
		if !q.count() || q.how != asSaid || found >= 0 && anaphor {
			return -1
		}
		if !anaphor && !r.calls(n, name) && !r.calledBefore(n, name) {
			continue
		}
		if found >= 0 || n > part {
			return -1
		}
		found = n
	}
	if found >= 0 && !r.countsAlike(found, part) && (anaphor || !r.ofWhichIs(part, found)) {
		return -1
	}
	return found
}

// calledBefore reports whether the word right behind a number is the name that is looked for: “8,560 permits”.
func (r *reading) calledBefore(n, name int) bool {
	stem := stemOf(r.wordAt(name))
	return stem != "" && isStem([]string{stem}, r.wordAt(n+1))
}

// countsAlike reports whether two counts are of the same things by the word behind each.
func (r *reading) countsAlike(a, b int) bool {
	stem := stemOf(r.wordAt(a + 1))
	return stem != "" && isStem([]string{stem}, r.wordAt(b+1))
}

// fitsOtherWhole reports whether another count of the sentences up to a percentage makes it with the part, or the two
// together do, where the words do not tie the part to its whole.
func (r *reading) fitsOtherWhole(part, of, rate int) bool {
	k := r.sentenceOf(rate)
	p := r.items[part].q
	for _, n := range r.counts(r.sentences[max(0, k-2)].from, r.sentences[k].to) {
		in, ok := ratio(r.items[part].q, r.items[n].q)
		if n != part && ok && r.items[n].q.value.Cmp(p.value) > 0 && in.Meets(wide(r.items[rate].q)) {
			return true
		}
		tied := anaphors[r.wordAt(rate+2)] || r.ofWhichIs(part, of)
		if both := r.sum([]int{part, n}); n != part && !tied && wide(r.items[rate].q).Holds(percentage(p.value, both)) {
			return true // 8,100 calls by day and 2,100 calls by night are all calls
		}
	}
	return false
}

package claims

// tellWords join a count and its percentage: “41, or 56%”, “41, which is 56%”.
var tellWords = set("or", "which", "is", "equating", "to", "equates", "representing", "represents", "i", "e", "ie", "that", "equivalent", "some", "exactly", "just", "only")

// rateAfter is the place of the percentage after a count: “(56%)”, “, or 56%”, “– 56%”; 0 where there is none.
func (r *reading) rateAfter(n int) int {
	within := 12
	if r.wordAt(n+1) == "of" && anaphors[r.wordAt(n+2)] {
		within = 16 // 241 of these led to an enquiry, a conversion rate of 39%
	}
	for i := n + 1; i < min(len(r.items), n+within); i++ {
		it := r.items[i]
		if it.text == "of" && anaphors[r.wordAt(i+1)] && i > n+1 && r.quantityAt(i+2) != nil && r.quantityAt(i+2).unit == percent {
			return 0 // 212, of which 58%
		}
		switch {
		case it.q != nil && (it.q.noise || it.q.unit == length && !it.q.measure):
		case it.q != nil:
			if (it.q.unit == percent) && !it.q.noise && it.q.delta == 0 && !it.q.target && i > n+1 && r.tied(n, i) {
				return i
			}
			return 0
		case it.kind == endItem, it.kind == whenItem, it.text == ";", it.text == ")":
			return 0
		}
	}
	return 0
}

// tied reports whether a percentage stands beside its count: in brackets after a word or two, or after “or”.
func (r *reading) tied(n, i int) bool {
	if r.markAt(i-1) == "(" {
		for k := n + 1; k < i-1; k++ {
			if r.items[k].kind != wordItem && r.items[k].q == nil {
				return false
			}
		}
		after := r.markAt(i + 1)
		if next := r.quantityAt(i + 2); after == "," && next != nil && next.unit == percent && next.delta == 0 && (r.wordAt(i+3) == "and" || r.markAt(i+3) == "," || r.markAt(i+3) == ")") {
			return false // 25 met it, 5 came near and 8 did not (66%, 13% and 21%)
		}
		most := 10
		if r.wordAt(n+1) == "of" && anaphors[r.wordAt(n+2)] {
			most = 9 // 71,280 of them had dependent children (63.3%)
		}
		return i-n <= most && (after == ")" || after == "," || after == ";" || r.wordAt(i+1) == "of" && r.quantityAt(i+2) == nil)
	}
	if r.tellsAtEnd(n, i) || r.givesRate(n, i) || r.besideInBrackets(n, i) {
		return true
	}
	begin := n + 1
	if m := r.markAt(begin); m == "," || m == "–" || m == "-" || m == "=" {
		begin++
	}
	if begin == i && begin > n+1 {
		return r.markAt(n+1) != ","
	}
	if r.wordAt(begin) == "of" && anaphors[r.wordAt(begin+1)] { // 98,810 of these, or 41%
		if begin += 2; r.markAt(begin) == "," {
			begin++
		}
	}
	for k := begin; k < i; k++ {
		if !tellWords[r.wordAt(k)] && r.markAt(k) != "." {
			return false
		}
	}
	return r.wordAt(begin) != "to" && r.wordAt(begin) != "is" && r.wordAt(begin) != "that"
}

// tellsAtEnd reports whether a percentage ends what is said of a count: “552 of 728 children had their review, 81%.”,
// “24 of 471 clients, or 5.1%”, “9 of 41 shops sold = 22%”, “1,092, of which 464 on highways, just over half”.
func (r *reading) tellsAtEnd(n, i int) bool {
	comma := i - 1
	if r.wordAt(comma) == "or" || r.wordAt(comma) == "ie" {
		comma--
	}
	if m := r.markAt(comma); m != "," && m != "–" && m != "-" && m != "=" || r.partOf(n) < 0 && !r.isPartOfThese(n) {
		return false
	}
	for k := n + 1; k < comma; k++ {
		if r.items[k].kind != wordItem && r.items[k].w == nil {
			return false
		}
	}
	next := r.items[i+1]
	return next.kind == endItem || next.kind == markItem && next.text != "(" || comma < i-1
}

// isPartOfThese reports whether “of which” and the like tie a number to a whole that was counted before it.
func (r *reading) isPartOfThese(n int) bool {
	s, ok := r.ofWhich(n)
	return ok && s.part == n && s.of < n
}

// besideInBrackets reports whether a count and a percentage fill their brackets: “enquiries (206 cases, 52%)”.
func (r *reading) besideInBrackets(n, i int) bool {
	if r.markAt(n-1) != "(" || r.markAt(i+1) != ")" || !listMarks[r.markAt(i-1)] || i-n > 5 {
		return false
	}
	for k := n + 1; k < i-1; k++ {
		if r.items[k].kind != wordItem {
			return false
		}
	}
	return true
}

// listMarks part two things in brackets.
var listMarks = set(",", ";", "–", "/", "=")

// countInBrackets is the count that fills the brackets together with the percentage before it, “enquiries (52%, 206
// cases)”; −1 where there is none.
func (r *reading) countInBrackets(n int) int {
	if r.markAt(n-1) != "(" || !listMarks[r.markAt(n+1)] || !r.quantityAt(n+2).count() || r.items[n+2].q.how != asSaid {
		return -1
	}
	for i := n + 3; i < min(len(r.items), n+7); i++ {
		if r.markAt(i) == ")" {
			return n + 2
		}
		if r.items[i].kind != wordItem {
			return -1
		}
	}
	return -1
}

// givesRate reports whether a percentage is called the rate of “these”: “241 of these led to an enquiry, a conversion
// rate of 39%”.
func (r *reading) givesRate(n, i int) bool {
	if r.wordAt(n+1) != "of" || !anaphors[r.wordAt(n+2)] || r.wordAt(i-1) != "of" || r.wordAt(i-2) != "rate" {
		return false
	}
	for k := i - 3; k > n && k >= i-5; k-- {
		if r.markAt(k) == "," {
			return true
		}
	}
	return false
}

// stepBehindBracket reports whether a bracket is closed before a word that makes a step of what stands in it.
func (r *reading) stepBehindBracket(open int) bool {
	for i := open + 1; i < open+6; i++ {
		if r.markAt(i) == ")" {
			_, beside := besideWords[r.wordAt(i+1)]
			return beside || r.wordAt(i+1) == "up" || r.wordAt(i+1) == "down"
		}
	}
	return false
}

// shareOfRate reads “83% (58)”, “64% (570 of 889)”, “three quarters of them (176)”, “64.3% of the 889”.
func (r *reading) shareOfRate(n int) (share, bool) {
	s := share{part: -1, of: -1, rate: n, first: n, last: n}
	if part := r.countInBrackets(n); part > 0 {
		s.part, s.last = part, part
		return s, true
	}
	for i := n + 1; i < min(len(r.items), n+12); i++ {
		it := r.items[i]
		if it.q != nil && r.markAt(i-1) != "(" && i > n+1 && it.q.sized() && r.ofBetween(n, i) {
			s.of, s.last = i, i
			continue
		}
		if it.text == "(" {
			q := r.quantityAt(i + 1)
			if !q.sized() {
				return s, s.of > 0
			}
			closed := r.markAt(i+2) == ")" || r.wordAt(i+2) != "" && (r.markAt(i+3) == ")" || r.markAt(i+4) == ")")
			if !closed && r.wholeAfter(i+1) == 0 {
				return s, s.of > 0
			}
			if r.stepBehindBracket(i) {
				return s, false // 9.45% (499 incidents) more than in 2017-18
			}
			s.part, s.last = i+1, i+2
			if of := r.wholeAfter(i + 1); of > 0 {
				s.of, s.last = of, of
			} else if r.markAt(i+2) == ")" && r.wordAt(i+3) == "of" {
				if of := r.ofFrom(i+3, r.items[i+1].q); of > 0 {
					s.of, s.last = of, of
				}
			}
			return s, true
		}
		if it.kind != wordItem && !quoteMarks[it.text] {
			break
		}
	}
	return s, s.of > 0
}

// quoteMarks may stand around the name of what a percentage is of.
var quoteMarks = set("'", "‘", "’", "“", "”", "\"")

// ofBetween reports whether “of the” stands between a percentage and its whole.
func (r *reading) ofBetween(n, i int) bool {
	if r.wordAt(n+1) != "of" {
		return false
	}
	for k := n + 2; k < i; k++ {
		if !ofWords[r.wordAt(k)] {
			return false
		}
	}
	return true
}

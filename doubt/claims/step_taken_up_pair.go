package claims

// pairBefore are the two numbers of the sentence before, or of the two before that name each its time.
func (r *reading) pairBefore(k int) (from, to int) {
	before := r.sentences[k-1]
	if a, b := r.pairOf(before.from, before.to); a >= 0 || k < 2 || r.numbersIn(before.from, before.to) != 1 {
		return a, b
	}
	return r.pairOf(r.sentences[k-2].from, before.to)
}

// pairOf are the only two numbers between two items, of which the words put one beside the other: the earlier, as far
// as the words tell, and the later.
func (r *reading) pairOf(first, last int) (from, to int) {
	a, b := -1, -1
	for n := first; n < last; n++ {
		switch q := r.items[n].q; {
		case q == nil || q.noise || q.inWords && q.unit == plain:
		case b >= 0:
			return -1, -1
		case a >= 0:
			b = n
		default:
			a = n
		}
	}
	if b < 0 || !r.alikeLevels(a, b) {
		return -1, -1
	}
	p, q := r.twoTimes(first, last, a, b)
	switch {
	case r.hasWord(max(first, a-3), a, fromWords) || p != nil && earlier(p, q):
		return a, b
	case p != nil || r.oneBesideOther(a, b, last):
		return b, a
	}
	return -1, -1
}

// earlier reports whether the first of two times is known to be the earlier.
func earlier(p, q *when) bool {
	if p.rel == named && q.rel == named {
		return p.year != 0 && (p.year < q.year || p.year == q.year && p.n < q.n)
	}
	return isBefore(p) && !isBefore(q)
}

// numbersIn counts the numbers between two items.
func (r *reading) numbersIn(first, last int) int {
	count := 0
	for n := first; n < last; n++ {
		if q := r.items[n].q; q != nil && !q.noise && (!q.inWords || q.unit != plain) {
			count++
		}
	}
	return count
}

// alikeLevels reports whether two numbers can be of one thing at two times.
func (r *reading) alikeLevels(a, b int) bool {
	p, q := r.items[a].q, r.items[b].q
	level := func(q *quantity) bool {
		return q.how == asSaid && !q.fraction && !q.target && q.delta == 0 && q.unit != rated && q.unit != points && q.sign == 0
	}
	return level(p) && level(q) && p.unit == q.unit && p.of == q.of && r.wholeAfter(a) != b && r.partOf(b) != a
}

// oneBesideOther reports whether the words between two numbers put them beside each other as those of two times:
// “compared with”, “(764 in 2021/22)”.
func (r *reading) oneBesideOther(a, b, last int) bool {
	for n := a + 1; n < b; n++ {
		switch w := r.wordAt(n); {
		case comparesWords[w], w == "from":
			return true
		case r.markAt(n) == "(" && r.items[b].depth > r.items[a].depth:
			for i := n + 1; i < last && r.items[i].depth > r.items[a].depth; i++ {
				if r.items[i].w != nil {
					return true
				}
			}
		}
	}
	return false
}

// fromWords stand before the first of two numbers.
var fromWords = set("from", "between")

// twoTimes are the only two times between two items, which differ, and each of which can belong to one of two numbers;
// nil where there are no such.
func (r *reading) twoTimes(first, last, a, b int) (p, q *when) {
	for n := first; n < last; n++ {
		switch w := r.items[n].w; {
		case w == nil:
		case p == nil && n < b:
			p = w
		case p != nil && q == nil && n > a:
			q = w
		default:
			return nil, nil
		}
	}
	if p == nil || q == nil || p.rel == q.rel && p.year == q.year && p.n == q.n {
		return nil, nil
	}
	return p, q
}

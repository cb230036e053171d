package claims

import "slices"

// lineTotals checks a list of lines, each a name with its number, against the line that gives their total, before them
// or behind them: “Race 74\nReligion 9\nAge 6\nTotal 89”. It speaks where one slip mends the sum.
func (r *reading) lineTotals(c *Card) []Claim {
	var all []Claim
	for k, s := range r.sentences {
		total := r.totalLine(k, s)
		if total < 0 {
			continue
		}
		list := r.linesBefore(c, k)
		if len(list) == 0 && total >= s.to-2 {
			list = r.linesAfter(c, k)
		}
		if len(list) < 2 || len(list) > 12 || !r.oneUnit(append([]int{total}, list...)) {
			continue
		}
		claim := r.sumOf(total, list)
		if c.isOwn(r.items[total].q) {
			claim.Subject = Own
		}
		of := r.items[total].q
		holds := func() bool { return around(of.value, r.slack(parts{list: list}, of.value)).Holds(r.sum(list)) }
		if claim.Agrees || slipOf(holds, nil, append(r.quantities(list), of)...) {
			all = append(all, claim)
		}
	}
	return all
}

// totalLine is the place of the number that a line calls the total; −1 where it does not.
func (r *reading) totalLine(k int, s sentence) int {
	if k > 0 && !r.newLine(k) {
		return -1
	}
	for n := s.from; n < min(s.to, s.from+6); n++ {
		it := r.items[n]
		if it.q != nil {
			if it.q.noise || it.q.how != asSaid || it.q.delta != 0 || it.q.base || it.q.target || !it.q.sized() || !r.hasWord(s.from, n, totalNames) {
				return -1
			}
			return n
		}
		if it.kind == markItem && it.text != ":" && it.text != "-" && it.text != "–" || it.kind == wordItem && (it.text == "of" || it.text == "to") {
			return -1
		}
	}
	return -1
}

// totalNames call a number the total of a list.
var totalNames = set("total", "totals", "altogether", "overall")

// linesBefore are the numbers of the lines right before a sentence that are each a name with its number.
func (r *reading) linesBefore(c *Card, k int) []int {
	var list []int
	for i := k - 1; i >= 0 && k-i <= 13; i-- {
		n := r.lineOfList(c, i)
		if n < 0 {
			break
		}
		list = append(list, n)
	}
	slices.Reverse(list)
	return list
}

func (r *reading) linesAfter(c *Card, k int) []int {
	var list []int
	for i := k + 1; i < len(r.sentences) && i-k <= 13; i++ {
		n := r.lineOfList(c, i)
		if n < 0 {
			break
		}
		list = append(list, n)
	}
	return list
}

// lineOfList is the place of the number of a line that is nothing but a name with it; −1 where the line is more.
func (r *reading) lineOfList(c *Card, k int) int {
	s := r.sentences[k]
	if k > 0 && !r.newLine(k) || s.to-s.from > 12 {
		return -1
	}
	last := s.to - 1
	if m := r.markAt(last); m == "." || m == "," || m == ";" {
		last--
	}
	if last <= s.from || !r.isPart(c, last) || r.hasWord(s.from, s.to, totalNames) || r.hasWord(s.from, s.to, leavingRoom) || !r.letters(s.from, last) {
		return -1
	}
	for n := s.from; n < last; n++ {
		if it := r.items[n]; it.q != nil && !it.q.noise || it.w != nil {
			return -1
		}
	}
	return last
}

// letters reports whether a word stands between two items.
func (r *reading) letters(from, to int) bool {
	for n := from; n < to; n++ {
		if r.items[n].kind == wordItem {
			return true
		}
	}
	return false
}

// sumOf is the claim that parts make a number of the words.
func (r *reading) sumOf(whole int, list []int) Claim {
	of := r.items[whole].q
	claim := r.claim(Sum, Words, min(whole, list[0]), max(whole, list[len(list)-1]))
	slack := r.slack(parts{list: list}, of.value)
	claim.Read, claim.Computed, claim.Stated = r.added(list), r.sum(list), r.said(whole)
	claim.Allowed, claim.Pounds = around(of.value, slack), of.unit == money
	claim.Agrees = claim.Allowed.Holds(claim.Computed)
	return claim
}

// listBreaks end a list.
var listBreaks = set("than", "less", "under", "minus", "against", "compared", "but", "while", "when", "so", "vs", "total", "totalling", "together", "making", "make", "makes", "giving")

package claims

// spreadWords stand between a total and what it is of: “20,141 tonnes from 110,349 households”, “49 cases worth
// £77,659”.
var spreadWords = set("from", "across", "between", "among", "amongst", "for", "by", "over", "to", "worth", "totalling", "in", "at")

// averagesNear checks each average of a sentence that counts several things against the two numbers right before it,
// where words tie these to each other: “Council tax 49 cases worth £77,659, an average of £1,585; housing 21 cases”. It
// speaks where one slip explains what does not fit.
func (r *reading) averagesNear(c *Card, s sentence) []Claim {
	var all []Claim
	for n := s.from; n < s.to; n++ {
		if !r.isAverage(s, n) || r.yardstickOf(s, n) != "" {
			continue
		}
		first, second, ok := r.twoBefore(s, n)
		if !ok {
			continue
		}
		total, many, ok := r.divides(first, second, n)
		if !ok {
			continue
		}
		if claim, ok := r.averageClaim(c, n, total, many); ok {
			all = append(all, claim)
		}
	}
	return all
}

// twoBefore are the two numbers before an average, tied to each other by a word and to it by a comma or a bracket.
func (r *reading) twoBefore(s sentence, n int) (first, second int, ok bool) {
	first, second = -1, -1
	tied, linked := false, false
	for i := n - 1; i >= max(s.from, n-2*reach) && first < 0; i-- {
		it := r.items[i]
		switch {
		case it.q != nil && (it.q.noise || it.q.delta != 0 || it.q.base || it.q.target || it.q.how != asSaid || it.q.unit == percent || it.q.fraction):
			return -1, -1, false
		case it.q != nil && second < 0:
			second = i
		case it.q != nil:
			first = i
		case it.text == ";", it.text == ":", it.w != nil, second >= 0 && (conjunctions[it.text] || it.kind == markItem):
			return -1, -1, false
		case second < 0 && (it.text == "," || it.text == "(" || it.text == "–"):
			linked = true
		case second >= 0 && spreadWords[it.text]:
			tied = true
		}
	}
	return first, second, first >= 0 && tied && linked && n-second <= 8
}

package claims

import "strings"

// settleScores marks the scores of “hold a 3, 4 or 5” and “a 4 or a 5”, which count nothing.
func (r *reading) settleScores(n int) {
	list := []int{n}
	for i := n + 1; i < min(len(r.items), n+6); i++ {
		if q := r.items[i].q; q != nil {
			if list = append(list, i); len(q.digits) != 1 || q.unit != plain {
				return
			}
			if r.wordAt(i-1) == "or" {
				for _, at := range list {
					r.items[at].q.noise = true
				}
				return
			}
		} else if t := r.items[i].text; t != "," && t != "or" {
			return
		}
	}
}

// settleAlternatives gives the first lengths of “1, 2 or 3 years” the measure of the last.
func (r *reading) settleAlternatives(n int, q *quantity) {
	if q.unit != length || r.wordAt(n-1) != "or" {
		return
	}
	for i := n - 2; i >= max(0, n-8); i -= 2 {
		o := r.items[i].q
		if o == nil || o.unit != plain {
			return
		}
		if o.noise = true; r.markAt(i-1) != "," {
			return
		}
	}
}

// settleAges marks the second of two ages and classes, “aged 10 to 17”, and the first of “16 and 17 year olds”.
func (r *reading) settleAges(n int, q *quantity) {
	between := r.wordAt(n - 1)
	other := r.quantityAt(n - 2)
	if q.unit == length && r.markAt(n+1) == "-" && (r.wordAt(n+2) == "olds" || r.wordAt(n+2) == "old") {
		if q.noise = true; other != nil && other.unit == plain && (between == "and" || between == "or" || between == "to") {
			other.noise = true // 16 and 17 year-olds
		}
	}
	if between != "to" && between != "and" && between != "or" || other == nil || n < 2 {
		return
	}
	aged := r.wordAt(n - 3)
	if other.noise && (aged == "day" || strings.HasPrefix(aged, "age") || r.wordAt(n-4) == "aged") && q.unit == plain {
		q.noise = true
	}
	if q.noise && (r.wordAt(n+1) == "olds" || r.wordAt(n+1) == "old") && other.unit == plain {
		other.noise = true
	}
}

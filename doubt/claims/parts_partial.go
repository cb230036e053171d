package claims

// partial reports whether a sentence gives some parts only, or parts of different wholes.
func (r *reading) partial(s sentence) bool {
	for n := s.from; n < s.to; n++ {
		switch r.wordAt(n) {
		case "start":
			if r.wordAt(n-1) != "to" { // appointed and waiting to start
				return true
			}
		case "further":
			if r.wordAt(n-1) != "no" { // no further action on 2
				return true
			}
		case "beginning", "including", "includes", "included", "mainly", "mostly", "example", "eg", "especially", "notably", "some",
			"respectively", "minus", "offset", "offsetting", "additional", "also", "top", "largest", "highest", "average":
			return true
		case "underspend", "underspends", "underspent", "surplus", "surpluses":
			return true
		case "under": // £2.2m under
			if m := r.markAt(n + 1); n+1 >= s.to || m == "," || m == ";" || m == ")" {
				return true
			}
		case "less": // an underspend
			if w := r.wordAt(n + 1); w == "a" || w == "an" || w == "the" {
				return true
			}
		}
	}
	return false
}

// ofTheRestToo reports whether a number is some of what is called the rest, and no part beside it: “21 were allowed and
// 30 of the remaining 43 dismissed”.
func (r *reading) ofTheRestToo(n int) bool {
	return r.wordAt(n+1) == "of" && r.wordAt(n+2) == "the" && (r.wordAt(n+3) == "remaining" || r.wordAt(n+3) == "other") && r.quantityAt(n+4) != nil
}

// othersBehind reports whether the words behind a list speak of further parts and do not count them: “17 were upheld
// and 21 not; others await a hearing”.
func (r *reading) othersBehind(s sentence, last int) bool {
	for n := last + 2; n < s.to; n++ {
		begins := r.items[n-1].kind == markItem || r.wordAt(n-1) == "the" || r.wordAt(n-1) == "and"
		counted := r.quantityAt(n-1) != nil || r.quantityAt(n+1) != nil || r.markAt(n+1) == "(" || r.markAt(n+1) == ":"
		if othersWords[r.wordAt(n)] && begins && !counted {
			return true
		}
	}
	return false
}

var othersWords = set("others", "rest", "remainder")

package claims

import "strings"

// toldOf reads what became of the one number of the sentence before: “Eleven appeals were determined. Three were
// allowed and eight dismissed.” The words must close the list, and nothing but what became of them may follow its
// numbers.
func (r *reading) toldOf(k int, list []int) (parts, bool) {
	s := r.sentences[k]
	if !r.closes(s, list) {
		return parts{}, false
	}
	var counts []int
	ofThem := len(list) > 3 && r.wordAt(s.from) == "of" && list[0] <= s.from+3 && r.parted(list[1:])
	if ofThem {
		counts, list = list[:1], list[1:] // of the 1,420 requests, 866 were granted, 384 in part and 170 refused
	} else if len(list) > 2 && r.hasMark(list[0], list[1], ";") {
		counts, list = list[:1], list[1:] // 71 were investigated; 48 were upheld and 23 not upheld
	} else if k > 0 && list[0] <= s.from+1 {
		counts = r.counts(r.sentences[k-1].from, r.sentences[k-1].to)
		if n := len(counts); n == 2 && r.items[counts[1]].q.value.Cmp(r.items[counts[0]].q.value) < 0 && r.namesRest(list[len(list)-1]) {
			counts = counts[1:] // of the 27, outturns came for 19: 14 were green and the remaining five amber
		} else if n > 1 && r.leavesRest(counts[n-1]) {
			counts = counts[n-1:] // 91 received, 15 of which were not for us, leaving 76. 33 were upheld, 43 not
		}
	}
	if len(counts) != 1 || r.items[counts[0]].q.unit != plain {
		return parts{}, false
	}
	for _, n := range list {
		next := r.wordAt(n + 1)
		if next == "of" && ofThem {
			return parts{}, false // 30 of the remaining 43
		}
		if r.items[n].q.unit != plain || len(r.items[n].q.digits) > len(r.items[counts[0]].q.digits) && !r.items[counts[0]].q.inWords || !ofThem && !verbs[next] && next != "not" && !strings.HasSuffix(next, "ed") && (!r.namesRest(n) || n != list[len(list)-1]) && r.wordAt(n+2) != "were" || r.wholeAfter(n) > 0 {
			return parts{}, false
		}
	}
	return parts{whole: counts[0], list: list, closed: !ofThem, told: true}, true
}

// parted reports whether a comma or “and” stands between numbers.
func (r *reading) parted(list []int) bool {
	for i := 1; i < len(list); i++ {
		if !r.hasMark(list[i-1], list[i], ",") && !r.hasWord(list[i-1], list[i], andWord) {
			return false
		}
	}
	return true
}

var andWord = set("and")

func (r *reading) hasMark(from, to int, mark string) bool {
	for n := from; n < to; n++ {
		if r.markAt(n) == mark {
			return true
		}
	}
	return false
}

// heading reads the time that stands before a dash at the beginning of a line, as in “Q1 2023/24 - The breakdown is 25
// and 55”, where it is of an earlier figure that the card knows.
func (r *reading) heading(c *Card, s sentence) *parts {
	if m := r.markAt(s.from + 1); r.items[s.from].w == nil || m != "-" && m != "–" && m != ":" {
		return nil
	}
	at := c.slotOf(r.items[s.from].w)
	known, subject := c.knownAt(at)
	if at == slotOwn || known.Value == nil {
		return nil
	}
	return &parts{whole: -1, closed: r.hasWord(s.from, s.to, openers), known: &known, subject: subject}
}

package claims

// A course is how a stock went: its ends, or one of them and how far they are apart, and what came and went between.
// Places are −1 where the words do not say them.
type stockCourse struct {
	start, end int
	net, sign  int // how far the ends are apart, and which way
	flows      []int
	signs      []int // of each flow: +1 came, −1 went, 0 not known
}

// mostFlows is how many numbers may come or go: more are a list of another kind.
const mostFlows = 5

// flowEnds checks what came and went against both ends of a stock, or one and how far they are apart, where the words
// say that the one follows from the other: “41 were placed and 33 moved on, taking the number from 134 to 142”,
// “Reserves opened the year at £17.2m. £1.4m was drawn and £1.5m added, leaving £17.3m”, “31 were opened and 33
// concluded, leaving 212. This is 2 fewer than at the end of February”. It speaks where no way of counting fits, and
// one slip mends it.
func (r *reading) flowEnds(c *Card) []Claim {
	var all []Claim
	for k := range r.sentences {
		for _, read := range []func(*Card, int) (stockCourse, bool){r.fromEndToEnd, r.leftAfterFlows} {
			f, ok := read(c, k)
			if !ok || !r.signFlows(&f) || r.countsOthers(c, f) {
				continue
			}
			if claim, ok := r.flowEndsClaim(f); ok {
				all = append(all, claim)
				break
			}
		}
	}
	return all
}

// sideWords set what came and went beside another stock: “while the caseload of the other team went from 210 to 216”.
var sideWords = set("while", "whilst", "whereas", "although", "though")

// groups are counted apart from who is in them.
var (
	groupWords  = set("families", "family", "households", "household", "groups", "cases", "homes")
	personWords = set("children", "people", "child", "residents", "individuals", "adults", "guests", "persons", "pupils")
)

// countsOthers reports whether what came or went is counted in groups and the stock in persons, or the other way: “the
// number of children rose from 158 to 163, with 21 families starting”.
func (r *reading) countsOthers(c *Card, f stockCourse) bool {
	end := r.sentences[r.sentenceOf(f.end)]
	of := func(words map[string]bool) bool {
		return c.titleHas(words) || r.hasWord(max(end.from, f.end-reach), min(end.to, f.end+4), words)
	}
	for _, n := range f.flows {
		if w := r.wordAt(n + 1); groupWords[w] && of(personWords) && !of(groupWords) || personWords[w] && of(groupWords) && !of(personWords) {
			return true
		}
	}
	return false
}

// fromEndToEnd reads “taking the number from 134 to 142”, and “so the number went up by 8 to 142”.
func (r *reading) fromEndToEnd(_ *Card, k int) (stockCourse, bool) {
	s := r.sentences[k]
	f, first, last, ok := r.endsSaid(k)
	if !ok {
		return f, false
	}
	from, to := s.from, s.to
	switch {
	case r.leadsOn(s.from, first): // 41 were placed and 33 moved on, taking the number
	case r.tellsWhy(last+1, s): // the number rose from 412 to 439, as 96 were opened
		from = last + 1
	case k > 0 && r.beginsSo(s):
		from = r.sentences[k-1].from // 41 were placed. This took the number
	default:
		return f, false
	}
	return f, r.takeFlows(&f, from, to)
}

// endsSaid finds “from 134 to 142”, “to 142 from 134” or “by 8 to 142” in a sentence, and where its phrase begins and
// ends. It must be the only one.
func (r *reading) endsSaid(k int) (f stockCourse, first, last int, ok bool) {
	f = stockCourse{start: -1, end: -1, net: -1}
	s := r.sentences[k]
	for n := s.from; n < s.to; n++ {
		if r.wordAt(n) != "from" || corrections[r.wordAt(n-1)] {
			continue
		}
		a := r.sizedAfter(n, 3)
		if a < 0 {
			continue
		}
		b, at := -1, n
		for i := a + 1; i < min(s.to, a+5); i++ {
			if r.wordAt(i) == "to" {
				b = r.sizedAfter(i, 3)
				break
			}
		}
		if b < 0 && n > s.from+1 && r.sizedAt(n-1) && r.wordAt(n-2) == "to" {
			b, at = n-1, n-2
		}
		if b < 0 || r.items[a].q.unit != r.items[b].q.unit {
			continue
		}
		if ok {
			return f, 0, 0, false
		}
		f.start, f.end, first, last, ok = a, b, at, max(a, b), true
	}
	if ok {
		return f, first, last, true
	}
	for _, m := range r.moves[k] {
		if len(m.by) == 0 || m.to < 0 || m.from >= 0 || m.sign == 0 || m.judged || !r.sizedAt(m.to) || r.items[m.by[0]].q.unit != r.items[m.to].q.unit {
			continue
		}
		if ok {
			return f, 0, 0, false
		}
		f.end, f.net, f.sign, first, last, ok = m.to, m.by[0], m.sign, m.at, max(m.to, m.by[0]), true
	}
	return f, first, last, ok
}

// sizedAt reports whether a level that counts things or money stands at an item.
func (r *reading) sizedAt(n int) bool {
	q := r.quantityAt(n)
	return q != nil && !q.noise && q.delta == 0 && !q.target && !q.fraction && (q.unit == plain || q.unit == money)
}

// sizedAfter is the place of the first number within some words, where it counts things or money; −1 where it does not.
func (r *reading) sizedAfter(at, within int) int {
	for n := at + 1; n <= at+within && n < len(r.items); n++ {
		if r.items[n].q != nil {
			if r.sizedAt(n) {
				return n
			}
			return -1
		}
		if r.items[n].kind != wordItem || r.items[n].text == "and" {
			return -1
		}
	}
	return -1
}

// leadWords of a consequence: what stands before them made what stands behind.
var soWords = set("taking", "bringing", "moving", "pushing", "lifting", "so", "therefore", "hence", "meaning", "means", "which", "giving", "resulting",
	"reducing", "increasing", "raising", "cutting", "thus", "leaving")

// leadsOn reports whether the last word of consequence, or a colon or dash, before an item ties it to numbers before.
func (r *reading) leadsOn(from, at int) bool {
	for n := at - 1; n >= max(from, at-reach); n-- {
		it := r.items[n]
		if it.q != nil && !it.q.noise {
			return false
		}
		if w := r.wordAt(n); (soWords[w] || w == "result") && n > from || it.text == ":" || it.text == "–" {
			return true
		}
	}
	return false
}

// asWords begin what made the numbers before them.
var asWords = set("as", "because", "since", "with", "after", "following")

// tellsWhy reports whether what stands behind the ends of a stock tells why: “as 96 were opened”.
func (r *reading) tellsWhy(n int, s sentence) bool {
	for i := n; i < min(s.to, n+8); i++ {
		if it := r.items[i]; asWords[r.wordAt(i)] || it.text == ":" || it.text == "–" {
			return true
		} else if it.q != nil || it.text == ";" || it.text == "and" {
			return false
		}
	}
	return false
}

// beginsSo reports whether a sentence begins as what follows from the one before: “This took the number”, “The total
// therefore rose”.
func (r *reading) beginsSo(s sentence) bool {
	switch r.wordAt(s.from) {
	case "this", "these", "that", "so", "therefore", "together", "thus":
		return true
	case "as":
		return r.wordAt(s.from+1) == "a" && r.wordAt(s.from+2) == "result"
	}
	return r.hasWord(s.from, min(s.to, s.from+6), set("therefore", "thus"))
}

package claims

import (
	"math/big"
	"strings"
)

// itemKind is what an item of a reading is.
type itemKind uint8

const (
	wordItem itemKind = iota
	quantityItem
	whenItem
	markItem
	endItem // the end of a sentence
)

// item is a word, a number with its unit, a time, or a sign between them.
type item struct {
	kind       itemKind
	text       string
	q          *quantity
	w          *when
	start, end int // in bytes
	depth      int // how many brackets are open around it
}

// reading is a commentary as items, in sentences.
type reading struct {
	text      string
	items     []item
	sentences []sentence
	moves     [][]*move // of each sentence
	aim       Known     // the card's target
	tokens    []token
	table     []row // once they are read
	rowsRead  bool
}

// sentence is a run of items; from and to are places in reading.items.
type sentence struct{ from, to int }

// longest is how many items a sentence may have; a longer one is cut, so that the work grows no faster than the text.
const longest = 200

// read makes items of a text.
func read(text string) *reading {
	ts := tokens(text)
	r := &reading{text: text, tokens: ts, items: make([]item, 0, len(ts)+1)}
	depth, begin := 0, 0
	inList := false
	finish := func(at int) {
		if len(r.items) > begin {
			r.sentences = append(r.sentences, sentence{begin, len(r.items)})
		}
		r.items = append(r.items, item{kind: endItem, start: at, end: at})
		begin, depth = len(r.items), 0
	}
	for at := 0; at < len(ts); {
		t := ts[at]
		bulleted := inList && t.kind == breakToken && (mark(ts, at+1) == "–" || mark(ts, at+1) == "-")
		if ends(ts, at) && !bulleted {
			finish(t.start)
			inList = false
			at++
			continue
		}
		if t.kind == breakToken { // a list goes on in the next line
			inList = true
			at++
			continue
		}
		if len(r.items)-begin >= longest {
			finish(t.start)
		}
		it := item{kind: wordItem, text: t.text, start: t.start, depth: depth}
		next := at + 1
		if after := referenceAt(ts, at); after > at {
			it.kind, it.q, next = quantityItem, &quantity{value: new(big.Rat), step: whole(1), noise: true}, after
		} else if w, after := readWhen(ts, at); after > at && !quantityAfterAll(ts, at, after, w) {
			it.kind, it.w, next = whenItem, &w, after
		} else if q, after := readQuantity(ts, at); q != nil {
			it.kind, it.q, next = quantityItem, q, after
		} else if t.text == "&" && !t.joined {
			it.text = "and"
		} else if t.text == "yet" && at+1 < len(ts) && (ts[at+1].kind == digitsToken || ts[at+1].text == "£") {
			it.text = "but" // £310k less than last year yet £140k above budget
		} else if t.kind == markToken {
			it.kind = markItem
			switch t.text {
			case "|":
				it.text = ";" // the cells of a table
			case "▲", "↑":
				it.kind, it.text = wordItem, "up"
			case "▼", "↓":
				it.kind, it.text = wordItem, "down"
			case "(", "[":
				depth++
			case ")", "]":
				depth = max(0, depth-1)
				it.depth = depth
			}
		}
		it.end = ts[next-1].end
		if it.kind != wordItem && it.kind != markItem {
			it.text = ""
		}
		r.items = append(r.items, it)
		at = next
	}
	finish(len(text))
	r.settle()
	r.findMoves()
	return r
}

// ends reports whether a sentence ends at a token: at a line's end that no colon, semicolon or comma stands before, or
// at a full stop before a capital or a digit.
func ends(ts []token, at int) bool {
	t := ts[at]
	switch {
	case t.kind == breakToken:
		m := mark(ts, at-1)
		return m != ":" && m != ";" && m != ","
	case t.kind == markToken && (t.text == "!" || t.text == "?" || t.text == "•" || t.text == "*"):
		return true
	case t.kind == markToken && t.text == ".":
		if at+1 >= len(ts) {
			return true
		}
		short := at > 0 && ts[at-1].kind == wordToken && len(ts[at-1].text) <= 3 && abbreviations[ts[at-1].text]
		return !ts[at+1].joined && !short
	}
	return false
}

var abbreviations = set("no", "vs", "approx", "e", "g", "eg", "ie", "i", "st", "mr", "mrs", "dr", "cf", "nb", "inc", "c", "ca", "v")

// quantityAfterAll reports whether what looks like a bare year is a number: £2019, 2019%, 1871 out of 2061. “2019
// visits” is not said to be one, since it may be either; “2,019” never looks like a year.
func quantityAfterAll(ts []token, at, after int, w when) bool {
	if !w.figure {
		return false
	}
	if word(ts, at-1) == "the" {
		at--
	}
	return mark(ts, at-1) == "£" || textAt(ts, after) == "%" || word(ts, at-1) == "of" && word(ts, at-2) == "out"
}

// settle gives each quantity what its neighbours say of it.
func (r *reading) settle() {
	for n := range r.items {
		if next := r.wordAt(n + 2); r.items[n].w != nil && r.wordAt(n+1) == "in" && (next == "brackets" || next == "parentheses") {
			r.items[n].w, r.items[n].kind = nil, wordItem // headlines (last year in brackets)
		}
		q := r.items[n].q
		if q == nil {
			continue
		}
		r.settleNoise(n, q)
		r.settleAlternatives(n, q)
		r.settleAges(n, q)
		r.settleRange(n, q)
		q.target = q.target || r.besideTarget(n)
	}
}

// settleNoise marks what counts nothing: stage 2, aged 16, per 1,000, the pronoun one.
func (r *reading) settleNoise(n int, q *quantity) {
	prev, next := r.wordAt(n-1), r.wordAt(n+1)
	switch {
	case referenceWords[prev] && q.unit == plain && !q.grouped && (q.how == asSaid || strings.HasPrefix(prev, "age")),
		prev == "per" || prev == "every" || prev == "each" && q.unit != percent,
		r.wordAt(n-1) == "x" || r.markAt(n-1) == "#":
		q.noise = true
		if prev == "per" && n >= 1 {
			r.rate(n)
		}
	case (prev == "and" || prev == "or") && q.unit == plain && len(q.digits) == 1 && referenceWords[r.wordAt(n-3)] && r.quantityAt(n-2) != nil && r.quantityAt(n-2).noise:
		q.noise = true // type 1 and 3
	case q.inWords && q.unit == plain && !q.fraction && q.value.Cmp(whole(1)) == 0 && !oneCounts[next] && (!outcomeNames[next] || r.markAt(n-1) != ":" && r.markAt(n-1) != ","):
		q.noise = true
	case q.inWords && r.items[max(0, n-1)].q.count() && r.markAt(n+1) == "(":
		q.noise = true // 1,104 two (29%), which are homes of two rooms
	case next == "calls" && emergencies[q.digits] && r.quantityAt(n-1) != nil:
		q.noise = true // 62,400 999 calls
	case next == "or" && thresholds[r.wordAt(n+2)] && q.unit == plain:
		q.noise = true // three or more
	case prev == "or" && q.unit == plain && timeUnits[r.wordAt(n-2)]:
		q.noise = true // a day or two
	case (q.how == above || q.how == beneath) && persons[prev] && q.unit == plain && !q.grouped && len(q.digits) == 2 && r.endsName(n+1):
		q.noise, q.age = true, true // people over 65
	case next == "olds" || next == "old" || next == "bed" || next == "bedroom" || next == "storey" || next == "way":
		q.noise = true
	}
	if q.unit == plain || q.unit == money {
		for i := n + 1; i <= n+3 && r.wordAt(i) != ""; i++ {
			if w := r.wordAt(i); (w == "a" || w == "an" || w == "per" || w == "each" || w == "every") && times[r.wordAt(i+1)] && r.wordAt(i-1) != "in" && r.wordAt(i-1) != "over" {
				q.unit = rated // 218 a month
				break
			}
		}
	}
	if o := r.quantityAt(n + 2); r.markAt(n+1) == "/" && o != nil && q.unit == plain && o.unit == plain && q.value.Cmp(o.value) > 0 && r.items[n+1].start == r.items[n].end {
		q.noise, o.noise = true, true // a blood pressure of 140/90
	}
	if w := r.wordAt(n + 1); q.unit == plain && (w == "before" || w == "previously") && r.wordAt(n+2) == "" && n > 1 {
		for i := n - 1; i >= max(0, n-7) && r.items[i].kind != endItem; i-- {
			if o := r.items[i].q; o != nil && o.unit == length {
				q.unit, q.of = length, o.of // 56 days, 28 before
				break
			}
		}
	}
	if prev == "a" && q.unit == plain && len(q.digits) == 1 && !q.inWords {
		r.settleScores(n)
	}
	if r.markAt(n-1) == "-" && r.wordAt(n-2) != "" && r.items[n-1].start == r.items[n-2].end && r.items[n].start == r.items[n-1].end {
		q.noise = true // stage-two
	}
	if r.markAt(n+1) == "-" && r.items[n+1].start == r.items[n].end && n+2 < len(r.items) && r.items[n+2].start == r.items[n+1].end && r.items[n+2].kind == wordItem {
		q.noise = true // a 3-bed house, a two-year plan
	}
}

// endsName reports whether an item is none that a number before it could count.
func (r *reading) endsName(n int) bool {
	w := r.wordAt(n)
	return r.items[n].q == nil && (w == "" || verbs[w] || changeWords[w].sign != 0 || conjunctions[w] || shortWords[w] || len(w) <= 2)
}

// persons are whom the number behind “over” or “under” is the age of.
var persons = set("people", "adults", "residents", "men", "women", "children", "those", "anyone", "clients", "patients", "persons", "pensioners", "drivers", "everyone")

// emergencies are the numbers that people call.
var emergencies = set("999", "101", "111", "112")

// times are what an amount may be of each.
var times = set("hour", "day", "night", "week", "month", "quarter", "year")

// thresholds make the number before them a limit: “scored three or more”.
var thresholds = set("more", "over", "above", "better", "fewer", "less", "under", "below", "higher", "lower", "older", "younger")

// oneCounts are the words after which “one” is a number and no pronoun.
var oneCounts = set("less", "more", "fewer", "was", "were", "is", "went", "partially", "not", "fully", "partly", "complaint", "case", "death", "died")

// rate marks the quantity before “per 1,000” as a rate.
func (r *reading) rate(n int) {
	for i := n - 2; i >= 0 && i >= n-6; i-- {
		if it := r.items[i]; it.q != nil {
			it.q.unit, it.q.per = rated, r.items[n].q.value
			return
		} else if it.kind != wordItem {
			return
		}
	}
}

// settleRange marks both ends of a range, 10-12 or between 5 and 10, and of a score, 3/5.
func (r *reading) settleRange(n int, q *quantity) {
	if m := r.markAt(n + 1); (m == "-" || m == "–") && n+2 < len(r.items) && r.items[n+2].q != nil && r.items[n+1].start == r.items[n].end && r.items[n+2].start == r.items[n+1].end {
		q.noise, r.items[n+2].q.noise = true, true
	}
	if r.wordAt(n-1) == "between" && r.wordAt(n+1) == "and" && n+2 < len(r.items) && r.items[n+2].q != nil {
		q.noise, r.items[n+2].q.noise = true, true
	}
}

// besideTarget reports whether a number is a target's: a target of 90%, the 300-second target, 90% target.
func (r *reading) besideTarget(n int) bool {
	for i := n + 1; i <= n+2 && i < len(r.items) && r.items[i].kind == wordItem || i < len(r.items) && r.markAt(i) == "-"; i++ {
		if r.targetWordAt(i) {
			return true
		}
	}
	if _, ok := besideWords[r.wordAt(n+1)]; ok && r.leadsToTarget(sentence{n, min(len(r.items), n+9)}, n+1) {
		return true // 8 better than the target
	}
	for i := n - 1; i >= 0 && i >= n-7; i-- {
		it := r.items[i]
		if it.kind == quantityItem || it.kind == endItem || it.kind == markItem && it.text != "(" || conjunctions[it.text] {
			return false
		}
		if r.targetWordAt(i) {
			return r.wordAt(i+1) != "time" && r.wordAt(i+1) != "timescale"
		}
	}
	return false
}

func (r *reading) wordAt(n int) string {
	if n >= 0 && n < len(r.items) && r.items[n].kind == wordItem {
		return r.items[n].text
	}
	return ""
}

func (r *reading) markAt(n int) string {
	if n >= 0 && n < len(r.items) && r.items[n].kind == markItem {
		return r.items[n].text
	}
	return ""
}

func (r *reading) quantityAt(n int) *quantity {
	if n >= 0 && n < len(r.items) {
		return r.items[n].q
	}
	return nil
}

// quote is the text from one item to another.
func (r *reading) quote(from, to int) (string, int, int) {
	start, end := r.items[from].start, r.items[to].end
	return strings.TrimSpace(r.text[start:end]), start, end
}

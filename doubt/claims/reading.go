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
	mendings  int // for how many steps a slip was looked for
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

package claims

import (
	"strings"
)

// A table that is written as text is rows of a label and its cells: “July 512 143 369; August 463 121 342”, “Granted
// 96, refused 31, total 127”. It is read from the tokens, not from the items: in a table “1994” is a number, and the
// dash in “4,118 - 189” is a sign. A row is named where its label is no sentence, so that its cells stand for what it
// names.

// cell is a number of a table.
type cell struct {
	v          milli
	step       milli // what one of its last digit is worth
	unit       unit
	sign       int // −1 or +1 where one is written before it
	digits     string
	start, end int // in bytes
}

// row is a label with the cells behind it.
type row struct {
	label      []string
	cells      []cell
	named      bool
	told       bool // the label is a sentence
	counted    bool // more words follow the cells: “45 requests”
	after      byte // what parts it from the row before: one of ". ; , :" or a space
	start, end int  // in bytes
}

// mostCells and mostRows keep the work in bounds.
const (
	mostCells = 14
	mostRows  = 40
	mostLabel = 14
)

// sentenceWords make a label a sentence, whose number may be of anything.
var sentenceWords = set("was", "were", "is", "are", "had", "has", "have", "been", "be", "will", "would", "there", "we", "they", "it", "our", "this",
	"that", "which", "whom", "who", "these", "those", "compared", "than", "from", "down", "against", "rose", "fell", "increased", "decreased",
	"average", "median", "including", "where", "when", "while", "but", "so", "because", "an", "up", "target", "targets", "another", "mainly", "top",
	"per", "rate", "followed")

// leadsIn lead to a number as a sentence does, and are a label's elsewhere: “over 56 days 13”.
var leadsIn = set("over", "under", "about", "around", "approximately", "nearly", "almost", "between", "only", "just", "some", "most", "to", "by", "at",
	"for", "in", "of", "with", "a", "the", "and", "or", "no")

// rows reads a text's rows, once.
func (r *reading) rows() []row {
	if r.rowsRead {
		return r.table
	}
	r.rowsRead = true
	b := rowReader{ts: r.tokens}
	for at := 0; at < len(b.ts); {
		at = b.next(at)
	}
	b.finish('.')
	r.table = b.all
	return r.table
}

// rowReader gathers tokens to rows.
type rowReader struct {
	ts    []token
	all   []row
	row   row
	after byte
	depth int // of brackets in a label
}

func (b *rowReader) finish(by byte) {
	heads := by == ':' && b.row.cells == nil && !b.row.told
	if !heads && (b.row.cells != nil || b.row.label != nil) {
		b.row.after = b.after
		fits := len(b.row.label) > 0 && len(b.row.label) <= mostLabel && len(b.row.cells) <= mostCells
		b.row.named = fits && !b.row.told && !b.row.counted
		b.all = append(b.all, b.row)
		b.after = by
	} else if heads || by == '.' || by == ':' || b.after == ' ' {
		b.after = by
	}
	b.row, b.depth = row{}, 0
}

// next takes in what begins at a token, and returns the place after it.
func (b *rowReader) next(at int) int {
	t := b.ts[at]
	inRow := len(b.row.cells) > 0
	if b.depth == 0 && !b.labels(at) {
		if c, after := cellAt(b.ts, at, inRow); after > at {
			if !inRow && b.row.label == nil {
				b.row.start = c.start
			}
			b.row.told = b.row.told || !inRow && leadsIn[word(b.ts, at-1)]
			b.row.cells, b.row.end = append(b.row.cells, c), c.end
			return after
		}
	}
	switch {
	case t.kind == breakToken, t.text == "•" || t.text == "*", ends(b.ts, at):
		b.finish('.')
	case t.kind == markToken && b.depth == 0 && (t.text == ";" || t.text == ","):
		b.finish(t.text[0])
	case t.text == ":":
		if _, after := cellAt(b.ts, at+1, false); inRow || after == at+1 {
			b.finish(':')
		}
	case t.text == "and" && inRow:
		b.finish(',')
	case t.text == "(" && t.kind == markToken:
		b.depth++
		b.row.counted = b.row.counted || inRow
	case t.text == ")" && t.kind == markToken:
		b.depth = max(0, b.depth-1)
	case t.kind == wordToken || t.kind == digitsToken:
		b.name(t)
	}
	return at + 1
}

// name takes a word or a number into a label. Behind cells it begins a row where it looks so; else the cells count it,
// as in prose.
func (b *rowReader) name(t token) {
	if len(b.row.cells) > 0 {
		if b.depth > 0 || !t.capital && !rowStarts[t.text] && t.kind == wordToken {
			b.row.counted = true
			return
		}
		b.finish(' ')
	}
	if b.row.label == nil {
		b.row.start = t.start
	}
	b.row.label, b.row.end = append(b.row.label, t.text), t.end
	b.row.told = b.row.told || b.depth == 0 && sentenceWords[t.text]
}

// rowStarts begin a row though no capital letter does.
var rowStarts = set("total", "totals", "overall", "altogether")

// labels reports whether a number belongs to a label: “Quarter 1 (high) 569”, “2023 2,410 2,265”, “30 June”, “2023/24”.
func (b *rowReader) labels(at int) bool {
	t := b.ts[at]
	if t.kind != digitsToken {
		return false
	}
	_, after := cellAt(b.ts, at, true)
	if after == at {
		return true
	}
	_, then := cellAt(b.ts, after, true)
	more := then > after
	before := word(b.ts, at-1)
	switch w := word(b.ts, at+1); {
	case months[w] > 0 && len(t.text) <= 2 && len(b.row.cells) == 0 && months[before] == 0:
		return true // 30 June
	case (w == "to" || w == "and") && isYear(t.text) && isYear(textAt(b.ts, at+2)):
		return true // 2018 to 2019
	case more && isYear(t.text) && len(b.row.cells) == 0 && (len(b.row.label) == 0 || months[before] > 0):
		return true // 2023 2,410 2,265
	case timeUnits[word(b.ts, at+1)] && len(b.row.label) > 0 && len(b.row.cells) == 0:
		return true // over 56 days 13
	case len(t.text) <= 2 && len(b.row.cells) == 0 && (referenceWords[before] || numbered[before]):
		return more || w != "" || mark(b.ts, at+1) == "("
	}
	return false
}

// numbered are numbered themselves, like the referenceWords.
var numbered = set("quartile", "quarter", "qtr", "week", "month", "area", "district", "team", "site", "period", "lot")

// cellAt reads a cell at a token, in brackets or not; the same place where there is none. In a row a sign may stand
// apart from its number.
func cellAt(ts []token, at int, inRow bool) (cell, int) {
	i := at
	var c cell
	open := mark(ts, i) == "(" && inRow
	if open {
		i++
	}
	switch m := mark(ts, i); {
	case m != "-" && m != "−" && m != "+" && m != "–":
	case i+1 >= len(ts) || !inRow && !ts[i+1].joined || ts[i].joined && !open:
		return c, at
	default:
		if c.sign = 1; m != "+" {
			c.sign = -1
		}
		i++
	}
	if mark(ts, i) == "£" {
		c.unit = money
		i++
	}
	if i >= len(ts) || ts[i].kind != digitsToken || i == at && ts[i].joined && mark(ts, i-1) != "|" {
		return c, at
	}
	c.start, c.end = ts[at].start, ts[i].end
	if !c.readNumber(ts[i].text) {
		return c, at
	}
	i++
	switch {
	case mark(ts, i) == "%" && len(c.digits) > 5:
		return c, at
	case mark(ts, i) == "%":
		c.unit, c.end = percent, ts[i].end
		i++
	case i < len(ts) && ts[i].joined && (ts[i].kind == wordToken || joinsDigits(ts, i)):
		return c, at // 12k, 2023/24, 10-12
	}
	if open {
		if mark(ts, i) != ")" {
			return c, at
		}
		c.end = ts[i].end
		i++
	}
	return c, i
}

// joinsDigits reports whether a sign stands between two numbers without spaces.
func joinsDigits(ts []token, at int) bool {
	m := mark(ts, at)
	return (m == "/" || m == "-" || m == "–" || m == ":" || m == ".") && at+1 < len(ts) && ts[at+1].joined && ts[at+1].kind == digitsToken
}

// readNumber reads 1,977 or 64.1, of which a table has no more than nine digits and three after the point.
func (c *cell) readNumber(text string) bool {
	c.step = 1000
	if dot := strings.IndexByte(text, '.'); dot >= 0 {
		for range len(text) - dot - 1 {
			c.step /= 10
		}
	}
	c.digits = separators.Replace(text)
	if c.step == 0 || len(c.digits) > 9 {
		return false
	}
	c.v = c.as(c.digits)
	return true
}

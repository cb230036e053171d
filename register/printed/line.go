package printed

import (
	"strings"
	"unicode/utf8"

	"chaser/kpi"
)

// line is a line of the report, and where in it the words stand.
type line struct {
	cells  []cell
	number int  // in the text, from 1
	page   int  // from 1
	top    bool // it is the first on its page that says something
}

// cell is words of a line that a gap parts from the others. Places count letters; where tabs or bars part the cells,
// each is apart far enough from the next that no two overlap.
type cell struct {
	text     string
	from, to int
}

// apart is the place at which a cell begins that a tab or a bar parts from the one before.
const apart = 1 << 20

func (l line) blank() bool { return len(l.cells) == 0 }

// text is all of the line's words.
func (l line) text() string {
	if len(l.cells) == 1 {
		return l.cells[0].text
	}
	all := make([]string, len(l.cells))
	for n, c := range l.cells {
		all[n] = c.text
	}
	return strings.Join(all, " ")
}

// width is where the line's last letter stands.
func (l line) width() int {
	if l.blank() {
		return 0
	}
	return l.cells[len(l.cells)-1].to
}

// linesOf parts a text into lines, and those into cells.
func linesOf(text string) []line {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n\f").Replace(strings.ToValidUTF8(text, "�"))
	text = strings.Map(plainRune, text)
	var lines []line
	number, page, top := 0, 1, true
	for raw := range strings.SplitSeq(text, "\n") {
		if rest, turned := strings.CutPrefix(raw, "\f"); turned {
			raw, page, top = rest, page+1, true
		} else {
			number++
		}
		l := line{cells: cellsOf(raw), number: number, page: page}
		if l.top = top && !l.blank(); l.top {
			top = false
		}
		lines = append(lines, l)
	}
	return lines
}

// cellsOf finds a line's cells: those of a table by tabs or bars, else words with at least two spaces between them.
func cellsOf(raw string) []cell {
	raw = strings.TrimLeft(strings.ReplaceAll(raw, "**", "  "), "#")
	switch {
	case strings.Contains(raw, "\t"):
		return partedBy(raw, "\t")
	case strings.Count(raw, "|") > 1:
		return partedBy(strings.Trim(strings.TrimSpace(raw), "|"), "|")
	}
	return partedBySpaces(raw)
}

func partedBy(raw, by string) []cell {
	var cells []cell
	for n, part := range strings.Split(raw, by) {
		if said := clean(part); said != "" && strings.Trim(said, "-: ") != "" || strings.TrimSpace(part) == "-" {
			cells = append(cells, cell{said, n * apart, n*apart + utf8.RuneCountInString(said)})
		}
	}
	return cells
}

func partedBySpaces(raw string) []cell {
	var (
		cells      []cell
		words      strings.Builder
		from, past int // where the words begin and end
	)
	keep := func() {
		if words.Len() > 0 {
			cells = append(cells, cell{words.String(), from, past})
			words.Reset()
		}
	}
	place := -1
	for _, r := range raw {
		if place++; r == ' ' {
			continue
		}
		switch {
		case words.Len() == 0:
			from = place
		case place > past+1:
			keep()
			from = place
		case place > past:
			words.WriteByte(' ')
		}
		words.WriteRune(r)
		past = place + 1
	}
	keep()
	return cells
}

func clean(text string) string { return kpi.CleanLine(text) }

// plainRune drops what no text shows: control characters, and marks that take no room or turn the order round.
func plainRune(r rune) rune {
	switch {
	case r == '\n' || r == '\t' || r == '\f':
		return r
	case r == '\u00a0' || r >= '\u2000' && r <= '\u200a' || r == '\u202f':
		return ' '
	case r < ' ' || r >= 0x7f && r < 0xa0, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0xfeff, r == 0x200b, r == 0x2060, r == 0xad:
		return -1
	}
	return r
}

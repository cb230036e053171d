package printed

import (
	"slices"
	"strings"
)

// valuesBelow reads the values of a header: one for each label, empty where none stands there. ok is false where what
// follows are no values.
func (h header) valuesBelow(lines []line) (values []string, next int, ok bool) {
	if h.upright {
		return h.valuesDown(lines)
	}
	var above line
	for n, said := h.next, 0; n < len(lines) && n < h.next+mostValueLines && said < 3; n++ {
		l := lines[n]
		if l.blank() {
			continue
		}
		if l.page != lines[h.next-1].page || l.width() >= apart && said > 0 {
			break
		}
		if said++; said > 1 {
			if l.cells = merged(above.cells, l.cells); l.cells == nil {
				break
			}
		}
		above = l
		if values, ok = h.across(l); ok {
			return h.completed(values, lines, n+1)
		}
	}
	return nil, h.next, false
}

// mostValueLines is how far beneath its labels a row of values may end, where a narrow column breaks one.
const mostValueLines = 6

// completed joins to the values what a narrow column has broken onto the next line: In, Development.
func (h header) completed(values []string, lines []line, next int) ([]string, int, bool) {
	below := next
	for below < len(lines) && below < next+2 && lines[below].blank() {
		below++
	}
	if below >= len(lines) || len(lines[below].cells) > len(values) {
		return values, next, true
	}
	more, ok := h.placed(lines[below])
	if !ok {
		return values, next, true
	}
	all, joined := slices.Clone(values), false
	for n, word := range more {
		if word == "" || !h.labels[n].item.figures() {
			continue
		}
		all[n] = strings.TrimSpace(all[n] + " " + word)
		if joined = h.labels[n].suits(all[n]) > 0 && h.labels[n].suits(values[n]) == 0; !joined {
			return values, next, true
		}
	}
	if !joined {
		return values, next, true
	}
	return all, below + 1, true
}

// across reads a line of values that stand side by side.
func (h header) across(l line) ([]string, bool) {
	if len(l.cells) == len(h.labels) {
		values := make([]string, len(l.cells))
		for n, c := range l.cells {
			values[n] = c.text
		}
		if h.likely(values) {
			return values, true
		}
	}
	if values, ok := h.placed(l); ok && h.likely(values) {
		return values, true
	}
	values := h.fitted(valueWords(strings.Fields(l.text())))
	return values, values != nil && h.likely(values)
}

// placed puts each cell beneath the label that it stands under.
func (h header) placed(l line) ([]string, bool) {
	values := make([]string, len(h.labels))
	last := -1
	for _, c := range l.cells {
		n := h.under(c)
		if n < last || values[n] != "" {
			return nil, false
		}
		last, values[n] = n, c.text
	}
	return values, len(l.cells) > 0
}

// under is the label that a cell stands under, or nearest to.
func (h header) under(c cell) int {
	best, nearest := 0, 1<<62
	for n, l := range h.labels {
		if d := distance(c, l); d < nearest {
			best, nearest = n, d
		}
	}
	return best
}

// distance is how far a cell is from a label: below 0 where they overlap, the more the further below.
func distance(c cell, l label) int {
	if overlap := min(c.to, l.to) - max(c.from, l.from); overlap > 0 {
		return -overlap
	}
	return max(c.from-l.to, l.from-c.to)
}

// likely reports whether values can be those of the labels: at least one is what its label asks for, and no more than a
// few are other words.
func (h header) likely(values []string) bool {
	right, wrong := 0, 0
	for n, v := range values {
		if v == "" || !h.labels[n].item.figures() {
			continue
		}
		switch h.labels[n].suits(v) {
		case 2:
			right++
		case 0:
			wrong++
		}
	}
	return right > 0 && wrong <= right/2
}

// valuesDown reads values that stand beneath each other. Numbers of a chart may stand among them: the values are those
// that, one after another, are what each label asks for.
func (h header) valuesDown(lines []line) (values []string, next int, ok bool) {
	said, after := h.run(lines)
	k, best := len(h.labels), 0
	for from := 0; from+k <= len(said); from++ {
		if fit := h.fit(said[from : from+k]); fit > best {
			best, values, next = fit, said[from:from+k], after[from+k-1]
		}
	}
	if best > 0 {
		return values, next, true
	}
	if len(said) == 0 || len(said) > k {
		return nil, h.next, false
	}
	values = h.fitted(said)
	return values, after[len(after)-1], h.wrong(values) == 0 && h.likely(values)
}

// run is the values that stand beneath each other, and the line after each.
func (h header) run(lines []line) (said []string, after []int) {
	for n := h.next; n < len(lines) && len(said) < 3*len(h.labels); n++ {
		if lines[n].blank() {
			continue
		}
		if _, upright := uprightLabel(lines, n); upright > 0 && valueOf(lines[n].text()).sort != asRating {
			break
		}
		found := valueWords(strings.Fields(lines[n].text()))
		if found == nil {
			break
		}
		for _, v := range found {
			said, after = append(said, v), append(after, n+1)
		}
	}
	return said, after
}

// strays are numbers among upright values that are none of them: a chart's most likely, but a value may be among them.
func (h header) strays(lines []line, values []string) []string {
	if !h.upright {
		return nil
	}
	said, _ := h.run(lines)
	var strays []string
	for n, v := range said {
		if valueOf(v).sort == asNumber && (n >= len(values)+slices.Index(said, values[0]) || n < slices.Index(said, values[0])) {
			strays = append(strays, v)
		}
	}
	return strays
}

// fit is how well values suit their labels, one each; 0 where any cannot stand there.
func (h header) fit(values []string) int {
	sum := 0
	for n, l := range h.labels {
		suits := l.suits(values[n])
		if suits == 0 && l.item.figures() {
			return 0
		}
		sum += suits
	}
	return sum
}

// wrong is how many values cannot stand at their labels.
func (h header) wrong(values []string) int {
	wrong := 0
	for n, l := range h.labels {
		if values[n] != "" && l.item.figures() && l.suits(values[n]) == 0 {
			wrong++
		}
	}
	return wrong
}

// valueWords parts words into values; nil where anything else is among them.
func valueWords(fields []string) []string {
	var values []string
	for len(fields) > 0 {
		n := leadingValue(fields)
		if n == 0 || len(values) > 30 {
			return nil
		}
		values, fields = append(values, strings.Join(fields[:n], " ")), fields[n:]
	}
	return values
}

// leadingValue is how many of the words are one value.
func leadingValue(fields []string) int {
	for n := 1; n <= min(4, len(fields)); n++ {
		v := valueOf(strings.Join(fields[:n], " "))
		if v.sort == asWords {
			continue
		}
		for n < min(4, len(fields)) && belongs(fields[n]) && valueOf(strings.Join(fields[:n+1], " ")).sort == v.sort {
			n++
		}
		return n
	}
	return 0
}

// belongs reports whether a word belongs to the number before it.
func belongs(word string) bool {
	switch strings.ToLower(word) {
	case "%", "k", "m", "bn", "million", "thousand", "billion", "days", "day", "hours", "weeks", "is", "better":
		return true
	}
	return strings.HasPrefix(word, "(")
}

// fitted puts values, in their order, at the labels that they suit best; nil where there are more than labels.
func (h header) fitted(said []string) []string {
	k, m := len(h.labels), len(said)
	if m == 0 || m > k {
		return nil
	}
	// best[i][j] is the best that the labels from i on and the values from j on can reach.
	best := make([][]int, k+1)
	for i := range best {
		best[i] = make([]int, m+1)
		for j := range m {
			best[i][j] = -1 << 20
		}
	}
	for i := k - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], h.labels[i].suits(said[j])*2-1+best[i+1][j+1])
		}
	}
	values := make([]string, k)
	for i, j := 0, 0; i < k && j < m; i++ {
		if h.labels[i].suits(said[j])*2-1+best[i+1][j+1] >= best[i+1][j] {
			values[i] = said[j]
			j++
		}
	}
	return values
}

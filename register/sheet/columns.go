package sheet

import (
	"slices"
	"strings"

	"chaser/register/proposal"
)

// column is a column of a table: what its headings say, what stands in it, and what it is taken for.
type column struct {
	at      int
	text    string // its headings, the lowest first
	own     string // the lowest of them
	when    when
	means   meaning
	order   int // of its phrase among those of its role
	perCent bool
	has     map[kind]int
	filled  int
	role    proposal.Role
}

// share is how much of what stands in the column is of these kinds, in per cent.
func (c column) share(kinds ...kind) int {
	if c.filled == 0 {
		return 0
	}
	n := 0
	for _, k := range kinds {
		n += c.has[k]
	}
	return 100 * n / c.filled
}

// readColumns reads the headings of a table, and looks at what stands beneath.
func (g grid) readColumns(l looks, t *table) {
	width := g.width()
	t.columns = nil
	for n := 1; n <= width; n++ {
		c := column{at: n, has: map[kind]int{}}
		g.readHeading(t, &c)
		for row := t.from; row <= t.to; row++ {
			if len(g.filledUpTo(row, 2)) < 2 {
				continue // a section's or a note's
			}
			if k := l.at(row, n); k != empty {
				c.has[k]++
				c.filled++
			}
		}
		if c.text != "" || c.filled > 0 {
			t.columns = append(t.columns, c)
		}
	}
}

// filledUpTo are the first columns of a row in which something stands, at most so many.
func (g grid) filledUpTo(row, most int) []int {
	var columns []int
	for n, c := range g.rows[row-1] {
		if c.text != "" {
			if columns = append(columns, n+1); len(columns) == most {
				break
			}
		}
	}
	return columns
}

func (g grid) readHeading(t *table, c *column) {
	var texts []string
	var times []when
	last := len(t.headings) - 1
	for n, row := range t.headings {
		text := g.text(row, c.at)
		if text == "" && n < last {
			text = g.inherited(row, c.at, t.headings[n+1:])
		}
		if text == "" || slices.Contains(texts, text) {
			continue
		}
		texts = append(texts, text)
	}
	slices.Reverse(texts) // the lowest says most
	c.text = strings.Join(texts, " · ")
	for _, text := range texts {
		w, rest := timeIn(text)
		times = append(times, w)
		if strings.Contains(text, "%") && rest != "" {
			c.perCent = true
		}
		if m := meaningOf(rest); c.means.role == proposal.Nothing && m.role != proposal.Nothing {
			c.means = m
			c.order = phraseOrder(m.role, rest)
		}
	}
	if len(texts) > 0 {
		c.own = texts[0]
	}
	for n, w := range times {
		if n == 0 {
			c.when = w
			continue
		}
		if c.when.relative == "" && !c.when.placed() {
			c.when.relative = w.relative
		}
		w.completes(&c.when)
	}
}

// inherited is the upper heading that reaches over a column from the left: as far as its cells are merged or, where
// nothing in the row is, as far as lower headings go on without another beside it.
func (g grid) inherited(row, column int, lower []int) string {
	merges := false
	for _, m := range g.merged {
		if m.top <= row && row <= m.bottom && m.right > m.left {
			merges = true
			if m.left <= column && column <= m.right {
				return g.text(m.top, m.left)
			}
		}
	}
	if merges || !slices.ContainsFunc(lower, func(row int) bool { return g.text(row, column) != "" }) {
		return ""
	}
	for c := column - 1; c >= 1; c-- {
		if text := g.text(row, c); text != "" {
			if headingHit(text) > 0 {
				return text
			}
			return ""
		}
	}
	return ""
}

// phraseOrder is where a heading's phrase stands among those of its role: “service” before “portfolio”.
func phraseOrder(role proposal.Role, rest string) int {
	for _, entry := range vocabulary {
		if entry.role != role {
			continue
		}
		if at := slices.Index(entry.phrases, rest); at >= 0 {
			return at
		}
		return len(entry.phrases)
	}
	return 0
}

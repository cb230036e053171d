package printed

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// names reports whether a header is a table's: a column names the indicators.
func (h header) names() bool {
	return slices.ContainsFunc(h.labels, func(l label) bool { return l.item == title || l.item == code })
}

// rows reads a table of indicators: a card for each row.
func (r *reader) rows(h header) (next int, ok bool) {
	before := len(r.cards)
	held := r.tail
	kept := h
	n, end := h.next, h.next
	var words []line // those before a row: its title's beginning, or the head of a group
	group := ""
	blank := true
	for ; n < len(r.lines); n++ {
		l := r.lines[n]
		if l.blank() {
			blank = true
			continue
		}
		if r.endsTable(n) {
			break
		}
		if values, ok := h.row(l); ok {
			if len(r.cards) == before {
				r.tail = nil
				r.table = nil
			}
			r.row(h, l, values, &words, &group)
			end, blank = n+1, false
			continue
		}
		if len(r.cards) > before && !blank && h.goesOn(r.cards[len(r.cards)-1], l, n, r.lines) {
			end = n + 1
			continue
		}
		if words = append(words, l); len(words) > titleLines {
			break
		}
	}
	if len(r.cards) == before {
		r.tail = held
		return 0, false
	}
	r.tail, r.text, r.under = nil, nothing, &kept
	return end, true
}

// endsTable reports whether something else begins at a line.
func (r *reader) endsTable(n int) bool {
	if heading, _, ok := headed(r.lines[n]); ok && (heading.item.prose() || len(r.lines[n].cells) == 1) {
		return true
	}
	if keyBegins(r.lines[n]) {
		return true
	}
	if pairs := pairsIn(r.lines[n]); pairs != nil && pairs[0].label.item != other && pairs[0].label.item != service {
		return true
	}
	_, header := headerAt(r.lines, n)
	return header
}

// row makes a row's card.
func (r *reader) row(h header, l line, values []string, words *[]line, group *string) {
	if r.at != nil && len(r.cards) > 0 && !r.at.row {
		r.settle()
	}
	c := &card{line: l.number, page: l.page, row: true, prose: map[item][]line{}}
	for n, label := range h.labels {
		if values[n] != "" {
			c.takes(pair{label: label, said: values[n]})
		}
	}
	ahead := ""
	for _, w := range *words {
		ahead = strings.TrimSpace(ahead + " " + w.text())
	}
	*words = nil
	first, _ := utf8.DecodeRuneInString(c.title)
	switch {
	case ahead == "":
	case c.title == "" || unicode.IsLower(first):
		c.title, c.titleFrom = strings.TrimSpace(ahead+" "+c.title), printedTitle
	case utf8.RuneCountInString(ahead) <= 60:
		*group = ahead
	}
	if c.service == "" {
		c.service = *group
	}
	if c.code == "" {
		if h := codeAhead(c.title); h.code != "" {
			c.code, c.title = h.code, h.title
		}
	}
	r.at, r.text, r.key = c, nothing, false
	r.cards, r.table = append(r.cards, c), append(r.table, c)
}

// row reads a line as a row of the table: the values of its figures, and the words of its other columns.
func (h header) row(l line) ([]string, bool) {
	if len(l.cells) > 1 {
		if values, ok := h.placed(l); ok && h.rowLikely(values) {
			return values, true
		}
	}
	return h.rowOfWords(l.text())
}

func (h header) rowLikely(values []string) bool {
	numbers := 0
	for n, v := range values {
		if l := h.labels[n]; v != "" && l.item.figures() {
			switch l.suits(v) {
			case 2:
				numbers++
			case 0:
				numbers--
			}
		}
	}
	return numbers > 0
}

// rowOfWords reads a row whose columns have but one space between them: the values from its end, the title before.
func (h header) rowOfWords(text string) ([]string, bool) {
	fields := strings.Fields(text)
	figures := 0
	for _, l := range h.labels {
		if l.item.figures() {
			figures++
		}
	}
	if len(fields) < 3 || len(fields) > 60 || figures < len(h.labels)-3 {
		return nil, false
	}
	of := header{}
	var at []int
	for n, l := range h.labels {
		if l.item.figures() {
			of.labels, at = append(of.labels, l), append(at, n)
		}
	}
	for from := 1; from < len(fields); from++ {
		said := valueWords(fields[from:])
		if len(said) < 2 || len(said) > figures {
			continue
		}
		fit := of.fitted(said)
		if fit == nil || !of.likely(fit) {
			continue
		}
		values := make([]string, len(h.labels))
		for n, v := range fit {
			values[at[n]] = v
		}
		h.named(values, fields[:from])
		return values, true
	}
	return nil, false
}

// named puts the words before a row's values into its columns for code and title.
func (h header) named(values []string, fields []string) {
	for n, l := range h.labels {
		if l.item == code && len(fields) > 1 && strings.ContainsAny(fields[0], "0123456789") {
			values[n], fields = fields[0], fields[1:]
		}
	}
	for n, l := range h.labels {
		if l.item == title {
			values[n] = strings.Join(fields, " ")
			return
		}
	}
}

// goesOn adds a line to the row above it, where it holds more of the row's words.
func (h header) goesOn(c *card, l line, n int, lines []line) bool {
	values, ok := h.placed(l)
	if !ok {
		return false
	}
	for m, v := range values {
		if v != "" && (h.labels[m].item.figures() || h.labels[m].item == code) {
			return false
		}
	}
	first, _ := utf8.DecodeRuneInString(l.text())
	if n+1 < len(lines) && !unicode.IsLower(first) && len(l.cells) == 1 {
		if next, ok := h.row(lines[n+1]); ok && h.titleless(next) {
			return false // it begins the next row's title
		}
	}
	for m, v := range values {
		switch i := h.labels[m].item; {
		case v == "":
		case i == title:
			c.title = strings.TrimSpace(c.title + " " + v)
			c.titleFrom = printedTitle
		case i == service:
			c.service = strings.TrimSpace(c.service + " " + v)
		case i.prose():
			c.prose[i] = append(c.prose[i], line{cells: []cell{{text: v}}, page: l.page})
		}
	}
	return true
}

// titleless reports whether a row's values leave its title out, or begin in the middle of it.
func (h header) titleless(values []string) bool {
	for n, l := range h.labels {
		if l.item == title {
			first, _ := utf8.DecodeRuneInString(values[n])
			return values[n] == "" || unicode.IsLower(first)
		}
	}
	return false
}

// aboutForm parts the code or title from what is said about it: REG2: the office was closed.
var aboutForm = pattern(`^(.{1,250}?)\s*(?::|\s[–—-])\s+(.*)$`)

// share gives the lines of a text beneath a table to the rows that they name.
func (r *reader) share(lines []line) {
	var to *card
	for _, l := range lines {
		switch about, rest := aboutRow(r.table, l); {
		case about != nil:
			to, l = about, rest
		case l.blank():
			to = nil // another paragraph is about the row that it names
		}
		if to != nil {
			to.prose[r.text] = append(to.prose[r.text], l)
		} else if !l.blank() {
			r.unplaced = append(r.unplaced, l)
		}
	}
}

// rowsAgain goes on with a table after a text between its rows.
func (r *reader) rowsAgain(n int) (next int, ok bool) {
	values, ok := r.under.row(r.lines[n])
	if !ok || !r.under.certain(values) {
		return 0, false
	}
	h := *r.under
	h.next = n
	r.settle()
	return r.rows(h)
}

// certain reports whether values are surely a row's: it has a name and two figures.
func (h header) certain(values []string) bool {
	figures, named := 0, false
	for n, l := range h.labels {
		switch {
		case values[n] == "":
		case l.item.figures() && l.suits(values[n]) == 2:
			figures++
		case l.item == title || l.item == code:
			named = true
		}
	}
	return named && figures > 1
}

// aboutRow finds the row that a line names, and the line without its name.
func aboutRow(table []*card, l line) (*card, line) {
	if l.blank() {
		return nil, l
	}
	text := l.text()
	for _, c := range table {
		for _, name := range []string{c.code, c.title} {
			if name == "" || len(text) < len(name) || !strings.EqualFold(text[:len(name)], name) {
				continue
			}
			rest := strings.TrimSpace(text[len(name):])
			if m := aboutForm().FindStringSubmatch(text); name == c.code && (rest == "" || !strings.ContainsAny(rest[:1], ":–—-.)") && m == nil) {
				if next := strings.TrimLeft(text[len(name):], " "); next == text[len(name):] {
					continue // 12 of 120
				}
			}
			rest = strings.TrimSpace(strings.TrimLeft(rest, ":–—-.) "))
			if c.code != "" && strings.HasPrefix(strings.ToLower(rest), strings.ToLower(c.title)) && c.title != "" {
				rest = strings.TrimSpace(strings.TrimLeft(rest[len(c.title):], ":–—-.) "))
			}
			if rest == "" {
				return c, line{page: l.page, number: l.number}
			}
			return c, line{cells: []cell{{text: rest, to: utf8.RuneCountInString(rest)}}, page: l.page, number: l.number}
		}
	}
	return nil, l
}

package printed

import "strings"

// reader goes through a report's lines in reading order and makes its cards.
type reader struct {
	lines []line
	cards []*card
	front []line // what stands before the first card

	at   *card  // the card that is being read; nil before the first
	text item   // whose text is being read; nothing where none is
	tail []line // lines since the last heading or value: a text, or the title of the card that comes next
	key  bool   // these lines explain the data items

	pending  string   // a rating that stands before its card's figures
	table    []*card  // the rows that a text beneath them may be about
	under    *header  // the table's header
	headers  []string // what stands at the top or foot of every page
	unplaced []line   // texts that are about no row that they name
}

// read makes the cards of a report.
func read(text string) *reader {
	lines, headers := withoutFurniture(linesOf(text))
	r := &reader{lines: inReadingOrder(joinedHeadings(lines)), headers: headers}
	for n := 0; n < len(r.lines); {
		n = r.step(n)
	}
	r.settle()
	r.cards = closed(r.cards)
	for _, c := range r.cards {
		c.finish()
	}
	return r
}

// closed gives a title that no figures follow to the card above it, where that has none: some texts have it there.
func closed(cards []*card) []*card {
	var all []*card
	for _, c := range cards {
		if n := len(all) - 1; c.opened && !c.figured() && c.rating == "" && n >= 0 && all[n].titleFrom == noTitle && !all[n].row {
			above := all[n]
			above.title, above.titleFrom, above.code = c.title, c.titleFrom, c.code
			for of, lines := range c.prose {
				above.prose[of] = append(above.prose[of], lines...)
			}
			continue
		}
		all = append(all, c)
	}
	return all
}

// step reads what begins at a line, and says where to go on.
func (r *reader) step(n int) int {
	l := r.lines[n]
	if l.blank() {
		r.keep(l)
		return n + 1
	}
	if h, ok := headerAt(r.lines, n); ok {
		if next, ok := r.figures(h, l); ok {
			return next
		}
	}
	if pairs := pairsIn(l); pairs != nil && !r.key && r.takesPairs(pairs, l) {
		return n + 1
	}
	if keyBegins(l) {
		r.settle()
		r.key, r.text = true, nothing
		return n + 1
	}
	if next, ok := r.opens(n); ok {
		return next
	}
	if r.key {
		return n + 1
	}
	if heading, rest, ok := headed(l); ok {
		return r.heads(heading, rest, n)
	}
	if r.under != nil && r.at.row {
		if next, ok := r.rowsAgain(n); ok {
			return next
		}
	}
	if v := valueOf(l.text()); v.sort == asRating && len(l.cells) == 1 && r.apart() && !strings.HasSuffix(l.text(), ".") && r.takesRating(l.text()) {
		return n + 1
	}
	r.keep(l)
	return n + 1
}

// keyBegins reports whether a line heads the explanation of the data items.
func keyBegins(l line) bool {
	switch strings.ToLower(l.text()) {
	case "key", "key:", "glossary", "data item explanation":
		return true
	}
	return false
}

// keep holds a line until it is known whether it belongs to a text or is the next card's title.
func (r *reader) keep(l line) {
	if r.at == nil {
		r.front = append(r.front, l)
	}
	r.tail = append(r.tail, l)
}

// settle gives the lines that were held to the text that is being read.
func (r *reader) settle() {
	if r.at != nil && r.text.prose() {
		if len(r.table) > 1 {
			r.share(r.tail)
		} else {
			r.at.prose[r.text] = append(r.at.prose[r.text], r.tail...)
		}
	}
	r.tail = nil
}

// begin begins a new card. The lines before it may be its title.
func (r *reader) begin(l line) *card {
	found, rest := titleIn(r.tail, r.text, r.at != nil && len(r.at.prose[r.text]) > 0)
	r.tail = rest
	r.settle()
	return r.add(found, l)
}

// add adds a card.
func (r *reader) add(found heading, l line) *card {
	c := &card{line: l.number, page: l.page, prose: map[item][]line{}}
	c.title, c.code, c.service = found.title, found.code, found.service
	if found.title != "" {
		c.titleFrom, c.line = printedTitle, found.line
	}
	if found.rating != "" {
		c.rate(found.rating)
	}
	if r.pending != "" {
		c.rate(r.pending)
		r.pending = ""
	}
	r.at, r.text, r.key = c, nothing, false
	r.cards = append(r.cards, c)
	return c
}

// opens begins a card at a line that is a title by its form.
func (r *reader) opens(n int) (next int, ok bool) {
	end := n + 1
	for end < len(r.lines) && end < n+2+titleLines && !r.lines[end].blank() {
		_, _, heading := headed(r.lines[end])
		if _, header := headerAt(r.lines, end); header || heading || pairsIn(r.lines[end]) != nil {
			break
		}
		end++
	}
	h, next, ok := titleAt(r.lines[:end], n)
	if !ok {
		return 0, false
	}
	r.settle()
	r.table, r.under = nil, nil
	r.add(h, r.lines[n]).opened = true
	return next, true
}

// figures reads a row of figures, or a table of indicators.
func (r *reader) figures(h header, l line) (next int, ok bool) {
	if h.names() {
		return r.rows(h)
	}
	values, next, ok := h.valuesBelow(r.lines)
	if !ok {
		if r.key || !h.alone() {
			return 0, false
		}
		values, next = make([]string, len(h.labels)), h.next // a card whose figures are missing
	}
	var pairs []pair
	for n, label := range h.labels {
		if values[n] != "" {
			pairs = append(pairs, pair{label: label, said: values[n]})
		}
	}
	r.table, r.under = nil, nil
	if r.newCard(h.labels) {
		r.begin(l)
	} else {
		r.settle()
		r.text = nothing
	}
	for _, p := range pairs {
		r.at.takes(p)
	}
	r.at.strays = append(r.at.strays, h.strays(r.lines, values)...)
	return next, true
}

// alone reports whether labels without values are a card's all the same: what is looked for most is among them.
func (h header) alone() bool {
	has := map[item]bool{}
	for _, l := range h.labels {
		has[l.item] = true
	}
	return has[current] && (has[target] || has[baseline] || has[previous])
}

// newCard reports whether figures at these labels are a new card's: the one before has such, or it has its texts and
// these begin again.
func (r *reader) newCard(labels []label) bool {
	if r.at == nil || r.at.row || r.key {
		return true
	}
	for _, l := range labels {
		if l.item.figures() && l.item != rating && r.at.has(l) {
			return true
		}
		if (l.item == current || l.item == target) && len(r.at.prose) > 0 && r.at.figured() && len(labels) > 1 {
			return true
		}
	}
	return false
}

// takesPairs reads labelled values. It is false where they cannot be any card's.
func (r *reader) takesPairs(pairs []pair, l line) bool {
	labels := make([]label, len(pairs))
	numbered := false
	for n, p := range pairs {
		labels[n] = p.label
		numbered = numbered || p.label.item.figures()
	}
	names := labels[0].item == title || labels[0].item == code
	switch {
	case r.at == nil && !names && (!numbered || len(pairs) == 1 && !labels[0].item.holdsNumber()):
		return false
	case !numbered && !names && (r.at == nil || r.text.prose()):
		return false
	}
	switch {
	case r.at == nil, names && r.at.named(labels[0].item), numbered && !names && r.newCard(labels):
		r.begin(l)
	default:
		r.settle()
		r.text = nothing
	}
	for _, p := range pairs {
		r.at.takes(p)
	}
	return true
}

// named reports whether a title or code belongs to the next card: this one has it, or its figures, already.
func (c *card) named(i item) bool {
	return c.figured() || c.row || i == title && c.titleFrom == printedTitle || i == code && c.code != ""
}

// heads begins a text of the card.
func (r *reader) heads(heading label, rest line, n int) int {
	if r.at != nil && r.text.prose() && heading.item.prose() && empty(r.tail) && len(r.at.prose[r.text]) == 0 {
		r.at.beside = append(r.at.beside, r.text) // two headings, and no text between them
	}
	r.settle()
	if r.at == nil || heading.item == other {
		r.text = heading.item
		if !heading.item.prose() {
			r.text = nothing
		}
		if r.at == nil { // the front page, or the key
			r.text = nothing
			r.keep(r.lines[n])
		}
		return n + 1
	}
	if heading.item == rating {
		r.text = nothing
		return r.ratingAt(rest, n)
	}
	r.text = heading.item
	if !rest.blank() {
		r.tail = append(r.tail, rest)
	}
	return n + 1
}

func empty(lines []line) bool {
	for _, l := range lines {
		if !l.blank() {
			return false
		}
	}
	return true
}

// ratingAt reads the rating behind or beneath its heading.
func (r *reader) ratingAt(rest line, n int) int {
	if r.rateBy(rest) {
		return n + 1
	}
	below := n + 1
	for below < len(r.lines) && r.lines[below].blank() {
		below++
	}
	if below < len(r.lines) && r.rateBy(r.lines[below]) {
		return below + 1
	}
	if len(rest.cells) == 1 && rest.width() < apart && len(rest.text()) < 30 {
		r.at.rate(rest.text())
	}
	return n + 1
}

// rateBy takes a rating from among a line's words.
func (r *reader) rateBy(l line) bool {
	for _, c := range l.cells {
		if ratingValue(c.text).sort == asRating {
			r.at.rate(c.text)
			return true
		}
	}
	return false
}

// apart reports whether the next line begins a paragraph. A last word of a sentence may be a rating's too.
func (r *reader) apart() bool {
	return len(r.tail) == 0 || r.tail[len(r.tail)-1].blank()
}

// takesRating gives a rating that stands in a line of its own to the card; or to the next, where this one has one.
func (r *reader) takesRating(said string) bool {
	switch {
	case r.at != nil && r.at.rating == "" && r.at.figured() && !r.at.row:
		r.at.rate(said)
	case r.at == nil || r.at.figured():
		r.pending = said
	default:
		return false
	}
	return true
}

// joinedHeadings mends headings in a narrow column to the left of their text: Indicator, and beneath it Description.
func joinedHeadings(lines []line) []line {
	for n := 0; n+1 < len(lines); n++ {
		l, below := lines[n], lines[n+1]
		if len(l.cells) < 2 || below.blank() || len(l.cells[0].text) > 40 || below.cells[0].from > l.cells[0].to {
			continue
		}
		if _, ok := headerAt(lines, n); ok {
			continue
		}
		joined := l.cells[0].text + " " + below.cells[0].text
		if found, ok := labelOf(joined); !ok || found.item == rating && len(below.cells) > 1 {
			continue
		}
		lines[n].cells = append([]cell{{joined, l.cells[0].from, max(l.cells[0].to, below.cells[0].to)}}, l.cells[1:]...)
		lines[n+1].cells = below.cells[1:]
	}
	return lines
}

package line

import (
	"encoding/csv"
	"slices"
	"strings"
	"unicode"

	"chaser/kpi"
)

// A row that was copied from a spreadsheet is cells: the code, perhaps the title, the figure, the commentary. A heading
// above them may say which is which.

// column is what the cells of a column hold.
type column int

const (
	anything     column = iota
	subjects            // the code, or the name
	figures             // the figure
	numerators          // the two counts behind it
	denominators        //
	periods             // the period
	statuses            // how firm it is
	commentary          // why it moved
	others              // what is not to be posted: a target, the last figure, the rating
)

// headings are the words by which a heading says what its column holds. The first set that fits decides.
var headings = []struct {
	column column
	words  map[string]bool
}{
	{others, wordSet(`target targets baseline previous prior last rag rating rated owner lead service unit direction trend dot committee frequency variance gap
		change deputy manager benchmark england neighbours due deadline`)},
	{numerators, wordSet(`numerator`)},
	{denominators, wordSet(`denominator`)},
	{commentary, wordSet(`commentary comment comments narrative note notes reason reasons explanation explanations remark remarks why actions action`)},
	{figures, wordSet(`value values figure figures actual actuals result results performance outturn current latest data score`)},
	{periods, wordSet(`period quarter qtr month year`)},
	{statuses, wordSet(`status`)},
	{subjects, wordSet(`indicator indicators kpi kpis measure measures metric pi code codes ref reference id no title name names description`)},
}

// heading is the row of headings above a list.
type heading struct {
	columns []column
	periods []kpi.Period // for columns of figures with a period as their heading
}

func (h heading) of(n int) (column, kpi.Period) {
	if n >= len(h.columns) {
		return anything, kpi.Period{}
	}
	return h.columns[n], h.periods[n]
}

// readHeading reads a row of headings. It is false where the row names neither a figure nor an indicator.
func (r Reader) readHeading(cells []string) (heading, bool) {
	var h heading
	told := false
	for _, cell := range cells {
		is, p := r.headed(cell)
		h.columns, h.periods = append(h.columns, is), append(h.periods, p)
		told = told || is == subjects || is == figures || is == numerators
	}
	return h, told
}

func (r Reader) headed(cell string) (column, kpi.Period) {
	for _, known := range headings {
		if slices.ContainsFunc(Split(cell), func(word string) bool { return known.words[plainWord(word)] }) {
			p, _ := r.periodIn(cell)
			return known.column, p
		}
	}
	if p, n := r.periodIn(cell); n == 1 {
		return figures, p
	}
	return anything, kpi.Period{}
}

// periodIn finds the period that a text names. n is how many different ones it names.
func (r Reader) periodIn(text string) (found kpi.Period, n int) {
	at := r.of(text)
	for len(at.tokens) > 0 {
		p, rest, ok := at.Period()
		if !ok {
			p, rest, ok = at.shortYear()
		}
		if !ok && len(at.tokens) > 1 {
			if p, rest, ok = at.relativePeriod(); ok && p.IsZero() {
				at = rest
				continue
			}
		}
		if !ok || at.isCode(unpunctuated(at.tokens[0].text)) {
			at = at.From(1)
			continue
		}
		if n == 0 || p != found {
			found, n = p, n+1
		}
		at = rest
	}
	return found, n
}

var wideSpace = pattern(`[ \x{a0}]{3,}`)

// cellsOf parts a row into its cells; nil where it has none.
func (r Reader) cellsOf(typed string) []string {
	var cells []string
	switch {
	case strings.Contains(typed, "\t"):
		cells = strings.Split(typed, "\t")
	case strings.Contains(typed, "|"):
		cells = strings.Split(strings.Trim(strings.TrimSpace(typed), "|"), "|")
	case wideSpace().MatchString(strings.TrimSpace(typed)):
		cells = wideSpace().Split(strings.TrimSpace(typed), -1)
	default:
		cells = r.commaCells(typed)
	}
	for n := range cells {
		cells[n] = unquoted(strings.Trim(cells[n], " \u00a0"))
	}
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	if len(cells) < 2 && !strings.Contains(typed, "\t") {
		return nil
	}
	return cells
}

// commaCells parts a row of a CSV file, which has no space between a comma or semicolon and the next cell.
func (r Reader) commaCells(typed string) []string {
	at := strings.IndexAny(typed, ",;")
	if at <= 0 || at+1 == len(typed) || unicode.IsSpace([]rune(typed[at+1:])[0]) {
		return nil
	}
	if first := strings.Trim(typed[:at], Quotes); !r.isCode(first) && !r.headingOfFile(typed, typed[at:at+1]) {
		return nil
	}
	reader := csv.NewReader(strings.NewReader(typed))
	reader.Comma, reader.LazyQuotes, reader.FieldsPerRecord = rune(typed[at]), true, -1
	cells, err := reader.Read()
	if err != nil {
		return nil
	}
	return cells
}

// headingOfFile reports whether a line is the headings of a CSV file: at least two, all of them known.
func (r Reader) headingOfFile(typed, comma string) bool {
	cells := strings.Split(typed, comma)
	return len(cells) > 1 && !slices.ContainsFunc(cells, func(cell string) bool {
		is, _ := r.headed(cell)
		return is == anything || len(Split(cell)) > 3
	})
}

// unquoted removes the quotation marks that a spreadsheet puts around a cell with line ends or marks in it.
func unquoted(cell string) string {
	if len(cell) > 1 && strings.HasPrefix(cell, `"`) && strings.HasSuffix(cell, `"`) {
		return strings.ReplaceAll(cell[1:len(cell)-1], `""`, `"`)
	}
	return cell
}

// readCells reads a row of cells: headings, or one figure, or pairs of cells.
func (l *listing) readCells(typed string) bool {
	cells := l.reader.cellsOf(typed)
	if len(cells) == 0 {
		return false
	}
	if len(l.rows) == 0 && !slices.ContainsFunc(cells, l.reader.figureCell) {
		if h, ok := l.reader.readHeading(cells); ok && !l.reader.isCode(cells[0]) {
			l.heading, l.leadIn = h, true
			return true
		}
	}
	if pairs := l.reader.cellPairs(cells); len(pairs) > 1 {
		for _, pair := range pairs {
			if w, ok := l.cellRow(pair, heading{}); ok {
				w.Typed = strings.Join(pair, " ")
				l.add(w)
			}
		}
		return true
	}
	w, ok := l.cellRow(cells, l.heading)
	if !ok {
		return false
	}
	w.Typed, w.cells = strings.TrimSpace(strings.Join(cells, " ")), true
	l.add(w)
	return true
}

// figureCell reports whether a cell is a figure, perhaps with its status, and nothing else.
func (r Reader) figureCell(cell string) bool {
	at := r.of(cell)
	_, rest, ok := at.Figure()
	return ok && rest.endsWithStatus() && !at.wholePeriod()
}

// wholePeriod reports whether what is left is a period and nothing else.
func (r Reader) wholePeriod() bool {
	_, rest, ok := r.Period()
	return ok && len(rest.tokens) == 0
}

// codeCell reads a cell that is a code, perhaps with the title behind it.
func (r Reader) codeCell(cell string) (code string, ok bool) {
	at := r.of(cell)
	code, rest, ok := at.Code()
	if !ok {
		return "", false
	}
	if e, _ := rest.plainEntry(code); e.Complete() {
		return "", false // 178 142 is a row of its own
	}
	return code, true
}

// cellPairs parts one row whose cells are the codes and figures of several.
func (r Reader) cellPairs(cells []string) (pairs [][]string) {
	for n, cell := range cells {
		begins := n+1 < len(cells) && r.isCode(cell) && r.figureCell(cells[n+1])
		switch {
		case begins && (n == 0 || len(pairs) > 0):
			pairs = append(pairs, []string{cell})
		case len(pairs) == 0:
			return nil
		default:
			pairs[len(pairs)-1] = append(pairs[len(pairs)-1], cell)
		}
	}
	return pairs
}

// cellRow reads one row of cells. It is false where the cells are no row, such as headings, or words in a cell.
func (l *listing) cellRow(cells []string, h heading) (listed, bool) {
	r := l.reader
	subject := slices.IndexFunc(cells, func(cell string) bool { _, ok := r.codeCell(cell); return ok })
	if subject > 1 && len(h.columns) == 0 {
		subject = -1 // a later cell that could be a code is a figure
	}
	w := listed{kind: byCode}
	switch {
	case subject >= 0:
		w.Entry.Code, _ = r.codeCell(cells[subject])
	default:
		subject = slices.IndexFunc(cells, func(cell string) bool { return cell != "" })
		if subject < 0 || subject == len(cells)-1 && len(cells) > 1 {
			return w, false
		}
		if code, rest, ok := r.of(cells[subject]).unknownCode(); ok && len(rest.tokens) == 0 {
			w.kind, w.Entry.Code = unknown, code
		} else {
			w.kind, w.Name = named, cells[subject]
		}
		if w.kind == named && (!strings.ContainsFunc(w.Name, unicode.IsLetter) || r.figureCell(w.Name)) {
			return w, false
		}
	}
	c := cellReading{reader: r, entry: w.Entry}
	for n, cell := range cells {
		is, p := h.of(n)
		if n != subject && cell != "" {
			c.read(cell, is, p)
		}
	}
	w.Entry = c.done()
	if w.Entry.Figure == "" && !w.Entry.Complete() {
		w.blank = w.Entry.Doubt == nil
		w.Entry.Words = strings.TrimSpace(c.before + " " + w.Entry.Words)
	}
	if w.kind != byCode && w.blank && (len(l.rows) == 0 || len(cells) > subject+1) {
		return w, false // a heading, or words in a cell
	}
	return w, true
}

// cellReading reads a row's cells one by one.
type cellReading struct {
	reader                 Reader
	entry                  Entry
	words                  []string
	before                 string // the text before any figure: a title, or what should have been the figure
	numerator, denominator string
}

func (c *cellReading) read(cell string, is column, p kpi.Period) {
	at := c.reader.of(cell)
	switch is {
	case others:
		return
	case numerators:
		c.numerator = cell
		return
	case denominators:
		c.denominator = cell
		return
	case commentary:
		c.words = append(c.words, cell)
		return
	}
	if p.IsZero() && c.entry.Period.IsZero() && is != figures {
		if found, n := c.reader.periodIn(cell); n == 1 && (is == periods || at.wholePeriod()) {
			c.entry.Period = found
			return
		}
	}
	if s, rest, ok := at.status(); ok && len(rest.tokens) == 0 {
		if c.entry.Status == "" && (is != subjects) {
			c.entry.Status = s.status
		}
		return
	}
	e, _ := at.EntryOf(c.entry.Code)
	if _, inexact := at.skipInexact(); inexact && is != figures { // it may be the title: “Under 18”
		e = Entry{}
	}
	switch {
	case e.Figure == "" && (is == figures || is == anything && !c.entry.Complete()):
		if c.before == "" || is == figures {
			c.before = cell
		}
		if e.Doubt != nil && c.entry.Doubt == nil {
			c.entry.Doubt = e.Doubt
		}
	case e.Figure == "" && is == subjects: // the title beside the code
	case e.Figure == "" && colourCells[strings.ToLower(cell)]:
	case e.Figure == "":
		c.words = append(c.words, cell)
	case is == subjects:
	case c.entry.Figure != "" && (is == figures || c.reader.figureCell(cell)):
		if c.entry.Doubt == nil {
			c.entry.Doubt = kpi.Refuse(kpi.FieldFigure, "There are two figures, %s and %s. Keep one.",
				kpi.Excerpt(c.entry.Figure), kpi.Excerpt(cell))
			c.entry.Choices = nil
		}
	case c.entry.Figure != "":
		c.words = append(c.words, cell)
	default:
		c.take(e, p)
	}
}

// take sets the row's figure, and keeps the period, status and doubt that other cells gave it.
func (c *cellReading) take(e Entry, p kpi.Period) {
	e = e.withPeriod(c.entry.Period).withPeriod(p)
	if e.Status == "" {
		e.Status = c.entry.Status
	}
	if e.Doubt == nil {
		e.Doubt = c.entry.Doubt
	}
	c.entry = e
}

var colourCells = wordSet(`red amber green blue baseline contextual r a g b`)

// done is the row's entry, whether its figure came as one cell or as two counts.
func (c *cellReading) done() Entry {
	e := c.entry
	if e.Figure == "" && c.numerator != "" && c.denominator != "" {
		e.Figure = c.numerator + "/" + c.denominator
	}
	oneWord := len(Split(c.before)) == 1 && c.before != "-" && strings.ContainsFunc(c.before, lettered)
	if e.Figure == "" && !e.Complete() && oneWord {
		e.Figure = c.before // tbc, which is refused as a figure
	}
	return e.withWords(strings.Join(c.words, " "), " ")
}

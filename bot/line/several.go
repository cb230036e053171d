package line

import (
	"slices"
	"strings"
	"unicode"

	"chaser/kpi"
)

// List is several figures that were typed or pasted together. None is posted before the person has seen how they were
// read.
type List struct {
	Rows  []Row
	Blank []string // the codes and names of rows without a figure, which are left out of Rows, with their words behind them
	Alone *Entry   // the whole text as one posting with a commentary; nil where nobody can have meant that
}

// Row is one figure of a list.
type Row struct {
	Entry Entry  // its code may be one that no indicator has; it is empty where a name stands in its place
	Name  string // stands in the place of the code, or between it and the figure, and must then be its indicator's name
	Typed string // the row as it was typed
}

// complete reports whether the row says what is to be posted.
func (w Row) complete() bool { return w.Entry.Complete() && w.Entry.Doubt == nil }

// Several reads a list: a figure on each line, rows of cells from a spreadsheet, or pairs such as “175: 790, 176: 811”.
// Lines between rows are the commentary of the row above. It is false where the line is no list, such as a figure whose
// commentary mentions another code.
func (r Reader) Several() (List, bool) {
	if len(r.tokens) == 0 || len(r.tokens) > maxListWords {
		return List{}, false
	}
	if len(r.tokens) == 1 && !strings.ContainsAny(r.tokens[0].text, ",;|") {
		return List{}, false
	}
	if r.doubtShared() != nil {
		return List{}, false
	}
	l := listing{reader: r}
	for _, typed := range l.lines(r.line[r.tokens[0].begin:]) {
		l.read(typed)
	}
	list, ok := l.list()
	if !ok {
		return List{}, false
	}
	list.Alone = r.alone(list)
	return list, true
}

// maxMeantAlone is how many rows somebody may have meant as one figure with a commentary about others.
const maxMeantAlone = 3

// alone is the list as one posting; nil where nobody can have meant that: for cells, for a long list, and where no row
// has words.
func (r Reader) alone(list List) *Entry {
	worded := slices.ContainsFunc(list.Rows, func(w Row) bool { return w.Entry.Words != "" })
	if !worded || len(list.Rows) > maxMeantAlone || strings.Contains(r.line, "\t") || !list.Rows[0].complete() {
		return nil
	}
	first := list.Rows[0].Entry
	e, ok := r.Entry()
	if !ok || !e.Complete() || e.Code != first.Code || e.Figure != first.Figure || len(e.Choices) > 0 {
		return nil
	}
	e = e.without()
	return &e
}

// maxListWords is the most words in a list. Whoever writes more is not listing figures.
const maxListWords = 5000

// listing is a list as it is being read.
type listing struct {
	reader  Reader
	rows    []listed
	heading heading    // of the columns, where there is one
	period  kpi.Period // set by a line of its own, for the rows below it
	status  kpi.Status
	leadIn  bool // words stand above the rows
	unsure  *kpi.Refusal
}

// listed is a row, and how it was read.
type listed struct {
	Row
	kind  kind
	cells bool // it is a row of cells
	blank bool // no figure is given
}

// kind is how a row names its indicator.
type kind int

const (
	byCode    kind = iota
	unknown        // by what looks like a code
	named          // by a name in a cell of its own
	nameAlone      // by a name before a colon, which a line of commentary may have too
)

// lines parts a text into the lines of a list. A code alone on a line belongs to the figure on the next line.
func (l *listing) lines(text string) []string {
	text = strings.NewReplacer("\u2028", "\n", "\u2029", "\n", "\u0085", "\n", "\v", "\n", "\f", "\n").Replace(text)
	var all []string
	for _, typed := range strings.Split(text, "\n") {
		typed = l.withoutBullet(typed)
		if !strings.ContainsFunc(typed, lettered) && !strings.Contains(typed, "\t") {
			continue
		}
		figureAlone := l.reader.of(typed).beginsNumber() && !l.beginsCode(typed) && !strings.Contains(typed, "\t")
		if n := len(all); n > 0 && l.bareCode(all[n-1]) && figureAlone {
			all[n-1] += " " + typed
			continue
		}
		all = append(all, typed)
	}
	return all
}

// of reads another text on the same day.
func (r Reader) of(text string) Reader { return New(text, r.isCode, r.today) }

func (l *listing) bareCode(typed string) bool {
	_, rest, ok := l.reader.of(typed).Code()
	return ok && len(rest.tokens) == 0
}

func (l *listing) beginsCode(typed string) bool {
	_, _, ok := l.reader.of(typed).Code()
	return ok
}

const bullets = "-–—*•‣◦▪▫●○·∙>☐☑✓✔→"

// withoutBullet drops what people and programs put before an entry: a bullet, a number, the command again, the fence of
// a code block.
func (l *listing) withoutBullet(typed string) string {
	trimmed := strings.TrimLeft(strings.TrimRight(typed, " \u00a0\r"), " \u00a0")
	trimmed = strings.TrimSuffix(strings.TrimPrefix(trimmed, "```"), "```")
	first, rest, more := strings.Cut(trimmed, " ")
	if more && strings.HasPrefix(first, "/") && len(first) > 1 && unicode.IsLetter([]rune(first)[1]) {
		trimmed = strings.TrimSpace(rest)
	}
	bare := strings.TrimLeft(trimmed, bullets)
	if bare != trimmed && strings.TrimLeft(bare, " \t\u00a0") != bare {
		trimmed = strings.TrimLeft(bare, " \t\u00a0")
	} else if bare != trimmed && l.beginsCode(bare) {
		trimmed = bare
	}
	number, rest, more := strings.Cut(trimmed, " ")
	if more && enumerates(number) && !l.reader.isCode(strings.TrimRight(number, ".)")) && l.beginsCode(rest) {
		return strings.TrimSpace(rest)
	}
	return trimmed
}

// enumerates reports whether a word numbers an entry: “1.”, “2)”.
func enumerates(word string) bool {
	digits := strings.TrimRight(word, ".)")
	return digits != word && len(digits) < 3 && digits != "" && strings.Trim(digits, "0123456789") == ""
}

// read takes in one line.
func (l *listing) read(typed string) {
	typed = l.apart(typed)
	r := l.reader.of(typed)
	switch {
	case len(r.tokens) == 0:
	case l.readShared(r):
	case l.readCells(typed):
	case l.readPairs(r):
	case l.readSection(r):
	case l.readUnknown(r):
	case len(l.rows) == 0:
		l.readLeadIn(r)
	case r.OnlyCourtesies():
	default:
		l.rows[len(l.rows)-1].addWords(r.Rest())
	}
}

var gluedPair = pattern(`[,;|]([^\s,;|:=]+)[:=]`)

// apart puts spaces into “175=790;176=811”, so that its pairs are words of their own.
func (l *listing) apart(typed string) string {
	return gluedPair().ReplaceAllStringFunc(typed, func(glued string) string {
		if l.reader.isCode(strings.Trim(glued[1:len(glued)-1], "#"+Quotes)) {
			return glued[:1] + " " + glued[1:]
		}
		return glued
	})
}

// addWords adds to a row's commentary, in each of the ways to read the row.
func (w *listed) addWords(more string) {
	w.Typed += "\n" + more
	w.Entry = w.Entry.withWords(more, "\n")
}

// withWords is the entry, and each of its choices, with more words of commentary.
func (e Entry) withWords(more, between string) Entry {
	if e.Words != "" && more != "" {
		e.Words += between
	}
	e.Words += more
	var choices []Choice
	for _, c := range e.Choices {
		c.Entry = c.Entry.withWords(more, between)
		choices = append(choices, c)
	}
	e.Choices = choices
	return e
}

// withPeriod is the entry, and each of its choices, with the period where it has none of its own.
func (e Entry) withPeriod(p kpi.Period) Entry {
	if e.Period.IsZero() {
		e.Period = p
	}
	var choices []Choice
	for _, c := range e.Choices {
		c.Entry = c.Entry.withPeriod(p)
		choices = append(choices, c)
	}
	e.Choices = choices
	return e
}

// add takes a row in, and gives it the period and status that stand for all rows below a heading.
func (l *listing) add(w listed) {
	if !l.period.IsZero() {
		w.Entry = w.Entry.withPeriod(l.period)
	}
	if w.Entry.Status == "" && !w.blank {
		w.Entry.Status = l.status
	}
	if l.unsure != nil && w.Entry.Period.IsZero() && w.Entry.Doubt == nil {
		w.Entry.Doubt = l.unsure
	}
	l.rows = append(l.rows, w)
}

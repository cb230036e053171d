package line

import (
	"slices"
	"strings"
	"unicode"

	"chaser/kpi"
)

// What stands around the rows of a list: whose period they are for, and whether it is a list at all.

// framing are the words with which people introduce figures.
var framing = wordSet(`all these those are both figures figure for in of the is here my our data results numbers q quarter quarterly returns return update
	updates kpi kpis indicators they everything as submission period and please`)

// maxFraming is the most words that a line takes to introduce figures. A longer line is a text.
const maxFraming = 60

// readSection reads a line that only gives a period or a status. It holds for the rows below it; at the end, for all
// rows.
func (l *listing) readSection(r Reader) bool {
	if len(r.tokens) > maxFraming {
		return false
	}
	p, n := l.reader.periodIn(r.line)
	status, rest := l.framed(r)
	if rest || n > 1 || n == 0 && status == "" {
		return false
	}
	if n == 1 {
		l.period = p
	}
	if status != "" {
		l.status = status
	}
	if len(l.rows) == 0 {
		l.leadIn = true
	}
	return true
}

// framed finds the status that a line gives to figures. rest reports whether the line says anything besides that and a
// period.
func (l *listing) framed(r Reader) (status kpi.Status, rest bool) {
	for at := r; len(at.tokens) > 0; {
		if _, after, ok := at.Period(); ok {
			at = after
			continue
		}
		if _, after, ok := at.shortYear(); ok {
			at = after
			continue
		}
		if len(at.tokens) > 1 {
			if _, after, ok := at.relativePeriod(); ok {
				at = after
				continue
			}
		}
		s, after, ok := at.status()
		if ok && (s.status == kpi.Provisional || s.status == kpi.PartPeriod || s.status == kpi.Final) {
			status, at = s.status, after
			continue
		}
		if word := plainWord(at.tokens[0].text); word != "" && !framing[word] {
			rest = true
		}
		at = at.From(1)
	}
	return status, rest
}

// readLeadIn passes over a line above the rows, and keeps the period and the status that it names.
func (l *listing) readLeadIn(r Reader) {
	l.leadIn = true
	if len(r.tokens) > maxFraming {
		return
	}
	p, n := l.reader.periodIn(r.line)
	switch {
	case n == 1:
		l.period = p
	case n > 1:
		l.unsure = kpi.Refuse(kpi.FieldPeriod,
			"It is not clear which period this is for. Put the period behind the code, such as `178 2023-24Q2 142`.")
	}
	var e Entry
	for at := range r.tokens {
		if r.From(at).badPeriod(&e) {
			l.unsure = e.Doubt
		}
	}
	if status, _ := l.framed(r); status != "" {
		l.status = status
	}
}

var codeShape = pattern(`^#?([A-Za-z]{1,6}[-_]?\d{1,5}[A-Za-z]?|\d{1,5}[A-Za-z]?)$`)

// unknownCode reads a word shaped like a code that no indicator has.
func (r Reader) unknownCode() (code string, rest Reader, ok bool) {
	if len(r.tokens) == 0 || r.beginsPeriod() || meantAsPeriod().MatchString(unpunctuated(r.tokens[0].text)) {
		return "", r, false
	}
	shaped := r
	shaped.isCode = func(word string) bool { return codeShape().MatchString(word) && !r.isCode(word) }
	if code, rest, ok = shaped.Code(); ok {
		rest.isCode = r.isCode
	}
	return code, rest, ok
}

// readUnknown reads a row whose code no indicator has: “999 30”, “999: 30”.
func (l *listing) readUnknown(r Reader) bool {
	w, ok := r.unknownRow()
	if !ok {
		return l.readNamed(r)
	}
	l.add(w)
	return true
}

func (r Reader) unknownRow() (listed, bool) {
	w := listed{Row: Row{Typed: r.Rest()}, kind: unknown}
	code, rest, ok := r.unknownCode()
	if !ok || r.wholePeriod() {
		return w, false
	}
	tied := strings.HasSuffix(r.tokens[0].text, ":") || strings.HasSuffix(r.tokens[0].text, "=")
	if _, behind, figure := rest.SkipFiller().Figure(); !figure || len(behind.tokens) > 0 && !tied {
		return w, false
	}
	w.Entry, _ = rest.EntryOf(code)
	return w, w.Entry.Figure != ""
}

// readNamed reads “Inquests closed: 142”, which counts where every row is so.
func (l *listing) readNamed(r Reader) bool {
	for n := 1; n < len(r.tokens); n++ {
		word := r.tokens[n-1].text
		if word != ":" && word != "=" && !strings.HasSuffix(word, ":") {
			continue
		}
		_, behind, ok := r.From(n).Figure()
		name := strings.TrimRight(strings.TrimSpace(r.line[r.tokens[0].begin:r.tokens[n].begin]), " :=")
		if !ok || !behind.endsWithStatus() || !strings.ContainsFunc(name, unicode.IsLetter) {
			continue
		}
		w := listed{Row: Row{Name: name, Typed: r.Rest()}, kind: nameAlone}
		w.Entry, _ = r.From(n).EntryOf("")
		l.add(w)
		return true
	}
	return false
}

// list decides which rows there are, and whether they make a list.
func (l *listing) list() (List, bool) {
	l.joinNames()
	var (
		list           List
		known, inCells int
		trailing       kpi.Period
	)
	for _, w := range l.rows {
		switch {
		case w.kind == byCode && !w.blank:
			known++
		case w.kind != byCode && w.kind != unknown:
			inCells++
		}
	}
	full := len(l.full())
	if known+inCells == 0 || full == 0 || full == 1 && !l.aloneInCells() {
		return List{}, false
	}
	if !slices.ContainsFunc(l.rows, func(w listed) bool { return !w.Entry.Period.IsZero() }) {
		trailing = l.period // the period stands behind all rows
	}
	for _, w := range l.rows {
		if w.blank {
			name := w.Entry.Code
			if name == "" {
				name = w.Name
			}
			if strings.ContainsFunc(w.Entry.Words, lettered) {
				name += " (“" + kpi.Excerpt(w.Entry.Words) + "”)"
			}
			list.Blank = append(list.Blank, name)
			continue
		}
		w.Entry = w.Entry.withPeriod(trailing)
		if w.Entry.Status == "" {
			w.Entry.Status = l.status
		}
		w.Entry.Words = kpi.CleanText(unquoted(w.Entry.Words))
		asksForCard := func(c Choice) bool { return c.Card } // a list only posts
		w.Entry.Choices = slices.DeleteFunc(slices.Clone(w.Entry.Choices), asksForCard)
		list.Rows = append(list.Rows, w.Row)
	}
	return list, true
}

// full are the rows that give a figure.
func (l *listing) full() []listed {
	return slices.DeleteFunc(slices.Clone(l.rows), func(w listed) bool { return w.blank })
}

// aloneInCells reports whether one row is a list of one. It is if it names its indicator in a cell of its own, or
// stands under headings or a period, or if only its cells show which word is the figure.
func (l *listing) aloneInCells() bool {
	w := l.full()[0]
	if e, ok := l.reader.Entry(); w.cells && w.kind == byCode && (!ok || !e.Complete()) {
		return true
	}
	return w.kind == named || w.kind == byCode && l.leadIn && (len(l.heading.columns) > 0 || !l.period.IsZero())
}

// joinNames moves “Of which late: 20” into the commentary of the row above, where other rows have a code.
func (l *listing) joinNames() {
	if !slices.ContainsFunc(l.rows, func(w listed) bool { return w.kind != nameAlone }) {
		return
	}
	var kept []listed
	for _, w := range l.rows {
		if w.kind == nameAlone {
			if len(kept) > 0 {
				kept[len(kept)-1].addWords(w.Typed)
			}
			continue
		}
		kept = append(kept, w)
	}
	l.rows = kept
}

package line

import (
	"strings"

	"chaser/kpi"
)

// readPairs reads a line of one or several pairs of code and figure.
func (l *listing) readPairs(r Reader) bool {
	parts := r.pairs()
	if len(parts) == 0 {
		return false
	}
	var rows []listed
	for _, part := range parts {
		w, ok := part.pair()
		if !ok {
			return false
		}
		rows = append(rows, w)
	}
	// In a line of several, a period before the first is for all. So is one behind the last, if the others have none.
	ahead, behind := rows[0].Entry.Period, rows[len(rows)-1].Entry.Period
	if _, _, ok := r.Code(); ok {
		ahead = kpi.Period{}
		for _, w := range rows[:len(rows)-1] {
			if !w.Entry.Period.IsZero() {
				behind = kpi.Period{}
			}
		}
	} else {
		behind = kpi.Period{}
	}
	for _, w := range rows {
		if len(rows) > 1 {
			w.Entry = w.Entry.withPeriod(ahead).withPeriod(behind)
		}
		l.add(w)
	}
	return true
}

// pairs parts a line where another code with its figure begins, behind a mark or “and”. A line of nothing but codes and
// figures is parted without marks too. It is nil where the line does not begin with a row.
func (r Reader) pairs() []Reader {
	if begins := r.chain(); len(begins) > 1 {
		return r.partedAt(begins)
	}
	begins := []int{0}
	style := ""
	if len(r.tokens) > 0 {
		style = r.colon()
	}
	for n := 1; n < len(r.tokens); n++ {
		if r.parts(n) && (r.From(n).beginsPair() || style != "" && r.From(n).unknownPair(style)) {
			begins = append(begins, n)
		}
	}
	return r.partedAt(begins)
}

// parts reports whether a mark, or a word such as “and”, stands before the nth word, so that a row may begin there.
func (r Reader) parts(n int) bool {
	before := strings.TrimRight(r.line[:r.tokens[n].begin], " \u00a0\t")
	if strings.ContainsAny(before[len(before)-1:], ",;|/") {
		return true
	}
	last := strings.ToLower(r.tokens[n-1].text)
	return last == "and" || last == "&" || last == "+"
}

// beginsPair reports whether a code and its figure come next.
func (r Reader) beginsPair() bool {
	code, rest, ok := r.Code()
	if !ok {
		return false
	}
	e, _ := rest.plainEntry(code)
	return e.Complete()
}

// colon is the sign between the next word and its figure; empty for none.
func (r Reader) colon() string {
	text := r.tokens[0].text
	if at := strings.IndexAny(text, ":="); at > 0 {
		return text[at : at+1]
	}
	if len(r.tokens) > 1 && (r.tokens[1].text == ":" || r.tokens[1].text == "=") {
		return r.tokens[1].text
	}
	return ""
}

// unknownPair reports whether a word shaped like a code and a figure come next, with the same sign between them as in
// the row before, and nothing but other rows behind them.
func (r Reader) unknownPair(style string) bool {
	if len(r.tokens) == 0 || r.colon() != style {
		return false
	}
	_, rest, ok := r.unknownCode()
	if !ok {
		return false
	}
	_, rest, ok = rest.SkipFiller().Figure()
	return ok && (len(rest.tokens) == 0 || rest.afterMark(r))
}

// afterMark reports whether a row of the whole line may begin with the next word.
func (r Reader) afterMark(whole Reader) bool {
	n := len(whole.tokens) - len(r.tokens)
	return n > 0 && whole.parts(n)
}

// chain is the places of the words at which rows begin, in a line of nothing but codes and their figures.
func (r Reader) chain() []int {
	var begins []int
	for at := r; len(at.tokens) > 0; {
		begins = append(begins, len(r.tokens)-len(at.tokens))
		code, rest, ok := at.Code()
		if !ok {
			return nil
		}
		e, rest := rest.plainEntry(code)
		if e.Figure == "" || e.Doubt != nil {
			return nil
		}
		at = rest
		for _, skip := range []string{",", ";", "|", "and", "&"} {
			at = at.Skip(skip)
		}
	}
	return begins
}

// partedAt is the line in parts, without the marks between them.
func (r Reader) partedAt(begins []int) []Reader {
	var all []Reader
	for n, begin := range begins {
		end := len(r.line)
		if n+1 < len(begins) {
			end = r.tokens[begins[n+1]].begin
		}
		text := r.line[r.tokens[begin].begin:end]
		if n+1 < len(begins) {
			text = strings.TrimRight(text, " \u00a0\t,;|/&+")
			if rest := strings.TrimSuffix(text, " and"); rest != text {
				text = strings.TrimRight(rest, " \u00a0\t,;|/")
			}
		}
		part := r.of(text)
		// The first word may be the second half of 178=142, which does not stand alone in the line.
		all = append(all, part)
	}
	return all
}

// pair reads one row: a code and its figure, in either order, and what follows. It is false where the line is no row.
func (r Reader) pair() (listed, bool) {
	w := listed{Row: Row{Typed: r.Rest()}}
	if code, rest, ok := r.Code(); ok {
		e, _ := rest.EntryOf(code)
		w.Entry = e
		switch tied := r.colon() != ""; {
		case e.Complete():
			return w, true
		case len(rest.tokens) == 0:
			w.blank = true
			return w, true
		case r.titled(&w, code, rest):
			return w, true
		case tied && len(rest.SkipFiller().tokens) <= maxBadFigure,
			len(rest.tokens) == 1 && awaited[plainWord(rest.tokens[0].text)]:
			w.Entry = Entry{Code: code, Period: e.Period, Figure: rest.SkipFiller().Rest()}
			return w, true
		case toCome[plainWord(rest.tokens[0].text)]:
			w.Entry = Entry{Code: code, Period: e.Period, Figure: rest.tokens[0].text, Words: trimDash(rest.From(1).Rest())}
			return w, true
		}
		return w, false
	}
	e, ok := r.Entry()
	if !ok || !e.Complete() {
		return r.unknownRow()
	}
	w.Entry = e
	if r.beginsNumber() && !r.beginsPeriod() && e.Words != "" { // “20 178 were late” is no row
		return w, false
	}
	return w, true
}

// maxBadFigure is the most words behind “178:” that are read as a figure gone wrong.
const maxBadFigure = 4

// awaited are the words that people put where a figure will stand.
var awaited = wordSet(`tbc tba tbd nil none unknown pending awaited outstanding missing x na`)

// toCome are those of them that begin no sentence: words behind them are about what is missing.
var toCome = wordSet(`tbc tba tbd`)

// titled reads “178 Total number of Inquests closed: 142”, where the name stands between.
func (r Reader) titled(w *listed, code string, rest Reader) bool {
	for n := 1; n < len(rest.tokens); n++ {
		word := rest.tokens[n-1].text
		alone := word == "-" || word == "–" || word == "—" || word == ":" || word == "="
		if !alone && !strings.HasSuffix(word, ":") || n == 1 && alone {
			continue
		}
		figure, behind, ok := rest.From(n).Figure()
		if !ok || !behind.endsWithStatus() {
			continue
		}
		e, _ := rest.From(n).EntryOf(code)
		if e.Figure != figure || e.Words != "" {
			continue
		}
		w.Entry = e
		w.Name = strings.TrimRight(strings.TrimSpace(rest.line[rest.tokens[0].begin:rest.tokens[n].begin]), " :=-–—")
		return true
	}
	return false
}

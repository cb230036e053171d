package line

import (
	"chaser/kpi"
	"strings"
	"unicode"
)

// Entry is a figure as it was typed in a line, before the store has seen it.
type Entry struct {
	Code   string
	Period kpi.Period
	Figure string // as typed; empty where none was
	Status kpi.Status
	Words  string // what followed, exactly as typed

	Doubt *kpi.Refusal // where the line could mean two things
}

// Complete reports whether the entry can be posted: it holds a figure, or says that there is none.
func (e Entry) Complete() bool {
	return e.Figure != "" || e.Status == kpi.Unavailable || e.Status == kpi.CarriedForward
}

// Entry reads a posting in which the code comes first or behind the figure: "178 142 words", "142 178 words", "Q1 2023/24 178 213".
func (r Reader) Entry() (Entry, bool) {
	if code, rest, ok := r.Code(); ok {
		return rest.EntryOf(code)
	}
	var e Entry
	for before := r; len(before.tokens) > 0; {
		if code, rest, ok := before.Code(); ok {
			return rest.finish(withCode(e, code))
		}
		next, ok := before.head(&e)
		if !ok {
			break
		}
		before = next
	}
	return Entry{}, false
}

func withCode(e Entry, code string) Entry {
	e.Code = code
	return e
}

// EntryOf reads what follows the code.
func (r Reader) EntryOf(code string) (Entry, bool) { return r.finish(Entry{Code: code}) }

func (r Reader) finish(e Entry) (Entry, bool) {
	for len(r.tokens) > 0 {
		next, ok := r.SkipFiller().head(&e)
		if !ok {
			break
		}
		r = next
	}
	if e.Figure != "" {
		r = r.tail(&e)
	}
	if e.Words == "" {
		e.Words = trimDash(r.Rest())
	}
	return e, true
}

// head reads one of period, status and figure, in any order and each once, as long as no figure has been read.
func (r Reader) head(e *Entry) (Reader, bool) {
	if e.Figure != "" || e.Words != "" || len(r.tokens) == 0 {
		return r, false
	}
	if e.Period.IsZero() {
		if p, rest, ok := r.Period(); ok {
			e.Period = p
			return rest, true
		}
		if r.badPeriod(e) {
			return r.From(1), true
		}
	}
	if e.Status == "" {
		if rest, ok := r.statusBefore(e); ok {
			return rest, true
		}
	}
	if e.Status == kpi.Unavailable {
		return r, false
	}
	text, rest, ok := r.Figure()
	if ok {
		e.Figure = text
	}
	return rest, ok
}

// tail reads what may stand between the figure and the words: a status, and a period where nothing follows it. "65 Q2 2023/24 - 31 from
// Cambridgeshire" is a figure and its commentary.
func (r Reader) tail(e *Entry) Reader {
	for range 2 {
		if e.Status == "" {
			if rest, ok := r.statusAfter(e); ok {
				r = rest
			}
		}
		if !e.Period.IsZero() || e.Words != "" {
			continue
		}
		p, rest, ok := r.Skip("for").Period()
		switch {
		case !ok:
		case rest.endsWithStatus():
			e.Period, r = p, rest
		case compactQuarter.MatchString(r.Skip("for").tokens[0].text):
			e.Doubt = kpi.Refuse(kpi.FieldPeriod, "It is not clear whether %s is for %s or whether that begins your commentary. Put the period before the figure, such as `%s %s %s`.",
				kpi.Excerpt(e.Figure), p.Words(), e.Code, p, kpi.Excerpt(e.Figure))
		}
	}
	if rest := r.Rest(); rest != "" && e.Words == "" && e.Doubt == nil && kpi.LooksTyped(rest) {
		if _, err := kpi.ParseTyped(rest); err == nil {
			e.Doubt = kpi.Refuse(kpi.FieldFigure, "There are two figures, %s and %s. Type one; thousands take a comma, such as 96,326.", kpi.Excerpt(e.Figure), kpi.Excerpt(rest))
		}
	}
	return r
}

func (r Reader) endsWithStatus() bool {
	if len(r.tokens) == 0 {
		return true
	}
	s, rest, ok := r.status()
	return ok && s.status != "" && len(rest.tokens) == 0
}

// trimDash drops the dash or colon with which people part words from a figure.
func trimDash(words string) string {
	trimmed := strings.TrimLeft(words, "-–—:,;=")
	if trimmed == words || trimmed == "" || !unicode.IsSpace([]rune(trimmed)[0]) {
		return words
	}
	return strings.TrimSpace(trimmed)
}

package line

import (
	"strings"
	"unicode"

	"chaser/kpi"
)

// statusWords are the words that people write for a status.
var statusWords = map[string]kpi.Status{
	"final":           kpi.Final,
	"provisional":     kpi.Provisional,
	"part-period":     kpi.PartPeriod,
	"part period":     kpi.PartPeriod,
	"carried-forward": kpi.CarriedForward,
	"carried forward": kpi.CarriedForward,
	"unavailable":     kpi.Unavailable,
	"not available":   kpi.Unavailable,
	"n/a":             kpi.Unavailable,
}

// statusMarks are the marks that statisticians put behind a figure.
var statusMarks = map[string]kpi.Status{
	"(p)": kpi.Provisional, "[p]": kpi.Provisional, "(prov)": kpi.Provisional, "(prov.)": kpi.Provisional, "(est)": kpi.Provisional, "(e)": kpi.Provisional,
	"(est.)": kpi.Provisional, "(pp)": kpi.PartPeriod, "(c/f)": kpi.CarriedForward,
}

// statusBehind are the words that are a status behind a figure. In its place, “tbc” says that it is not known.
var statusBehind = map[string]kpi.Status{
	"prov": kpi.Provisional, "est": kpi.Provisional, "estimate": kpi.Provisional, "estimated": kpi.Provisional,
	"tbc": kpi.Provisional, "to be confirmed": kpi.Provisional, "unvalidated": kpi.Provisional,
	"c/f": kpi.CarriedForward, "carry forward": kpi.CarriedForward,
}

// typedStatus is a status as it stands in a line.
type typedStatus struct {
	status  kpi.Status
	closed  bool // in brackets, or followed by a mark or nothing, so that it cannot begin a sentence
	capital bool // begins with a capital letter
}

// status reads one or two words as a status.
func (r Reader) status() (typedStatus, Reader, bool) { return r.statusOf(nil) }

// statusOf reads one to three words as a status, by those that are always one and more.
func (r Reader) statusOf(more map[string]kpi.Status) (typedStatus, Reader, bool) {
	for n := min(3, len(r.tokens)); n > 0; n-- {
		typed := r.join(n)
		bare := strings.TrimRight(strings.TrimLeft(typed, "(["), ")],.:;")
		s, ok := statusWords[strings.ToLower(bare)]
		if !ok {
			s, ok = more[strings.ToLower(bare)]
		}
		if mark, marked := statusMarks[strings.ToLower(typed)]; marked {
			s, ok = mark, true
		}
		if ok {
			rest := r.From(n)
			closed := bare != typed || len(rest.tokens) == 0 ||
				strings.ContainsAny(firstRune(rest.tokens[0].text), "-–—:;")
			return typedStatus{s, closed, unicode.IsUpper([]rune(bare)[0])}, rest, true
		}
	}
	return typedStatus{}, r, false
}

// OnlyStatus reports whether all that is left says that there is no figure: “n/a”.
func (r Reader) OnlyStatus() bool {
	s, rest, ok := r.status()
	return ok && s.status == kpi.Unavailable && len(rest.tokens) == 0
}

// statusBefore reads a status that stands before the figure or instead of it: "provisional 142", "unavailable The
// database changed over". A sentence that begins with the word, "Unavailable because …", sets the status and remains
// the commentary.
func (r Reader) statusBefore(e *Entry) (Reader, bool) {
	s, rest, ok := r.status()
	if !ok {
		return r, false
	}
	instead := s.status == kpi.Unavailable || s.status == kpi.CarriedForward
	if !s.closed && !instead {
		if _, _, figure := rest.SkipFiller().Figure(); !figure {
			return r, false
		}
	}
	e.Status = s.status
	if instead && !s.closed && s.capital && rest.beginsSmall() {
		e.Words = r.Rest()
	}
	return rest, true
}

// statusAfter reads a status behind the figure. A word that may begin the commentary instead, as in "142 Final push
// before the holidays", is left to it.
func (r Reader) statusAfter(e *Entry) (Reader, bool) {
	r = r.Skip("-", "–", "—")
	s, rest, ok := r.statusOf(statusBehind)
	switch {
	case !ok:
		return r, false
	case strings.HasPrefix(r.tokens[0].text, "(") && !strings.Contains(r.join(len(r.tokens)-len(rest.tokens)), ")"):
		e.Status, e.Words = s.status, r.Rest() // “(provisional until May)”
		return r, true
	case s.closed:
		e.Status = s.status
		return rest, true
	case s.capital || s.status == kpi.Unavailable:
		return r, false
	case rest.beginsSmall():
		e.Status, e.Words = s.status, r.Rest()
		return r, true
	}
	e.Status = s.status
	return rest, true
}

// beginsSmall reports whether the next word begins with a small letter, and so continues a sentence.
func (r Reader) beginsSmall() bool {
	return len(r.tokens) > 0 && unicode.IsLower([]rune(r.tokens[0].text)[0])
}

func firstRune(word string) string { return string([]rune(word)[:1]) }

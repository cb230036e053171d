package bot

import (
	"errors"
	"regexp"
	"strings"
	"unicode"

	"chaser/kpi"
)

// entry is a figure as it was typed in a line, before the store has seen it.
type entry struct {
	Code   string
	Period kpi.Period
	Figure string // as typed; empty where none was
	Status kpi.Status
	Words  string // what followed, exactly as typed

	Doubt *kpi.Refusal // where the line could mean two things
}

// command is what the entry asks for: to be posted where it holds a figure or says that there is none, else the form with what it holds.
func (e entry) command() command {
	if e.complete() || e.Doubt != nil {
		return postFigure{Entry: e}
	}
	return openForm{Entry: e}
}

func (e entry) complete() bool {
	return e.Figure != "" || e.Status == kpi.Unavailable || e.Status == kpi.CarriedForward
}

// entry reads a posting in which the code comes first or behind the figure: "178 142 words", "142 178 words", "Q1 2023/24 178 213".
func (r reader) entry() (entry, bool) {
	if code, rest, ok := r.code(); ok {
		return rest.entryOf(code)
	}
	var e entry
	for before := r; len(before.tokens) > 0; {
		if code, rest, ok := before.code(); ok {
			return rest.finish(withCode(e, code))
		}
		next, ok := before.head(&e)
		if !ok {
			break
		}
		before = next
	}
	return entry{}, false
}

func withCode(e entry, code string) entry {
	e.Code = code
	return e
}

// entryOf reads what follows the code.
func (r reader) entryOf(code string) (entry, bool) { return r.finish(entry{Code: code}) }

func (r reader) finish(e entry) (entry, bool) {
	for len(r.tokens) > 0 {
		next, ok := r.skip(fillers...).head(&e)
		if !ok {
			break
		}
		r = next
	}
	if e.Figure != "" {
		r = r.tail(&e)
	}
	if e.Words == "" {
		e.Words = trimDash(r.rest())
	}
	return e, true
}

// head reads one of period, status and figure, in any order and each once, as long as no figure has been read.
func (r reader) head(e *entry) (reader, bool) {
	if e.Figure != "" || e.Words != "" || len(r.tokens) == 0 {
		return r, false
	}
	if e.Period.IsZero() {
		if p, rest, ok := r.period(); ok {
			e.Period = p
			return rest, true
		}
		if r.badPeriod(e) {
			return r.from(1), true
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
	text, rest, ok := r.figure()
	if ok {
		e.Figure = text
	}
	return rest, ok
}

// tail reads what may stand between the figure and the words: a status, and a period where nothing follows it. "65 Q2 2023/24 - 31 from
// Cambridgeshire" is a figure and its commentary.
func (r reader) tail(e *entry) reader {
	for range 2 {
		if e.Status == "" {
			if rest, ok := r.statusAfter(e); ok {
				r = rest
			}
		}
		if !e.Period.IsZero() || e.Words != "" {
			continue
		}
		p, rest, ok := r.skip("for").period()
		switch {
		case !ok:
		case rest.endsWithStatus():
			e.Period, r = p, rest
		case compactQuarter.MatchString(r.skip("for").tokens[0].text):
			e.Doubt = kpi.Refuse(kpi.FieldPeriod, "It is not clear whether %s is for %s or whether that begins your commentary. Put the period before the figure, such as `%s %s %s`.",
				kpi.Excerpt(e.Figure), p.Words(), e.Code, p, kpi.Excerpt(e.Figure))
		}
	}
	if rest := r.rest(); rest != "" && e.Words == "" && e.Doubt == nil && kpi.LooksTyped(rest) {
		if _, err := kpi.ParseTyped(rest); err == nil {
			e.Doubt = kpi.Refuse(kpi.FieldFigure, "There are two figures, %s and %s. Type one; thousands take a comma, such as 96,326.", kpi.Excerpt(e.Figure), kpi.Excerpt(rest))
		}
	}
	return r
}

func (r reader) endsWithStatus() bool {
	if len(r.tokens) == 0 {
		return true
	}
	s, rest, ok := r.status()
	return ok && s.status != "" && len(rest.tokens) == 0
}

var (
	compactQuarter = regexp.MustCompile(`(?i)^\d{4}[-/]\d{2}Q\d$`)
	meantAsPeriod  = regexp.MustCompile(`(?i)^(\d{4}[-/]\d{2}Q\d+|Q\d)$`)
)

// period reads a period of one to three words: "2023-24Q1", "Q1 2023/24", "quarter 1 2023/24".
func (r reader) period() (kpi.Period, reader, bool) {
	for n := min(3, len(r.tokens)); n > 0; n-- {
		if p, err := kpi.ParsePeriod(unpunctuated(r.join(n))); err == nil {
			return p, r.from(n), true
		}
	}
	return kpi.Period{}, r, false
}

// badPeriod notices a word that can only have been meant as a period, such as 2023-25Q1 or Q3 without its year.
func (r reader) badPeriod(e *entry) bool {
	text := unpunctuated(r.tokens[0].text)
	if !meantAsPeriod.MatchString(text) {
		return false
	}
	_, err := kpi.ParsePeriod(text)
	var refusal *kpi.Refusal
	if !errors.As(err, &refusal) {
		return false
	}
	if e.Doubt == nil {
		e.Doubt = refusal
	}
	return true
}

// joiners are the words that a figure may be written in, by how many there are; a word that is no joiner is a number.
var joiners = map[int]*regexp.Regexp{
	4: regexp.MustCompile(`(?i)^\S+ out of \S+$`),
	3: regexp.MustCompile(`(?i)^\S+ (of \S+|/ \S+|per cent)$`),
	2: regexp.MustCompile(`(?i)^(\S+ (%|percent)|\S+/ \S+|\S+ /\S+|£ \S+)$`),
	1: regexp.MustCompile(`^\S+$`),
}

// figure reads a figure of one to four words: "142", "93 %", "570 / 889", "570 out of 889". Something that only looks like one, such as
// 12,34, is taken for the figure too, so that it is refused as one.
func (r reader) figure() (string, reader, bool) {
	for n := min(4, len(r.tokens)); n > 0; n-- {
		joined := r.join(n)
		if !joiners[n].MatchString(joined) {
			continue
		}
		joined = strings.ReplaceAll(joined, "£ ", "£")
		for _, text := range []string{unpunctuated(joined), joined} {
			if _, err := kpi.ParseTyped(text); err == nil {
				return text, r.from(n), true
			}
		}
	}
	if len(r.tokens) > 0 {
		if text := unpunctuated(r.tokens[0].text); kpi.LooksTyped(text) {
			return text, r.from(1), true
		}
	}
	return "", r, false
}

// unpunctuated drops the brackets round a figure and what stands behind it, but not the point of .5.
func unpunctuated(text string) string {
	return strings.TrimRight(strings.TrimLeft(text, "(=:"), ".,:;=)")
}

// trimDash drops the dash or colon with which people part words from a figure.
func trimDash(words string) string {
	trimmed := strings.TrimLeft(words, "-–—:,;=")
	if trimmed == words || trimmed == "" || !unicode.IsSpace([]rune(trimmed)[0]) {
		return words
	}
	return strings.TrimSpace(trimmed)
}

// reading is one way to part a name from the figure that follows it.
type reading struct {
	Name  string
	Entry entry
	Ahead bool // the figure stands before the name, where a mistyped code would stand too
}

// maxReadings keeps a long commentary full of numbers from costing a search for each.
const maxReadings = 12

// readings are the ways to read a line that begins with a name, the longest name first: of "births registered within 42 days 99" the
// figure could be 99 or 42. Last, the figure may stand before the name.
func (r reader) readings() []reading {
	var all []reading
	for n := 1; n < len(r.tokens) && len(all) < maxReadings; n++ {
		if !r.from(n).beginsEntry() {
			continue
		}
		if e, _ := r.from(n).entryOf(""); e.complete() {
			all = append([]reading{{Name: r.join(n), Entry: e}}, all...)
		}
	}
	if text, rest, ok := r.figure(); ok && len(rest.tokens) > 0 {
		all = append(all, reading{Name: rest.words(), Entry: entry{Figure: text}, Ahead: true})
	}
	return all
}

// beginsEntry reports whether a figure, a period or a status begins here.
func (r reader) beginsEntry() bool {
	if text, _, ok := r.figure(); ok {
		_, err := kpi.ParseTyped(text)
		return err == nil
	}
	if _, _, ok := r.period(); ok {
		return true
	}
	_, _, ok := r.status()
	return ok
}

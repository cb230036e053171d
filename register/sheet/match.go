package sheet

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"chaser/kpi"
	"chaser/register/proposal"
)

// held is what the register has already, found by code and by title as people vary them.
type held struct {
	byCode  map[string]kpi.Indicator
	byTitle map[string]kpi.Indicator
	all     []known
	codes   map[string]bool // in use, also by this sheet
	figures map[figureKey]kpi.Figure
}

type figureKey struct {
	code   string
	period kpi.Period
}

// known is an indicator by the words of its title.
type known struct {
	kpi.Indicator
	words []string
}

func newHeld(r kpi.Register) held {
	h := held{byCode: map[string]kpi.Indicator{}, byTitle: map[string]kpi.Indicator{}, codes: map[string]bool{}, figures: map[figureKey]kpi.Figure{}}
	for _, i := range r.Indicators {
		h.byCode[codeKey(i.Code)] = i
		h.byTitle[titleKey(i.Title)] = i
		h.all = append(h.all, known{i, telling(i.Title)})
		h.codes[codeKey(i.Code)] = true
	}
	for _, f := range r.Figures {
		h.figures[figureKey{f.Indicator, f.Period}] = f
	}
	return h
}

// codeKey is a code as it is compared: without regard to case, spaces and punctuation between its parts, except where
// that parts numbers: 1.11 is not 11.1.
func codeKey(code string) string {
	var parts []string
	for _, t := range tokensOf(code) {
		if !t.word && !t.digit {
			continue
		}
		last := len(parts) - 1
		if last >= 0 && (isDigits(parts[last]) != t.digit || !t.digit) {
			parts[last] += t.text
			continue
		}
		if last >= 0 && !isDigits(parts[last][len(parts[last])-1:]) {
			parts[last] += t.text
			continue
		}
		parts = append(parts, t.text)
	}
	return strings.Join(parts, ".")
}

func isDigits(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsDigit(r) })
}

// titleKey is a title as it is compared: its words, with % as it is said.
func titleKey(title string) string {
	words := wordsOf(title)
	var all []string
	for n, w := range words {
		switch {
		case w == "%":
			all = append(all, "percentage")
		case w == "no" && n+1 < len(words) && words[n+1] == "of":
			all = append(all, "number")
		case w == "the" || w == "s":
		default:
			all = append(all, w)
		}
	}
	if len(all) > 1 && all[0] == "percentage" && all[1] == "of" {
		all = slices.Delete(all, 1, 2)
	}
	if len(all) > 1 && all[0] == "number" && all[1] == "of" {
		all = slices.Delete(all, 1, 2)
	}
	return strings.Join(all, " ")
}

// telling are the words of a title that tell it from others.
func telling(title string) []string {
	var all []string
	for _, w := range strings.Fields(titleKey(title)) {
		if !idle[w] && !slices.Contains(all, w) {
			all = append(all, w)
		}
	}
	return all
}

var idle = map[string]bool{"of": true, "in": true, "and": true, "for": true, "to": true, "a": true, "an": true, "by": true, "on": true, "at": true, "with": true, "who": true, "that": true, "which": true, "are": true, "is": true, "were": true, "within": true, "from": true, "or": true}

// likeness is how many of the telling words two titles share, in per cent of all that either has. Words count as one
// where one only has an ending more.
func likeness(a, b []string) int {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	shared := 0
	for _, w := range a {
		if slices.ContainsFunc(b, func(o string) bool { return sameStem(w, o) }) {
			shared++
		}
	}
	return 100 * shared / (len(a) + len(b) - shared)
}

func sameStem(a, b string) bool {
	if a == b {
		return true
	}
	short, long := a, b
	if len(short) > len(long) {
		short, long = long, short
	}
	return len(short) >= 4 && len(long)-len(short) <= 2 && strings.HasPrefix(long, short)
}

// Titles of this likeness may be of one indicator, and those below the other hardly are.
const (
	nearTitle = 60
	farTitle  = 20
)

// match finds the indicator that is held for an entry. A code or title that is nearly one that is held is asked about,
// and the entry is left out until then.
func (r *reading) match(h *held, e *entry) (found kpi.Indicator, known, asked bool) {
	if said := r.answeredOf(e.code, e.title); said != nil && said.Code != "" && plain(said.Title) == plain(e.title) {
		found, known = h.byCode[codeKey(said.Code)]
		return found, known, false
	}
	name := e.title
	if e.code != "" {
		found, known = h.byCode[codeKey(e.code)]
		if known && titleKey(e.title) != titleKey(found.Title) && codeKey(e.title) != codeKey(e.code) && likeness(telling(e.title), telling(found.Title)) < farTitle {
			r.ask(proposal.Question{
				About: e.code, Asks: fmt.Sprintf("It is held as “%s”, and this sheet calls it “%s”. Is it the same indicator? Give it in the map's indicator_list the code that is right.",
					found.Title, name),
				Until: "it is left out.",
			})
			return found, true, true
		}
		if known {
			return found, true, false
		}
	}
	if found, known = h.byTitle[titleKey(e.title)]; known && (e.code == "" || len(e.code) > 0 && found.Title != "") {
		if e.code != "" {
			r.ask(proposal.Question{
				About: e.code, Asks: fmt.Sprintf("“%s” is held under the code %s. Is it the same indicator? Give it in the map's indicator_list the code that is right.", name, found.Code), Until: "it is left out.",
			})
			return found, true, true
		}
		return found, true, false
	}
	words := telling(e.title)
	for _, k := range h.all {
		if e.code == "" && likeness(words, k.words) >= nearTitle && !differ(words, k.words) {
			r.ask(proposal.Question{
				About: "“" + name + "”", Asks: fmt.Sprintf("It is like %s, “%s”. Is it the same? Give it in the map's indicator_list the code %s, or another where it is new.", k.Code, k.Title, k.Code), Until: "it is left out.",
			})
			return k.Indicator, true, true
		}
	}
	return kpi.Indicator{}, false, false
}

// differ reports whether the two differ by a number each has: within 5 days, within 10 days.
func differ(a, b []string) bool {
	numbers := func(words []string) []string {
		var all []string
		for _, w := range words {
			if isDigits(w) {
				all = append(all, w)
			}
		}
		return all
	}
	x, y := numbers(a), numbers(b)
	return len(x) > 0 && len(y) > 0 && !slices.Equal(x, y)
}

// codeFor is the code of a new indicator: the sheet's, fit to be typed, or one made of its title.
func (h *held) codeFor(e *entry) (code string, made bool) {
	code = typeable(e.code)
	if code == "" {
		code, made = initials(e.title), true
	}
	base := code
	for n := 2; h.codes[codeKey(code)]; n++ {
		code = fmt.Sprintf("%s-%d", clipped(base, kpi.MaxCode-3), n)
	}
	h.codes[codeKey(code)] = true
	return code, made
}

// typeable is a code without spaces and signs, as people type it in Slack.
func typeable(code string) string {
	var out strings.Builder
	for _, r := range strings.TrimSpace(code) {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), strings.ContainsRune("._/-", r) && out.Len() > 0:
			out.WriteRune(r)
		case unicode.IsSpace(r) && out.Len() > 0:
			out.WriteByte('-')
		}
	}
	return strings.TrimRight(clipped(out.String(), kpi.MaxCode), "._/-")
}

func clipped(text string, to int) string {
	if runes := []rune(text); len(runes) > to {
		return string(runes[:to])
	}
	return text
}

// initials make a code of a title: those of its first five telling words, numbers whole, or the
// beginning of its only one.
func initials(title string) string {
	var words []string
	for _, w := range telling(title) {
		if w != "percentage" && w != "number" && w != "total" && w != "£" {
			words = append(words, w)
		}
	}
	if len(words) == 0 {
		words = telling(title)
	}
	code := ""
	for n, w := range words {
		if len(words) == 1 {
			return strings.ToUpper(clipped(typeable(w), 6))
		}
		switch {
		case n >= 5:
		case isDigits(w):
			code += w
		default:
			code += strings.ToUpper(clipped(w, 1))
		}
	}
	if code = typeable(code); code == "" {
		return "KPI"
	}
	return code
}

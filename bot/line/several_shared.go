package line

import (
	"slices"
	"strings"

	"chaser/kpi"
)

// Somebody in a hurry names several codes and then as many figures: “LIB1,2,3 97326 380018 12”, “175, 176: 790 811”.

var (
	codeParts   = pattern(`^([A-Za-z]+[-_]?)\d+[A-Za-z]?$`)
	abbreviated = pattern(`^\d{1,5}[A-Za-z]?$`)
	lettersOnly = pattern(`^[A-Za-z]+[-_]?$`)
)

// maxTogether is the most codes that stand before their figures. Nobody could tell which figure is whose among more.
const maxTogether = 20

// codesTogether are codes that stand before the figures of all of them.
type codesTogether struct {
	codes   []string
	unknown int  // how many of them no indicator has
	short   bool // one of them lacks its letters
	typed   string
}

// codesTogether reads at least two codes with a comma, a sign or “and” between them. Of a later one the letters may be
// left out.
func (r Reader) codesTogether() (c codesTogether, rest Reader, ok bool) {
	letters := ""
	rest = r
	for more := true; more; {
		if rest.Left() == 0 || len(c.codes) > maxTogether {
			return c, r, false
		}
		word, n := rest.tokens[0].text, 1
		if len(c.codes) == 0 && rest.Left() > 1 && lettersOnly().MatchString(word) {
			word, n = word+rest.tokens[1].text, 2 // LIB 1,2,3
		}
		for part := range strings.FieldsFuncSeq(strings.TrimRight(word, ":="), isBetweenCodes) {
			code := strings.Trim(part, "#"+Quotes)
			if !r.isCode(code) && letters != "" && abbreviated().MatchString(code) {
				if code, c.short = letters+code, true; !r.isCode(code) {
					c.unknown++
				}
			} else if !r.isCode(code) {
				return c, r, false
			}
			if m := codeParts().FindStringSubmatch(code); m != nil {
				letters = m[1]
			}
			if slices.ContainsFunc(c.codes, func(other string) bool { return strings.EqualFold(other, code) }) {
				return c, r, false
			}
			c.codes = append(c.codes, code)
		}
		rest = rest.From(n)
		more = isBetweenCodes(rune(word[len(word)-1]))
		for rest.Left() > 0 && slices.Contains(codeJoiners[:4], rest.lower()) {
			rest, more = rest.From(1), true
		}
	}
	c.typed = r.join(len(r.tokens) - len(rest.tokens))
	return c, rest, len(c.codes)-c.unknown > 1 // “LIB1,97 326 000” is one figure
}

func isBetweenCodes(sign rune) bool { return strings.ContainsRune(",;/&+", sign) }

// figuresAlone reads figures and nothing else, as many as are wanted if that is a way to read them, since 97 326 is one
// figure or two; else each word as one.
func (r Reader) figuresAlone(wanted int) (figures []string, ok bool) {
	if r.Left() > 2*wanted*maxFigureWords {
		return nil, false
	}
	for longest := 1; longest <= maxFigureWords; longest++ {
		var all []string
		at := r
		for at.Left() > 0 {
			short := at
			short.tokens = at.tokens[:min(longest, at.Left())]
			text, after, ok := short.Figure()
			if _, err := kpi.ParseTyped(text); !ok || err != nil {
				return nil, false
			}
			all, at = append(all, text), at.From(len(short.tokens)-len(after.tokens))
			for at.Left() > 0 && slices.Contains([]string{",", ";", "/", "|", "and", "&"}, at.lower()) {
				at = at.From(1)
			}
		}
		if figures == nil || len(all) == wanted {
			figures = all
		}
		if len(all) <= wanted {
			break
		}
	}
	return figures, true
}

// shared reads a line of several codes and the figures of all of them, perhaps with their period.
func (r Reader) shared() (c codesTogether, p kpi.Period, figures []string, ok bool) {
	if ahead, rest, dated := r.Period(); dated && !r.isCode(unpunctuated(r.Word())) {
		p, r = ahead, rest.SkipFiller()
	}
	c, rest, ok := r.codesTogether()
	if !ok {
		return c, p, nil, false
	}
	rest = rest.SkipFiller()
	if behind, after, dated := rest.Period(); dated && p.IsZero() {
		p, rest = behind, after.SkipFiller()
	}
	figures, ok = rest.figuresAlone(len(c.codes))
	return c, p, figures, ok && len(figures) > 0
}

// readShared reads a line of several codes and as many figures.
func (l *listing) readShared(r Reader) bool {
	c, p, figures, ok := r.shared()
	if !ok || len(figures) != len(c.codes) {
		return false
	}
	for n, code := range c.codes {
		w := listed{Row: Row{Entry: Entry{Code: code, Figure: figures[n], Period: p}, Typed: code + " " + figures[n]}}
		if !r.isCode(code) {
			w.kind = unknown
		}
		l.add(w)
	}
	return true
}

// doubtShared refuses a line that names several codes, some without their letters, and has more or fewer figures.
func (r Reader) doubtShared() *kpi.Refusal {
	c, _, figures, ok := r.shared()
	if !ok || !c.short || c.unknown > 0 || len(figures) == len(c.codes) {
		return nil
	}
	follow := kpi.Count.ShowInt(len(figures)) + " figures follow"
	if len(figures) == 1 {
		follow = "one figure follows"
	}
	return kpi.Refuse(kpi.FieldIndicator, "“%s” names %d indicators and %s, so nothing was posted. Type each figure behind its code, such as `%s %s, %s …`.",
		kpi.Excerpt(c.typed), len(c.codes), follow, c.codes[0], figures[0], c.codes[1])
}

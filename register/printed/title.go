package printed

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"chaser/kpi"
)

// heading is what a card's title says.
type heading struct {
	code, title, service, rating string
	line                         int
}

var (
	numberedTitle = pattern(`^(?i:indicator|kpi|pi|measure|performance indicator|ref|cpi|npi|metric)\s*(?i:no\.?|number|ref\.?|#)?\s*:?\s*([A-Za-z]{0,6}[ ._/-]?\d+[A-Za-z]?(?:[._/-]\d+)*)\s*[:.–—-]?\s+(\S.*)$`)
	codedTitle    = pattern(`^([A-Z]{1,6}[ ._/-]?\d{1,4}[A-Za-z]?(?:[._/-]\d+)*)\s*[:.)–—-]?\s+([A-Z%£].{5,})$`)
	countedTitle  = pattern(`^(\d{1,4}(?:\.\d+)*)\s*[:.)–—-]?\s+([A-Z%£].{5,})$`)
	namedTitle    = pattern(`^(?i:indicator|kpi|measure|performance indicator|title)\s*[:–—]\s*(\S.*)$`)
	serviceTitle  = pattern(`^(?:.{3,80}?\s[-–—]\s+)?([A-Z][^:.]{2,60}):\s+(.*)$`)
	noCode        = pattern(`(?i)^(?:q[1-4]\b|h[12]\s+\d{4}|(?:fy|year|covid|page|table|figure|appendix|phase|stage|step|part|a|m)[ ._/-]?\d)`)
	codeAlone     = pattern(`^[A-Z]{0,6}[ ._/-]?\d{1,4}[A-Za-z]?(?:[._/-]\d+)*[:.]?$`)
	measureWords  = pattern(`(?i)^(?:the )?(?:total |overall |average |mean |median |cumulative |gross |net )?(?:number|percentage|per cent|proportion|total|rate|average|mean|median|amount|value|volume|count|hours|days|time|cost|income|spend|length|%|#|no\.|ratio|score|level|households|visits|residents|satisfaction)(?:\b|\s|$)`)
	urlIn         = pattern(`https?://|www\.|\]\(`)
)

// wayBack is what is left in a title of the words that lead back to the index, and of the report's month, where they
// stand beside it in columns of their own.
var wayBack = pattern(`(?i)\s*\b(?:return|back) to\s+(?:(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+)?(?:index|contents)(?:\s+(?:(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+)?\d{4}\b)?`)

// titleWords are those that a title by its form begins with.
var titleWords = map[string]bool{
	"indicator": true, "kpi": true, "pi": true, "measure": true, "performance": true, "ref": true, "cpi": true, "npi": true, "metric": true, "title": true,
}

// longestTitle is how many letters a line may have to be taken for a title, and how many lines one may fill.
const (
	longestTitle = kpi.MaxTitle
	titleLines   = 3
)

// titled reports whether a line is a title by its form: it has an indicator's number.
func titled(text string) bool {
	_, ok := titleOf(text)
	return ok
}

// titleOf reads a line that is a title by its form.
func titleOf(text string) (heading, bool) {
	if word, _, _ := strings.Cut(text, " "); len(text) > 2*longestTitle || !titleWords[bare(word)] {
		return heading{}, false
	}
	if m := numberedTitle().FindStringSubmatch(text); m != nil {
		return heading{code: m[1], title: m[2]}, true
	}
	if m := namedTitle().FindStringSubmatch(text); m != nil {
		return heading{title: m[1]}, true
	}
	return heading{}, false
}

// codeAhead reads a line that may be a title, with a code ahead of it.
func codeAhead(text string) heading {
	if h, ok := titleOf(text); ok {
		return h
	}
	for _, form := range []*regexp.Regexp{codedTitle(), countedTitle()} {
		if m := form.FindStringSubmatch(text); m != nil && !noCode().MatchString(text) {
			return heading{code: strings.ReplaceAll(m[1], " ", ""), title: m[2]}
		}
	}
	return heading{title: text}
}

// titleIn finds the title of the card that comes next among the lines before it, and gives back those that are not.
// text is whose text they would be else, and begun whether that has any line yet.
func titleIn(tail []line, text item, begun bool) (heading, []line) {
	for n := len(tail) - 1; n >= 0; n-- {
		if tail[n].blank() {
			continue
		}
		if h, _, ok := titleAt(tail, n); ok {
			return h, tail[:n]
		}
	}
	if top := topOfPage(tail); top >= 0 {
		if h, ok := headingOf(tail[top:], true); ok {
			return h, tail[:top]
		}
		return heading{}, tail
	}
	last := lastParagraph(tail)
	if h, ok := headingOf(tail[last:], false); ok && (h.code != "" || measureWords().MatchString(h.title) || !text.prose() || text != links && (begun || last > firstWords(tail))) {
		return h, tail[:last]
	}
	return heading{}, tail
}

// titleAt reads a line that is a title by its form, and those that go on with it; next is the line after them.
func titleAt(lines []line, n int) (h heading, next int, ok bool) {
	l := lines[n]
	for used := 1; used <= min(3, len(l.cells)); used++ {
		first := line{cells: l.cells[:used]}
		h, ok := titleOf(first.text())
		if !ok {
			continue
		}
		h.line = l.number
		h, more := h.withRating(l.cells[used:]).goingOn(l.cells[used-1], lines[n+1:])
		return h, n + 1 + more, true
	}
	return heading{}, n, false
}

// withRating takes a rating that stands in the title's line.
func (h heading) withRating(beside []cell) heading {
	for _, c := range beside {
		if v := valueOf(c.text); v.sort == asRating {
			h.rating = c.text
		}
	}
	return h
}

// goingOn adds the lines that a long title is broken into: what stands beneath its first. It says how many those are.
func (h heading) goingOn(first cell, more []line) (heading, int) {
	used := 0
	for n, l := range more {
		if l.blank() || n > titleLines {
			break
		}
		for _, c := range l.cells {
			if c.from < first.to && first.from < c.to && plainWords(line{cells: []cell{c}}) && utf8.RuneCountInString(h.title+c.text) < longestTitle {
				h.title += " " + c.text
				used = n + 1
			}
		}
	}
	h.title = strings.TrimSpace(wayBack().ReplaceAllString(h.title, ""))
	return h, used
}

// plainWords reports whether a line can be words of a title.
func plainWords(l line) bool {
	text := l.text()
	return len(text) <= longestTitle && strings.ContainsFunc(text, unicode.IsLetter) && !urlIn().MatchString(text) && !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, ":") &&
		!strings.HasSuffix(text, ";") && !strings.HasSuffix(text, ",") && utf8.RuneCountInString(text) > 3
}

// topOfPage is where the last page begins among the lines; below 0 where none does.
func topOfPage(tail []line) int {
	for n := len(tail) - 1; n >= 0; n-- {
		if tail[n].top && tail[n].page > 1 {
			return n
		}
	}
	return -1
}

// lastParagraph is where the last run of lines without a blank one begins.
func lastParagraph(tail []line) int {
	end := len(tail)
	for end > 0 && tail[end-1].blank() {
		end--
	}
	for end > 0 && !tail[end-1].blank() {
		end--
	}
	return end
}

func firstWords(tail []line) int {
	for n, l := range tail {
		if !l.blank() {
			return n
		}
	}
	return 0
}

// headingOf reads lines that are a title and nothing else: at the top of a page, the service may stand before it.
func headingOf(lines []line, top bool) (heading, bool) {
	last := lastParagraph(lines)
	var said []line
	for _, l := range lines[last:] {
		if !l.blank() {
			said = append(said, l)
		}
	}
	if len(said) == 0 || len(said) > titleLines || !top && len(said) > 2 {
		return heading{}, false
	}
	text := ""
	for _, l := range said {
		l.cells = l.titleCells()
		if !plainWords(l) {
			return heading{}, false
		}
		text = strings.TrimSpace(text + " " + l.text())
	}
	text = wayBack().ReplaceAllString(text, "")
	first, _ := utf8.DecodeRuneInString(text)
	if utf8.RuneCountInString(text) > longestTitle || unicode.IsLower(first) || noFigures(text) {
		return heading{}, false
	}
	h := codeAhead(text)
	if cells := said[0].titleCells(); len(cells) > 1 && codeAlone().MatchString(cells[0].text) {
		h = heading{code: strings.TrimRight(cells[0].text, ":."), title: strings.TrimSpace(strings.TrimPrefix(text, cells[0].text))}
	}
	h = h.withRating(said[0].cells[len(said[0].titleCells()):])
	h.line = said[0].number
	if top {
		var before []string
		for _, l := range lines[:last] {
			if !l.blank() {
				before = append(before, l.text())
			}
		}
		if len(before) == 1 && utf8.RuneCountInString(before[0]) <= 60 && !strings.ContainsAny(before[0], "0123456789.") {
			h.service = before[0]
		}
	}
	return h, true
}

// noFigures reports whether words say that there is something not to be had, as beneath Useful Links.
func noFigures(text string) bool {
	low := strings.ToLower(text)
	return strings.Contains(low, "no public facing") || strings.HasPrefix(low, "there is no ") || strings.HasPrefix(low, "there are no ") || absent[low]
}

// titleCells are the cells of a line that a title may be of: the first, and the next where the first is a code.
func (l line) titleCells() []cell {
	used := 1
	for used < len(l.cells) && l.cells[used].from < apart && (l.cells[used].from-l.cells[used-1].to < 4 || used == 1 && len(l.cells[0].text) < 12) && valueOf(l.cells[used].text).sort != asRating {
		used++
	}
	return l.cells[:min(used, len(l.cells))]
}

package printed

import (
	"strconv"
	"strings"
	"unicode"
)

var (
	pageNumber = pattern(`(?i)^(?:page\s*)?[-–—|]?\s*(\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?\s*[-–—|]?(?:\s*\|?\s*page)?$`)
	pageOf     = pattern(`(?i)\bpage\s+\d{1,4}(?:\s+of\s+\d{1,4})?\b`)
	backToTop  = pattern(`(?i)^\[?(?:return|back) to (?:index|contents|top|menu)\]?(?:\(.*\))?$`)
	monthAlone = pattern(`(?i)^(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+\d{4}$`)
)

// edge is how many lines at the top or at the foot of a page may be its furniture.
const edge = 3

// withoutFurniture takes off what stands on pages but belongs to no card: page numbers, headers and footers, the way
// back to the index, the report's month.
func withoutFurniture(lines []line) (kept []line, headers []string) {
	repeated := repeatedAtEdges(lines)
	kept = make([]line, 0, len(lines))
	said := map[string]bool{}
	for n, l := range lines {
		if repeated[n] || l.width() < 200 && pageOf().MatchString(l.text()) && strings.TrimSpace(pageOf().ReplaceAllString(l.text(), "")) == "" {
			if key := shape(l.text()); !said[key] {
				said[key], headers = true, append(headers, l.text())
			}
			l.cells = nil
		}
		cells := l.cells[:0:0]
		for _, c := range l.cells {
			switch {
			case len(c.text) > 60:
				cells = append(cells, c)
			case backToTop().MatchString(c.text):
			case monthAlone().MatchString(c.text):
				if !said[c.text] {
					said[c.text], headers = true, append(headers, c.text)
				}
			default:
				cells = append(cells, c)
			}
		}
		l.cells = cells
		kept = append(kept, l)
	}
	return withTops(kept), headers
}

// withTops marks anew which line is the first on its page.
func withTops(lines []line) []line {
	page := 0
	for n := range lines {
		lines[n].top = !lines[n].blank() && lines[n].page != page
		if lines[n].top {
			page = lines[n].page
		}
	}
	return lines
}

// repeatedAtEdges finds the lines that stand at the edges of more than half of all pages, but for their digits.
func repeatedAtEdges(lines []line) map[int]bool {
	edges := edgesOf(lines)
	pages := 0
	seen := map[string]map[int]bool{}
	for n, page := range edges {
		pages = max(pages, page)
		key := shape(lines[n].text())
		if seen[key] == nil {
			seen[key] = map[int]bool{}
		}
		seen[key][page] = true
	}
	repeated := map[int]bool{}
	for n, page := range edges {
		said := lines[n].text()
		if m := pageNumber().FindStringSubmatch(said); m != nil {
			number, _ := strconv.Atoi(m[1])
			repeated[n] = pages > 1 && (strings.Contains(strings.ToLower(said), "page") || (number-page)*(number-page) <= 4)
			continue
		}
		if of := len(seen[shape(said)]); of > 2 && of*2 > pages && !structural(lines[n]) && !besideLabels(lines, n) {
			repeated[n] = true
		}
	}
	return repeated
}

// besideLabels reports whether a line goes on with labels, as those of narrow columns are broken over several.
func besideLabels(lines []line, n int) bool {
	for _, at := range []int{n - 1, n + 1} {
		if at < 0 || at >= len(lines) || len(lines[at].cells) < 2 {
			continue
		}
		for _, c := range lines[at].cells {
			if mayBegin(c.text) && len(c.text) < longestHeading {
				return true
			}
		}
	}
	return false
}

// structural reports whether a line is part of a card's form, which repeats with every card.
func structural(l line) bool {
	for _, c := range l.cells {
		if labelsIn(c) != nil {
			return true
		}
		if head, _, ok := strings.Cut(c.text, ":"); ok {
			if _, labelled := labelOf(head); labelled {
				return true
			}
		}
		if valueOf(c.text).sort != asWords && len(l.cells) > 1 || valueOf(c.text).sort == asRating {
			return true
		}
	}
	return titled(l.text())
}

// edgesOf are the lines at the top and foot of each page, and which page that is.
func edgesOf(lines []line) map[int]int {
	edges := map[int]int{}
	for from := 0; from < len(lines); {
		to := from
		for to < len(lines) && lines[to].page == lines[from].page {
			to++
		}
		for n, found := from, 0; n < to && found < edge; n++ {
			if !lines[n].blank() {
				edges[n] = lines[n].page
				found++
			}
		}
		for _, n := range foot(lines, from, to) {
			edges[n] = lines[n].page
		}
		from = to
	}
	return edges
}

// foot are the lines of a page's last paragraph, or its last line alone where the text runs on into it.
func foot(lines []line, from, to int) []int {
	for to > from && lines[to-1].blank() {
		to--
	}
	var last []int
	for n := to - 1; n >= from && !lines[n].blank(); n-- {
		last = append(last, n)
	}
	if len(last) > edge {
		return last[:1]
	}
	return last
}

// shape is a text with every number made alike.
func shape(text string) string {
	digit := false
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			if digit {
				return -1
			}
			digit = true
			return '0'
		}
		digit = false
		return unicode.ToLower(r)
	}, text)
}

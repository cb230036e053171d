package printed

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"chaser/kpi"
)

// broken is how wide the lines of a text are at most that was broken into lines to fit a page.
const broken = 160

// proseOf is a text without the line breaks of the page: paragraphs, with a blank line between.
func proseOf(lines []line) string {
	widest := 0
	for _, l := range lines {
		widest = max(widest, utf8.RuneCountInString(l.text()))
	}
	var out strings.Builder
	before, gap := "", 0
	page := 0
	for _, l := range lines {
		if l.blank() {
			gap++
			continue
		}
		said := l.text()
		switch {
		case out.Len() == 0:
		case gap > 0 && (page == l.page || ended(before) || !beginsLow(said)):
			out.WriteString("\n\n")
		case widest > broken || starts(said) || !beginsLow(said) && roomLeft(before, said)*100 < widest*roomy:
			out.WriteString("\n")
		case strings.HasSuffix(before, "-") && len(before) > 1 && before[len(before)-2] != ' ':
		default:
			out.WriteByte(' ')
		}
		out.WriteString(said)
		before, gap, page = said, 0, l.page
	}
	return kpi.CleanText(out.String())
}

// roomy is how much of a text's width, in per cent, a line may fill with the next one's first word and still have been
// ended on purpose. Letters differ in width, so a full line has rarely as many as the widest.
const roomy = 82

// roomLeft is how many letters a line would have with the first word of the next.
func roomLeft(line, next string) int {
	word, _, _ := strings.Cut(next, " ")
	return utf8.RuneCountInString(line) + 1 + utf8.RuneCountInString(word)
}

// ended reports whether a line ends a sentence.
func ended(text string) bool {
	return strings.HasSuffix(text, ".") || strings.HasSuffix(text, "!") || strings.HasSuffix(text, "?") || strings.HasSuffix(text, ":")
}

// starts reports whether a line is an item of a list.
func starts(text string) bool {
	for _, mark := range []string{"•", "- ", "– ", "* ", "o ", "\uf0b7", "▪", "●"} {
		if strings.HasPrefix(text, mark) {
			return true
		}
	}
	return false
}

func beginsLow(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLower(r)
}

var (
	markdownLink = pattern(`\[([^\[\]]+)\]\(([^()\s]*)\)`)
	bareLink     = pattern(`<?(https?://[^\s<>]+)>?`)
)

// linksOf reads a card's useful links: a line each.
func linksOf(lines []line) []kpi.Link {
	var all []kpi.Link
	for _, l := range joinedAddresses(lines) {
		for part := range strings.SplitSeq(l, "\n") {
			if link, ok := linkOf(strings.TrimSpace(part)); ok {
				all = append(all, link)
			}
		}
	}
	return all
}

// joinedAddresses are the paragraphs of links, an address that a page broke put together again.
func joinedAddresses(lines []line) []string {
	var all []string
	for _, l := range lines {
		if l.blank() {
			continue
		}
		said := l.text()
		n := len(all) - 1
		if n >= 0 && strings.HasSuffix(all[n], "]") && strings.HasPrefix(said, "(") {
			all[n] += said
			continue
		}
		if n >= 0 && strings.Contains(all[n], "http") && !strings.Contains(said, " ") && !strings.Contains(said, "http") && strings.ContainsAny(said, "/-.") {
			all[n] += said
			continue
		}
		all = append(all, said)
	}
	return all
}

func linkOf(said string) (kpi.Link, bool) {
	if said == "" || absent[strings.ToLower(strings.TrimRight(said, "."))] {
		return kpi.Link{}, false
	}
	if m := markdownLink().FindStringSubmatch(said); m != nil {
		link := kpi.Link{Text: m[1]}
		if address(m[2]) {
			link.URL = m[2]
		}
		return link, true
	}
	if m := bareLink().FindStringSubmatchIndex(said); m != nil {
		to := strings.TrimRight(said[m[2]:m[3]], ".,;:)")
		if !address(to) {
			return kpi.Link{Text: said}, true
		}
		text := strings.Trim(strings.TrimSpace(said[:m[0]]+" "+said[m[1]:]), ":-– ")
		if text == "" {
			text = to
		}
		return kpi.Link{Text: text, URL: to}, true
	}
	return kpi.Link{Text: said}, true
}

// address reports whether a link leads anywhere.
func address(link string) bool {
	u, err := url.Parse(link)
	return err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https") && len(link) <= kpi.MaxURL
}

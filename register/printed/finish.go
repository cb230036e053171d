package printed

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chaser/kpi"
)

// finish finds the title of a card that has none above its figures: within its texts, else made of its description.
func (c *card) finish() {
	c.regainLinks()
	if c.titleFrom != noTitle {
		return
	}
	for _, of := range []item{description, commentary, actions, links} {
		if c.titleWithin(of) {
			return
		}
	}
	if said := titleFrom(proseOf(c.prose[description])); said != "" {
		c.title, c.titleFrom = said, fromDescription
	}
}

// regainLinks gives links back that stand under the next heading, as in a text that was taken out of columns.
func (c *card) regainLinks() {
	if !slices.Contains(c.beside, links) || len(proseOf(c.prose[links])) > 0 {
		return
	}
	for _, of := range []item{actions, commentary} {
		lines := c.prose[of]
		n := 0
		for n < len(lines) && (lines[n].blank() || isLink(lines[n].text())) {
			n++
		}
		if n > 0 && !empty(lines[:n]) {
			c.prose[links], c.prose[of] = lines[:n:n], lines[n:]
			return
		}
	}
}

// isLink reports whether a line can only be one of a card's useful links.
func isLink(said string) bool {
	return markdownLink().MatchString(said) || strings.HasPrefix(strings.TrimLeft(said, "<"), "http") || strings.Contains(strings.ToLower(said), "no public facing") || strings.HasPrefix(said, "[") && strings.HasSuffix(said, "]") || said == "(#)"
}

// titleWithin looks for a line of the text that is a title by its form, and takes it out.
func (c *card) titleWithin(of item) bool {
	lines := c.prose[of]
	for n := len(lines) - 1; n >= 0; n-- {
		said := lines[n].text()
		if lines[n].blank() || len(said) > 2*longestTitle {
			continue
		}
		h, ok := titleOf(said)
		if m := serviceTitle().FindStringSubmatch(said); !ok && m != nil && measureWords().MatchString(m[2]) && !strings.HasSuffix(said, ".") {
			h, ok = heading{title: m[2], service: m[1]}, true
		}
		if !ok {
			continue
		}
		c.title, c.titleFrom = h.title, printedTitle
		if h.code != "" {
			c.code = h.code
		}
		if h.service != "" {
			c.service = h.service
		}
		c.prose[of] = append(lines[:n:n], lines[n+1:]...)
		return true
	}
	return false
}

var (
	sentences = pattern(`[^.!?\n]+[.!?]?`)
	leadIn    = pattern(`(?i)^(?:the|this)\s+(?:indicator|measure|kpi|figure|target)s?\s*(?:provided|given|used|shown)?\s+(?:is|are|represents?|shows?|refers to|measures?|demonstrates?|counts?|reports?|captures?|relates to|looks at)\s+(?:a count of\s+|a measure of\s+)?(?:the\s+)?(.+)$`)
	measured  = pattern(`(?i)\b((?:total )?(?:number|percentage|proportion|volume|rate|count|average|amount|value) of\s.+)$`)
)

// titleFrom makes a title of a description: what it says that is measured, else its first sentence.
func titleFrom(text string) string {
	var first, led, within string
	for _, s := range sentences().FindAllString(text, 40) {
		s = strings.TrimRight(strings.TrimSpace(s), ".!?")
		if len(s) < 4 {
			continue
		}
		if first == "" {
			first = s
		}
		if m := leadIn().FindStringSubmatch(s); m != nil {
			s = m[1]
			if led == "" {
				led = s
			}
		}
		if measureWords().MatchString(s) {
			return shortened(s)
		}
		if m := measured().FindStringSubmatch(s); m != nil && within == "" {
			within = m[1]
		}
	}
	for _, said := range []string{within, led, first} {
		if said != "" {
			return shortened(said)
		}
	}
	return ""
}

// shortened is a sentence's first clause, fit for a title.
func shortened(said string) string {
	if at := strings.Index(said, ", "); at > 15 {
		said = said[:at]
	}
	if utf8.RuneCountInString(said) > longestTitle {
		said = string([]rune(said)[:longestTitle])
		if at := strings.LastIndexByte(said, ' '); at > 0 {
			said = said[:at]
		}
	}
	said = strings.TrimPrefix(strings.TrimPrefix(said, "The "), "the ")
	r, size := utf8.DecodeRuneInString(said)
	return kpi.CleanLine(string(unicode.ToUpper(r)) + said[size:])
}

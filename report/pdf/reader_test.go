package pdf_test

import (
	"encoding/xml"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"chaser/report/reporttest"
)

// poppler's view of a PDF, as pdftohtml -xml writes it.
type (
	document struct {
		Pages   []sheet  `xml:"page"`
		Outline headings `xml:"outline"`
	}
	sheet struct {
		Lines []line `xml:"text"`
	}
	line struct {
		Text  string `xml:",innerxml"`
		Links []link `xml:"a"`
	}
	link struct {
		To   string `xml:"href,attr"`
		Text string `xml:",chardata"`
	}
	headings struct {
		Items []heading  `xml:"item"`
		Below []headings `xml:"outline"`
	}
	heading struct {
		Page string `xml:"page,attr"`
		Text string `xml:",chardata"`
	}
)

// The seed's report, read by a program that is not ours. Who clicks a line of the index comes to the page with that
// card's heading, and who clicks “Return to index” there comes to the index. The bookmarks lead to what they name. Each
// page says that it is a draft.
func TestSeedInAReader(t *testing.T) {
	t.Parallel()
	r := reporttest.Seed(t)
	file := printed(t, r)
	var read document
	decoder := xml.NewDecoder(strings.NewReader(poppler(t, "pdftohtml", "-xml", "-i", "-stdout", file)))
	decoder.Strict = false // it closes <b> and <a> crosswise
	if err := decoder.Decode(&read); err != nil {
		t.Fatal(err)
	}
	pages := strings.Split(strings.TrimSuffix(poppler(t, "pdftotext", "-layout", file, "-"), "\f"), "\f")
	for n, page := range pages {
		if !strings.Contains(page, "Draft: not yet published") {
			t.Errorf("page %d does not say that it is a draft:\n%s", n+1, page)
		}
	}
	for n, ink := range inked(t, file) {
		if !ink {
			t.Errorf("page %d shows nothing between its head and its number", n+1)
		}
	}
	has := func(page, heading string) bool {
		n := slices.IndexFunc(pages, func(text string) bool { return strings.Contains(text, "Page "+page+" of ") })
		return n >= 0 && strings.Contains(closed(pages[n]), closed(heading))
	}

	var names []string // of the cards, then of what is bookmarked on the outline's second level
	targets := map[string][]string{}
	var backs []string
	for _, p := range read.Pages {
		for _, l := range p.Lines {
			for _, a := range l.Links {
				page, inside := cutPage(a.To)
				switch lead, _, isLead := strings.Cut(a.Text, " · "); {
				case strings.HasPrefix(a.Text, "Return to index"):
					backs = append(backs, page)
				case inside && isLead:
					targets[lead] = append(targets[lead], page)
				case strings.HasPrefix(a.To, "file:"):
					t.Errorf("a link leads to %s on the machine that printed it", a.To)
				}
			}
		}
	}
	for c, err := range r.Cards {
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, c.Name)
		if len(targets[c.Code]) == 0 {
			t.Errorf("nothing in the index leads to %s", c.Code)
		}
		for _, page := range targets[c.Code] {
			if !has(page, c.Name) {
				t.Errorf("%s in the index leads to page %s, which does not have its heading", c.Code, page)
			}
		}
	}
	if len(backs) != len(names) {
		t.Errorf("%d links return to the index, of %d cards", len(backs), len(names))
	}
	for _, page := range backs {
		if !has(page, "Index What matters") {
			t.Errorf("a link returns to page %s, which is not the index", page)
		}
	}

	var second []string
	var walk func(h headings, level int)
	walk = func(h headings, level int) {
		for _, item := range h.Items {
			if !has(item.Page, item.Text) {
				t.Errorf("the bookmark %q leads to page %s, which does not have it", item.Text, item.Page)
			}
			if level == 2 {
				second = append(second, item.Text)
			}
		}
		for _, below := range h.Below {
			walk(below, level+1)
		}
	}
	walk(read.Outline, 1)
	if want := append([]string{"Index", "What matters", "Key"}, names...); !slices.Equal(second, want) {
		t.Errorf("the bookmarks are\n%s\nand should be\n%s", strings.Join(second, "\n"), strings.Join(want, "\n"))
	}
}

// inked says of each page whether something can be seen in its upper half, below its head.
func inked(t *testing.T, file string) (pages []bool) {
	t.Helper()
	into := t.TempDir()
	poppler(t, "pdftoppm", "-gray", "-r", "50", file, filepath.Join(into, "page"))
	pictures, err := filepath.Glob(filepath.Join(into, "*.pgm"))
	if err != nil {
		t.Fatal(err)
	}
	for _, picture := range pictures {
		content, err := os.ReadFile(picture)
		if err != nil {
			t.Fatal(err)
		}
		from, to := len(content)/20, len(content)/2
		pages = append(pages, slices.ContainsFunc(content[from:to], func(grey byte) bool { return grey < 0xa0 }))
	}
	return pages
}

// closed is a text without its spaces and lines.
func closed(text string) string { return strings.Join(strings.Fields(text), "") }

// cutPage is the page that a link leads to; false: out of the document.
func cutPage(to string) (page string, inside bool) {
	_, page, inside = strings.Cut(to, ".html#")
	return page, inside
}

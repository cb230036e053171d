package docx

import "strings"

// run is a piece of a paragraph in one manner.
type run struct {
	text  string
	style string // a character style; empty is the paragraph's own
	to    string // a bookmark of the document's that it leads to
	url   string // a page that it leads to
	page  string // a bookmark, whose page's number stands here in place of the text
	field string // what Word works out, such as PAGE, in place of the text
}

func plain(text string) []run { return []run{{text: text}} }

// paragraph is a paragraph's form.
type paragraph struct {
	style    string // a paragraph style's id; empty is Normal
	bookmark string // names it, for links to lead to
	newPage  bool
	keep     bool // on the page of what follows
	right    bool // set to the right
}

// body writes a document's text, or that of its header or footer, and remembers what it leads to.
type body struct {
	*markup
	links     *links
	bookmarks int
}

func (b *body) paragraph(form paragraph, runs ...run) {
	b.open("w:p")
	b.form(form)
	if form.bookmark != "" {
		b.bookmarks++
		b.empty("w:bookmarkStart", "w:id", number(b.bookmarks), "w:name", form.bookmark)
	}
	for _, r := range runs {
		b.linked(r)
	}
	if form.bookmark != "" {
		b.empty("w:bookmarkEnd", "w:id", number(b.bookmarks))
	}
	b.end("w:p")
}

func (b *body) form(form paragraph) {
	b.open("w:pPr")
	if form.style != "" {
		b.empty("w:pStyle", "w:val", form.style)
	}
	if form.keep {
		b.empty("w:keepNext")
	}
	if form.newPage {
		b.empty("w:pageBreakBefore")
	}
	if form.right {
		b.empty("w:jc", "w:val", "right")
	}
	b.end("w:pPr")
}

func (b *body) linked(r run) {
	switch {
	case r.url != "" && b.links != nil:
		b.open("w:hyperlink", "r:id", b.links.id(r.url), "w:history", "1")
	case r.to != "":
		b.open("w:hyperlink", "w:anchor", r.to, "w:history", "1")
	default:
		b.run(r)
		return
	}
	if r.style == "" {
		r.style = "Hyperlink"
	}
	b.run(r)
	b.end("w:hyperlink")
}

func (b *body) run(r run) {
	switch {
	case r.page != "":
		b.worked(" PAGEREF "+r.page+` \h `, r)
	case r.field != "":
		b.worked(" "+r.field+" ", r)
	default:
		b.written(r)
	}
}

// written writes a run's text, its line ends and tabs as Word has them.
func (b *body) written(r run) {
	b.open("w:r")
	b.manner(r.style)
	for n, line := range strings.Split(strings.ReplaceAll(r.text, "\r\n", "\n"), "\n") {
		if n > 0 {
			b.empty("w:br")
		}
		for n, part := range strings.Split(line, "\t") {
			if n > 0 {
				b.empty("w:tab")
			}
			b.element("w:t", part, "xml:space", "preserve")
		}
	}
	b.end("w:r")
}

func (b *body) manner(style string) {
	if style == "" {
		return
	}
	b.open("w:rPr")
	b.empty("w:rStyle", "w:val", style)
	b.end("w:rPr")
}

// worked writes a field that Word and LibreOffice work out; the run's text stands until they do.
func (b *body) worked(instruction string, r run) {
	b.char(r.style, "begin")
	b.open("w:r")
	b.manner(r.style)
	b.element("w:instrText", instruction, "xml:space", "preserve")
	b.end("w:r")
	b.char(r.style, "separate")
	b.written(r)
	b.char(r.style, "end")
}

func (b *body) char(style, kind string) {
	b.open("w:r")
	b.manner(style)
	b.empty("w:fldChar", "w:fldCharType", kind)
	b.end("w:r")
}

// prose writes paragraphs as somebody typed them; a line's end within one stays.
func (b *body) prose(paragraphs []string) {
	for _, p := range paragraphs {
		b.paragraph(paragraph{}, run{text: p})
	}
}

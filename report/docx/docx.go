// Package docx prints a committee's report as a Word document that a clerk can go on with: headings, lists and tables
// have Word's own styles, tables their heading rows, what leads somewhere is a link, and the language is British
// English. The trend of an indicator is a picture with a table of all that it shows.
//
// The same report is the same bytes. It must never know a database, Slack or the clock.
package docx

import (
	"fmt"
	"io"

	"chaser/report"
)

// Write prints the report, holding one card at a time.
func Write(w io.Writer, r report.Report) error {
	file := newArchive(w)
	pages := &links{}
	var unread error
	for _, p := range []struct {
		name  string
		write func(*markup)
	}{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", packageLinks},
		{"docProps/core.xml", func(m *markup) { coreProperties(m, r.Head) }},
		{"docProps/app.xml", programProperties},
		{"word/styles.xml", styleSheet},
		{"word/numbering.xml", bullets},
		{"word/settings.xml", settings},
		{"word/header1.xml", func(m *markup) { runningHead(m, "", r.Cover.Draft) }},
		{"word/header2.xml", func(m *markup) { runningHead(m, r.Cover.Title+", "+r.Cover.Period, state(r.Cover)) }},
		{"word/footer1.xml", func(m *markup) { runningFoot(m, r.Cover.Committee) }},
		{"word/document.xml", func(m *markup) { unread = printed(m, pages, r) }},
		{"word/_rels/document.xml.rels", pages.write},
	} {
		if err := file.part(p.name, p.write); err != nil {
			return fmt.Errorf("docx: writing %s: %w", p.name, err)
		}
		if unread != nil {
			return fmt.Errorf("docx: %w", unread)
		}
	}
	if err := pictures(file, r); err != nil {
		return fmt.Errorf("docx: %w", err)
	}
	return file.Close()
}

// printed writes the report's text; the error is that of a card that could not be had.
func printed(m *markup, pages *links, r report.Report) error {
	d := newDocument(m, pages, r.Head)
	m.open("w:document", "xmlns:w", wordNamespace, "xmlns:r", linkNamespace)
	m.open("w:body")
	d.front()
	for c, err := range r.Cards {
		if err != nil {
			return err
		}
		d.card(c)
	}
	d.checks()
	section(m)
	m.end("w:body")
	m.end("w:document")
	return nil
}

// section is the page's size, and what stands at its head and foot: of the first page another head than of the others.
func section(m *markup) {
	m.open("w:sectPr")
	for n, p := range wordParts {
		switch p.name {
		case "header1":
			m.empty("w:headerReference", "w:type", "first", "r:id", partID(n))
		case "header2":
			m.empty("w:headerReference", "w:type", "default", "r:id", partID(n))
		case "footer1":
			m.empty("w:footerReference", "w:type", "first", "r:id", partID(n))
			m.empty("w:footerReference", "w:type", "default", "r:id", partID(n))
		}
	}
	m.empty("w:pgSz", "w:w", number(pageWidth), "w:h", number(pageHeight))
	side := number(margin)
	m.empty("w:pgMar", "w:top", number(margin+200), "w:right", side, "w:bottom", side, "w:left", side, "w:header", "567", "w:footer", "567", "w:gutter", "0")
	m.empty("w:titlePg")
	m.end("w:sectPr")
}

package docx

import (
	"strings"

	"chaser/report"
)

// state is what a report is: a draft, or an edition.
func state(c report.Cover) string {
	if c.Draft != "" {
		return c.Draft
	}
	return c.Edition
}

// runningHead stands over every page: what is read, and whether it is a draft.
func runningHead(m *markup, left, right string) {
	b := &body{markup: m}
	m.open("w:hdr", "xmlns:w", wordNamespace, "xmlns:r", linkNamespace)
	b.paragraph(paragraph{style: "Header"}, run{text: left + "\t"}, run{text: right, style: "DraftMark"})
	m.end("w:hdr")
}

// runningFoot stands under every page.
func runningFoot(m *markup, left string) {
	b := &body{markup: m}
	m.open("w:ftr", "xmlns:w", wordNamespace, "xmlns:r", linkNamespace)
	b.paragraph(paragraph{style: "Footer"}, run{text: left + "\tPage "}, run{field: "PAGE", text: "1"}, run{text: " of "}, run{field: "NUMPAGES", text: "1"})
	m.end("w:ftr")
}

// coreProperties are what the document says of itself, all of it from the report.
func coreProperties(m *markup, h report.Head) {
	m.open("cp:coreProperties", "xmlns:cp", coreNamespace, "xmlns:dc", "http://purl.org/dc/elements/1.1/",
		"xmlns:dcterms", "http://purl.org/dc/terms/", "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
	m.element("dc:title", h.Cover.Heading())
	m.element("dc:subject", h.Cover.Committee)
	m.element("dc:creator", strings.Join(h.Cover.By, ", "))
	m.element("dc:description", about(h))
	m.element("cp:contentStatus", state(h.Cover))
	at := h.Cover.ProducedDay + "T00:00:00Z"
	m.element("dcterms:created", at, "xsi:type", "dcterms:W3CDTF")
	m.element("dcterms:modified", at, "xsi:type", "dcterms:W3CDTF")
	m.element("dc:language", "en-GB")
	m.end("cp:coreProperties")
}

// about is by what the report can be told from others.
func about(h report.Head) string {
	said := []string{"Produced on " + h.Cover.Produced + "."}
	if h.Cover.Published != "" {
		said = append(said, "Published on "+h.Cover.Published+".")
	}
	if h.Footer.Digest != "" {
		said = append(said, "Content: SHA-256 "+h.Footer.Digest+".")
	}
	return strings.Join(said, " ")
}

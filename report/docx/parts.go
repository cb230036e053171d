package docx

import "fmt"

// The names of the format's vocabularies.
const (
	wordNamespace     = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	drawingNamespace  = "http://schemas.openxmlformats.org/drawingml/2006/main"
	inlineNamespace   = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
	pictureNamespace  = "http://schemas.openxmlformats.org/drawingml/2006/picture"
	linkNamespace     = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageNamespace  = "http://schemas.openxmlformats.org/package/2006/relationships"
	contentsNamespace = "http://schemas.openxmlformats.org/package/2006/content-types"
	coreNamespace     = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"

	relationTypes = linkNamespace + "/"
	wordTypes     = "application/vnd.openxmlformats-officedocument.wordprocessingml."
)

// wordParts are the parts beside the text, by which the text's relationships begin.
var wordParts = []struct{ name, kind, content string }{
	{"styles", "styles", "styles+xml"},
	{"numbering", "numbering", "numbering+xml"},
	{"settings", "settings", "settings+xml"},
	{"header1", "header", "header+xml"}, // of the first page
	{"header2", "header", "header+xml"}, // of the others
	{"footer1", "footer", "footer+xml"},
}

// contentTypes lists what kind each part is.
func contentTypes(m *markup) {
	m.open("Types", "xmlns", contentsNamespace)
	m.empty("Default", "Extension", "rels", "ContentType", "application/vnd.openxmlformats-package.relationships+xml")
	m.empty("Default", "Extension", "xml", "ContentType", "application/xml")
	m.empty("Default", "Extension", "png", "ContentType", "image/png")
	m.empty("Override", "PartName", "/word/document.xml", "ContentType", wordTypes+"document.main+xml")
	for _, p := range wordParts {
		m.empty("Override", "PartName", "/word/"+p.name+".xml", "ContentType", wordTypes+p.content)
	}
	m.empty("Override", "PartName", "/docProps/core.xml", "ContentType", "application/vnd.openxmlformats-package.core-properties+xml")
	m.empty("Override", "PartName", "/docProps/app.xml", "ContentType", "application/vnd.openxmlformats-officedocument.extended-properties+xml")
	m.end("Types")
}

func packageLinks(m *markup) {
	m.open("Relationships", "xmlns", packageNamespace)
	m.empty("Relationship", "Id", "rId1", "Type", relationTypes+"officeDocument", "Target", "word/document.xml")
	m.empty("Relationship", "Id", "rId2", "Type", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "Target", "docProps/core.xml")
	m.empty("Relationship", "Id", "rId3", "Type", relationTypes+"extended-properties", "Target", "docProps/app.xml")
	m.end("Relationships")
}

// links are the pages that a text leads to, each once, and how many pictures stand in it.
type links struct {
	urls     []string
	ids      map[string]string
	pictures int
}

// id is the relationship of a page.
func (l *links) id(url string) string {
	if id, ok := l.ids[url]; ok {
		return id
	}
	if l.ids == nil {
		l.ids = map[string]string{}
	}
	l.urls = append(l.urls, url)
	id := fmt.Sprintf("rId%d", len(wordParts)+len(l.urls))
	l.ids[url] = id
	return id
}

// write writes the text's relationships.
func (l *links) write(m *markup) {
	m.open("Relationships", "xmlns", packageNamespace)
	for n, p := range wordParts {
		m.empty("Relationship", "Id", partID(n), "Type", relationTypes+p.kind, "Target", p.name+".xml")
	}
	for _, url := range l.urls {
		m.empty("Relationship", "Id", l.ids[url], "Type", relationTypes+"hyperlink", "Target", address(url), "TargetMode", "External")
	}
	for n := range l.pictures {
		m.empty("Relationship", "Id", pictureID(n+1), "Type", relationTypes+"image", "Target", pictureName(n+1))
	}
	m.end("Relationships")
}

// partID is the relationship of one of wordParts.
func partID(n int) string { return fmt.Sprintf("rId%d", n+1) }

// settings has Word work out the index's page numbers when it opens the document.
func settings(m *markup) {
	m.open("w:settings", "xmlns:w", wordNamespace)
	m.empty("w:updateFields", "w:val", "true")
	m.raw(`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>`)
	m.raw(`<w:themeFontLang w:val="en-GB"/>`)
	m.end("w:settings")
}

func programProperties(m *markup) {
	m.open("Properties", "xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")
	m.element("Application", "Chaser")
	m.end("Properties")
}

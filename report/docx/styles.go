package docx

// textWidth is how wide the text is, in twentieths of a point: A4 upright less its margins.
const (
	pageWidth  = 11906
	pageHeight = 16838
	margin     = 1134 // two centimetres
	textWidth  = pageWidth - 2*margin
)

// style is one of the document's styles, by which a clerk changes how all of a kind look. Those with names of Word's
// own are found by screen readers and by its navigation.
type style struct {
	kind, id, name string
	based, next    string
	paragraph      string // what it sets of the paragraph, in the format's own order
	run            string // what it sets of the letters
	quick          bool   // it stands in Word's gallery
}

// The colours: nothing is told by them alone, and each stands out from what is behind it by 4.5 to 1 or more.
const (
	ink      = "0B0C0C"
	grey     = "505A5F"
	blue     = "1D70B8"
	headFill = "F3F2F1"
	lineGrey = "B1B4B6"
)

var styles = []style{
	{kind: "paragraph", id: "Normal", name: "Normal", quick: true, run: `<w:color w:val="` + ink + `"/>`},
	{kind: "paragraph", id: "Title", name: "Title", based: "Normal", next: "Normal", quick: true,
		paragraph: `<w:keepNext/><w:spacing w:before="0" w:after="240" w:line="240" w:lineRule="auto"/>`,
		run:       `<w:b/><w:bCs/><w:sz w:val="64"/><w:szCs w:val="64"/>`},
	{kind: "paragraph", id: "Subtitle", name: "Subtitle", based: "Normal", next: "Normal", quick: true,
		paragraph: `<w:spacing w:before="0" w:after="160" w:line="240" w:lineRule="auto"/>`,
		run:       `<w:color w:val="` + grey + `"/><w:sz w:val="32"/><w:szCs w:val="32"/>`},
	{kind: "paragraph", id: "Heading1", name: "heading 1", based: "Normal", next: "Normal", quick: true,
		paragraph: `<w:keepNext/><w:keepLines/><w:spacing w:before="360" w:after="160" w:line="240" w:lineRule="auto"/><w:outlineLvl w:val="0"/>`,
		run:       `<w:b/><w:bCs/><w:sz w:val="36"/><w:szCs w:val="36"/>`},
	{kind: "paragraph", id: "Heading2", name: "heading 2", based: "Normal", next: "Normal", quick: true,
		paragraph: `<w:keepNext/><w:keepLines/><w:spacing w:before="320" w:after="120" w:line="240" w:lineRule="auto"/><w:outlineLvl w:val="1"/>`,
		run:       `<w:b/><w:bCs/><w:sz w:val="28"/><w:szCs w:val="28"/>`},
	{kind: "paragraph", id: "Note", name: "Note", based: "Normal", quick: true, paragraph: `<w:spacing w:before="120"/>`, run: `<w:color w:val="` + grey + `"/><w:sz w:val="20"/><w:szCs w:val="20"/>`},
	{kind: "paragraph", id: "Verdict", name: "Verdict", based: "Normal", next: "Normal", quick: true, run: `<w:b/><w:bCs/><w:sz w:val="26"/><w:szCs w:val="26"/>`},
	{kind: "paragraph", id: "Caption", name: "caption", based: "Normal", next: "Normal", quick: true,
		paragraph: `<w:keepNext/><w:spacing w:before="160" w:after="80"/>`, run: `<w:color w:val="` + grey + `"/><w:sz w:val="20"/><w:szCs w:val="20"/>`},
	{kind: "paragraph", id: "Picture", name: "Picture", based: "Normal", next: "Caption", quick: true, paragraph: `<w:keepNext/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>`},
	{kind: "paragraph", id: "ListBullet", name: "List Bullet", based: "Normal", quick: true,
		paragraph: `<w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:after="60"/><w:contextualSpacing/>`},
	{kind: "paragraph", id: "TableText", name: "Table Text", based: "Normal", quick: true,
		paragraph: `<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>`, run: `<w:sz w:val="20"/><w:szCs w:val="20"/>`},
	{kind: "paragraph", id: "TableHeading", name: "Table Heading", based: "TableText", paragraph: `<w:keepNext/>`, run: `<w:b/><w:bCs/>`},
	{kind: "paragraph", id: "TableFigure", name: "Table Figure", based: "TableText", run: `<w:b/><w:bCs/><w:sz w:val="24"/><w:szCs w:val="24"/>`},
	{kind: "paragraph", id: "TableGap", name: "Table Gap", based: "Normal", paragraph: `<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>`},
	{kind: "paragraph", id: "AfterTable", name: "After Table", based: "Normal", next: "Normal", paragraph: `<w:spacing w:before="160"/>`},
	{kind: "paragraph", id: "Header", name: "header", based: "Normal",
		paragraph: `<w:tabs><w:tab w:val="right" w:pos="` + textEdge + `"/></w:tabs><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>`,
		run:       `<w:color w:val="` + grey + `"/><w:sz w:val="18"/><w:szCs w:val="18"/>`},
	{kind: "paragraph", id: "Footer", name: "footer", based: "Header"},
	{kind: "character", id: "DefaultParagraphFont", name: "Default Paragraph Font"},
	{kind: "character", id: "Hyperlink", name: "Hyperlink", run: `<w:color w:val="` + blue + `"/><w:u w:val="single"/>`},
	{kind: "character", id: "Strong", name: "Strong", quick: true, run: `<w:b/><w:bCs/>`},
	{kind: "character", id: "Remark", name: "Remark", run: `<w:b w:val="0"/><w:bCs w:val="0"/><w:sz w:val="20"/><w:szCs w:val="20"/>`},
	{kind: "character", id: "DraftMark", name: "Draft Mark", run: `<w:b/><w:bCs/><w:color w:val="` + ink + `"/>`},
}

const textEdge = "9638" // textWidth, where a tab sets to the right

// styleSheet writes the styles, in British English.
func styleSheet(m *markup) {
	m.open("w:styles", "xmlns:w", wordNamespace)
	m.raw(`<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>` +
		`<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>` +
		`<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="269" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>`)
	for _, s := range styles {
		s.write(m)
	}
	tableStyles(m)
	m.end("w:styles")
}

func (s style) write(m *markup) {
	attributes := []string{"w:type", s.kind}
	if s.id == "Normal" || s.id == "DefaultParagraphFont" {
		attributes = append(attributes, "w:default", "1")
	}
	m.open("w:style", append(attributes, "w:styleId", s.id)...)
	m.empty("w:name", "w:val", s.name)
	if s.based != "" {
		m.empty("w:basedOn", "w:val", s.based)
	}
	if s.next != "" {
		m.empty("w:next", "w:val", s.next)
	}
	if s.quick {
		m.empty("w:qFormat")
	}
	if s.paragraph != "" {
		m.raw("<w:pPr>" + s.paragraph + "</w:pPr>")
	}
	if s.run != "" {
		m.raw("<w:rPr>" + s.run + "</w:rPr>")
	}
	m.end("w:style")
}

func tableStyles(m *markup) {
	m.raw(`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>` +
		`<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>` +
		`<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>`)
	m.raw(`<w:style w:type="table" w:styleId="ReportTable"><w:name w:val="Report Table"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		m.empty("w:"+side, "w:val", "single", "w:sz", "4", "w:space", "0", "w:color", lineGrey)
	}
	m.raw(`</w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="` + headFill +
		`"/></w:tcPr></w:tblStylePr><w:tblStylePr w:type="firstCol"><w:rPr><w:b/><w:bCs/></w:rPr></w:tblStylePr></w:style>`)
}

// bullets writes the one list that there is.
func bullets(m *markup) {
	m.open("w:numbering", "xmlns:w", wordNamespace)
	m.raw(`<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>` +
		`<w:pStyle w:val="ListBullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>` +
		`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`)
	m.end("w:numbering")
}

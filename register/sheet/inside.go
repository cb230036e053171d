package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"

	"chaser/kpi"
	"chaser/register"
)

// insides is what a workbook is made of.
type insides struct {
	linked bool             // it takes values from other workbooks
	parts  map[string]*part // by the sheet's name
}

// part is what a sheet's file says besides its cells.
type part struct {
	merged   []area
	unseen   map[int]bool       // rows that are hidden, or filtered away
	dashes   [][2]int           // cells that keep 0 and show a dash or nothing
	formulas map[[2]int]formula // by row and column
}

type formula struct {
	text   string
	worked bool // its result is kept
}

// lookInside refuses a workbook that may do harm, or is none, before it is unpacked.
func lookInside(file []byte) (insides, *kpi.Refusal) {
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return insides{}, kpi.Refuse("", "It is a broken workbook: its end is missing or damaged. Get it again from where it came, or save it again, and import that.")
	}
	in := insides{parts: map[string]*part{}}
	var unpacked uint64
	files := map[string]*zip.File{}
	for _, f := range archive.File {
		unpacked += f.UncompressedSize64
		name := strings.TrimPrefix(strings.ToLower(f.Name), "/")
		files[name] = f
		switch {
		case strings.HasSuffix(name, "vbaproject.bin"):
			return in, kpi.Refuse("", "It has macros, which Chaser does not take. Save it as .xlsx (“Excel workbook”), without macros, and import that.")
		case strings.HasPrefix(name, register.LinksKept):
			in.linked = true
		case name == "content.xml":
			return in, kpi.Refuse("", "It is an OpenDocument file. Save it as .xlsx and import that.")
		}
	}
	switch {
	case unpacked > mostUnpacked:
		return in, kpi.Refuse("", "It is over %d MB when unpacked, which no sheet of indicators is. Copy the rows that matter into a new workbook and import that.", mostUnpacked>>20)
	case files["xl/workbook.bin"] != nil:
		return in, kpi.Refuse("", "It is a binary workbook (.xlsb). Save it as .xlsx and import that.")
	case files["xl/workbook.xml"] == nil:
		return in, kpi.Refuse("", "It is not a workbook. Save the sheet as .xlsx or .csv and import that.")
	}
	styles := noughtStyles(unpack(files["xl/styles.xml"]))
	for name, target := range sheetFiles(files) {
		if f := files[strings.ToLower(target)]; f != nil {
			in.parts[name] = readPart(f, styles)
		}
	}
	return in, nil
}

// sheetFiles are the files of the sheets, by the sheets' names.
func sheetFiles(files map[string]*zip.File) map[string]string {
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	var relations struct {
		All []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	_ = xml.Unmarshal(unpack(files["xl/workbook.xml"]), &book)                 // without them there are no merged cells;
	_ = xml.Unmarshal(unpack(files["xl/_rels/workbook.xml.rels"]), &relations) // what is broken, excelize says
	targets := map[string]string{}
	for _, r := range relations.All {
		target := r.Target
		if !strings.HasPrefix(target, "/") {
			target = path.Join("xl", target)
		}
		targets[r.ID] = strings.TrimPrefix(target, "/")
	}
	named := map[string]string{}
	for _, s := range book.Sheets {
		named[s.Name] = targets[s.ID]
	}
	return named
}

func unpack(f *zip.File) []byte {
	if f == nil {
		return nil
	}
	r, err := f.Open()
	if err != nil {
		return nil
	}
	defer func() { _ = r.Close() }() // it was only read
	text, err := io.ReadAll(io.LimitReader(r, mostUnpacked))
	if err != nil {
		return nil
	}
	return text
}

// readPart reads merged cells and formulas. Only where the file has any is it read through.
func readPart(f *zip.File, noughts map[int]bool) *part {
	text := unpack(f)
	p := &part{formulas: map[[2]int]formula{}, unseen: unseenRows(text), dashes: shownNoughts(text, noughts)}
	if bytes.Contains(text, []byte("<f>")) || bytes.Contains(text, []byte("<f ")) || bytes.Contains(text, []byte("<f/>")) {
		p.readFormulas(text)
	}
	if at := bytes.LastIndex(text, []byte("<mergeCells")); at >= 0 {
		p.readMerged(text[at:])
	}
	return p
}

func (p *part) readFormulas(text []byte) {
	decoder := xml.NewDecoder(bytes.NewReader(text))
	for {
		token, err := decoder.Token()
		if err != nil {
			return
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "c" {
			continue
		}
		var c struct {
			Ref     string  `xml:"r,attr"`
			Kind    string  `xml:"t,attr"`
			Formula *string `xml:"f"`
			Value   *string `xml:"v"`
		}
		if err := decoder.DecodeElement(&c, &start); err != nil {
			return
		}
		if column, row, err := excelize.CellNameToCoordinates(c.Ref); err == nil && c.Formula != nil {
			p.formulas[[2]int{row, column}] = formula{*c.Formula, c.Value != nil && (*c.Value != "" || c.Kind == "str")}
		}
	}
}

func (p *part) readMerged(text []byte) {
	decoder := xml.NewDecoder(bytes.NewReader(text))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) || err != nil {
			return
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "mergeCell" {
			continue
		}
		for _, a := range start.Attr {
			from, to, _ := strings.Cut(a.Value, ":")
			left, top, err := excelize.CellNameToCoordinates(from)
			if err != nil {
				continue
			}
			if right, bottom, err := excelize.CellNameToCoordinates(to); err == nil {
				p.merged = append(p.merged, area{top, left, bottom, right})
			}
		}
	}
}

// mark puts onto the cells what the file says of them besides.
func (p *part) mark(g *grid, linked bool) {
	if p == nil {
		return
	}
	g.merged, g.unseen = p.merged, p.unseen
	p.markNoughts(g)
	for at, f := range p.formulas {
		row, column := at[0], at[1]
		taken := linked && register.TakenFromElsewhere(f.text)
		if f.worked && !taken || row > len(g.rows) || column > mostColumns {
			continue
		}
		for len(g.rows[row-1]) < column {
			g.rows[row-1] = append(g.rows[row-1], cell{})
		}
		c := &g.rows[row-1][column-1]
		if f.worked {
			c.linked = true
			continue
		}
		c.problem = "a formula stands there whose result was never worked out; open the file in your spreadsheet program, save it, and import that"
		if c.text == "" {
			c.text = "=" + kpi.Excerpt(f.text)
		}
	}
}

package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"

	"chaser/report"
	"chaser/report/reporttest"
)

// Word calls a file damaged where elements stand in another order than its schema (ISO/IEC 29500-1, annex A) has them.
// These are the orders of those that we write.
var orders = map[string][]string{
	"pPr":               {"pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "tabs", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl"},
	"rPr":               {"rStyle", "rFonts", "b", "bCs", "color", "sz", "szCs", "u", "lang"},
	"tblPr":             {"tblStyle", "tblW", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook", "tblCaption", "tblDescription"},
	"tblBorders":        {"top", "left", "bottom", "right", "insideH", "insideV"},
	"tblCellMar":        {"top", "left", "bottom", "right"},
	"tbl":               {"tblPr", "tblGrid", "tr"},
	"tr":                {"trPr", "tc"},
	"tc":                {"tcPr", "p"},
	"tcPr":              {"tcW", "shd"},
	"style":             {"name", "basedOn", "next", "qFormat", "pPr", "rPr", "tblPr", "tblStylePr"},
	"tblStylePr":        {"rPr", "tcPr"},
	"styles":            {"docDefaults", "style"},
	"docDefaults":       {"rPrDefault", "pPrDefault"},
	"numbering":         {"abstractNum", "num"},
	"abstractNum":       {"multiLevelType", "lvl"},
	"lvl":               {"start", "numFmt", "pStyle", "lvlText", "lvlJc", "pPr"},
	"settings":          {"updateFields", "compat", "themeFontLang"},
	"sectPr":            {"headerReference", "footerReference", "pgSz", "pgMar", "titlePg"},
	"inline":            {"extent", "docPr", "cNvGraphicFramePr", "graphic"},
	"pic":               {"nvPicPr", "blipFill", "spPr"},
	"nvPicPr":           {"cNvPr", "cNvPicPr"},
	"blipFill":          {"blip", "stretch"},
	"spPr":              {"xfrm", "prstGeom"},
	"xfrm":              {"off", "ext"},
	"graphic":           {"graphicData"},
	"cNvGraphicFramePr": {"graphicFrameLocks"},
}

// alone are the elements of which one may hold one only.
var alone = []string{"pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "jc", "shd", "spacing", "color", "sz", "pStyle", "rStyle"}

// Word itself cannot be had for a test; this holds a document against the rules by which Word is known to refuse one.
func TestWhatWordRefuses(t *testing.T) {
	t.Parallel()
	r := reporttest.Everything(t)
	cards := r.Cards
	r.Cards = func(yield func(report.Card, error) bool) {
		for c, err := range cards {
			c.Links = append(c.Links, report.Link{Text: "Typed", URL: "https://example.org/a b|<c>%zz/é?q=[1]&r=100%#x#y"})
			if !yield(c, err) {
				return
			}
		}
	}
	file, err := zip.NewReader(bytes.NewReader(bytesOf(t, r)), int64(len(bytesOf(t, r))))
	check(t, err)
	parts := map[string][]byte{}
	for _, f := range file.File {
		if parts[f.Name] != nil {
			t.Errorf("%s stands twice in the file", f.Name)
		}
		open, err := f.Open()
		check(t, err)
		parts[f.Name], err = io.ReadAll(open)
		check(t, err)
	}
	var types struct {
		Default []struct {
			Extension string `xml:",attr"`
		}
		Override []struct {
			PartName string `xml:",attr"`
		}
	}
	check(t, xml.Unmarshal(parts["[Content_Types].xml"], &types))
	for _, o := range types.Override {
		if parts[strings.TrimPrefix(o.PartName, "/")] == nil {
			t.Errorf("%s has a type, and is not there", o.PartName)
		}
	}
	for name, content := range parts {
		known := false
		for _, d := range types.Default {
			known = known || strings.HasSuffix(name, "."+d.Extension)
		}
		if !known {
			t.Errorf("%s has no type", name)
		}
		if strings.HasSuffix(name, ".rels") {
			checkRelationships(t, name, content, parts)
		}
		if strings.HasSuffix(name, ".xml") {
			checkOrders(t, name, content)
		}
	}
	checkNames(t, parts["word/document.xml"], parts["word/styles.xml"], parts["word/_rels/document.xml.rels"])
}

func checkRelationships(t *testing.T, name string, content []byte, parts map[string][]byte) {
	t.Helper()
	var all struct {
		Relationship []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:",attr"`
			Mode   string `xml:"TargetMode,attr"`
		}
	}
	check(t, xml.Unmarshal(content, &all))
	seen := map[string]bool{}
	for _, r := range all.Relationship {
		if seen[r.ID] {
			t.Errorf("%s has %s twice", name, r.ID)
		}
		seen[r.ID] = true
		if r.Mode == "External" {
			if u, err := url.ParseRequestURI(r.Target); err != nil || strings.ContainsAny(r.Target, " <>\"{}|\\^`") || strings.Count(r.Target, "#") > 1 || u.Host == "" {
				t.Errorf("%s leads to %q, which is no address (%v)", name, r.Target, err)
			}
		} else if parts[path.Join(path.Dir(path.Dir(name)), r.Target)] == nil {
			t.Errorf("%s leads to %s, which is not there", name, r.Target)
		}
	}
}

// checkOrders checks the order and number of what stands in each element, and that text ends what it must.
func checkOrders(t *testing.T, part string, content []byte) {
	t.Helper()
	type element struct {
		name     string
		children []string
	}
	var above []element
	for d := xml.NewDecoder(bytes.NewReader(content)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		check(t, err)
		switch token := token.(type) {
		case xml.StartElement:
			if len(above) > 0 {
				last := &above[len(above)-1]
				last.children = append(last.children, token.Name.Local)
			}
			above = append(above, element{name: token.Name.Local})
		case xml.EndElement:
			e := above[len(above)-1]
			above = above[:len(above)-1]
			order, place := orders[e.name], 0
			for n, child := range e.children {
				if slices.Contains(alone, child) && slices.Contains(e.children[:n], child) {
					t.Errorf("%s: a %s has two %s", part, e.name, child)
				}
				if order == nil {
					continue
				}
				at := slices.Index(order, child)
				if at < place {
					t.Errorf("%s: in a %s, %s stands in the wrong place among %v", part, e.name, child, e.children)
				}
				place = at
			}
			if (e.name == "tc" || e.name == "hdr" || e.name == "ftr") && (len(e.children) == 0 || e.children[len(e.children)-1] != "p") {
				t.Errorf("%s: a %s does not end with a paragraph", part, e.name)
			}
			if e.name == "body" {
				checkBody(t, e.children)
			}
			if e.name == "p" && slices.Contains(e.children, "pPr") && e.children[0] != "pPr" {
				t.Errorf("%s: a paragraph's form does not come first", part)
			}
		}
	}
}

func checkBody(t *testing.T, children []string) {
	t.Helper()
	if last := len(children) - 1; children[last] != "sectPr" || children[last-1] != "p" {
		t.Error("the text does not end with a paragraph and its section")
	}
	for n, child := range children[1:] {
		if child == "tbl" && children[n] == "tbl" {
			t.Error("two tables meet, which Word makes one of")
		}
	}
}

// checkNames checks that what must be named once is, and that what is referred to is there.
func checkNames(t *testing.T, document, styles, relationships []byte) {
	t.Helper()
	has := func(element, attribute string, in []byte) (all []string) {
		for d := xml.NewDecoder(bytes.NewReader(in)); ; {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				return all
			}
			check(t, err)
			if start, ok := token.(xml.StartElement); ok && start.Name.Local == element {
				for _, a := range start.Attr {
					if a.Name.Local == attribute {
						all = append(all, a.Value)
					}
				}
			}
		}
	}
	for _, once := range [][2]string{{"bookmarkStart", "id"}, {"bookmarkStart", "name"}, {"docPr", "id"}, {"docPr", "name"}} {
		all := has(once[0], once[1], document)
		if len(all) == 0 || len(slices.Compact(slices.Sorted(slices.Values(all)))) != len(all) {
			t.Errorf("a %s's %s stands twice, or there is none: %v", once[0], once[1], all)
		}
	}
	marks := has("bookmarkStart", "name", document)
	for _, mark := range marks {
		if len(mark) > 40 {
			t.Errorf("the bookmark %s is longer than 40 letters", mark)
		}
	}
	if ends := has("bookmarkEnd", "id", document); !slices.Equal(ends, has("bookmarkStart", "id", document)) {
		t.Error("not every bookmark ends")
	}
	for _, refers := range []struct {
		element, attribute string
		among              []string
	}{
		{"hyperlink", "anchor", marks},
		{"hyperlink", "id", has("Relationship", "Id", relationships)},
		{"blip", "embed", has("Relationship", "Id", relationships)},
		{"headerReference", "id", has("Relationship", "Id", relationships)},
		{"pStyle", "val", has("style", "styleId", styles)},
		{"rStyle", "val", has("style", "styleId", styles)},
		{"tblStyle", "val", has("style", "styleId", styles)},
	} {
		all := has(refers.element, refers.attribute, document)
		for _, name := range all {
			if !slices.Contains(refers.among, name) {
				t.Errorf("a %s refers to %s, which is not there", refers.element, name)
			}
		}
		if len(all) == 0 {
			t.Errorf("there is no %s to check", refers.element)
		}
	}
}

package bind

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"
)

// samplePart is a part as Chromium would print it, with a table, a heading and links on each page.
type samplePart struct {
	number  int
	content []string // of each page
	titles  []string // of its headings
	links   []int    // how many each page has
	nested  bool     // its pages are in a tree of two levels
}

func drawnPart(r *rapid.T, number int) samplePart {
	s := samplePart{number: number, nested: rapid.Bool().Draw(r, "nested")}
	for n := range rapid.IntRange(1, 4).Draw(r, "pages") {
		s.content = append(s.content, fmt.Sprintf("part %d page %d endstream", number, n))
		s.links = append(s.links, rapid.IntRange(0, 3).Draw(r, "links"))
		if number == 0 && n == 0 || rapid.Bool().Draw(r, "heading") {
			s.titles = append(s.titles, fmt.Sprintf("Heading-%d-%d", number, n))
		}
	}
	return s
}

// objects are a file's, written one by one.
type objects struct{ all []string }

func (o *objects) reserve() int { o.all = append(o.all, ""); return len(o.all) }

func (o *objects) put(n int, format string, args ...any) { o.all[n-1] = fmt.Sprintf(format, args...) }

func (o *objects) add(format string, args ...any) int {
	n := o.reserve()
	o.put(n, format, args...)
	return n
}

func (s samplePart) written() string {
	var o objects
	info := o.add("<</Title (A part \\(%d\\))>>", s.number)
	top, root, document, places := o.reserve(), o.reserve(), o.reserve(), o.reserve()
	var pages, kids, nums, ids []string
	dests, own, next := "", "", 0
	for n, content := range s.content {
		page, element, table, row, th, td := o.reserve(), o.reserve(), o.reserve(), o.reserve(), o.reserve(), o.reserve()
		contents := o.add("<</Length %d>> stream\n%s\nendstream", len(content), content)
		id := fmt.Sprintf("(node%08d)", n)
		o.put(element, "<</Type /StructElem /S /P /P %d 0 R /Pg %d 0 R /K 0>>", document, page)
		o.put(table, "<</Type /StructElem /S /Table /P %d 0 R /K %d 0 R>>", document, row)
		o.put(row, "<</Type /StructElem /S /TR /P %d 0 R /K [%d 0 R %d 0 R]>>", table, th, td)
		o.put(th, "<</Type /StructElem /S /TH /P %d 0 R /Pg %d 0 R /K 1 /ID %s>>", row, page, id)
		o.put(td, "<</Type /StructElem /S /TD /P %d 0 R /Pg %d 0 R /K 2 /A [<</O /Table /Headers [%s]>>]>>", row, page, id)
		kids = append(kids, fmt.Sprintf("%d 0 R %d 0 R", element, table))
		ids = append(ids, fmt.Sprintf("%s %d 0 R", id, th))
		whose := fmt.Sprintf("%d 0 R %d 0 R %d 0 R", element, th, td)
		if n == 0 { // a text without an element of its own is the document's
			whose += fmt.Sprintf(" %d 0 R", document)
			own = fmt.Sprintf("/Pg %d 0 R /K [3 ", page)
		}
		nums = append(nums, fmt.Sprintf("%d [%s]", next, whose))
		parents, annots := next, ""
		next++
		for range at(s.links, n) {
			annot, link := o.reserve(), o.reserve()
			o.put(annot, "<</Type /Annot /Subtype /Link /Dest /place-0-0 /StructParent %d>>", next)
			o.put(link, "<</Type /StructElem /S /Link /P %d 0 R /K [<</Type /OBJR /Obj %d 0 R /Pg %d 0 R>>]>>", document, annot, page)
			kids = append(kids, fmt.Sprintf("%d 0 R", link))
			nums = append(nums, fmt.Sprintf("%d %d 0 R", next, link))
			annots += fmt.Sprintf("%d 0 R ", annot)
			next++
		}
		dests += fmt.Sprintf("/place-%d-%d [%d 0 R /XYZ 0 800 0]\n", s.number, n, page)
		pages = append(pages, fmt.Sprintf("%d 0 R", page))
		parent := top
		if s.nested {
			parent = o.add("<</Type /Pages /Count 1 /Kids [%d 0 R] /Parent %d 0 R>>", page, top)
			pages[n] = fmt.Sprintf("%d 0 R", parent)
		}
		o.put(page, "<</Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Resources <</Font <<>>>> /Contents %d 0 R /Annots [%s] /StructParents %d>>",
			parent, contents, annots, parents)
	}
	o.put(top, "<</Type /Pages /Count %d /Kids [%s]>>", len(pages), strings.Join(pages, " "))
	parents := o.add("<</Nums [%s]>>", strings.Join(nums, " "))
	leaf := o.add("<</Names [%s]>>", strings.Join(ids, " "))
	names := o.add("<</Kids [%d 0 R]>>", leaf)
	o.put(root, "<</Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d /IDTree %d 0 R>>", document, parents, next, names)
	o.put(document, "<</Type /StructElem /S /Document /P %d 0 R %s%s]>>", root, own, strings.Join(kids, " "))
	o.put(places, "<<%s>>", dests)
	outlines := ""
	if len(s.titles) > 0 {
		outlines = fmt.Sprintf("/Outlines %d 0 R", s.outline(&o))
	}
	catalog := o.add("<</Type /Catalog /Pages %d 0 R /Dests %d 0 R /StructTreeRoot %d 0 R %s /Lang (en-GB)>>", top, places, root, outlines)
	return o.file(catalog, info)
}

func at(all []int, n int) int {
	if n < len(all) {
		return all[n]
	}
	return 0
}

// outline writes the headings in a row; the first part's stand below the report's own.
func (s samplePart) outline(o *objects) int {
	root := o.reserve()
	above := root
	if s.number == 0 {
		above = o.reserve()
	}
	first := len(o.all) + 1
	last := first + len(s.titles) - 1
	for n, title := range s.titles {
		around := ""
		if n > 0 {
			around += fmt.Sprintf("/Prev %d 0 R ", first+n-1)
		}
		if n < len(s.titles)-1 {
			around += fmt.Sprintf("/Next %d 0 R ", first+n+1)
		}
		o.add("<</Title (%s) /Parent %d 0 R %s>>", title, above, around)
	}
	row := fmt.Sprintf("/First %d 0 R /Last %d 0 R /Count %d", first, last, len(s.titles))
	if s.number == 0 {
		o.put(above, "<</Title (Report) /Parent %d 0 R %s>>", root, row)
		row = fmt.Sprintf("/First %d 0 R /Last %d 0 R /Count %d", above, above, len(s.titles)+1)
	}
	o.put(root, "<</Type /Outlines %s>>", row)
	return root
}

// file is the objects with the table of where they are.
func (o *objects) file(catalog, info int) string {
	var b strings.Builder
	b.WriteString("%PDF-1.4\n")
	table := "0000000000 65535 f \n"
	for n, object := range o.all {
		table += fmt.Sprintf("%010d 00000 n \n", b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", n+1, object)
	}
	at := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n%strailer\n<</Size %d /Root %d 0 R /Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(o.all)+1, table, len(o.all)+1, catalog, info, at)
	return b.String()
}

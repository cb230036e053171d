package bind

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// What Chromium printed of a small report: a front of three pages and two cards, and five running heads.
var printed = []string{"testdata/heads.pdf", "testdata/front.pdf", "testdata/card-a.pdf", "testdata/card-b.pdf"}

func TestWhatChromiumPrinted(t *testing.T) {
	t.Parallel()
	var b, again bytes.Buffer
	for _, to := range []*bytes.Buffer{&b, &again} {
		if err := Bind(to, printed[0], printed[1:]); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(b.Bytes(), again.Bytes()) {
		t.Error("the same parts do not make the same bytes")
	}
	doc := readBack(t, b.Bytes())
	checkWhole(t, doc)
	if doc.catalog["Lang"] != text("(en-GB)") || doc.dict(doc.catalog["MarkInfo"])["Marked"] != word("true") {
		t.Errorf("the document is %v", doc.catalog)
	}
	if n := len(doc.pages(doc.catalog["Pages"])); n != 5 {
		t.Errorf("it has %d pages", n)
	}
	want := "Report(Index Key Card a(Trend) Card b(Trend))"
	if got := doc.bookmarks(doc.dict(doc.catalog["Outlines"])["First"]); got != want {
		t.Errorf("its outline is %s and should be %s", got, want)
	}
	outlines := doc.dict(doc.catalog["Outlines"])
	report := doc.dict(outlines["First"])
	if outlines["Count"] != word("5") || report["Count"] != word("4") || doc.dict(report["Last"])["Count"] != word("-1") {
		t.Errorf("of its headings %v are shown at first, below the report's own %v, and %v of the last card", outlines["Count"], report["Count"], doc.dict(report["Last"])["Count"])
	}
	if doc.info["Title"] == nil {
		t.Errorf("the document says of itself %v", doc.info)
	}
	var places []string
	for at := range doc.dict(doc.catalog["Dests"]) {
		places = append(places, string(at))
	}
	if slices.Sort(places); !slices.Equal(places, []string{"a", "b", "index"}) {
		t.Errorf("links can name %v", places)
	}
}

// bookmarks is an outline as a line.
func (doc *bound) bookmarks(first object) string {
	var all []string
	var before object
	for at := first; at != nil; at = doc.dict(at)["Next"] {
		item := doc.dict(at)
		if item["Prev"] != before {
			doc.Errorf("%v comes after %v and says %v", at, before, item["Prev"])
		}
		before = at
		title := strings.Trim(string(item["Title"].(text)), "()")
		if item["First"] != nil {
			title += "(" + doc.bookmarks(item["First"]) + ")"
		}
		all = append(all, title)
	}
	return strings.Join(all, " ")
}

// checkWhole checks what must hold of every document.
func checkWhole(t testing.TB, doc *bound) {
	t.Helper()
	pages := doc.pages(doc.catalog["Pages"])
	root := doc.dict(doc.catalog["StructTreeRoot"])
	parents := doc.tree(root["ParentTree"], "Nums")
	places := doc.dict(doc.catalog["Dests"])
	elements := doc.elements(root["K"].(ref), doc.catalog["StructTreeRoot"].(ref), map[ref]bool{})
	seen := map[string]bool{}
	number := func(o object) object { // whose tag it is; each number is of one page or link
		n, ok := whole(o)
		key := fmt.Sprint(n)
		if !ok || seen[key] || parents[key] == nil {
			t.Errorf("the number %v is no page's or link's own", o)
		}
		seen[key] = true
		return parents[key]
	}
	for _, page := range pages {
		d := doc.dict(page)
		forms := doc.dict(doc.dict(d["Resources"])["XObject"])
		if head, ok := doc.found(forms[stamp]).(stream); !ok || head.dict["Subtype"] != name("Form") {
			t.Errorf("page %v has no running head", page)
		}
		around, _ := d["Contents"].(array)
		if last, ok := doc.found(around[len(around)-1]).(stream); !ok || !strings.Contains(string(last.data), "/Artifact <</Type /Pagination>> BDC") {
			t.Errorf("a screen reader reads the running head of page %v", page)
		}
		if d["StructParents"] != nil {
			of, _ := doc.found(number(d["StructParents"])).(array)
			for _, element := range of {
				if at, ok := element.(ref); ok && (!elements[at] || !doc.isOn(at, page)) {
					t.Errorf("page %v has text of %v, which is not on it", page, doc.objects[at])
				}
			}
		}
		annots, _ := doc.found(d["Annots"]).(array)
		for _, annot := range annots {
			link := doc.dict(annot)
			if to, ok := link["Dest"].(name); ok && places[to] == nil {
				t.Errorf("a link leads to %s, which is nowhere", to)
			}
			at, _ := number(link["StructParent"]).(ref)
			var said bytes.Buffer
			_ = write(&said, doc.dict(at)["K"])
			if !elements[at] || !strings.Contains(said.String(), fmt.Sprintf("/Obj %d 0 R", annot)) {
				t.Errorf("the link %v is tagged as %v", annot, doc.objects[at])
			}
		}
	}
	for at, place := range places {
		if to := place.(array)[0].(ref); !slices.Contains(pages, to) {
			t.Errorf("%s is on %v, which is no page", at, to)
		}
	}
	doc.checkHeaders(root["IDTree"], elements)
}

// elements are those of the structure tree.
func (doc *bound) elements(at, above ref, all map[ref]bool) map[ref]bool {
	d := doc.dict(at)
	if d["P"] != above || all[at] {
		doc.Errorf("the element %v is not once below %v", d, above)
		return all
	}
	all[at] = true
	kids, many := d["K"].(array)
	if !many {
		kids = array{d["K"]}
	}
	for _, kid := range kids {
		if to, ok := kid.(ref); ok {
			doc.elements(to, at, all)
		}
	}
	return all
}

// isOn says whether an element has text on a page.
func (doc *bound) isOn(element, page ref) bool {
	var said bytes.Buffer
	_ = write(&said, doc.objects[element])
	return strings.Contains(said.String(), fmt.Sprintf("/Pg %d 0 R", page))
}

// checkHeaders checks that each cell's headers are found, and in its own table.
func (doc *bound) checkHeaders(tree object, elements map[ref]bool) {
	if tree == nil {
		return
	}
	ids := doc.tree(tree, "Names")
	table := func(at object) object { return doc.dict(doc.dict(at)["P"])["P"] }
	for at := range elements {
		attributes, _ := doc.dict(at)["A"].(array)
		for _, a := range attributes {
			headers, _ := doc.dict(a)["Headers"].(array)
			for _, id := range headers {
				if of, _ := ids[string(id.(text))].(ref); !elements[of] || table(of) != table(at) {
					doc.Errorf("%v has the header %v, which is %v", at, id, of)
				}
			}
		}
	}
}

// Whatever the parts have, all of it is in the document, and what refers to something finds it there.
func TestAnyParts(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	rapid.Check(t, func(r *rapid.T) {
		var parts []string
		var titles, content []string
		for n := range rapid.IntRange(1, 5).Draw(r, "parts") {
			s := drawnPart(r, n)
			parts = append(parts, kept(t, dir, fmt.Sprintf("part-%d", n), s.written()))
			titles, content = append(titles, s.titles...), append(content, s.content...)
		}
		heads := kept(t, dir, "heads", samplePart{content: slices.Repeat([]string{"head"}, len(content))}.written())
		var b bytes.Buffer
		if err := Bind(&b, heads, parts); err != nil {
			r.Fatal(err)
		}
		doc := readBack(t, b.Bytes())
		checkWhole(t, doc)
		for n, page := range doc.pages(doc.catalog["Pages"]) {
			s := doc.found(doc.dict(page)["Contents"].(array)[1]).(stream)
			if string(s.data) != content[n] {
				r.Errorf("page %d is %q and should be %q", n, s.data, content[n])
			}
		}
		if got := doc.bookmarks(doc.dict(doc.catalog["Outlines"])["First"]); got != "Report("+strings.Join(titles, " ")+")" {
			r.Errorf("the outline is %s and should be %v", got, titles)
		}
	})
}

func kept(t testing.TB, dir, name, content string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// A long report has more objects than are packed together, and headings with any sign in them. What two parts have by
// one name is the first one's.
func TestALongReport(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	long := samplePart{titles: []string{`One \) bracket`, `Two (2) or \\ more`}}
	for n := range 2 * packSize / 5 {
		long.content = append(long.content, fmt.Sprint("page ", n))
	}
	again := samplePart{content: []string{"again"}} // its first page has the name of the other's
	heads := kept(t, dir, "heads", samplePart{content: slices.Repeat([]string{"head"}, len(long.content)+1)}.written())
	var b bytes.Buffer
	if err := Bind(&b, heads, []string{kept(t, dir, "long", long.written()), kept(t, dir, "again", again.written())}); err != nil {
		t.Fatal(err)
	}
	doc := readBack(t, b.Bytes())
	checkWhole(t, doc)
	pages := doc.pages(doc.catalog["Pages"])
	for n, want := range append(long.content, again.content...) {
		if s := doc.found(doc.dict(pages[n])["Contents"].(array)[1]).(stream); string(s.data) != want {
			t.Errorf("page %d is %q and should be %q", n, s.data, want)
		}
	}
	if got, want := doc.bookmarks(doc.dict(doc.catalog["Outlines"])["First"]), "Report("+strings.Join(long.titles, " ")+")"; got != want {
		t.Errorf("the outline is %s and should be %s", got, want)
	}
	if to := doc.dict(doc.catalog["Dests"])["place-0-0"].(array)[0]; to != pages[0] {
		t.Errorf("a link to what two parts have leads to %v, and the first page is %v", to, pages[0])
	}
}

// A file that is cut off, or has some bytes changed, is bound or refused; it never stops the program.
func FuzzBind(f *testing.F) {
	content, err := os.ReadFile(printed[2])
	if err != nil {
		f.Fatal(err)
	}
	f.Add(content)
	f.Add([]byte(samplePart{number: 0, content: []string{"a"}, titles: []string{"A"}}.written()))
	f.Add([]byte("%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Root 0 0 R>>\nstartxref\n9\n%%EOF"))
	f.Fuzz(func(t *testing.T, b []byte) {
		part := kept(t, t.TempDir(), "part", string(b))
		for _, parts := range [][]string{{part}, {printed[1], part}} {
			var to bytes.Buffer
			switch err := Bind(&to, printed[0], parts); {
			case err == nil:
				readBack(t, to.Bytes())
			case !errors.Is(err, ErrUnknown):
				t.Errorf("the error is not of its kind: %v", err)
			}
		}
	})
}

func TestUnknown(t *testing.T) {
	t.Parallel()
	content, err := os.ReadFile(printed[2])
	if err != nil {
		t.Fatal(err)
	}
	for what, changed := range map[string]string{
		"it is no PDF":             "<html>",
		"a table of another kind":  strings.Replace(string(content), "\nxref\n", "\nxrfe\n", 1),
		"it was changed since":     strings.Replace(string(content), "trailer\n<<", "trailer\n<</Prev 0\n", 1),
		"it was encrypted":         strings.Replace(string(content), "trailer\n<<", "trailer\n<</Encrypt 1 0 R\n", 1),
		"its tags have classes":    strings.Replace(string(content), "/ParentTreeNextKey ", "/ClassMap <<>> /ParentTreeNextKey ", 1),
		"its names are in a tree":  strings.Replace(string(content), "/Dests ", "/Names ", 1),
		"it has no tags":           strings.Replace(string(content), "/StructTreeRoot ", "/StructTreeRoof ", 1),
		"an object is elsewhere":   strings.Replace(string(content), "\n7 0 obj", "\n8 0 obj", 1),
		"it ends before its table": string(content[:len(content)/2]),
	} {
		if changed == string(content) {
			t.Errorf("%s: nothing was changed", what)
		}
		part := kept(t, t.TempDir(), "part", changed)
		err := Bind(&bytes.Buffer{}, printed[0], []string{printed[1], part, printed[3]})
		if !errors.Is(err, ErrUnknown) || strings.Contains(err.Error(), "heads") {
			t.Errorf("%s: the error is %v", what, err)
		}
	}
	if err := Bind(&bytes.Buffer{}, printed[0], printed[1:3]); !errors.Is(err, ErrUnknown) {
		t.Errorf("more heads than pages: the error is %v", err)
	}
}

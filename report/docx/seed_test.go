package docx_test

import (
	stdcmp "cmp"
	"encoding/json"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chaser/internal/thorough"
	"chaser/register/workbook/outside"
	"chaser/report"
	"chaser/report/reporttest"
)

// readDocument prints what python-docx makes of a document: its properties, and its parts in order, each a paragraph
// with its style and where it leads, or a table with what its rows say of themselves.
const readDocument = `
import docx, json, sys
from docx.oxml.ns import qn
d = docx.Document(sys.argv[1])
rels = {k: r.target_ref for k, r in d.part.rels.items() if r.is_external}
def text(p):
    out = ""
    for e in p.iter():
        if e.tag == qn("w:t"): out += e.text or ""
        if e.tag == qn("w:br"): out += "\n"
        if e.tag == qn("w:tab") and e.getparent().tag == qn("w:r"): out += "\t"
    return out
def style(p):
    s = docx.text.paragraph.Paragraph(p, d).style
    return s.name if s is not None else ""
def picture(e):
    pr, blip = e.find(qn("wp:docPr")), next(e.iter(qn("a:blip")))
    part = d.part.rels[blip.get(qn("r:embed"))].target_part
    size = e.find(qn("wp:extent"))
    return {"name": pr.get("name"), "alternative": pr.get("descr"), "id": pr.get("id"), "file": str(part.partname), "type": part.content_type,
        "across": part.image.px_width, "down": part.image.px_height, "wide": int(size.get("cx")), "tall": int(size.get("cy"))}
def paragraph(p):
    return {"pictures": [picture(e) for e in p.iter(qn("wp:inline"))], "style": style(p), "text": text(p),
        "marks": [b.get(qn("w:name")) for b in p.iter(qn("w:bookmarkStart"))],
        "to": [h.get(qn("w:anchor")) for h in p.iter(qn("w:hyperlink")) if h.get(qn("w:anchor"))],
        "pages": [i.text.split()[1] for i in p.iter(qn("w:instrText")) if i.text.split()[0] == "PAGEREF"],
        "urls": [rels[h.get(qn("r:id"))] for h in p.iter(qn("w:hyperlink")) if h.get(qn("r:id"))]}
def table(t):
    rows = t.findall(qn("w:tr"))
    pr = t.find(qn("w:tblPr"))
    return {"title": pr.find(qn("w:tblDescription")).get(qn("w:val")),
        "repeats": [r.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None for r in rows],
        "whole": all(r.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None for r in rows),
        "paint": [[(c.find(qn("w:tcPr")).find(qn("w:shd")).get(qn("w:fill")) if c.find(qn("w:tcPr")).find(qn("w:shd")) is not None else "") for c in r.findall(qn("w:tc"))] for r in rows],
        "pages": [i.text.split()[1] for i in t.iter(qn("w:instrText")) if i.text.split()[0] == "PAGEREF"],
        "to": [h.get(qn("w:anchor")) for h in t.iter(qn("w:hyperlink")) if h.get(qn("w:anchor"))],
        "rows": [["\n".join(text(p) for p in c.findall(qn("w:p"))) for c in r.findall(qn("w:tc"))] for r in rows]}
body = [({"table": table(e)} if e.tag == qn("w:tbl") else {"paragraph": paragraph(e)}) for e in d.element.body if e.tag in (qn("w:p"), qn("w:tbl"))]
c, s = d.core_properties, d.sections[0]
lang = d.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr")).find(qn("w:lang")).get(qn("w:val"))
print(json.dumps({"title": c.title, "author": c.author, "created": str(c.created), "modified": str(c.modified), "language": c.language, "lang": lang, "status": c.content_status,
    "first": " ".join(text(p._p) for p in s.first_page_header.paragraphs), "head": " ".join(text(p._p) for p in s.header.paragraphs), "foot": " ".join(text(p._p) for p in s.footer.paragraphs), "body": body}))
`

// read is a document as python-docx reads it.
type read struct {
	Title, Author, Created, Modified, Language, Lang, Status string
	First, Head, Foot                                        string
	Body                                                     []part
}

type part struct {
	Paragraph *struct {
		Style, Text            string
		Marks, To, Pages, URLs []string
		Pictures               []readPicture
	}
	Table *readTable
}

type readPicture struct {
	Name, Alternative, ID, File, Type string
	Across, Down, Wide, Tall          int
}

type readTable struct {
	Title     string
	Repeats   []bool
	Whole     bool
	Paint     [][]string
	Pages, To []string
	Rows      [][]string
}

func opened(t *testing.T, name string, r report.Report) read {
	t.Helper()
	var d read
	outside.Python(t, "docx", readDocument, &d, fileOf(t, name, r))
	return d
}

// card is what stands between an indicator's heading and the next.
type card struct {
	Title  string
	tables []readTable
	under  map[string][]string // heading → what stands under it
}

func (d read) cards() (all []card) {
	heading := ""
	for _, p := range d.Body {
		switch {
		case p.Table != nil && len(all) > 0:
			all[len(all)-1].tables = append(all[len(all)-1].tables, *p.Table)
		case p.Paragraph == nil:
		case p.Paragraph.Style == "Heading 1":
			heading = ""
			if strings.HasPrefix(p.Paragraph.Text, "Indicator ") {
				all = append(all, card{Title: p.Paragraph.Text, under: map[string][]string{}})
			}
		case p.Paragraph.Style == "Heading 2":
			heading = p.Paragraph.Text
		case len(all) > 0 && heading != "" && p.Paragraph.Style == "Normal":
			all[len(all)-1].under[heading] = append(all[len(all)-1].under[heading], p.Paragraph.Text)
		}
	}
	return all
}

// printed is an indicator as the real report printed it.
type printed struct {
	Title          string `json:"title"`
	Target         string `json:"target_as_printed"`
	TargetColumn   string `json:"target_column_as_printed"`
	Current        string `json:"current_as_printed"`
	CurrentColumn  string `json:"current_column_as_printed"`
	Previous       string `json:"previous_as_printed"`
	PreviousColumn string `json:"comparison_column_as_printed"`
	Change         string `json:"change_as_printed"`
	Rating         string `json:"rag_as_printed"`
	Description    string `json:"description"`
	Commentary     string `json:"commentary"`
	Actions        string `json:"actions"`
}

func paper(t *testing.T) []printed {
	t.Helper()
	text, err := os.ReadFile("../testdata/indicators.json")
	check(t, err)
	var seed struct{ Indicators []printed }
	check(t, json.Unmarshal(text, &seed))
	return seed.Indicators
}

// corrected are, by position, what the real report left out, and one card's labels, which named months of a quarter.
var corrected = map[int]printed{
	4: {Rating: "Red"}, 5: {Rating: "Amber"}, 17: {CurrentColumn: "Current Quarter", PreviousColumn: "Previous Quarter"},
}

// What python-docx reads of the seed's quarter is, field by field, what the real report printed.
func TestSeedFieldByField(t *testing.T) {
	t.Parallel()
	d := opened(t, "seed", reporttest.Seed(t))
	cards := d.cards()
	want := paper(t)
	if len(cards) != len(want) {
		t.Fatalf("%d cards, want %d", len(cards), len(want))
	}
	for n, p := range want {
		c := cards[n]
		if len(c.tables) < 2 {
			t.Errorf("%s has %d tables", c.Title, len(c.tables))
			continue
		}
		labels, figures, rating := c.tables[0].Rows[0], c.tables[0].Rows[1], c.tables[1].Rows[1][0]
		right := corrected[n]
		p.Rating = stdcmp.Or(right.Rating, p.Rating)
		p.CurrentColumn, p.PreviousColumn = stdcmp.Or(right.CurrentColumn, p.CurrentColumn), stdcmp.Or(right.PreviousColumn, p.PreviousColumn)
		for what, pair := range map[string][2]string{
			"target's label": {labels[0], p.TargetColumn}, "target": {figures[0], p.Target},
			"current's label": {labels[2], p.CurrentColumn}, "current": {figures[2], p.Current},
			"previous' label": {labels[3], p.PreviousColumn}, "previous": {figures[3], p.Previous},
			"change": {figures[4], p.Change}, "rating": {firstLine(rating), p.Rating},
			"description": {strings.Join(c.under["Indicator Description"], "\n\n"), p.Description},
			"commentary":  {strings.Join(c.under["Commentary"], "\n\n"), p.Commentary},
			"actions":     {strings.Join(c.under["Actions"], "\n\n"), p.Actions},
		} {
			if pair[1] == "" && what == "actions" { // “No actions have been given yet.” is said of a Red without
				continue
			}
			if got, want := plain(pair[0]), plain(pair[1]); got != want {
				t.Errorf("%s: its %s is %q, the report printed %q", c.Title, what, got, want)
			}
		}
		if !strings.HasSuffix(c.Title, ": "+p.Title) {
			t.Errorf("the card of %q is headed %q", p.Title, c.Title)
		}
	}
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// plain leaves out what differs between the paper and a tidy card: commas in numbers, the slash in N/A, what is said to
// be cumulative or carried forward, and runs of space.
func plain(s string) string {
	s = strings.NewReplacer(",", "", "/", "", " (cumulative)", "", " (carried forward)", "", " (570 of 889)", "").Replace(s)
	return strings.Join(strings.Fields(s), " ")
}

// It says what it is, in which language, whose and of when, from the report and never from the clock.
func TestPropertiesAndRunningHead(t *testing.T) {
	t.Parallel()
	draft, final := opened(t, "seed", reporttest.Seed(t)), opened(t, "everything", reporttest.Everything(t))
	got := []string{draft.Title, draft.Author, draft.Created, draft.Modified, draft.Language, draft.Lang, draft.Status, draft.First, draft.Head, draft.Foot, final.Status, final.Head}
	const when, heading = "2023-12-12 00:00:00", "Performance Report, Q2 2023/24"
	want := []string{
		heading + ": Communities, Social Mobility and Inclusion Committee", "Governance & Performance, Cambridgeshire County Council", when, when, "en-GB", "en-GB",
		"Draft: not yet published", "\tDraft: not yet published", heading + "\tDraft: not yet published", "Communities, Social Mobility and Inclusion Committee\tPage 1 of 1",
		"Edition 2, corrected", heading + "\tEdition 2, corrected",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// Every table repeats its heading row, parts no row and says what it shows; every link leads somewhere; every rating is
// a word on its colour.
func TestTablesAndLinks(t *testing.T) {
	t.Parallel()
	d := opened(t, "everything", reporttest.Everything(t))
	marks, leads, urls, ratings := map[string]bool{}, []string{}, []string{}, 0
	for _, p := range d.Body {
		if p.Paragraph != nil {
			for _, m := range p.Paragraph.Marks {
				if marks[m] || len(m) > 40 {
					t.Errorf("the bookmark %s stands twice, or is longer than Word takes", m)
				}
				marks[m] = true
			}
			leads, urls = append(append(leads, p.Paragraph.To...), p.Paragraph.Pages...), append(urls, p.Paragraph.URLs...)
			continue
		}
		leads = append(append(leads, p.Table.To...), p.Table.Pages...)
		if !p.Table.Whole || !p.Table.Repeats[0] || len(p.Table.Repeats) > 1 && p.Table.Repeats[1] || p.Table.Title == "" {
			t.Errorf("the table %q: whole %v, repeats %v", p.Table.Title, p.Table.Whole, p.Table.Repeats)
		}
		for r, row := range p.Table.Rows {
			for c, text := range row {
				if paint := p.Table.Paint[r][c]; paint != "" {
					ratings++
					if want := report.Paint(firstLine(text)); text == "" || paint != want {
						t.Errorf("%q stands on %s, want %s", text, paint, want)
					}
				}
			}
		}
	}
	for _, l := range leads {
		if !marks[l] {
			t.Errorf("a link leads to %q, which there is not", l)
		}
	}
	if ratings < 60 || len(leads) < 60 {
		t.Errorf("only %d ratings and %d links", ratings, len(leads))
	}
	if d := cmp.Diff([]string{"https://www.judiciary.uk/courts-and-tribunals/coroners-courts/annual-reports/", "https://example.org/budget?year=2023&part=2"}, urls); d != "" {
		t.Errorf("the pages that it leads to (-want +got)\n%s", d)
	}
}

// What somebody typed comes back as it was, whatever it looks like.
func TestTypedTextStays(t *testing.T) {
	t.Parallel()
	for _, c := range opened(t, "everything", reporttest.Everything(t)).cards() {
		if !strings.HasPrefix(c.Title, "Indicator LIB3") {
			continue
		}
		want := []string{"-1 is not a formula, nor is\n=SUM(A1:A9), nor is @here.", "<script>alert(1)</script> stays as it was typed.", "A tab stays too: 1\t2."}
		if d := cmp.Diff(want, c.under["Commentary"]); d != "" {
			t.Errorf("(-want +got)\n%s", d)
		}
		return
	}
	t.Error("there is no LIB3")
}

// LibreOffice prints it: a draft says so on every page, pages are counted, and the index names the page that a card is
// on.
func TestLibreOfficePrints(t *testing.T) {
	t.Parallel()
	thorough.LeaveToCI(t)
	pages := outside.PDF(t, fileOf(t, "seed", reporttest.Seed(t)))
	if len(pages) < 20 {
		t.Fatalf("%d pages", len(pages))
	}
	for n, page := range pages {
		if !strings.Contains(page, "Draft: not yet published") {
			t.Errorf("page %d does not say that it is a draft", n+1)
		}
		if want := "Page " + strconv.Itoa(n+1) + " of " + strconv.Itoa(len(pages)); !strings.Contains(page, want) {
			t.Errorf("page %d does not say %q", n+1, want)
		}
		if strings.Contains(page, "Indicator 178:") && !indexed(pages[1], "178 ·", n+1) {
			t.Errorf("178 is on page %d, and the index says\n%s", n+1, pages[1])
		}
	}
}

// indexed reports whether the index has the page on the line that begins so.
func indexed(index, begins string, page int) bool {
	for line := range strings.SplitSeq(index, "\n") {
		if strings.HasPrefix(strings.TrimSpace(line), begins) {
			fields := strings.Fields(line)
			return fields[len(fields)-1] == strconv.Itoa(page)
		}
	}
	return false
}

package html_test

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"chaser/report/reporttest"
)

// all finds the elements below n that a condition chooses, in the document's order.
func all(n *html.Node, is func(*html.Node) bool) (found []*html.Node) {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && is(d) {
			found = append(found, d)
		}
	}
	return found
}

func named(name string) func(*html.Node) bool {
	return func(n *html.Node) bool { return n.Data == name }
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.TrimSpace(b.String())
}

func parsed(t *testing.T, page []byte) *html.Node {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// The seed's quarter, read by an HTML parser, says field by field what the real report printed, under its headings.
func TestSeedFieldByField(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../testdata/indicators.json")
	if err != nil {
		t.Fatal(err)
	}
	var paper struct {
		Indicators []map[string]any
	}
	if err := json.Unmarshal(text, &paper); err != nil {
		t.Fatal(err)
	}
	articles := all(parsed(t, written(t, reporttest.Seed(t))), named("article"))
	if len(articles) != len(paper.Indicators) {
		t.Fatalf("%d cards", len(articles))
	}
	plain := strings.NewReplacer(",", "", "/", "", " (cumulative)", "", " Higher is better", "")
	for n, want := range paper.Indicators {
		printed := func(field string) string { said, _ := want[field].(string); return said }
		article := articles[n]
		cells := map[string]string{}
		table := all(article, named("table"))[0]
		heads := all(table, named("th"))
		for c, cell := range all(table, named("td")) {
			cells[plain.Replace(words(heads[c]))] = plain.Replace(words(cell))
		}
		direction := strings.Replace(printed("direction_as_printed"), "N/A", "NA", 1)
		current, previous := printed("current_column_as_printed"), printed("comparison_column_as_printed")
		if current == "Current Month" { // a quarterly figure, in print
			current, previous = "Current Quarter", "Previous Quarter"
		}
		for head, is := range map[string]string{
			printed("target_column_as_printed"): printed("target_as_printed"), "Direction for Improvement": direction,
			current: printed("current_as_printed"), previous: printed("previous_as_printed"), "Change in Performance": printed("change_as_printed"),
		} {
			if got := cells[plain.Replace(head)]; got != plain.Replace(is) {
				t.Errorf("card %d: %s is %q, printed %q", n+1, head, got, is)
			}
		}
		if rating := printed("rag_as_printed"); rating != "" && !strings.Contains(words(article), "RAG Rating: "+rating) {
			t.Errorf("card %d is not rated %s", n+1, rating)
		}
		body := strings.Join(strings.Fields(words(article)), " ")
		for _, field := range []string{"title", "description", "commentary", "actions"} {
			for p := range strings.SplitSeq(printed(field), "\n") {
				if p = strings.Join(strings.Fields(p), " "); p != "" && !strings.Contains(body, p) {
					t.Errorf("card %d: the %s is not there: %q", n+1, field, p)
				}
			}
		}
	}
}

// Links lead somewhere, ids are single, headings are in order, tables have captions and scopes, and no box is empty.
func TestForm(t *testing.T) {
	t.Parallel()
	for name, r := range map[string][]byte{"seed": written(t, reporttest.Seed(t)), "everything": written(t, reporttest.Everything(t))} {
		doc := parsed(t, r)
		ids := map[string]bool{}
		for _, e := range all(doc, func(n *html.Node) bool { return attribute(n, "id") != "" }) {
			if id := attribute(e, "id"); ids[id] {
				t.Errorf("%s: two elements are called %s", name, id)
			} else {
				ids[id] = true
			}
		}
		for _, a := range all(doc, named("a")) {
			if to, within := strings.CutPrefix(attribute(a, "href"), "#"); within && !ids[to] {
				t.Errorf("%s: the link %q leads nowhere", name, words(a))
			} else if !within && !strings.HasPrefix(attribute(a, "href"), "https://") {
				t.Errorf("%s: the link %q leads to %q", name, words(a), attribute(a, "href"))
			}
		}
		level := 0
		for _, h := range all(doc, func(n *html.Node) bool {
			return len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6'
		}) {
			next := int(h.Data[1] - '0')
			if next > level+1 {
				t.Errorf("%s: %q is a heading of level %d after one of %d", name, words(h), next, level)
			}
			level = next
		}
		for _, table := range all(doc, named("table")) {
			if len(all(table, named("caption"))) != 1 {
				t.Errorf("%s: a table has no caption: %q", name, words(table))
			}
			for _, th := range all(table, named("th")) {
				if attribute(th, "scope") == "" {
					t.Errorf("%s: a heading has no scope: %q", name, words(th))
				}
			}
		}
		boxes := strings.Fields("td th p li dd dt h2 h3 caption")
		for _, box := range all(doc, func(n *html.Node) bool { return slices.Contains(boxes, n.Data) }) {
			if words(box) == "" {
				t.Errorf("%s: an empty %s in %q", name, box.Data, words(box.Parent))
			}
		}
		for _, tag := range []string{"script", "link", "img", "iframe"} {
			if len(all(doc, named(tag))) > 0 {
				t.Errorf("%s: the page has a %s", name, tag)
			}
		}
		if lang := attribute(all(doc, named("html"))[0], "lang"); lang != "en-GB" {
			t.Errorf("%s: the page is in %q", name, lang)
		}
	}
}

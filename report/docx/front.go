package docx

import (
	"strconv"
	"strings"

	"chaser/report"
)

// document writes a report's text.
type document struct {
	body
	head  report.Head
	cards map[string]string // anchor → bookmark, of which Word wants short ones
}

// indexMark is where the index begins.
const indexMark = "index"

func newDocument(m *markup, pages *links, h report.Head) *document {
	d := &document{body{markup: m, links: pages}, h, map[string]string{}}
	for n, entry := range h.Index {
		d.cards[entry.Anchor] = "card_" + number(n+1)
	}
	return d
}

// section begins a part on a page of its own.
func (d *document) section(title, bookmark string) {
	d.paragraph(paragraph{style: "Heading1", bookmark: bookmark, newPage: true}, run{text: title})
}

// followed begins a part that follows another on the same page.
func (d *document) followed(title, bookmark string) {
	d.paragraph(paragraph{style: "Heading1", bookmark: bookmark}, run{text: title})
}

func (d *document) heading(title string) {
	d.paragraph(paragraph{style: "Heading2"}, run{text: title})
}

// front is all before the cards.
func (d *document) front() {
	d.cover()
	d.index()
	d.matters()
	if len(d.head.Corrections) > 0 {
		d.followed("What this edition corrects", "corrections")
		d.items(d.head.Corrections)
	}
	if len(d.head.Definitions) > 0 {
		d.followed("Definitions that changed since the last report", "definitions")
		d.items(d.head.Definitions)
	}
	d.key()
}

func (d *document) cover() {
	c := d.head.Cover
	d.paragraph(paragraph{style: "Title"}, run{text: c.Title})
	for _, line := range append([]string{c.Span, c.Year, c.Committee}, c.By...) {
		if line != "" {
			d.paragraph(paragraph{style: "Subtitle"}, run{text: line})
		}
	}
	d.paragraph(paragraph{}, run{text: "Produced on: " + c.Produced})
	if c.Draft != "" {
		d.paragraph(paragraph{style: "Verdict"}, run{text: c.Draft})
	} else {
		d.paragraph(paragraph{}, run{text: "Published on: " + c.Published + ". " + c.Edition + "."})
	}
}

// index lists what there is with its page. The cards are a table of links and not Word's own list of contents, so that
// a rating can stand beside each.
func (d *document) index() {
	d.section("Index", indexMark)
	part := func(name, mark string) {
		d.paragraph(paragraph{style: "ListBullet"}, run{text: name, to: mark}, run{text: ", page "}, run{text: "–", page: mark})
	}
	part("What matters", "matters")
	if len(d.head.Corrections) > 0 {
		part("What this edition corrects", "corrections")
	}
	if len(d.head.Definitions) > 0 {
		part("Definitions that changed", "definitions")
	}
	part("Key", "key")
	cards := table{title: "Indicators, with their ratings and pages", widths: []int{6838, 1800, 1000}, header: []string{"Indicator", "RAG Rating", "Page"}}
	for _, e := range d.head.Index {
		mark := d.cards[e.Anchor]
		cards.rows = append(cards.rows, []cell{
			{runs: []run{{text: e.Code + " · " + e.Title, to: mark}}}, rated(e.Rating), {runs: []run{{text: "–", page: mark}}, number: true},
		})
	}
	d.captioned(cards)
}

func (d *document) matters() {
	s := d.head.Summary
	d.section("What matters", "matters")
	d.paragraph(paragraph{style: "Verdict"}, run{text: s.Headline})
	counts := table{title: "Indicators by rating", widths: []int{3600, 2000}, header: []string{"Rating", "Now"}, named: true, together: true}
	if s.Before != "" {
		counts.widths, counts.header = append(counts.widths, 2000), append(counts.header, s.Before)
	}
	for _, c := range s.Counts {
		row := []cell{rated(c.Rating), numeral(c.Now)}
		if s.Before != "" {
			row = append(row, numeral(c.Before))
		}
		counts.rows = append(counts.rows, row)
	}
	d.captioned(counts)
	if len(s.Sums) > 0 {
		sums := table{title: "From the reds of the last report to these", widths: []int{5600, 2000}, header: []string{"What", "Indicators"}, named: true, together: true}
		for _, line := range s.Sums {
			sums.rows = append(sums.rows, []cell{said(line.Label), numeral(line.N)})
		}
		d.captioned(sums)
	}
	for _, part := range s.Sections {
		d.heading(part.Heading)
		d.items(part.Items)
	}
}

func (d *document) key() {
	k := d.head.Key
	d.section("Key", "key")
	items := table{title: "What stands on a card", widths: []int{3000, textWidth - 3000}, header: []string{"Data item", "Explanation"}, named: true}
	for _, i := range k.Items {
		items.rows = append(items.rows, []cell{said(i.Name), said(i.Explanation)})
	}
	d.captioned(items)
	ratings := table{title: "What a RAG rating means", widths: []int{3000, textWidth - 3000}, header: []string{"Rating", "Meaning"}, named: true}
	for _, m := range k.Ratings {
		ratings.rows = append(ratings.rows, []cell{rated(m.Rating), said(m.Meaning)})
	}
	d.captioned(ratings)
	if len(k.Rules) == 0 {
		return
	}
	rules := table{title: "Indicators that are rated by another rule", widths: []int{textWidth - 3000, 3000}, header: []string{"Rule", "Indicators"}, named: true}
	for _, r := range k.Rules {
		rules.rows = append(rules.rows, []cell{said(r.Rule), said(strings.Join(r.Codes, ", "))})
	}
	d.captioned(rules)
}

// captioned is a table with its title over it.
func (d *document) captioned(t table) {
	d.paragraph(paragraph{style: "Caption", keep: true}, run{text: t.title})
	d.table(t)
}

// items is a list in which what a line is about leads to its card.
func (d *document) items(items []report.Item) {
	for _, i := range items {
		mark, ok := d.cards[i.Anchor]
		if !ok {
			d.paragraph(paragraph{style: "ListBullet"}, run{text: i.Text})
			continue
		}
		lead, rest := cutLead(i.Text)
		d.paragraph(paragraph{style: "ListBullet"}, run{text: lead, to: mark}, run{text: rest})
	}
}

// cutLead parts what an item is about from what is said of it, so that the link is no longer than it need be.
func cutLead(text string) (lead, rest string) {
	end := len(text)
	for _, mark := range []string{": ", ". "} {
		if at := strings.Index(text, mark); at >= 0 {
			end = min(end, at)
		}
	}
	return text[:end], text[end:]
}

// rated is a rating's word on the colour that goes with it.
func rated(rating string) cell {
	return cell{runs: []run{{text: rating, style: "Strong"}}, paint: report.Paint(rating)}
}

// numeral is a whole number, below 0 with a minus.
func numeral(n int) cell {
	return cell{runs: plain(strings.Replace(strconv.Itoa(n), "-", "−", 1)), number: true}
}

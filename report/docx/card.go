package docx

import (
	"unicode"
	"unicode/utf8"

	"chaser/report"
	"chaser/report/chart"
)

// card is an indicator's page.
func (d *document) card(c report.Card) {
	d.section(c.Name, d.cards[c.Anchor])
	at := c.Period
	if c.Service != "" {
		at = c.Service + " · " + at
	}
	d.paragraph(paragraph{style: "Note", keep: true}, run{text: at})
	d.measures(c)
	d.rating(c)
	if c.Restated != nil {
		d.heading(c.Restated.Heading)
		d.prose([]string{c.Restated.Text})
	}
	d.told("Indicator Description", c.Description)
	d.told("Commentary", c.Commentary)
	for _, doubt := range c.Accepted {
		first, size := utf8.DecodeRuneInString(doubt)
		d.paragraph(paragraph{style: "Note"}, run{text: string(unicode.ToUpper(first)) + doubt[size:]})
	}
	d.actions(c)
	d.trend(c)
	d.questions(c)
	d.usefulLinks(c)
	last := []run{{text: "Return to index", to: indexMark}}
	if c.Provenance != "" {
		last = []run{{text: c.Provenance + " · "}, last[0]}
	}
	d.paragraph(paragraph{style: "Note"}, last...)
}

func (d *document) measures(c report.Card) {
	t := table{title: c.Code + " in " + c.Period, widths: []int{1740, 2478, 1840, 1840, 1740}, together: true}
	var row []cell
	for _, m := range []report.Cell{c.Target, c.Direction, c.Current, c.Previous, c.Change} {
		t.header = append(t.header, m.Label)
		row = append(row, cell{runs: plain(m.Shown), style: "TableFigure"})
	}
	t.rows = [][]cell{row}
	d.table(t)
	d.paragraph(paragraph{style: "TableGap", keep: true})
}

func (d *document) rating(c report.Card) {
	rating := rated(c.Rating)
	rating.style = "TableFigure"
	if c.Mark != "" {
		rating.runs = append(rating.runs, run{text: "\n" + c.Mark, style: "Remark"})
	}
	width := textWidth / 3
	d.table(table{
		title: "Rating of " + c.Code + " and what it can be compared with", widths: []int{width, width, textWidth - 2*width}, together: true,
		header: []string{"RAG Rating", c.Neighbours.Label, c.England.Label},
		rows:   [][]cell{{rating, {runs: plain(c.Neighbours.Shown), style: "TableFigure"}, {runs: plain(c.England.Shown), style: "TableFigure"}}},
	})
	explained := c.Explanation
	if c.Unmoved != "" && c.Unmoved != c.Explanation {
		if explained != "" {
			explained += " "
		}
		explained += c.Unmoved
	}
	if explained != "" {
		d.paragraph(paragraph{style: "AfterTable"}, run{text: explained})
	}
}

// told is a part of a card in paragraphs; where there is none, nothing.
func (d *document) told(heading string, paragraphs []string) {
	if len(paragraphs) > 0 {
		d.heading(heading)
		d.prose(paragraphs)
	}
}

func (d *document) actions(c report.Card) {
	if len(c.ActionText) == 0 && len(c.Actions) == 0 && c.Lacking == "" {
		return
	}
	d.heading("Actions")
	d.prose(c.ActionText)
	if c.Lacking != "" {
		d.paragraph(paragraph{}, run{text: c.Lacking + ".", style: "Strong"})
	}
	if len(c.Actions) == 0 {
		return
	}
	owned := false
	for _, a := range c.Actions {
		owned = owned || a.Owner != ""
	}
	t := table{title: "Actions on " + c.Code, widths: []int{textWidth - 3000, 3000}, header: []string{"Action", "How it stands"}}
	if owned {
		t.widths, t.header = []int{textWidth - 5200, 2200, 3000}, []string{"Action", "Who", "How it stands"}
	}
	for _, a := range c.Actions {
		row := []cell{said(a.What), said(a.State)}
		if owned {
			row = []cell{said(a.What), said(a.Owner), said(a.State)}
		}
		t.rows = append(t.rows, row)
	}
	d.table(t)
}

// trend is how the figures went, in a picture where there are figures enough, and in a table.
func (d *document) trend(c report.Card) {
	if c.Trend.Said == "" {
		return
	}
	d.heading("Trend")
	if drawn := chart.Of(c); drawn != nil {
		d.picture("Trend of "+c.Code, drawn.Label)
	}
	targets := false
	for _, p := range c.Trend.Points {
		targets = targets || p.Target.Exact != ""
	}
	t := table{title: c.Trend.Said, widths: []int{2400, 2838, 2200}, header: []string{"Period", "Figure", "Rating"}, named: true, together: true, onwards: true}
	if targets {
		t.widths, t.header = []int{2400, 2838, 2200, 2200}, []string{"Period", "Figure", "Target", "Rating"}
	}
	for _, p := range c.Trend.Points {
		row := []cell{said(p.Period), said(p.Figure.Shown)}
		if targets {
			row = append(row, said(p.Target.Shown))
		}
		t.rows = append(t.rows, append(row, rated(p.Rating)))
	}
	d.captioned(t)
}

func (d *document) questions(c report.Card) {
	if len(c.Questions) == 0 {
		return
	}
	d.heading("Questions")
	for _, q := range c.Questions {
		d.paragraph(paragraph{keep: true}, run{text: q.Text, style: "Strong"}, run{text: "\n" + q.Asked})
		if q.Answer == "" {
			d.paragraph(paragraph{}, run{text: "Not answered yet."})
			continue
		}
		d.paragraph(paragraph{}, run{text: q.Answer}, run{text: "\n" + q.Answered})
	}
}

func (d *document) usefulLinks(c report.Card) {
	if len(c.Links) == 0 {
		return
	}
	d.heading("Useful Links")
	for _, l := range c.Links {
		d.paragraph(paragraph{style: "ListBullet", keep: true}, run{text: l.Text, url: l.URL})
	}
}

// checks is by what a published report can be checked.
func (d *document) checks() {
	foot := d.head.Footer
	if foot.Digest != "" {
		d.paragraph(paragraph{style: "Note"}, run{text: "Content: SHA-256 " + foot.Digest})
	}
	if foot.Trail != "" {
		d.paragraph(paragraph{style: "Note"}, run{text: "Audit trail: " + foot.Trail})
	}
}

package html

import (
	"bufio"
	_ "embed"
	"html/template"
	"io"
	"strconv"
	"strings"
	"sync"

	"chaser/report"
	"chaser/report/chart"
)

//go:embed style.css
var style string

//go:embed page.tmpl
var source string

var templates = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page").Funcs(template.FuncMap{
		"colour":   chart.Kind,
		"long":     func(rating string) bool { return len(rating) > len("In Development") },
		"join":     func(list []string) string { return strings.Join(list, ", ") },
		"lead":     func(text string) string { lead, _ := cutLead(text); return lead },
		"rest":     func(text string) string { _, rest := cutLead(text); return rest },
		"signed":   signed,
		"sentence": func(text string) string { return strings.ToUpper(text[:1]) + text[1:] },
	}).Parse(source))
})

// Write prints the report, holding one card at a time.
func Write(w io.Writer, r report.Report) error {
	to := page{Writer: bufio.NewWriter(w)}
	to.top(r.Head, true)
	to.put("front", r.Head)
	for c, err := range r.Cards {
		if err != nil {
			return err
		}
		to.put("card", cardOf(c))
	}
	to.put("close", nil)
	to.put("foot", r.Head)
	return to.end()
}

// page is an HTML page that is being written.
type page struct {
	*bufio.Writer
	err error // the first
}

func (p *page) put(template string, of any) {
	if p.err == nil {
		p.err = templates().ExecuteTemplate(p, template, of)
	}
}

// top begins the page. Running heads say how many pages there are, which only the whole knows.
func (p *page) top(h report.Head, running bool) {
	p.put("top", struct {
		report.Head
		Style   template.CSS
		Running bool
	}{h, template.CSS(style), running}) // #nosec G203: our own file
}

func (p *page) end() error {
	p.put("end", nil)
	if p.err != nil {
		return p.err
	}
	return p.Flush()
}

// card is a card with what its page asks about it.
type card struct {
	report.Card
	Measures        []report.Cell // of the table at its top
	Targets, Owners bool          // the history has a target; an action says who does it
	Reason          string        // why its change cannot be said, where its rating is not explained by the same
	Chart           template.HTML
}

func cardOf(c report.Card) card {
	made := card{Card: c, Measures: []report.Cell{c.Target, c.Direction, c.Current, c.Previous, c.Change}}
	if c.Unmoved != c.Explanation {
		made.Reason = c.Unmoved
	}
	for _, p := range c.Trend.Points {
		made.Targets = made.Targets || p.Target.Exact != ""
	}
	for _, a := range c.Actions {
		made.Owners = made.Owners || a.Owner != ""
	}
	if drawn := drawingOf(c); drawn != nil {
		var b strings.Builder
		if err := templates().ExecuteTemplate(&b, "chart", drawn); err == nil { // a builder never fails
			made.Chart = template.HTML(b.String()) // #nosec G203: made by our template, which escapes
		}
	}
	return made
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

// signed is a number with a minus that is as wide as a plus.
func signed(n int) string { return strings.Replace(strconv.Itoa(n), "-", "−", 1) }

package printed

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"chaser/kpi"
	"chaser/register/proposal"
)

// Reading is what is known beside the report's text.
type Reading struct {
	Source    string     // the file's name
	Period    kpi.Period // zero for the one that the report names
	Committee string     // empty for the one that the report names
	Held      kpi.Register
	Today     kpi.Date
}

// Propose reads a report's text. The error is a *kpi.Refusal: there are no cards in it, or it is not clear which period
// it is of.
func Propose(text string, given Reading) (proposal.Proposal, error) {
	r := read(text)
	front := frontOf(r.front, r.headers)
	if len(r.cards) == 0 {
		return proposal.Proposal{}, kpi.Refuse("file", "No card was found in %s: no row of figures with labels such as Target and Current Quarter, and no table of indicators. "+
			"If it is a report, save its text with pdftotext -layout and import that.", cmp.Or(given.Source, "the text"))
	}
	m := making{Reading: given, p: proposal.Proposal{Source: given.Source}}
	if m.Period.IsZero() {
		m.Period = front.period
	}
	if m.Period.IsZero() {
		return proposal.Proposal{}, kpi.Refuse(kpi.FieldPeriod, "The report does not say which period it is of. Name it, such as --period 2023-24Q2.")
	}
	m.front(front)
	m.know()
	for _, c := range r.cards {
		m.card(c)
	}
	for _, l := range r.unplaced {
		m.p.Faults = append(m.p.Faults, proposal.Fault{Cell: where(l.number), Problem: "“" + kpi.Excerpt(l.text()) + "” names none of the table's indicators; it is left out"})
	}
	m.weigh()
	m.p.Period, m.p.Committee = m.Period, m.committee
	return m.p, nil
}

// making is a proposal that is being made.
type making struct {
	Reading
	p         proposal.Proposal
	committee string
	byCode    map[string]kpi.Indicator // those that are held, by code in lower case
	byTitle   map[string]kpi.Indicator // by title; an empty code where several have it
	codes     map[string]bool          // all that are taken, in lower case
	numbers   map[string]int           // letters of codes → the last number that was given behind them
	seen      map[string]int           // code in lower case → the line of the card that has it
}

func where(line int) string { return fmt.Sprintf("line %d", line) }

// front takes over what the report says of itself, and asks where that is not what was given.
func (m *making) front(f front) {
	if !f.period.IsZero() && f.period != m.Period && f.period.Span() == m.Period.Span() {
		m.ask("Period", fmt.Sprintf("The report names %s, and you say that it is of %s. Which is right?", f.period.Words(), m.Period.Words()),
			fmt.Sprintf("its figures are read as those of %s.", m.Period.Words()), false)
	}
	m.committee = m.Committee
	if m.committee == "" {
		m.committee = f.committee
	}
	for _, k := range m.Held.Committees {
		if strings.EqualFold(k.Name, m.committee) || strings.EqualFold(k.Name, m.committee+" Committee") {
			m.committee = k.Name
			return
		}
	}
	if m.committee == "" && len(m.Held.Committees) == 1 {
		m.committee = m.Held.Committees[0].Name
		m.note("The report names no committee; its indicators are %s's, the only committee there is.", m.committee)
		return
	}
	if m.committee == "" {
		m.ask("Committee", "The report does not say which committee it is for. Name it with --committee.", "", true)
		return
	}
	m.p.Register.Committees = []kpi.Committee{{Name: m.committee}}
}

func (m *making) ask(about, asks, until string, needed bool) {
	m.p.Questions = append(m.p.Questions, proposal.Question{About: about, Asks: asks, Until: until, Needed: needed})
}

func (m *making) note(format string, args ...any) {
	m.p.Notes = append(m.p.Notes, fmt.Sprintf(format, args...))
}

func (m *making) missing(code, format string, args ...any) {
	m.p.Missing = append(m.p.Missing, proposal.Missing{Indicator: code, What: fmt.Sprintf(format, args...)})
}

func (m *making) fault(c *card, format string, args ...any) {
	m.p.Faults = append(m.p.Faults, proposal.Fault{Cell: where(c.line), Problem: fmt.Sprintf(format, args...)})
}

func (m *making) know() {
	m.byCode, m.byTitle, m.codes, m.seen = map[string]kpi.Indicator{}, map[string]kpi.Indicator{}, map[string]bool{}, map[string]int{}
	m.numbers = map[string]int{}
	for _, i := range m.Held.Indicators {
		m.byCode[strings.ToLower(i.Code)], m.codes[strings.ToLower(i.Code)] = i, true
		if _, twice := m.byTitle[alike(i.Title)]; twice {
			i = kpi.Indicator{}
		}
		m.byTitle[alike(i.Title)] = i
	}
}

// alike is a title as two that mean the same are written: letters and digits alone.
func alike(title string) string { return phrase(strings.Fields(title)) }

// card adds what a card prints.
func (m *making) card(c *card) {
	if c.title == "" {
		if held, known := m.byCode[strings.ToLower(c.code)]; known && c.code != "" {
			c.title, c.titleFrom = held.Title, printedTitle
		}
	}
	if c.title == "" {
		m.p.Read.Indicators++
		m.fault(c, "a card without a title and without a description; it is left out. Type its figures by hand")
		return
	}
	c.title = kpi.CleanLine(cut(c.title, kpi.MaxTitle))
	d := m.define(c)
	if first, twice := m.seen[strings.ToLower(d.Code)]; twice {
		m.fault(c, "%s stands here and in line %d; this one is left out", d.Code, first)
		return
	}
	m.seen[strings.ToLower(d.Code)] = c.line
	m.p.Read.Indicators++
	m.p.Register.Indicators = append(m.p.Register.Indicators, d.Indicator)
	figures := m.figures(c, &m.p.Register.Indicators[len(m.p.Register.Indicators)-1])
	m.confirm(c, &m.p.Register.Indicators[len(m.p.Register.Indicators)-1], figures)
	m.p.Register.Figures = append(m.p.Register.Figures, figures...)
	m.compare(c, m.p.Register.Indicators[len(m.p.Register.Indicators)-1], d.known, figures)
}

// weigh leaves out what no register may have, and says so: a figure, or an indicator with its figures.
func (m *making) weigh() {
	if m.committee == "" {
		return
	}
	var figures, indicators []bool
	for _, f := range m.p.Register.Faults(m.Held, m.Today) {
		figures, indicators = m.faulty(f, "figures", figures), m.faulty(f, "indicators", indicators)
	}
	without := map[string]bool{}
	for n, bad := range indicators {
		without[m.p.Register.Indicators[n].Code] = bad
	}
	for n, f := range m.p.Register.Figures {
		if without[f.Indicator] {
			figures = marked(figures, n)
		}
	}
	m.p.Register.Figures = remaining(m.p.Register.Figures, figures)
	m.p.Register.Indicators = remaining(m.p.Register.Indicators, indicators)
	m.p.Cards = slices.DeleteFunc(m.p.Cards, func(c proposal.Card) bool { return without[c.Code] })
}

// faulty marks the item of the list that a fault is about, and reports the first fault of each.
func (m *making) faulty(f kpi.Fault, list string, bad []bool) []bool {
	var n int
	if _, err := fmt.Sscanf(f.Path, list+"[%d]", &n); err != nil || n < len(bad) && bad[n] {
		return bad
	}
	code, what := "", "it is left out"
	if list == "figures" {
		figure := m.p.Register.Figures[n]
		code, what = figure.Indicator, "the figure of "+figure.Period.Words()+" is left out"
	} else {
		code = m.p.Register.Indicators[n].Code
	}
	m.p.Faults = append(m.p.Faults, proposal.Fault{Cell: where(m.seen[strings.ToLower(code)]), Problem: fmt.Sprintf("%s: %s; %s", code, f.Sentence, what)})
	return marked(bad, n)
}

func marked(bad []bool, n int) []bool {
	for len(bad) <= n {
		bad = append(bad, false)
	}
	bad[n] = true
	return bad
}

// remaining are the items that are not marked.
func remaining[T any](items []T, bad []bool) []T {
	var kept []T
	for n, item := range items {
		if n >= len(bad) || !bad[n] {
			kept = append(kept, item)
		}
	}
	return kept
}

func cut(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return strings.TrimSpace(string(runes[:most]))
	}
	return text
}

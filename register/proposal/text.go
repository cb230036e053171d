package proposal

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"chaser/kpi"
	"chaser/words"
)

// width is how many letters a line of the terminal's text has at most.
const width = 96

// mostListed is how many indicators are listed one by one.
const mostListed = 20

// WriteText writes the proposal for a person at a terminal: what each column is taken for, beside three rows of it,
// what would be made, what has to be asked, and each cell that is left out.
func (p Proposal) WriteText(w io.Writer) error {
	var t text
	if p.Layout != nil {
		t.layout(*p.Layout, p.Source)
		t.columns(*p.Layout, p.Samples)
	} else if len(p.Cards) == 0 {
		t.samples(p.Source, p.Samples)
	}
	if len(p.Cards) > 0 {
		t.cards(p)
	} else {
		t.made(p)
	}
	t.questions(p.Questions)
	t.listed("Concluded", p.Notes)
	t.missing(p.Missing)
	t.faults(p.Faults)
	_, err := io.WriteString(w, t.String())
	return err
}

// WriteOpen writes what an import of the proposal leaves open: what has to be answered, what was concluded, and what is
// left out.
func (p Proposal) WriteOpen(w io.Writer) error {
	var t text
	t.questions(p.Questions)
	t.listed("Concluded", p.Notes)
	t.missing(p.Missing)
	t.faults(p.Faults)
	_, err := io.WriteString(w, strings.TrimPrefix(t.String(), "\n"))
	return err
}

type text struct{ strings.Builder }

func (t *text) line(format string, args ...any) {
	t.WriteString(strings.TrimRight(fmt.Sprintf(format, args...), " ") + "\n")
}

// head begins a part.
func (t *text) head(format string, args ...any) { t.line("\n"+format, args...) }

// hung writes a text over as many lines as it needs: the first behind a mark, the others beneath its first word.
func (t *text) hung(mark, said string) {
	for n, piece := range words.Split(said, width-utf8.RuneCountInString(mark)) {
		if n > 0 {
			mark = strings.Repeat(" ", utf8.RuneCountInString(mark))
		}
		t.line("%s%s", mark, piece)
	}
}

func (t *text) layout(l Layout, source string) {
	said := cmp.Or(source, "The sheet")
	if l.Sheet != "" {
		said += fmt.Sprintf(", sheet “%s”", l.Sheet)
	}
	said += ": " + rowsInWords("headings in row", l.HeadingRows) + ", " + rowsInWords("read from row", l.DataRows) + "."
	if l.Transposed {
		said += " The periods go down and the indicators across."
	}
	t.hung("", said)
}

// rowsInWords names rows: row 3, rows 3 and 4, rows 3 to 9, 11 to 13.
func rowsInWords(what string, rows []int) string {
	if len(rows) == 0 {
		return "no " + strings.TrimSuffix(what, " row") + " found"
	}
	var runs []string
	for from := 0; from < len(rows); {
		to := from
		for to+1 < len(rows) && rows[to+1] == rows[to]+1 {
			to++
		}
		run := fmt.Sprint(rows[from])
		if to == from+1 {
			run += fmt.Sprintf(" and %d", rows[to])
		} else if to > from {
			run += fmt.Sprintf(" to %d", rows[to])
		}
		runs = append(runs, run)
		from = to + 1
	}
	if len(runs) > 8 {
		runs = append(runs[:7], words.More(len(runs)-7))
	}
	if len(rows) > 1 {
		what += "s"
	}
	return what + " " + strings.Join(runs, ", ")
}

// columns is a table: a line for each column, with three rows of what stands in it.
func (t *text) columns(l Layout, samples []Sample) {
	t.head("What each column is taken for")
	const heading, taken, sample = 28, 26, 12
	top := fmt.Sprintf("%3s  %-*s  %-*s", "", heading, "heading", taken, "taken for")
	for _, s := range samples {
		top += "  " + padded(fmt.Sprintf("row %d", s.Row), sample)
	}
	t.line("%s", top)
	for _, h := range l.Headings {
		line := fmt.Sprintf("%3s  %s  %s", ColumnName(h.Column), padded(h.Text, heading), padded(l.takenFor(h), taken))
		for _, s := range samples {
			cell := ""
			if h.Column <= len(s.Cells) {
				cell = s.Cells[h.Column-1]
			}
			line += "  " + padded(cell, sample)
		}
		t.line("%s", line)
	}
}

func padded(said string, to int) string {
	said = words.OneLine(said)
	if utf8.RuneCountInString(said) > to {
		said = string([]rune(said)[:to-1]) + "…"
	}
	return said + strings.Repeat(" ", to-utf8.RuneCountInString(said))
}

// roleWords say what a column is taken for.
var roleWords = map[Role]string{
	Nothing: "not used", Code: "code", Title: "title", Service: "service", Committee: "committee", Unit: "unit", Polarity: "which way is better",
	Frequency: "how often", RAG: "its own rating: not kept", Trend: "its own trend: not kept", Commentary: "commentary", Status: "status",
	Variance: "difference: not kept", PeriodOf: "period", Figure: "figure", TargetOf: "target", IndicatorColumn: "an indicator's figures",
	Owner: "owner's name: not kept", Description: "description", Comparison: "comparison: not kept", RowKind: "what the row holds", Other: "not kept",
}

// TakenFor says what a column is taken for: title, figure of Q1 2023/24.
func (l Layout) TakenFor(column int) string {
	for _, h := range l.Headings {
		if h.Column == column {
			return l.takenFor(h)
		}
	}
	return roleWords[Nothing]
}

func (l Layout) takenFor(h Heading) string {
	of := map[Role][]PeriodColumn{Figure: l.PeriodColumns, TargetOf: l.TargetColumns}[h.Role]
	for _, c := range of {
		if c.Column == h.Column && c.Words() != "" {
			return string(h.Role) + " of " + strings.Replace(c.Words(), string(EachRows), "the row's period", 1)
		}
	}
	return roleWords[h.Role]
}

func (t *text) samples(source string, samples []Sample) {
	t.line("%s, for example:", cmp.Or(source, "The report"))
	for _, s := range samples {
		t.hung("  ", strings.Join(s.Cells, " · "))
	}
}

// made lists what an import would bring, indicator by indicator.
func (t *text) made(p Proposal) {
	t.head("Recognised: %s.", countsInWords(p.Read))
	if n := p.Read.InWords; n > 0 {
		t.line("Of targets in words, such as “fewer than 85”, there are %d more.", n)
	}
	if kept := p.Kept(); kept != p.Read {
		t.line("An import now would bring %s.", countsInWords(kept))
	}
	of := map[string][]kpi.Figure{}
	for _, f := range p.Register.Figures {
		of[f.Indicator] = append(of[f.Indicator], f)
	}
	for n, i := range p.Register.Indicators {
		if n == mostListed {
			t.line("  %s; --format json has them all", words.More(len(p.Register.Indicators)-n))
			break
		}
		t.hung("  "+i.Code+"  ", words.Cut(i.Title, 70)+" ("+described(i)+")")
		if said := valuesInWords(i, of[i.Code]); said != "" {
			t.hung("      ", said)
		}
	}
}

func countsInWords(c Counts) string {
	return words.AndList([]string{
		words.Counted(c.Indicators, "1 indicator", "indicators"), words.Counted(c.Figures, "1 figure", "figures"), words.Counted(c.Targets, "1 target", "targets"),
	})
}

// described is an indicator in few words: percent, higher is better, quarterly.
func described(i kpi.Indicator) string {
	said := []string{string(i.Unit)}
	switch i.Direction {
	case kpi.Up:
		said = append(said, "higher is better")
	case kpi.Down:
		said = append(said, "lower is better")
	}
	said = append(said, string(i.Frequency))
	if i.Kind != kpi.Target {
		said = append(said, strings.ReplaceAll(string(i.Kind), "_", " "))
	}
	return strings.Join(said, ", ")
}

// valuesInWords are the figures beside their targets, and the targets without a figure.
func valuesInWords(i kpi.Indicator, figures []kpi.Figure) string {
	var said []string
	told := map[kpi.Period]bool{}
	for _, f := range figures {
		told[f.Period] = true
		one := f.Period.Words() + ": " + i.ShowTyped(f)
		if t := i.TargetFor(f.Period); t != nil {
			one += " (target " + i.ShowValue(t) + ")"
		}
		said = append(said, one)
	}
	for _, p := range i.TargetPeriods() {
		if t := i.Targets[p]; !told[p] {
			said = append(said, p.Words()+": target "+i.ShowValue(&t))
		}
	}
	if len(said) > 6 {
		said = append(said[:5:5], words.More(len(said)-5))
	}
	return strings.Join(said, " · ")
}

func (t *text) questions(questions []Question) {
	if len(questions) == 0 {
		return
	}
	t.head("To be answered")
	for _, q := range questions {
		mark := "  ? "
		if q.Needed {
			mark = "  ! "
		}
		said := q.Asks
		if q.About != "" {
			said = q.About + ": " + said
		}
		if q.Until != "" {
			said += " Until then: " + q.Until
		}
		t.hung(mark, said)
	}
}

func (t *text) listed(head string, list []string) {
	if len(list) == 0 {
		return
	}
	t.head("%s", head)
	for _, one := range list {
		t.hung("  · ", one)
	}
}

func (t *text) missing(missing []Missing) {
	if len(missing) == 0 {
		return
	}
	t.head("Not found")
	for _, m := range missing {
		t.hung("  · ", m.Indicator+": "+m.What)
	}
}

// faults lists every cell that is left out, those with the same fault together.
func (t *text) faults(faults []Fault) {
	if len(faults) == 0 {
		return
	}
	t.head("Left out")
	for _, g := range Grouped(faults) {
		t.hung("  "+strings.Join(g.Cells, ", ")+"  ", g.Problem)
	}
}

// Group is cells that have the same fault.
type Group struct {
	Cells   []string
	Problem string
}

// Grouped puts faults of the same words together, in the order in which they first come.
func Grouped(faults []Fault) []Group {
	var groups []Group
	at := map[string]int{}
	for _, f := range faults {
		n, known := at[f.Problem]
		if !known {
			n = len(groups)
			at[f.Problem] = n
			groups = append(groups, Group{Problem: f.Problem})
		}
		if !slices.Contains(groups[n].Cells, f.Cell) {
			groups[n].Cells = append(groups[n].Cells, f.Cell)
		}
	}
	return groups
}

// Hung is a text over as many lines as it needs: the first behind a mark, the others beneath its first word.
func Hung(mark, said string) string {
	var t text
	t.hung(mark, said)
	return strings.TrimSuffix(t.String(), "\n")
}

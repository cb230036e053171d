package printed

import (
	"slices"
	"strings"
	"unicode"

	"chaser/kpi"
)

// item is one of the data items of a report's key, or another thing that a card or a column names.
type item int

const (
	nothing item = iota
	target
	baseline
	direction
	current
	previous
	change
	neighbours
	england
	rating
	description
	commentary
	actions
	links
	title
	code
	service
	unit
	other // something that Chaser does not keep
)

// figures reports whether the item stands in a card's row of figures.
func (i item) figures() bool { return i >= target && i <= rating }

// names reports whether the item says which indicator it is, or of what.
func (i item) names() bool { return i >= title && i <= unit }

// holdsNumber reports whether the item's value is a number.
func (i item) holdsNumber() bool {
	return i == target || i == baseline || i == current || i == previous || i == neighbours || i == england
}

// prose reports whether the item heads a text.
func (i item) prose() bool { return i >= description && i <= links }

// label is a data item as a report names it.
type label struct {
	item       item
	said       string
	when       when
	cumulative bool
	yearAgo    bool // the same period of last year
	from, to   int  // where it stands in its line
}

// words are how reports name the items, in lower case without punctuation. The first of each is the seed's own.
var words = map[item][]string{
	target: {"target", "pro rata target", "target pro rata target", "quarterly target", "monthly target", "annual target", "yearly target",
		"year end target", "end of year target", "full year target", "profiled target", "current target", "period target", "target for period",
		"target for quarter", "target for the quarter", "target for year", "target to date", "ytd target", "target value", "cumulative target"},
	baseline:  {"baseline", "baseline figure", "baseline value"},
	direction: {"direction for improvement", "direction", "improvement direction", "desired direction of travel", "direction of improvement", "polarity", "good is", "good performance is", "better is", "what is good", "aim to", "preferred direction", "desired direction", "good to be", "bigger or smaller is better", "high or low"},
	current: {"current month", "current period", "current quarter", "actual", "current", "current performance", "current figure", "current value", "current position", "current result",
		"latest", "latest figure", "latest performance", "latest value", "latest result", "latest data", "this quarter", "this month", "this period", "this year", "actual performance", "actual value", "actual to date",
		"actual figure", "outturn", "result", "quarter actual", "performance", "year to date", "ytd", "ytd actual", "figure", "value", "current year", "quarterly performance", "performance this quarter", "performance this period", "performance this month"},
	previous: {"previous month", "previous period", "previous quarter", "previous", "previous performance", "previous figure", "previous value", "previous result", "previous position",
		"last quarter", "last month", "last period", "prior quarter", "prior month", "prior period", "previously reported", "previous year", "last year", "prior year", "performance last quarter", "performance last period", "performance last month",
		"same period last year", "same quarter last year", "same month last year", "same period previous year", "same quarter previous year", "quarter last year", "this time last year"},
	change:      {"change in performance", "change", "trend", "direction of travel", "dot", "performance trend", "travel", "short trend", "long trend", "short term trend", "long term trend", "movement", "change from last quarter", "change from previous quarter", "change from previous period"},
	neighbours:  {"statistical neighbours mean", "statistical neighbour mean", "statistical neighbours average", "statistical neighbour average", "statistical neighbours", "stat neighbours", "sn mean", "sn average"},
	england:     {"england mean", "england average", "england", "national mean", "national average", "national"},
	rating:      {"rag rating", "rag", "rag status", "current rag", "status", "rating", "performance status", "performance rating", "brag", "brag rating", "ragb"},
	description: {"indicator description", "description", "definition", "indicator definition", "measure description", "description of indicator", "description of measure", "how is it measured", "what is measured", "what does this measure"},
	commentary:  {"commentary", "comments", "comment", "narrative", "performance commentary", "commentary on performance", "explanation", "service commentary", "officer commentary", "latest note", "latest notes", "latest commentary", "latest update", "performance narrative", "performance summary", "supporting commentary"},
	actions:     {"actions", "action", "actions to improve", "improvement actions", "actions taken", "action taken", "corrective actions", "corrective action", "remedial action", "remedial actions", "action plan", "planned actions", "actions to improve performance", "what we are doing", "next steps"},
	links:       {"useful links", "links", "useful link", "further information", "related links"},
	title:       {"indicator", "measure", "performance indicator", "performance measure", "kpi", "indicator title", "indicator name", "measure title", "measure name", "title", "key performance indicator", "kpi title", "kpi name", "pi name", "name", "short name", "measures", "indicators"},
	code:        {"ref", "reference", "code", "no", "number", "indicator number", "indicator ref", "kpi ref", "pi ref", "measure ref", "id", "pi code", "kpi code", "kpi no", "kpi number", "ref no", "pi", "indicator code", "measure code", "indicator no"},
	service:     {"service", "service area", "directorate", "department", "portfolio", "theme", "priority", "team"},
	unit:        {"unit", "units", "unit of measure", "measured in"},
	other: {"owner", "lead officer", "responsible officer", "portfolio holder", "cabinet member", "data source", "source", "frequency", "reporting frequency", "last updated",
		"variance", "difference", "variance from target", "tolerance", "data owner", "lead", "responsible", "head of service", "chart", "graph", "return to index", "benchmark", "benchmarking"},
}

// longest is how many words the longest name of an item has.
const longest = 7

// named is each item by its names; begins are the words that names begin with.
var named, begins = func() (map[string]item, map[string]bool) {
	byName, first := map[string]item{}, map[string]bool{}
	for i, names := range words {
		for _, name := range names {
			byName[name] = i
			word, _, _ := strings.Cut(name, " ")
			first[word] = true
		}
	}
	return byName, first
}()

// bare is a word as the names have it: in lower case, without what stands around it. A sign alone is nothing.
func bare(word string) string {
	return strings.ToLower(strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
}

// mayBegin reports whether a label could begin with these words.
func mayBegin(text string) bool {
	word, _, _ := strings.Cut(text, " ")
	return begins[bare(word)] || periodBegins(word)
}

// labelOf reads words that are one label and nothing else.
func labelOf(text string) (label, bool) {
	if len(text) > 90 || !mayBegin(text) || strings.HasSuffix(text, ")") && !strings.Contains(text, "(") {
		return label{}, false
	}
	l, n := firstLabel(strings.Fields(text))
	if n == 0 || n < len(strings.Fields(text)) {
		return label{}, false
	}
	l.said = strings.TrimRight(text, ": ")
	return l, true
}

// labelsIn reads words that are labels one after another; nil where anything else is among them.
func labelsIn(c cell) []label {
	if len(c.text) > 400 || !mayBegin(c.text) {
		return nil
	}
	var all []label
	fields := strings.Fields(c.text)
	at := c.from
	for len(fields) > 0 {
		l, n := firstLabel(fields)
		if n == 0 {
			return nil
		}
		l.said = strings.TrimRight(strings.Join(fields[:n], " "), ": ")
		l.from, l.to = at, at+len([]rune(l.said))
		at = l.to + 1
		all, fields = append(all, l), fields[n:]
	}
	if len(all) == 1 {
		all[0].to = c.to
	}
	return all
}

// firstLabel reads the longest label that the words begin with, and how many of them it has.
func firstLabel(fields []string) (label, int) {
	name, n := longestName(fields)
	if n == 0 {
		return periodLabel(fields)
	}
	l := label{item: named[name], yearAgo: namesYearAgo(name)}
	l.when.span = spanIn(fields[:n])
	more := n + l.qualified(fields[n:])
	if l.item == target || (l.item == current || l.item == previous) && !relative(fields[:n]) {
		if w, used := periodIn(fields[more:]); used > 0 && !l.yearAgo {
			l.when, more = w, more+used
		}
	}
	return l, more
}

// longestName is the longest name of an item that the words begin with, and how many of them it has.
func longestName(fields []string) (name string, n int) {
	said := ""
	for at, f := range fields[:min(longest, len(fields))] {
		if b := bare(f); b != "" {
			if said != "" {
				said += " "
			}
			said += b
		} else if !onlySigns(f) {
			break
		}
		if _, ok := named[said]; ok && said != "" {
			if bare(f) == "" && n > 0 {
				continue // a sign behind the name is no part of it
			}
			name, n = said, at+1
		}
	}
	return name, n
}

// onlySigns reports whether a word is what may stand between two words of a name: / or -.
func onlySigns(word string) bool { return strings.Trim(word, "/-–—&:") == "" }

// relative reports whether a label names its period by when it is read: Current Quarter.
func relative(fields []string) bool {
	return spanIn(fields) != "" || slices.ContainsFunc(fields, func(f string) bool { return bare(f) == "period" })
}

func namesYearAgo(name string) bool {
	return strings.HasPrefix(name, "same ") || name == "this time last year" || name == "quarter last year"
}

// periodLabel reads a column that is named by its period: Quarter 2 22/23, Q1 actual, 2023/24 target.
func periodLabel(fields []string) (label, int) {
	w, n := periodIn(fields)
	if n == 0 {
		return label{}, 0
	}
	l := label{item: current, when: w}
	for n < len(fields) {
		switch bare(fields[n]) {
		case "target":
			l.item = target
		case "actual", "performance", "outturn", "result", "figure", "value", "to":
		case "rag", "status":
			l.item = rating
		default:
			return l, n + l.qualified(fields[n:])
		}
		n++
	}
	return l, n
}

// qualified takes what stands in brackets behind a label, and says how many words that is.
func (l *label) qualified(fields []string) int {
	if len(fields) == 0 || !strings.HasPrefix(fields[0], "(") {
		return 0
	}
	for n, word := range fields {
		switch bare(word) {
		case "cumulative", "ytd":
			l.cumulative = true
		}
		if strings.Contains(word, ")") {
			if w, used := periodIn(strings.Fields(strings.Trim(strings.Join(fields[:n+1], " "), "():"))); used > 0 && !w.period.IsZero() {
				l.when = w
			}
			return n + 1
		}
		if n == 5 {
			break
		}
	}
	return 0
}

func phrase(fields []string) string {
	var all []string
	for _, f := range fields {
		if b := bare(f); b != "" {
			all = append(all, b)
		}
	}
	return strings.Join(all, " ")
}

func spanIn(fields []string) kpi.Frequency {
	for _, f := range fields {
		switch bare(f) {
		case "month", "monthly":
			return kpi.Monthly
		case "quarter", "quarterly":
			return kpi.Quarterly
		case "year", "annual", "yearly":
			return kpi.Yearly
		}
	}
	return ""
}

// periodAlone reports whether the label is a period and nothing else.
func (l label) periodAlone() bool {
	_, n := periodIn(strings.Fields(l.said))
	return n > 0 && n == len(strings.Fields(l.said))
}

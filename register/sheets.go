package register

import (
	"slices"
	"strings"
)

// The register as tables: a sheet of a workbook or a file of CSV for each list, its first row the names of the fields.
// What a list holds within a list has a table of its own, so that a cell holds one thing.

// sheet is a list of the register's as a table.
type sheet struct {
	name    string
	must    []string // the fields without which a table is not this list
	columns []sheetColumn
}

// sheetColumn is a field.
type sheetColumn struct {
	field string
	kind  fieldKind
	width float64 // in letters
}

// fieldKind is what a field holds.
type fieldKind int

const (
	asText  fieldKind = iota
	asLong            // a text of several lines
	asExact           // a number in digits
	asWhole           // a small whole number
	asTruth
	asDay
	asList // words, set apart by commas
)

// sheets are all of them, in the order in which they are written.
var sheets = []sheet{
	{name: "people", must: []string{"slack_id"}, columns: []sheetColumn{
		{"slack_id", asText, 14}, {"name", asText, 24}, {"email", asText, 30}, {"roles", asList, 18}, {"manager", asText, 14}, {"alerts", asText, 12},
	}},
	{name: "committees", must: []string{"name", "channel"}, columns: []sheetColumn{
		{"name", asText, 44}, {"channel", asText, 14}, {"members", asList, 40}, {"ladder", asText, 30}, {"sign_off", asText, 12},
		{"self_sign_off", asTruth, 14}, {"corrections", asText, 12}, {"actions_on", asText, 12},
	}},
	{name: "indicators", must: []string{"code", "title", "committee", "unit", "direction", "kind"}, columns: []sheetColumn{
		{"code", asText, 10}, {"title", asText, 44}, {"committee", asText, 30}, {"service", asText, 20}, {"unit", asText, 10}, {"decimals", asWhole, 10},
		{"direction", asText, 10}, {"kind", asText, 14}, {"target", asExact, 12}, {"baseline", asExact, 12}, {"cumulative", asTruth, 12},
		{"compare", asText, 12}, {"frequency", asText, 12}, {"rule", asText, 20}, {"owner", asText, 14}, {"deputy", asText, 14}, {"manager", asText, 14},
		{"description", asLong, 100}, {"neighbours_mean", asExact, 16}, {"england_mean", asExact, 14},
		{"neighbours_mean_period", asText, 16}, {"england_mean_period", asText, 16},
		{"sensitive", asTruth, 10}, {"smallest_count", asWhole, 14},
	}},
	{name: targetsSheet, must: []string{"indicator", "period", "target"}, columns: []sheetColumn{{"indicator", asText, 12}, {"period", asText, 12}, {"target", asExact, 14}}},
	{name: linksSheet, must: []string{"indicator", "text", "url"}, columns: []sheetColumn{{"indicator", asText, 12}, {"text", asText, 50}, {"url", asText, 60}}},
	{name: "collections", must: []string{"period", "opens", "due"}, columns: []sheetColumn{
		{"period", asText, 12}, {"opens", asDay, 12}, {"due", asDay, 12}, {"committee_date", asDay, 16}, {"publishes", asDay, 12},
	}},
	{name: "identities", must: []string{"name", "rule"}, columns: []sheetColumn{
		{"name", asText, 30}, {"rule", asText, 44}, {"stock", asText, 40}, {"tolerance", asExact, 12},
	}},
	{name: "closures", must: []string{"date", "name"}, columns: []sheetColumn{{"date", asDay, 12}, {"name", asText, 40}}},
	{name: "figures", must: []string{"indicator", "period", "value"}, columns: []sheetColumn{
		{"indicator", asText, 12}, {"period", asText, 12}, {"value", asExact, 14}, {"numerator", asExact, 12}, {"denominator", asExact, 12},
		{"status", asText, 16}, {"commentary", asLong, 100}, {"actions", asLong, 80},
	}},
}

// sheetOf finds a sheet by its name.
func sheetOf(name string) (sheet, bool) {
	for _, s := range sheets {
		if s.name == name {
			return s, true
		}
	}
	return sheet{}, false
}

// isHead reports whether a table's first row is that of this list: it has what the list must have, and nothing else
// than the list's fields. Of a table that is called like the list half may be amiss, so that a slip in a heading is
// listed as a fault and does not make another file of it.
func (s sheet) isHead(row []string, called bool) bool {
	known, other := map[string]bool{}, 0
	for _, cell := range row {
		switch heading := headingOf(cell); {
		case slices.Contains(s.fields(), heading):
			known[heading] = true
		case heading != "":
			other++
		}
	}
	if called && len(known) > 1 && len(known) > other {
		return true
	}
	lacks := func(field string) bool { return !known[field] }
	return other == 0 && !slices.ContainsFunc(s.must, lacks)
}

// headingOf is a field's name as a heading has it.
func headingOf(cell string) string { return strings.ToLower(strings.TrimSpace(cell)) }

// fields are the sheet's columns by name.
func (s sheet) fields() []string {
	names := make([]string, len(s.columns))
	for n, c := range s.columns {
		names[n] = c.field
	}
	return names
}

// Where the rows of targets and of links belong in the tree that is read from a file.
const (
	targetsSheet = "targets"
	linksSheet   = "links"
)

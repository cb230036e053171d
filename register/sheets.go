package register

// The register as a workbook: a sheet for each list, its first row the names of the fields. What a list holds within a
// list stands in a sheet of its own, so that a cell holds one thing.

// sheet is a list of the register's in a workbook.
type sheet struct {
	name    string
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
	{name: "people", columns: []sheetColumn{
		{"slack_id", asText, 14}, {"name", asText, 24}, {"email", asText, 30}, {"roles", asList, 18}, {"manager", asText, 14}, {"alerts", asText, 12},
	}},
	{name: "committees", columns: []sheetColumn{
		{"name", asText, 44}, {"channel", asText, 14}, {"members", asList, 40}, {"ladder", asText, 30}, {"sign_off", asText, 12},
		{"self_sign_off", asTruth, 14}, {"corrections", asText, 12}, {"actions_on", asText, 12},
	}},
	{name: "indicators", columns: []sheetColumn{
		{"code", asText, 10}, {"title", asText, 44}, {"committee", asText, 30}, {"service", asText, 20}, {"unit", asText, 10}, {"decimals", asWhole, 10},
		{"direction", asText, 10}, {"kind", asText, 14}, {"target", asExact, 12}, {"baseline", asExact, 12}, {"cumulative", asTruth, 12},
		{"compare", asText, 12}, {"frequency", asText, 12}, {"rule", asText, 20}, {"owner", asText, 14}, {"deputy", asText, 14}, {"manager", asText, 14},
		{"description", asLong, 100}, {"neighbours_mean", asExact, 16}, {"england_mean", asExact, 14},
	}},
	{name: "targets", columns: []sheetColumn{{"indicator", asText, 12}, {"period", asText, 12}, {"target", asExact, 14}}},
	{name: "links", columns: []sheetColumn{{"indicator", asText, 12}, {"text", asText, 50}, {"url", asText, 60}}},
	{name: "collections", columns: []sheetColumn{
		{"period", asText, 12}, {"opens", asDay, 12}, {"due", asDay, 12}, {"committee_date", asDay, 16}, {"publishes", asDay, 12},
	}},
	{name: "closures", columns: []sheetColumn{{"date", asDay, 12}, {"name", asText, 40}}},
	{name: "figures", columns: []sheetColumn{
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

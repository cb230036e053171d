package proposal

import (
	"fmt"
	"strings"

	"chaser/kpi"
)

// Role is what a column is taken for.
type Role string

// The roles that a column may have. Those of one figure or target each name a period too.
const (
	Nothing         Role = ""
	Code            Role = "code"
	Title           Role = "title"
	Service         Role = "service"
	Committee       Role = "committee"
	Unit            Role = "unit"
	Polarity        Role = "polarity" // which way is better
	Frequency       Role = "frequency"
	RAG             Role = "rag"
	Trend           Role = "trend"
	Commentary      Role = "commentary"
	Variance        Role = "variance" // a difference that Chaser works out itself
	Status          Role = "status"   // how firm the figure is
	PeriodOf        Role = "period"   // the row's period, where there is a row for each
	Figure          Role = "figure"
	TargetOf        Role = "target"
	Owner           Role = "owner"       // whose names are no Slack ids
	Description     Role = "description" // how the measure is calculated
	Comparison      Role = "comparison"  // other councils, England, a baseline, a tolerance
	Other           Role = "other"       // known, and nothing that Chaser keeps
	RowKind         Role = "row_kind"    // says of each row whether it has actuals or targets
	IndicatorColumn Role = "indicator"   // an indicator's figures down the column
)

// Roles are those of columns that stand alone, in the order in which a proposal lists them.
var Roles = []Role{Code, Title, Service, Committee, Unit, Polarity, Frequency, PeriodOf, RAG, Trend, Commentary, Variance, Status, Owner, Description, Comparison, RowKind, Other}

// Layout is how a sheet is read. Rows and columns count from 1, empty ones included.
type Layout struct {
	Sheet       string // empty for a CSV
	HeadingRows []int
	DataRows    []int
	Columns     map[Role]int // of each role the first column
	Headings    []Heading    // all columns in which something stands

	PeriodColumns []PeriodColumn
	TargetColumns []PeriodColumn

	// Transposed: the periods go down and the indicators across.
	Transposed       bool
	IndicatorColumns []int
	YearRows         []int // the titles of blocks that name a year

	Fractions Fractions // as somebody has answered it
}

// Heading is a column by its words.
type Heading struct {
	Column int
	Text   string // the heading rows' words, joined
	Role   Role
}

// PeriodColumn is a column of figures or of targets, and when they are of.
type PeriodColumn struct {
	Column   int
	Period   kpi.Period // zero where it is not known, or the rows say it
	Relative Relative   // what stands there in place of a period
	Part     Part
	Holds    Holds // of a year's target
}

// Relative is a period that a sheet names by when it is read.
type Relative string

// The periods that headings name so. With the period of this one the others follow.
const (
	ThisPeriod     Relative = "this period"
	PreviousPeriod Relative = "previous period"
	YearBefore     Relative = "same period last year"
	ThisYear       Relative = "this year"
	LastYear       Relative = "last year"
	EachRows       Relative = "each row's period"
)

// Of is the period that is meant, where this period is p.
func (r Relative) Of(p kpi.Period) kpi.Period {
	switch {
	case p.IsZero():
	case r == ThisPeriod:
		return p
	case r == PreviousPeriod:
		return p.Previous(p.Span())
	case r == YearBefore:
		return p.YearAgo()
	case r == ThisYear:
		return kpi.FinancialYear(p.FinancialYear())
	case r == LastYear:
		return kpi.FinancialYear(p.FinancialYear() - 1)
	}
	return kpi.Period{}
}

// Holds says whether a year's target is that of each of its quarters or months, or of the year as a whole; empty: it is
// not known.
type Holds string

// InEachPart: 75% in each quarter. ForTheYear: 240,000 visits by the end of March.
const (
	InEachPart Holds = "in each part"
	ForTheYear Holds = "for the year"
)

// Part says of a column that it is of a whole whose parts have columns too.
type Part string

// WholeYear is a year beside its quarters or months, YearToDate what has come together since April.
const (
	WholeYear  Part = "year"
	YearToDate Part = "year_to_date"
)

// Words are the period as people say it.
func (c PeriodColumn) Words() string {
	words := c.Period.Words()
	if c.Period.IsZero() {
		words = string(c.Relative)
	}
	if c.Part == YearToDate {
		words = strings.TrimSpace(words + " to date")
	}
	return words
}

// ColumnName is a column as spreadsheets name it: A, Z, AA. Columns count from 1.
func ColumnName(column int) string {
	name := ""
	for ; column > 0; column = (column - 1) / 26 {
		name = string(rune('A'+(column-1)%26)) + name
	}
	return name
}

// CellName is a cell as spreadsheets name it: D7.
func CellName(column, row int) string { return fmt.Sprintf("%s%d", ColumnName(column), row) }

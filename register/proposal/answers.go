package proposal

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"

	"chaser/kpi"
)

// Answers are a proposal that somebody has corrected and kept: the columns' roles and periods, and what the indicators
// are. The next sheet is read by them. A nil *Answers answers nothing.
type Answers struct {
	Sheet         string
	Headings      []Heading // each with the role that it is given
	PeriodColumns []PeriodColumn
	TargetColumns []PeriodColumn
	Indicators    []AnsweredIndicator
	Fractions     Fractions
}

// Fractions says what numbers such as 0.64 are, where percentages are expected and no sign stands beside them.
type Fractions string

// AsShares: 0.64 is 64%. AsPercent: it is 0.64%.
const (
	AsShares  Fractions = "0.64 is 64%"
	AsPercent Fractions = "0.64 is 0.64%"
)

// AnsweredIndicator is what somebody said of an indicator. What is empty was not said.
type AnsweredIndicator struct {
	Code, Title string
	Service     *string
	Unit        kpi.Unit
	Decimals    *int
	Direction   kpi.Direction
	Kind        kpi.Kind
	Frequency   kpi.Frequency
}

// SheetName is the sheet that was read; empty where that does not matter.
func (a *Answers) SheetName() string {
	if a == nil {
		return ""
	}
	return a.Sheet
}

const mostAnswers = 16 << 20

// ReadAnswers reads a proposal that WriteJSON wrote, after somebody changed it. The error is a *kpi.Refusal.
func ReadAnswers(r io.Reader) (*Answers, error) {
	var file struct {
		Sheet         string
		Columns       map[string]json.RawMessage
		PeriodColumns []answeredColumn `json:"period_columns"`
		TargetColumns []answeredColumn `json:"target_columns"`
		Headings      []writtenHeading
		Fractions     Fractions
		Indicators    []answeredIndicator `json:"indicator_list"`
	}
	text, err := io.ReadAll(io.LimitReader(r, mostAnswers))
	if err != nil {
		return nil, kpi.Refuse("", "The map cannot be read: %s.", err)
	}
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, kpi.Refuse("", "The map is not a proposal as --format json prints it: %s. Make it again with --save-map, and correct that.", inWords(err))
	}
	a := &Answers{Sheet: file.Sheet, Fractions: file.Fractions}
	if a.Fractions != "" && a.Fractions != AsShares && a.Fractions != AsPercent {
		return nil, kpi.Refuse("", "The map's “fractions” is %q. Write %q or %q.", kpi.Excerpt(string(a.Fractions)), AsShares, AsPercent)
	}
	roles := map[int]Role{}
	for name, value := range file.Columns {
		column, err := strconv.Atoi(string(value))
		switch {
		case name == "indicator_columns" || name == "year_rows" || string(value) == "null":
			continue
		case name == "period_column":
			name = string(PeriodOf)
		case !slices.Contains(Roles, Role(name)):
			return nil, kpi.Refuse("", "The map's “columns” has %q, which is no role. The roles are %v.", kpi.Excerpt(name), Roles)
		}
		if err != nil || column < 1 {
			return nil, kpi.Refuse("", "The map says %s of the column for %s. Write a number, 1 for column A, or null.", kpi.Excerpt(string(value)), name)
		}
		if had, twice := roles[column]; twice {
			return nil, kpi.Refuse("", "The map takes column %s for %s and for %s. Keep one of them.", ColumnName(column), had, name)
		}
		roles[column] = Role(name)
	}
	if a.PeriodColumns, err = answeredColumns(file.PeriodColumns, roles, Figure); err != nil {
		return nil, err
	}
	if a.TargetColumns, err = answeredColumns(file.TargetColumns, roles, TargetOf); err != nil {
		return nil, err
	}
	for _, h := range file.Headings {
		a.Headings = append(a.Headings, Heading{h.Column, h.Heading, roles[h.Column]})
	}
	for _, i := range file.Indicators {
		one, err := i.answered()
		if err != nil {
			return nil, err
		}
		a.Indicators = append(a.Indicators, one)
	}
	return a, nil
}

func inWords(err error) string {
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Sprintf("at byte %d it is no JSON", syntax.Offset)
	case errors.As(err, &wrong):
		return fmt.Sprintf("%s is %s", wrong.Field, wrong.Value)
	}
	return err.Error()
}

type answeredColumn struct {
	Column   int
	Period   string
	Relative Relative
	Role     Part
	Holds    Holds
}

func answeredColumns(columns []answeredColumn, roles map[int]Role, role Role) ([]PeriodColumn, error) {
	var all []PeriodColumn
	for _, c := range columns {
		if had, twice := roles[c.Column]; twice && had != role {
			return nil, kpi.Refuse("", "The map takes column %s for %s and for %s. Keep one of them.", ColumnName(c.Column), had, role)
		}
		roles[c.Column] = role
		one := PeriodColumn{Column: c.Column, Part: c.Role, Holds: c.Holds}
		switch r := Relative(c.Period); r {
		case "", ThisPeriod, PreviousPeriod, YearBefore, ThisYear, LastYear, EachRows:
			one.Relative = r
		default:
			p, err := kpi.ParsePeriod(c.Period)
			if err != nil {
				return nil, kpi.Refuse("", "The map's column %s: %s", ColumnName(c.Column), err)
			}
			one.Period = p
			if c.Relative != "" { // the next sheet's period is another
				one.Relative, one.Period = c.Relative, kpi.Period{}
			}
		}
		if c.Holds != "" && c.Holds != InEachPart && c.Holds != ForTheYear {
			return nil, kpi.Refuse("", "The map's column %s “holds” %q. Write %q or %q.", ColumnName(c.Column), kpi.Excerpt(string(c.Holds)), InEachPart, ForTheYear)
		}
		all = append(all, one)
	}
	return all, nil
}

type answeredIndicator struct {
	Code, Title string
	Service     *string
	Unit        kpi.Unit
	Decimals    *int
	Direction   kpi.Direction
	Kind        kpi.Kind
	Frequency   kpi.Frequency
}

func (i answeredIndicator) answered() (AnsweredIndicator, error) {
	for _, word := range []struct {
		said, field string
		one         []string
	}{
		{string(i.Unit), "unit", []string{"count", "percent", "currency", "days", "ratio"}},
		{string(i.Direction), "direction", []string{"up", "down", "none"}},
		{string(i.Kind), "kind", []string{"target", "baseline", "contextual", "in_development"}},
		{string(i.Frequency), "frequency", []string{"monthly", "quarterly", "half-yearly", "yearly"}},
	} {
		if word.said != "" && !slices.Contains(word.one, word.said) {
			return AnsweredIndicator{}, kpi.Refuse("", "The map's %s of %q is %q. Write one of %v.", word.field, kpi.Excerpt(i.Title), kpi.Excerpt(word.said), word.one)
		}
	}
	return AnsweredIndicator(i), nil
}

package proposal

import (
	"bytes"
	"encoding/json"
	"io"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// WriteJSON writes the proposal for programs, and as the file that keeps it for the next sheet.
func (p Proposal) WriteJSON(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(p.written())
}

// written is the proposal in the order of its fields in JSON.
type written struct {
	Sheet         string          `json:"sheet"`
	HeadingRows   []int           `json:"heading_rows"`
	DataRows      []int           `json:"data_rows"`
	Columns       json.RawMessage `json:"columns"`
	PeriodColumns []writtenColumn `json:"period_columns"`
	TargetColumns []writtenColumn `json:"target_columns"`
	Transposed    bool            `json:"transposed"`

	Indicators int           `json:"indicators"`
	Figures    int           `json:"figures"`
	Targets    int           `json:"targets"`
	InWords    int           `json:"targets_in_words"`
	Kept       writtenCounts `json:"kept"` // what an import would bring now

	Faults    []Fault    `json:"faults"`
	Questions []Question `json:"questions"`
	Missing   []Missing  `json:"missing"`
	Notes     []string   `json:"notes"`

	Fractions Fractions          `json:"fractions"` // an answer, for the next sheet
	Headings  []writtenHeading   `json:"headings"`
	List      []writtenIndicator `json:"indicator_list"`
	Values    []writtenFigure    `json:"figure_list"`
	Samples   []writtenSample    `json:"samples"`

	Period    string        `json:"period,omitempty"` // of a report
	Committee string        `json:"committee,omitempty"`
	Cards     []writtenCard `json:"cards,omitempty"`
}

type writtenCounts struct {
	Indicators int `json:"indicators"`
	Figures    int `json:"figures"`
	Targets    int `json:"targets"`
}

type writtenColumn struct {
	Column   int      `json:"column"`
	Period   string   `json:"period"`
	Relative Relative `json:"relative,omitempty"` // what stands there for the period, where that is not its name
	Role     Part     `json:"role,omitempty"`
	Holds    *Holds   `json:"holds,omitempty"` // of a year's target
}

type writtenHeading struct {
	Column  int    `json:"column"`
	Heading string `json:"heading"`
	Role    Role   `json:"role"`
}

type writtenIndicator struct {
	Code      string            `json:"code"`
	Title     string            `json:"title"`
	Service   string            `json:"service"`
	Unit      kpi.Unit          `json:"unit"`
	Decimals  int               `json:"decimals"`
	Direction kpi.Direction     `json:"direction"`
	Kind      kpi.Kind          `json:"kind"`
	Frequency kpi.Frequency     `json:"frequency"`
	Target    *string           `json:"target"`
	Targets   map[string]string `json:"targets"`
}

type writtenFigure struct {
	Indicator  string     `json:"indicator"`
	Period     string     `json:"period"`
	Value      *string    `json:"value"`
	Status     kpi.Status `json:"status"`
	Commentary string     `json:"commentary"`
	Actions    string     `json:"actions,omitempty"`
}

type writtenSample struct {
	Row   int      `json:"row,omitempty"`
	Cells []string `json:"cells"`
}

func (p Proposal) written() written {
	layout := p.Layout
	if layout == nil {
		layout = &Layout{}
	}
	kept := p.Kept()
	w := written{
		Sheet: layout.Sheet, HeadingRows: listed(layout.HeadingRows), DataRows: listed(layout.DataRows),
		Columns: layout.writtenColumns(), Transposed: layout.Transposed, Fractions: layout.Fractions,
		PeriodColumns: []writtenColumn{}, TargetColumns: []writtenColumn{},
		Indicators: p.Read.Indicators, Figures: p.Read.Figures, Targets: p.Read.Targets, InWords: p.Read.InWords,
		Kept:   writtenCounts{kept.Indicators, kept.Figures, kept.Targets},
		Faults: listed(p.Faults), Questions: listed(p.Questions), Missing: listed(p.Missing), Notes: listed(p.Notes),
		Headings: []writtenHeading{}, List: []writtenIndicator{}, Values: []writtenFigure{}, Samples: []writtenSample{},
	}
	for _, c := range layout.PeriodColumns {
		w.PeriodColumns = append(w.PeriodColumns, c.written())
	}
	for _, c := range layout.TargetColumns {
		column := c.written()
		if c.Period.Span() == kpi.Yearly {
			column.Holds = &c.Holds
		}
		w.TargetColumns = append(w.TargetColumns, column)
	}
	for _, h := range layout.Headings {
		w.Headings = append(w.Headings, writtenHeading{h.Column, h.Text, h.Role})
	}
	for _, i := range p.Register.Indicators {
		w.List = append(w.List, writtenOf(i))
	}
	for _, f := range p.Register.Figures {
		one := writtenFigure{Indicator: f.Indicator, Period: f.Period.String(), Status: f.Status, Commentary: f.Commentary, Actions: f.Actions}
		if f.Value != nil {
			text := kpi.Exactly(*f.Value)
			one.Value = &text
		}
		w.Values = append(w.Values, one)
	}
	for _, s := range p.Samples {
		w.Samples = append(w.Samples, writtenSample{s.Row, listed(s.Cells)})
	}
	w.Period, w.Committee, w.Cards = p.Period.String(), p.Committee, p.writtenCards()
	return w
}

func (c PeriodColumn) written() writtenColumn {
	period := c.Period.String()
	if c.Period.IsZero() {
		period = string(c.Relative)
	}
	return writtenColumn{Column: c.Column, Period: period, Relative: c.Relative, Role: c.Part}
}

func writtenOf(i kpi.Indicator) writtenIndicator {
	w := writtenIndicator{
		Code: i.Code, Title: i.Title, Service: i.Service, Unit: i.Unit, Decimals: i.Decimals, Direction: i.Direction, Kind: i.Kind,
		Frequency: i.Frequency, Targets: map[string]string{},
	}
	if i.Target != nil {
		text := kpi.Exactly(*i.Target)
		w.Target = &text
	}
	for p, t := range i.Targets {
		w.Targets[p.String()] = kpi.Exactly(t)
	}
	return w
}

// writtenColumns is the object of the columns by role, null for a role that no column has.
func (l Layout) writtenColumns() json.RawMessage {
	var out bytes.Buffer
	out.WriteByte('{')
	field := func(name string, value any) {
		if out.Len() > 1 {
			out.WriteByte(',')
		}
		key, _ := json.Marshal(name)   // a name of ours
		text, _ := json.Marshal(value) // a number, null or a list of numbers
		out.Write(append(append(key, ':'), text...))
	}
	for _, role := range Roles {
		switch column, ok := l.Columns[role]; {
		case role == PeriodOf: // below
		case ok:
			field(string(role), column)
		default:
			field(string(role), nil)
		}
	}
	if column, ok := l.Columns[PeriodOf]; ok {
		field("period_column", column)
	}
	if l.Transposed {
		field("indicator_columns", listed(l.IndicatorColumns))
		field("year_rows", listed(l.YearRows))
	}
	out.WriteByte('}')
	return out.Bytes()
}

// listed is a list that JSON writes as [] where it is empty.
func listed[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// exact is a number as the register writes it; nil where there is none.
func exact(d *decimal.Decimal) *string {
	if d == nil {
		return nil
	}
	text := kpi.Exactly(*d)
	return &text
}

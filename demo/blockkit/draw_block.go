package blockkit

import (
	"encoding/json"
	"net/url"
	"slices"
)

// drawing holds what is needed to draw the blocks of one message or view.
type drawing struct {
	names
	surface Surface
	inModal bool
	form    drawnForm
	prefix  string
	count   int // of controls drawn so far, for their HTML ids
	typed   url.Values
	errs    map[string]string
	focused bool // one control has the cursor already
}

func newDrawing(s Surface, inModal bool) *drawing {
	d := &drawing{names: s.names(), surface: s, inModal: inModal, prefix: s.prefix()}
	d.form = drawnForm{Action: s.Action, Hidden: s.Hidden}
	return d
}

// drawnForm is what a form begins with.
type drawnForm struct {
	Action string
	Hidden map[string]string
}

// drawnBlock is a block ready for its template.
type drawnBlock struct {
	Kind      string
	ID        string
	Text      []paragraph
	Fields    [][]paragraph
	Accessory *drawnControl
	Controls  []drawnControl
	Context   []drawnContext
	Title     []span
	Level     int // of a header, as an HTML heading
	Image     string
	Alt       string
	Input     *drawnInput
	Table     *drawnTable
	Chart     *drawnChart
	Alert     string
}

type drawnContext struct {
	Image, Alt string
	Text       []paragraph
}

type drawnInput struct {
	Control  drawnControl
	Label    []span
	Hint     []span
	Optional bool
	Error    string
	HintID   string
	ErrorID  string
}

type drawnTable struct {
	Caption string
	Paged   bool
	Count   int // of rows, without the header
	Header  []drawnCell
	Rows    [][]drawnCell
}

type drawnCell struct {
	Head, Number, Wrapped bool
	Align                 string
	Text                  []paragraph
	Plain                 string
	Button                *drawnControl
}

// plain returns the spans of a plain_text object.
func (d *drawing) plain(t *wireText) []span {
	if t == nil {
		return nil
	}
	spans := lines(t.Text)
	if t.Emoji != nil && !*t.Emoji {
		return spans
	}
	var out []span
	for _, s := range spans {
		if s.Kind != "text" {
			out = append(out, s)
			continue
		}
		out = append(out, plainDialect.spans(s.Text, d.names)...)
	}
	return out
}

// text returns the paragraphs of a text object of either type.
func (d *drawing) text(t *wireText) []paragraph {
	switch {
	case t == nil:
		return nil
	case t.Type == markdown:
		return mrkdwnParagraphs(t.Text, t.Verbatim, d.names)
	}
	return []paragraph{{Kind: "text", Spans: d.plain(t)}}
}

func (d *drawing) block(b *wireBlock) (drawnBlock, error) {
	out := drawnBlock{Kind: b.Type, ID: b.BlockID, Text: d.text(b.Text)}
	switch b.Type {
	case "section":
		for i := range b.Fields {
			out.Fields = append(out.Fields, d.text(&b.Fields[i]))
		}
		if b.Accessory != nil {
			c := d.control(b, b.Accessory)
			out.Accessory = &c
		}
	case "header":
		out.Title, out.Level = d.plain(b.Text), min(max(b.Level, 1), 4)+1
	case "actions":
		for _, e := range b.elements() {
			out.Controls = append(out.Controls, d.control(b, e))
		}
	case "context":
		var elements []wireElement
		if err := json.Unmarshal(b.Elements, &elements); err != nil {
			return out, err
		}
		for _, e := range elements {
			out.Context = append(out.Context, d.contextElement(e))
		}
	case "divider":
	case "image":
		out.Title, out.Alt = d.plain(b.Title), b.AltText
		if followable(b.ImageURL) {
			out.Image = b.ImageURL
		}
	case "input":
		if b.Element != nil {
			out.Input = d.input(b)
		}
	case "rich_text":
		var err error
		if out.Text, err = richParagraphs(b.Elements, d.names); err != nil {
			return out, err
		}
	case "markdown":
		if b.Text != nil {
			out.Text = markdownParagraphs(b.Text.Text, d.names)
		}
	case "alert":
		out.Alert = "default"
		if slices.Contains([]string{"info", "warning", "error", "success"}, b.Severity) {
			out.Alert = b.Severity
		}
	case "table", "data_table":
		var err error
		if out.Table, err = d.table(b); err != nil {
			return out, err
		}
	case "data_visualization":
		if b.Chart != nil && b.Title != nil {
			chart := drawChart(b.Title.Text, b.Chart)
			out.Chart = &chart
		}
	default:
		out.Kind, out.Alt = "unknown", b.Type
	}
	return out, nil
}

func (d *drawing) contextElement(e wireElement) drawnContext {
	if e.Type == "image" {
		c := drawnContext{Alt: e.AltText}
		if followable(e.ImageURL) {
			c.Image = e.ImageURL
		}
		return c
	}
	t := wireText{Type: e.Type}
	if json.Unmarshal(e.Text, &t.Text) != nil {
		t.Text = ""
	}
	return drawnContext{Text: d.text(&t)}
}

func (d *drawing) input(b *wireBlock) *drawnInput {
	in := &drawnInput{Label: d.plain(b.Label), Hint: d.plain(b.Hint), Optional: b.Optional, Error: d.errs[b.BlockID]}
	in.Control = d.control(b, b.Element)
	if in.Hint != nil {
		in.HintID = in.Control.ID + "-hint"
		in.Control.DescribedBy = in.HintID
	}
	if in.Error != "" {
		in.ErrorID = in.Control.ID + "-error"
		in.Control.Invalid = true
		in.Control.DescribedBy = in.ErrorID
		if in.HintID != "" {
			in.Control.DescribedBy += " " + in.HintID
		}
	}
	in.Control.Required = !b.Optional
	return in
}

func (d *drawing) table(b *wireBlock) (*drawnTable, error) {
	t := &drawnTable{Caption: b.Caption}
	headed := b.Type == "data_table"
	if headed {
		size := b.PageSize
		if size == 0 {
			size = 5 // Slack's default
		}
		t.Count = max(len(b.Rows)-1, 0)
		t.Paged = t.Count > size
	}
	for i, row := range b.Rows {
		var cells []drawnCell
		for k, c := range row {
			cell, err := d.cell(b, c)
			if err != nil {
				return nil, err
			}
			cell.Head = headed && k == b.RowHeader
			if k < len(b.Columns) && b.Columns[k] != nil {
				cell.Wrapped = b.Columns[k].Wrapped
				if b.Columns[k].Align != "" {
					cell.Align = b.Columns[k].Align
				}
			}
			cells = append(cells, cell)
		}
		if headed && i == 0 {
			t.Header = cells
			continue
		}
		t.Rows = append(t.Rows, cells)
	}
	// The header of a column of numbers is aligned right, as the numbers are.
	for k := range t.Header {
		if len(t.Rows) > 0 && k < len(t.Rows[0]) && t.Rows[0][k].Number {
			t.Header[k].Align = "right"
		}
	}
	return t, nil
}

func (d *drawing) cell(b *wireBlock, c *wireCell) (drawnCell, error) {
	switch {
	case c == nil:
		return drawnCell{}, nil
	case c.Type == "raw_number":
		return drawnCell{Plain: firstOf(c.Text, figure(c.Value)), Number: true, Align: "right"}, nil
	case c.Type == "rich_text":
		text, err := richParagraphs(c.Elements, d.names)
		return drawnCell{Text: text}, err
	case c.Type == "action_cell" && c.Element != nil:
		button := d.control(b, c.Element)
		return drawnCell{Button: &button}, nil
	}
	return drawnCell{Plain: c.Text}, nil
}

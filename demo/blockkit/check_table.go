package blockkit

import "unicode/utf8"

// Limits of tables. A later reference doubled data_table's rows and characters. The earlier limits hold everywhere.
const (
	maxTableRows    = 100
	maxTableColumns = 20
	maxPageSize     = 100
)

// table judges the plain table, which has no header row of its own and takes settings by column.
func (j *judge) table(o object) {
	o.only("type", "block_id", "rows", "column_settings")
	if v, ok := o.need("rows"); ok {
		j.rows(v, 1, maxTableRows, "raw_text", "raw_number", "rich_text")
	}
	v, ok := o.maybe("column_settings")
	if !ok {
		return
	}
	columns, _ := v.list(1, maxTableColumns)
	for _, column := range columns {
		if column.v == nil {
			continue // null leaves a column as it is
		}
		setting, ok := column.object("align", "is_wrapped")
		if !ok {
			continue
		}
		if align, ok := setting.maybe("align"); ok {
			align.oneOf("left", "center", "right")
		}
		setting.optionalBoolean("is_wrapped")
	}
}

// dataTable judges the paged table, whose first row is its header.
func (j *judge) dataTable(o object) {
	o.only("type", "block_id", "caption", "rows", "page_size", "row_header_column_index")
	if caption, ok := o.need("caption"); ok {
		caption.shown(1, maxTyped)
	}
	if v, ok := o.maybe("page_size"); ok {
		v.integer(1, maxPageSize)
	}
	columns := 0
	if v, ok := o.need("rows"); ok {
		columns = j.rows(v, 2, maxTableRows+1, "raw_text", "raw_number", "rich_text", "action_cell")
		if rows, ok := v.v.([]any); ok && len(rows) > 0 {
			j.headerCells(value{judge: j, at: v.at + "/0", v: rows[0]})
		}
	}
	if v, ok := o.maybe("row_header_column_index"); ok {
		v.integer(0, max(columns-1, 0))
	}
}

// headerCells requires every cell in a data_table's first row to be a text.
func (j *judge) headerCells(row value) {
	cells, ok := row.v.([]any)
	if !ok {
		return // another check has said so
	}
	for i, cell := range cells {
		fields, ok := cell.(map[string]any)
		if kind, isText := fields["type"].(string); ok && isText && kind != "raw_text" {
			j.fault(row.at+"/"+itoa(i)+"/type", "header cells must be raw_text")
		}
	}
}

// rows judges the cells and returns the number of columns, which every row must share.
func (j *judge) rows(v value, least, most int, kinds ...string) int {
	rows, _ := v.list(least, most)
	columns := 0
	for i, row := range rows {
		cells, ok := row.list(1, maxTableColumns)
		if !ok {
			continue
		}
		if i == 0 {
			columns = len(cells)
		} else if columns > 0 && len(cells) != columns {
			row.fault("all rows must have the same number of cells")
		}
		for _, cell := range cells {
			j.cell(cell, kinds)
		}
	}
	return columns
}

// cell judges one cell and counts its characters towards those of all tables.
func (j *judge) cell(v value, kinds []string) {
	before := j.characters
	j.cellContent(v, kinds)
	within := j.tableCells <= maxTableCharacters
	if j.tableCells += j.characters - before; within && j.tableCells > maxTableCharacters {
		v.fault("all table cells together must be less than %d characters", maxTableCharacters+1)
	}
}

func (j *judge) cellContent(v value, kinds []string) {
	o, ok := v.object()
	if !ok {
		return
	}
	kindField, ok := o.need("type")
	if !ok {
		return
	}
	kind, ok := kindField.oneOf(kinds...)
	if !ok {
		return
	}
	switch kind {
	case "raw_text":
		o.only("type", "text")
		if text, ok := o.need("text"); ok {
			text.shown(1, maxTableCharacters)
		}
	case "raw_number":
		o.only("type", "value", "text")
		number, ok := o.need("value")
		if ok {
			number.number()
		}
		if text, has := o.maybe("text"); has {
			text.shown(1, maxTableCharacters)
		} else if ok {
			j.characters += utf8.RuneCountInString(jsonText(number.v))
		}
	case "rich_text":
		o.only("type", "elements")
		j.richText(o)
	case "action_cell":
		j.actionCell(o)
	}
}

// actionCell judges a button in a cell, and the fallback for where buttons cannot be shown.
func (j *judge) actionCell(o object) {
	o.only("type", "element", "fallback")
	if v, ok := o.need("element"); ok {
		if element, ok := v.object(); ok {
			if kind, ok := element.need("type"); ok {
				if _, ok := kind.oneOf("button"); ok {
					j.actionID(element, map[string]bool{})
					j.button(element)
				}
			}
		}
	}
	if v, ok := o.maybe("fallback"); ok {
		j.cellContent(v, []string{"raw_text", "raw_number"})
	}
}

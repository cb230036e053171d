package blockkit

import (
	"encoding/json"
	"testing"
)

func TestCharts(t *testing.T) {
	t.Parallel()
	two := list{"Q1", "Q2"}
	chart := lineChart(two, series("Actual", "Q1", "Q2"))
	titled := func(n int) obj { return with(chart, "title", chars(n)) }
	named := func(n int) obj {
		all := many(n, func(i int) any { return series(word(i), "Q1", "Q2") })
		return lineChart(two, all...)
	}
	points := func(n int) obj {
		labels, categories := []string{}, list{}
		for i := range n {
			labels, categories = append(labels, word(i)), append(categories, word(i))
		}
		return lineChart(categories, series("Actual", labels...))
	}
	axis := func(name string, n int) obj {
		return obj{"type": "data_visualization", "title": "x", "chart": obj{"type": "bar",
			"series": list{series("Actual", "Q1")}, "axis_config": obj{"categories": list{"Q1"}, name: chars(n)}}}
	}
	segment := func(n int, size any) obj { return obj{"label": chars(n), "value": size} }
	segments := func(n int) obj {
		return pieChart(many(n, func(i int) any { return obj{"label": word(i), "value": 1} })...)
	}
	label := func(n int) obj { return lineChart(list{chars(n)}, series("Actual", chars(n))) }
	checkLimits(t, []limit{
		{"title", titled(50), titled(51), "/title", "must be less than 51 characters"},
		{"title empty", nil, titled(0), "/title", "must be more than 0 characters"},
		{"no chart", nil, with(chart, "chart", nil), "", "missing required field: chart"},
		{"unknown chart", nil, with(chart, "chart", obj{"type": "radar"}), "/chart/type", "unsupported type: radar"},
		{"series", named(6), named(7), "/chart/series", "no more than 6 items allowed"},
		{"series name", lineChart(two, series(chars(20), "Q1", "Q2")), lineChart(two, series(chars(21), "Q1", "Q2")), "/chart/series/0/name", "must be less than 21 characters"},
		{"series named twice", nil, lineChart(two, series("A", "Q1", "Q2"), series("A", "Q1", "Q2")), "/chart/series/1/name", "series names must be unique: A"},
		{"a point too few", nil, lineChart(two, series("A", "Q1")), "/chart/series/0/data", "must have one data point for every category"},
		{"a point of no category", nil, lineChart(two, series("A", "Q1", "Q3")), "/chart/series/0/data/1/label", "must match one of axis_config.categories: Q3"},
		{"a point twice", nil, lineChart(two, series("A", "Q1", "Q1")), "/chart/series/0/data/1/label", "labels must be unique within a series: Q1"},
		{"a category twice", nil, lineChart(list{"Q1", "Q1"}, series("A", "Q1")), "/chart/axis_config/categories/1", "categories must be unique: Q1"},
		{"x_label", axis("x_label", 50), axis("x_label", 51), "/chart/axis_config/x_label", "must be less than 51 characters"},
		{"y_label", axis("y_label", 50), axis("y_label", 51), "/chart/axis_config/y_label", "must be less than 51 characters"},
		{"pie", segments(6), segments(7), "/chart/segments", "no more than 6 items allowed"},
		{"pie of nothing", nil, pieChart(), "/chart/segments", "no fewer than 1 items allowed"},
		{"pie label", pieChart(segment(20, 1)), pieChart(segment(21, 1)), "/chart/segments/0/label", "must be less than 21 characters"},
		{"pie of a nil slice", pieChart(segment(1, 0.1)), pieChart(segment(1, 0)), "/chart/segments/0/value", "must be greater than 0"},
		{"pie of words", nil, pieChart(segment(1, "12")), "/chart/segments/0/value", "must provide a number"},
	})

	wantCode(t, CheckMessage("", raw(t, list{points(20)})), "")
	wantCode(t, CheckMessage("", raw(t, list{points(21)})), "invalid_blocks")
	wantCode(t, CheckMessage("", raw(t, list{label(20)})), "")
	wantCode(t, CheckMessage("", raw(t, list{label(21)})), "invalid_blocks")
	wantCode(t, CheckMessage("", raw(t, list{lineChart(two)})), "invalid_blocks")

	huge := json.RawMessage(`[{"type":"data_visualization","title":"x","chart":{"type":"line","series":[{"name":"A","data":[{"label":"Q1","value":1e999}]}],"axis_config":{"categories":["Q1"]}}}]`)
	wantFault(t, CheckMessage("", huge), "invalid_blocks", "/blocks/0/chart/series/0/data/0/value", "must provide a finite number")
}

func TestTables(t *testing.T) {
	t.Parallel()
	small := dataTable(row(2), row(2))
	rows := func(n int) obj { return dataTable(many(n, func(int) any { return row(1) })...) }
	wide := func(n int) obj { return dataTable(row(n), row(n)) }
	holds := func(c any) obj { return dataTable(row(1), list{c}) }
	number := func(pairs ...any) obj { return with(obj{"type": "raw_number", "value": 1.5}, pairs...) }
	plainTable := func(n int) obj { return obj{"type": "table", "rows": many(n, func(int) any { return row(2) })} }
	setting := func(o any) obj { return with(plainTable(1), "column_settings", list{nil, o}) }
	checkLimits(t, []limit{
		{"caption", with(small, "caption", chars(1)), with(small, "caption", nil), "", "missing required field: caption"},
		{"caption empty", nil, with(small, "caption", ""), "/caption", "must be more than 0 characters"},
		{"rows", rows(101), rows(102), "/rows", "no more than 101 items allowed"},
		{"header alone", rows(2), rows(1), "/rows", "no fewer than 2 items allowed"},
		{"columns", wide(20), dataTable(row(20), row(21)), "/rows/1", "no more than 20 items allowed"},
		{"ragged rows", nil, dataTable(row(2), row(1)), "/rows/1", "all rows must have the same number of cells"},
		{"page_size", with(small, "page_size", 100), with(small, "page_size", 101), "/page_size", "must be less than or equal to 100"},
		{"page_size of none", with(small, "page_size", 1), with(small, "page_size", 0), "/page_size", "must be greater than or equal to 1"},
		{"row header", with(small, "row_header_column_index", 1), with(small, "row_header_column_index", 2), "/row_header_column_index", "must be less than or equal to 1"},
		{"header cells", nil, dataTable(list{number()}, row(1)), "/rows/0/0/type", "header cells must be raw_text"},
		{"cell empty", nil, holds(cell(0)), "/rows/1/0/text", "must be more than 0 characters"},
		{"cell null", nil, holds(nil), "/rows/1/0", "must provide an object"},
		{"cell unknown", nil, holds(obj{"type": "raw_date"}), "/rows/1/0/type", "must be a valid enum value"},
		{"number", holds(number("text", "1½")), holds(number("value", "1.5")), "/rows/1/0/value", "must provide a number"},
		{"number text empty", nil, holds(number("text", "")), "/rows/1/0/text", "must be more than 0 characters"},
		{"rich cell", holds(rich(richWord(1))), holds(rich(richWord(0))), "/rows/1/0/elements/0/elements/0/text", "must be more than 0 characters"},
		{"action cell", holds(obj{"type": "action_cell", "element": button(), "fallback": cell(1)}), holds(obj{"type": "action_cell", "element": menu()}), "/rows/1/0/element/type", "must be a valid enum value"},
		{"plain table", plainTable(100), plainTable(101), "/rows", "no more than 100 items allowed"},
		{"column setting", setting(obj{"align": "right", "is_wrapped": true}), setting(obj{"align": "middle"}), "/column_settings/1/align", "must be a valid enum value"},
	})
}

package blockkit

// Limits of charts. Slack's reference once said 6 series and segments and now says 12. Not every workspace has the
// larger limit, so ours is 6.
const (
	maxSeries     = 6
	maxPoints     = 20
	maxChartLabel = 20
	maxChartTitle = 50
)

func (j *judge) visualisation(o object) {
	o.only("type", "block_id", "title", "chart")
	if j.visualisations++; j.visualisations == maxVisualisations+1 {
		o.fault("no more than %d data_visualization blocks allowed", maxVisualisations)
	}
	if title, ok := o.need("title"); ok {
		title.shown(1, maxChartTitle)
	}
	v, ok := o.need("chart")
	if !ok {
		return
	}
	chart, ok := v.object()
	if !ok {
		return
	}
	kindField, ok := chart.need("type")
	if !ok {
		return
	}
	switch kind, _ := kindField.text(); kind {
	case "pie":
		j.pie(chart)
	case "line", "bar", "area":
		j.axes(chart)
	default:
		kindField.fault("unsupported type: %s", kind)
	}
}

func (j *judge) pie(chart object) {
	chart.only("type", "segments")
	v, ok := chart.need("segments")
	if !ok {
		return
	}
	segments, _ := v.list(1, maxSeries)
	for _, item := range segments {
		segment, ok := item.object("label", "value")
		if !ok {
			continue
		}
		if label, ok := segment.need("label"); ok {
			label.shown(1, maxChartLabel)
		}
		if size, ok := segment.need("value"); ok {
			if n, ok := size.number(); ok && n <= 0 {
				size.fault("must be greater than 0")
			}
		}
	}
}

// axes judges a line, bar or area chart: every series has one point for every category.
func (j *judge) axes(chart object) {
	chart.only("type", "series", "axis_config")
	categories := map[string]bool{}
	if v, ok := chart.need("axis_config"); ok {
		categories = j.axisConfig(v)
	}
	v, ok := chart.need("series")
	if !ok {
		return
	}
	names := map[string]bool{}
	all, _ := v.list(1, maxSeries)
	for _, item := range all {
		series, ok := item.object("name", "data")
		if !ok {
			continue
		}
		if name, ok := series.need("name"); ok {
			if s, ok := name.shown(1, maxChartLabel); ok {
				if names[s] {
					name.fault("series names must be unique: %s", s)
				}
				names[s] = true
			}
		}
		if data, ok := series.need("data"); ok {
			j.points(data, categories)
		}
	}
}

func (j *judge) axisConfig(v value) map[string]bool {
	categories := map[string]bool{}
	axis, ok := v.object("categories", "x_label", "y_label")
	if !ok {
		return categories
	}
	for _, name := range []string{"x_label", "y_label"} {
		if label, ok := axis.maybe(name); ok {
			label.shown(1, maxChartTitle)
		}
	}
	list, ok := axis.need("categories")
	if !ok {
		return categories
	}
	items, _ := list.list(1, maxPoints)
	for _, item := range items {
		s, ok := item.shown(1, maxChartLabel)
		if !ok {
			continue
		}
		if categories[s] {
			item.fault("categories must be unique: %s", s)
		}
		categories[s] = true
	}
	return categories
}

func (j *judge) points(data value, categories map[string]bool) {
	items, sized := data.list(1, maxPoints)
	seen := map[string]bool{}
	for _, item := range items {
		point, ok := item.object("label", "value")
		if !ok {
			continue
		}
		if size, ok := point.need("value"); ok {
			size.number()
		}
		label, ok := point.need("label")
		if !ok {
			continue
		}
		s, ok := label.sized(1, maxChartLabel)
		switch {
		case !ok:
		case !categories[s]:
			label.fault("must match one of axis_config.categories: %s", s)
		case seen[s]:
			label.fault("labels must be unique within a series: %s", s)
		}
		seen[s] = true
	}
	if sized && len(items) < len(categories) {
		data.fault("must have one data point for every category")
	}
}

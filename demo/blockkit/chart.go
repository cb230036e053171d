package blockkit

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A chart is drawn from floating-point coordinates, but every printed figure keeps the digits that it was sent with.

const (
	chartWidth   = 480.0
	chartHeight  = 240.0
	chartTop     = 22.0
	chartBottom  = 28.0
	chartRight   = 14.0
	characterPx  = 8.0  // one character of a label, at the larger size that phones get
	drawableMost = 1e15 // a value beyond it is drawn at the edge, so that no coordinate overflows
)

// drawnChart is a chart ready for the template: all coordinates are in an SVG of 480 by 240.
type drawnChart struct {
	Title, Kind, XLabel, YLabel string
	Left, Right, Zero           string
	Ticks                       []chartLabel
	Categories                  []chartLabel
	Series                      []drawnSeries
	Slices                      []drawnSlice
	Header                      []string   // of a table of the same figures
	Rows                        [][]string // category or label first
}

type chartLabel struct{ X, Y, Text string }

type drawnSeries struct {
	Name   string
	Colour int
	Line   string // path of a line or of an area's upper edge
	Area   string // closed path
	Dots   []chartLabel
	Bars   []drawnBar
	Labels []chartLabel
}

type drawnBar struct{ X, Y, Width, Height string }

type drawnSlice struct {
	Label, Value, Share string
	Colour              int
	Path                string // empty where the slice is the whole pie
	At                  chartLabel
}

func drawChart(title string, c *wireChart) drawnChart {
	d := drawnChart{Title: title, Kind: c.Type, XLabel: c.Axis.XLabel, YLabel: c.Axis.YLabel}
	if c.Type == "pie" {
		d.pie(c)
	} else {
		d.axes(c)
	}
	return d
}

// axes draws a line, bar or area chart.
func (d *drawnChart) axes(c *wireChart) {
	columns := len(c.Axis.Categories)
	values := make([]map[string]json.Number, len(c.Series))
	low, high := math.Inf(1), math.Inf(-1)
	for i, s := range c.Series {
		values[i] = map[string]json.Number{}
		for _, p := range s.Data {
			values[i][p.Label] = p.Value
			low, high = min(low, drawable(p.Value)), max(high, drawable(p.Value))
		}
	}
	if columns == 0 || low > high {
		return
	}
	if c.Type == "line" { // room for the lowest figure's label above the axis
		if room := low - (high-low)*0.15; low < 0 || room >= 0 {
			low = room
		}
	}
	ticks := niceTicks(low, high, c.Type != "line")
	bottomValue, topValue := ticks[0], ticks[len(ticks)-1]
	y := func(v float64) float64 {
		return chartTop + (topValue-v)/(topValue-bottomValue)*(chartHeight-chartTop-chartBottom)
	}
	widest := 0
	for _, t := range ticks {
		label := tickText(t, ticks[1]-ticks[0])
		widest = max(widest, utf8.RuneCountInString(label))
		d.Ticks = append(d.Ticks, chartLabel{Y: px(y(t)), Text: label})
	}
	left := float64(widest)*characterPx + 10
	d.Left, d.Right, d.Zero = px(left), px(chartWidth-chartRight), px(y(min(max(0, bottomValue), topValue)))
	band := (chartWidth - chartRight - left) / float64(columns)
	x := func(i int) float64 { return left + band*(float64(i)+0.5) }
	d.categories(c.Axis.Categories, band, x)

	for i, s := range c.Series {
		drawn := drawnSeries{Name: s.Name, Colour: i % maxSeries}
		barWidth := band * 0.72 / float64(len(c.Series))
		var path []string
		for k, category := range c.Axis.Categories {
			number, ok := values[i][category]
			if !ok {
				continue
			}
			v := drawable(number)
			at, room, above := x(k), band, true
			if c.Type == "bar" {
				at += barWidth * (float64(i) - float64(len(c.Series)-1)/2)
				room, above = barWidth+6, v >= 0
				from, to := y(max(v, 0)), y(min(v, 0))
				drawn.Bars = append(drawn.Bars,
					drawnBar{px(at - barWidth*0.46), px(from), px(barWidth * 0.92), px(max(to-from, 1))})
			} else {
				path = append(path, px(at)+" "+px(y(v)))
				drawn.Dots = append(drawn.Dots, chartLabel{X: px(at), Y: px(y(v))})
				if len(c.Series) == 2 {
					other := drawable(values[1-i][category])
					above = v > other || v == other && i == 0
				}
			}
			// A label is printed only where it has room. The table beside the picture has all of them.
			text := figure(number)
			if (len(c.Series) <= 2 || c.Type == "bar") && float64(utf8.RuneCountInString(text))*characterPx <= room {
				labelY := y(v) - 8
				if !above {
					labelY = y(v) + 18
				}
				drawn.Labels = append(drawn.Labels, chartLabel{px(at), px(labelY), text})
			}
		}
		if len(path) > 0 {
			drawn.Line = "M" + strings.Join(path, " L")
			first, _, _ := strings.Cut(path[0], " ")
			last, _, _ := strings.Cut(path[len(path)-1], " ")
			drawn.Area = drawn.Line + " L" + last + " " + d.Zero + " L" + first + " " + d.Zero + " Z"
		}
		d.Series = append(d.Series, drawn)
	}
	d.table(c, values)
}

// categories prints as many labels under the axis as have room.
func (d *drawnChart) categories(names []string, band float64, x func(int) float64) {
	widest := 0
	for _, name := range names {
		widest = max(widest, utf8.RuneCountInString(name))
	}
	every := max(1, int(math.Ceil((float64(widest)*characterPx+6)/band)))
	for i, name := range names {
		if i%every == 0 {
			d.Categories = append(d.Categories, chartLabel{px(x(i)), px(chartHeight - 8), name})
		}
	}
}

func (d *drawnChart) table(c *wireChart, values []map[string]json.Number) {
	d.Header = []string{firstOf(c.Axis.XLabel, "Category")}
	for _, s := range c.Series {
		d.Header = append(d.Header, s.Name)
	}
	for _, category := range c.Axis.Categories {
		row := []string{category}
		for i := range c.Series {
			row = append(row, figure(values[i][category]))
		}
		d.Rows = append(d.Rows, row)
	}
}

func (d *drawnChart) pie(c *wireChart) {
	d.Header = []string{"Segment", "Value", "Share"}
	total := 0.0
	for _, s := range c.Segments {
		total += max(drawable(s.Value), 0)
	}
	if total == 0 {
		return
	}
	const radius, centreX, centreY = 104.0, chartWidth / 2, chartHeight / 2
	point := func(turn, r float64) (float64, float64) {
		return centreX + r*math.Sin(2*math.Pi*turn), centreY - r*math.Cos(2*math.Pi*turn)
	}
	turn := 0.0
	for i, s := range c.Segments {
		part := max(drawable(s.Value), 0) / total
		share := strconv.FormatFloat(part*100, 'f', 0, 64) + "%"
		slice := drawnSlice{Label: s.Label, Value: figure(s.Value), Share: share, Colour: i % maxSeries}
		if part < 1 {
			x1, y1 := point(turn, radius)
			x2, y2 := point(turn+part, radius)
			large := 0
			if part > 0.5 {
				large = 1
			}
			slice.Path = fmt.Sprintf("M%s %s L%s %s A%s %s 0 %d 1 %s %s Z",
				px(centreX), px(centreY), px(x1), px(y1), px(radius), px(radius), large, px(x2), px(y2))
		}
		if part >= 0.07 {
			x, y := point(turn+part/2, radius*0.66)
			if part == 1 {
				x, y = centreX, centreY
			}
			slice.At = chartLabel{px(x), px(y + 5), share}
		}
		d.Slices = append(d.Slices, slice)
		d.Rows = append(d.Rows, []string{s.Label, slice.Value, share})
		turn += part
	}
}

// niceTicks gives three to seven round values that span low to high.
func niceTicks(low, high float64, fromZero bool) []float64 {
	if fromZero || low > 0 && low < high/2 {
		low, high = min(low, 0), max(high, 0)
	}
	if high-low < 1e-9*max(math.Abs(high), 1) {
		pad := max(math.Abs(high)*0.1, 1)
		low, high = low-pad, high+pad
	}
	step := math.Pow(10, math.Floor(math.Log10((high-low)/4)))
	for _, times := range []float64{1, 2, 2.5, 5, 10} {
		if (high-low)/(step*times) <= 5 {
			step *= times
			break
		}
	}
	first, last := math.Floor(low/step), math.Ceil(high/step)
	var ticks []float64
	for k := first; k <= last; k++ {
		ticks = append(ticks, k*step)
	}
	return ticks
}

func tickText(v, step float64) string {
	decimals := 0
	for s := step; decimals < 6 && math.Abs(s-math.Round(s)) > 1e-9; s *= 10 {
		decimals++
	}
	s := strconv.FormatFloat(v, 'f', decimals, 64)
	if strings.Trim(s, "-0.") == "" {
		return "0"
	}
	return figure(json.Number(s))
}

// drawable is a number as a float64, within the bounds of what a coordinate can hold.
func drawable(n json.Number) float64 {
	f, _ := n.Float64() // out of range gives an infinity, which is drawn at the edge
	return min(max(f, -drawableMost), drawableMost)
}

// figure prints a number with its own digits and a comma between thousands: "96326" as "96,326".
func figure(n json.Number) string {
	s := n.String()
	whole, fraction, dotted := strings.Cut(s, ".")
	sign := ""
	if rest, ok := strings.CutPrefix(whole, "-"); ok {
		sign, whole = "−", rest
	}
	if whole == "" || strings.Trim(whole, "0123456789") != "" {
		return s // with an exponent: left as it is
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if dotted {
		whole += "." + fraction
	}
	return sign + whole
}

func px(f float64) string { return strconv.FormatFloat(f, 'f', 1, 64) }

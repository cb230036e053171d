package html

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"chaser/report"
	"chaser/report/chart"
)

// The chart is SVG of our own rather than a plotting library's. So a screen reader, a search and a dark screen can do
// something with it, its colours and shapes are those of the ratings beside it, and the same figures give the same
// bytes. Its places are written in whole tenths of a unit.

// drawing is a chart as the template writes it.
type drawing struct {
	Width, Height, Left, Right, Inner, TickX, NameX, NamesY, YearsY int

	Label      string
	Zones      []zone
	Ticks      []tick
	Grid       string // this and the next two are paths
	Lines      string
	Targets    string
	TargetName *place
	Marks      []marks
	Names      []name
}

type (
	zone struct {
		Rating           string
		Top, Tall, NameY string
		Named            bool
	}
	tick  struct{ TextY, Text string }
	name  struct{ X, Short, Year string }
	place struct{ X, Y string }

	// marks are all figures of a colour, as one path: a chart of few elements is printed much sooner.
	marks struct{ Colour, Shapes string }
)

// shapes are the ratings' shapes as paths, each from its middle.
var shapes = map[string]string{
	"Red": "m0-6l6 6-6 6-6-6z", "Amber": "m0-5.5l6 10.5h-12z", "Green": "m-5.3 0a5.3 5.3 0 1 0 10.6 0a5.3 5.3 0 1 0-10.6 0z",
	"Blue": "m-5-5h10v10h-10z", "Plain": "m-4.3 0a4.3 4.3 0 1 0 8.6 0a4.3 4.3 0 1 0-8.6 0z",
}

// drawingOf draws a card's trend; nil where there are fewer than two figures to draw.
func drawingOf(c report.Card) *drawing {
	of := chart.Of(c)
	if of == nil {
		return nil
	}
	d := &drawing{
		Width: chart.Width, Height: chart.Height, Left: chart.Left, Right: chart.Right, Inner: chart.Right - chart.Left,
		TickX: chart.TickX, NameX: chart.NameX, NamesY: chart.NamesY, YearsY: chart.YearsY, Label: of.Label,
	}
	for _, z := range of.Zones {
		tall := new(big.Rat).Sub(z.Bottom, z.Top)
		d.Zones = append(d.Zones, zone{z.Rating, tenths(z.Top), tenths(tall), tenths(chart.Plus(z.Middle(), chart.TextLow)), z.Named})
	}
	for _, t := range of.Ticks {
		d.Ticks = append(d.Ticks, tick{tenths(chart.Plus(t.Y, chart.TextLow)), t.Text})
		d.Grid += "M" + strconv.Itoa(chart.Left) + " " + tenths(t.Y) + "H" + strconv.Itoa(chart.Right)
	}
	for _, l := range of.Lines {
		d.Lines += path(l)
	}
	for _, l := range of.Targets {
		d.Targets += path(l)
	}
	if of.Named != nil {
		d.TargetName = &place{tenths(of.Named.X), tenths(of.Named.Y)}
	}
	for _, m := range of.Marks {
		d.mark(m)
	}
	for _, n := range of.Names {
		d.Names = append(d.Names, name{tenths(n.X), n.Short, n.Year})
	}
	return d
}

// mark adds a figure to those of its colour.
func (d *drawing) mark(m chart.Mark) {
	colour := chart.Kind(m.Rating)
	at := slices.IndexFunc(d.Marks, func(of marks) bool { return of.Colour == colour })
	if at < 0 {
		at = len(d.Marks)
		d.Marks = append(d.Marks, marks{Colour: colour})
	}
	d.Marks[at].Shapes += "M" + tenths(m.X) + " " + tenths(m.Y) + shapes[colour]
}

func path(places []chart.Place) string {
	var b strings.Builder
	for n, p := range places {
		command := "L"
		if n == 0 {
			command = "M"
		}
		b.WriteString(command + tenths(p.X) + " " + tenths(p.Y))
	}
	return b.String()
}

// tenths writes a place as SVG reads it.
func tenths(at *big.Rat) string {
	text := at.FloatString(1) // exact decimal text, despite its name
	return strings.TrimSuffix(text, ".0")
}

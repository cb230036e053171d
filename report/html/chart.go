package html

import (
	"math/big"
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
	Lines      []string // paths
	Targets    []string
	TargetName *place
	Marks      []mark
	Names      []name
}

type (
	zone struct {
		Rating           string
		Top, Tall, NameY string
		Named            bool
	}
	tick  struct{ Y, TextY, Text string }
	mark  struct{ X, Y, Colour string }
	name  struct{ X, Short, Year string }
	place struct{ X, Y string }
)

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
		d.Ticks = append(d.Ticks, tick{tenths(t.Y), tenths(chart.Plus(t.Y, chart.TextLow)), t.Text})
	}
	for _, l := range of.Lines {
		d.Lines = append(d.Lines, path(l))
	}
	for _, l := range of.Targets {
		d.Targets = append(d.Targets, path(l))
	}
	if of.Named != nil {
		d.TargetName = &place{tenths(of.Named.X), tenths(of.Named.Y)}
	}
	for _, m := range of.Marks {
		d.Marks = append(d.Marks, mark{tenths(chart.Plus(m.X, -chart.MarkSize/2)), tenths(chart.Plus(m.Y, -chart.MarkSize/2)), chart.Kind(m.Rating)})
	}
	for _, n := range of.Names {
		d.Names = append(d.Names, name{tenths(n.X), n.Short, n.Year})
	}
	return d
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

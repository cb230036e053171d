package chart

import (
	"fmt"
	"image/color"
	"io"
	"math/big"
	"slices"
	"strconv"

	"chaser/kpi"
	"chaser/report"
)

// The picture's measures: the chart with a line beneath that says what the shapes stand for. At Scale pixels to a unit
// it has some 190 to the inch across a page.
const (
	Scale         = 2
	legendY       = 234
	PictureHeight = 246

	unit               = Scale * sub // in 64ths of a pixel
	textTall, nameTall = 12 * unit, 11 * unit
)

var (
	paper = shade("FFFFFF")
	ink   = shade("0B0C0C")
	rule  = shade("B1B4B6")
	edge  = shade("505A5F")

	markColours = map[string]color.RGBA{"Red": shade("B3140A"), "Amber": shade("8A5300"), "Green": shade("00603B"), "Blue": shade("1D4F8C"), "Plain": shade("505A5F")}
)

// WritePNG draws the chart on white, told apart by shapes, lines and words as well as by colours, so that it can be
// printed in grey.
func (d *Chart) WritePNG(w io.Writer) error {
	p := picture{canvas: newCanvas(Width*Scale, PictureHeight*Scale)}
	p.zones(d.Zones)
	for _, t := range d.Ticks {
		y := pixels(t.Y)
		p.fill(rectangle(Left*unit, y-sub, Right*unit, y+sub), rule)
		p.write(t.Text, TickX*unit, y+TextLow*unit, textTall, atItsEnd)
	}
	p.edges(d.Zones)
	for _, z := range d.Zones {
		if z.Named {
			p.write(z.Rating, NameX*unit, pixels(z.Middle())+TextLow*unit, nameTall, atItsStart)
		}
	}
	for _, steps := range d.Targets {
		p.dashed(placed(steps))
	}
	for _, line := range d.Lines {
		at := placed(line)
		for n := 1; n < len(at); n++ {
			p.fill(stroke(at[n-1], at[n], 2*unit), ink)
		}
	}
	for _, m := range d.Marks {
		p.mark(Kind(m.Rating), point{pixels(m.X), pixels(m.Y)})
	}
	for _, n := range d.Names {
		p.write(n.Short, pixels(n.X), NamesY*unit, textTall, inItsMiddle)
		p.write(n.Year, pixels(n.X), YearsY*unit, textTall, inItsMiddle)
	}
	p.legend(d)
	if p.err != nil {
		return p.err
	}
	if err := p.canvas.write(w); err != nil {
		return fmt.Errorf("chart: %w", err)
	}
	return nil
}

// picture keeps the first error of drawing.
type picture struct {
	*canvas
	err error
}

// zones paints where figures have a rating.
func (p *picture) zones(all []Zone) {
	for _, z := range all {
		p.fill(rectangle(Left*unit, pixels(z.Top), Right*unit, pixels(z.Bottom)), shade(report.Paint(z.Rating)))
	}
}

// edges parts the zones: in grey their tints are alike.
func (p *picture) edges(all []Zone) {
	for _, z := range all {
		if y := pixels(z.Top); y > Top*unit {
			p.fill(rectangle(Left*unit, y-sub, (Right+4)*unit, y+sub), edge)
		}
	}
}

// dashed draws a target, on white: it often lies on an edge or a round figure's line.
func (p *picture) dashed(way []point) {
	const dash, gap, wide = 5 * unit, 3 * unit, 3 * unit / 2
	for n := 1; n < len(way); n++ {
		p.fill(stroke(way[n-1], way[n], wide+unit), paper)
	}
	for _, d := range dashes(way, dash, gap) {
		p.fill(stroke(d[0], d[1], wide), ink)
	}
}

// mark draws a figure's shape, with some white around it so that it stands out from its line.
func (p *picture) mark(kind string, at point) {
	const r = MarkSize * unit / 2
	if kind == "Plain" {
		p.fill(circle(at, r), paper)
		p.fill(circle(at, r*13/15), markColours[kind])
		p.fill(circle(at, r*17/30), paper)
		return
	}
	p.fill(shape(kind, at, r*7/6), paper)
	p.fill(shape(kind, at, r), markColours[kind])
}

// legend says what each shape stands for that the chart has.
func (p *picture) legend(d *Chart) {
	const y, wide = legendY * unit, MarkSize * unit
	x := Left * unit
	for _, rating := range d.ratings() {
		p.mark(Kind(rating), point{x + wide/2, y - TextLow*unit})
		x = p.write(rating, x+wide*3/2, y, textTall, atItsStart) + 2*wide
	}
	if len(d.Targets) > 0 {
		p.dashed([]point{{x, y - TextLow*unit}, {x + 2*wide, y - TextLow*unit}})
		p.write("Target", x+wide*5/2, y, textTall, atItsStart)
	}
}

// ratings are those that the chart has, in the order of the key.
func (d *Chart) ratings() (all []string) {
	order := []kpi.Rating{kpi.Red, kpi.Amber, kpi.Green, kpi.Blue, kpi.BaselineRating, kpi.ContextRating, kpi.InDevRating, kpi.NoData}
	for _, r := range order {
		if slices.ContainsFunc(d.Marks, func(m Mark) bool { return m.Rating == string(r) }) {
			all = append(all, string(r))
		}
	}
	return all
}

// anchor is where a text stands from its place, in halves of its width.
type anchor int

const (
	atItsStart anchor = iota
	inItsMiddle
	atItsEnd
)

// write writes words on a line; it returns where they end.
func (p *picture) write(words string, x, y, tall int, from anchor) int {
	t, err := setText(words, tall)
	if err != nil && p.err == nil {
		p.err = err
	}
	x -= t.wide * int(from) / 2
	p.fill(t.at(x, y), ink)
	return x + t.wide
}

func placed(way []Place) []point {
	at := make([]point, 0, len(way))
	for _, p := range way {
		at = append(at, point{pixels(p.X), pixels(p.Y)})
	}
	return at
}

// pixels is a place in 64ths of a pixel, rounded to the nearest.
func pixels(at *big.Rat) int {
	parts := new(big.Rat).Mul(at, big.NewRat(2*unit, 1))
	parts.Add(parts, big.NewRat(1, 1))
	whole := new(big.Int).Mul(parts.Denom(), big.NewInt(2))
	return int(whole.Div(parts.Num(), whole).Int64()) // rounds down
}

// shade is six hexadecimal digits as a colour.
func shade(hex string) color.RGBA {
	n, err := strconv.ParseUint(hex, 16, 24)
	if err != nil {
		panic("chart: no colour: " + hex) // written above, or by report.Paint
	}
	return color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 0xff} //nolint:gosec // cut to a byte each
}

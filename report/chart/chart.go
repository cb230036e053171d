// Package chart says where a trend's lines, marks and names stand, once for every format, and draws it as a picture for
// those that cannot draw. Places are exact fractions and pixels are whole numbers, so the same card is the same picture
// on every machine. It must never know which document the picture stands in.
package chart

import (
	"math/big"
	"strings"

	"chaser/report"
)

// The chart's measures. Places count from the left and from the top.
const (
	Width  = 640
	Height = 220

	Left     = 78 // where what is drawn begins
	Right    = 572
	Top      = 12
	Bottom   = 170
	TickX    = Left - 8 // the round figures' right end
	NameX    = Right + 6
	NamesY   = 192 // on which the periods' names stand
	YearsY   = 210
	MarkSize = 12
	TextLow  = 4 // a text beside a line stands so much lower

	shortestNamed   = 14
	targetNameRight = 4
)

// Chart is a trend as it is drawn.
type Chart struct {
	Label   string // what it shows, for those who cannot see it
	Zones   []Zone
	Ticks   []Tick
	Lines   [][]Place // broken where a figure is missing, and where a count begins again
	Targets [][]Place // stepped
	Named   *Place    // where “Target” is written, from there to the right
	Marks   []Mark
	Names   []Name
}

// Place is where something stands.
type Place struct{ X, Y *big.Rat }

// Zone is where figures have a rating, across the chart; it is named where that fits.
type Zone struct {
	Rating      string
	Top, Bottom *big.Rat
	Named       bool
}

// Tick is a round figure at the side.
type Tick struct {
	Y    *big.Rat
	Text string
}

// Mark is a figure, with its rating's shape.
type Mark struct {
	Place
	Rating string
}

// Name is a period's name under the chart, and the year's where it begins.
type Name struct {
	X           *big.Rat
	Short, Year string
}

// Of is a card's chart; nil where there are fewer than two figures to draw.
func Of(c report.Card) *Chart {
	points := c.Trend.Points
	var drawn []report.Point
	for _, p := range points {
		if p.Drawn {
			drawn = append(drawn, p)
		}
	}
	if len(drawn) < 2 {
		return nil
	}
	s := scaleOf(c)
	d := &Chart{Label: label(c.Trend.Said, drawn)}
	for _, b := range c.Trend.Bands {
		d.addZone(s, b)
	}
	s.each(func(at *big.Rat, text string) { d.Ticks = append(d.Ticks, Tick{s.y(at), text}) })
	d.addLines(c, s)
	d.addTargets(points, s)
	d.addNames(points)
	return d
}

func label(said string, drawn []report.Point) string {
	first, last := drawn[0], drawn[len(drawn)-1]
	return said + ". From " + first.Figure.Shown + " (" + first.Rating + ") to " + last.Figure.Shown + " (" + last.Rating + "). The table below has every figure."
}

// Kind is what a rating is drawn as: those that judge nothing share a shape, Plain.
func Kind(rating string) string {
	word, _, _ := strings.Cut(rating, " (") // Red (provisional)
	switch word {
	case "Red", "Amber", "Green", "Blue":
		return word
	}
	return "Plain"
}

func (d *Chart) addZone(s scale, b report.Band) {
	high, low := s.high, s.low
	if edge := exact(b.High); edge != nil && edge.Cmp(high) < 0 {
		high = edge
	}
	if edge := exact(b.Low); edge != nil && edge.Cmp(low) > 0 {
		low = edge
	}
	if high.Cmp(low) <= 0 {
		return
	}
	from, to := s.y(high), s.y(low)
	tall := new(big.Rat).Sub(to, from)
	d.Zones = append(d.Zones, Zone{b.Rating, from, to, tall.Cmp(big.NewRat(shortestNamed, 1)) >= 0})
}

// Middle is halfway down a zone.
func (z Zone) Middle() *big.Rat {
	sum := new(big.Rat).Add(z.Top, z.Bottom)
	return sum.Quo(sum, big.NewRat(2, 1))
}

func (d *Chart) addLines(c report.Card, s scale) {
	var line []Place
	year := ""
	end := func() {
		if len(line) > 1 {
			d.Lines = append(d.Lines, line)
		}
		line = nil
	}
	for n, p := range c.Trend.Points {
		financial, _, _ := strings.Cut(p.PeriodCode, "Q")
		if !p.Drawn || c.Cumulative && financial != year {
			end()
		}
		year = financial
		if !p.Drawn {
			continue
		}
		at := Place{column(n, len(c.Trend.Points)), s.y(exact(p.Figure.Exact))}
		line = append(line, at)
		d.Marks = append(d.Marks, Mark{at, p.Rating})
	}
	end()
}

// addTargets steps from each period's target to the next.
func (d *Chart) addTargets(points []report.Point, s scale) {
	half := big.NewRat(Right-Left, int64(2*len(points)))
	var steps []Place
	end := func() {
		if len(steps) > 0 {
			d.Targets = append(d.Targets, steps)
		}
		steps = nil
	}
	for n, p := range points {
		at := exact(p.Target.Exact)
		if at == nil {
			end()
			continue
		}
		x, y := column(n, len(points)), s.y(at)
		from := new(big.Rat).Sub(x, half)
		if d.Named == nil {
			d.Named = &Place{Plus(from, targetNameRight), Plus(y, -TextLow)}
		}
		steps = append(steps, Place{from, y}, Place{new(big.Rat).Add(x, half), y})
	}
	end()
}

func (d *Chart) addNames(points []report.Point) {
	last := ""
	for n, p := range points {
		short, year, _ := strings.Cut(p.Period, " ")
		if !strings.HasPrefix(short, "Q") && year != "" && len(short) > 3 {
			short = short[:3] // a month
		}
		if strings.HasPrefix(year, "20") && len(year) == len("2023/24") {
			year = year[2:]
		}
		one := Name{X: column(n, len(points)), Short: short}
		if year != last {
			one.Year = year
		}
		last = year
		d.Names = append(d.Names, one)
	}
}

// column is where a period stands, each in the middle of its share of the width.
func column(n, of int) *big.Rat {
	return new(big.Rat).Add(big.NewRat(Left, 1), big.NewRat(int64((Right-Left)*(2*n+1)), int64(2*of)))
}

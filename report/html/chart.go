package html

import (
	"math/big"
	"strings"

	"chaser/kpi"
	"chaser/report"
)

// The chart is drawn by hand rather than by a plotting library. So a screen reader, a search and a dark screen can do
// something with it, its colours and shapes are those of the ratings beside it, and the same figures give the same
// bytes. All places are whole tenths of a unit, worked out of exact fractions.

const (
	width, height         = 640, 220
	left, right           = 78, 572
	top, bottom           = 12, 170
	namesY, yearsY        = 192, 210
	mostTicks             = 5
	shortestNamed         = 14 // a band that is less tall is not named
	markSize              = 12
	nameX, tickX, textLow = right + 6, left - 8, 4
)

// chart is a trend as it is drawn.
type chart struct {
	Width, Height, Left, Right, Inner, TickX, NameX, NamesY, YearsY int

	Label      string
	Zones      []zone
	Ticks      []tick
	Lines      []string // paths: broken where a figure is missing, and where a count begins again
	Targets    []string // stepped
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
	tick struct{ Y, TextY, Text string }
	mark struct{ X, Y, Colour string }
	name struct {
		X, Short string
		Year     *yearName
	}
	yearName struct{ X, Text string }
	place    struct{ X, Y, Anchor string }
)

// chartOf draws a card's trend; nil where there are fewer than two figures to draw.
func chartOf(c report.Card) *chart {
	points := c.Trend.Points
	var drawn int
	for _, p := range points {
		if p.Drawn {
			drawn++
		}
	}
	if drawn < 2 {
		return nil
	}
	s := scaleOf(c)
	d := &chart{
		Width: width, Height: height, Left: left, Right: right, Inner: right - left, TickX: tickX, NameX: nameX, NamesY: namesY, YearsY: yearsY,
		Label: c.Trend.Said + ". The table below has every figure.",
	}
	for _, b := range c.Trend.Bands {
		d.addZone(s, b)
	}
	s.each(func(at *big.Rat, text string) {
		y := s.y(at)
		d.Ticks = append(d.Ticks, tick{tenths(y), tenths(plus(y, textLow)), text})
	})
	d.addLines(c, s)
	d.addTargets(points, s)
	d.addNames(points)
	return d
}

func (d *chart) addZone(s scale, b report.Band) {
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
	middle := new(big.Rat).Add(from, to)
	middle.Quo(middle, big.NewRat(2, 1))
	d.Zones = append(d.Zones, zone{b.Rating, tenths(from), tenths(tall), tenths(plus(middle, textLow)), tall.Cmp(big.NewRat(shortestNamed, 1)) >= 0})
}

func (d *chart) addLines(c report.Card, s scale) {
	var path strings.Builder
	begun, year := 0, ""
	end := func() {
		if begun > 1 {
			d.Lines = append(d.Lines, path.String())
		}
		path.Reset()
		begun = 0
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
		x, y := column(n, len(c.Trend.Points)), s.y(exact(p.Figure.Exact))
		command := "L"
		if begun == 0 {
			command = "M"
		}
		path.WriteString(command + tenths(x) + " " + tenths(y))
		begun++
		d.Marks = append(d.Marks, mark{tenths(plus(x, -markSize/2)), tenths(plus(y, -markSize/2)), colour(p.Rating)})
	}
	end()
}

// addTargets steps from each period's target to the next.
func (d *chart) addTargets(points []report.Point, s scale) {
	half := big.NewRat(right-left, int64(2*len(points)))
	var path strings.Builder
	for n, p := range points {
		at := exact(p.Target.Exact)
		if at == nil {
			if path.Len() > 0 {
				d.Targets = append(d.Targets, path.String())
				path.Reset()
			}
			continue
		}
		x, y := column(n, len(points)), tenths(s.y(at))
		from, to := tenths(new(big.Rat).Sub(x, half)), tenths(new(big.Rat).Add(x, half))
		if path.Len() == 0 {
			path.WriteString("M" + from + " " + y)
			if d.TargetName == nil {
				d.TargetName = &place{tenths(plus(new(big.Rat).Sub(x, half), 4)), tenths(plus(s.y(at), -4)), "start"}
			}
		} else {
			path.WriteString("L" + from + " " + y)
		}
		path.WriteString("L" + to + " " + y)
	}
	if path.Len() > 0 {
		d.Targets = append(d.Targets, path.String())
	}
}

func (d *chart) addNames(points []report.Point) {
	last := ""
	for n, p := range points {
		short, year, _ := strings.Cut(p.Period, " ")
		if !strings.HasPrefix(short, "Q") && year != "" && len(short) > 3 {
			short = short[:3] // a month
		}
		if strings.HasPrefix(year, "20") && len(year) == len("2023/24") {
			year = year[2:]
		}
		x := tenths(column(n, len(points)))
		one := name{X: x, Short: short}
		if year != "" && year != last {
			one.Year = &yearName{x, year}
		}
		last = year
		d.Names = append(d.Names, one)
	}
}

// column is where a period stands, each in the middle of its share of the width.
func column(n, of int) *big.Rat {
	return new(big.Rat).Add(big.NewRat(left, 1), big.NewRat(int64((right-left)*(2*n+1)), int64(2*of)))
}

// scale turns a figure into a height.
type scale struct {
	low, high, step *big.Rat
	unit            kpi.Unit
}

// scaleOf has room for all figures and targets, and begins and ends at a round number.
func scaleOf(c report.Card) scale {
	var low, high *big.Rat
	see := func(at *big.Rat) {
		if at == nil {
			return
		}
		if low == nil || at.Cmp(low) < 0 {
			low = at
		}
		if high == nil || at.Cmp(high) > 0 {
			high = at
		}
	}
	for _, p := range c.Trend.Points {
		if p.Drawn {
			see(exact(p.Figure.Exact))
		}
		see(exact(p.Target.Exact))
	}
	s := scale{unit: kpi.Unit(c.Unit)}
	span := new(big.Rat).Sub(high, low)
	if span.Sign() == 0 {
		span.Abs(high)
		span.Quo(span, big.NewRat(5, 1))
	}
	if span.Sign() == 0 {
		span.SetInt64(1)
	}
	s.step = roundStep(span)
	s.low, s.high = multiple(low, s.step, false), multiple(high, s.step, true)
	if low.Sign() > 0 && s.low.Sign() < 0 {
		s.low = new(big.Rat)
	}
	return s
}

// roundStep is the smallest of 1, 2, 5, 10 … and their tenths that parts the span into no more than mostTicks.
func roundStep(span *big.Rat) *big.Rat {
	step := big.NewRat(1, 1)
	ten := big.NewRat(10, 1)
	fits := func(at *big.Rat) bool { return new(big.Rat).Quo(span, at).Cmp(big.NewRat(mostTicks-1, 1)) <= 0 }
	for fits(step) {
		step = new(big.Rat).Quo(step, ten)
	}
	for {
		for _, by := range []int64{1, 2, 5} {
			if at := new(big.Rat).Mul(step, big.NewRat(by, 1)); fits(at) {
				return at
			}
		}
		step = new(big.Rat).Mul(step, ten)
	}
}

// multiple is the next multiple of the step beyond the figure, at or above it or at or below.
func multiple(at, step *big.Rat, above bool) *big.Rat {
	q := new(big.Rat).Quo(at, step)
	whole := new(big.Int).Div(q.Num(), q.Denom()) // rounds down, as the denominator is above 0
	if above && !q.IsInt() {
		whole.Add(whole, big.NewInt(1))
	}
	m := new(big.Rat).SetInt(whole)
	m.Mul(m, step)
	if m.Cmp(at) == 0 { // room around what lies on the edge
		if above {
			m.Add(m, step)
		} else {
			m.Sub(m, step)
		}
	}
	return m
}

// y is how far down a figure stands.
func (s scale) y(at *big.Rat) *big.Rat {
	share := new(big.Rat).Sub(s.high, at)
	share.Quo(share, new(big.Rat).Sub(s.high, s.low))
	share.Mul(share, big.NewRat(bottom-top, 1))
	return plus(share, top)
}

// each gives the figures that are named at the side.
func (s scale) each(yield func(at *big.Rat, text string)) {
	digits := 0
	for step := new(big.Rat).Set(s.step); !step.IsInt(); digits++ {
		step.Mul(step, big.NewRat(10, 1))
	}
	unit := s.unit
	if unit == kpi.Days {
		unit = kpi.Count // “12 days” five times over says no more
	}
	for at := new(big.Rat).Set(s.low); at.Cmp(s.high) <= 0; at.Add(at, s.step) {
		yield(at, unit.Show(at, digits))
	}
}

func plus(at *big.Rat, by int64) *big.Rat { return new(big.Rat).Add(at, big.NewRat(by, 1)) }

func exact(text string) *big.Rat {
	if text == "" {
		return nil
	}
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		return nil
	}
	return r
}

// tenths writes a place as SVG reads it.
func tenths(at *big.Rat) string {
	text := at.FloatString(1) // exact decimal text, despite its name
	return strings.TrimSuffix(text, ".0")
}

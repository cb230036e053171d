package report

import (
	"chaser/kpi"
	"chaser/words"
)

// TrendLength is how many periods a trend draws at most: three years of quarters.
const TrendLength = 12

// Trend is how an indicator's figures went. The exact values are its points', for those who cannot see it.
type Trend struct {
	Said   string // in a line; empty: there is nothing to draw
	Points []Point
	Bands  []Band // of the latest figure's rule and target, from the lowest to the highest
}

// Point is a period of an indicator's history.
type Point struct {
	Period, PeriodCode string
	Figure             Cell
	Target             Cell // by which it was rated
	Rating             string
	Status             string // final, provisional, …
	Mark               string // provisional, carried forward
	Drawn              bool   // false: a gap, such as for a figure that was carried forward
}

// Band is where figures have a rating.
type Band struct {
	Rating    string
	Low, High string // exact; empty: without end
}

func pointsOf(c kpi.Card, history []kpi.Figure) []Point {
	i := c.Indicator
	c.History = history
	points := make([]Point, 0, len(history))
	for _, f := range history {
		points = append(points, Point{
			Period: f.Period.Words(), PeriodCode: f.Period.String(),
			Figure: figureCell("Figure", c, &f), Target: valueCell("Target", i, f.Target),
			Rating: string(f.Rating), Status: string(f.Status), Mark: words.Mark(f.Status), Drawn: f.Value != nil && f.Status.Reportable(),
		})
	}
	return points
}

func trendOf(c kpi.Card, points []Point) Trend {
	t := Trend{Points: points[max(0, len(points)-TrendLength):]}
	drawn := 0
	for _, p := range t.Points {
		if p.Drawn {
			drawn++
		}
	}
	if drawn == 0 {
		return Trend{}
	}
	first, last := t.Points[0], t.Points[len(t.Points)-1]
	t.Said = words.Trend(c.Indicator, first.Period, last.Period)
	if rule, ok := ruleOf(c); ok {
		for _, b := range rule.Bands(c.Assessment().Target, c.Assessment().Direction) {
			band := Band{Rating: string(b.Rating)}
			if b.Low != nil {
				band.Low = written(b.Low)
			}
			if b.High != nil {
				band.High = written(b.High)
			}
			t.Bands = append(t.Bands, band)
		}
	}
	return t
}

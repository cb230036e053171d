package bot

import (
	"encoding/json"
	"math/big"

	"github.com/shopspring/decimal"
	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/words"
)

// chart is Slack's line or bar chart, with decimals exactly as they were posted. slack-go's own types would make floats
// of them.
type chart struct {
	Type   slack.DataVisualizationChartType `json:"type"`
	Series []chartSeries                    `json:"series"`
	Axis   chartAxis                        `json:"axis_config"`
}

type chartSeries struct {
	Name string       `json:"name"`
	Data []chartPoint `json:"data"`
}

type chartPoint struct {
	Label string      `json:"label"`
	Value json.Number `json:"value"`
}

// chartAxis names the periods and the unit. Where the axis of the figures begins is Slack's to choose: there is no
// field for it.
type chartAxis struct {
	Categories []string `json:"categories"`
	YLabel     string   `json:"y_label,omitempty"`
}

// DataVisualizationChartType makes chart one of Slack's charts.
func (c chart) DataVisualizationChartType() slack.DataVisualizationChartType { return c.Type }

// chartOf draws a card's history, and the targets beside it where every period had one. Fewer than two periods have no
// chart.
func chartOf(c kpi.Card) []slack.Block {
	if len(c.History) < 2 {
		return nil
	}
	figures, targets := chartSeries{Name: "Figure"}, chartSeries{Name: "Target"}
	axis := chartAxis{YLabel: words.UnitName(c.Indicator.Unit)}
	for _, f := range c.History {
		label := f.Period.Words()
		axis.Categories = append(axis.Categories, label)
		figures.Data = append(figures.Data, chartPoint{label, figureNumber(f, c)})
		if f.Target != nil {
			targets.Data = append(targets.Data, chartPoint{label, jsonNumber(*f.Target)})
		}
	}
	drawn := chart{Type: slack.DataVisualizationChartLine, Series: []chartSeries{figures}, Axis: axis}
	if len(targets.Data) == len(figures.Data) {
		drawn.Series = append(drawn.Series, targets)
	}
	if drawnAsBars(c) {
		drawn.Type = slack.DataVisualizationChartBar
	}
	return []slack.Block{wordedChart{
		DataVisualizationBlock: slack.DataVisualizationBlock{
			Type:  slack.MBTDataVisualization,
			Title: words.ShortName(c.Indicator, maxChartTitle-len([]rune(c.Indicator.Code+" · "))),
			Chart: drawn,
		},
		words: words.History(c),
	}}
}

// leastInBars says how far apart figures must lie for bars to show it: a twentieth of the largest figure.
const leastInBars = 20

// drawnAsBars reports whether a chart has bars. A bar begins at 0, so bars are for counts and amounts, unless they lie
// so close together that no difference would be seen. Two periods make no line, and what adds up through the year
// always has bars.
func drawnAsBars(c kpi.Card) bool {
	if c.Indicator.Cumulative || len(c.History) == 2 {
		return true
	}
	if c.Indicator.Unit != kpi.Count && c.Indicator.Unit != kpi.Currency {
		return false
	}
	least, most := c.History[0].Exact(c.Indicator.Unit), c.History[0].Exact(c.Indicator.Unit)
	for _, f := range c.History {
		v := f.Exact(c.Indicator.Unit)
		if v.Cmp(least) < 0 {
			least = v
		}
		if v.Cmp(most) > 0 {
			most = v
		}
	}
	spread := new(big.Rat).Sub(most, least)
	return spread.Sign() == 0 || spread.Mul(spread, big.NewRat(leastInBars, 1)).Cmp(most) >= 0
}

// chartInWords is what a message's text says of its chart, for those who hear it read; empty where there is none.
func chartInWords(c kpi.Card) string {
	if len(c.History) < 2 {
		return ""
	}
	return words.History(c)
}

// maxChartTitle is the longest title of a chart, in characters.
const maxChartTitle = 50

// wordedChart is a chart that can be said in words.
type wordedChart struct {
	slack.DataVisualizationBlock
	words string
}

func (c wordedChart) plainly() []slack.Block { return []slack.Block{note(c.words)} }

// sampleChart is a chart that every workspace takes, if it takes charts at all.
func sampleChart() slack.Block {
	return slack.DataVisualizationBlock{Type: slack.MBTDataVisualization, Title: "Sample", Chart: chart{
		Type:   slack.DataVisualizationChartBar,
		Series: []chartSeries{{Name: "Figure", Data: []chartPoint{{"Q1", "1"}, {"Q2", "2"}}}},
		Axis:   chartAxis{Categories: []string{"Q1", "Q2"}},
	}}
}

// figureNumber is a figure as it was typed. One worked out from two counts may have endless decimals, so it is rounded
// as the card shows it.
func figureNumber(f kpi.Figure, c kpi.Card) json.Number {
	if f.Numerator != nil {
		return json.Number(words.Number(c, f))
	}
	return jsonNumber(*f.Value)
}

func jsonNumber(d decimal.Decimal) json.Number { return json.Number(kpi.Exactly(d)) }

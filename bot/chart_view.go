package bot

import (
	"encoding/json"

	"github.com/shopspring/decimal"
	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/words"
)

// chart is Slack's line or bar chart with the very decimals that were posted; slack-go's own types make floats of them.
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

type chartAxis struct {
	Categories []string `json:"categories"`
}

// DataVisualizationChartType makes chart one of Slack's charts.
func (c chart) DataVisualizationChartType() slack.DataVisualizationChartType { return c.Type }

// chartOf draws a card's history, and beside it the targets where every period had one; no block where there is only
// one period. Bars are for cumulative figures and for two periods, which make no line.
func chartOf(c kpi.Card) []slack.Block {
	if len(c.History) < 2 {
		return nil
	}
	figures, targets := chartSeries{Name: "Figure"}, chartSeries{Name: "Target"}
	var axis chartAxis
	for _, f := range c.History {
		label := f.Period.Words()
		axis.Categories = append(axis.Categories, label)
		figures.Data = append(figures.Data, chartPoint{label, figureNumber(f, c.Indicator)})
		if f.Target != nil {
			targets.Data = append(targets.Data, chartPoint{label, jsonNumber(*f.Target)})
		}
	}
	drawn := chart{Type: slack.DataVisualizationChartLine, Series: []chartSeries{figures}, Axis: axis}
	if len(targets.Data) == len(figures.Data) {
		drawn.Series = append(drawn.Series, targets)
	}
	if c.Indicator.Cumulative || len(c.History) == 2 {
		drawn.Type = slack.DataVisualizationChartBar
	}
	title := c.Indicator.Code + ", " + c.History[0].Period.Words() + " to " + c.History[len(c.History)-1].Period.Words()
	return []slack.Block{wordedChart{
		DataVisualizationBlock: slack.DataVisualizationBlock{Type: slack.MBTDataVisualization, Title: words.Cut(title, maxChartTitle), Chart: drawn},
		words:                  words.History(c),
	}}
}

// maxChartTitle is the longest title of a chart, in characters.
const maxChartTitle = 50

// wordedChart is a chart that can be said in words.
type wordedChart struct {
	slack.DataVisualizationBlock
	words string
}

func (c wordedChart) plainly() []slack.Block { return []slack.Block{note(c.words)} }

// sampleChart is a chart that any workspace takes that takes charts.
func sampleChart() slack.Block {
	return slack.DataVisualizationBlock{Type: slack.MBTDataVisualization, Title: "Sample", Chart: chart{
		Type:   slack.DataVisualizationChartBar,
		Series: []chartSeries{{Name: "Figure", Data: []chartPoint{{"Q1", "1"}, {"Q2", "2"}}}},
		Axis:   chartAxis{Categories: []string{"Q1", "Q2"}},
	}}
}

// figureNumber is a figure as it was typed; one worked out of two counts, which may never end, is rounded as the card
// shows it.
func figureNumber(f kpi.Figure, i kpi.Indicator) json.Number {
	if f.Numerator != nil {
		return json.Number(f.Exact(i.Unit).FloatString(i.Decimals))
	}
	return jsonNumber(*f.Value)
}

func jsonNumber(d decimal.Decimal) json.Number { return json.Number(kpi.Exactly(d)) }

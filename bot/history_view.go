package bot

import (
	"fmt"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/words"
)

// historyMessage lists the revisions in their given order, the latest first, with the chart on the first page.
func historyMessage(c kpi.Card, revisions []kpi.Figure, names map[string]string, how cardFor, from int) *Message {
	title := "History of " + c.Indicator.Code + " · " + words.Cut(c.Indicator.Title, maxHeader)
	if len(revisions) == 0 {
		title += ": nothing has been posted yet."
	}
	var items []item
	figures := c.Indicator.ShowFigures(revisions...)
	for n, f := range revisions {
		items = append(items, item{
			group:  f.Period.Words(),
			blocks: []slack.Block{revisionBlock(figures[n], f, names[f.PostedBy], how)},
		})
	}
	m := listMessage(title, items, from, pressHistory, subject{Code: c.Indicator.Code})
	if from == 0 {
		if chart := chartInWords(c); chart != "" {
			m.Text += "\n" + chart
		}
		m.Blocks = append(m.Blocks[:1:1], append(chartOf(c), m.Blocks[1:]...)...)
	}
	return m
}

// revisionBlock is one revision: the figure, its rating then, who, when and why.
func revisionBlock(figure string, f kpi.Figure, name string, how cardFor) slack.Block {
	elements := []slack.RichTextSectionElement{
		circleEmoji(f.Rating),
		bold(" " + figure),
		literal(" · " + words.RatingOf(f)),
	}
	said := ""
	if f.PostedBy != "" || how.mayPost { // others are not told of an import
		said = "\n" + words.Posted(f, name, how.zone)
	}
	if f.Revision > 1 {
		said += fmt.Sprintf("\nRevision %d: %s", f.Revision, words.Reason(f.Reason))
	}
	if said != "" {
		elements = append(elements, literal(said))
	}
	return paragraph(elements...)
}

package bot

import (
	"fmt"
	"time"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/words"
)

// historyMessage lists the revisions as they come, the latest first, with the chart on the first page.
func historyMessage(c kpi.Card, revisions []kpi.Figure, names map[string]string, zone *time.Location, from int) *Message {
	title := "History of " + c.Indicator.Code + " · " + words.Cut(c.Indicator.Title, maxHeader)
	if len(revisions) == 0 {
		title += ": nothing has been posted yet."
	}
	var items []item
	for _, f := range revisions {
		items = append(items, item{group: f.Period.Words(), blocks: []slack.Block{revisionBlock(c.Indicator, f, names[f.PostedBy], zone)}})
	}
	m := listMessage(title, items, from, pressHistory, subject{Code: c.Indicator.Code})
	if from == 0 {
		m.Blocks = append(m.Blocks[:1:1], append(chartOf(c), m.Blocks[1:]...)...)
	}
	return m
}

// revisionBlock is one revision: the figure, its rating then, who, when and why.
func revisionBlock(i kpi.Indicator, f kpi.Figure, name string, zone *time.Location) slack.Block {
	elements := []slack.RichTextSectionElement{circleEmoji(f.Rating), bold(" " + i.ShowFigure(f)), literal(" · " + words.RatingOf(f))}
	said := "\n" + words.Posted(f, name, zone)
	if f.Revision > 1 {
		said += fmt.Sprintf("\nRevision %d: %s", f.Revision, words.Reason(f.Reason))
	}
	return paragraph(append(elements, literal(said))...)
}

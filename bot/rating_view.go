package bot

import (
	"github.com/slack-go/slack"

	"chaser/kpi"
)

// circles are Slack's names of the coloured circles. The word always stands beside it: colour alone says nothing to a
// screen reader or to one reader in twelve.
var circles = map[kpi.Rating]string{
	kpi.Red:   "red_circle",
	kpi.Amber: "large_orange_circle",
	kpi.Green: "large_green_circle",
	kpi.Blue:  "large_blue_circle",
}

func circle(r kpi.Rating) string {
	if name, ok := circles[r]; ok {
		return name
	}
	return "white_circle"
}

func circleEmoji(r kpi.Rating) slack.RichTextSectionElement {
	return slack.NewRichTextSectionEmojiElement(circle(r), 0, nil)
}

package bot

import (
	"fmt"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/words"
)

// wantsCommentary is a sentence that asks for a commentary where there is none and the committee will ask why: on Red,
// and where the rating is not that of the figure compared with. It is empty where none is needed.
func wantsCommentary(c kpi.Card) string {
	if c.Figure == nil || c.Figure.Commentary != "" {
		return ""
	}
	now, before := c.Figure.Rating, kpi.NoData
	if c.Movement.From != nil {
		before = c.Movement.From.Rating
	}
	switch {
	case onScale(now) && onScale(before) && now != before:
		return fmt.Sprintf("It was %s in %s and is %s now: a line about why it moved helps the committee.", words.RatingOf(*c.Movement.From), c.Movement.Since.Words(), words.Rating(c))
	case now == kpi.Red:
		return "It is " + words.Rating(c) + ": a line about why helps the committee."
	}
	return ""
}

// onScale reports whether a rating is one of the four that can be better or worse than another.
func onScale(r kpi.Rating) bool {
	return r == kpi.Red || r == kpi.Amber || r == kpi.Green || r == kpi.Blue
}

// promptBlocks ask whoever has just posted a figure for what the committee will miss: what is being done about a Red,
// and why the figure moved.
func promptBlocks(c kpi.Card) []slack.Block {
	here := about(c.Indicator.Code, c.Period)
	var (
		asks []slack.RichTextSectionElement
		row  []*slack.ButtonBlockElement
	)
	if c.LacksActions() {
		asks = append(asks, literal("What is being done about it? Say what, who and by when; it takes a minute."))
		row = append(row, primary(button(pressAddAction, "Add an action", here)))
	}
	if why := wantsCommentary(c); why != "" {
		if len(asks) > 0 {
			asks = append(asks, literal("\n"))
		}
		asks = append(asks, literal(why))
		row = append(row, button(pressEdit, "Add a commentary", here))
	}
	if len(row) == 0 {
		return nil
	}
	return []slack.Block{paragraph(asks...), buttons(row...)}
}

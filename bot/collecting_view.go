package bot

import (
	"fmt"

	"github.com/slack-go/slack"

	"chaser/bot/line"
	"chaser/kpi"
	"chaser/words"
)

// collectingOf is what somebody wants of a collection, and how that stands.
type collectingOf struct {
	line.Collecting
	collection kpi.Collection
	deadline   kpi.Date // the working day by which its figures are due
	over       bool     // a later period's collection has opened
	today      kpi.Date
	team       bool // whoever wants it is of the performance team
	command    string
}

// asked says how long the collection's figures are asked for, and that late ones are taken after that.
func (of collectingOf) asked() string {
	if of.over {
		return fmt.Sprintf("Figures for %s were due on %s, and those of the next collection are asked for now; late ones can still be posted.", of.collection.Period.Words(), words.Weekday(of.deadline))
	}
	are := "are"
	if of.deadline.Before(of.today) {
		are = "were"
	}
	return fmt.Sprintf("Figures for %s %s due on %s and are asked for until the next collection opens; late ones can be posted after that too.", of.collection.Period.Words(), are, words.Weekday(of.deadline))
}

// notClosedMessage answers whoever wants a collection closed, which none is: it says what freezes figures instead.
func notClosedMessage(of collectingOf) *Message {
	p := of.collection.Period
	freezes := "The performance team freezes what a committee sees by publishing it."
	if of.team {
		freezes = fmt.Sprintf("To freeze what a committee sees, type `%s publish %s`.", of.command, p)
	}
	return asideMessage(fmt.Sprintf("Nobody closes a collection, so nothing was changed. %s %s", of.asked(), freezes),
		button(pressBoard, "How it stands", subject{Period: p.String()}))
}

// notReopenedMessage answers whoever wants a collection open again, which it still is: it says how a figure is posted.
func notReopenedMessage(of collectingOf) *Message {
	p, code := of.collection.Period, "178"
	var row []*slack.ButtonBlockElement
	if of.Code != "" {
		code = of.Code
		row = append(row, primary(button(pressForm, "Post figure for "+code, about(code, p))))
	}
	return asideMessage(fmt.Sprintf("%s needs no reopening: a figure can be posted for it at any time, such as `%s %s %s 142`. If one is in already, add the reason behind it; a published one then counts as a correction.",
		p.Words(), of.command, code, p), row...)
}

// notOpenYetMessage answers whoever wants a collection open that has not opened.
func notOpenYetMessage(of collectingOf) *Message {
	how := "The performance team sets that day."
	if of.team {
		how = fmt.Sprintf("Type `%s admin collections` to change that day.", of.command)
	}
	return say(fmt.Sprintf("The collection for %s opens on %s, so there is nothing to open again. %s", of.collection.Period.Words(), words.Weekday(of.collection.Opens), how))
}

package bot

import (
	"fmt"
	"time"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/words"
)

// maxHandOns is the most figures that have a button to hand them on; “What is asked of me” lists them all.
const maxHandOns = 4

// thanksMessage answers thanks. It records nothing.
func thanksMessage(asked int) *Message {
	switch asked {
	case 0:
		return say("Thank you. Nothing is asked of you just now.")
	case 1:
		return asideMessage("Thank you. One figure is still asked of you.", dueButton())
	}
	return asideMessage(fmt.Sprintf("Thank you. %s figures are still asked of you.", kpi.Count.ShowInt(asked)), dueButton())
}

// laterMessage offers to remind somebody later, as far as what they owe can wait.
func laterMessage(o owing) *Message {
	if len(o.items) == 0 {
		return say("Nothing is asked of you just now, so nothing has to wait. Thank you.")
	}
	if first, ok := o.pressing(); ok {
		here := about(first.Indicator, first.Period)
		return asideMessage(
			fmt.Sprintf("%s %s, so it cannot wait for another reminder. Post it, hand it on, or say that it cannot be provided.", first.Indicator, o.isDue(first)),
			primary(button(pressForm, "Post figure", here)),
			button(pressHandOn, "Someone else has it", here),
			button(pressCannot, "Can't provide it", here),
			dueButton())
	}
	return asideMessage(fmt.Sprintf("That can wait. Press the button, and Chaser reminds you on %s.", words.Weekday(o.next)), o.buttons()...)
}

// peaceMessage says how to be left alone.
func peaceMessage(o owing, command string) *Message {
	if len(o.items) == 0 {
		return asideMessage(fmt.Sprintf("Nothing is asked of you just now, so no reminder comes. Before you go on leave, type `%s away 3 Jan to 10 Jan @deputy`; `%s alerts daily` puts alerts of reds into one message a day.", command, command))
	}
	wait := "press the button to be reminded on " + words.Weekday(o.next)
	if first, ok := o.pressing(); ok {
		wait = fmt.Sprintf("post %s, which %s", first.Indicator, o.isDue(first))
	}
	return asideMessage(fmt.Sprintf("Chaser asks for a figure until it is in. To be left alone, %s, hand on what somebody else has, or type `%s away 3 Jan to 10 Jan @deputy` when you are on leave.", wait, command), o.buttons()...)
}

// buttons are what somebody who owes something can do besides posting.
func (o owing) buttons() (row []*slack.ButtonBlockElement) {
	if _, ok := o.pressing(); !ok {
		row = append(row, primary(button(pressSnooze, o.label(), subject{})))
	}
	for _, i := range o.items[:min(len(o.items), maxHandOns)] {
		row = append(row, button(pressHandOn, "Hand on "+i.Indicator, about(i.Indicator, i.Period)))
	}
	return append(row, dueButton())
}

// isDue is when something is due, or was.
func (o owing) isDue(i kpi.Item) string {
	if i.Due.Before(o.today) {
		return "was due on " + words.Weekday(i.Due)
	}
	return "is due on " + words.Weekday(i.Due)
}

// label names the day on which they are reminded.
func (o owing) label() string {
	switch {
	case o.next == o.today.AddDays(1):
		return "Remind me tomorrow"
	case o.next.Before(o.today.AddDays(7)):
		return "Remind me on " + o.next.At(12, time.UTC).Weekday().String()
	}
	return "Remind me on " + words.Weekday(o.next)
}

// giveUpMessage offers to hand on what somebody says belongs to a colleague. to is that colleague's Slack id; empty
// where they did not name one.
func giveUpMessage(asked []kpi.Subject, to string) *Message {
	if len(asked) == 0 {
		return say("Nothing is asked of you just now, so there is nothing to hand on. Ask the performance team to change who an indicator belongs to.")
	}
	sentence := "Nothing was changed. To hand on a figure, press its button. To change the owner for good, ask the performance team."
	if len(asked) == 1 {
		sentence = fmt.Sprintf("Nothing was changed. Press the button to hand on %s for %s. To change its owner for good, ask the performance team.", asked[0].Indicator, asked[0].Period.Words())
	}
	var row []*slack.ButtonBlockElement
	for _, of := range asked[:min(len(asked), maxHandOns)] {
		here := about(of.Indicator, of.Period)
		here.Person = to
		row = append(row, button(pressHandOn, "Hand on "+of.Indicator, here))
	}
	primary(row[0])
	return asideMessage(sentence, append(row, dueButton())...)
}

// notAskedMessage is for an indicator whose figure nobody is asked for; with is its owner's name, empty where it has
// none.
func notAskedMessage(c kpi.Card, with string) *Message {
	owner := "it has no owner"
	if with != "" {
		owner = "its owner is " + with
	}
	return asideMessage(fmt.Sprintf("No figure of %s is asked for just now, so there is nothing to hand on. In the register %s; ask the performance team to change that.", c.Indicator.Code, owner),
		button(pressCard, "See the card", subject{Code: c.Indicator.Code}))
}

func dueButton() *slack.ButtonBlockElement {
	return button(pressDue, "What is asked of me", subject{})
}

func asideMessage(sentence string, row ...*slack.ButtonBlockElement) *Message {
	if len(row) == 0 {
		return say(sentence)
	}
	return say(sentence, withExamples(sentence), buttons(row...))
}

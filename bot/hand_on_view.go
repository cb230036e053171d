package bot

import (
	"fmt"

	"github.com/slack-go/slack"

	"chaser/kpi"
)

const handOnForm = "hand_on"

// handOnView asks who has the figure. to is the Slack id of whom it proposes; empty for nobody.
func handOnView(i kpi.Indicator, p kpi.Period, to string) slack.ModalViewRequest {
	who := slack.NewOptionsSelectBlockElement(slack.OptTypeUser,
		plain("Choose a colleague", maxOptionLabel), kpi.FieldDeputy)
	if isPerson(to) {
		who = who.WithInitialUser(to)
	}
	return slack.ModalViewRequest{
		Type:            slack.VTModal,
		CallbackID:      handOnForm,
		PrivateMetadata: about(i.Code, p).value(),
		Title:           plain("Someone else has it", maxModalTitle),
		Submit:          plain("Hand on", maxModalTitle),
		Close:           plain("Cancel", maxModalTitle),
		Blocks: slack.Blocks{BlockSet: []slack.Block{
			paragraph(bold(i.Code + " · " + i.Title)),
			slack.NewInputBlock(kpi.FieldDeputy, plain("Who has it?", maxModalTitle), plain("They are asked for "+p.Words()+" from now on, and may post it.", maxHeader), who),
		}},
	}
}

// handedOn is what the receipt for handing on is made of.
type handedOn struct {
	indicator kpi.Indicator
	period    kpi.Period
	to        string // Slack id of who has it
	asker     kpi.Person
	names     map[string]string
	command   string
}

// handedOnView takes the form's place once the figure is with somebody else. It says who has it, that they are asked
// for it, and how to undo it.
func handedOnView(h handedOn) slack.ModalViewRequest {
	said := fmt.Sprintf("%s for %s is with %s now.", h.indicator.Code, h.period.Words(), h.names[h.to])
	told := "They are asked for it in their next daily message, and may post it."
	switch h.asker.SlackID {
	case h.to:
		told = "You are asked for it in your next daily message."
	case h.indicator.Owner:
		told += " You are not asked for it any more."
	}
	blocks := []slack.Block{
		paragraph(bold(said)),
		note(h.indicator.Code + " · " + h.indicator.Title),
		paragraph(literal(told)),
	}
	if back := takeBackLabel(h.indicator, h.asker); back != "" && h.to != h.indicator.Owner {
		blocks = append(blocks, buttons(button(pressTakeBack, back, about(h.indicator.Code, h.period))),
			note(fmt.Sprintf("%s due has this button too, until the figure is in.", h.command)))
	}
	v := readOnlyView("Handed on", blocks)
	v.Close = plain("Done", maxModalTitle)
	return v
}

// takeBackLabel is the asker's label for undoing; empty where it is not theirs to undo.
func takeBackLabel(i kpi.Indicator, asker kpi.Person) string {
	switch {
	case asker.SlackID == i.Owner:
		return "Take it back"
	case asker.MayPost(i) && i.Owner == "":
		return "Undo"
	case asker.MayPost(i):
		return "Give it back to its owner"
	}
	return ""
}

// takenBack says who has the figure again.
func takenBack(c kpi.Card, with string, asker kpi.Person) string {
	figure := c.Indicator.Code + " for " + c.Period.Words()
	switch {
	case asker.SlackID == c.Indicator.Owner:
		return figure + " is yours again, and asked of you."
	case with == "":
		return figure + " is no longer handed on, and has no owner to ask."
	}
	return figure + " is with " + with + " again."
}

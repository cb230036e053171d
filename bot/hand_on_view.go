package bot

import (
	"github.com/slack-go/slack"

	"chaser/kpi"
)

const handOnForm = "hand_on"

// handOnView asks who has the figure.
func handOnView(i kpi.Indicator, p kpi.Period) slack.ModalViewRequest {
	who := slack.NewOptionsSelectBlockElement(slack.OptTypeUser, plain("Choose a colleague", maxOptionLabel), kpi.FieldDeputy)
	return slack.ModalViewRequest{
		Type: slack.VTModal, CallbackID: handOnForm, PrivateMetadata: about(i.Code, p).value(),
		Title: plain("Someone else has it", maxModalTitle), Submit: plain("Hand on", maxModalTitle), Close: plain("Cancel", maxModalTitle),
		Blocks: slack.Blocks{BlockSet: []slack.Block{
			paragraph(bold(i.Code + " · " + i.Title)),
			slack.NewInputBlock(kpi.FieldDeputy, plain("Who has it?", maxModalTitle), plain("They are asked for "+p.Words()+" instead of you, and may post it.", maxHeader), who),
		}},
	}
}

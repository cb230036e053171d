package bot

import (
	"github.com/slack-go/slack"

	"chaser/kpi"
)

const cannotForm = "cannot"

// cannotView asks why there is no figure.
func cannotView(i kpi.Indicator, p kpi.Period) slack.ModalViewRequest {
	why := slack.NewPlainTextInputBlockElement(nil, kpi.FieldCommentary).
		WithMultiline(true).WithMaxLength(kpi.MaxReason)
	return slack.ModalViewRequest{
		Type:            slack.VTModal,
		CallbackID:      cannotForm,
		PrivateMetadata: about(i.Code, p).value(),
		Title:           plain("Can't provide it", maxModalTitle),
		Submit:          plain("Record", maxModalTitle),
		Close:           plain("Cancel", maxModalTitle),
		Blocks: slack.Blocks{BlockSet: []slack.Block{
			paragraph(bold(i.Code + " · " + i.Title)),
			slack.NewInputBlock(kpi.FieldCommentary, plain("Why is there no figure?", maxModalTitle),
				plain("The card says “No data” for "+p.Words()+", with this as its commentary. Nobody is asked again.", maxHeader), why),
		}},
	}
}

package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/slack-go/slack"
)

// A press in a modal or in somebody's Home has no channel for the answer. What would be a message becomes a modal to
// read.

// answerView is a message as a modal, in its plainer form: newer blocks are for messages alone.
func answerView(p press, m *Message) slack.ModalViewRequest {
	view := readOnlyView(cmp.Or(p.title, "Chaser"), plainBlocks(m.Blocks))
	view.CallbackID = "answer " + p.id
	return view
}

// showInView answers a press in a modal or a Home. A list's next page takes the place of the page before.
func (v *visit) showInView(ctx context.Context, p press, m *Message) error {
	view := answerView(p, m)
	if v.inView.CallbackID != view.CallbackID {
		err := v.open(ctx, view)
		if err != nil && unopened(err) {
			return v.sayDirectly(ctx, m)
		}
		return err
	}
	_, err := v.slack.UpdateViewContext(ctx, view, "", v.viewHash, v.viewID)
	if err != nil && !overtaken(err) {
		return fmt.Errorf("turning the page: %w", explained(err))
	}
	return nil
}

// putModal shows a modal: above the one whose button was pressed, as long as Slack stacks them, else in its place.
func (v *visit) putModal(ctx context.Context, view slack.ModalViewRequest) error {
	var err error
	switch above := v.inView; {
	case above.Type != slack.VTModal:
		_, err = v.slack.OpenViewContext(ctx, v.trigger, view)
	case above.PreviousViewID != "" && above.PreviousViewID != above.RootViewID: // the third
		_, err = v.slack.UpdateViewContext(ctx, view, "", v.viewHash, v.viewID)
	default:
		_, err = v.slack.PushViewContext(ctx, v.trigger, view)
		if err != nil && unopened(err) && !holdsInput(above) { // nothing typed is lost, and an update needs no trigger
			_, err = v.slack.UpdateViewContext(ctx, view, "", v.viewHash, v.viewID)
		}
	}
	return explained(err)
}

// holdsInput reports whether somebody may have typed or chosen something in a view.
func holdsInput(view slack.View) bool {
	return slices.ContainsFunc(view.Blocks.BlockSet, func(b slack.Block) bool { return b.BlockType() == slack.MBTInput })
}

// overtaken reports whether a view was not shown because somebody has been shown a newer one meanwhile.
func overtaken(err error) bool {
	var said slack.SlackErrorResponse
	return errors.As(err, &said) && said.Err == "hash_conflict"
}

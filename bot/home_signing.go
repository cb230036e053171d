package bot

import (
	"context"
	"fmt"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// maxHomeUnsigned is how many figures that await sign-off have their buttons in a Home; “/kpi approve” has the rest.
const maxHomeUnsigned = 5

// readUnsigned reads the figures that await the asker's own sign-off. For the performance team, who may sign for
// others, it also counts those that await somebody else's.
func readUnsigned(ctx context.Context, v *visit, f *homeFacts) error {
	waiting, err := v.store.Unsigned(ctx, v.asker, v.today)
	if err != nil {
		return fmt.Errorf("unsigned: %w", err)
	}
	for _, u := range waiting {
		if u.Signer.SlackID == f.asker.SlackID || u.Signer.SlackID == "" {
			f.unsigned = append(f.unsigned, u)
		} else {
			f.unsignedByOthers++
		}
	}
	return nil
}

// readUnsignedCards reads, beside readUnsigned, the cards that are shown.
func readUnsignedCards(ctx context.Context, v *visit, f *homeFacts) (err error) {
	if err := readUnsigned(ctx, v, f); err != nil {
		return err
	}
	f.unsignedCards, err = v.store.UnsignedCards(ctx, v.asker, f.unsigned[:min(len(f.unsigned), maxHomeUnsigned)], v.today)
	return err
}

// drawUnsigned are the figures that await the asker's sign-off, each with its buttons.
func drawUnsigned(f homeFacts) []slack.Block {
	if len(f.unsigned) == 0 {
		return nil
	}
	blocks := []slack.Block{paragraph(bold("Awaiting your sign-off"))}
	for _, u := range f.unsignedCards {
		blocks = append(blocks, unsignedBlocks(u)...)
	}
	switch more := len(f.unsigned) - maxHomeUnsigned; {
	case more > 0: // nothing is approved here that is not shown here
		blocks = append(blocks, buttons(button(pressUnsigned, words.More(more), subject{})))
	case len(f.unsigned) > 1 && f.unsignedByOthers == 0: // it signs off all that the asker may, so they must see it all
		blocks = append(blocks, buttons(approveAllButton(f.unsigned)))
	}
	return blocks
}

// unsignedByOthersBlocks tell the performance team how many figures await the managers' sign-off.
func unsignedByOthersBlocks(f homeFacts) []slack.Block {
	if f.unsignedByOthers == 0 {
		return nil
	}
	title := fmt.Sprintf("%s figures await their managers' sign-off.", kpi.Count.ShowInt(f.unsignedByOthers))
	if f.unsignedByOthers == 1 {
		title = "One figure awaits its manager's sign-off."
	}
	return []slack.Block{paragraph(literal(title)), buttons(button(pressUnsigned, "Look at them", subject{}))}
}

// approveAllButton signs off all that is shown, and nothing that comes later.
func approveAllButton(waiting []store.Unsigned) *slack.ButtonBlockElement {
	var newest int64
	for _, u := range waiting {
		newest = max(newest, u.FigureID)
	}
	return primary(button(pressApproveAll, "Approve all "+kpi.Count.ShowInt(len(waiting)), subject{Figure: newest}))
}

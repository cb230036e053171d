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

// readUnsigned reads the figures that await the asker's own sign-off, with the cards of those that are shown. For the
// performance team, who may sign for others, it also counts those that await somebody else's.
func readUnsigned(ctx context.Context, v *visit, f *homeFacts) (err error) {
	if f.unsigned, err = v.store.Unsigned(ctx, v.asker, store.UnsignedOf{Own: true}, 0, maxHomeUnsigned); err != nil {
		return fmt.Errorf("unsigned: %w", err)
	}
	f.unsignedCards, err = v.store.UnsignedCards(ctx, v.asker, f.unsigned.Figures, v.today)
	return err
}

// drawUnsigned are the figures that await the asker's sign-off, each with its buttons.
func drawUnsigned(f homeFacts) []slack.Block {
	if f.unsigned.All == 0 {
		return nil
	}
	blocks := []slack.Block{paragraph(bold("Awaiting your sign-off"))}
	for _, u := range f.unsignedCards {
		blocks = append(blocks, unsignedBlocks(u, primary(approveButton(u)), sendBackButton(u, ""))...)
	}
	switch more := f.unsigned.All - maxHomeUnsigned; {
	case more > 0: // nothing is approved here that is not shown here
		blocks = append(blocks, buttons(button(pressUnsigned, words.More(more), subject{})))
	case f.unsigned.All > 1 && f.unsigned.Others == 0: // it signs off all that the asker may, so they must see it all
		blocks = append(blocks, buttons(approveAllButton(f.unsigned.All, f.unsigned.Newest)))
	}
	return blocks
}

// unsignedByOthersBlocks tell the performance team how many figures await the managers' sign-off.
func unsignedByOthersBlocks(f homeFacts) []slack.Block {
	if f.unsigned.Others == 0 {
		return nil
	}
	title := fmt.Sprintf("%s figures await their managers' sign-off.", kpi.Count.ShowInt(f.unsigned.Others))
	if f.unsigned.Others == 1 {
		title = "One figure awaits its manager's sign-off."
	}
	return []slack.Block{paragraph(literal(title)), buttons(button(pressUnsigned, "Look at them", subject{}))}
}

// approveAllButton signs off all that there is, as much as one press does, and nothing that comes later.
func approveAllButton(all int, newest int64) *slack.ButtonBlockElement {
	which := "Approve all " + kpi.Count.ShowInt(all)
	if all > maxApprovedAtOnce {
		which = "Approve the first " + kpi.Count.ShowInt(maxApprovedAtOnce)
	}
	return primary(button(pressApproveAll, which, subject{Figure: newest}))
}

package bot

import (
	"fmt"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
)

// maxGapButtons is the most figures that have a button to say who has them, of those that nobody is asked for.
const maxGapButtons = 5

// gapTitle says what is wrong with who is asked.
func gapTitle(open []store.NoticeItem) string {
	nobody, changed := 0, 0
	for _, i := range open {
		switch {
		case i.With.SlackID == "":
			nobody++
		case i.Gap == kpi.GapOwnerChanged:
			changed++
		}
	}
	count := kpi.Count.ShowInt(len(open)) + " figures"
	switch {
	case nobody == len(open) && nobody == 1:
		return "There is nobody to ask for one figure."
	case nobody == len(open):
		return fmt.Sprintf("There is nobody to ask for %s.", count)
	case changed == len(open) && changed == 1:
		return "One figure has a new owner."
	case changed == len(open):
		return fmt.Sprintf("%s have new owners.", count)
	case len(open) == 1:
		return "One figure is asked of somebody who does not own it."
	}
	return fmt.Sprintf("Who is asked for %s needs a look.", count)
}

// gapBlocks show the performance team the figures about which they must know who is asked, or that nobody is. Those
// that nobody is asked for have buttons to say who has them.
func (n noticeFor) gapBlocks(room int) []slack.Block {
	blocks := n.gapList(room)
	var row []*slack.ButtonBlockElement
	for _, i := range n.of(kpi.DutyGap) {
		if !i.In && !i.Closed && i.With.SlackID == "" && len(row) < maxGapButtons {
			code := i.Card.Indicator.Code
			row = append(row, button(pressHandOn, "Say who has "+code, about(code, i.Period)))
		}
	}
	if len(row) == 0 {
		return blocks
	}
	return append(blocks, buttons(row...), note("That covers this collection. For later ones, give it an owner in the register and import it."))
}

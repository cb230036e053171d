package bot

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// doubtsFacts are how many doubts the asker's check of the current collection has.
type doubtsFacts struct {
	store.OpenDoubts
	period kpi.Period
	zone   *time.Location
}

func readHomeDoubts(ctx context.Context, v *visit, f *homeFacts) error {
	k, open, err := v.store.CurrentCollection(ctx, v.today)
	if err != nil || !open {
		return err
	}
	counted, known, err := v.store.OpenDoubts(ctx, v.asker, k.Period, store.Clocks{Now: v.now(), Zone: v.zone})
	if err != nil || !known {
		return err
	}
	f.doubts = doubtsFacts{counted, k.Period, v.zone}
	return nil
}

// drawDoubts tells somebody of the doubts about what they post or manage. The performance team reads of them with the
// collection.
func drawDoubts(f homeFacts) []slack.Block {
	if f.asker.Is(kpi.Admin) {
		return nil
	}
	return f.doubts.blocks("about your indicators for", nil)
}

// teamDoubts are the doubts of each committee.
func (f homeFacts) teamDoubts() []slack.Block {
	var lines []string
	if len(f.committees) > 1 {
		for _, c := range f.doubts.Of {
			lines = append(lines, fmt.Sprintf("• %s: %s", words.Cut(c.Committee, maxShortTitle), kpi.Count.ShowInt(c.Doubts)))
		}
	}
	return f.doubts.blocks("for", lines)
}

func (d doubtsFacts) blocks(about string, lines []string) []slack.Block {
	if d.All == 0 {
		return nil
	}
	said := words.Counted(d.All, "1 doubt is", "doubts are") + " open"
	if !d.At.IsZero() {
		said = "At " + d.At.In(d.zone).Format("15:04") + ", " + words.Counted(d.All, "1 doubt was", "doubts were") + " open"
	}
	text := []slack.RichTextSectionElement{bold(said + " " + about + " " + d.period.Words() + ".")}
	if len(lines) > 0 {
		text = append(text, literal("\n"+words.Cut(strings.Join(lines, "\n"), maxHomeLines)))
	}
	label := "Read them"
	if d.All == 1 {
		label = "Read it"
	}
	return []slack.Block{paragraph(text...), buttons(button(pressCheck, label, scope{Period: d.period}.subject()))}
}

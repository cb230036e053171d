package bot

import (
	"fmt"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// listBlocks are figures that others have, beneath a heading unless it is empty: first the late ones, by who has them
// and with what can be done about each, then those that have come in.
func (n noticeFor) listBlocks(d kpi.Duty, heading string, room, blocksLeft int) []slack.Block {
	items := n.of(d)
	if len(items) == 0 {
		return nil
	}
	var (
		late    []store.NoticeItem
		settled []string
	)
	for _, group := range byHolder(items) {
		for _, i := range group.items {
			if i.In || i.Closed {
				settled = append(settled, n.settledLine(i))
			} else {
				late = append(late, i)
			}
		}
	}
	var blocks []slack.Block
	if len(late) > 0 {
		rows, left := n.watchedRows(late, room, blocksLeft-3)
		if heading != "" {
			blocks = append(blocks, paragraph(bold(heading)))
		}
		blocks = append(blocks, rows...)
		if left > 0 {
			blocks = append(blocks, buttons(button(pressWatched, fmt.Sprintf("Show all %d", len(late)), subject{})))
		}
	}
	if len(settled) > 0 {
		most := min(maxDoneSent, max(room-blocksSent(blocks), minDoneSent))
		blocks = append(blocks, paragraph(literal(cutSent(strings.Join(settled, "\n"), most))))
	}
	return blocks
}

// gapList are the figures that the performance team must see to.
func (n noticeFor) gapList(room int) []slack.Block {
	items := n.of(kpi.DutyGap)
	if len(items) == 0 {
		return nil
	}
	elements := []slack.RichTextSectionElement{bold("For you to look at")}
	fit := fitting{bytes: room, pieces: maxNoticeLines}
	for _, i := range items {
		if line := "\n" + n.gapLine(i); fit.line(line) {
			elements = append(elements, literal(line))
		}
	}
	if fit.left > 0 {
		elements = append(elements, literal("\n"+words.More(fit.left)+": type "+n.command+" progress."))
	}
	return []slack.Block{paragraph(elements...)}
}

// holding are the figures that one person has.
type holding struct {
	holder string // empty: no heading
	items  []store.NoticeItem
}

// byHolder groups the items by who has them, in the order in which the holders first appear. What has come in follows
// last, under no name.
func byHolder(items []store.NoticeItem) []holding {
	var (
		groups []holding
		rest   holding
	)
	for _, i := range items {
		if i.In || i.Closed {
			rest.items = append(rest.items, i)
			continue
		}
		holder := holderName(i.With)
		at := slices.IndexFunc(groups, func(g holding) bool { return g.holder == holder })
		if at < 0 {
			at = len(groups)
			groups = append(groups, holding{holder: holder})
		}
		groups[at].items = append(groups[at].items, i)
	}
	if len(rest.items) > 0 {
		groups = append(groups, rest)
	}
	return groups
}

// holderName is who has a figure.
func holderName(with kpi.Person) string {
	if with.SlackID == "" {
		return "Nobody yet"
	}
	return with.Name
}

func (n noticeFor) gapLine(i store.NoticeItem) string {
	if i.In || i.Closed {
		return n.settledLine(i)
	}
	line := "• " + i.Card.Indicator.Code + " " + words.Cut(i.Card.Indicator.Title, maxShortTitle) + ": " + gapWords(i, n.names)
	if i.With.SlackID != "" && i.With.SlackID != i.Owner {
		line += "; " + i.With.Name + " is asked instead"
	}
	return line
}

func gapWords(i store.NoticeItem, names map[string]string) string {
	switch i.Gap {
	case kpi.GapDeactivated:
		return "the Slack account of " + names[i.Owner] + " is deactivated"
	case kpi.GapOwnerChanged:
		return "it now belongs to " + names[i.Owner]
	case kpi.GapUncovered:
		return names[i.Owner] + " is away and nobody stands in"
	}
	return "it has no owner"
}

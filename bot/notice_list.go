package bot

import (
	"slices"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// listBlocks are figures that others have.
func (n noticeFor) listBlocks(d kpi.Duty, title string, room int) []slack.Block {
	items := n.of(d)
	if len(items) == 0 {
		return nil
	}
	elements := []slack.RichTextSectionElement{bold(words.Cut(title, maxHeader))}
	fit := fitting{bytes: room, pieces: maxNoticeLines}
	for _, group := range byHolder(d, items) {
		if heading := "\n" + words.Cut(group.holder, maxShortTitle); group.holder != "" && fit.shown < fit.pieces && lineSent(heading) < fit.bytes {
			fit.bytes -= lineSent(heading)
			elements = append(elements, bold(heading))
		}
		for _, i := range group.items {
			if line := "\n" + n.watchedLine(i); fit.line(line) {
				elements = append(elements, literal(line))
			}
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

// byHolder puts together what one person has, in the order in which they come first; what has come in, and what the
// performance team must see to itself, stands without a heading, last.
func byHolder(d kpi.Duty, items []store.NoticeItem) []holding {
	var (
		groups []holding
		rest   holding
	)
	for _, i := range items {
		if d == kpi.DutyGap || i.In || i.Closed {
			rest.items = append(rest.items, i)
			continue
		}
		holder := "Nobody yet"
		if i.With.SlackID != "" {
			holder = i.With.Name
		}
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

func (n noticeFor) watchedLine(i store.NoticeItem) string {
	if i.In || i.Closed {
		return n.settledLine(i)
	}
	line := "• " + i.Card.Indicator.Code + " " + words.Cut(i.Card.Indicator.Title, maxShortTitle)
	if i.Duty != kpi.DutyGap {
		return line
	}
	line += ": " + gapWords(i, n.names)
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

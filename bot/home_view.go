package bot

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// The most that a Home holds. Slack takes 100 blocks. A part that is longer than its share says where the rest is.
const (
	maxHomeBlocks    = 98
	maxHomeOwed      = 10
	maxHomeReds      = 6
	maxHomeMeetings  = 3 // committees that one member sits on
	maxHomeStuck     = 8
	maxHomeLines     = 2500 // characters of a list of lines
	maxShownReasonIn = 200  // of why a message is held
)

// homeTab is blocks as a Home.
func homeTab(blocks []slack.Block) slack.HomeTabViewRequest {
	return slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: blocks}}
}

// homeView is somebody's Home: what they can press, then each part that concerns them.
func homeView(f homeFacts) slack.HomeTabViewRequest {
	blocks := homeTop(f)
	var parts [][]slack.Block
	for _, p := range homeParts {
		if part := p.draw(f); len(part) > 0 {
			parts = append(parts, part)
		}
	}
	return homeTab(stacked(blocks, parts))
}

// stacked puts the parts beneath one another for as long as there is room.
func stacked(blocks []slack.Block, parts [][]slack.Block) []slack.Block {
	for _, part := range parts {
		part = append([]slack.Block{slack.NewDividerBlock()}, part...)
		if room := maxHomeBlocks - len(blocks); len(part) > room {
			if room > 1 {
				blocks = append(append(blocks, part[:room-1]...), note("There is more than fits here. The buttons at the top lead to all of it."))
			}
			break
		}
		blocks = append(blocks, part...)
	}
	return blocks
}

func homeTop(f homeFacts) []slack.Block {
	answers := slices.ContainsFunc(f.mine, func(c kpi.Card) bool {
		return f.asker.SlackID == c.Indicator.Owner || f.asker.SlackID == c.Indicator.Deputy
	})
	watches := f.asker.Is(kpi.Manager) || f.asker.Is(kpi.Admin) || f.services.counts.All() > 0
	title := "Performance figures"
	if f.asker.Name != "" {
		title = f.asker.Name
	}
	var row []*slack.ButtonBlockElement
	if answers {
		row = append(row, button(pressForm, "Post a figure", subject{}))
	}
	if answers || watches {
		row = append(row, button(pressDue, "All that is due", subject{}))
	}
	row = append(row,
		button(pressRed, "What is Red", subject{}),
		button(pressActions, "Actions", subject{}),
		button(pressList, "All indicators", subject{}),
		button(pressBoard, "Progress", subject{}),
		button(pressHelp, "Help", subject{}))
	blocks := []slack.Block{
		header(title),
		note(fmt.Sprintf("As of %s on %s. Write to Chaser under Messages, as you would to a colleague: “178”, “how are births registered doing?”, “178 142”.", f.now.Format("15:04"), words.Weekday(f.today))),
		buttons(row...),
	}
	if !answers && !watches && len(f.actions) == 0 {
		blocks = append(blocks, paragraph(literal("You have no figures to post. You can read every card.")))
	}
	return blocks
}

// drawOwed shows what the asker is to post: for their own indicators, and what was handed on to them.
func drawOwed(f homeFacts) []slack.Block {
	var mine []kpi.Card
	owner, upcoming := false, kpi.Period{}
	for _, c := range f.mine {
		if c.Indicator.Owner == f.asker.SlackID {
			owner, upcoming = true, c.Period
		}
		if c.OwedBy(f.asker.SlackID) && (c.Indicator.Owner == f.asker.SlackID || c.Awaited.Handed != nil) {
			mine = append(mine, c)
		}
	}
	if len(mine) == 0 {
		if !owner {
			return nil
		}
		return []slack.Block{paragraph(bold("Everything of yours is in for "+upcoming.Words()), literal(". Thank you."))}
	}
	return owedBlocks(dueTitle(mine), mine, f, false)
}

// drawDeputy shows what is owed by those for whom the asker stands in as deputy.
func drawDeputy(f homeFacts) []slack.Block {
	var awaited []kpi.Card
	for _, c := range f.mine {
		if c.Indicator.Deputy == f.asker.SlackID && c.OwedBy(f.asker.SlackID) && c.Awaited.Handed == nil {
			awaited = append(awaited, c)
		}
	}
	if len(awaited) == 0 {
		return nil
	}
	return owedBlocks("You stand in for", awaited, f, true)
}

// owedBlocks are awaited figures with the button that posts each, the first due first.
func owedBlocks(title string, cards []kpi.Card, f homeFacts, named bool) []slack.Block {
	slices.SortStableFunc(cards, func(a, b kpi.Card) int {
		return cmp.Compare(a.Awaited.Due.String(), b.Awaited.Due.String())
	})
	blocks := []slack.Block{paragraph(bold(title))}
	for _, c := range cards[:min(len(cards), maxHomeOwed)] {
		whose := fromWhom(c)
		if named {
			whose = f.names[c.Indicator.Owner]
		}
		blocks = append(blocks, owedCard(c, f.today, whose, postButton(c))...)
	}
	if more := len(cards) - maxHomeOwed; more > 0 {
		blocks = append(blocks, buttons(button(pressDue, words.More(more), subject{})))
	}
	return blocks
}

// drawTeam shows the performance team how the collection stands, and which messages do not reach their readers.
func drawTeam(f homeFacts) []slack.Block {
	if !f.asker.Is(kpi.Admin) {
		return nil
	}
	blocks := []slack.Block{paragraph(bold("No collection has opened yet"))}
	if f.board != nil {
		blocks = boardBlocks(*f.board, true, maxHomeLines)
	}
	blocks = append(blocks, f.teamDoubts()...)
	blocks = append(blocks, unsignedByOthersBlocks(f)...)
	blocks = append(blocks, buttons(
		button(pressCollections, "Collections", subject{}),
		button(pressAdmin, "Settings", subject{}),
		button(pressPublish, "Publish a period", subject{})))
	if len(f.unowned) > 0 {
		blocks = append(blocks, paragraph(bold("Nobody to ask for\n"), literal(words.Cut(strings.Join(f.unowned, ", "), maxHomeLines))))
	}
	if lines := stuckLines(f); len(lines) > 0 {
		blocks = append(blocks, paragraph(bold("Messages that do not reach their reader\n"), literal(strings.Join(lines, "\n"))))
		if isHeld(f.stuck) {
			blocks = append(blocks, buttons(button(pressTryAgain, "Try again now", subject{})))
		}
		return blocks
	}
	return append(blocks, note("No message is held, and Slack has refused none."))
}

// stuckLines say what keeps messages from their readers, and what to do.
func stuckLines(f homeFacts) []string {
	var lines []string
	for _, t := range Troubles(f.stuck) {
		t.Reason = words.Cut(t.Reason, maxShownReasonIn)
		lines = append(lines, "• "+sentenceCase(t.Words(whom(t.Recipient, f.committees, f.names), words.Weekday, "Then it is said within minutes.")))
	}
	if more := len(lines) - maxHomeStuck; more > 0 {
		lines = append(lines[:maxHomeStuck], words.More(more)+"; chaser doctor names them all.")
	}
	return lines
}

// sentenceCase begins with a capital letter.
func sentenceCase(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// isHeld reports whether a message is held, which a press of the button could post at once.
func isHeld(all []store.Notification) bool {
	return slices.ContainsFunc(all, func(n store.Notification) bool { return n.Held })
}

package bot

import (
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/words"
)

// progressFor is how a board is shown.
type progressFor struct {
	in       scope
	command  string
	mayShow  bool
	sharedBy string // in the channel, where nobody's figures stand
}

// progressMessage is the board: the counts for everybody, and beneath them who has what for those who may know.
func progressMessage(p kpi.Progress, how progressFor) *Message {
	title := boardTitle(p)
	for _, whose := range []string{how.in.Committee, how.in.Service} {
		if whose != "" {
			title = whose + ", " + title
		}
	}
	blocks := append([]slack.Block{paragraph(bold(title))}, boardBlocks(p, false, maxPageSent/2)...)
	if lines := pendingLines(p); len(lines) > 0 && how.sharedBy == "" {
		blocks = append(blocks, paragraph(bold("Awaited\n"), literal(cutSent(strings.Join(lines, "\n"), maxPageSent/2))))
	}
	switch {
	case how.sharedBy != "":
		blocks = append(blocks, note("Shared by "+how.sharedBy))
	case how.mayShow:
		blocks = append(blocks, buttons(button(pressProgress, "Share in this channel", how.in.subject())), note("What is shared has the counts, and nobody's name."))
	}
	return say(title, blocks...).noted(how.in.note(how.command, "progress"))
}

// pendingLines say who has each awaited figure that the asker may know of, and how many more there are.
func pendingLines(p kpi.Progress) []string {
	var lines []string
	for _, i := range p.Pending {
		who := "nobody"
		if i.Asked.SlackID != "" {
			who = i.Asked.Name
		}
		lines = append(lines, fmt.Sprintf("• %s %s · with %s", i.Indicator, words.Cut(i.Title, maxShortTitle), who))
	}
	if more := p.AllPending - len(lines); more > 0 {
		lines = append(lines, fmt.Sprintf("… and %d more", more))
	}
	return lines
}

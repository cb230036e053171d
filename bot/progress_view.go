package bot

import (
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/words"
)

// progressFor is how a board is shown to somebody.
type progressFor struct {
	asker    kpi.Person
	names    map[string]string
	in       scope
	command  string
	mayShow  bool
	sharedBy string // in the channel, where no names stand
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
	if lines := how.pendingLines(p); len(lines) > 0 && how.sharedBy == "" {
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

// pendingLines say who has each awaited figure: all of them for the performance team, for a manager those of their own
// indicators.
func (how progressFor) pendingLines(p kpi.Progress) []string {
	var lines []string
	for _, s := range p.Services {
		for _, i := range append(append([]kpi.Pending{}, s.Late...), s.Awaited...) {
			if !how.asker.Is(kpi.Admin) && (i.Manager == "" || i.Manager != how.asker.SlackID) {
				continue
			}
			who := "nobody"
			if i.Asked != "" {
				who = how.names[i.Asked]
			}
			lines = append(lines, fmt.Sprintf("• %s %s · with %s", i.Indicator, words.Cut(i.Title, maxShortTitle), who))
		}
	}
	if len(lines) > maxNoticeLines {
		lines = append(lines[:maxNoticeLines], fmt.Sprintf("… and %d more", len(lines)-maxNoticeLines))
	}
	return lines
}

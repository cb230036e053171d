package bot

import (
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/words"
)

// boardTitle is how a collection stands, in a sentence.
func boardTitle(p kpi.Progress) string {
	in, all := p.Count()
	return fmt.Sprintf("%s: %d of %d figures are in, due on %s.", p.Collection.Period.Words(), in, all, words.Weekday(p.Deadline))
}

// boardBlocks show how a collection stands, by service and without anybody's name, in about room bytes. If titled, they
// begin with the title; otherwise it stands above them already.
func boardBlocks(p kpi.Progress, titled bool, room int) []slack.Block {
	var lines []string
	for n, s := range p.Services {
		if n == maxNoticeLines {
			lines = append(lines, words.More(len(p.Services)-n)+" services")
			break
		}
		lines = append(lines, serviceLine(s))
	}
	text := cutSent(strings.Join(lines, "\n"), max(room-minBoardSent/2, minBoardSent/2))
	switch {
	case text == "" && !titled:
		return nil
	case text == "":
		return []slack.Block{paragraph(bold(boardTitle(p)))}
	case !titled:
		return []slack.Block{paragraph(literal(text))}
	}
	return []slack.Block{paragraph(bold(boardTitle(p)+"\n"), literal(text))}
}

func serviceLine(s kpi.ServiceProgress) string {
	name := s.Service
	if name == "" {
		name = "Other services"
	}
	line := fmt.Sprintf("%s  %d of %d  %s", bar(s.In, s.All()), s.In, s.All(), words.Cut(name, maxShortTitle))
	if s.Late > 0 {
		line += fmt.Sprintf(", %d late", s.Late)
	}
	return line
}

// barLength is how many characters a bar of progress has, so that those of several services stand under one another.
const barLength = 10

// bar shows progress. It is full only once all are in, and empty only while none is.
func bar(in, all int) string {
	full := 0
	if all > 0 {
		full = in * barLength / all
	}
	if in > 0 && full == 0 {
		full = 1
	}
	return strings.Repeat("█", full) + strings.Repeat("░", barLength-full)
}

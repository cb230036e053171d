package bot

import (
	"strings"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// takenForAwayMessage tells somebody that their Slack status makes Chaser treat them as away, who is asked meanwhile,
// and how to put that right. It takes the place of their reminder.
func takenForAwayMessage(n noticeFor, s kpi.SlackStatus) *Message {
	title := "Your Slack status says " + saidOfStatus(s) + ", so Chaser treats you as away."
	covered, waiting := n.meanwhile()
	blocks := []string{}
	if len(covered) > 0 {
		blocks = append(blocks, "Others are asked for these meanwhile:"+strings.Join(covered, ""))
	}
	if len(waiting) > 0 {
		blocks = append(blocks, "These wait until you are back:"+strings.Join(waiting, ""))
	}
	m := say(title, paragraph(bold(title)))
	for _, text := range blocks {
		m.Blocks = append(m.Blocks, paragraph(literal(cutSent(text, maxPageSent/3))))
	}
	m.Blocks = append(m.Blocks,
		buttons(primary(button(pressHere, "I'm here", subject{}))),
		note("If you are away, you need do nothing. If you are here, press the button: Chaser then asks you until your status changes."))
	return m
}

// saidOfStatus is what a status says, or what its emoji shows where it has no words.
func saidOfStatus(s kpi.SlackStatus) string {
	if text := strings.TrimSpace(s.Text); text != "" {
		return "“" + words.Cut(text, maxShortTitle) + "”"
	}
	emoji, _, _ := strings.Cut(strings.Trim(s.Emoji, ":"), ":")
	return "“" + strings.ReplaceAll(emoji, "_", " ") + "”"
}

// meanwhile are a line for each figure: covered by somebody else who is asked, or waiting.
func (n noticeFor) meanwhile() (covered, waiting []string) {
	more := 0
	for _, i := range n.items {
		if i.In || i.Closed {
			continue
		}
		if len(covered)+len(waiting) == maxNoticeLines {
			more++
			continue
		}
		line := "\n• " + i.Card.Indicator.Code + " " + words.Cut(i.Card.Indicator.Title, maxShortTitle)
		if i.With.SlackID != "" {
			covered = append(covered, line+" · "+i.With.Name)
		} else {
			waiting = append(waiting, line)
		}
	}
	if last := "\n" + words.More(more) + ": type " + n.command + " due."; more > 0 && len(waiting) > 0 {
		waiting = append(waiting, last)
	} else if more > 0 {
		covered = append(covered, last)
	}
	return covered, waiting
}

// hereAfterAll are the items of such a message once its reader says that they are here: theirs to post, as in a
// reminder.
func hereAfterAll(items []store.NoticeItem) []store.NoticeItem {
	asked := make([]store.NoticeItem, 0, len(items))
	for _, i := range items {
		if i.Duty == kpi.DutyAway {
			i.Duty = kpi.DutyPost
		}
		asked = append(asked, i)
	}
	return asked
}

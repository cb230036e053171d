package bot

import (
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// maxNoticeActs is how many reds and actions have their buttons in one message; “/kpi actions mine” has the rest.
const maxNoticeActs = 5

// ownDuties are the duties about reds and actions that ask something of the recipient.
var ownDuties = []kpi.Duty{kpi.DutyAnswerRed, kpi.DutyReview, kpi.DutyAct}

func (n noticeFor) ownItems() (items []store.NoticeItem) {
	for _, d := range ownDuties {
		items = append(items, n.of(d)...)
	}
	return items
}

// asks reports whether the recipient still has to do something about a red or an action.
func (n noticeFor) asks(i store.NoticeItem) bool {
	if i.Duty == kpi.DutyAnswerRed {
		return !i.In && !i.Closed
	}
	return !i.In && !i.Reviewed && i.Act.Owner == n.recipient
}

func (n noticeFor) askedItems() (asked []store.NoticeItem) {
	for _, i := range n.ownItems() {
		if n.asks(i) {
			asked = append(asked, i)
		}
	}
	return asked
}

// ownTitle says what is most pressing among the reds and actions; empty where nothing is asked any more.
func (n noticeFor) ownTitle() string {
	asked := n.askedItems()
	count := map[kpi.Duty]int{}
	var first store.NoticeItem // the action that is due first
	for _, i := range asked {
		count[i.Duty]++
		if i.Duty == kpi.DutyAct && (first.Action == 0 || i.Act.Due.Before(first.Act.Due)) {
			first = i
		}
	}
	switch {
	case count[kpi.DutyAnswerRed] == 1:
		return "One Red figure needs a word: what is being done about it?"
	case count[kpi.DutyAnswerRed] > 1:
		return fmt.Sprintf("%s Red figures need a word: what is being done about them?", kpi.Count.ShowInt(count[kpi.DutyAnswerRed]))
	case count[kpi.DutyReview] == 1:
		return "A new figure is in since you began an action. Has it done its work?"
	case count[kpi.DutyReview] > 1:
		return fmt.Sprintf("New figures are in since you began %s actions. Have they done their work?", kpi.Count.ShowInt(count[kpi.DutyReview]))
	case count[kpi.DutyAct] > 0:
		return n.actTitle(count[kpi.DutyAct], first.Act.Due)
	}
	return ""
}

func (n noticeFor) actTitle(count int, due kpi.Date) string {
	some := "An action of yours is"
	if count > 1 {
		some = fmt.Sprintf("%s actions of yours are", kpi.Count.ShowInt(count))
	}
	left := n.calendar.WorkingDays(n.today, due)
	by := " due on " + words.Weekday(due)
	switch {
	case due.Before(n.today):
		was := strings.NewReplacer(" is", " was", " are", " were").Replace(some)
		if count > 1 {
			return was + by + " or before. If one is done, say what came of it. If one needs longer, give it another day."
		}
		return was + by + ". If it is done, say what came of it. If it needs longer, give it another day."
	case due == n.today:
		by = " due today"
	case due == n.today.AddDays(1):
		by = " due tomorrow, " + words.Weekday(due)
	case left > 1:
		by += fmt.Sprintf(", in %d working days", left)
	}
	if count > 1 {
		some = fmt.Sprintf("%s actions of yours are coming up; the first is", kpi.Count.ShowInt(count))
	}
	return some + by + "."
}

// watchedActionsTitle is the title of a message that holds only reds and actions of others.
func (n noticeFor) watchedActionsTitle() string {
	for _, watched := range []struct {
		duty      kpi.Duty
		one, some string
		none      string
	}{
		{kpi.DutyUnanswered, "One Red figure in your services has no actions yet. A word from you may help.", "%s Red figures in your services have no actions yet. A word from you may help.", "Every Red figure in your services has actions now."},
		{kpi.DutyUndone, "One action is open past its day. A word from you may help.", "%s actions are open past their day. A word from you may help.", "Every action that was open past its day is settled."},
	} {
		items := n.of(watched.duty)
		switch left := awaited(items); {
		case len(items) == 0:
		case left == 0:
			return watched.none
		case left == 1:
			return watched.one
		default:
			return fmt.Sprintf(watched.some, kpi.Count.ShowInt(left))
		}
	}
	return ""
}

// ownBlocks are the reds and actions that ask, or asked, something of the recipient: as many as fit into so many bytes.
func (n noticeFor) ownBlocks(room int) []slack.Block {
	var (
		blocks []slack.Block
		done   []string
		fit    = fitting{bytes: room, pieces: maxNoticeActs}
	)
	for _, i := range n.ownItems() {
		if !n.asks(i) {
			if len(done) < maxNoticeLines/2 {
				done = append(done, n.settledAct(i))
			}
			continue
		}
		if card := n.actBlocks(i); fit.card(card) {
			blocks = append(blocks, card...)
		}
	}
	if fit.left > 0 {
		blocks = append(blocks, note(fmt.Sprintf("%s: type %s actions mine, or %s red.", words.More(fit.left), n.command, n.command)))
	}
	if len(done) > 0 {
		blocks = append(blocks, paragraph(literal(cutSent(strings.Join(done, "\n"), maxDoneSent/2))))
	}
	return blocks
}

// actBlocks are a red or an action with what can be done about it.
func (n noticeFor) actBlocks(i store.NoticeItem) []slack.Block {
	c, here := i.Card, subject{Action: i.Action}
	name := fmt.Sprintf("*%s* %s", escaped(c.Indicator.Code), escaped(words.Cut(c.Indicator.Title, maxShortTitle)))
	var (
		said []string
		row  slack.Block
	)
	switch i.Duty {
	case kpi.DutyAnswerRed:
		said = []string{actionAgainst(c), words.NoActions + "."}
		row = buttons(primary(button(pressAddAction, "Add an action", about(c.Indicator.Code, c.Period))), button(pressCard, "See the card", about(c.Indicator.Code, c.Period)))
	case kpi.DutyReview:
		said = []string{"Your action: " + words.Cut(i.Act.Text, maxListedAction), sinceWords(i), "It is due " + words.ActionState(i.Act, n.today) + "."}
		row = buttons(button(pressActionDone, "Close", here), button(pressActionContinue, "Continue", here), button(pressActionReplace, "Replace", here))
	default:
		said = []string{"Your action: " + words.Cut(i.Act.Text, maxListedAction), "Due " + words.ActionState(i.Act, n.today)}
		row = buttons(primary(button(pressActionDone, "Done", here)), button(pressActionChange, "Change", here))
	}
	return []slack.Block{slack.NewSectionBlock(marked(name+"\n"+escaped(strings.Join(said, "\n"))), nil, nil), row}
}

// sinceWords tell the figure that an action was raised against and the one that has come in since.
func sinceWords(i store.NoticeItem) string {
	of, now := i.Card.Indicator, i.Card.Figure
	var compared []kpi.Figure
	for _, f := range []*kpi.Figure{i.Before, now} {
		if f != nil {
			compared = append(compared, *f)
		}
	}
	var said []string
	if i.Before != nil {
		said = append(said, fmt.Sprintf("%s when it began (%s, %s)", of.ShowFigure(*i.Before, compared...), words.RatingOf(*i.Before), i.Before.Period.Words()))
	}
	if now != nil {
		said = append(said, fmt.Sprintf("%s now (%s, %s)", of.ShowFigure(*now, compared...), words.RatingOf(*now), now.Period.Words()))
	}
	return strings.Join(said, " → ")
}

// settledAct is a red or an action that asks nothing more of the recipient.
func (n noticeFor) settledAct(i store.NoticeItem) string {
	name := i.Card.Indicator.Code + " " + words.Cut(i.Card.Indicator.Title, maxShortTitle)
	if i.Duty == kpi.DutyAnswerRed || i.Duty == kpi.DutyUnanswered {
		switch {
		case i.Card.Figure == nil || i.Card.Figure.Rating != kpi.Red:
			return "✓ " + name + " · is no longer Red"
		case i.In:
			return "✓ " + name + " · has actions now"
		}
		return "– " + name + " · no longer collected for " + i.Period.Words()
	}
	name = i.Card.Indicator.Code + " " + words.Cut(strings.Join(strings.Fields(i.Act.Text), " "), maxShortTitle)
	switch {
	case i.Act.Settled():
		return "✓ " + name + " · " + words.ActionState(i.Act, n.today)
	case i.Act.Owner != n.recipient && i.Duty != kpi.DutyUndone:
		return "→ " + name + " · with " + i.Act.OwnerName + " now"
	}
	return "✓ " + name + " · goes on, " + words.ActionState(i.Act, n.today)
}

// watchedActs are the reds and actions of others, with what can be done about each.
func (n noticeFor) watchedActs(room, blocksLeft int) (blocks []slack.Block) {
	left := 0
	for _, part := range []struct {
		duty  kpi.Duty
		title string
	}{
		{kpi.DutyUnanswered, "Red without actions, in services that you manage"}, {kpi.DutyUndone, "Actions open past their day"},
	} {
		var (
			open    []store.NoticeItem
			settled []string
		)
		for _, i := range n.of(part.duty) {
			if i.In || i.Closed {
				settled = append(settled, n.settledAct(i))
			} else {
				open = append(open, i)
			}
		}
		var said []slack.Block
		if len(open) > 0 {
			rows, more := n.watchedRows(open, room, blocksLeft-3)
			said, left = append([]slack.Block{paragraph(bold(part.title))}, rows...), left+more
		}
		if len(settled) > 0 {
			said = append(said, paragraph(literal(cutSent(strings.Join(settled, "\n"), min(maxDoneSent/2, max(room-blocksSent(said), minDoneSent))))))
		}
		room, blocksLeft = room-blocksSent(said), blocksLeft-len(said)
		blocks = append(blocks, said...)
	}
	if left > 0 {
		blocks = append(blocks, note(fmt.Sprintf("%s: type %s actions, or %s red.", words.More(left), n.command, n.command)))
	}
	return blocks
}

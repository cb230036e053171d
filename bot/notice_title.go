package bot

import (
	"fmt"
	"strings"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// title says the essentials, since it is also what a phone shows.
func (n noticeFor) title() string {
	if open := n.openItems(); len(open) > 0 {
		return n.askTitle(open)
	}
	if title := n.ownTitle(); title != "" {
		return title
	}
	if open := n.unfinal(); len(open) > 0 {
		return finalTitle(open)
	}
	if asked := n.of(kpi.DutyPost); len(asked) > 0 {
		return doneTitle(asked)
	}
	if sign := n.of(kpi.DutySign); len(sign) > 0 {
		return signTitle(sign)
	}
	if len(n.ownItems())+len(n.of(kpi.DutyFinal)) > 0 {
		return "That is all settled, thank you."
	}
	for _, watched := range []struct {
		duty kpi.Duty
		some string // with the number of figures
		none string
	}{
		{kpi.DutyEscalate, lateTitles[kpi.DutyEscalate], "Everything in your services has come in."},
		{kpi.DutyList, lateTitles[kpi.DutyList], "Everything that was late has come in."},
		{kpi.DutyGap, "", "Every figure has somebody to ask again."}, // see gapTitle
	} {
		items := n.of(watched.duty)
		if len(items) == 0 {
			continue
		}
		if late := awaited(items); late > 0 {
			if watched.duty == kpi.DutyGap {
				return gapTitle(openOnes(items))
			}
			return fmt.Sprintf(watched.some, countFigures(late))
		}
		return watched.none
	}
	if title := n.watchedActionsTitle(); title != "" {
		return title
	}
	for _, i := range n.of(kpi.DutyBoard) {
		return boardTitle(i.Board)
	}
	return "There is nothing to do."
}

// lateTitles are for a message about what others have that is late, with the number of figures.
var lateTitles = map[kpi.Duty]string{
	kpi.DutyEscalate: "%s late in services that you manage. A word from you may help.",
	kpi.DutyList:     "%s late. Here is who has them.",
}

// doneTitle is the title of a message whose figures need nothing more of its reader.
func doneTitle(asked []store.NoticeItem) string {
	left, closed := 0, 0
	for _, i := range asked {
		switch {
		case i.In:
		case i.Closed:
			closed++
		default:
			left++
		}
	}
	switch {
	case left > 0:
		return "Nothing is left for you to post, thank you."
	case closed > 0:
		return "The next collection has opened, so these figures are no longer asked for."
	}
	return "All in, thank you."
}

func awaited(items []store.NoticeItem) int { return len(openOnes(items)) }

// openOnes are the items whose figure is still awaited.
func openOnes(items []store.NoticeItem) (open []store.NoticeItem) {
	for _, i := range items {
		if !i.In && !i.Closed {
			open = append(open, i)
		}
	}
	return open
}

// countFigures is “One figure is” or “3 figures are”.
func countFigures(n int) string {
	if n == 1 {
		return "One figure is"
	}
	return fmt.Sprintf("%s figures are", kpi.Count.ShowInt(n))
}

// askTitle asks for the open figures, by the first of their deadlines.
func (n noticeFor) askTitle(open []store.NoticeItem) string {
	first := earliest(open)
	count := countFigures(len(open))
	due := words.Weekday(first.Due)
	period := first.Period.Words()
	switch left := n.calendar.WorkingDays(n.today, first.Due); {
	case first.Due.Before(n.today):
		were := strings.NewReplacer(" is", " was", " are", " were").Replace(count)
		return fmt.Sprintf("%s due on %s for %s. If there is no figure, say so below: that settles it too.", were, due, period)
	case first.Due == n.today:
		return fmt.Sprintf("%s due today for %s.", count, period)
	case first.Step.Opening:
		return fmt.Sprintf("The collection for %s is open. %s yours, due on %s.", period, count, due)
	case left == 1:
		return fmt.Sprintf("%s due tomorrow, %s, for %s.", count, due, period)
	default:
		return fmt.Sprintf("%s due on %s for %s, in %d working days.", count, due, period, left)
	}
}

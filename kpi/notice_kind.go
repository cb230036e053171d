package kpi

import (
	"fmt"
	"slices"
)

// NoticeKind is what a message is first of all, the most pressing of all that it holds.
type NoticeKind string

// The kinds of message that the schedule sends.
const (
	NoticeOpens      NoticeKind = "collection-opens"
	NoticeReminder   NoticeKind = "reminder"
	NoticeDueToday   NoticeKind = "due-today"
	NoticeOverdue    NoticeKind = "overdue"
	NoticeSign       NoticeKind = "sign-off"
	NoticeEscalation NoticeKind = "escalation"
	NoticeLateList   NoticeKind = "late-list"
	NoticeGap        NoticeKind = "nobody-to-ask"
	NoticeBoard      NoticeKind = "progress"
)

// kindsByPressure are the kinds, the most pressing first.
var kindsByPressure = []NoticeKind{
	NoticeAway, NoticeOverdue, NoticeDueToday, NoticeReminder, NoticeOpens, NoticeAnswerRed, NoticeAct, NoticeReview, NoticeFinal, NoticeSign, NoticeEscalation, NoticeUnanswered,
	NoticeUndone, NoticeLateList, NoticeGap, NoticeBoard,
}

// Kind is what an item makes of a message on the day.
func (i Item) Kind(day Date) NoticeKind {
	if kind, isOne := actionKinds[i.Duty]; isOne {
		return kind
	}
	switch i.Duty {
	case DutyAway:
		return NoticeAway
	case DutyFinal:
		return NoticeFinal
	case DutySign:
		return NoticeSign
	case DutyEscalate:
		return NoticeEscalation
	case DutyList:
		return NoticeLateList
	case DutyGap:
		return NoticeGap
	case DutyBoard:
		return NoticeBoard
	}
	switch {
	case i.Due.Before(day):
		return NoticeOverdue
	case i.Due == day:
		return NoticeDueToday
	case i.Step.Opening:
		return NoticeOpens
	}
	return NoticeReminder
}

// Kind is the most pressing of the notice's items.
func (n Notice) Kind() NoticeKind { return n.lead().Kind(n.Day) }

// Period is that of the item which made the notice what it is.
func (n Notice) Period() Period { return n.lead().Period }

func (n Notice) lead() Item {
	for _, kind := range kindsByPressure {
		for _, i := range n.Items {
			if i.Kind(n.Day) == kind {
				return i
			}
		}
	}
	return Item{}
}

// Codes are the indicators that the notice names, each once, in its order.
func (n Notice) Codes() []string {
	codes := []string{}
	for _, i := range n.Items {
		if i.Indicator != "" && !slices.Contains(codes, i.Indicator) {
			codes = append(codes, i.Indicator)
		}
	}
	return codes
}

// Why says why the message is sent: "7 figures for Q3 2023/24 are due on 19 January 2024, in 5 working days". It counts
// the items like the most pressing one, and then the others of the same duty: "; and 2 more".
func (n Notice) Why(cal Calendar) string {
	lead := n.lead()
	alike, more := 0, 0
	for _, i := range n.Items {
		switch {
		case i.Kind(n.Day) == lead.Kind(n.Day) && i.Period == lead.Period && i.Gap == lead.Gap:
			alike++
		case i.Duty == lead.Duty:
			more++
		}
	}
	why := lead.why(n.Day, alike, cal)
	if more > 0 {
		why += fmt.Sprintf("; and %d more", more)
	}
	return why
}

// why is the sentence of so many items like this one.
func (i Item) why(day Date, count int, cal Calendar) string {
	if _, isOne := actionKinds[i.Duty]; isOne {
		return i.whyAct(day, count)
	}
	some := plural{count}
	figures := some.of("1 figure", fmt.Sprintf("%d figures", count)) + " for " + i.Period.Words()
	are := some.of("is", "are")
	due := i.Due.Words()
	switch i.Kind(day) {
	case NoticeOpens:
		return fmt.Sprintf("the collection for %s is open; %s %s due on %s", i.Period.Words(), some.of("1 figure", fmt.Sprintf("%d figures", count)), are, due)
	case NoticeReminder:
		return fmt.Sprintf("%s %s due on %s, in %s", figures, are, due, workingDays(cal.WorkingDays(day, i.Due)))
	case NoticeDueToday:
		return fmt.Sprintf("%s %s due today", figures, are)
	case NoticeOverdue:
		return fmt.Sprintf("%s %s due on %s, %s ago", figures, some.of("was", "were"), due, workingDays(cal.WorkingDays(i.Due, day)))
	case NoticeAway:
		return fmt.Sprintf("their Slack status says that they are away; %s %s due on %s", figures, are, due)
	case NoticeFinal:
		return fmt.Sprintf("%s %s been provisional for more than a quarter", figures, some.of("has", "have"))
	case NoticeSign:
		return fmt.Sprintf("%s %s their sign-off", figures, some.of("awaits", "await"))
	case NoticeEscalation:
		return fmt.Sprintf("%s %s late in services that they manage; due on %s", figures, are, due)
	case NoticeLateList:
		return fmt.Sprintf("%s %s late; due on %s", figures, are, due)
	case NoticeGap:
		return fmt.Sprintf("%s %s %s", figures, some.of("has", "have"), i.Gap.words())
	}
	return fmt.Sprintf("the collection for %s is open, and this is how it stands; due on %s", i.Period.Words(), due)
}

// words are what a figure of such a gap has.
func (g Gap) words() string {
	switch g {
	case GapNoOwner:
		return "no owner"
	case GapDeactivated:
		return "an owner whose Slack account is deactivated"
	case GapOwnerChanged:
		return "another owner than when the first was asked"
	}
	return "an owner who is away, and nobody who stands in"
}

// plural chooses between the words for one and for several.
type plural struct{ count int }

func (p plural) of(one, several string) string {
	if p.count == 1 {
		return one
	}
	return several
}

func workingDays(n int) string {
	return plural{n}.of("1 working day", fmt.Sprintf("%d working days", n))
}

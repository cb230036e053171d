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
	NoticeEscalation NoticeKind = "escalation"
	NoticeLateList   NoticeKind = "late-list"
	NoticeGap        NoticeKind = "nobody-to-ask"
	NoticeBoard      NoticeKind = "progress"
)

// kindsByPressure are the kinds, the most pressing first.
var kindsByPressure = []NoticeKind{
	NoticeOverdue, NoticeDueToday, NoticeReminder, NoticeOpens, NoticeEscalation, NoticeLateList, NoticeGap, NoticeBoard,
}

// Kind is what an item makes of a message on the day.
func (i Item) Kind(day Date) NoticeKind {
	switch i.Duty {
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

// Why says in words why the message is sent: "7 figures for Q3 2023/24 are due on 19 January 2024, in 5 working days".
func (n Notice) Why(cal Calendar) string {
	lead := n.lead()
	count := 0
	for _, i := range n.Items {
		if i.Duty == lead.Duty {
			count++
		}
	}
	figures, are := "1 figure", "is"
	if count > 1 {
		figures, are = fmt.Sprintf("%d figures", count), "are"
	}
	due := lead.Due.Words()
	period := lead.Period.Words()
	switch n.Kind() {
	case NoticeOpens:
		return fmt.Sprintf("the collection for %s is open; %s %s due on %s", period, figures, are, due)
	case NoticeReminder:
		return fmt.Sprintf("%s for %s %s due on %s, in %s", figures, period, are, due, workingDays(cal.WorkingDays(n.Day, lead.Due)))
	case NoticeDueToday:
		return fmt.Sprintf("%s for %s %s due today", figures, period, are)
	case NoticeOverdue:
		return fmt.Sprintf("%s for %s %s due on %s, %s ago", figures, period, was(count), due, workingDays(cal.WorkingDays(lead.Due, n.Day)))
	case NoticeEscalation:
		return fmt.Sprintf("%s for %s %s late in services that they manage; due on %s", figures, period, are, due)
	case NoticeLateList:
		return fmt.Sprintf("%s for %s %s late; due on %s", figures, period, are, due)
	case NoticeGap:
		return fmt.Sprintf("%s for %s %s nobody's to post, or changed hands", figures, period, are)
	}
	return fmt.Sprintf("the collection for %s is open, and this is how it stands; due on %s", period, due)
}

func was(count int) string {
	if count == 1 {
		return "was"
	}
	return "were"
}

func workingDays(n int) string {
	if n == 1 {
		return "1 working day"
	}
	return fmt.Sprintf("%d working days", n)
}

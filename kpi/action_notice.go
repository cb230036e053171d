package kpi

import "fmt"

// The kinds of daily message about reds and what is done about them.
const (
	NoticeAct        NoticeKind = "action"
	NoticeAnswerRed  NoticeKind = "red-without-actions"
	NoticeReview     NoticeKind = "action-review"
	NoticeUnanswered NoticeKind = "reds-unanswered"
	NoticeUndone     NoticeKind = "actions-late"
)

// actionKinds are the kinds that these duties make of a message.
var actionKinds = map[Duty]NoticeKind{
	DutyAnswerRed: NoticeAnswerRed, DutyAct: NoticeAct, DutyReview: NoticeReview, DutyUnanswered: NoticeUnanswered, DutyUndone: NoticeUndone,
}

// whyAct is the sentence of so many items like this one, where it is about reds and actions.
func (i Item) whyAct(day Date, count int) string {
	some := plural{count}
	actions := some.of("1 action", fmt.Sprintf("%d actions", count))
	reds := some.of("1 Red figure", fmt.Sprintf("%d Red figures", count)) + " for " + i.Period.Words()
	switch i.Duty {
	case DutyAnswerRed:
		return fmt.Sprintf("%s %s no actions yet", reds, some.of("has", "have"))
	case DutyUnanswered:
		return fmt.Sprintf("%s in services that they manage %s no actions yet", reds, some.of("has", "have"))
	case DutyReview:
		return fmt.Sprintf("%s %s begun before %s, whose figure is in", actions, some.of("was", "were"), i.Period.Words())
	case DutyUndone:
		return fmt.Sprintf("%s %s open past %s day", actions, some.of("is", "are"), some.of("its", "their"))
	}
	if i.Due.Before(day) {
		return fmt.Sprintf("%s of theirs %s open past %s day", actions, some.of("is", "are"), some.of("its", "their"))
	}
	return fmt.Sprintf("%s of theirs %s due soon", actions, some.of("is", "are"))
}

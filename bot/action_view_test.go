package bot

import (
	"strings"
	"testing"
	"time"

	"chaser/kpi"
	"chaser/store"
)

var february = kpi.Date{Year: 2024, Month: time.February, Day: 14}

func anAction(state kpi.ActionState) kpi.Action {
	a := kpi.Action{
		ID: 7, Indicator: "LIB1", Period: q2, Text: "Two extra sessions a week from January", Owner: "U0LIB", OwnerName: "Libraries service lead",
		Due: february, State: state, RaisedBy: "U0MGR",
	}
	if state == kpi.ActionDone {
		a.Outcome = "Footfall rose by a tenth."
	}
	return a
}

// bareRed is the seed's card of a red indicator as if nothing had been said about it.
func bareRed(t *testing.T) kpi.Card {
	t.Helper()
	return with(cardNamed(t, "LIB1"), func(f *kpi.Figure) { f.Actions, f.Commentary = "", "" })
}

func TestGoldenActions(t *testing.T) {
	t.Parallel()
	c := bareRed(t)
	golden(t, "action_prompt", postedMessage(store.Posted{Card: c, Fresh: true}, forAll))
	golden(t, "action_prompt_receipt", receiptView(store.Posted{Card: c, Fresh: true}, forAll))
	golden(t, "action_form", actionView(actionFormFor{card: c, filled: actionDraft{Code: "LIB1", Period: "2023-24Q2", Who: "U0LIB", Due: "2024-02-14"}}))
	refused := actionDraft{Code: "LIB1", Period: "2023-24Q2", Text: "Two extra sessions", Field: kpi.FieldDue, Sentence: "5 January 2024 has passed. Give a day from today on, such as `due 19 Feb 2024`."}
	golden(t, "action_form_refused", actionView(actionFormFor{card: c, filled: refused}))
	replaced := anAction(kpi.ActionOpen)
	golden(t, "action_form_replace", actionView(actionFormFor{card: c, replaces: &replaced, filled: actionDraft{Code: "LIB1", Replaces: 7, Who: "U0LIB", Due: "2024-02-14"}}))
	golden(t, "action_form_choice", actionView(actionFormFor{choices: []kpi.Indicator{c.Indicator, cardNamed(t, "TRS2").Indicator}, filled: actionDraft{Who: "U0LIB", Due: "2024-02-14"}}))

	overdue := anAction(kpi.ActionOpen)
	overdue.ID, overdue.Due, overdue.Text = 8, today.AddDays(-3), "Ask <!here> *schools*"
	c.Actions = []kpi.Action{overdue, anAction(kpi.ActionOpen), anAction(kpi.ActionDone), anAction(kpi.ActionReplaced)}
	golden(t, "card_with_actions", cardMessage(c, forAll))
	golden(t, "card_with_actions_in_full", fullCardView(c, forAll))
	acted := store.Acted{Action: anAction(kpi.ActionOpen), Card: c, Fresh: true}
	golden(t, "action_raised", raisedMessage(acted, "U0MGR", today))
	golden(t, "action_receipt", actionReceipt(acted, false, "U0LIB", today))
	golden(t, "action_refused", refusedActionMessage(kpi.Refuse(kpi.FieldDue, "5 January 2024 has passed."), "/kpi action LIB1 x due 5 Jan", "d1"))
	golden(t, "action_settle", settleView(anAction(kpi.ActionOpen), c.Indicator, "", today))
	names := map[string]string{"U0LIB": "Libraries service lead", "U0MGR": "Assistant director, place", "U0SKILLS": "Adult Skills service lead"}
	told := historyOfAction([]store.ActionEvent{
		{At: nine, By: "U0MGR", Act: "raised"}, {At: nine, By: "U0LIB", Act: "continued"},
		{At: nine.AddDate(0, 1, 0), By: "U0LIB", Act: "changed", Changes: []store.ActionChange{{Field: "owner", From: "U0LIB", To: "U0SKILLS"}, {Field: "due", From: "2024-01-31", To: "2024-02-14"}}},
	}, names, time.UTC)
	golden(t, "action_continue", changeView(overdue, c.Indicator, february, told, true, today))
	golden(t, "action_closed", changedReceipt("Action closed", store.Acted{Action: anAction(kpi.ActionDone), Card: c}, today))
	golden(t, "action_given", givenMessage(anAction(kpi.ActionOpen), c.Indicator, "Assistant director, place", "U0LIB", today))
	golden(t, "action_given_closed", givenMessage(anAction(kpi.ActionDone), c.Indicator, "Assistant director, place", "U0LIB", today))
	golden(t, "action_given_on", givenMessage(anAction(kpi.ActionOpen), c.Indicator, "Assistant director, place", "U0SKILLS", today))
	listed := []store.ListedAction{{Action: anAction(kpi.ActionDone), Of: c.Indicator}, {Action: anAction(kpi.ActionOpen), Of: c.Indicator}, {Action: overdue, Of: c.Indicator}}
	golden(t, "action_list", actionList(listed, actionListFor{asker: kpi.Person{SlackID: "U0LIB"}, today: today, command: "/kpi"}))
	golden(t, "action_list_none", actionList(nil, actionListFor{about: subject{Code: "LIB1"}, command: "/kpi", mayAdd: true}))
}

// acting is an item about a red or an action of the seed's LIB1.
func acting(t *testing.T, d kpi.Duty, due kpi.Date) store.NoticeItem {
	t.Helper()
	i := store.NoticeItem{Item: kpi.Item{Duty: d, Subject: kpi.Subject{Indicator: "LIB1", Period: q2}, Owner: "U0LIB", Due: due}, Card: bareRed(t)}
	i.With = kpi.Person{SlackID: "U0LIB", Name: "Libraries service lead"}
	if d.AboutAction() {
		i.Action, i.Act = 7, anAction(kpi.ActionOpen)
		i.Act.Due = due
	}
	if d == kpi.DutyReview {
		before := *i.Card.Movement.From
		i.Before = &before
	}
	return i
}

func settledNow(i store.NoticeItem) store.NoticeItem {
	i.Act.State, i.Act.Outcome, i.In = kpi.ActionDone, "Footfall rose.", true
	return i
}

func TestGoldenNoticesOfActions(t *testing.T) {
	t.Parallel()
	red, act, review := acting(t, kpi.DutyAnswerRed, dueDay), acting(t, kpi.DutyAct, february), acting(t, kpi.DutyReview, february)
	late := acting(t, kpi.DutyAct, today.AddDays(-1))
	golden(t, "notice_red", noticeMessage(noticeOn(9, "U0LIB", red)))
	golden(t, "notice_act", noticeMessage(noticeOn(8, "U0LIB", act, late)))
	golden(t, "notice_review", noticeMessage(noticeOn(9, "U0LIB", review)))
	answered, goesOn, passed := red, review, act
	answered.In = true
	goesOn.Reviewed = true
	passed.Act.Owner, passed.Act.OwnerName = "U0SKILLS", "Adult Skills service lead"
	golden(t, "notice_acts_settled", noticeMessage(noticeOn(9, "U0LIB", answered, settledNow(act), goesOn, passed)))
	golden(t, "notice_acts_watched", noticeMessage(noticeOn(9, "U0MGR", acting(t, kpi.DutyUnanswered, dueDay), acting(t, kpi.DutyUndone, today.AddDays(-5)), settledNow(acting(t, kpi.DutyUndone, today)))))
	golden(t, "notice_everything", noticeMessage(noticeOn(9, "U0CORONER", asks(t, "178", kpi.DutyPost, kpi.Step{Days: -5}), red, act)))
}

// Nobody is blamed, whatever the action is due and however many there are.
func TestTitlesOfActions(t *testing.T) {
	t.Parallel()
	for want, items := range map[string][]store.NoticeItem{
		"One Red figure needs a word: what is being done about it?":                                   {acting(t, kpi.DutyAnswerRed, dueDay), acting(t, kpi.DutyAct, today)},
		"An action of yours is due today.":                                                            {acting(t, kpi.DutyAct, today)},
		"An action of yours is due tomorrow, Tuesday 9 January.":                                      {acting(t, kpi.DutyAct, today.AddDays(1))},
		"An action of yours is due on Friday 12 January, in 4 working days.":                          {acting(t, kpi.DutyAct, today.AddDays(4))},
		"2 actions of yours are coming up; the first is due on Friday 12 January, in 4 working days.": {acting(t, kpi.DutyAct, february), acting(t, kpi.DutyAct, today.AddDays(4))},
		"A new figure is in since you began an action. Has it done its work?":                         {acting(t, kpi.DutyReview, february)},
		"That is all settled, thank you.":                                                             {settledNow(acting(t, kpi.DutyAct, february))},
		"One action is open past its day. A word from you may help.":                                  {acting(t, kpi.DutyUndone, today.AddDays(-5))},
		"Every Red figure in your services has actions now.":                                          {func() store.NoticeItem { i := acting(t, kpi.DutyUnanswered, dueDay); i.In = true; return i }()},
	} {
		m := noticeMessage(noticeOn(8, "U0LIB", items...))
		if got, _, _ := strings.Cut(m.Text, " LIB1."); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	for day := 8; day < 31; day++ {
		for _, d := range append(ownDuties, kpi.DutyUnanswered, kpi.DutyUndone) {
			m := noticeMessage(noticeOn(day, "U0LIB", acting(t, d, dueDay)))
			for _, unkind := range []string{"overdue", "fail", "must", "!", "again", "still"} {
				if strings.Contains(strings.ToLower(m.Text), unkind) {
					t.Errorf("on the %d. it says %q: %s", day, unkind, m.Text)
				}
			}
		}
	}
}

func TestWantsCommentary(t *testing.T) {
	t.Parallel()
	c := bareRed(t)
	rated := func(now, before kpi.Rating) kpi.Card {
		f, from := *c.Figure, *c.Movement.From
		f.Rating, from.Rating = now, before
		one := c
		one.Figure, one.Movement.From = &f, &from
		return one
	}
	for _, test := range []struct {
		card kpi.Card
		want string
	}{
		{rated(kpi.Red, kpi.Red), "It is Red"}, {rated(kpi.Amber, kpi.Green), "It was Green in Q1 2023/24 and is Amber now"}, {rated(kpi.Red, kpi.NoData), "It is Red"},
		{rated(kpi.Green, kpi.Green), ""}, {rated(kpi.Green, kpi.NoData), ""}, {rated(kpi.ContextRating, kpi.Red), ""},
		{with(c, func(f *kpi.Figure) { f.Commentary = "Because." }), ""},
	} {
		if got := wantsCommentary(test.card); (got == "") != (test.want == "") || !strings.HasPrefix(got, test.want) {
			t.Errorf("%s: %q, want %q", test.card.Figure.Rating, got, test.want)
		}
	}
}

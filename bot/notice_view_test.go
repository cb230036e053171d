package bot

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"chaser/kpi"
	"chaser/store"
)

// asks is an item of the seed's indicator for Q3 2023/24, of which its owner is asked.
func asks(t *testing.T, code string, d kpi.Duty, s kpi.Step) store.NoticeItem {
	t.Helper()
	c := cardNamed(t, code)
	past := c.History
	c = kpi.NewCard(c.Indicator, nil, q3)
	c.History = past
	return store.NoticeItem{
		Item: kpi.Item{Duty: d, Subject: kpi.Subject{Indicator: code, Period: q3}, Step: s, Owner: c.Indicator.Owner, Due: dueDay},
		Card: c, With: kpi.Person{SlackID: c.Indicator.Owner, Name: "Coroners service lead"},
	}
}

func cameIn(i store.NoticeItem, value string) store.NoticeItem {
	f := kpi.Figure{Indicator: i.Indicator, Period: q3, Value: number(value), Status: kpi.Final}
	f.Assessment = i.Card.Indicator.Assess(f)
	i.Card.Figure, i.In = &f, true
	return i
}

func noticeOn(day int, recipient string, items ...store.NoticeItem) noticeFor {
	return noticeFor{
		recipient: recipient, today: kpi.Date{Year: 2024, Month: time.January, Day: day}, items: items, command: "/kpi", zone: time.UTC,
		names: map[string]string{"U0CORONER": "Coroners service lead", "U0LIB": "Libraries service lead", "U0NEW": "Somebody new"},
	}
}

func TestGoldenNotices(t *testing.T) {
	t.Parallel()
	const owner = "U0CORONER"
	post := func(code string, step kpi.Step) store.NoticeItem { return asks(t, code, kpi.DutyPost, step) }
	opens, due, after := kpi.Step{Opening: true}, kpi.Step{}, kpi.Step{Days: 1}
	golden(t, "notice_opens", noticeMessage(noticeOn(8, owner, post("178", opens), post("177", opens))))
	lib1 := post("LIB1", kpi.Step{Days: -5})
	lib1.With = kpi.Person{SlackID: "U0LIB", Name: "Libraries service lead"}
	golden(t, "notice_reminder", noticeMessage(noticeOn(12, "U0LIB", lib1)))
	golden(t, "notice_due_today", noticeMessage(noticeOn(19, owner, post("178", due), cameIn(post("177", due), "131"))))
	deputy := post("178", after)
	deputy.Card.Indicator.Deputy = "U0NEW"
	golden(t, "notice_overdue", noticeMessage(noticeOn(22, owner, post("178", after))))
	golden(t, "notice_overdue_deputy", noticeMessage(noticeOn(22, "U0NEW", deputy)))
	golden(t, "notice_done", noticeMessage(noticeOn(22, owner, cameIn(post("178", after), "142"))))
	handed, closed := post("178", after), post("177", after)
	handed.With = kpi.Person{SlackID: "U0NEW", Name: "Somebody new"}
	closed.Closed = true
	golden(t, "notice_handed_on", noticeMessage(noticeOn(22, owner, handed, cameIn(post("177", after), "131"))))
	golden(t, "notice_closed", noticeMessage(noticeOn(22, owner, closed)))

	provisional := func(code string) store.NoticeItem {
		i := asks(t, code, kpi.DutyFinal, kpi.Step{})
		i.Period = q2
		i.Card = cardNamed(t, code)
		figure := *i.Card.Figure
		figure.Status, figure.PostedAt = kpi.Provisional, time.Date(2023, 10, 4, 9, 0, 0, 0, time.UTC)
		i.Card.Figure = &figure
		return i
	}
	settled := provisional("177")
	final := *settled.Card.Figure
	final.Status = kpi.Final
	settled.Card.Figure, settled.In = &final, true
	golden(t, "notice_provisional", noticeMessage(noticeOn(8, owner, provisional("178"), settled)))
	golden(t, "notice_provisional_done", noticeMessage(noticeOn(8, owner, settled)))
	elsewhere := provisional("178")
	elsewhere.With = kpi.Person{SlackID: "U0NEW", Name: "Somebody new"}
	golden(t, "notice_provisional_beside", noticeMessage(noticeOn(8, owner, post("178", opens), provisional("177"), elsewhere)))

	late := func(code string, d kpi.Duty) store.NoticeItem { return asks(t, code, d, kpi.Step{Days: 5}) }
	golden(t, "notice_manager", noticeMessage(noticeOn(24, "U0MGR", late("178", kpi.DutyEscalate), cameIn(late("177", kpi.DutyEscalate), "131"))))
	gap := late("LIB1", kpi.DutyGap)
	gap.Gap, gap.With = kpi.GapNoOwner, kpi.Person{}
	changed := late("178", kpi.DutyGap)
	changed.Gap = kpi.GapOwnerChanged
	board := store.NoticeItem{Item: kpi.Item{Duty: kpi.DutyBoard, Subject: kpi.Subject{Period: q3}}, Board: kpi.Progress{
		Collection: kpi.Collection{Period: q3}, Deadline: dueDay,
		Services: []kpi.ServiceProgress{{Service: "Coroners", In: 4, Late: 1}, {Service: "Libraries", Awaited: 3}},
	}}
	golden(t, "notice_board", noticeMessage(noticeOn(8, "U0PERF", board)))
	golden(t, "notice_gap", noticeMessage(noticeOn(8, "U0PERF", gap)))
	golden(t, "notice_team", noticeMessage(noticeOn(26, "U0PERF", late("178", kpi.DutyList), late("177", kpi.DutyList), gap, changed, board)))
}

// The title says what is the matter, and a figure that nobody is asked for has a button that cures it.
func TestGaps(t *testing.T) {
	t.Parallel()
	one := func(code string, g kpi.Gap, with string) store.NoticeItem {
		i := asks(t, code, kpi.DutyGap, kpi.Step{Opening: true})
		i.Gap, i.With = g, kpi.Person{SlackID: with, Name: "Somebody new"}
		return i
	}
	nobody, changed, deputy := one("178", kpi.GapNoOwner, ""), one("177", kpi.GapOwnerChanged, "U0NEW"), one("176", kpi.GapDeactivated, "U0NEW")
	for _, c := range []struct {
		items []store.NoticeItem
		says  string
		cures int
	}{
		{[]store.NoticeItem{nobody}, "There is nobody to ask for one figure.", 1},
		{[]store.NoticeItem{nobody, one("179", kpi.GapUncovered, "")}, "There is nobody to ask for 2 figures.", 2},
		{[]store.NoticeItem{changed}, "One figure has a new owner.", 0},
		{[]store.NoticeItem{changed, changed}, "2 figures have new owners.", 0},
		{[]store.NoticeItem{deputy}, "One figure is asked of somebody who does not own it.", 0},
		{[]store.NoticeItem{nobody, changed, cameIn(deputy, "12")}, "Who is asked for 2 figures needs a look.", 1},
		{[]store.NoticeItem{cameIn(nobody, "12")}, "Every figure has somebody to ask again.", 0},
	} {
		m := noticeMessage(noticeOn(8, "U0PERF", c.items...))
		text := string(accepted(t, m))
		if cures := strings.Count(text, "Say who has"); m.Text != c.says || cures != c.cures {
			t.Errorf("%q with %d buttons, want %q with %d", m.Text, cures, c.says, c.cures)
		}
	}
}

// Whoever has a figure for somebody else is told for whom.
func TestNoticeOfAnothersFigure(t *testing.T) {
	t.Parallel()
	i := asks(t, "178", kpi.DutyPost, kpi.Step{Days: -5})
	i.With = kpi.Person{SlackID: "U0NEW", Name: "Somebody new"}
	if text := string(accepted(t, noticeMessage(noticeOn(12, "U0NEW", i)))); !strings.Contains(text, "You have it for Coroners service lead") {
		t.Errorf("it does not say for whom: %s", text)
	}
	own := asks(t, "178", kpi.DutyPost, kpi.Step{Days: -5})
	if text := string(accepted(t, noticeMessage(noticeOn(12, "U0CORONER", own)))); strings.Contains(text, "You have it for") {
		t.Errorf("an owner is told that they have it for somebody: %s", text)
	}
}

// Nobody is blamed, and nothing is shouted.
func TestNoticesAreKind(t *testing.T) {
	t.Parallel()
	for day := 8; day < 31; day++ {
		m := noticeMessage(noticeOn(day, "U0CORONER", asks(t, "178", kpi.DutyPost, kpi.Step{Days: 1})))
		for _, unkind := range []string{"overdue", "fail", "must", "!", "again", "still"} {
			if strings.Contains(strings.ToLower(m.Text), unkind) {
				t.Errorf("on the %d. it says %q: %s", day, unkind, m.Text)
			}
		}
	}
}

func TestNoticeTomorrow(t *testing.T) {
	t.Parallel()
	for day, want := range map[int]string{11: "Remind me tomorrow", 12: "Remind me on Monday", 19: "", 22: ""} {
		text := string(accepted(t, noticeMessage(noticeOn(day, "U0CORONER", asks(t, "178", kpi.DutyPost, kpi.Step{Days: -5})))))
		if want != "" && !strings.Contains(text, want) || want == "" && strings.Contains(text, "Remind me") {
			t.Errorf("on the %d. it does not offer %q: %s", day, want, text)
		}
	}
}

func TestNoticesFit(t *testing.T) {
	t.Parallel()
	for name, filler := range padding {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := worstCard(filler)
			var items []store.NoticeItem
			for _, d := range []kpi.Duty{kpi.DutyPost, kpi.DutyEscalate, kpi.DutyList, kpi.DutyGap} {
				for n := range 90 {
					i := store.NoticeItem{
						Item: kpi.Item{Duty: d, Subject: kpi.Subject{Indicator: c.Indicator.Code, Period: c.Period}, Gap: kpi.GapUncovered, Owner: "U0W", Due: dueDay},
						Card: c, In: n%3 == 2, With: kpi.Person{SlackID: fmt.Sprint("U0", n%7), Name: filled(filler, kpi.MaxName)},
					}
					if d == kpi.DutyPost {
						i.With.SlackID = "U0ME"
					}
					items = append(items, i)
				}
			}
			board := kpi.Progress{Collection: kpi.Collection{Period: q3}, Deadline: dueDay}
			for range 60 {
				board.Services = append(board.Services, kpi.ServiceProgress{Service: filled(filler, kpi.MaxName), Late: 300})
			}
			items = append(items, store.NoticeItem{Item: kpi.Item{Duty: kpi.DutyBoard}, Board: board}, store.NoticeItem{Item: kpi.Item{Duty: kpi.DutyBoard}, Board: board},
				store.NoticeItem{Item: kpi.Item{Duty: kpi.DutyBoard}, Board: board})
			var acts []store.NoticeItem
			for _, d := range []kpi.Duty{kpi.DutyAnswerRed, kpi.DutyAct, kpi.DutyReview, kpi.DutyUnanswered, kpi.DutyUndone} {
				for n := range 30 {
					i := store.NoticeItem{Item: kpi.Item{Duty: d, Action: int64(n), Due: dueDay}, Card: c, In: n%3 == 2, Act: worstAction(filler, c.Indicator.Code, int64(n)), Before: c.Figure}
					i.With.Name, i.With.SlackID, i.Act.Owner = filled(filler, kpi.MaxName), "U0W", "U0ME"
					acts = append(acts, i)
				}
			}
			for _, some := range [][]store.NoticeItem{items, items[:90], items[90:180], items[180:270], items[270:], items[360:], acts, append(acts, items...), acts[:30], acts[30:60], acts[60:90], acts[90:120], acts[120:]} {
				n := noticeOn(8, "U0ME", some...)
				n.names["U0W"] = filled(filler, kpi.MaxName)
				accepted(t, noticeMessage(n))
			}
			for range maxNoticeLines {
				board.Pending = append(board.Pending, kpi.Pending{Subject: kpi.Subject{Indicator: c.Indicator.Code}, Title: c.Indicator.Title, Asked: kpi.Person{SlackID: "U0W", Name: filled(filler, kpi.MaxName)}})
			}
			board.AllPending = 60 * 300
			accepted(t, progressMessage(board, progressFor{mayShow: true}))
		})
	}
}

func TestManyFiguresAreCounted(t *testing.T) {
	t.Parallel()
	var items []store.NoticeItem
	for range 53 {
		items = append(items, asks(t, "178", kpi.DutyPost, kpi.Step{Days: -5}))
	}
	text := string(accepted(t, noticeMessage(noticeOn(8, "U0CORONER", items...))))
	for _, said := range []string{"53 figures are due", "… and 42 more.", "All that is due"} {
		if !strings.Contains(text, said) {
			t.Errorf("%q is missing from %s", said, text)
		}
	}
}

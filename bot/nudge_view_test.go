package bot

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"chaser/kpi"
	"chaser/store"
)

// toldNudge is a nudge of the seed's libraries service lead by their manager.
func toldNudge(c kpi.Card, asks kpi.Duty) store.ToldNudge {
	return store.ToldNudge{
		Nudged: kpi.Nudged{Asks: asks, To: "Libraries service lead", By: "Assistant director, place", At: nine},
		Card:   c, Due: dueDay, Asked: true, Reader: kpi.Person{SlackID: "U0LIB", Name: "Libraries service lead"},
	}
}

func TestGoldenNudges(t *testing.T) {
	t.Parallel()
	awaited := cardNamed(t, "LIB1")
	awaited.History = append(awaited.History, *awaited.Figure)
	awaited.Figure, awaited.Period = nil, q3
	late := kpi.DateOf(time.Date(2024, 1, 24, 0, 0, 0, 0, time.UTC))
	golden(t, "nudge_late", nudgeMessage(toldNudge(awaited, kpi.DutyPost), late, time.UTC))
	covered := toldNudge(awaited, kpi.DutyPost)
	covered.For = kpi.Person{SlackID: "U0YOUTH", Name: "Communities service lead"}
	golden(t, "nudge_covered", nudgeMessage(covered, dueDay, time.UTC))
	bare := red(t).Card
	bare.Actions = []kpi.Action{{Text: "Open on Sundays", OwnerName: "Libraries service lead", Due: dueDay, State: kpi.ActionOpen}}
	golden(t, "nudge_red", nudgeMessage(toldNudge(bare, kpi.DutyAnswerRed), late, time.UTC))
	in := toldNudge(bare, kpi.DutyPost)
	in.Asked = false
	golden(t, "nudge_in", nudgeMessage(in, late, time.UTC))
	elsewhere := toldNudge(awaited, kpi.DutyPost)
	elsewhere.Asked = false
	if m := nudgeMessage(elsewhere, late, time.UTC); m.Text != "LIB1 for Q3 2023/24 is not asked of you any more." {
		t.Error(m.Text)
	}
}

// What the reader may not do has no button, and a list of thirty keeps within what a message holds.
func TestTheRowsOfAList(t *testing.T) {
	t.Parallel()
	item := func(n int) store.NoticeItem {
		c := cardNamed(t, "178")
		c.History = append(c.History, *c.Figure)
		c.Figure, c.Period = nil, q3
		c.Indicator.Code = fmt.Sprintf("LATE%d", n)
		return store.NoticeItem{
			Item: kpi.Item{Duty: kpi.DutyEscalate, Subject: kpi.Subject{Indicator: c.Indicator.Code, Period: q3}, Due: dueDay}, Card: c,
			With: kpi.Person{SlackID: fmt.Sprintf("U0LEAD%d", n%4), Name: fmt.Sprintf("Service lead %d", n%4)}, Rights: kpi.Rights{Post: true, Act: true},
		}
	}
	list := func(items ...store.NoticeItem) noticeFor {
		n := noticeOn(24, "U0MGR", items...)
		n.zone, n.now = time.UTC, nine.Add(24*time.Hour)
		return n
	}
	var thirty []store.NoticeItem
	for n := range 30 {
		thirty = append(thirty, item(n))
	}
	nudged := item(1)
	nudged.Nudged = &kpi.Nudged{To: "Service lead 1", By: "Assistant director, place", At: nine}
	golden(t, "notice_two_late", noticeMessage(list(item(0), nudged)))
	golden(t, "notice_thirty_late", noticeMessage(list(thirty...)))
	line := item(0)
	line.Rights = kpi.Rights{}
	line.With.SlackID = ""
	if text := string(accepted(t, noticeMessage(list(line)))); strings.Contains(text, pressHandOn) || strings.Contains(text, `"`+pressForm+`"`) || strings.Contains(text, pressNudge) {
		t.Errorf("a reader who may do nothing has a button: %s", text)
	}
	last := list(thirty[20:]...).lateList(20, 30)
	if text := string(accepted(t, last)); !strings.Contains(text, "LATE") || strings.Contains(text, "More (") {
		t.Errorf("the rest of the list: %s", text)
	}
}

// What is late comes by who has it, so that a page can be chosen before its cards are read.
func TestLateComesByHolder(t *testing.T) {
	t.Parallel()
	chase := kpi.Chase{Zone: time.UTC, Collections: []kpi.Collection{{Period: q3, Opens: dueDay.AddDays(-14), Due: dueDay}}}
	for n := range 9 {
		i := kpi.Indicator{Code: fmt.Sprintf("LATE%d", n), Frequency: kpi.Quarterly, Owner: fmt.Sprintf("U0LEAD%d", n%3), Manager: "U0MGR"}
		if n%4 == 3 {
			i.Owner = ""
		}
		chase.Indicators = append(chase.Indicators, i)
	}
	for _, id := range []string{"U0MGR", "U0LEAD0", "U0LEAD1", "U0LEAD2"} {
		chase.People = append(chase.People, kpi.Contact{Person: kpi.Person{SlackID: id, Name: "Name of " + id}})
	}
	day := dueDay.AddDays(14)
	late := lateByHolder(chase, "U0MGR", day)
	var items []store.NoticeItem
	for _, i := range chase.Late("U0MGR", day) {
		named, _ := chase.Named(i.Indicator)
		items = append(items, store.NoticeItem{Item: i, With: chase.AskedFor(named, i.Period, day)})
	}
	var want []kpi.Item
	for _, group := range byHolder(items) {
		for _, i := range group.items {
			want = append(want, i.Item)
		}
	}
	if len(want) != 9 {
		t.Fatalf("%d are late", len(want))
	}
	if !slices.Equal(want, late) {
		t.Errorf("late by who has it: %v, want %v", late, want)
	}
}

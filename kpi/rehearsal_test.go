package kpi_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chaser/kpi"
)

// zones are people's clocks: the council's own, west and east of it, by halves and quarters of an hour, over the date
// line, and unknown.
var zones = []string{
	"", "Europe/London", "America/New_York", "America/St_Johns", "Asia/Kolkata", "Asia/Kathmandu", "Pacific/Auckland", "Pacific/Kiritimati",
	"Pacific/Honolulu", "Australia/Lord_Howe", "Mars/Olympus",
}

// anyChase is a council of a few people and indicators some time from the autumn of 2023 to the summer of 2024, which
// has Christmas, Easter and both clock changes in it. Something may have been said, posted, handed on and put off
// already.
func anyChase(t *rapid.T) kpi.Chase {
	someDay := func(label string) kpi.Date { return d20240101.AddDays(rapid.IntRange(-100, 200).Draw(t, label)) }
	someone := rapid.SampledFrom([]string{"U0A", "U0B", "U0C", "U0D", "U0A", "U0B", "U0C", "U0D", "", "U0GONE"})
	c := kpi.Chase{
		Calendar: anyCalendar(t), Posted: map[kpi.Subject]bool{}, Delegations: map[kpi.Subject]string{}, Snoozes: map[string]kpi.Date{},
		Unanswered: map[kpi.Subject]kpi.Date{},
	}
	council, err := time.LoadLocation(rapid.SampledFrom([]string{"Europe/London", "Europe/London", "Pacific/Auckland", "America/New_York"}).Draw(t, "the council's zone"))
	if err != nil {
		t.Fatal(err)
	}
	c.Zone = council
	for _, id := range []string{"U0A", "U0B", "U0C", "U0D"} {
		p := kpi.Contact{
			Person: kpi.Person{SlackID: id, Manager: someone.Draw(t, "manager")}, Zone: rapid.SampledFrom(zones).Draw(t, "zone"),
			Deactivated: rapid.IntRange(0, 9).Draw(t, "deactivated") == 0,
		}
		if rapid.IntRange(0, 2).Draw(t, "administers") == 0 {
			p.Roles = []kpi.Role{kpi.Admin}
		}
		for range rapid.IntRange(0, 2).Draw(t, "leaves") {
			first := someDay("first day of leave")
			l := kpi.Leave{Person: id, First: first, Last: first.AddDays(rapid.IntRange(0, 20).Draw(t, "days")), Deputy: someone.Draw(t, "leave's deputy")}
			if rapid.IntRange(0, 9).Draw(t, "without an end") == 0 {
				l.Last = kpi.Date{}
			}
			p.Leaves = append(p.Leaves, l)
		}
		if rapid.IntRange(0, 3).Draw(t, "puts it off") == 0 {
			c.Snoozes[id] = someDay("until")
		}
		c.People = append(c.People, p)
	}
	for _, name := range []string{"Communities", "Highways"} {
		k := kpi.Committee{Name: name}
		if rapid.Bool().Draw(t, "has a ladder") {
			k.Ladder = rapid.SliceOfNDistinct(anyRung, 1, 6, func(r kpi.Rung) string { return r.String() }).Draw(t, "ladder")
		}
		c.Committees = append(c.Committees, k)
	}
	for n := range rapid.IntRange(1, 5).Draw(t, "indicators") {
		c.Indicators = append(c.Indicators, kpi.Indicator{
			Code: fmt.Sprint("I", n), Committee: rapid.SampledFrom([]string{"Communities", "Highways", "Unknown"}).Draw(t, "committee"),
			Frequency: rapid.SampledFrom([]kpi.Frequency{kpi.Monthly, kpi.Quarterly, kpi.HalfYearly, kpi.Yearly}).Draw(t, "frequency"),
			Owner:     someone.Draw(t, "owner"), Deputy: someone.Draw(t, "deputy"), Manager: someone.Draw(t, "manager"),
		})
	}
	for _, p := range []kpi.Period{kpi.Month(2023, 12), kpi.Month(2024, 2), kpi.Quarter(2023, 2), kpi.Quarter(2023, 3), kpi.Quarter(2023, 4), kpi.FinancialYear(2022)} {
		if rapid.IntRange(0, 2).Draw(t, "is collected") == 0 {
			continue
		}
		k := kpi.Collection{Period: p, Opens: someDay("opens")}
		k.Due = k.Opens.AddDays(rapid.IntRange(0, 30).Draw(t, "open for"))
		if rapid.Bool().Draw(t, "has a meeting") {
			k.CommitteeDate = k.Due.AddDays(rapid.IntRange(0, 40).Draw(t, "until the meeting"))
		}
		c.Collections = append(c.Collections, k)
		for _, i := range c.Indicators {
			subject := kpi.Subject{Indicator: i.Code, Period: p}
			if reported, reports := p.For(i.Frequency); reports {
				subject.Period = reported
			}
			switch rapid.IntRange(0, 7).Draw(t, "the figure") {
			case 0:
				c.Posted[subject] = true
				if rapid.Bool().Draw(t, "is Red without actions") {
					c.Unanswered[subject] = someDay("posted on")
				}
			case 1:
				c.Delegations[subject] = someone.Draw(t, "who has it")
			case 2:
				c.Told = append(c.Told, kpi.Told{Recipient: someone.Draw(t, "told"), Day: someDay("on"), Item: kpi.Item{
					Duty: kpi.DutyPost, Subject: subject, Step: anyRung.Draw(t, "at").Step, Owner: someone.Draw(t, "who owned it"),
				}})
			}
		}
	}
	for n := range rapid.IntRange(0, 4).Draw(t, "actions") {
		u := kpi.Undertaken{Action: kpi.Action{
			ID: int64(n + 1), Indicator: rapid.SampledFrom(c.Indicators).Draw(t, "of").Code, Period: kpi.Quarter(2023, 1), Owner: someone.Draw(t, "does it"),
			RaisedAt: someDay("raised").At(11, c.Zone), State: kpi.ActionOpen,
		}}
		u.Due = kpi.DateOf(u.RaisedAt).AddDays(rapid.IntRange(0, 90).Draw(t, "due after"))
		if rapid.Bool().Draw(t, "a later figure is in") {
			u.Later, u.LaterDay = kpi.Quarter(2023, 3), kpi.DateOf(u.RaisedAt).AddDays(rapid.IntRange(0, 90).Draw(t, "in after"))
		}
		c.Undertaken = append(c.Undertaken, u)
		if rapid.IntRange(0, 3).Draw(t, "was reviewed") == 0 {
			c.Told = append(c.Told, kpi.Told{Recipient: u.Owner, Day: someDay("reviewed"), Item: kpi.Item{
				Duty: kpi.DutyReview, Subject: kpi.Subject{Indicator: u.Indicator, Period: kpi.Quarter(2023, 2)}, Action: u.ID, Owner: u.Owner,
			}})
		}
	}
	return c
}

// The rehearsal is what is sent, message for message, when the schedule asks every quarter of an hour; nobody has two
// messages on one day, and none is of a figure that is there.
func TestRehearsalIsWhatIsSent(t *testing.T) {
	t.Parallel()
	messages := 0
	rapid.Check(t, func(t *rapid.T) {
		c := anyChase(t)
		before := len(c.Told)
		from := d20240101
		if len(c.Collections) > 0 {
			from = rapid.SampledFrom(c.Collections).Draw(t, "about").Opens
		}
		from = from.AddDays(rapid.IntRange(-10, 20).Draw(t, "from"))
		to := from.AddDays(rapid.IntRange(0, 40).Draw(t, "days"))
		rehearsed := c.Rehearse(from, to)
		if len(c.Told) != before {
			t.Fatal("the rehearsal told somebody")
		}
		messages += len(rehearsed)
		spoken := map[kpi.Told]bool{}
		for _, earlier := range c.Told {
			spoken[kpi.Told{Recipient: earlier.Recipient, Day: earlier.Day}] = true
		}
		var sent []kpi.Rehearsed
		for now := from.At(0, c.Zone); now.Before(to.AddDays(1).At(0, c.Zone)); now = now.Add(15 * time.Minute) {
			for _, n := range c.Owed(now) {
				sent = append(sent, kpi.Rehearsed{At: now, Notice: n})
				tell(&c, n)
				checkNotice(t, c, now, n)
				if once := (kpi.Told{Recipient: n.Recipient, Day: n.Day}); spoken[once] {
					t.Fatalf("%s has two messages on %s", n.Recipient, n.Day)
				} else {
					spoken[once] = true
				}
			}
		}
		if diff := cmp.Diff(diary(sent), diary(rehearsed)); diff != "" {
			t.Fatalf("what was rehearsed is not what is sent (-sent +rehearsed):\n%s", diff)
		}
		if diff := cmp.Diff(sent, rehearsed, cmp.Comparer(func(a, b kpi.Period) bool { return a == b })); diff != "" {
			t.Fatalf("(-sent +rehearsed):\n%s", diff)
		}
	})
	if messages == 0 {
		t.Error("no message was rehearsed; the councils are too idle to prove anything")
	}
}

// checkNotice are the promises that every message keeps, whatever the council.
func checkNotice(t *rapid.T, c kpi.Chase, now time.Time, n kpi.Notice) {
	who := person(&c, n.Recipient)
	_, away := who.Away(n.Day)
	switch {
	case len(n.Items) == 0:
		t.Fatalf("%s is told nothing", n.Recipient)
	case away || who.Deactivated || !c.Calendar.Works(n.Day):
		t.Fatalf("%s is spoken to on %s: away %t, deactivated %t", n.Recipient, n.Day, away, who.Deactivated)
	case now.Before(n.From) || !now.Before(n.Until) || n.Until.Sub(n.From) != 8*time.Hour || n.From.In(now.Location()).After(now):
		t.Fatalf("%s is told at %s, between %s and %s", n.Recipient, now, n.From, n.Until)
	}
	seen := map[kpi.Item]bool{}
	for _, i := range n.Items {
		switch i.Duty {
		case kpi.DutyAnswerRed, kpi.DutyUnanswered:
			if posted, red := c.Unanswered[i.Subject]; !red || !posted.Before(n.Day) {
				t.Fatalf("%s is told of %s, which is answered, or came in today", n.Recipient, i.Indicator)
			}
		case kpi.DutyAct, kpi.DutyReview:
			if c.Undertaken[i.Action-1].Owner != n.Recipient {
				t.Fatalf("%s is asked about somebody else's action", n.Recipient)
			}
		}
		if c.Posted[i.Subject] && c.Unanswered[i.Subject].IsZero() && !i.Duty.AboutAction() {
			t.Fatalf("%s is told of %s for %s, which is posted", n.Recipient, i.Indicator, i.Period)
		}
		if !c.Stands(n.Recipient, n.Day, i) {
			t.Fatalf("%s is told of %s %s, which does not stand", n.Recipient, i.Duty, i.Indicator)
		}
		once := kpi.Item{Duty: i.Duty, Subject: i.Subject, Action: i.Action}
		if seen[once] {
			t.Fatalf("%s is told twice of %s %s", n.Recipient, i.Duty, i.Indicator)
		}
		seen[once] = true
	}
}

// From the middle of the night in London it is the middle of the day in Auckland, where somebody is owed a message at
// once.
func TestRehearsalBeginsAtOnce(t *testing.T) {
	t.Parallel()
	c := hamlet(t)
	person(&c, "U0CORONER").Zone = "Pacific/Auckland"
	got := diary(c.Rehearse(day(t, "2024-01-05"), day(t, "2024-01-05")))
	want := "2024-01-05 00:00 U0CORONER post 178 -10\n2024-01-05 09:00 U0PERF board 2023-24Q3 opens\n"
	if got != want {
		t.Errorf("rehearsed\n%s\nwant\n%s", got, want)
	}
	if said := c.Rehearse(day(t, "2024-01-06"), day(t, "2024-01-05")); len(said) > 0 {
		t.Errorf("from a day to the day before: %s", diary(said))
	}
}

package kpi_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"chaser/kpi"
)

// The seed's third collection: open from Tuesday 2 January 2024, due on Friday 19 January, for the committee of 12
// March.
const (
	opening = "2024-01-02"
	due     = "2024-01-19"
	meeting = "2024-03-12"
)

// at is an instant by London's clock, such as 2024-01-02 09:00.
func at(tb testing.TB, text string) time.Time {
	tb.Helper()
	when, err := time.ParseInLocation("2006-01-02 15:04", text, zone(tb, "Europe/London"))
	if err != nil {
		tb.Fatal(err)
	}
	return when
}

func zone(tb testing.TB, name string) *time.Location {
	tb.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		tb.Fatal(err)
	}
	return loc
}

// council is the seed's, before the third collection: service leads, their managers, the performance team and a
// councillor.
func council(tb testing.TB) kpi.Chase {
	tb.Helper()
	const committee = "Communities, Social Mobility and Inclusion"
	c := kpi.Chase{
		Zone:       zone(tb, "Europe/London"),
		Committees: []kpi.Committee{{Name: committee, Channel: "C0CSMI", Members: []string{"U0CLLR1"}}},
		Collections: []kpi.Collection{
			{Period: kpi.Quarter(2023, 2), Opens: day(tb, "2023-10-02"), Due: day(tb, "2023-10-20"), CommitteeDate: day(tb, "2023-12-12")},
			{Period: kpi.Quarter(2023, 3), Opens: day(tb, opening), Due: day(tb, due), CommitteeDate: day(tb, meeting)},
		},
		Posted: map[kpi.Subject]bool{}, Delegations: map[kpi.Subject]string{}, Snoozes: map[string]kpi.Date{},
	}
	for _, service := range []struct{ name, owner, manager, codes string }{
		{"Libraries", "U0LIB", "U0MGRPLACE", "LIB1 LIB2 LIB3"},
		{"Adult Skills", "U0SKILLS", "U0MGRCOMM", "SKL1 SKL2 SKL3"},
		{"Communities", "U0YOUTH", "U0MGRCOMM", "YTH1"},
		{"Coroners", "U0CORONER", "U0MGRREG", "175 176 177 178 179"},
		{"Domestic Abuse and Sexual Violence", "U0DAVIOL", "U0MGRCOMM", "DAV1 DAV2 199"},
		{"Registration", "U0REGISTR", "U0MGRREG", "REG1 REG2"},
		{"Trading Standards", "U0TRADING", "U0MGRREG", "TRS1 TRS2"},
	} {
		c.People = append(c.People, kpi.Contact{Person: kpi.Person{SlackID: service.owner, Name: service.name + " lead", Manager: service.manager}})
		for code := range strings.FieldsSeq(service.codes) {
			c.Indicators = append(c.Indicators, kpi.Indicator{
				Code: code, Title: "Title of " + code, Committee: committee, Service: service.name, Frequency: kpi.Quarterly,
				Owner: service.owner, Manager: service.manager,
			})
		}
	}
	for _, p := range []kpi.Person{
		{SlackID: "U0MGRPLACE", Roles: []kpi.Role{kpi.Manager}}, {SlackID: "U0MGRCOMM", Roles: []kpi.Role{kpi.Manager}},
		{SlackID: "U0MGRREG", Roles: []kpi.Role{kpi.Manager}}, {SlackID: "U0PERF", Roles: []kpi.Role{kpi.Admin}}, {SlackID: "U0CLLR1"},
	} {
		c.People = append(c.People, kpi.Contact{Person: p})
	}
	return c
}

// hamlet is a council of one indicator, 178, with its owner, its deputy, its manager and the performance team.
func hamlet(tb testing.TB) kpi.Chase {
	tb.Helper()
	c := council(tb)
	c.Indicators = slices.DeleteFunc(c.Indicators, func(i kpi.Indicator) bool { return i.Code != "178" })
	c.People = slices.DeleteFunc(c.People, func(p kpi.Contact) bool {
		return !slices.Contains([]string{"U0CORONER", "U0MGRREG", "U0PERF"}, p.SlackID)
	})
	c.People = append(c.People, kpi.Contact{Person: kpi.Person{SlackID: "U0DEPUTY"}}, kpi.Contact{Person: kpi.Person{SlackID: "U0OTHER"}})
	c.Indicators[0].Deputy = "U0DEPUTY"
	return c
}

// person finds somebody of the council, to change them.
func person(c *kpi.Chase, slackID string) *kpi.Contact {
	return &c.People[slices.IndexFunc(c.People, func(p kpi.Contact) bool { return p.SlackID == slackID })]
}

// indicator finds one of the council's, to change it.
func indicator(c *kpi.Chase, code string) *kpi.Indicator {
	return &c.Indicators[slices.IndexFunc(c.Indicators, func(i kpi.Indicator) bool { return i.Code == code })]
}

// chasedBy gives every committee this ladder.
func chasedBy(tb testing.TB, c *kpi.Chase, text string) {
	tb.Helper()
	l, err := kpi.ParseLadder(text)
	if err != nil {
		tb.Fatal(err)
	}
	for n := range c.Committees {
		c.Committees[n].Ladder = l
	}
}

func posts(c *kpi.Chase, p kpi.Period, codes ...string) {
	for _, code := range codes {
		c.Posted[kpi.Subject{Indicator: code, Period: p}] = true
	}
}

// event is something that happens, by London's clock.
type event struct {
	at string
	do func(*kpi.Chase)
}

// live asks every quarter of an hour of the days from first to last, by the council's clock, what is owed, and says it;
// events happen in between.
func live(tb testing.TB, c kpi.Chase, first, last string, events ...event) []kpi.Rehearsed {
	tb.Helper()
	var said []kpi.Rehearsed
	begin, end := day(tb, first).At(0, c.Zone), day(tb, last).AddDays(1).At(0, c.Zone)
	for now := begin; now.Before(end); now = now.Add(15 * time.Minute) {
		for _, e := range events {
			if at(tb, e.at).Equal(now) {
				e.do(&c)
			}
		}
		for _, n := range c.Owed(now) {
			said = append(said, kpi.Rehearsed{At: now, Notice: n})
			tell(&c, n)
		}
	}
	return said
}

// tell notes that a message was said, as the store does: without the due day.
func tell(c *kpi.Chase, n kpi.Notice) {
	for _, i := range n.Items {
		i.Due = kpi.Date{}
		c.Told = append(c.Told, kpi.Told{Recipient: n.Recipient, Day: n.Day, Item: i})
	}
}

// diary is messages in lines, such as "2024-01-12 09:00 U0CORONER post 178 -5".
func diary(said []kpi.Rehearsed) string {
	var b strings.Builder
	for _, r := range said {
		fmt.Fprintf(&b, "%s %s %s\n", r.At.Format("2006-01-02 15:04"), r.Recipient, items(r.Notice))
	}
	return b.String()
}

// items are a message's, those of one duty and step together: post 175 176 -5; gap no owner 178 opens.
func items(n kpi.Notice) string {
	var heads []string
	codes := map[string]string{}
	for _, i := range n.Items {
		head := string(i.Duty)
		if i.Gap != "" {
			head += " " + string(i.Gap)
		}
		head += "|" + i.Step.String()
		if !slices.Contains(heads, head) {
			heads = append(heads, head)
		}
		name := i.Indicator
		if name == "" {
			name = i.Period.String()
		}
		codes[head] += " " + name
	}
	for n, head := range heads {
		duty, step, _ := strings.Cut(head, "|")
		heads[n] = duty + codes[head] + " " + step
	}
	return strings.Join(heads, "; ")
}

package kpi_test

import (
	"fmt"
	"time"

	"chaser/kpi"
)

// Who is owed what on a day. The owner is asked on the morning that the figure is due. Then she is on leave, and who
// stands in for her is asked. Her manager hears once it is three working days late. A figure that is posted is asked of
// nobody.
func ExampleChase_Owed() {
	q3 := kpi.Quarter(2023, 3)
	day := func(month time.Month, d int) kpi.Date { return kpi.Date{Year: 2024, Month: month, Day: d} }
	coroner := kpi.Contact{Person: kpi.Person{SlackID: "coroner", Name: "Coroners service lead"}}
	coroner.Leaves = []kpi.Leave{{Person: "coroner", First: day(1, 22), Last: day(1, 26), Deputy: "registrar"}}
	c := kpi.Chase{
		Zone:     time.UTC,
		Calendar: kpi.NewCalendar(nil),
		People: []kpi.Contact{
			coroner,
			{Person: kpi.Person{SlackID: "registrar", Name: "Registration service lead"}},
			{Person: kpi.Person{SlackID: "director", Name: "Assistant director", Roles: []kpi.Role{kpi.Manager}}},
		},
		Committees: []kpi.Committee{{Name: "Communities"}},
		Indicators: []kpi.Indicator{{
			Code: "178", Title: "Inquests closed", Committee: "Communities", Frequency: kpi.Quarterly, Owner: "coroner", Manager: "director",
		}},
		Collections: []kpi.Collection{{Period: q3, Opens: day(1, 2), Due: day(1, 19), CommitteeDate: day(3, 12)}},
		Posted:      map[kpi.Subject]bool{},
	}
	tell := func(on kpi.Date) {
		owed := c.Owed(on.At(9, time.UTC))
		fmt.Printf("%s, messages: %d\n", on.Words(), len(owed))
		for _, n := range owed {
			fmt.Println(" ", n.Recipient, n.Codes(), n.Why(c.Calendar))
		}
	}
	tell(day(1, 19))
	tell(day(1, 22))
	tell(day(1, 24))
	c.Posted[kpi.Subject{Indicator: "178", Period: q3}] = true
	tell(day(1, 25))
	// Output:
	// 19 January 2024, messages: 1
	//   coroner [178] 1 figure for Q3 2023/24 is due today
	// 22 January 2024, messages: 1
	//   registrar [178] 1 figure for Q3 2023/24 was due on 19 January 2024, 1 working day ago
	// 24 January 2024, messages: 2
	//   registrar [178] 1 figure for Q3 2023/24 was due on 19 January 2024, 3 working days ago
	//   director [178] 1 figure for Q3 2023/24 is late in services that they manage; due on 19 January 2024
	// 25 January 2024, messages: 0
}

package store

import (
	"fmt"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// largeCouncil is a register of ten committees with so many indicators, each with an owner of its own, the next one's
// owner as its deputy, and a manager for every ten. Their figures are of so many quarters up to the second of 2023/24.
// The collection of the third is open in tests' time.
func largeCouncil(indicators, quarters int) kpi.Register {
	r := kpi.Register{
		People: []kpi.Person{{SlackID: "U0PERF", Name: "Performance team", Roles: []kpi.Role{kpi.Admin}}},
		Collections: []kpi.Collection{
			{Period: kpi.Quarter(2023, 3), Opens: kpi.Date{Year: 2024, Month: 1, Day: 2}, Due: kpi.Date{Year: 2024, Month: 1, Day: 19}},
		},
	}
	for n := range 10 {
		r.Committees = append(r.Committees, kpi.Committee{Name: fmt.Sprintf("Committee %d", n), Channel: fmt.Sprintf("C0COMM%d", n), Members: []string{"U0PERF"}})
	}
	for n := range indicators {
		if n%10 == 0 {
			r.People = append(r.People, kpi.Person{SlackID: manager(n), Name: fmt.Sprintf("Manager %d", n/10), Roles: []kpi.Role{kpi.Manager}})
		}
		r.People = append(r.People, kpi.Person{SlackID: lead(n), Name: fmt.Sprintf("Service lead %d", n), Manager: manager(n), Roles: []kpi.Role{kpi.Member}})
		target := decimal.New(90, 0)
		r.Indicators = append(r.Indicators, kpi.Indicator{
			Code: fmt.Sprintf("K%d", n), Title: fmt.Sprintf("Share of cases that are decided in time, %d", n), Committee: fmt.Sprintf("Committee %d", n%10),
			Service: fmt.Sprintf("Service %d", n/10), Unit: kpi.Percent, Decimals: 1, Direction: kpi.Up, Kind: kpi.Target, Target: &target,
			Frequency: kpi.Quarterly, Compare: kpi.WithPrevious, Owner: lead(n), Deputy: lead((n + 1) % indicators), Manager: manager(n),
		})
	}
	for q := quarters - 1; q >= 0; q-- {
		past := 2023*4 + 1 - q
		for n := range indicators {
			value := decimal.New(int64(800+(n*7+q*3)%200), -1)
			r.Figures = append(r.Figures, kpi.Figure{
				Indicator: r.Indicators[n].Code, Period: kpi.Quarter(past/4, past%4+1), Value: &value, Status: kpi.Final,
				Commentary: fmt.Sprintf("Two of the team were away in week %d, and the backlog was cleared by the end of the quarter.", q),
			})
		}
	}
	return r
}

func lead(n int) string    { return fmt.Sprintf("U0LEAD%d", n) }
func manager(n int) string { return fmt.Sprintf("U0MGR%d", n/10) }

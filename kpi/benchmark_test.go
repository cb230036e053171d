package kpi_test

import (
	"fmt"
	"testing"

	"chaser/kpi"
)

func BenchmarkRate(b *testing.B) {
	for _, text := range []string{"relative:-10,0,5", "points:-5,0,2", "bounds:50,60,70", "floor:50", "met", "range:50,60,5"} {
		b.Run(text, func(b *testing.B) {
			rule, target, actual := mustRule(b, text), num("60"), rat("55")
			b.ReportAllocs()
			for b.Loop() {
				if _, err := kpi.Rate(rule, kpi.Up, target, actual, kpi.Percent, 0); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkAssess(b *testing.B) {
	i, f := registered(), figureOf(kpi.Quarter(2023, 2), "570/889")
	b.ReportAllocs()
	for b.Loop() {
		if a := i.Assess(f); a.Rating != kpi.Blue {
			b.Fatal(a.Rating)
		}
	}
}

func BenchmarkParseTyped(b *testing.B) {
	for _, text := range []string{"142", "96,326", "£-4.50", "570 out of 889", "12,34"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				v, err := kpi.ParseTyped(text)
				if (err == nil) != (v.Value != nil || v.Numerator != nil) {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkOwed finds what is owed at the opening of a collection, when everybody is owed something, and once all that
// was owed is told. Every indicator has an owner of its own, and every ten a manager.
func BenchmarkOwed(b *testing.B) {
	for _, indicators := range []int{300, 3000, 30000} {
		c := council(b)
		c.People, c.Indicators = []kpi.Contact{{Person: kpi.Person{SlackID: "U0PERF", Roles: []kpi.Role{kpi.Admin}}}}, nil
		for n := range indicators {
			owner, manager := fmt.Sprint("U0LEAD", n), fmt.Sprint("U0MGR", n/10)
			if n%10 == 0 {
				c.People = append(c.People, kpi.Contact{Person: kpi.Person{SlackID: manager}})
			}
			c.People = append(c.People, kpi.Contact{Person: kpi.Person{SlackID: owner, Manager: manager}})
			c.Indicators = append(c.Indicators, kpi.Indicator{
				Code: fmt.Sprint("K", n), Committee: c.Committees[0].Name, Frequency: kpi.Quarterly, Owner: owner, Deputy: fmt.Sprint("U0LEAD", (n+1)%indicators),
			})
		}
		opens := at(b, opening+" 09:00")
		owed := c.Owed(opens)
		b.Run(fmt.Sprintf("all/indicators=%d", indicators), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if got := c.Owed(opens); len(got) != len(owed) || len(owed) != indicators+1 {
					b.Fatal(len(got))
				}
			}
		})
		for _, n := range owed {
			tell(&c, n)
		}
		next := opens.AddDate(0, 0, 1)
		b.Run(fmt.Sprintf("none/indicators=%d", indicators), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if got := c.Owed(next); len(got) > 0 {
					b.Fatal(got[0])
				}
			}
		})
	}
}

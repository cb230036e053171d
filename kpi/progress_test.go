package kpi_test

import (
	"fmt"
	"strings"
	"testing"

	"chaser/kpi"
)

func TestProgress(t *testing.T) {
	t.Parallel()
	q3 := kpi.Quarter(2023, 3)
	c := council(t)
	c.Committees = append(c.Committees, kpi.Committee{Name: "Highways"})
	c.Indicators = append(c.Indicators,
		kpi.Indicator{Code: "ROAD", Title: "Roads", Committee: "Highways", Service: "Roads", Frequency: kpi.Quarterly},
		kpi.Indicator{Code: "HALF", Committee: "Highways", Service: "Roads", Frequency: kpi.HalfYearly}) // not in the third quarter
	posts(&c, q3, "LIB1", "LIB3", "YTH1", "176")
	posts(&c, kpi.Quarter(2023, 2), "178") // no news
	person(&c, "U0REGISTR").Leaves = []kpi.Leave{{First: day(t, opening), Deputy: "U0TRADING"}}
	k := c.Collections[1]
	board := func(committee, on string) string {
		p := c.Progress(k, committee, "", day(t, on))
		in, all := p.Count()
		var b strings.Builder
		fmt.Fprintf(&b, "%s, due on %s, as it stands on %s: %d of %d in\n", p.Collection.Period, p.Deadline, on, in, all)
		for _, s := range p.Services {
			fmt.Fprintf(&b, "  %s:", s.Service)
			for _, list := range []struct {
				name string
				are  []kpi.Pending
			}{{"in", s.In}, {"awaited", s.Awaited}, {"late", s.Late}} {
				for _, one := range list.are {
					fmt.Fprintf(&b, " %s %s (%s, %s)", one.Indicator, list.name, one.Title, one.Asked)
				}
			}
			b.WriteString("\n")
		}
		return b.String()
	}
	golden(t, "progress.golden.txt", board("", due)+board("", "2024-01-20")+board("Highways", due)+board("Nobody's", due))

	c.Calendar = kpi.NewCalendar([]kpi.Closure{{Day: day(t, due), Name: "Flood"}})
	if p := c.Progress(k, "", "", day(t, "2024-01-22")); p.Deadline.String() != "2024-01-22" || len(p.Services[0].Late) != 0 || len(p.Services[0].Awaited) != 1 {
		t.Errorf("on a due day that was moved: %+v", p.Services[0])
	}
}

func TestCurrentCollection(t *testing.T) {
	t.Parallel()
	c := council(t)
	c.Indicators = append(c.Indicators, kpi.Indicator{Code: "MON", Frequency: kpi.Monthly})
	c.Collections = append(c.Collections, kpi.Collection{Period: kpi.Month(2023, 11), Opens: day(t, "2023-12-01"), Due: day(t, "2023-12-08")})
	for text, want := range map[string]string{
		"2023-10-01": "",
		"2023-10-02": "2023-24Q2",
		"2023-12-01": "2023-11",
		"2024-01-01": "2023-11",
		"2024-01-02": "2023-24Q3",
		"2030-01-01": "2023-24Q3",
	} {
		k, ok := c.Current(day(t, text))
		if k.Period.String() != want || ok != (want != "") {
			t.Errorf("on %s it is %q (%t), want %q", text, k.Period, ok, want)
		}
	}
}

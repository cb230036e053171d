package kpi_test

import (
	"fmt"
	"strings"
	"testing"

	"chaser/kpi"
)

// What is not in is awaited until the deadline is over, and late from then on.
func TestProgress(t *testing.T) {
	t.Parallel()
	k := kpi.Collection{Period: kpi.Quarter(2023, 3), Opens: day(t, opening), Due: day(t, due)}
	for on, want := range map[string]string{
		opening:      "3 of 8 in: Libraries 1/2/0, Roads 0/3/0, Coroners 2/0/0",
		due:          "3 of 8 in: Libraries 1/2/0, Roads 0/3/0, Coroners 2/0/0",
		"2024-01-20": "3 of 8 in: Libraries 1/0/2, Roads 0/0/3, Coroners 2/0/0",
	} {
		p := kpi.Progress{Collection: k, Deadline: k.Deadline(kpi.Calendar{})}
		p.Add("Libraries", 1, 2, day(t, on))
		p.Add("Roads", 0, 3, day(t, on))
		p.Add("Coroners", 2, 0, day(t, on))
		var services []string
		for _, s := range p.Services {
			services = append(services, fmt.Sprintf("%s %d/%d/%d", s.Service, s.In, s.Awaited, s.Late))
		}
		in, all := p.Count()
		if got := fmt.Sprintf("%d of %d in: %s", in, all, strings.Join(services, ", ")); got != want {
			t.Errorf("on %s: %s, want %s", on, got, want)
		}
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

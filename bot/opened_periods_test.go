package bot

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"chaser/kpi"
)

// A form offers the periods whose collections have opened, from the very day on, the latest first and eight at most.
func TestThePeriodsThatAFormOffers(t *testing.T) {
	t.Parallel()
	opens := kpi.Date{Year: 2024, Month: 1, Day: 2}
	third, fourth := kpi.Quarter(2023, 3), kpi.Quarter(2023, 4)
	collections := []kpi.Collection{
		{Period: third, Opens: opens},
		{Period: fourth, Opens: opens.AddDays(91)},
		{Period: third, Opens: opens.AddDays(30)}, // collected again
	}
	names := func(periods []kpi.Period) (all []string) {
		for _, p := range periods {
			all = append(all, p.String())
		}
		return all
	}
	for _, c := range []struct {
		name  string
		today kpi.Date
		want  []string
	}{
		{"the day before", opens.AddDays(-1), nil},
		{"on the day", opens, []string{"2023-24Q3"}},
		{"the day before the next", opens.AddDays(90), []string{"2023-24Q3"}},
		{"on the day of the next", opens.AddDays(91), []string{"2023-24Q4", "2023-24Q3"}},
	} {
		if diff := cmp.Diff(c.want, names(openedPeriods(collections, kpi.Quarterly, c.today))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
	p := kpi.Quarter(2010, 1)
	for range 12 {
		collections = append(collections, kpi.Collection{Period: p, Opens: opens.AddDays(-4000)})
		p = p.Next()
	}
	got := openedPeriods(collections, kpi.Quarterly, opens)
	if len(got) != maxFormPeriods || got[0] != third || got[1] != kpi.Quarter(2012, 4) {
		t.Errorf("of many it offers %v", names(got))
	}
}

package kpi_test

import (
	"testing"

	"chaser/kpi"
)

func TestMovement(t *testing.T) {
	t.Parallel()
	const up, down, none = kpi.Up, kpi.Down, kpi.None
	tests := []struct {
		name       string
		direction  kpi.Direction
		cumulative bool
		compare    kpi.Compare
		frequency  kpi.Frequency
		now        string // its period
		value      string
		status     kpi.Status
		before     string // the value compared with; empty for no figure
		beforeIs   kpi.Status
		since      string
		want       kpi.Change
		by         string
	}{
		{"up", up, false, kpi.WithPrevious, kpi.Quarterly, "2023-24Q2", "55", kpi.Final, "48", kpi.Final, "2023-24Q1", kpi.Improving, "7"},
		{"down", up, false, kpi.WithPrevious, kpi.Quarterly, "2023-24Q2", "48", kpi.Final, "55", kpi.Final, "2023-24Q1", kpi.Declining, "-7"},
		{"the same", up, false, kpi.WithPrevious, kpi.Quarterly, "2023-24Q2", "55", kpi.Final, "55.00", kpi.Final, "2023-24Q1", kpi.Unchanged, "0"},
		{"a hair is a change", up, false, kpi.WithPrevious, kpi.Quarterly, "2023-24Q2", "55.0000001", kpi.Final, "55", kpi.Final, "2023-24Q1", kpi.Improving, "1/10000000"},
		{"lower is better, up", down, false, kpi.WithPrevious, kpi.Quarterly, "2023-24Q2", "55", kpi.Final, "48", kpi.Final, "2023-24Q1", kpi.Declining, "7"},
		{"lower is better, down", down, false, kpi.WithPrevious, kpi.Quarterly, "2023-24Q2", "48", kpi.Final, "55", kpi.Final, "2023-24Q1", kpi.Improving, "-7"},
		{"lower is better, the same", down, false, kpi.WithPrevious, kpi.Quarterly, "2023-24Q2", "0", kpi.Final, "0", kpi.Final, "2023-24Q1", kpi.Unchanged, "0"},
		{"no direction still has a difference", none, false, kpi.WithPrevious, kpi.Quarterly, "2023-24Q2", "142", kpi.Final, "213", kpi.Final, "2023-24Q1", kpi.NotAvailable, "-71"},
		{"fractions are not rounded", up, false, kpi.WithPrevious, kpi.Quarterly, "2023-24Q2", "2/3", kpi.Final, "66.6666666667", kpi.Final, "2023-24Q1", kpi.Declining, "-1/30000000000"},
		{"provisional is compared", up, false, kpi.WithPrevious, kpi.Quarterly, "2023-24Q2", "55", kpi.Provisional, "48", kpi.PartPeriod, "2023-24Q1", kpi.Improving, "7"},
		{"the first quarter looks at last year's fourth", up, false, kpi.WithPrevious, kpi.Quarterly, "2023-24Q1", "55", kpi.Final, "48", kpi.Final, "2022-23Q4", kpi.Improving, "7"},
		{"a year ago", up, true, kpi.WithYearAgo, kpi.Quarterly, "2023-24Q2", "608", kpi.Final, "1107", kpi.Final, "2022-23Q2", kpi.Declining, "-499"},
		{"half-years", up, false, kpi.WithPrevious, kpi.HalfYearly, "2023-24Q2", "5", kpi.Final, "4", kpi.Final, "2022-23Q4", kpi.Improving, "1"},
		{"months", up, false, kpi.WithPrevious, kpi.Monthly, "2024-01", "5", kpi.Final, "4", kpi.Final, "2023-12", kpi.Improving, "1"},
		{"years", up, false, kpi.WithPrevious, kpi.Yearly, "2023-24", "5", kpi.Final, "4", kpi.Final, "2022-23", kpi.Improving, "1"},
		{"cumulative within the year", up, true, kpi.WithPrevious, kpi.Quarterly, "2023-24Q2", "147", kpi.Final, "88", kpi.Final, "2023-24Q1", kpi.Improving, "59"},
		{"cumulative begins again", up, true, kpi.WithPrevious, kpi.Quarterly, "2023-24Q1", "88", kpi.Final, "300", kpi.Final, "2022-23Q4", kpi.NotAvailable, ""},
		{"cumulative months begin again in April", up, true, kpi.WithPrevious, kpi.Monthly, "2023-04", "8", kpi.Final, "300", kpi.Final, "2023-03", kpi.NotAvailable, ""},
		{"cumulative months go on in January", up, true, kpi.WithPrevious, kpi.Monthly, "2024-01", "308", kpi.Final, "300", kpi.Final, "2023-12", kpi.Improving, "8"},
		{"cumulative half-years begin again", up, true, kpi.WithPrevious, kpi.HalfYearly, "2023-24Q2", "8", kpi.Final, "300", kpi.Final, "2022-23Q4", kpi.NotAvailable, ""},
		{"whole years are whole", up, true, kpi.WithPrevious, kpi.Yearly, "2023-24", "310", kpi.Final, "300", kpi.Final, "2022-23", kpi.Improving, "10"},
		{"nothing before", up, false, kpi.WithPrevious, kpi.Quarterly, "2023-24Q2", "55", kpi.Final, "", "", "2023-24Q1", kpi.NotAvailable, ""},
		{"carried forward now", up, false, kpi.WithPrevious, kpi.Quarterly, "2023-24Q2", "48", kpi.CarriedForward, "48", kpi.Final, "2023-24Q1", kpi.NotAvailable, ""},
		{"carried forward before", up, false, kpi.WithPrevious, kpi.Quarterly, "2023-24Q2", "55", kpi.Final, "48", kpi.CarriedForward, "2023-24Q1", kpi.NotAvailable, ""},
		{"unavailable now", up, false, kpi.WithPrevious, kpi.Quarterly, "2023-24Q2", "", kpi.Unavailable, "48", kpi.Final, "2023-24Q1", kpi.NotAvailable, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			i := kpi.Indicator{Unit: kpi.Percent, Direction: test.direction, Cumulative: test.cumulative, Compare: test.compare, Frequency: test.frequency}
			current := figureOf(period(t, test.now), test.value)
			current.Status = test.status
			var earlier *kpi.Figure
			if test.before != "" {
				f := figureOf(i.ComparedPeriod(current.Period), test.before)
				f.Status = test.beforeIs
				earlier = &f
			}
			m := i.Movement(current, earlier)
			if m.Change != test.want || m.Since.String() != test.since {
				t.Errorf("%s since %s, want %s since %s (%s)", m.Change, m.Since, test.want, test.since, m.Why)
			}
			switch {
			case test.by == "" && m.By != nil:
				t.Errorf("moved by %s, though the two cannot be compared", m.By)
			case test.by != "" && (m.By == nil || m.By.Cmp(rat(test.by)) != 0):
				t.Errorf("moved by %v, want %s", m.By, test.by)
			}
			says := !current.Status.Reportable() // that there is nothing to compare
			if (m.Why != "") != (test.want == kpi.NotAvailable && !says) {
				t.Errorf("%s is explained by %q", m.Change, m.Why)
			}
		})
	}
}

func TestMovementFromUnavailable(t *testing.T) {
	t.Parallel()
	i := kpi.Indicator{Unit: kpi.Count, Direction: kpi.Up, Frequency: kpi.Quarterly}
	m := i.Movement(figureOf(kpi.Quarter(2023, 2), "5"), &kpi.Figure{Period: kpi.Quarter(2023, 1), Status: kpi.Unavailable})
	if m.Change != kpi.NotAvailable || m.Why != "Q1 2023/24 has no figure of its own to compare with." {
		t.Errorf("%s: %s", m.Change, m.Why)
	}
}

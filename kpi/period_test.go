package kpi_test

import (
	"testing"

	"pgregory.net/rapid"

	"chaser/kpi"
)

func TestParsePeriod(t *testing.T) {
	t.Parallel()
	tests := []struct{ typed, want, words string }{
		{"2023-24Q2", "2023-24Q2", "Q2 2023/24"},
		{" 2023/24 q2 ", "2023-24Q2", "Q2 2023/24"},
		{"Q2 2023/24", "2023-24Q2", "Q2 2023/24"},
		{"quarter 2 2023-24", "2023-24Q2", "Q2 2023/24"},
		{"1999-00Q4", "1999-00Q4", "Q4 1999/00"},
		{"2023-09", "2023-09", "September 2023"},
		{"2023/09", "", ""},
		{"September 2023", "2023-09", "September 2023"},
		{"sep 2023", "2023-09", "September 2023"},
		{"2023-24", "2023-24", "2023/24"},
		{"2023/24", "2023-24", "2023/24"},
		{"2011-12", "2011-12", "December 2011"},
		{"2011/12", "2011/12", "2011/12"},
		{"2012-13", "2012-13", "2012/13"},
		{"1999-00", "1999-00", "1999/00"},
		{"1900-01Q1", "1900-01Q1", "Q1 1900/01"},
		{"2199-12", "2199-12", "December 2199"},
	}
	for _, test := range tests {
		p, err := kpi.ParsePeriod(test.typed)
		if test.want == "" {
			if r := refusal(t, err); r.Field != kpi.FieldPeriod {
				t.Errorf("%q: refused for its %s", test.typed, r.Field)
			}
			continue
		}
		if err != nil || p.String() != test.want || p.Words() != test.words {
			t.Errorf("%q is %s, %q (%v); want %s, %q", test.typed, p, p.Words(), err, test.want, test.words)
		}
	}
}

func TestParsePeriodRefuses(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", "Q2", "2023", "2023-24Q5", "2023-24Q0", "2023-25Q2", "2023-13", "2023-00", "2023-25", "23-24Q2", "2023-24Q2 2023-24Q2", "0999-09",
		"1899-12", "2200-01", "Q9 2023/24", "Septober 2023", "2023-9", "٢٠٢٣-٠٩",
	} {
		p, err := kpi.ParsePeriod(text)
		if err == nil {
			t.Errorf("%q is taken for %s", text, p)
			continue
		}
		_ = refusal(t, err)
	}
}

func TestPeriodDays(t *testing.T) {
	t.Parallel()
	tests := []struct{ period, start, end, next, yearAgo string }{
		{"2023-24Q1", "2023-04-01", "2023-06-30", "2023-24Q2", "2022-23Q1"},
		{"2023-24Q3", "2023-10-01", "2023-12-31", "2023-24Q4", "2022-23Q3"},
		{"2023-24Q4", "2024-01-01", "2024-03-31", "2024-25Q1", "2022-23Q4"},
		{"2024-02", "2024-02-01", "2024-02-29", "2024-03", "2023-02"},
		{"2023-02", "2023-02-01", "2023-02-28", "2023-03", "2022-02"},
		{"2023-12", "2023-12-01", "2023-12-31", "2024-01", "2022-12"},
		{"2023-24", "2023-04-01", "2024-03-31", "2024-25", "2022-23"},
		{"2010/11", "2010-04-01", "2011-03-31", "2011/12", "2009/10"},
	}
	for _, test := range tests {
		p := period(t, test.period)
		if p.Start().String() != test.start || p.End().String() != test.end || p.Next().String() != test.next || p.YearAgo().String() != test.yearAgo {
			t.Errorf("%s: %s to %s, then %s, a year ago %s", p, p.Start(), p.End(), p.Next(), p.YearAgo())
		}
	}
}

func TestPreviousPeriod(t *testing.T) {
	t.Parallel()
	tests := []struct {
		period    string
		frequency kpi.Frequency
		want      string
	}{
		{"2023-24Q1", kpi.Quarterly, "2022-23Q4"},
		{"2023-24Q3", kpi.Quarterly, "2023-24Q2"},
		{"2023-24Q4", kpi.HalfYearly, "2023-24Q2"},
		{"2023-24Q2", kpi.HalfYearly, "2022-23Q4"},
		{"2024-01", kpi.Monthly, "2023-12"},
		{"2023-24", kpi.Yearly, "2022-23"},
	}
	for _, test := range tests {
		if got := period(t, test.period).Previous(test.frequency); got.String() != test.want {
			t.Errorf("before %s (%s) comes %s, want %s", test.period, test.frequency, got, test.want)
		}
	}
}

func TestPeriodForFrequency(t *testing.T) {
	t.Parallel()
	tests := []struct {
		collected string
		frequency kpi.Frequency
		want      string // empty where the indicator does not report then
	}{
		{"2023-24Q1", kpi.Quarterly, "2023-24Q1"},
		{"2023-24Q1", kpi.HalfYearly, ""},
		{"2023-24Q2", kpi.HalfYearly, "2023-24Q2"},
		{"2023-24Q4", kpi.HalfYearly, "2023-24Q4"},
		{"2023-24Q3", kpi.Yearly, ""},
		{"2023-24Q4", kpi.Yearly, "2023-24"},
		{"2023-24", kpi.Yearly, "2023-24"},
		{"2023-24", kpi.Quarterly, ""},
		{"2023-24Q2", kpi.Monthly, ""},
		{"2023-09", kpi.Monthly, "2023-09"},
		{"2023-09", kpi.Quarterly, ""},
	}
	for _, test := range tests {
		got, reports := period(t, test.collected).For(test.frequency)
		if got.String() != test.want || reports != (test.want != "") {
			t.Errorf("a %s indicator reports %q (%t) when %s is collected, want %q", test.frequency, got, reports, test.collected, test.want)
		}
		if reports && !got.Suits(test.frequency) {
			t.Errorf("%s does not suit a %s indicator that reports it", got, test.frequency)
		}
	}
	if kpi.Quarter(2023, 1).Suits(kpi.HalfYearly) || kpi.Month(2023, 6).Suits(kpi.Quarterly) || kpi.Quarter(2023, 1).Suits("weekly") {
		t.Error("a period suits a frequency that it has not")
	}
}

func TestPeriodOrder(t *testing.T) {
	t.Parallel()
	ordered := []string{"2022-23", "2022-23Q4", "2023-04", "2023-24Q1", "2023-24", "2023-05", "2023-24Q2"}
	for n, earlier := range ordered {
		for m, later := range ordered {
			if got, want := period(t, earlier).Before(period(t, later)), n < m; got != want {
				t.Errorf("%s before %s: %t", earlier, later, got)
			}
		}
	}
}

func TestZeroPeriod(t *testing.T) {
	t.Parallel()
	var none kpi.Period
	if !none.IsZero() || none.String() != "" || none.Words() != "" || none.Span() != "" || kpi.Month(2023, 1).IsZero() {
		t.Errorf("the zero period is %q", none)
	}
}

// aPeriod draws a month, quarter or financial year of the years that can be typed, less one on each side for its
// neighbours.
var aPeriod = rapid.Custom(func(t *rapid.T) kpi.Period {
	year := rapid.IntRange(1902, 2197).Draw(t, "year")
	switch rapid.SampledFrom([]kpi.Frequency{kpi.Monthly, kpi.Quarterly, kpi.Yearly}).Draw(t, "span") {
	case kpi.Monthly:
		return kpi.Month(year, rapid.IntRange(1, 12).Draw(t, "month"))
	case kpi.Quarterly:
		return kpi.Quarter(year, rapid.IntRange(1, 4).Draw(t, "quarter"))
	}
	return kpi.FinancialYear(year)
})

func TestPeriodReadsBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := aPeriod.Draw(t, "period")
		for _, text := range []string{p.String(), p.Words()} {
			if got, err := kpi.ParsePeriod(text); err != nil || got != p {
				t.Fatalf("%q reads back as %s (%v)", text, got, err)
			}
		}
	})
}

func TestPeriodNeighbours(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := aPeriod.Draw(t, "period")
		next := p.Next()
		if next.Previous(p.Span()) != p || next.Span() != p.Span() || !p.Before(next) || next.Before(p) {
			t.Fatalf("%s is followed by %s, before which comes %s", p, next, next.Previous(p.Span()))
		}
		if p.End().AddDays(1) != next.Start() {
			t.Fatalf("%s ends on %s and %s begins on %s", p, p.End(), next, next.Start())
		}
		if half := p.Next().Next(); half.Previous(kpi.HalfYearly) != p {
			t.Fatalf("two after %s is %s, and half a year before that %s", p, half, half.Previous(kpi.HalfYearly))
		}
		back := p
		for range map[kpi.Frequency]int{kpi.Monthly: 12, kpi.Quarterly: 4, kpi.Yearly: 1}[p.Span()] {
			back = back.Previous(p.Span())
		}
		if p.YearAgo() != back || p.FinancialYear() != back.FinancialYear()+1 {
			t.Fatalf("a year before %s is %s or %s", p, p.YearAgo(), back)
		}
	})
}

// Each day of more than a century, leap days among them, lies in one month, one quarter and one financial year.
func TestPeriodsCoverEveryDayOnce(t *testing.T) {
	t.Parallel()
	for _, p := range []kpi.Period{kpi.Month(1999, 4), kpi.Quarter(1999, 1), kpi.FinancialYear(1999)} {
		leapDays := 0
		for d := p.Start(); d.Year < 2105; d = d.AddDays(1) {
			if d.Month == 2 && d.Day == 29 {
				leapDays++
			}
			if p.End().Before(d) {
				p = p.Next()
			}
			if d.Before(p.Start()) || p.End().Before(d) {
				t.Fatalf("%s is in no period: after %s", d, p)
			}
			financial := d.Year
			if d.Month < 4 {
				financial--
			}
			if p.FinancialYear() != financial {
				t.Fatalf("%s of %s is in financial year %d", d, p, p.FinancialYear())
			}
		}
		if leapDays != 26 { // 2000 to 2104, less 2100
			t.Errorf("%s periods met %d leap days", p.Span(), leapDays)
		}
	}
}

func FuzzParsePeriod(f *testing.F) {
	for _, seed := range []string{"2023-24Q2", "Q2 2023/24", "2023-09", "2011/12", "Sep 2023", "quarter 2 2023-24", "\x00", "2023-24Q２"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := kpi.ParsePeriod(text)
		if err != nil {
			_ = refusal(t, err)
			return
		}
		for _, text := range []string{p.String(), p.Words()} {
			if again, err := kpi.ParsePeriod(text); err != nil || again != p {
				t.Errorf("%q reads back as %s (%v)", text, again, err)
			}
		}
	})
}

package kpi_test

import (
	"testing"

	"chaser/kpi"
)

func TestShow(t *testing.T) {
	t.Parallel()
	tests := []struct {
		unit     kpi.Unit
		value    string
		decimals int
		want     string
	}{
		{kpi.Count, "96326", 0, "96,326"},
		{kpi.Count, "999", 0, "999"},
		{kpi.Count, "-1234567.891", 2, "−1,234,567.89"},
		{kpi.Percent, "55", 0, "55%"},
		{kpi.Percent, "57000/889", 1, "64.1%"},
		{kpi.Percent, "0.5", 0, "1%"},
		{kpi.Percent, "-0.5", 0, "−1%"},
		{kpi.Percent, "-0.4", 0, "0%"},
		{kpi.Currency, "1250", 0, "£1,250"},
		{kpi.Currency, "-4.5", 2, "−£4.50"},
		{kpi.Days, "12", 0, "12 days"},
		{kpi.Days, "1", 0, "1 day"},
		{kpi.Days, "-1", 0, "−1 day"},
		{kpi.Days, "1", 1, "1.0 days"},
		{kpi.Days, "0", 0, "0 days"},
		{kpi.Ratio, "1.25", 2, "1.25"},
	}
	for _, test := range tests {
		if got := test.unit.Show(rat(test.value), test.decimals); got != test.want {
			t.Errorf("%s as %s to %d digits is %q, want %q", test.value, test.unit, test.decimals, got, test.want)
		}
	}
	if got := kpi.Count.ShowInt(12_345); got != "12,345" {
		t.Errorf("12345 is shown as %s", got)
	}
}

func TestExactly(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"0", "160", "160.00", "-0.10", "123456789012345678901234567890", "0.000000000000000000000000000001"} {
		if got := kpi.Exactly(*num(text)); got != text {
			t.Errorf("%s is written %s", text, got)
		}
	}
	if got := kpi.Exactly(num("12").Shift(3)); got != "12000" {
		t.Errorf("twelve thousand is written %s", got)
	}
}

func TestShowFigureAndValue(t *testing.T) {
	t.Parallel()
	i := kpi.Indicator{Unit: kpi.Percent, Decimals: 1}
	q2 := kpi.Quarter(2023, 2)
	for value, want := range map[string]string{"55": "55.0%", "570/889": "64.1% (570 of 889)", "1200.5/2000": "60.0% (1,200.5 of 2,000)", "": "unavailable"} {
		if got := i.ShowFigure(figureOf(q2, value)); got != want {
			t.Errorf("%q is shown as %q, want %q", value, got, want)
		}
	}
	for value, want := range map[string]string{"60": "60.0%", "60.25": "60.25%", "": "—"} {
		if got := i.ShowValue(num(value)); got != want {
			t.Errorf("a target of %q is shown as %q, want %q", value, got, want)
		}
	}
	if got := i.ShowFigure(figureOf(q2, "570/0")); got != "unavailable" {
		t.Errorf("a division by 0 is shown as %q", got)
	}
}

func TestCompleted(t *testing.T) {
	t.Parallel()
	f := kpi.Figure{Numerator: num("2"), Denominator: num("3"), Commentary: " a\r\n", Actions: "b\x00"}
	percent, ratio := f.Completed(kpi.Percent), f.Completed(kpi.Ratio)
	if kpi.Exactly(*percent.Value) != "66.6666666667" || kpi.Exactly(*ratio.Value) != "0.6666666667" {
		t.Errorf("two thirds are %s%% and %s", percent.Value, ratio.Value)
	}
	if percent.Commentary != "a" || percent.Actions != "b" || f.Value != nil {
		t.Errorf("completed as %+v", percent)
	}
	f.Value = num("66.7")
	if got := f.Completed(kpi.Percent); kpi.Exactly(*got.Value) != "66.7" || got.Exact(kpi.Percent).Cmp(rat("200/3")) != 0 {
		t.Errorf("the value given was replaced by %s", got.Value)
	}
}

func TestSays(t *testing.T) {
	t.Parallel()
	f := figureOf(kpi.Quarter(2023, 2), "570/889")
	same := f
	same.Revision, same.Reason, same.PostedBy, same.Numerator = 7, "why", "U0OTHER", num("570.0")
	if !f.Says(same) {
		t.Error("who posted it, and with how many idle digits, makes another figure")
	}
	for name, change := range map[string]func(*kpi.Figure){
		"value":         func(f *kpi.Figure) { f.Value = num("1") },
		"no value":      func(f *kpi.Figure) { f.Value = nil },
		"numerator":     func(f *kpi.Figure) { f.Numerator = num("571") },
		"no numerator":  func(f *kpi.Figure) { f.Numerator = nil },
		"denominator":   func(f *kpi.Figure) { f.Denominator = num("888") },
		"status":        func(f *kpi.Figure) { f.Status = kpi.Provisional },
		"commentary":    func(f *kpi.Figure) { f.Commentary = "x" },
		"their actions": func(f *kpi.Figure) { f.Actions = "x" },
	} {
		other := f
		change(&other)
		if f.Says(other) || other.Says(f) {
			t.Errorf("another %s says the same", name)
		}
	}
}

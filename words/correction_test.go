package words_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"chaser/kpi"
	"chaser/words"
)

func TestDiffers(t *testing.T) {
	t.Parallel()
	number := func(text string) *decimal.Decimal {
		d := decimal.RequireFromString(text)
		return &d
	}
	figure := func(value string, status kpi.Status, rating kpi.Rating) kpi.Figure {
		f := kpi.Figure{Status: status, Commentary: "Why.", Actions: "What.", Assessment: kpi.Assessment{Rating: rating}}
		if value != "" {
			f.Value = number(value)
		}
		return f
	}
	counts, shares := kpi.Indicator{Unit: kpi.Count}, kpi.Indicator{Unit: kpi.Percent}
	reworded := figure("829", kpi.Final, kpi.Red)
	reworded.Commentary = "Otherwise."
	both := reworded
	both.Actions = "Else."
	for _, test := range []struct {
		i             kpi.Indicator
		before, after kpi.Figure
		want          string
	}{
		{counts, figure("829", kpi.Final, kpi.Red), figure("1835", kpi.Final, kpi.Red), "1,006 more; still Red."},
		{counts, figure("829", kpi.Final, kpi.Green), figure("800", kpi.Final, kpi.Red), "29 less; Green becomes Red."},
		{shares, figure("55", kpi.Final, kpi.Amber), figure("56", kpi.Final, kpi.Amber), "1 percentage point more; still Amber."},
		{shares, figure("99.6", kpi.Final, kpi.Amber), figure("99.64", kpi.Final, kpi.Amber), "0.04 percentage points more; still Amber."}, // which both show as 100%
		{shares, figure("55", kpi.Provisional, kpi.Amber), figure("55", kpi.Final, kpi.Amber), "Provisional becomes final; still Amber."},
		{shares, figure("55", kpi.Final, kpi.Amber), figure("64", kpi.Provisional, kpi.Blue), "9 percentage points more; final becomes provisional; Amber becomes Blue (provisional)."},
		{counts, figure("829", kpi.Final, kpi.Red), figure("", kpi.Unavailable, kpi.NoData), "Final becomes unavailable; Red becomes No data."},
		{counts, figure("829", kpi.Final, kpi.Red), reworded, "The figure stays; its commentary changes."},
		{counts, figure("829", kpi.Final, kpi.Red), both, "The figure stays; its commentary and actions change."},
	} {
		if got := words.Differs(test.i, test.before, test.after); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

package register_test

import (
	"bytes"
	"testing"

	"github.com/shopspring/decimal"

	"chaser/demo/seed"
	"chaser/kpi"
	"chaser/register"
)

// The seed, with years of history beside it, is imported without a remark. So is what an export of it gives back.
func TestHistoryPassesQuietly(t *testing.T) {
	t.Parallel()
	r, faults := register.ReadJSON(bytes.NewReader(seed.Register))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	for _, i := range r.Indicators {
		for year := 2014; year < 2022; year++ {
			value := decimal.NewFromInt(int64(60 + year%7))
			r.Figures = append(r.Figures, kpi.Figure{Indicator: i.Code, Period: kpi.Quarter(year, 1+year%4), Value: &value, Status: kpi.Final})
		}
	}
	r.Committees[0].SignOff = kpi.ManagerSignOff
	for _, held := range []kpi.Register{{}, r} {
		if faults := r.Faults(held, kpi.Date{Year: 2024, Month: 1, Day: 8}); len(faults) > 0 {
			t.Errorf("faults:\n%s", faults)
		}
		for _, remark := range r.Remarks(held, kpi.Date{Year: 2024, Month: 1, Day: 8}) {
			t.Errorf("remarked: %s", remark)
		}
	}
}

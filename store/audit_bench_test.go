package store

import (
	"fmt"
	"runtime"
	"testing"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// BenchmarkVerifyAudit verifies a trail of 100,000 figures: a thousand indicators, monthly for more than eight years.
func BenchmarkVerifyAudit(b *testing.B) {
	s, _ := empty(b)
	r := seedRegister(b)
	model := r.Indicators[0]
	r.Indicators, r.Figures = nil, nil
	for n := range 1000 {
		i := model
		i.Code, i.Title, i.Frequency = fmt.Sprintf("B%d", n), fmt.Sprintf("Measure %d", n), kpi.Monthly
		r.Indicators = append(r.Indicators, i)
		for m := range 100 {
			value := decimal.NewFromInt(int64(60000 + n + m))
			r.Figures = append(r.Figures, kpi.Figure{
				Indicator: i.Code, Period: kpi.Month(2015+m/12, 1+m%12), Value: &value, Status: kpi.Final,
				Commentary: "As many came as in the same month of the year before.",
			})
		}
	}
	mustImport(b, s, r)
	for b.Loop() {
		entries := auditWhole(b, s)
		b.ReportMetric(float64(entries), "entries")
	}
	var after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(after.HeapAlloc)/1e6, "MB-kept")
}

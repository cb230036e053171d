package press_test

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"chaser/demo/seed"
	"chaser/kpi"
	"chaser/register"
	"chaser/report"
	"chaser/report/pdf"
	"chaser/report/press"
	"chaser/report/reporttest"
	"chaser/store"
	"chaser/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }

// council is a database of so many indicators with so many quarters of figures, the last of them the seed's.
func council(t testing.TB, indicators, quarters int) *store.Store {
	t.Helper()
	st, err := store.Open(t.Context(), storetest.DSN(t))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	if _, err := st.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	r, faults := register.ReadJSON(bytes.NewReader(seed.Register))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	models := r.Indicators
	said := map[string]kpi.Figure{}
	for _, f := range r.Figures {
		said[f.Indicator] = f
	}
	r.Indicators, r.Figures = nil, nil
	for n := range indicators {
		i := models[n%len(models)]
		like := said[i.Code]
		i.Code = fmt.Sprintf("K%d", n+1)
		r.Indicators = append(r.Indicators, i)
		p := kpi.Quarter(2023, 2)
		for q := range quarters {
			f := like
			f.Indicator, f.Period = i.Code, p
			value := like.Value.Sub(decimal.NewFromInt(int64((n*7 + q*3) % 11)))
			f.Value = &value
			r.Figures = append(r.Figures, f)
			p = p.Previous(kpi.Quarterly)
		}
	}
	if _, err := st.ImportRegister(t.Context(), r, time.Date(2023, 12, 12, 9, 0, 0, 0, reporttest.London(t)), false); err != nil {
		t.Fatal(err)
	}
	return st
}

func order(t testing.TB, format string) press.Order {
	return press.Order{
		Committee: "Communities, Social Mobility and Inclusion", Period: kpi.Quarter(2023, 2), Format: format, Audience: report.ForMembers,
		By: reporttest.By, Now: time.Date(2023, 12, 12, 10, 0, 0, 0, reporttest.London(t)), Zone: reporttest.London(t),
	}
}

// BenchmarkPrint prints a draft, and says how much of the heap was held at most while the cards were read, and what the
// browser took.
func BenchmarkPrint(b *testing.B) {
	for _, size := range []struct{ indicators, quarters int }{{19, 2}, {19, 32}, {300, 8}, {300, 32}} {
		st := council(b, size.indicators, size.quarters)
		for _, format := range []string{"html", "docx", "csv", "json", press.PDF} {
			if _, err := pdf.Browser(); format == press.PDF && (err != nil || size.quarters < 32) {
				continue
			}
			b.Run(fmt.Sprintf("%s/%dx%d", format, size.indicators, size.quarters), func(b *testing.B) {
				var peak, bytes uint64
				browser := watchBrowser()
				for b.Loop() {
					done, err := press.Print(b.Context(), st, order(b, format), io.Discard, func(done, of int) {
						var m runtime.MemStats
						if done%25 == 0 || done == of {
							runtime.GC()
							runtime.ReadMemStats(&m)
							peak = max(peak, m.HeapAlloc)
						}
					})
					if err != nil {
						b.Fatal(err)
					}
					bytes = uint64(done.Size)
				}
				b.ReportMetric(float64(peak)/(1<<20), "MB-held")
				b.ReportMetric(float64(bytes)/(1<<20), "MB-file")
				if cost := browser(); format == press.PDF {
					cost.report(b)
				}
			})
		}
	}
}

package store

import (
	"fmt"
	"runtime/metrics"
	"syscall"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// measured runs do once and reports its statements, and by how many MB the memory that is in use grew at most.
func measured(b *testing.B, w *wire, do func()) {
	b.Helper()
	var most uint64
	over, ended := make(chan struct{}), make(chan struct{})
	before, worked := inUse(), processorTime(b)
	go func() {
		defer close(ended)
		for {
			most = max(most, inUse())
			select {
			case <-over:
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	statements := w.during(do)
	close(over)
	<-ended
	b.ReportMetric(float64(statements), "statements/op")
	b.ReportMetric((processorTime(b) - worked).Seconds(), "go-s/op")
	b.ReportMetric(float64(max(most, before)-before)/1e6, "MB-more/op")
}

// processorTime is for how long this process has worked, without PostgreSQL's. Unlike the time on the clock it is the
// same on a machine that others use too.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// inUse is how many bytes Go holds in objects, those included that it has not cleared away yet.
func inUse() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// BenchmarkImport imports a register of so many indicators with 32 quarters of figures: for the first time, dry, and
// again with nothing new and with every figure revised.
func BenchmarkImport(b *testing.B) {
	for _, indicators := range []int{300, 3000} {
		r := largeCouncil(indicators, 32)
		revised := r
		revised.Figures = nil
		for _, f := range r.Figures {
			f.Commentary += " Counted again."
			revised.Figures = append(revised.Figures, f)
		}
		for _, kind := range []struct {
			name        string
			held, given kpi.Register
			dryRun      bool
		}{
			{"first", kpi.Register{}, r, false},
			{"first, dry", kpi.Register{}, r, true},
			{"again", r, r, false},
			{"revised", r, revised, false},
		} {
			b.Run(fmt.Sprintf("%s/indicators=%d", kind.name, indicators), func(b *testing.B) {
				for b.Loop() {
					b.StopTimer()
					s, w := listen(b, migrated.DSN(b))
					mustImport(b, s, kind.held)
					b.StartTimer()
					measured(b, w, func() {
						if _, err := s.ImportRegister(b.Context(), kind.given, monday, kind.dryRun); err != nil {
							b.Error(err)
						}
					})
				}
			})
		}
	}
}

// BenchmarkEdit tries a form that gives one of so many indicators another target, as each press of it does before it is
// saved.
func BenchmarkEdit(b *testing.B) {
	for _, indicators := range []int{300, 3000, 30000} {
		b.Run(fmt.Sprintf("indicators=%d", indicators), func(b *testing.B) {
			s, w := listen(b, migrated.DSN(b))
			mustImport(b, s, largeCouncil(indicators, 1))
			for b.Loop() {
				measured(b, w, func() {
					if _, err := s.TryEdit(b.Context(), "U0PERF", monday, retarget("K7", 95)); err != nil {
						b.Error(err)
					}
				})
			}
		})
	}
}

// BenchmarkPlan plans a minute of a council with so many indicators: the one in which everybody is owed a message, the
// next, one on the next day, at night, and in the day when everything is posted.
func BenchmarkPlan(b *testing.B) {
	for _, indicators := range []int{300, 3000, 30000, 100000} {
		r := largeCouncil(indicators, 1)
		for n := range r.Figures {
			r.Figures[n].Period, *r.Figures[n].Value = r.Collections[0].Period, decimal.New(95, 0)
		}
		posted := r.Figures
		r.Figures = nil
		opens := at(b, "2024-01-02 09:00")
		for _, kind := range []struct {
			name    string
			figures []kpi.Figure
			before  []Clocks
			at      Clocks
		}{
			{"all owed", nil, nil, opens},
			{"all told", nil, []Clocks{opens}, opens.later(time.Minute)},
			{"next day", nil, []Clocks{opens}, opens.later(24 * time.Hour)},
			{"night", nil, nil, opens.later(11 * time.Hour)},
			{"all posted", posted, []Clocks{opens}, at(b, "2024-01-08 10:00")},
		} {
			b.Run(fmt.Sprintf("%s/indicators=%d", kind.name, indicators), func(b *testing.B) {
				for b.Loop() {
					b.StopTimer()
					s, w := listen(b, migrated.DSN(b))
					held := r
					held.Figures = kind.figures
					mustImport(b, s, held)
					for _, earlier := range kind.before {
						if _, err := s.PlanNotices(b.Context(), earlier); err != nil {
							b.Fatal(err)
						}
						saidAll(b, s)
					}
					if _, err := s.patient.ExecContext(b.Context(), `ANALYZE`); err != nil {
						b.Fatal(err)
					}
					b.StartTimer()
					measured(b, w, func() {
						if _, err := s.PlanNotices(b.Context(), kind.at); err != nil {
							b.Error(err)
						}
					})
				}
			})
		}
	}
}

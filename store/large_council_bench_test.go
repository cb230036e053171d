package store

import (
	"fmt"
	"runtime/metrics"
	"syscall"
	"testing"
	"time"

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

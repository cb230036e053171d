package bot

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
)

// metrics is what an operator's Prometheus reads.
type metrics struct {
	registry *prometheus.Registry
	answered *prometheus.HistogramVec
	refused  prometheus.Counter
	foreign  prometheus.Counter
	failed   prometheus.Counter
	flooded  prometheus.Counter
}

func newMetrics() *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		answered: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "chaser_answer_seconds", Help: "Time from a request's arrival to its answer, by kind of request; Slack waits three seconds.",
			Buckets: []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2, 3},
		}, []string{"kind"}),
		refused: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "chaser_unsigned_requests_total", Help: "Requests that were turned away because Slack had not signed them.",
		}),
		foreign: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "chaser_foreign_requests_total", Help: "Requests that were refused because they are for another workspace or another app.",
		}),
		failed: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "chaser_failures_total", Help: "Requests that ended with “something went wrong at our end”; the log has the reference.",
		}),
		flooded: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "chaser_flooded_requests_total", Help: "Requests that were not looked at because one person, or everybody together, had sent too many at once.",
		}),
	}
	m.registry.MustRegister(m.answered, m.refused, m.foreign, m.failed, m.flooded, collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// measure times a request until the function that it returns is called.
func (m *metrics) measure(kind string) func() {
	begun := time.Now() // this measures how long we take, so it is not the council's clock
	return func() { m.answered.WithLabelValues(kind).Observe(time.Since(begun).Seconds()) }
}

package bot

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"chaser/store"
)

// notificationGauge counts, each time it is asked, the notifications that are on their way and those that are stuck.
type notificationGauge struct {
	store *store.Store
	desc  *prometheus.Desc
	held  *prometheus.Desc
}

func newNotificationGauge(s *store.Store) notificationGauge {
	return notificationGauge{s, prometheus.NewDesc("chaser_notifications",
		"Notifications that have not reached their reader, by state. An ambiguous one waits until it can be learned whether it arrived.", []string{"state"}, nil),
		prometheus.NewDesc("chaser_notifications_held",
			"Notifications that wait until somebody has mended something, by cause; `chaser doctor` says what. The cause fault is Chaser's own.", []string{"cause"}, nil)}
}

// Describe is prometheus.Collector's.
func (g notificationGauge) Describe(to chan<- *prometheus.Desc) { to <- g.desc; to <- g.held }

// Collect is prometheus.Collector's. Where the database does not answer, the metric is left out.
func (g notificationGauge) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	counts, err := g.store.CountNotifications(ctx)
	if err != nil {
		return
	}
	for _, state := range []store.NotificationState{store.Ready, store.Sending, store.Ambiguous, store.Rejected} {
		to <- prometheus.MustNewConstMetric(g.desc, prometheus.GaugeValue, float64(counts[state]), string(state))
	}
	held, err := g.store.CountHeld(ctx)
	if err != nil {
		return
	}
	for c := range remedies {
		if n := held[string(c)]; n > 0 || c == causeFault {
			to <- prometheus.MustNewConstMetric(g.held, prometheus.GaugeValue, float64(n), string(c))
		}
	}
}

package kpi_test

import (
	"strings"
	"testing"
	"time"

	"chaser/kpi"
)

// A publication is taken back within its time and while nobody has built on it. Who has is named, before the time is.
func TestTakingBackAPublication(t *testing.T) {
	t.Parallel()
	published := time.Date(2024, time.January, 19, 10, 0, 0, 0, time.UTC)
	later := published.Add(10 * time.Minute)
	for _, c := range []struct {
		name  string
		after time.Duration
		built func(t *kpi.TakingBackPublication)
		want  string // in the refusal; empty: it is taken back
	}{
		{"at once", 0, nil, ""},
		{"in the last moment", kpi.TakenBackWithin, nil, ""},
		{"too late", kpi.TakenBackWithin + time.Second, nil, "It could be for 15 minutes, until 19 January 2024 at 10:15."},
		{"asked about", 0, func(t *kpi.TakingBackPublication) {
			t.Asked = &kpi.Question{Indicator: "178", AskedByName: "Councillor", Text: "Why?", AskedAt: later}
		}, "Councillor asked about 178 on 19 January 2024 at 10:10: “Why?”"},
		{"asked about by nobody's name", 0, func(t *kpi.TakingBackPublication) {
			t.Asked = &kpi.Question{Indicator: "178", Text: "Why?", AskedAt: later}
		}, "Somebody asked about 178"},
		{"acted on", 0, func(t *kpi.TakingBackPublication) {
			t.Acted, t.ActedBy = &kpi.Action{Indicator: "178", RaisedAt: later}, "Coroner"
		}, "Coroner added an action to 178 on 19 January 2024 at 10:10"},
		{"corrected", 0, func(t *kpi.TakingBackPublication) {
			t.Corrected, t.CorrectedBy, t.Shown = &kpi.Figure{Indicator: "178", PostedAt: later}, "Coroner", "142"
		}, "Coroner corrected 178 to 142"},
		{"corrected by a file", 0, func(t *kpi.TakingBackPublication) {
			t.Corrected, t.Shown = &kpi.Figure{Indicator: "178", PostedAt: later}, "142"
		}, "An import corrected 178 to 142"},
		{"replied to", 0, func(t *kpi.TakingBackPublication) { t.Replied = true }, "has replied"},
		{"reported", 0, func(t *kpi.TakingBackPublication) { t.Reported = later }, "report was made on 19 January 2024 at 10:10"},
		{"compared with", 0, func(t *kpi.TakingBackPublication) { t.Later = kpi.Quarter(2023, 3) }, "Q3 2023/24 was published since"},
		{"replied to, and too late", 2 * kpi.TakenBackWithin, func(t *kpi.TakingBackPublication) { t.Replied = true }, "has replied"},
	} {
		taking := kpi.TakingBackPublication{Period: kpi.Quarter(2023, 2), Published: published, Now: published.Add(c.after), Zone: time.UTC}
		if c.built != nil {
			c.built(&taking)
		}
		err := taking.Decide()
		if c.want == "" {
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		if said := refusal(t, err).Sentence; !strings.HasPrefix(said, "Q2 2023/24 was not taken back") || !strings.Contains(said, c.want) {
			t.Errorf("%s: %q does not say %q", c.name, said, c.want)
		}
	}
}

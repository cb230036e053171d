package kpi_test

import (
	"testing"
	"time"

	"chaser/kpi"
)

func TestTrailDue(t *testing.T) {
	t.Parallel()
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	for now, want := range map[string]string{
		"2024-01-12 08:59": "", // Friday
		"2024-01-12 09:00": "2024-01-11 16:00",
		"2024-01-12 15:59": "2024-01-11 16:00",
		"2024-01-12 16:00": "2024-01-12 16:00",
		"2024-01-12 16:59": "2024-01-12 16:00",
		"2024-01-12 17:00": "",
		"2024-01-13 16:30": "", // Saturday
		"2024-01-15 10:00": "2024-01-12 16:00",
		"2024-04-02 10:00": "2024-03-28 16:00", // the Tuesday after Easter, and the clocks have changed
	} {
		at, err := time.ParseInLocation("2006-01-02 15:04", now, london)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if since, due := kpi.TrailDue(kpi.Calendar{}, at); due {
			got = since.Format("2006-01-02 15:04")
		}
		if got != want {
			t.Errorf("on %s it is due since %q, want %q", now, got, want)
		}
	}
}

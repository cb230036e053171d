package bot

import (
	"testing"
	"time"

	"chaser/kpi"
)

func TestTrailMessage(t *testing.T) {
	t.Parallel()
	golden(t, "trail", trailMessage(kpi.Date{Year: 2024, Month: time.January, Day: 12}, "9f2c1a77d0e35b644c1d8a90be27f613"))
}

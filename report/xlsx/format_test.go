package xlsx

import (
	"testing"

	"chaser/kpi"
)

// A figure is shown with its indicator's decimals and unit, whatever they are.
func TestFormatOf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		unit     kpi.Unit
		decimals int
		want     string
	}{
		{kpi.Count, 0, "#,##0"}, {kpi.Count, 1, "#,##0.0"}, {kpi.Ratio, 2, "#,##0.00"}, {kpi.Ratio, 3, "#,##0.000"},
		{kpi.Percent, 0, `#,##0"%"`}, {kpi.Percent, 1, `#,##0.0"%"`}, {kpi.Percent, 2, `#,##0.00"%"`},
		{kpi.Currency, 0, `"£"#,##0;-"£"#,##0`}, {kpi.Currency, 2, `"£"#,##0.00;-"£"#,##0.00`}, {kpi.Days, 1, `#,##0.0" days"`},
	} {
		if got := formatOf(string(c.unit), c.decimals); got != c.want {
			t.Errorf("%s with %d decimals: %s, want %s", c.unit, c.decimals, got, c.want)
		}
	}
}

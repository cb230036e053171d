package bot

import (
	"testing"

	"chaser/kpi"
)

// A name posts only if all of it is the indicator's own words, and one of them is long enough to be no slip.
func TestNamed(t *testing.T) {
	t.Parallel()
	i := kpi.Indicator{Code: "IT1", Title: "Number of IT calls answered in 42 days", Service: "Registration"}
	for name, want := range map[string]bool{
		"calls": true, "it call": true, "Registration calls": true, "calls in 42 days": true, "days": true,
		"": false, "it": false, "in": false, "of it in": false, "42": false, "IT 42": false, "19": false,
		"calls upstairs": false, "IT1": false, "lost calls": false,
	} {
		if got := named(name, i); got != want {
			t.Errorf("%q names it: %v, want %v", name, got, want)
		}
	}
}

package blockkit

import (
	"encoding/json"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestFigureKeepsItsDigits(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"0": "0", "55": "55", "999": "999", "1000": "1,000", "96326": "96,326", "1234567.50": "1,234,567.50",
		"-22": "−22", "-1000": "−1,000", "64.1": "64.1", "1e21": "1e21",
	} {
		if got := figure(json.Number(in)); got != want {
			t.Errorf("figure(%s) = %s, want %s", in, got, want)
		}
	}
}

func TestTicksSpanTheFigures(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.Float64Range(-drawableMost, drawableMost).Draw(t, "a")
		b := rapid.Float64Range(-drawableMost, drawableMost).Draw(t, "b")
		zero := rapid.Bool().Draw(t, "zero")
		low, high := min(a, b), max(a, b)
		ticks := niceTicks(low, high, zero)
		if len(ticks) < 2 || len(ticks) > 8 || !slices.IsSorted(ticks) {
			t.Fatalf("%d ticks: %v", len(ticks), ticks)
		}
		if ticks[0] > low || ticks[len(ticks)-1] < high {
			t.Fatalf("%v do not span %v to %v", ticks, low, high)
		}
		if zero && (ticks[0] > 0 || ticks[len(ticks)-1] < 0) {
			t.Fatalf("%v do not span 0", ticks)
		}
	})
}

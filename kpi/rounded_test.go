package kpi

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

// Whether a number is seen to need no rounding or is rounded by its text, what comes out is the same.
func TestRoundedIsTheNumberAsItsText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.OneOf(rapid.SampledFrom([]int64{1, 2, 5, 8, 10, 125, 1000, 1 << 18, 1_000_000_000_000_000_000}), rapid.Int64Range(1, 1<<62)).Draw(t, "parts")
		v := big.NewRat(rapid.Int64().Draw(t, "of"), parts)
		digits := rapid.IntRange(0, 20).Draw(t, "digits")
		want, _ := new(big.Rat).SetString(v.FloatString(digits))
		if got := rounded(v, digits); got.Cmp(want) != 0 || got == v {
			t.Errorf("%s to %d digits is %s, want %s and a number of its own", v, digits, got, want)
		}
		if isRounded(v, digits) != (want.Cmp(v) == 0) {
			t.Errorf("%s is said to be rounded to %d digits: %t", v, digits, isRounded(v, digits))
		}
	})
}

package claims

import (
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// A quantity slips to the card's number exactly where that is among its slips, of whatever unit it is.
func TestSlipsToIsAmongTheSlips(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		digits := rapid.StringMatching(`[0-9]{1,6}`).Draw(t, "digits")
		unit := rapid.SampledFrom([]*big.Rat{whole(1), big.NewRat(1, 100), whole(1000), whole(-1)}).Draw(t, "unit")
		written, _ := new(big.Rat).SetString(digits)
		q := &quantity{digits: digits, value: new(big.Rat).Mul(written, unit)}
		all := slips(q)
		near := append([]*big.Rat{q.value, new(big.Rat).Mul(q.value, big.NewRat(1, 7))}, all...)
		for _, by := range []int64{1, 2, 9, 10, 11, 18, 90, 99, 101, 1000} {
			near = append(near, new(big.Rat).Add(q.value, new(big.Rat).Mul(whole(by), unit)))
		}
		for _, v := range near {
			want := slices.ContainsFunc(all, func(s *big.Rat) bool { return s.Cmp(v) == 0 })
			if got := slipsTo(q, Known{Value: v}); got != want {
				t.Fatalf("%s of %s slips to %s: %v, want %v", digits, unit, v, got, want)
			}
		}
	})
}

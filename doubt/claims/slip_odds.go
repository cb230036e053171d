package claims

import (
	"math/big"
	"strings"
)

// slipOdds is in how many wrong sums one is mended by chance by such a slip as mends this one, in a part or in the
// whole: 0 where none does. Any sum that is less than ten off is mended by another last digit, every tenth by another
// digit before it, and two digits changed over mend one in as many as there are to change over in so large a whole.
func slipOdds(over, slack *big.Rat, whole *quantity, parts []*quantity) int64 {
	best, swaps, swapped := int64(0), int64(0), false
	spread := new(big.Rat).Mul(slack, big.NewRat(2, 1))
	least := whole.step
	for _, q := range parts {
		if q.step.Cmp(least) < 0 {
			least = q.step
		}
	}
	if spread.Cmp(least) < 0 {
		spread = least
	}
	for n, q := range append([]*quantity{whole}, parts...) {
		if q == nil || q.inWords || q.fraction || len(q.digits) > 12 || strings.HasPrefix(q.digits, "0") {
			continue
		}
		lacks := over // what the whole lacks, and the parts have too much
		if n > 0 {
			lacks = new(big.Rat).Neg(over)
		}
		place := new(big.Rat).Set(q.step)
		for i := len(q.digits) - 1; i >= 0; i-- {
			digit := int64(q.digits[i] - '0')
			if steps, ok := wholeSteps(lacks, place, slack); ok && steps != 0 && digit+steps >= 0 && digit+steps <= 9 && (i > 0 || digit+steps > 0) {
				best = max(best, floor(new(big.Rat).Quo(place, spread)))
			}
			if i > 0 && q.digits[i-1] != q.digits[i] {
				swaps++
				by := new(big.Rat).Mul(place, big.NewRat(9*(digit-int64(q.digits[i-1]-'0')), 1))
				swapped = swapped || around(by, slack).Holds(lacks) && (i > 1 || digit > 0)
			}
			place = new(big.Rat).Mul(place, big.NewRat(10, 1))
		}
	}
	if swapped {
		best = max(best, floor(new(big.Rat).Quo(whole.value, new(big.Rat).Mul(spread, big.NewRat(swaps, 1)))))
	}
	return best
}

// wholeSteps is how many of a place's digits a number lacks, where that is a whole number of them but for rounding.
func wholeSteps(lacks, place, slack *big.Rat) (int64, bool) {
	steps := rounded(new(big.Rat).Abs(lacks), place)
	steps.Quo(steps, place)
	if lacks.Sign() < 0 {
		steps.Neg(steps)
	}
	if !steps.IsInt() || !steps.Num().IsInt64() {
		return 0, false
	}
	return steps.Num().Int64(), around(new(big.Rat).Mul(steps, place), slack).Holds(lacks)
}

func floor(v *big.Rat) int64 {
	n := new(big.Int).Quo(v.Num(), v.Denom())
	if !n.IsInt64() {
		return 0
	}
	return n.Int64()
}

package doubt_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"chaser/doubt"
)

// What was meant is written as it would be typed: the fraction where the words give one, its numerator first.
func TestMeant(t *testing.T) {
	t.Parallel()
	likely := decimal.RequireFromString("64.1")
	of := &doubt.Ratio{Numerator: decimal.NewFromInt(570), Denominator: decimal.NewFromInt(889)}
	for want, doubts := range map[string][]doubt.Doubt{
		"":        {{}},
		"64.1":    {{}, {Likely: &likely}},
		"570/889": {{Likely: &likely, LikelyOf: of}, {Likely: &likely}},
	} {
		if got := (&doubt.Question{Doubts: doubts}).Meant(); got != want {
			t.Errorf("%q is meant, want %q", got, want)
		}
	}
}

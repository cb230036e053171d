package doubt

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// Digest is the same for as long as what was judged is: the doubt, the figure and its words.
func (f Finding) Digest() string {
	sum := sha256.New()
	add := func(part string) { _, _ = fmt.Fprintf(sum, "%d:%s", len(part), part) } // writing to a hash never fails
	number := func(d *decimal.Decimal) {
		if d == nil {
			add("")
			return
		}
		add(kpi.Exactly(*d))
	}
	add(string(f.Doubt.Kind))
	add(f.Doubt.Sentence)
	add(string(f.Figure.Status))
	number(f.Figure.Value)
	number(f.Figure.Numerator)
	number(f.Figure.Denominator)
	add(f.Figure.Commentary)
	if f.Doubt.Field == kpi.FieldActions {
		add(f.Figure.Actions)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

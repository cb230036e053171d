package printed_test

import (
	"strings"
	"testing"

	"chaser/kpi"
	"chaser/register/printed"
)

// Reading two megabytes: some 1,200 cards.
func BenchmarkPropose(b *testing.B) {
	text := strings.Repeat(seedText(b), 2<<20/len(seedText(b)))
	for b.Loop() {
		if _, err := printed.Propose(text, printed.Reading{Period: q2(), Today: kpi.Date{Year: 2024, Month: 1, Day: 2}}); err != nil {
			b.Fatal(err)
		}
	}
}

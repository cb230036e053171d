package xlsx_test

import (
	"fmt"
	"io"
	"testing"

	"chaser/report/reporttest"
	"chaser/report/xlsx"
)

func BenchmarkWrite(b *testing.B) {
	for _, n := range []int{19, 300} {
		r := reporttest.Many(b, n, 32)
		b.Run(fmt.Sprintf("%d indicators", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				check(b, xlsx.Write(io.Discard, r))
			}
		})
	}
}

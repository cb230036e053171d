package docx_test

import (
	"fmt"
	"io"
	"testing"

	"chaser/report/docx"
	"chaser/report/reporttest"
)

func BenchmarkWrite(b *testing.B) {
	for _, n := range []int{19, 300} {
		r := reporttest.Many(b, n, 32)
		b.Run(fmt.Sprintf("%d indicators", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				check(b, docx.Write(io.Discard, r))
			}
		})
	}
}

package sheet_test

import (
	"fmt"
	"strings"
	"testing"

	"chaser/kpi"
	"chaser/register/sheet"
)

// BenchmarkRead reads a sheet of 3,000 indicators with 32 quarters each.
func BenchmarkRead(b *testing.B) {
	var out strings.Builder
	out.WriteString("Ref,Indicator,Service,Good is,Target 2023/24")
	for n := range 32 {
		fmt.Fprintf(&out, ",Q%d %d/%02d", n%4+1, 2016+n/4, (17+n/4)%100)
	}
	for i := range 3000 {
		fmt.Fprintf(&out, "\nK%d,Percentage of case %d dealt with in time,Service %d,High,90%%", i, i, i%40)
		for n := range 32 {
			fmt.Fprintf(&out, ",%d.%d%%", 60+(i+n)%39, n%10)
		}
	}
	file := []byte(out.String())
	b.ReportAllocs()
	for b.Loop() {
		p, err := sheet.Read(file, sheet.Options{Name: "large.csv", Committee: "Council", Today: kpi.Date{Year: 2026, Month: 5, Day: 1}})
		if err != nil || len(p.Register.Figures) != 96_000 {
			b.Fatal(err, len(p.Register.Figures))
		}
	}
}

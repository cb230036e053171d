package words

import (
	"fmt"

	"chaser/kpi"
)

var ordinals = []string{"", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}

// Nth is “third quarter”, “11th month”, of periods like p.
func Nth(n int, p kpi.Period) string {
	return ordinal(n) + " " + map[kpi.Frequency]string{kpi.Monthly: "month", kpi.Quarterly: "quarter", kpi.Yearly: "year"}[p.Span()]
}

func ordinal(n int) string {
	if n > 0 && n < len(ordinals) {
		return ordinals[n]
	}
	suffix := "th"
	if tens := n / 10 % 10; tens != 1 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return fmt.Sprintf("%d%s", n, suffix)
}

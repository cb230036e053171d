package words_test

import (
	"testing"

	"chaser/kpi"
	"chaser/words"
)

func TestNth(t *testing.T) {
	t.Parallel()
	quarter := kpi.Quarter(2023, 2)
	for n, want := range map[int]string{
		1: "first quarter", 2: "second quarter", 10: "tenth quarter", 11: "11th quarter", 12: "12th quarter", 13: "13th quarter", 21: "21st quarter",
		22: "22nd quarter", 23: "23rd quarter", 24: "24th quarter",
	} {
		if got := words.Nth(n, quarter); got != want {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
	if got := words.Nth(3, kpi.Month(2023, 9)) + ", " + words.Nth(2, kpi.FinancialYear(2023)); got != "third month, second year" {
		t.Error(got)
	}
}

package line_test

import (
	"testing"

	"chaser/bot/line"
)

func TestSlips(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want int
	}{{"178", "178", 0}, {"178", "187", 1}, {"178", "17", 1}, {"178", "1788", 1}, {"178", "198", 1}, {"", "abc", 3}, {"lib1", "lbi2", 2}} {
		if got := line.Slips(c.a, c.b); got != c.want {
			t.Errorf("line.Slips(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

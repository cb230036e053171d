package line_test

import (
	"testing"

	"chaser/bot/line"
	"chaser/kpi"
)

// Which figure or period was wrong may be named before or behind the one that was meant.
func TestWhatWasMeant(t *testing.T) {
	t.Parallel()
	isCode := func(word string) bool { return word == "178" || word == "reg1" }
	for typed, want := range map[string]string{
		"I meant 142 instead of 141":            "142",
		"instead of 141 I meant 142":            "142",
		"it should be 142, not 141":             "142",
		"not 141, I meant 142":                  "142",
		"178 should be 142 instead of 141":      "178 142",
		"sorry, 178 should be 142":              "178 142",
		"oops the 178 should have been 142":     "178 142",
		"sorry, I meant 178":                    "178",
		"it should be 178, not 142":             "178",
		"instead of Q1 that was for Q2 2023/24": " 2023-24Q2",
	} {
		r, ok := line.New(kpi.CleanText(typed), isCode, today).Retraction()
		got := r.Figure
		if r.Code != "" {
			got = r.Code + " " + got
		}
		if !r.For.IsZero() {
			got += " " + r.For.String()
		}
		if !ok || got != want {
			t.Errorf("%q: %q (%t), want %q", typed, got, ok, want)
		}
	}
}

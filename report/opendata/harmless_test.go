package opendata

import "testing"

// Whatever a spreadsheet takes for the beginning of a formula, in narrow letters and in wide ones, stands behind an
// apostrophe, and one that was typed stays.
func TestHarmless(t *testing.T) {
	t.Parallel()
	for _, first := range []string{"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'"} {
		for _, rest := range []string{"", "1+1", "cmd|' /C calc'!A0"} {
			if got, want := harmless(first+rest), "'"+first+rest; got != want {
				t.Errorf("%q is written as %q, want %q", first+rest, got, want)
			}
		}
	}
	for _, text := range []string{"", "142", "A figure = another", "£5", "−5 in words", "é"} {
		if got := harmless(text); got != text {
			t.Errorf("%q is written as %q", text, got)
		}
	}
}

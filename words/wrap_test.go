package words_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"chaser/words"
)

func TestWrapLosesNoWord(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`([a-zé£0-9]{1,12}[ \n]{1,3}){0,30}`).Draw(t, "text")
		width := rapid.IntRange(12, 40).Draw(t, "width")
		lines := words.Wrap(text, width)
		for _, line := range lines {
			if utf8.RuneCountInString(line) > width {
				t.Errorf("%q is longer than %d", line, width)
			}
		}
		if got, want := strings.Join(lines, " "), strings.Join(strings.Fields(text), " "); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

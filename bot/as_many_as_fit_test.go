package bot

import (
	"encoding/json"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestCutSentKeepsItsLimit(t *testing.T) {
	t.Parallel()
	anyText := rapid.StringOf(rapid.SampledFrom([]rune("ab <&\n\t\"\\😀é\u2028")))
	rapid.Check(t, func(t *rapid.T) {
		text, bytes := anyText.Draw(t, "text"), rapid.IntRange(3, 60).Draw(t, "bytes")
		if sent, _ := json.Marshal(cutSent(text, bytes)); len(sent)-2 > bytes {
			t.Fatalf("%s takes %d bytes, over %d", sent, len(sent)-2, bytes)
		}
	})
}

// A list ends with the first line that does not fit, whatever is left of its room, and counts what it leaves out.
func TestAListHasNoGap(t *testing.T) {
	t.Parallel()
	took := func(f fitting, sizes ...int) (shown []bool, left int) {
		for _, size := range sizes {
			shown = append(shown, f.within(size))
		}
		return shown, f.left
	}
	for _, c := range []struct {
		name  string
		room  fitting
		sizes []int
		shown []bool
		left  int
	}{
		{"all fit", fitting{bytes: 100, pieces: 5}, []int{60, 40}, []bool{true, true}, 0},
		{"one is too long, and a short one follows", fitting{bytes: 100, pieces: 5}, []int{60, 80, 10}, []bool{true, false, false}, 2},
		{"too many", fitting{bytes: 100, pieces: 2}, []int{1, 1, 1, 1}, []bool{true, true, false, false}, 2},
		{"no room at all", fitting{bytes: 5, pieces: 2}, []int{6}, []bool{false}, 1},
	} {
		if shown, left := took(c.room, c.sizes...); !slices.Equal(shown, c.shown) || left != c.left {
			t.Errorf("%s: %v, %d left; want %v, %d", c.name, shown, left, c.shown, c.left)
		}
	}
}

// A text's size as sent is what its JSON takes, with the signs that Go escapes beside those that JSON must.
func TestSizesAsSent(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "plain", "<!channel>", "a & b", "\"\\", "line\nend\t", "é😀", "\u2028", "\x01"} {
		sent, _ := json.Marshal(text)
		size := 0
		for _, r := range text {
			size += sentSize(r)
		}
		if size < len(sent)-2 {
			t.Errorf("%s counts as %d bytes and takes %d", sent, size, len(sent)-2)
		}
	}
}

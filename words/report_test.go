package words_test

import (
	"testing"

	"chaser/kpi"
	"chaser/words"
)

// The arrow and the words beside it say the same.
func TestDirection(t *testing.T) {
	t.Parallel()
	for d, want := range map[kpi.Direction]string{kpi.Up: "↑ Higher is better", kpi.Down: "↓ Lower is better", kpi.None: "N/A"} {
		if got := words.Direction(d); got != want {
			t.Errorf("%q: %q, want %q", d, got, want)
		}
	}
}

// What a definition was and what it is now are told apart.
func TestRedefined(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ field, was, now, want string }{
		{"target", "10", "12", "The target was “10” and is now “12”."},
		{"target", "", "12", "The target is new: 12."},
		{"target", "10", "", "The target was taken away. It was: 10."},
		{"description", "Inquests\nclosed", "Inquests opened", "The description was rewritten. It was: Inquests closed."},
		{"description", "", "Inquests opened", "The description is new: Inquests opened."},
		{"description", "Inquests closed", "", "The description was taken away. It was: Inquests closed."},
	} {
		if got := words.Redefined(kpi.Redefined{Field: c.field, Was: c.was, Now: c.now}); got != c.want {
			t.Errorf("%s from %q to %q: %q, want %q", c.field, c.was, c.now, got, c.want)
		}
	}
}

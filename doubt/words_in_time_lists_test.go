package doubt_test

import (
	"testing"

	"chaser/doubt"
)

// A list of what came in, what was in time and what was late, each behind its label.
// The cells of a table are parted by bars.
func TestATableWithBars(t *testing.T) {
	t.Parallel()
	l := asCard(t, "count none | Requests received | 318 | – | – | – | Q1")
	for text, want := range map[string]int{
		"Q1 | Number received 318 | Number answered in time 262 | Number answered late 65 |": 1,
		"Q1 | Number received 318 | Number answered in time 262 | Number answered late 56 |": 0,
	} {
		l.Commentary = text
		if found := doubt.Contradictions(l.subject(t)); len(found) != want {
			t.Errorf("of “%s”: %v", text, found)
		}
	}
}

package bot

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"chaser/internal/thorough"
	"chaser/kpi"
)

// However many reds there are, and whatever they are called, the text names as many as there is room for and counts the
// rest.
func TestRedsAreNamed(t *testing.T) {
	t.Parallel()
	every := thorough.Plays(3, 1)
	for n, name := range slices.Sorted(maps.Keys(padding)) {
		if n%every != 0 {
			continue
		}
		filler := padding[name]
		c := worstCard(filler)
		for _, room := range []int{maxFallback, maxPostedText} {
			for n := range 60 {
				var reds []kpi.Card
				for _, i := range many(c.Indicator, n) {
					red := c
					red.Indicator = i
					reds = append(reds, red)
				}
				text := redsNamed("The title.", reds, 0, room)
				if got := utf8.RuneCountInString(text); got > room {
					t.Fatalf("%s: %d characters, room for %d", name, got, room)
				}
				lines := strings.Split(text, "\n")
				named, more := 0, 0
				for _, line := range lines[1:] {
					if strings.HasPrefix(line, "and ") && strings.HasSuffix(line, " more") {
						if _, err := fmt.Sscanf(line, "and %d more", &more); err != nil {
							t.Error(err)
						}
					} else if strings.Contains(line, "against a target of") {
						named++
					}
				}
				if named+more != n || lines[0] != "The title." || n > 0 && named == 0 {
					t.Fatalf("%s: of %d in %d characters, %d are named and %d more:\n%s", name, n, room, named, more, text)
				}
			}
		}
	}
	two := []kpi.Card{cardNamed(t, "LIB1"), cardNamed(t, "REG2")}
	two[1].Indicator.Title = "Deaths & <births>"
	want := "2 are Red.\nLIB1 Number of unique people using a library card to access…: 96,326 against a target of 107,236 — 10.2% below\n" +
		"REG2 Deaths &amp; &lt;births&gt;: 55% against a target of 60% — 8.3% below"
	if got := redsNamed("2 are Red.", two, 0, maxFallback); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

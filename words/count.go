package words

import (
	"fmt"
	"strings"

	"chaser/kpi"
)

// Counted is a number of things: one for a single one, otherwise the number and several.
func Counted(n int, one, several string) string {
	if n == 1 {
		return one
	}
	return kpi.Count.ShowInt(n) + " " + several
}

// More says how many there are besides those that were named.
func More(n int) string { return fmt.Sprintf("… and %d more", n) }

// AndList joins texts with commas, and the last two with “and”.
func AndList(all []string) string {
	last := len(all) - 1
	if last < 1 {
		return strings.Join(all, "")
	}
	return strings.Join(all[:last], ", ") + " and " + all[last]
}

// OneLine is a text without its line ends and runs of spaces.
func OneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

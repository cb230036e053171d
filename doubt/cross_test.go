package doubt_test

import (
	"testing"

	"chaser/doubt"
)

// TestOthersWords puts right commentaries under the cards of other measures with the same unit, where nearly all of
// their numbers are about something that the card does not know. That happens to no council, but shows how far the
// rules guess what a number is about. Most of what they say here is of two measures of time limits, which no reader
// could tell apart.
func TestOthersWords(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("thousands of commentaries")
	}
	all := append(readLabelled(t, "testdata/words/sentences.txt"), readLabelled(t, "testdata/words/fresh.txt")...)
	read, spoken := 0, 0
	for n, said := range all {
		for m := n % crossed; m < len(all); m += crossed {
			card := all[m]
			if said.Expect == "contradiction" || card.Expect == "contradiction" || said.Title == card.Title || said.Figure.Unit != card.Figure.Unit {
				continue
			}
			card.Commentary = said.Commentary
			read++
			if found := doubt.Contradictions(card.subject(t)); len(found) > 0 {
				spoken++
				t.Logf("%s | %s: %s | %s", card.Title, card.Figure.Value, found[0].Sentence, card.Commentary)
			}
		}
	}
	t.Logf("%d commentaries under cards of other measures, %d of them doubted", read, spoken)
	if spoken*100 > read*2 {
		t.Errorf("%d of %d are more than 2 in 100", spoken, read)
	}
}

// crossed is how many cards are passed over between two.
const crossed = 17

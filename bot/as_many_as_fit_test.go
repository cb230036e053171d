package bot

import (
	"encoding/json"
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

package bot

import (
	"encoding/json"
	"strings"
	"testing"

	"chaser/kpi"
)

// What is lacking says with whom it lies, and of a figure that was sent back that it was.
func TestWhatIsLackingWasSentBack(t *testing.T) {
	t.Parallel()
	said, err := json.Marshal(lackBlocks(kpi.Readiness{Awaiting: []kpi.Lack{
		{Code: "177", Title: "Inquests opened", With: kpi.Person{SlackID: "U0MGR", Name: "Manager"}},
		{Code: "178", Title: "Inquests closed", With: kpi.Person{SlackID: "U0COR", Name: "Coroner"}, SentBack: true},
	}}, false))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`177 Inquests opened · with Manager"`, `178 Inquests closed · with Coroner · sent back"`} {
		if !strings.Contains(string(said), want) {
			t.Errorf("%s does not say %s", said, want)
		}
	}
}

// What a title, a name or another line holds calls nobody from a message's fallback.
func TestRedsAreNamedHarmlessly(t *testing.T) {
	t.Parallel()
	hostile := "<!channel> & <@U0COR>"
	said := redsNamed(hostile, []kpi.Card{{Indicator: kpi.Indicator{Code: "178", Title: hostile}}}, 2, 1000, hostile)
	if strings.ContainsAny(said, "<>") || strings.Count(said, "&lt;!channel&gt;") != 3 {
		t.Errorf("the fallback says %s", said)
	}
}

package bot_test

import (
	"strings"
	"testing"
)

// People ask as they speak. Each sentence leads to one card, to a choice of cards, or to what comes near.
func TestPlainSentences(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	const (
		several = "fit “"
		near    = "Did you mean one of these?"
	)
	for sentence, want := range map[string][]string{
		"how are births registered doing":                             {"REG1 · "},
		"How are births registered doing?":                            {"REG1 · "},
		"how is REG1 doing?":                                          {"REG1 · "},
		"what's the figure for 178":                                   {"178 · ", "Q2 2023/24 · "},
		"what’s 178 for Q1 2023/24?":                                  {"178 · ", "Q1 2023/24 · "},
		"whats the latest on domestic abuse self referrals please":    {"DAV1 · "},
		"show me inquests opened this quarter":                        {"177 · "},
		"show me how library visits are doing":                        {"LIB2 · "},
		"show 178 please":                                             {"178 · "},
		"please show me the card for youth providers":                 {"YTH1 · "},
		"can you tell me how many learners were enrolled?":            {"SKL1 · "},
		"Hi Chaser, could I see the deaths registered figure, please": {"REG2 · "},
		"latest births registered":                                    {"REG1 · "},
		"births registered this quarter":                              {"REG1 · "},
		"births registered within 42 days?":                           {"REG1 · "},
		"are we on track with primary authority advice":               {"TRS1 · "},
		"are we on target with primary authority advice?":             {"TRS1 · "},
		"what is the rag rating for active library users":             {"LIB1 · "},
		"digital engagements":                                         {"LIB3 · "},
		"how did the youth network do last quarter":                   {"YTH1 · "},
		"how's IDVA engaging going":                                   {"DAV2 · "},
		"where do we stand on inquests over 12 months old?":           {"179 · "},
		"tell me about indicator 199":                                 {"199 · "},
		"number of referrals to IDVA, thanks":                         {"199 · "},
		"178?":                                                        {"178 · "},

		"why has REG1 dropped?":               {"REG1 · "},
		"REG1 why has it dropped so much":     {"REG1 · "},
		"178 what are we doing about this?":   {"178 · "},
		"how does LIB1 compare with england?": {"LIB1 · "},
		"when is the deadline?":               {"Figures for Q3 2023/24 are due on Friday 19 January. The performance team sets"},
		"can I have an extension?":            {"are due on Friday 19 January."},

		"what is RAG":                     {"What the colours mean", "Amber: Current performance is off target by 10% or less"},
		"What does amber mean?":           {"What the colours mean"},
		"rag ratings":                     {"What the colours mean"},
		"what do the colours stand for":   {"What the colours mean"},
		"explain":                         {"What the colours mean"},
		"what's amber?":                   {"SKL3"},
		"compare 178 with last year":      {"178 · ", "Q1 2023/24", "213"},
		"when is the next report?":        {"Figures for Q3 2023/24 are due on Friday 19 January."},
		"how do I report a figure?":       {"Help about submit"},
		"how do I report?":                {"Help about report"},
		"team":                            {"The performance team sets targets, owners and dates. Ask Performance team."},
		"who is in the performance team?": {"Ask Performance team."},
		"how is my team doing?":           {"0 of 19 figures are in"},
		"my figures":                      {"You have no figures to post."},

		"how are inquests closed doing":           {several, "178 · ", "179 · "},
		"how are our coroners getting on?":        {several, "175 · ", "176 · ", "177 · ", "178 · ", "179 · "},
		"what about retention in adult education": {near, "SKL3 · "},
		"how is 187 doing":                        {"There is no indicator called “187”", near, "178 · "},
		"how are brith registrations doing":       {near, "REG1 · ", "REG2 · "},
		"how are potholes doing":                  {"There is no indicator called “potholes”", "All indicators", "/kpi how are potholes doing"},

		"what's red?":                     {"Red, the worst first", "LIB1"},
		"what do I owe?":                  {"You have no figures to post."},
		"how is the collection going?":    {"Q3 2023/24: 0 of 19 figures are in"},
		"what can I ask":                  {"What you can type"},
		"how are we doing?":               {"You can read every card."},
		"births registered last month 99": {"You cannot post figures for REG1"}, // a figure is no question
	} {
		a := c.types(officer, "/kpi "+sentence)
		text := a.text()
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%q: %q is missing from:\n%s", sentence, w, text)
			}
		}
		if card := strings.Contains(want[0], " · "); card && (strings.Contains(text, several) || strings.Contains(text, near)) {
			t.Errorf("%q is not led to one card:\n%s", sentence, text)
		}
	}
}

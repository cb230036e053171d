package bot

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"chaser/demo/lookalike"
	"chaser/kpi"
)

// drawnCard is a card of random rating and status, or nil where the committee is not shown the indicator in the period.
func drawnCard(t *rapid.T, i kpi.Indicator, p kpi.Period) *kpi.Card {
	switch rapid.IntRange(0, 5).Draw(t, "there") {
	case 0:
		return nil
	case 1:
		c := kpi.NewCard(i, nil, p) // not posted, or not signed off
		return &c
	}
	f := kpi.Figure{Indicator: i.Code, Period: p, Value: number(fmt.Sprint(rapid.IntRange(0, 120).Draw(t, "value"))), Status: rapid.SampledFrom(kpi.Statuses).Draw(t, "status"), Revision: 1}
	if f.Status == kpi.Unavailable {
		f.Value = nil
	}
	f.Assessment = i.Assess(f)
	c := kpi.NewCard(i, []kpi.Figure{f}, p)
	return &c
}

var (
	countOfRed = regexp.MustCompile(`Red (\d+) \(was (\d+)\)`)
	codeSaid   = regexp.MustCompile(`\bI\d+\b`)
	moreSaid   = regexp.MustCompile(`and (\d+) more`)
)

// What a committee reads of random quarters adds up: Red now = was + into − out + newly reported − those whose figure
// is missing, that are no longer rated, not due or no longer the committee's. Whoever is Red is named where the text is
// read aloud.
func TestTheSummaryThatIsReadAddsUp(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		var then, now []kpi.Card
		for n := range rapid.IntRange(1, 30).Draw(rt, "indicators") {
			i := kpi.Indicator{
				Code: fmt.Sprint("I", n), Title: filled("Number of things that were done ", rapid.IntRange(5, 200).Draw(rt, "title")), Unit: kpi.Count, Direction: kpi.Up, Kind: kpi.Target,
				Target: number("100"), Frequency: rapid.SampledFrom([]kpi.Frequency{kpi.Quarterly, kpi.Quarterly, kpi.HalfYearly}).Draw(rt, "frequency"),
			}
			before := i
			if rapid.IntRange(0, 9).Draw(rt, "target") == 0 {
				before.Target = nil
			}
			if rapid.IntRange(0, 9).Draw(rt, "target") == 0 {
				i.Target = nil
			}
			if c := drawnCard(rt, before, kpi.Quarter(2023, 1)); c != nil && i.Frequency == kpi.Quarterly {
				then = append(then, *c)
			}
			if c := drawnCard(rt, i, q2); c != nil {
				now = append(now, *c)
			}
		}
		s := kpi.Summarise(csmi, q2, now, kpi.Quarter(2023, 1), then)
		m, err := redSummaryMessage(s, 1, kpi.RedsOnPage, dueDay)
		if err != nil {
			rt.Fatal(err)
		}
		text := lookalike.PlainText([]byte(sentBlocks(t, m)), "")
		said := map[string]int{}
		for _, line := range strings.Split(text, "\n") {
			heading, names, ok := strings.Cut(line, ": ")
			if !ok {
				continue
			}
			if heading == "No figure this quarter" { // which also names those that were not Red
				said[heading] = len(regexp.MustCompile(` in Q1 2023/24`).FindAllString(names, -1))
			} else {
				said[heading] = len(codeSaid.FindAllString(names, -1))
			}
			if more := moreSaid.FindStringSubmatch(names); more != nil {
				rt.Fatalf("not everybody is named: %s", line)
			}
		}
		count := countOfRed.FindStringSubmatch(text)
		if count == nil {
			rt.Fatalf("the reds are not counted:\n%s", text)
		}
		is, _ := strconv.Atoi(count[1])
		was, _ := strconv.Atoi(count[2])
		sum := was + said["Into red since Q1 2023/24"] - said["Out of red"] + said["Newly reported"] -
			said["No figure this quarter"] - said["No longer rated"] - said["Not due this quarter"] - said["No longer reported here"]
		if sum != is || is != len(s.Reds) {
			rt.Fatalf("%d were Red, %d are, and with %v it should be %d:\n%s", was, is, said, sum, text)
		}
		for _, c := range s.Reds {
			if !strings.Contains(m.Text, "\n"+c.Indicator.Code+" ") {
				rt.Fatalf("%s is not named in\n%s", c.Indicator.Code, m.Text)
			}
		}
		accepted(t, m)
	})
}

// sentBlocks are a message's blocks as Slack gets them.
func sentBlocks(t *testing.T, m *Message) string {
	t.Helper()
	var all []string
	for _, b := range m.Blocks {
		all = append(all, sentText(t, b))
	}
	return "[" + strings.Join(all, ",") + "]"
}

// The first line is a sentence however many there are, and never reads as good news where a figure is missing.
func TestSummaryTitles(t *testing.T) {
	t.Parallel()
	for ratings, want := range map[string]string{
		"R":     "The only indicator is Red in Q2 2023/24.",
		"RG":    "One of 2 indicators is Red in Q2 2023/24.",
		"RR":    "All 2 indicators are Red in Q2 2023/24, the worst first.",
		"RRG":   "2 of 3 indicators are Red in Q2 2023/24, the worst first.",
		"GG":    "No indicator is Red in Q2 2023/24.",
		"G-":    "No indicator is Red in Q2 2023/24, and one has no figure.",
		"G---":  "No indicator is Red in Q2 2023/24, and 3 have no figure.",
		"-":     "No indicator has a figure for Q2 2023/24.",
		"R----": "One of 5 indicators is Red in Q2 2023/24.",
	} {
		var cards []kpi.Card
		for n, r := range ratings {
			i := kpi.Indicator{Code: fmt.Sprint("I", n), Unit: kpi.Count, Direction: kpi.Up, Kind: kpi.Target, Target: number("100"), Frequency: kpi.Quarterly}
			var figures []kpi.Figure
			if value := map[rune]string{'R': "1", 'G': "100"}[r]; value != "" {
				f := kpi.Figure{Period: q2, Value: number(value), Status: kpi.Final}
				f.Assessment = i.Assess(f)
				figures = append(figures, f)
			}
			cards = append(cards, kpi.NewCard(i, figures, q2))
		}
		m := summaryPage(t, cards, 1)
		if got, _, _ := strings.Cut(m.Text, "\n"); got != want {
			t.Errorf("%s: %q, want %q", ratings, got, want)
		}
		if thanks := strings.Contains(sentBlocks(t, m), "Thank you"); thanks != (ratings == "GG") {
			t.Errorf("%s: thanks are %t", ratings, thanks)
		}
	}
}

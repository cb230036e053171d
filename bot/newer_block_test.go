package bot_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"chaser/demo/lookalike"
	"chaser/kpi"
	"chaser/store"
)

// inWords is LIB1's chart in words.
const inWords = "Q1 90,157 → Q2 96,326, target 107,236"

// withoutCharts begins a day at a council whose workspace does not take charts, and has not been asked yet.
func withoutCharts(t *testing.T, by door) *council {
	t.Helper()
	c := newCouncilThrough(t, by)
	c.slack.TakeBlocks(lookalike.Charts)
	return c
}

// charts is what is known of charts.
func (c *council) charts() store.BlockSupport {
	c.Helper()
	known, err := c.store.KnownBlock(c.Context(), lookalike.Charts)
	must(c.T, err)
	return known.Support
}

// asks asks Slack about its newer blocks.
func (c *council) asks() {
	c.Helper()
	must(c.T, c.chaser.AskBlocks(c.Context(), time.Time{}))
}

// drawn reports whether one of the messages has a chart.
func (a answer) drawn() bool {
	for _, m := range a.Messages {
		if strings.Contains(string(m.Blocks), lookalike.Charts) {
			return true
		}
	}
	return false
}

// everySurface sees every message of the bot's that may have a chart, by every way on which it goes.
func everySurface(c *council) {
	c.Helper()
	c.types(member, "/kpi lib1").says("LIB1 · Number of unique people", inWords)
	a := c.types(member, "/kpi lib1")
	a.presses("history", "History").says("History of LIB1", inWords)
	a.presses("share", "Share in this channel").says("Shared by Committee member 1", inWords)
	c.hears(member, channel, "", "@Chaser lib1").says("LIB1 · Number of unique people", inWords)
	c.directly(librarian, "lib1").says(inWords)
	c.directly(librarian, "lib1 120000 More people came").says("Posted 120,000 for Q3 2023/24", "Q1 90,157 → Q2 96,326 → Q3 120,000, target 107,236")
	c.types(librarian, "/kpi lib2 400000 More people came").says("Posted 400,000 for Q3 2023/24", "→ Q3 400,000")
	if f := c.figures("LIB1")[0]; f.Value.String() != "120000" {
		c.Errorf("LIB1 stands at %s", f.Value)
	}
}

// Where Slack says that the workspace takes no charts, none is ever sent: every message has its chart in words.
func TestAWorkspaceThatSaysItTakesNoCharts(t *testing.T) {
	t.Parallel()
	for _, by := range []door{throughHTTP, throughSocket} {
		c := withoutCharts(t, by)
		c.asks()
		if c.charts() != store.BlockDeclined {
			t.Fatalf("asked, it is %q", c.charts())
		}
		everySurface(c) // and Slack refuses nothing
	}
}

// Where Slack was not asked, the first chart is refused, its message is shown all the same, and no other is sent.
func TestAWorkspaceThatTakesNoChartsAndWasNotAsked(t *testing.T) {
	t.Parallel()
	for _, by := range []door{throughHTTP, throughSocket} {
		c := withoutCharts(t, by)
		c.expected = 1
		everySurface(c)
		if n := len(c.slack.Refusals()); n != 1 || c.charts() != store.BlockRefused {
			t.Errorf("%s: %d refusals, and charts are %q", by, n, c.charts())
		}
		log := c.log.String()
		if !strings.Contains(log, "plainer form") || !strings.Contains(log, "call=response_url blocks=data_visualization") {
			t.Errorf("%s: the operator reads: %s", by, log)
		}
	}
}

// A message that is posted, or brought up to date, is shown without its chart under the same token.
func TestAPostIsShownWithoutItsChart(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.slack.TakeBlocks(lookalike.Charts)
	c.expected = 1
	m := c.hears(member, channel, "", "@Chaser lib1").says(inWords).one()
	if n := len(c.slack.Posts()); n != 1 {
		t.Errorf("%d messages were posted", n)
	}
	for _, n := range c.notices() {
		if n.Kind == kpi.NewsAnswer && (n.State != store.Sent || !strings.Contains(string(m.Metadata), n.Token)) {
			t.Errorf("it is %s, and its token %s is not in %s", n.State, n.Token, m.Metadata)
		}
	}

	// Charts come, and go again before the card is brought up to date: the update is refused, and made without.
	c.slack.TakeBlocks()
	c.asks()
	if c.charts() != store.BlockDoubted {
		t.Fatalf("refused before, and now said to be taken, they are %q", c.charts())
	}
	c.slack.TakeBlocks(lookalike.Charts)
	c.expected = 2
	c.types(librarian, "/kpi lib1 2023-24Q2 96327 One was counted late").says("revision 2")
	c.tellsAll()
	if got := words(c.slack.Messages(channel, member)[1]); !strings.Contains(got, "Q1 90,157 → Q2 96,327") {
		t.Errorf("brought up to date it says:\n%s", got)
	}
}

// The cards of the reds stand in their thread, charts or none.
func TestRedCardsWithoutCharts(t *testing.T) {
	t.Parallel()
	c := newCommittee(t)
	c.slack.TakeBlocks(lookalike.Charts)
	c.expected = 1
	c.types(team, "/kpi publish communities Q2 2023/24").postsIt()
	c.tellsAll()
	cards := 0
	for _, page := range c.channelTop(member) {
		for _, m := range c.thread(page) {
			cards++
			if strings.Contains(string(m.Blocks), lookalike.Charts) || !strings.Contains(words(m), " → Q2 ") {
				t.Errorf("a card says:\n%s", words(m))
			}
		}
	}
	if cards != 6 {
		t.Errorf("there are %d cards of the six reds", cards)
	}
	if log := c.log.String(); !strings.Contains(log, "call=response_url blocks=data_visualization") {
		t.Errorf("the operator reads: %s", log)
	}
}

// A modal has the card in its plainer form, whatever the workspace takes.
func TestACardInAModal(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	must(t, c.slack.OpenHome(context.Background(), librarian))
	_, err := c.slack.PressInHome(context.Background(), librarian, "red")
	must(t, err)
	a, err := c.slack.PressInModal(context.Background(), librarian, "card", `{"code":"LIB1","period":"2023-24Q2"}`)
	must(t, err)
	answer{c, a, librarian}.says("Higher is better", " → Q2 ")
}

// What becomes of a message counts for more than what Slack says: an answer that nobody hears of has a chart only where
// one is known to be shown.
func TestChartsComeAndGo(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	a := c.types(member, "/kpi lib1")
	if !a.drawn() || len(a.Body) > 0 || c.charts() != store.BlockTaken {
		t.Errorf("not asked, it answers %q, and charts are %q", a.Body, c.charts())
	}
	if a = c.types(member, "/kpi lib1"); !a.drawn() || !strings.Contains(string(a.Body), lookalike.Charts) {
		t.Errorf("once they are known to be taken, it answers %q", a.Body)
	}

	c.slack.TakeBlocks(lookalike.Charts)
	c.expected = 1
	c.hears(member, channel, "", "@Chaser lib1").says(inWords) // heard of, and remembered
	if a = c.types(member, "/kpi lib1").says(inWords); a.drawn() || len(a.Body) == 0 || c.charts() != store.BlockRefused {
		t.Errorf("refused, they are %q, and it answers %q", c.charts(), a.Body)
	}
	c.asks()
	if c.charts() != store.BlockDeclined {
		t.Errorf("said to be declined, they are %q", c.charts())
	}
	c.slack.TakeBlocks()
	c.clock.pass(25 * time.Hour)
	must(t, c.chaser.AskBlocks(t.Context(), c.clock.Now().Add(-24*time.Hour)))
	if a = c.types(member, "/kpi lib1"); !a.drawn() || len(a.Body) == 0 {
		t.Errorf("said to be taken, it answers %q", a.Body)
	}
}

// A Slack that does not know the question, or does not answer it, costs nothing.
func TestBlocksCannotBeAskedAbout(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.slack.Fault(lookalike.Fault{Method: "blocks.validate", Harm: lookalike.Denied, Code: "unknown_method"})
	c.asks()
	c.slack.Fault(lookalike.Fault{Method: "blocks.validate", Harm: lookalike.Broken})
	if err := c.chaser.AskBlocks(t.Context(), c.clock.Now().Add(-24*time.Hour)); err != nil {
		t.Errorf("it asks again within the day: %v", err)
	}
	if err := c.chaser.AskBlocks(t.Context(), time.Time{}); err == nil || !strings.Contains(err.Error(), "data_visualization") {
		t.Errorf("without an answer: %v", err)
	}
	if c.charts() != store.BlockUnknown {
		t.Errorf("charts are %q", c.charts())
	}
	if a := c.types(member, "/kpi lib1"); !a.drawn() || len(a.Body) > 0 {
		t.Errorf("it answers %q", a.Body)
	}
}

// What is refused in its plainer form too is not shown, teaches nothing of charts, and counts as shown nowhere.
func TestWhatStaysRefused(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	a := c.types(member, "/kpi lib1")
	c.slack.Fault(lookalike.Fault{Method: "response_url", Harm: lookalike.Denied, Code: "invalid_blocks", Times: 2})
	before := len(c.slack.Messages(channel, member))
	a.presses("share", "Share in this channel")
	if after := len(c.slack.Messages(channel, member)); after != before || c.charts() != store.BlockTaken {
		t.Errorf("%d messages are %d, and charts are %q", before, after, c.charts())
	}
	if log := c.log.String(); !strings.Contains(log, "it was not shown") {
		t.Errorf("the operator reads: %s", log)
	}
	if shared := a.presses("share", "Share in this channel").says("Shared by"); !shared.drawn() {
		t.Error("the card that is shared has no chart")
	}
	a.presses("share", "Share in this channel").says("shared already")
}

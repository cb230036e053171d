package bot_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"chaser/demo/lookalike"
	"chaser/kpi"
)

func TestACardForACommitteeMember(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	a := c.types(member, "/kpi lib1").says(
		":red_circle:  Red", "96,326 against a target of 107,236 — 10.2% below", "Q2 2023/24 · Improving ↑ from 90,157 in Q1 2023/24",
		"Higher is better", "Q3 2023/24 is due on 19 January 2024", "A strong quarter").
		saysNot("Post figure", "Edit")
	if m := a.Messages[0]; !m.Ephemeral || !strings.Contains(m.Text, "LIB1") || !strings.Contains(m.Text, "Red") {
		t.Errorf("the message is %+v", m)
	}
	a.presses("all", "Show all").says("How it is measured", "This includes anyone who has borrowed a book")
	a.presses("history", "History").says("History of LIB1", "Q1 2023/24", "90,157")
	c.types(member, "/kpi 178").says("Contextual", "Baseline 160 (not a target)", "Change: N/A · 213 in Q1 2023/24")
	c.types(member, "/kpi 178 Q1 2023/24").says("213").saysNot("142")
	c.types(librarian, "/kpi lib1").says("Post figure", "Edit")

	alone, err := c.slack.Type(context.Background(), member, c.slack.DirectMessage(member), "/kpi lib1")
	must(t, err)
	answer{c, alone, member}.says("LIB1").saysNot("Share in this channel")
}

// Two presses, and a press that Slack delivers twice, share once.
func TestACardIsSharedOnce(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	a := c.types(member, "/kpi 178")
	shared := a.presses("share", "Share in this channel").says("178 · Total number of Inquests closed", "Shared by Committee member 1").saysNot("Share in this channel")
	if shared.Messages[0].Ephemeral {
		t.Error("the shared card is seen by its sharer alone")
	}
	_, err := c.slack.Deliver(context.Background(), member, c.slack.LastRequest())
	must(t, err)
	a.presses("share", "Share in this channel").says("This card has been shared already. If it is not in the channel, type /kpi 178 and share that one.")
	n := 0
	for _, m := range c.slack.Messages(channel, team) {
		if strings.Contains(lookalike.PlainText(m.Blocks, m.Text), "Shared by") {
			n++
		}
	}
	if n != 1 {
		t.Errorf("the card stands in the channel %d times", n)
	}
	c.types(officer, "/kpi 178").presses("share", "Share in this channel").says("Shared by")
}

func TestWhatIsDue(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	start := c.types(coroner, "/kpi").says("You have 5 figures to post.", "178 Total number of Inquests closed", "Q3 2023/24 is due on 19 January 2024")
	start.presses("form", "Post a figure").says("Choose an indicator")
	c.types(coroner, "/kpi 178 142 No court sat.")
	c.types(coroner, "/kpi due").says("You have 4 figures to post.").saysNot("178 Total", "Awaited from others")
	c.types("U0MGRREG", "/kpi due").says("You have no figures to post.", "Awaited from others", "REG2", "Registration service lead").saysNot("LIB1", "178 Total")
	c.types(team, "/kpi due").says("LIB1").saysNot("178 Total")
	c.types(member, "/kpi").says("You have no figures to post.", "What is Red").saysNot("awaited from others")
	c.types("U0MGRREG", "/kpi").says("8 figures are awaited from others.").presses("due", "All that is due").says("Awaited from others", "REG2")
	c.clock.pass(12 * 24 * time.Hour)
	c.types(coroner, "/kpi due").says("Q3 2023/24 was due on 19 January 2024 and is overdue")
	form := c.types(coroner, "/kpi due").presses("form", `{"code":"177","period":"2023-24Q3"}`)
	form.says("177 · Total number of Inquests opened")
}

func TestWhatIsRed(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	text := c.types(member, "/kpi red").says("6 indicators are Red, the worst first.", "Actions: Q3 will see the launch", "No actions have been given yet").text()
	last := -1
	for _, code := range []string{"SKL1", "SKL2", "LIB3", "TRS2", "LIB2", "LIB1"} {
		at := strings.Index(text, code+" ")
		if at >= 0 && at < last {
			t.Errorf("%s comes too early in:\n%s", code, text)
		}
		last = max(at, last)
	}
	c.types(member, "/kpi red communities").says("of Communities, Social Mobility and Inclusion are Red")
	c.types(member, "/kpi red highways").says("“highways” is no committee, service, rating or period. The committees are: Communities, Social Mobility and Inclusion.")
	c.types(member, "/kpi list social mobility").says("19 indicators of Communities", "Libraries", "Trading Standards").presses("card", `{"code":"178"}`).says("178 · Total")
}

func TestHistoryTellsEveryRevision(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.types(coroner, "/kpi 178 140 Provisional, one court day missing")
	c.types(coroner, "/kpi 178 142 The missing day has come in")
	c.types(member, "/kpi history 178").says("Q3 2023/24", "142 · Contextual", "Revision 2: The missing day has come in.", "140 · Contextual",
		"Posted by Coroners service lead on 8 January 2024 at 09:00", "Q1 2023/24", "213")
	c.types(member, "/kpi history").says("Type the code of the indicator too")
	c.types(member, "/kpi history inquests closed").presses("history", "178 · Total number of Inquests closed").says("History of 178")
}

// A list that is longer than a message loses nothing: its pages together hold all of it.
func TestALongListIsPaged(t *testing.T) {
	t.Parallel()
	c := newCouncil(t, func(r *kpi.Register) {
		model := r.Indicators[0]
		for n := range 45 {
			i := model
			i.Code = "X" + string(rune('A'+n/26)) + string(rune('A'+n%26))
			r.Indicators = append(r.Indicators, i)
		}
	})
	a := c.types(member, "/kpi list").says("64 indicators")
	all := a.text()
	pages := 1
	for ; strings.Contains(a.text(), "More ("); pages++ {
		a = a.presses("list", moreOf(a.text()))
		all += a.text()
	}
	for _, code := range []string{"LIB1", "TRS2", "XAA", "XAZ", "XBS"} {
		if strings.Count(all, code+" ") != 1 {
			t.Errorf("%s stands %d times in %d pages", code, strings.Count(all, code+" "), pages)
		}
	}
	if pages < 3 {
		t.Errorf("64 indicators took %d pages", pages)
	}
}

func moreOf(text string) string {
	_, rest, _ := strings.Cut(text, "More (")
	count, _, _ := strings.Cut(rest, ")")
	return "More (" + count + ")"
}

func TestWhoIsAnswered(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.types(officer, "/kpi 178").says("178 · Total number of Inquests closed")
	c.types("U0GUEST", "/kpi 178").says("you are a guest").saysNot("Inquests")
	c.types("U0SINGLE", "/kpi help").says("you are a guest")
	c.types("U0STRANGER", "/kpi 178").says("you belong to another").saysNot("Inquests")

	// What Slack said is believed for five minutes, and where it says nothing nobody is let in.
	c.slack.Fault(lookalike.Fault{Method: "users.info", Harm: lookalike.Broken})
	c.types(officer, "/kpi 178").says("178 · Total number of Inquests closed")
	c.clock.pass(6 * time.Minute)
	c.types(officer, "/kpi 178").says("could not find out from Slack").saysNot("Inquests")
	c.types(officer, "/kpi 178").says("178 · Total number of Inquests closed")
}

package bot_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"chaser/demo/lookalike"
)

// In a channel that another organisation shares, whoever asks and however, nothing is shown but what was published, as
// it was published.
func TestNothingUnpublishedInASharedChannel(t *testing.T) {
	t.Parallel()
	c := newCommittee(t)
	must(t, c.slack.InviteBot(channel))
	lines := []string{"REG1", "REG1 Q2 2023/24", "REG1 Q3 2023/24", "births registered within", "history REG1", "list", "red", "progress", "actions"}
	reads := func(unpublished ...string) {
		t.Helper()
		for _, line := range lines {
			c.hears(registrar, channel, "", "@Chaser "+line).saysNot(unpublished...)
		}
	}
	c.types(registrar, "/kpi REG1 37.4 Zebra leave.").says("Posted")
	c.types(registrar, "/kpi action REG1 Zebra sessions due 31 Jan")
	c.hears(registrar, channel, "", "@Chaser REG1 Q2 2023/24").says("99%") // seen by everybody while nothing was ever published
	must(t, c.slack.Share(channel, "T0ELSEWHERE"))
	c.clock.pass(channelIsAskedAgain)
	reads("99%", "37%", "37.4", "Zebra", "of 23 figures")
	c.hears(registrar, channel, "", "@Chaser REG1").says("Nothing has been published for")
	c.types(registrar, "/kpi REG1").says("37%").presses("share", "Share in this channel").says("was not shared").saysNot("37%", "Zebra")
	c.types(team, "/kpi progress").presses("progress", "Share in this channel").says("was not shared")

	c.types(team, "/kpi publish 2023-24Q2").postsIt().says("Published")
	c.types(registrar, "/kpi submit REG1 2023-24Q2 36.4 Zebra count.").presses("keep", "Keep both").submits(map[string]string{"keep": "Zebra births."}).says("Revised from 99%")
	c.delivers()
	secrets := []string{"37%", "37.4", "36%", "36.4", "Zebra"}
	reads(secrets...)
	c.hears(registrar, channel, "", "@Chaser REG1").says("99%", "Published on").saysNot(secrets...)
	c.hears(registrar, channel, "", "@Chaser REG1 Q3 2023/24").says("Nothing has been published for Q3 2023/24 yet").saysNot(secrets...)
	shared := c.types(registrar, "/kpi REG1 Q2 2023/24").presses("share", "Share in this channel").says("99%").saysNot(secrets...)

	shared.who = member
	before := len(c.slack.Messages(channel, "U0STRANGER"))
	shared.presses("ask", "Ask a question").submits(map[string]string{"question": "Until when?"}).says("has been asked")
	c.about(registrar, "asks about REG1").presses("answer", "Answer").submits(map[string]string{"answer": "Zebra until April."})
	c.about(member, "has answered your question about REG1").says("Zebra until April.")
	c.since("U0STRANGER", channel, before).saysNot("Zebra")
}

// channelIsAskedAgain is longer than what Slack said of a channel is believed.
const channelIsAskedAgain = 6 * time.Minute

// An answer that is on its way when the channel comes to be shared is not said there.
func TestAChannelThatComesToBeShared(t *testing.T) {
	t.Parallel()
	c := newCommittee(t)
	must(t, c.slack.InviteBot(channel))
	shared := c.types(registrar, "/kpi REG1").presses("share", "Share in this channel").says("99%")
	shared.who = member
	shared.presses("ask", "Ask a question").submits(map[string]string{"question": "Until when?"}).says("has been asked")
	question := c.about(registrar, "asks about REG1")
	before := len(c.slack.Messages(channel, "U0STRANGER"))
	_, err := c.slack.Say(context.Background(), registrar, channel, "", "@Chaser REG1")
	must(t, err)
	must(t, c.slack.Share(channel, "T0ELSEWHERE"))
	c.clock.pass(channelIsAskedAgain)
	question.presses("answer", "Answer").submits(map[string]string{"answer": "Zebra until April."})
	c.delivers()
	c.since("U0STRANGER", channel, before).says("the answer is in", "Nothing has been published for").saysNot("Zebra", "99%")
}

// Where Slack does not say who reads a channel, what is not published is not shared in it.
func TestAChannelOfWhichSlackDoesNotSay(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	for _, word := range []string{"channel_not_found", "missing_scope"} {
		c.shut = map[string]bool{word: true}
		c.slack.Fault(lookalike.Fault{Method: "conversations.info", Harm: lookalike.Denied, Code: word})
		c.types(registrar, "/kpi REG1").presses("share", "Share in this channel").says("Slack does not say who reads it").saysNot("99%")
	}
	if !strings.Contains(c.types(registrar, "/kpi REG1").presses("share", "Share in this channel").text(), "99%") {
		t.Error("once Slack says so again, it is not shared")
	}
}

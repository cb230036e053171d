package bot_test

import (
	"context"
	"strings"
	"testing"

	"chaser/demo/lookalike"
	"chaser/kpi"
	"chaser/store"
)

// Nobody learns of a working figure by asking. Of a figure that they do not see there is nothing to ask. An answer,
// theirs alone or in a channel, stands beside the figure that the committee sees.
func TestNobodyOutsideLearnsByAsking(t *testing.T) {
	t.Parallel()
	c := newCommittee(t, signsOff)
	must(t, c.slack.InviteBot(channel))
	c.types(team, "/kpi publish 2023-24Q2").postsIt().says("Published")
	c.types(registrar, "/kpi REG1 37.4 Zebra leave.").says("Posted")
	_, err := c.store.AskQuestion(context.Background(), store.Ask{
		RequestID: "forged", By: member, Code: "REG1", Period: kpi.Quarter(2023, 3), Text: "Why?", Now: c.clock.Now(), Today: kpi.DateOf(c.clock.Now()), Zone: c.clock.Now().Location(),
	})
	if err == nil || !strings.Contains(err.Error(), "REG1 has no figure for Q3 2023/24 yet") {
		t.Errorf("asking about what is not theirs to see: %v", err)
	}
	shared := c.types(registrar, "/kpi REG1 Q2 2023/24").presses("share", "Share in this channel").says("99%").saysNot(secrets...)
	shared.who = member
	shared.presses("ask", "Ask a question").submits(map[string]string{"question": "Until when?"}).says("has been asked")
	c.types(registrar, "/kpi submit REG1 2023-24Q2 37.4 Zebra count.").presses("keep", "Keep both").submits(map[string]string{"keep": "Zebra births."}).says("Revised from 99% to 37.4%", "awaits sign-off")
	c.about(registrar, "asks about REG1").says("37%").presses("answer", "Answer").submits(map[string]string{"answer": "Until April."})
	c.about(member, "has answered your question about REG1").says("Until April.").saysNot(secrets...)
	said := ""
	for _, m := range c.slack.Messages(channel, member) {
		said += lookalike.PlainText(m.Blocks, m.Text) + "\n"
	}
	if !strings.Contains(said, "Until April.") {
		t.Errorf("the answer is not in the channel:\n%s", said)
	}
	for _, secret := range secrets {
		if strings.Contains(said, secret) {
			t.Errorf("the channel reads %q:\n%s", secret, said)
		}
	}
}

// Somebody who works on a figure and asks where others read along is shown what the committee sees, whether by a
// mention or by a choice.
func TestAnOwnerAsksWhereOthersRead(t *testing.T) {
	t.Parallel()
	c := newCommittee(t)
	c.types(team, "/kpi publish 2023-24Q2").postsIt().says("Published")
	c.types(coroner, "/kpi 178 150 Zebra leave.").says("Posted 150")
	c.hears(coroner, channel, "", "@Chaser 178").says("178 · ", "142", "Published on 8 January 2024").saysNot("150", "Zebra", "Nothing has been published")
	choice := c.hears(coroner, channel, "", "@Chaser inquests closed").says("2 indicators fit")
	before := len(c.slack.Messages(channel, member))
	_, err := c.slack.Press(context.Background(), coroner, choice.one(), "tell_card", "178 · Total number of Inquests closed")
	must(t, err)
	c.tellsAll()
	c.since(member, channel, before).says("178 · ", "142", "Published on 8 January 2024").saysNot("150", "Zebra", "Nothing has been published")
}

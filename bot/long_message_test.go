package bot_test

import (
	"strings"
	"testing"
	"time"
)

// The longest message that Slack takes is read like any, whatever its script: in JSON in a form a character takes up to
// sixteen bytes, and Slack sends it twice.
func TestTheLongestMessage(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	for name, filler := range map[string]string{"ASCII": "word ", "two bytes": "\u00e9t\u00e9 ", "emoji": "\U0001F600"} {
		text := "178 " + strings.Repeat(filler, (40_000-4)/len([]rune(filler)))
		_, err := c.slack.Say(t.Context(), member, channel, "", text)
		must(t, err)
		said := c.slack.Messages(channel, member)
		began := time.Now()
		a, err := c.slack.Shortcut(t.Context(), member, said[len(said)-1], "show_card")
		must(t, err)
		answer{c, a, member}.says("178 · Total number of Inquests closed")
		t.Logf("%s: %d bytes in %s", name, len(c.slack.LastRequest().Body), time.Since(began))
		c.directly(coroner, text).saysNot("Something went wrong")
	}
	text := strings.Repeat("nothing that is known ", 40_000/22)
	_, err := c.slack.Say(t.Context(), member, channel, "", text)
	must(t, err)
	said := c.slack.Messages(channel, member)
	a, err := c.slack.Shortcut(t.Context(), member, said[len(said)-1], "show_card")
	must(t, err)
	answer{c, a, member}.says("This message names no indicator")
}

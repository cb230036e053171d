package bot_test

import (
	"strings"
	"testing"

	"chaser/bot"
)

// A channel that is archived says so, whether or not the bot is still in it: inviting the bot would not help.
func TestAnArchivedChannelIsExamined(t *testing.T) {
	t.Parallel()
	c := newCommittee(t)
	examined := func() string {
		t.Helper()
		if err := bot.ExamineChannel(t.Context(), bot.Connect(c.slackURL+"/api/", "xoxb-test", ""), reds); err != nil {
			return err.Error()
		}
		return ""
	}
	if says := examined(); says != "" {
		t.Errorf("a channel that takes messages: %q", says)
	}
	must(t, c.slack.Archive(reds))
	if says := examined(); !strings.Contains(says, "archived") {
		t.Errorf("an archived channel with the bot: %q", says)
	}
	must(t, c.slack.RemoveBot(reds))
	if says := examined(); !strings.Contains(says, "archived") {
		t.Errorf("an archived channel without the bot: %q", says)
	}
}

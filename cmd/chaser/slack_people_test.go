package main

import (
	"strings"
	"testing"

	"chaser/demo/lookalike"
)

// What Slack says of people decides whom and when: their own clock, their status, and whether they are there at all.
func TestWhatSlackSaysOfPeople(t *testing.T) {
	t.Parallel()
	c := newChasing(t, seedCouncil(t), "2024-01-02 09:00")
	const librarian, coroner, skills, team = "U0LIB", "U0CORONER", "U0SKILLS", "U0PERF"
	check(t, c.slack.SetZone(librarian, "America/New_York"))
	check(t, c.slack.SetStatus(coroner, lookalike.Status{Emoji: ":palm_tree:", Text: "Annual leave"}))
	check(t, c.slack.Deactivate(skills))

	c.tick()
	if c.sent(librarian)+c.sent(coroner) != 0 {
		t.Errorf("at nine in London, %d messages to New York and %d to somebody on leave", c.sent(librarian), c.sent(coroner))
	}
	c.reads(team, "the Slack account of Adult Skills service lead is deactivated", "Coroners service lead is away and nobody stands in")
	c.at("2024-01-02 13:59")
	c.tick()
	c.at("2024-01-02 14:00")
	c.tick()
	if c.sent(librarian) != 1 {
		t.Errorf("%d messages at nine in New York", c.sent(librarian))
	}

	// Back at work, the coroner is asked; the performance team is not told a second time.
	check(t, c.slack.SetStatus(coroner, lookalike.Status{}))
	told := c.sent(team)
	c.at("2024-01-03 11:00")
	c.tick()
	c.reads(coroner, "5 figures are yours")
	if c.sent(team) != told {
		t.Error("the performance team is told again")
	}
	c.seenOnce()
}

// reads checks what somebody's last message says.
func (c *chasing) reads(who string, words ...string) {
	c.Helper()
	all := c.slack.Messages(c.slack.DirectMessage(who), who)
	if len(all) == 0 {
		c.Fatalf("%s has been sent nothing", who)
	}
	text := lookalike.PlainText(all[len(all)-1].Blocks, all[len(all)-1].Text)
	for _, w := range words {
		if !strings.Contains(text, w) {
			c.Errorf("%s reads, and %q is missing:\n%s", who, w, text)
		}
	}
}

func (c *chasing) sent(who string) int {
	return len(c.slack.Messages(c.slack.DirectMessage(who), who))
}

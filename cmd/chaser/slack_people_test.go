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
	if c.sent(librarian) != 0 {
		t.Errorf("at nine in London, %d messages to New York", c.sent(librarian))
	}
	c.reads(coroner, "Your Slack status says “Annual leave”, so Chaser treats you as away.", "These wait until you are back", "178", "not: Post figure")
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
		w, absent := strings.CutPrefix(w, "not: ")
		if strings.Contains(text, w) == absent {
			c.Errorf("%s reads, and %q is wrong:\n%s", who, w, text)
		}
	}
}

// types is somebody's command, and says what they are answered.
func (c *chasing) types(who, line string) string {
	c.Helper()
	a, err := c.slack.Type(c.Context(), who, "C0PERFORM", line)
	check(c.TB, err)
	if len(a.Messages) == 0 {
		c.Fatalf("%s typed %s and was told nothing", who, line)
	}
	return lookalike.PlainText(a.Messages[len(a.Messages)-1].Blocks, "")
}

func (c *chasing) sent(who string) int {
	return len(c.slack.Messages(c.slack.DirectMessage(who), who))
}

// An alert to a manager whose account went, found out as it is about to be said, goes to whoever is next; the
// performance team hears once that the account is gone, and what hangs on it.
func TestAnAlertToAManagerWhoIsGone(t *testing.T) {
	t.Parallel()
	const registrar, gone, next, team = "U0REGISTR", "U0MGRREG", "U0MGRPLACE", "U0PERF"
	r := seedCouncil(t)
	for n := range r.People {
		if r.People[n].SlackID == registrar {
			r.People[n].Manager = next
		}
	}
	c := newChasing(t, r, "2024-01-05 21:30") // in the evening nobody is reminded
	check(t, c.slack.Deactivate(gone))
	c.types(registrar, "/kpi REG1 50 Staff leave.")
	c.tick()
	c.reads(next, "REG1 has turned Red.", "50% against a target of 74%")
	c.reads(team, "is deactivated", "REG1", "Name somebody else in the register", "not: has turned Red")
	told := c.sent(team)
	c.types(registrar, "/kpi REG2 50 Staff leave.") // now it is known, and goes to them at once
	c.tick()
	c.reads(next, "REG2 has turned Red.")
	if c.sent(gone) != 0 || c.sent(team) != told {
		t.Errorf("%d messages to an account that is gone, and %d more to the performance team", c.sent(gone), c.sent(team)-told)
	}

	// Where nobody else manages them, the performance team hears of the red.
	check(t, c.slack.Deactivate("U0MGRCOMM"))
	c.types("U0SKILLS", "/kpi SKL3 60 Fewer tutors.")
	c.tick()
	c.reads(team, "SKL3 has turned Red.")
}

// Whoever is taken for away by their status is told so in place of their reminder, and puts it right with a button.
func TestTakenForAway(t *testing.T) {
	t.Parallel()
	const coroner, deputy = "U0CORONER", "U0LIB"
	r := seedCouncil(t)
	for n := range r.Indicators {
		if r.Indicators[n].Owner == coroner {
			r.Indicators[n].Deputy = deputy
		}
	}
	c := newChasing(t, r, "2024-01-02 09:00")
	check(t, c.slack.SetStatus(coroner, lookalike.Status{Emoji: ":desert_island:", Text: "Holiday"}))
	check(t, c.slack.SetStatus("U0SKILLS", lookalike.Status{Text: "Holiday Activities and Food lead"}))
	c.tick()
	c.reads("U0SKILLS", "3 figures are yours", "Post figure")
	c.reads(coroner, "Your Slack status says “Holiday”", "Others are asked for these meanwhile", "178", "Libraries service lead", "I'm here", "not: Post figure")
	c.reads(deputy, "8 figures are yours", "You have it for Coroners service lead")

	_, err := c.slack.Press(c.Context(), coroner, c.slack.Messages(c.slack.DirectMessage(coroner), coroner)[0], "here", "")
	check(t, err)
	c.tick()
	c.reads(coroner, "Thank you. Chaser asks you for your figures")
	first := c.slack.Messages(c.slack.DirectMessage(coroner), coroner)[0]
	if text := lookalike.PlainText(first.Blocks, first.Text); !strings.Contains(text, "5 figures are yours") || !strings.Contains(text, "Post figure") || strings.Contains(text, "I'm here") {
		t.Errorf("once they are here, the message reads\n%s", text)
	}
	c.reads(deputy, "Asked of Coroners service lead; you are the deputy", "not: You have it for")
	c.at("2024-01-05 11:00") // ten working days before: asked as ever, though the status stands
	c.tick()
	c.reads(coroner, "5 figures are due", "Post figure", "not: Your Slack status")
	c.seenOnce()
}

package main

import (
	"strings"
	"testing"

	"chaser/demo/lookalike"
)

// latest is the last message that somebody was sent.
func (c *chasing) latest(who string) lookalike.Seen {
	c.Helper()
	all := c.slack.Messages(c.slack.DirectMessage(who), who)
	if len(all) == 0 {
		c.Fatalf("%s has been sent nothing", who)
	}
	return all[len(all)-1]
}

// reads checks what somebody's last message says, and does not.
func (c *chasing) reads(who string, words ...string) {
	c.Helper()
	m := c.latest(who)
	text := lookalike.PlainText(m.Blocks, m.Text)
	for _, w := range words {
		w, absent := strings.CutPrefix(w, "not: ")
		if strings.Contains(text, w) == absent {
			c.Errorf("%s reads, and %q is wrong:\n%s", who, w, text)
		}
	}
}

func (c *chasing) sent(who string) int {
	return len(c.slack.Messages(c.slack.DirectMessage(who), who))
}

// presses a button of somebody's last message, and fills the modal that it opens.
func (c *chasing) presses(who, press, about string, fields map[string]string) lookalike.Answer {
	c.Helper()
	a, err := c.slack.Press(c.Context(), who, c.latest(who), press, about)
	check(c.TB, err)
	if fields != nil {
		a, err = c.slack.Submit(c.Context(), who, fields)
		check(c.TB, err)
		if len(a.Errors) > 0 {
			c.Errorf("%s submitted %v and was told %v", who, fields, a.Errors)
		}
	}
	c.tick()
	return a
}

func (c *chasing) types(who, line string) string {
	c.Helper()
	a, err := c.slack.Type(c.Context(), who, "C0PERFORM", line)
	check(c.TB, err)
	if len(a.Messages) == 0 {
		c.Fatalf("%s typed %s and was told nothing", who, line)
	}
	return lookalike.PlainText(a.Messages[len(a.Messages)-1].Blocks, "")
}

// The quarter as the Coroners lead, the colleague, the manager and the performance team live it.
func TestTheLadder(t *testing.T) {
	t.Parallel()
	c := newChasing(t, seedCouncil(t), "2024-01-02 09:00")
	const coroner, registrar, manager, team = "U0CORONER", "U0REGISTR", "U0MGRREG", "U0PERF"
	about := func(code string) string { return `{"code":"` + code + `","period":"2023-24Q3"}` }

	c.tick()
	c.reads(coroner, "The collection for Q3 2023/24 is open. 5 figures are yours, due on Friday 19 January.", "178 Total number of Inquests closed", "Last 142 (Q2 2023/24)")
	c.reads(team, "0 of 19 figures are in, due on Friday 19 January.", "0 of 5  Coroners", "not: Coroners service lead")

	// A figure that is posted ticks itself off, for its owner and on the board.
	c.presses(coroner, "form", about("178"), map[string]string{"figure": "150", "commentary": "Two more courts sat."})
	c.reads(coroner, "4 figures are yours", "✓ 178 Total number of Inquests closed · 150 · Contextual")
	c.reads(team, "1 of 19 figures are in", "1 of 5  Coroners")

	// Somebody else has it: they are asked next, and may post it.
	c.presses(coroner, "hand_on", about("177"), map[string]string{"deputy": registrar})
	c.reads(coroner, "3 figures are yours", "→ 177 Total number of Inquests opened · with Registration service lead")
	c.at("2024-01-03 09:00")
	c.tick()
	c.reads(registrar, "3 figures are yours, due on Friday 19 January", "177 Total number of Inquests opened")
	c.presses(registrar, "form", about("177"), map[string]string{"figure": "120"})
	c.reads(registrar, "✓ 177 Total number of Inquests opened · 120 · Contextual")

	// It cannot be provided: that is settled too, with its reason.
	c.presses(coroner, "cannot", about("179"), map[string]string{"commentary": "The database changed over."})
	c.reads(coroner, "✓ 179", "No data", "2 figures are yours")

	// Remind me tomorrow: on the morning, and once.
	c.presses(coroner, "snooze", "Remind me tomorrow", nil)
	before := c.sent(coroner)
	c.at("2024-01-04 09:00")
	c.tick()
	if got := c.sent(coroner) - before; got != 1 {
		t.Errorf("%d messages on the morning that was asked for", got)
	}

	// On leave the deputy is asked, and the owner is left alone.
	if said := c.types(coroner, "/kpi away 11 Jan to 16 Jan @registration.service.lead"); !strings.Contains(said, "You are away from Thursday 11 January to Tuesday 16 January. Registration service lead is asked meanwhile.") {
		t.Errorf("away: %s", said)
	}
	before = c.sent(coroner)
	c.at("2024-01-12 09:00")
	c.tick()
	if c.sent(coroner) != before {
		t.Error("the coroner is asked while away")
	}
	c.reads(registrar, "175 Total number of cases opened", "in 5 working days")

	// The due morning, the day after, the manager's turn, the performance team's, then silence.
	c.at("2024-01-19 09:00")
	c.tick()
	c.reads(coroner, "2 figures are due today for Q3 2023/24.", "not: Remind me tomorrow")
	c.at("2024-01-22 09:00")
	c.tick()
	c.reads(coroner, "2 figures were due on Friday 19 January")
	if c.sent(manager) != 0 {
		t.Error("the manager hears of it too early")
	}
	c.at("2024-01-24 09:00")
	c.tick()
	c.reads(manager, "6 figures are late in services that you manage", "by who has them", "Coroners service lead", "• 175 Total number of cases opened (deaths referred to the Coroner Service)")
	c.at("2024-01-26 09:00")
	c.tick()
	c.reads(team, "16 figures are late. Here is who has them.")
	said := len(c.said())
	for _, day := range []string{"2024-01-29", "2024-02-05", "2024-03-11"} {
		c.at(day + " 10:00")
		c.tick()
	}
	if got := len(c.said()); got != said {
		t.Errorf("%d messages after the last rung", got-said)
	}

	// What comes in late ticks itself off for those who were told.
	c.types(coroner, "/kpi 175 801")
	c.types(coroner, "/kpi 176 790")
	c.tick()
	c.reads(coroner, "All in, thank you.", "✓ 175", "not: Post figure")
	c.reads(manager, "✓ 175")
	if said := c.types(team, "/kpi progress"); !strings.Contains(said, "5 of 19 figures are in") || !strings.Contains(said, "with Libraries service lead") {
		t.Errorf("the team's progress: %s", said)
	}
	if said := c.types("U0CLLR1", "/kpi progress"); !strings.Contains(said, "5 of 19 figures are in") || strings.Contains(said, "service lead") {
		t.Errorf("a member's progress: %s", said)
	}
	for _, r := range c.slack.Refusals() {
		t.Errorf("Slack refused %s", r)
	}
	c.seenOnce()
}

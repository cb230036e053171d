package bot_test

import (
	"testing"

	"chaser/kpi"
)

// What a manager types in their own words.
func TestWhatManagersType(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.directly("U0MGRREG", "remind @Coroners service lead about 178").says("Sent to Coroners service lead.")
	c.directly("U0MGRREG", "nudge 178 for me").says("was nudged today by you").saysNot("Sent to")
	c.directly("U0MGRREG", "chase coroners").says("Awaited from others", "178")
	c.directly(coroner, "nudge 178").says("Only the manager of 178")
	c.directly(coroner, "remind me about 178 on Friday").saysNot("nudge")
	c.directly("U0MGRREG", "what needs my approval?").says("No figure awaits your sign-off: no committee asks for it.")
	c.directly("U0MGRREG", "add an action to TRS2: Two extra inspections by 31 Jan").says("Recorded for TRS2", "Two extra inspections", "by 31 January 2024")
	c.directly("U0MGRREG", "record births registered").says("REG1 · ")
}

// A line that sends a figure back shows it, and neither signs it off nor sends it back.
func TestSendingBackIsShownFirst(t *testing.T) {
	t.Parallel()
	c := newCommittee(t, signsOff)
	c.types(regulator, "/kpi reject 178").says("No figure of 178 awaits your sign-off. The one for Q2 2023/24 needs none, as it was imported")
	c.types(regulator, "/kpi reject").says("No figure awaits your sign-off, so there is nothing to send back.")
	c.types(coroner, "/kpi 178 142 Fewer closed in August.")
	c.types(coroner, "/kpi reject 178").says("No figure of 178 awaits your sign-off.", "The one for Q3 2023/24 awaits Assistant director, regulatory services.")
	state := func() kpi.SignOff {
		card, _, err := c.store.Card(t.Context(), kpi.Person{SlackID: team, Roles: []kpi.Role{kpi.Admin}}, "178", kpi.Period{}, kpi.DateOf(c.clock.Now()))
		must(t, err)
		return card.Standing.SignOff
	}
	c.types(regulator, "/kpi reject 178").says("Nothing has been sent back yet. Press “Send back”", "142", "Fewer closed in August.", "Send back", "Approve")
	c.types(regulator, "/kpi send back inquests closed").says("Which one do you mean?").
		presses("to_send_back", "178 · Total number of Inquests closed").says("Nothing has been sent back yet.", "142")
	shown := c.types(regulator, "/kpi send 178 back, August is missing").says("Nothing has been sent back yet. Press “Send back” to send it back with “August is missing”.")
	if got := state(); got.State != kpi.AwaitsSignOff {
		t.Fatalf("the figure is %+v", got)
	}
	shown.presses("send_back", "Send back").submits(nil).says("178 for Q3 2023/24 was sent back.")
	if got := state(); got.State != kpi.SentBack || got.Reason != "August is missing" {
		t.Fatalf("the figure is %+v", got)
	}
	c.types(coroner, "/kpi approve 178").says("The one for Q3 2023/24 was sent back by Assistant director, regulatory services on 8 January 2024.")
	c.types(coroner, "/kpi 178 143 August was missing.")
	c.types(regulator, "/kpi approve 178").says("Signed off: 143")
	for _, typed := range []string{"approve 178", "reject 178", "send 178 back"} {
		c.types(regulator, "/kpi "+typed).says("No figure of 178 awaits your sign-off. The one for Q3 2023/24 was signed off by Assistant director, regulatory services on 8 January 2024.")
	}
}

// Where no committee, or not that of the indicator, asks for sign-off, whoever wants to sign is told so.
func TestNobodySignsWhereNoCommitteeAsks(t *testing.T) {
	t.Parallel()
	c := newCommittee(t)
	c.types(coroner, "/kpi 178 142 Fewer closed in August.")
	for _, typed := range []string{"approve 178", "reject 178", "send back 178 August is missing"} {
		c.types(regulator, "/kpi "+typed).says("No figure of 178 awaits your sign-off: Communities, Social Mobility and Inclusion asks for no sign-off.")
	}
	c.types(regulator, "/kpi approve").says("No figure awaits your sign-off: no committee asks for it.")
	c.types(regulator, "/kpi reject").says("No figure awaits your sign-off: no committee asks for it.")
}

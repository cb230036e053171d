package bot_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"chaser/kpi"
)

// What somebody has undertaken stands in their Home until it is closed, the overdue first. It leaves the Home with the
// form that closes it.
func TestMyActionsInAHome(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.opensHome(librarian).saysNot("of yours")
	c.types(librarian, "/kpi LIB1 60000")
	c.types(librarian, "/kpi action LIB1 Late opening due 31 Jan")
	c.types(manager, "/kpi action LIB1 Tell the parishes due 12 Jan @Libraries service lead")
	c.types(librarian, "/kpi action LIB1 Ask the schools due 20 Jan @Adult Skills service lead")
	c.opensHome(librarian).says("2 actions of yours are open.", "Tell the parishes", "Due by 12 January 2024", "Late opening").saysNot("Ask the schools", "overdue")
	c.opensHome(skills).says("One action of yours is open.", "Ask the schools")
	c.opensHome(manager).saysNot("of yours")

	c.clock.pass(8 * 24 * time.Hour)
	home := c.opensHome(librarian).says("2 actions of yours are open, one of them overdue.", "Due by 12 January 2024 (overdue)")
	if text := home.text(); strings.Index(text, "Tell the parishes") > strings.Index(text, "Late opening") {
		t.Errorf("the overdue does not come first:\n%s", text)
	}
	c.pressesHome(librarian, "action_done", home.valueOf("action_done", "2")).submits(map[string]string{kpi.FieldOutcome: "They know"}).says("Action closed")
	c.homeNow(librarian).says("One action of yours is open.", "Late opening").saysNot("Tell the parishes")
	c.pressesHome(librarian, "actions", "Actions").says("Late opening", "Ask the schools")
}

// A manager finds in their Home what awaits their sign-off, even for indicators that name no manager, and signs it off
// there.
func TestAwaitingSignOffInAHome(t *testing.T) {
	t.Parallel()
	const regulator = "U0MGRREG"
	c := newCommittee(t, signsOff, func(r *kpi.Register) {
		for n := range r.Indicators {
			r.Indicators[n].Manager = ""
		}
		for n := range r.People {
			if r.People[n].SlackID == coroner {
				r.People[n].Manager = regulator
			}
			r.People[n].Roles = slices.DeleteFunc(slices.Clone(r.People[n].Roles), func(role kpi.Role) bool { return role == kpi.Manager })
		}
	})
	c.opensHome(regulator).says("Your services", "Contextual 5", "All that is due").saysNot("Awaiting your sign-off", "You have no figures to post.")
	c.types(regulator, "/kpi due").says("Awaited from others", "175", "179").saysNot("LIB1")
	c.types(coroner, "/kpi 178 150 Fewer")
	c.types(coroner, "/kpi 177 101 More")
	home := c.opensHome(regulator).says("Awaiting your sign-off", "178", "Fewer", "177", "Approve all 2", "Send back")
	c.opensHome(team).says("2 figures await their managers' sign-off.").saysNot("Awaiting your sign-off")
	c.opensHome(coroner).saysNot("sign-off.", "Approve")

	c.pressesHome(regulator, "approve", home.valueOf("approve", "177")).says("Signed off: 101 for Q3 2023/24.")
	c.homeNow(regulator).says("Awaiting your sign-off", "178").saysNot("Approve all")
	c.pressesHome(regulator, "send_back", home.valueOf("send_back", "178")).submits(map[string]string{kpi.FieldReason: "Two are missing"}).says("was sent back")
	c.homeNow(regulator).saysNot("Awaiting your sign-off")
	c.types(coroner, "/kpi").says("You have 3 figures to post.", "1 figure was sent back to you.", "sent back", "Two are missing", "Post figure")
	c.opensHome(coroner).says("1 figure was sent back to you.", "Sent back by Assistant director, regulatory services: Two are missing")
	c.types(coroner, "/kpi 178 152 Two were found").says("It awaits sign-off")
	c.types(coroner, "/kpi").saysNot("sent back to you")
	c.types(regulator, "/kpi").says("One figure is waiting for your sign-off.").presses("unsigned", "Look and sign off").says("178", "152")
	c.pressesHome(regulator, "actions", "Actions").says("No action is open.")
}

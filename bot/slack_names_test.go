package bot_test

import (
	"fmt"
	"strings"
	"testing"

	"chaser/demo/lookalike"
)

// A mention reads as the register names them, else as Slack does, in what is kept and in what is shown; a direct
// message names nobody itself.
func TestMentionsBecomeNames(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.directly(coroner, "178 142 Agreed with @registration.service.lead and @an.officer.of.another.service of @libraries-team, see #performance and @here").
		says("Agreed with @Registration service lead and @An officer of another service of @group, see #performance and @").
		saysNot("<@", "<#", "<!", "U0")
	if got := c.figures("178")[0].Commentary; got != "Agreed with @Registration service lead and @An officer of another service of @group, see #performance and @here" {
		t.Errorf("the commentary is %q", got)
	}

	// A command has the labels, and everybody gets the same words of what else Slack marks.
	c.types(coroner, "/kpi 177 120 Agreed with @registration.service.lead of @libraries-team")
	if got := c.figures("177")[0].Commentary; got != "Agreed with @registration.service.lead of @libraries-team" {
		t.Errorf("the commentary is %q", got)
	}
	dm := c.slack.DirectMessage(coroner)
	c.expected = 1 // Slack knows no U0NOBODY
	must(t, c.slack.DeliverEvent(t.Context(), map[string]any{
		"type": "message", "channel_type": "im", "channel": dm, "user": coroner, "ts": "1704704300.000100",
		"text": "176 813 Ring <tel:01223555555|the desk> from <!date^1706313600^{date}|27 January> &amp; ask <@U0NOBODY>, <!subteam^S1|@clerks>",
	}))
	if got := c.figures("176")[0].Commentary; got != "Ring the desk from 27 January & ask @somebody, @clerks" {
		t.Errorf("the commentary is %q", got)
	}
}

// However many are mentioned, Slack is asked about few, and not for long.
func TestManyMentions(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.types(coroner, "/kpi 178") // so that it is known who they are
	c.slack.Fault(lookalike.Fault{Method: "users.info", Times: 100, Harm: lookalike.Denied, Code: "user_not_found"})
	text := "178 142 Thanks to"
	for n := range 20 {
		text += fmt.Sprintf(" <@U0NOBODY%d> <@U0NOBODY%d>", n, n)
	}
	must(t, c.slack.DeliverEvent(t.Context(), map[string]any{
		"type": "message", "channel_type": "im", "channel": c.slack.DirectMessage(coroner), "user": coroner, "ts": "1704704300.000100", "text": text,
	}))
	if got := c.figures("178")[0].Commentary; !strings.HasPrefix(got, "Thanks to @somebody @somebody") || strings.Contains(got, "U0") {
		t.Errorf("the commentary is %q", got)
	}
	if n := len(c.slack.Suffered()); n != 5 {
		t.Errorf("Slack was asked %d times", n)
	}
}

// An action has one owner: what names several is refused with what to do, and nothing is lost.
func TestAnActionForAGroup(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	for _, said := range []answer{
		c.types(librarian, "/kpi action LIB3 Extra staff due 31 Jan @libraries-team"),
		c.directly(librarian, "action LIB3 Extra staff due 31 Jan #performance"),
	} {
		said.says("is not one person, and an action has one owner. Name one person", "You typed:", "Extra staff").
			presses("add_action", "Edit and save").holds("action", "Extra staff")
	}
	if n := len(c.actions()); n != 0 {
		t.Fatalf("%d actions stand", n)
	}
	c.directly(librarian, "action @adult.skills.service.lead LIB3 Ask @libraries-team for extra staff due 31 Jan").says("Recorded for LIB3", "Ask @group for extra staff — Adult Skills service lead")
	c.directly(librarian, "away 5 Feb to 9 Feb @adult.skills.service.lead").says("Adult Skills service lead is asked meanwhile")
	c.directly(librarian, "away 5 Feb to 9 Feb @libraries-team").says("“@group” is not one person, and one colleague stands in. Name them.")
}

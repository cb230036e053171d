package bot_test

import (
	"strings"
	"testing"

	"chaser/demo/lookalike"
	"chaser/kpi"
)

// opensNothing harms the next calls of views.open.
func (c *council) opensNothing(f lookalike.Fault) {
	f.Method = "views.open"
	c.slack.Fault(f)
}

// Whatever keeps a form from opening, the person goes on with what they typed by a button, and the log has no error for
// it.
func TestAFormThatDoesNotOpen(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	for name, f := range map[string]lookalike.Fault{
		"too old":      {Harm: lookalike.Denied, Code: "expired_trigger_id"},
		"used up":      {Harm: lookalike.Denied, Code: "exchanged_trigger_id"},
		"an old word":  {Harm: lookalike.Denied, Code: "trigger_exchanged"},
		"Slack's":      {Harm: lookalike.Denied, Code: "internal_error"},
		"broken":       {Harm: lookalike.Broken},
		"limited":      {Harm: lookalike.Limited},
		"cut":          {Harm: lookalike.CutBefore},
		"never listed": {Harm: lookalike.Denied, Code: "service_unavailable"},
	} {
		c.opensNothing(f)
		late := c.types(librarian, "/kpi submit LIB1 2023-24Q2 Recounted").says("did not open in time, and nothing is lost", "You typed:", "Recounted").saysNot("Something went wrong")
		form := late.presses("open", "Open the form").says("LIB1 · ")
		if got, _ := box(form.Modal, kpi.FieldCommentary); got != "Recounted" {
			t.Errorf("%s: the form holds %q", name, got)
		}
	}
	// A refused line's form, its button, and an action's.
	refused := c.types(librarian, "/kpi LIB1 2023-24Q2 5O% footfall recovering").says("5O%")
	c.opensNothing(lookalike.Fault{Harm: lookalike.Denied, Code: "expired_trigger_id"})
	late := refused.presses("form", "Edit and post").says("did not open in time").saysNot("Something went wrong")
	c.opensNothing(lookalike.Fault{Harm: lookalike.Denied, Code: "expired_trigger_id"})
	again := late.presses("open", "Open it").says("did not open in time").presses("open", "Open it").says("LIB1 · ")
	if got, _ := box(again.Modal, kpi.FieldFigure); got != "5O%" {
		t.Errorf("the figure's box holds %q", got)
	}
	c.opensNothing(lookalike.Fault{Harm: lookalike.Denied, Code: "expired_trigger_id"})
	c.directly(librarian, "submit LIB1 2023-24Q2 Recounted").presses("open", "Open the form").says("did not open in time").presses("open", "Open the form").says("LIB1 · ")
	c.opensNothing(lookalike.Fault{Harm: lookalike.Denied, Code: "expired_trigger_id"})
	c.types(librarian, "/kpi action LIB1 A mobile library").says("did not open in time", "A mobile library").presses("open", "Open the form").holds("action", "A mobile library")
	if log := c.log.String(); strings.Contains(log, "ERROR") || strings.Contains(log, "reference") {
		t.Errorf("the log calls it ours:\n%s", log)
	}
	// What is ours stays ours.
	c.opensNothing(lookalike.Fault{Harm: lookalike.Denied, Code: "missing_scope"})
	c.types(librarian, "/kpi submit LIB1").says("Something went wrong at our end; nothing was saved")
}

// Slack may open a form and not say so; there is time left to say what to do.
func TestAFormThatSlackIsSilentAbout(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	over := make(chan struct{})
	t.Cleanup(func() { close(over) })
	c.opensNothing(lookalike.Fault{Harm: lookalike.Silent, Until: over})
	c.types(librarian, "/kpi submit LIB1").says("did not open in time").presses("open", "Open the form").says("LIB1 · ")
}

// A Home, a modal and the menu of a message have no answer of their own: what does not open there is said another way.
func TestAWindowThatDoesNotOpen(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	expired := lookalike.Fault{Harm: lookalike.Denied, Code: "expired_trigger_id"}
	dm := c.slack.DirectMessage(librarian)
	c.opensHome(librarian)
	c.opensNothing(expired)
	c.pressesHome(librarian, "form", `{"code":"LIB1","period":"2023-24Q3"}`)
	c.tellsAll()
	c.since(librarian, dm, 0).says("did not open in time").presses("open", "Open it").says("LIB1 · ")
	before := len(c.slack.Messages(dm, librarian))
	c.opensNothing(expired)
	c.pressesHome(librarian, "due", "All that is due")
	c.tellsAll()
	c.since(librarian, dm, before).says("You have 3 figures to post.")

	// In a modal without boxes the next one takes its place.
	c.opensHome(librarian)
	list := c.pressesHome(librarian, "red", "What is Red").says("Red, the worst first")
	c.slack.Fault(lookalike.Fault{Method: "views.push", Harm: lookalike.Denied, Code: "expired_trigger_id"})
	list.pressesModal("card", `{"code":"LIB1","period":"2023-24Q2"}`).says("LIB1 · ").saysNot("Something went wrong")

	for _, words := range []string{"What about 178 and 177?", "What about 178?", "What about lunch?"} {
		_, err := c.slack.Say(t.Context(), member, channel, "", words)
		must(t, err)
		said := c.slack.Messages(channel, member)
		c.opensNothing(expired)
		a, err := c.slack.Shortcut(t.Context(), member, said[len(said)-1], "show_card")
		must(t, err)
		late := answer{c, a, member}
		switch words {
		case "What about 178?":
			late.says("did not open in time").presses("open", "Open it").says("178 · Total number of Inquests closed")
		case "What about lunch?":
			late.says("This message names no indicator")
		default:
			late.says("speaks of 2 indicators").presses("card", `{"code":"177"}`).says("177 · ")
		}
	}
	if log := c.log.String(); strings.Contains(log, "ERROR") {
		t.Errorf("the log calls it ours:\n%s", log)
	}
}

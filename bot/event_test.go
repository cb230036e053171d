package bot_test

import (
	"fmt"
	"sync"
	"testing"

	"chaser/demo/lookalike"
)

// saysAs is somebody's words in their direct messages, said in another way than by typing a message.
func (c *council) saysAs(subtype, who, thread, text string) answer {
	c.Helper()
	dm := c.slack.DirectMessage(who)
	before := len(c.slack.Messages(dm, who))
	_, err := c.slack.SayAs(c.Context(), subtype, who, dm, thread, text)
	must(c.T, err)
	c.tellsAll()
	return c.since(who, dm, before+1)
}

// A figure counts however it was said.
func TestEveryWayOfSayingIt(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.saysAs(lookalike.FileShare, coroner, "", "178 142 No court sat.").says("Posted 142 for Q3 2023/24.").one()
	c.saysAs(lookalike.MeMessage, coroner, "", "177 122").says("Posted 122 for Q3 2023/24.").one()
	c.types(coroner, "/kpi due")
	first := c.slack.Messages(c.slack.DirectMessage(coroner), coroner)[0]
	if m := c.saysAs(lookalike.ThreadBroadcast, coroner, first.TS, "176 813").says("Posted 813 for Q3 2023/24.").one(); m.ThreadTS != first.TS {
		t.Errorf("it is not answered in its thread: %+v", m)
	}
	c.saysAs(lookalike.FileShare, coroner, "", "").says("Nothing was recorded: only the performance team sends Chaser files.").one()
	for _, code := range []string{"176", "177", "178"} {
		if n := len(c.figures(code)); n != 3 {
			t.Errorf("%s has %d figures", code, n)
		}
	}
	before := len(c.slack.Messages(channel, member))
	_, err := c.slack.SayAs(t.Context(), lookalike.FileShare, member, channel, "", "@Chaser 178")
	must(t, err)
	c.tellsAll()
	c.since(member, channel, before+1).says("178 · Total number of Inquests closed").one()
}

// Whoever is not admitted reads nothing because of an edit.
func TestAGuestEditsAMessage(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	const guest = "U0SINGLE"
	dm := c.slack.DirectMessage(guest)
	c.directly(guest, "LIB1").says("you are a guest")
	before := len(c.slack.Messages(dm, guest))
	_, err := c.slack.Edit(t.Context(), guest, c.slack.Messages(dm, guest)[0], "LIB1 97")
	must(t, err)
	c.tellsAll()
	if a := c.since(guest, dm, before); len(a.Messages) != 0 {
		t.Errorf("the edit is answered: %s", a.text())
	}
}

// An edit changes nothing, and whoever edits is told so once for each message.
func TestAnEditedMessage(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	dm := c.slack.DirectMessage(librarian)
	edits := func(text string) answer {
		t.Helper()
		said := c.slack.Messages(dm, librarian)[0]
		before := len(c.slack.Messages(dm, librarian))
		_, err := c.slack.Edit(t.Context(), librarian, said, text)
		must(t, err)
		c.tellsAll()
		return c.since(librarian, dm, before)
	}
	c.directly(librarian, "LIB1 98000").says("Posted 98,000")
	if a := edits("LIB1 98000"); len(a.Messages) != 0 { // the preview of a link
		t.Errorf("what was not edited is answered: %s", a.text())
	}
	edits("LIB1 99000").says("Editing changes nothing", "Type it again as a new message", "add the reason", "LIB1 99").one()
	if a := edits("LIB1 97"); len(a.Messages) != 0 {
		t.Errorf("it is answered again: %s", a.text())
	}
	if now := c.figures("LIB1"); now[0].Value.String() != "98000" || now[0].Revision != 1 {
		t.Errorf("the edit changed the figure: %+v", now[0])
	}

	// Slack tells of edits to the bot's own messages in the same way. Of some edits it says only how the message reads
	// now.
	ours := map[string]any{"type": "message", "user": "U0CHASER", "bot_id": "B0CHASER", "text": "now", "ts": "1704704400.000100"}
	theirs := map[string]any{"type": "message", "user": librarian, "text": "LIB1 97", "ts": "1704704400.000200", "edited": map[string]any{"user": librarian, "ts": "1704704401.000000"}}
	gone := map[string]any{"type": "message", "subtype": "tombstone", "user": "USLACKBOT", "text": "This message was deleted.", "ts": "1704704400.000300"}
	before := len(c.slack.Messages(dm, librarian))
	for _, m := range []map[string]any{ours, gone, theirs} {
		must(t, c.slack.DeliverEvent(t.Context(), map[string]any{
			"type": "message", "subtype": "message_changed", "hidden": true, "channel": dm, "channel_type": "im", "ts": "1704704401.000100", "message": m,
		}))
	}
	c.tellsAll()
	c.since(librarian, dm, before).says("Editing changes nothing", "LIB1 97").one()
}

// A mention that an edit adds is answered like any other. One that has been answered is not answered again.
func TestAMentionThatIsEditedIn(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	_, err := c.slack.Say(t.Context(), member, channel, "", "how are inquests doing?")
	must(t, err)
	said := c.slack.Messages(channel, member)[0]
	for range 2 {
		_, err = c.slack.Edit(t.Context(), member, said, "@Chaser 178")
		must(t, err)
		c.tellsAll()
	}
	c.since(member, channel, 1).says("178 · Total number of Inquests closed").one()
}

// Slack may tell of one message under several event ids, even at the same time. It has one effect, whatever it asks
// for.
func TestAMessageUnderAnotherEventID(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	dm := c.slack.DirectMessage(librarian)
	for n, of := range []struct {
		text    string
		entries int // in the audit trail
	}{
		{"action LIB3 Extra staff on Saturdays due 31 Jan", 1}, {"LIB1 98000", 1}, {"away 5 Feb to 9 Feb", 1}, {"back", 1}, {"alerts daily", 1},
		{"submit LIB1", 0}, {"hello", 0}, {"action LIB3 Longer hours", 0},
	} {
		before, audited := len(c.slack.Messages(dm, librarian)), c.audited()
		event := map[string]any{
			"type": "message", "channel_type": "im", "channel": dm, "user": librarian, "text": of.text, "ts": fmt.Sprintf("1704704400.0001%02d", n),
		}
		var all sync.WaitGroup
		for range 3 {
			all.Go(func() { must(t, c.slack.DeliverEvent(t.Context(), event)) })
		}
		all.Wait()
		event["type"] = "app_mention" // a twin
		must(t, c.slack.DeliverEvent(t.Context(), event))
		c.tellsAll()
		c.since(librarian, dm, before).saysNot("Something went wrong", "already").one()
		if got := c.audited() - audited; got != of.entries {
			t.Errorf("“%s” makes %d audit entries, want %d", of.text, got, of.entries)
		}
	}
}

// Two processes may be told of a message at the same moment. Then the store keeps leave from being recorded twice.
func TestTheSameLeaveAgain(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	before := c.audited()
	c.types(coroner, "/kpi away 5 Feb to 9 Feb").says("You are away from Monday 5 February")
	c.types(coroner, "/kpi away 5 Feb to 9 Feb").says("You are away from Monday 5 February")
	c.types(coroner, "/kpi back").says("Welcome back")
	c.types(coroner, "/kpi back").says("Welcome back")
	if got := c.audited() - before; got != 2 {
		t.Errorf("there are %d audit entries, want 2", got)
	}
	c.types(coroner, "/kpi away 5 Feb to 9 Feb").says("You are away from Monday 5 February")
	c.types(coroner, "/kpi away 5 Feb to 12 Feb").says("to Monday 12 February")
	if got := c.audited() - before; got != 4 {
		t.Errorf("there are %d audit entries, want 4", got)
	}
}

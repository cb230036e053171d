package bot_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"chaser/bot"
	"chaser/demo/lookalike"
	"chaser/kpi"
)

// hears is what somebody says in a channel, in their direct messages or, with a message's ts, in its thread. It returns
// what they came to read once what was recorded is delivered. An answer in a channel is one that everybody reads.
func (c *council) hears(who, where, thread, text string) answer {
	c.Helper()
	before := len(c.slack.Messages(where, who))
	_, err := c.slack.Say(context.Background(), who, where, thread, text)
	must(c.T, err)
	c.tellsAll()
	return c.since(who, where, before+1)
}

// since is what somebody reads in a place after so many messages.
func (c *council) since(who, where string, before int) answer {
	c.Helper()
	return answer{c, lookalike.Answer{Messages: c.slack.Messages(where, who)[before:]}, who}
}

// directly is what somebody says to the bot alone.
func (c *council) directly(who, text string) answer {
	c.Helper()
	return c.hears(who, c.slack.DirectMessage(who), "", text)
}

// one checks that there is one message, and returns it.
func (a answer) one() lookalike.Seen {
	a.Helper()
	if len(a.Messages) != 1 {
		a.Fatalf("there are %d messages:\n%s", len(a.Messages), a.text())
	}
	return a.Messages[0]
}

func TestACardForAMention(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	a := c.hears(member, channel, "", "@Chaser 178").says("178 · Total number of Inquests closed", "Q2 2023/24", "History").
		saysNot("Post figure", "Edit", "Share in this channel")
	m := a.one()
	asked := c.slack.Messages(channel, member)[0]
	if m.Ephemeral || m.ThreadTS != asked.TS {
		t.Errorf("it is not for all to read in a thread of the question: %+v", m)
	}
	if everyone := c.slack.Messages(channel, coroner); len(everyone) != 2 {
		t.Errorf("others read %d messages", len(everyone))
	}

	// In a thread, where no slash command works; and in a sentence.
	m = c.hears(officer, channel, asked.TS, "hello @Chaser, how are births registered doing?").says("REG1 · Percentage of births").one()
	if m.ThreadTS != asked.TS {
		t.Errorf("it is not said in its thread: %+v", m)
	}
	// Whoever may post sees no more of it than everybody else.
	c.hears(coroner, channel, "", "@Chaser 178").saysNot("Post figure", "Edit")
	c.hears(member, channel, "", "@Chaser").says("@Chaser 178")
	c.hears(member, channel, "", "@Chaser red").says("Red, the worst first")
	c.hears(member, channel, "", "@Chaser list").says("19 indicators")
	c.hears(member, channel, "", "@Chaser how is 187 doing").says("There is no indicator called “187”")
}

// A mention posts nothing, whoever makes it, and says what to do instead.
func TestAMentionPostsNothing(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	for _, text := range []string{"178 142", "178 142 <!here> `x`", "submit 178", "submit inquests opened", "post inquests opened 142", "births registered 99", "due", "away 3 Jan to 10 Jan", "admin collections"} {
		c.hears(coroner, channel, "", "@Chaser "+text).says("Send this to Chaser as a direct message", "/kpi "+text)
	}
	if n := len(c.figures("178")); n != 2 {
		t.Errorf("there are %d figures", n)
	}
}

// A choice in a channel becomes the card, once, beneath it and for all to read.
func TestAChoiceInAChannel(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	choice := c.hears(member, channel, "", "@Chaser inquests closed").says("2 indicators fit “inquests closed”")
	thread := choice.one().ThreadTS
	before := len(c.slack.Messages(channel, officer))
	for range 2 {
		_, err := c.slack.Press(context.Background(), member, choice.one(), "tell_card", "178 · Total number of Inquests closed")
		must(t, err)
		c.tellsAll()
	}
	if m := c.since(officer, channel, before).says("178 · Total number of Inquests closed").one(); m.ThreadTS != thread {
		t.Errorf("it is not in the thread: %+v", m)
	}
}

// Everything that the command does, a direct message does.
func TestDirectMessages(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	dm := c.slack.DirectMessage(coroner)
	if m := c.directly(coroner, "178").says("178 · Total number of Inquests closed", "Post figure").one(); m.ThreadTS != "" || m.Ephemeral {
		t.Errorf("%+v", m)
	}
	c.directly(coroner, "how are births registered doing").says("REG1 · ")
	c.directly(coroner, "inquests closed").says("2 indicators fit").presses("card", "178 · Total number of Inquests closed").says("178 · Total")
	c.directly(coroner, "178 142 Staff leave\nover the summer").says("Posted 142 for Q3 2023/24.", "Staff leave")
	if now := c.figures("178"); len(now) != 3 || now[0].Commentary != "Staff leave\nover the summer" {
		t.Errorf("%+v", now)
	}
	c.directly(coroner, "178 5O%").says("5O%").presses("form", "Edit and post").says("178 · Total number")
	c.directly(coroner, "due").says("You have 4 figures to post.")
	c.directly(coroner, "hello").says("You have 4 figures to post.")
	c.directly(coroner, "help").says("What you can type")
	c.directly(coroner, "away 3 Feb to 10 Feb @Registration").saysNot("Something went wrong")
	c.directly(member, "178 142").says("You cannot post")
	c.directly(member, "actions").says("No action")

	first := c.slack.Messages(dm, coroner)[0]
	if m := c.hears(coroner, dm, first.TS, "177").says("177 · ").one(); m.ThreadTS != first.TS {
		t.Errorf("what is asked in a thread is not answered there: %+v", m)
	}
}

// The card that was answered with follows its figure.
func TestAnAnsweredCardIsBroughtUpToDate(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	public := c.hears(member, channel, "", "@Chaser 178").says("142").one()
	c.directly(coroner, "submit 178 2023-24Q2 150 Eight came late")
	for _, m := range c.slack.Messages(channel, member) {
		if m.TS == public.TS && !strings.Contains(lookalike.PlainText(m.Blocks, m.Text), "150") {
			t.Errorf("it still reads:\n%s", lookalike.PlainText(m.Blocks, m.Text))
		}
	}

	// It also follows the figure that it asks for.
	asking := c.directly(coroner, "178").says("Q3 2023/24 is due", "Post figure").one()
	c.directly(coroner, "178 142 No court sat.")
	for _, m := range c.slack.Messages(c.slack.DirectMessage(coroner), coroner) {
		if m.TS == asking.TS && strings.Contains(lookalike.PlainText(m.Blocks, m.Text), "Post figure") {
			t.Errorf("it still asks:\n%s", lookalike.PlainText(m.Blocks, m.Text))
		}
	}

	// What goes wrong with a direct message lies with its reader's account, not with a channel.
	told, err := c.store.NotificationsSince(t.Context(), time.Time{})
	must(t, err)
	for _, n := range told[1:] {
		if n.Recipient != coroner {
			t.Errorf("a direct message is for %s", n.Recipient)
		}
	}
}

// What needs a form is answered by the button that opens it, with all that was typed.
func TestADirectMessageThatNeedsAForm(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	form := c.directly(registrar, "births registered 99 More staff").says("Open the form to go on.").presses("open", "Open the form").says("REG1 · ")
	if got, _ := box(form.Modal, kpi.FieldFigure); got != "99" {
		t.Errorf("the figure's box holds %q", got)
	}
	form.submits(map[string]string{}).says("Posted 99%")
	c.directly(registrar, "submit").presses("open", "Open the form").says("Choose an indicator")
	c.directly(team, "admin collections").presses("open", "Open the form").says("Collections")

	// Nobody else's press opens it.
	c.directly(member, "submit").says("nothing to choose from")
}

// Slack tells of an event again until it is acknowledged. It has one effect.
func TestAnEventThatComesAgain(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.directly(coroner, "178 142 No court sat.").says("Posted 142").one()
	again := c.slack.LastRequest()
	for range 2 {
		a, err := c.slack.Deliver(t.Context(), coroner, again)
		must(t, err)
		if a.Status != 200 {
			t.Fatalf("it is answered with %d", a.Status)
		}
	}
	c.tellsAll()
	if n := len(c.figures("178")); n != 3 {
		t.Errorf("there are %d figures", n)
	}
	if n := len(c.slack.Messages(c.slack.DirectMessage(coroner), coroner)); n != 2 {
		t.Errorf("there are %d messages, want the question and its answer", n)
	}
}

// What cannot be kept is not acknowledged. Slack tells of it again, and then it is answered.
func TestAnEventThatIsNotTaken(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	must(t, c.store.Close())
	err := c.slack.DeliverEvent(t.Context(), map[string]any{
		"type": "message", "channel_type": "im", "channel": c.slack.DirectMessage(coroner), "user": coroner, "text": "178", "ts": "1704704400.000100",
	})
	if tries := len(refusals(c)); err == nil || tries != 4 {
		t.Errorf("Slack tried %d times, and it was taken: %v", tries, err)
	}
	if !strings.Contains(c.log.String(), "an event was not taken") {
		t.Errorf("the log says nothing of it:\n%s", c.log)
	}
}

// Bots are not answered, nor are our own words, nor what is not a new message. Slack need not tell of these again.
func TestWhatIsNotAnswered(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	dm := c.slack.DirectMessage(coroner)
	for name, change := range map[string]map[string]any{
		"another bot's":  {"bot_id": "B1"},
		"a workflow's":   {"user": "U0BOTTY"},
		"its own":        {"user": "U0CHASER"},
		"an edit":        {"subtype": "message_changed"},
		"a deletion":     {"subtype": "message_deleted"},
		"edited":         {"edited": map[string]any{"user": coroner, "ts": "1"}},
		"nobody's":       {"user": ""},
		"a channel's":    {"channel_type": "channel"},
		"somebody comes": {"type": "team_join", "user": map[string]any{"id": coroner}},
	} {
		event := map[string]any{"type": "message", "channel_type": "im", "channel": dm, "user": coroner, "text": "178", "ts": "1704704400.000100"}
		for field, value := range change {
			event[field] = value
		}
		if err := c.slack.DeliverEvent(t.Context(), event); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		c.tellsAll()
		if n := len(c.slack.Messages(dm, coroner)); n != 0 {
			t.Fatalf("%s: it was answered", name)
		}
	}
}

// Whoever may not ask is told so once a day, and bots never.
func TestThoseWhoAreNotAnswered(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.hears("U0GUEST", channel, "", "@Chaser 178").says("you are a guest")
	if a := c.hears("U0GUEST", channel, "", "@Chaser 178"); len(a.Messages) != 0 {
		t.Errorf("a guest is told again: %s", a.text())
	}
	c.clock.pass(24 * time.Hour)
	c.hears("U0GUEST", channel, "", "@Chaser 178").says("you are a guest")
	c.hears("U0STRANGER", channel, "", "@Chaser 178").says("you belong to another")
}

// Over a socket it is no different.
func TestAMentionOverASocket(t *testing.T) {
	t.Parallel()
	c := newCouncilThrough(t, throughSocket)
	c.hears(member, channel, "", "@Chaser 178").says("178 · Total number of Inquests closed")
	c.directly(coroner, "178 142 No court sat.").says("Posted 142 for Q3 2023/24.")
}

// A reply beneath a question is its answer, as people say it in Slack, with no command and no button.
func TestAnAnswerIsHeardInItsThread(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.types(member, "/kpi 178").presses("ask", "Ask a question").submits(map[string]string{"question": "Why so few?"}).says("has been asked")
	question := c.about(coroner, "asks about 178").Messages[0]
	c.hears(coroner, question.Channel, question.TS, "178 because of staff leave").says("Your answer has been passed on").saysNot("Posted")
	c.about(member, "has answered your question about 178").says("178 because of staff leave")
	c.hears(coroner, question.Channel, question.TS, "And more").says("You have answered this question already")
	c.types(member, "/kpi 178").says("Coroners service lead: 178 because of staff leave")
}

// What people say to a colleague is answered by what stands, and changes nothing until a button is pressed.
func TestAsides(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	before := c.audited()
	c.directly(coroner, ":+1:").says("Thank you. 5 figures are still asked of you.", "What is asked of me")
	c.directly(member, "thanks!").says("Thank you. Nothing is asked of you just now.")
	c.directly(coroner, "stop").says("To be left alone", "Tuesday 9 January", "Hand on 178", "/kpi away 3 Jan to 10 Jan @deputy")
	c.directly(member, "stop").says("Nothing is asked of you just now")
	later := c.directly(coroner, "Sorry, I'll do this tomorrow").says("That can wait. Press the button, and Chaser reminds you on Tuesday 9 January.")
	if n := c.audited(); n != before {
		t.Errorf("%d audit entries were made", n-before)
	}
	later.presses("snooze", "Remind me tomorrow").says("You will be reminded on Tuesday 9 January.")

	form := c.directly(coroner, "I don't own 178 any more, it's @registration.service.lead").says("Nothing was changed. Press the button to hand on 178 for Q3 2023/24").
		presses("hand_on", "Hand on 178")
	if !strings.Contains(string(form.Modal.JSON), `"initial_user":"U0REGISTR"`) {
		t.Errorf("nobody is proposed: %s", form.Modal.JSON)
	}
	form.submits(map[string]string{"deputy": registrar}).says("178 for Q3 2023/24 is with Registration service lead now.")
	c.directly(coroner, "not mine any more").says("To hand on a figure, press its button.", "Hand on 175", "Hand on 177").saysNot("Hand on 178")
	c.directly(librarian, "177 isn't mine").says("177 for Q3 2023/24 is no longer asked of you", "Coroners service lead has it now.")
	c.directly(member, "that's not mine").says("there is nothing to hand on")
	c.hears(coroner, channel, "", "@Chaser thanks").says("@Chaser 178")
	c.hears(coroner, channel, "", "@Chaser 178 is not mine").says("Send this to Chaser as a direct message")

	c.clock.pass(11 * 24 * time.Hour) // it is due today
	c.directly(coroner, "tomorrow").says("is due on Friday 19 January, so it cannot wait for another reminder", "Can't provide it").
		presses("hand_on", "Someone else has it").says("Who has it?")
	c.directly(coroner, "please stop messaging me").says("post 17", "which is due on Friday 19 January").saysNot("Remind me")
}

// What a word of a sentence means is done once, also where the sentence could have been a card's name, and although
// what only reads is answered anew as it is said.
func TestWhatIsMeantIsDoneOnce(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	done := 0
	c.chaser.Means("zebra", func() *bot.Message { done++; return bot.Plain("The zebra is fed.") })
	for _, text := range []string{"zebra", "zebra please", "how is the zebra doing today", "I would like to have the zebra fed", "card zebra", "where can I find the zebra", "show me zebra"} {
		done = 0
		c.directly(coroner, text).says("The zebra is fed.").one()
		if done != 1 {
			t.Errorf("%q: done %d times", text, done)
		}
	}
	// In a channel, where all read along, it is not done at all.
	done = 0
	c.hears(coroner, channel, "", "@Chaser how is the zebra doing today").saysNot("The zebra is fed.")
	if done != 0 {
		t.Errorf("in a channel it was done %d times", done)
	}
}

package bot_test

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"chaser/bot"
	"chaser/demo/lookalike"
	"chaser/kpi"
)

const regulator = "U0MGRREG" // manages Registration and the Coroners

// delivers says, and brings up to date, all that is due by now.
func (c *council) delivers() {
	c.Helper()
	c.plans()
	c.tellsAll()
}

// reads is everything that stands in somebody's direct messages and is news, the newest last.
func (c *council) reads(who string) []answer {
	c.Helper()
	c.delivers()
	var all []answer
	for _, m := range c.sees(who) {
		all = append(all, answer{c, lookalike.Answer{Messages: []lookalike.Seen{m}}, who})
	}
	return all
}

// last is the newest of them.
func (c *council) last(who string) answer {
	c.Helper()
	all := c.reads(who)
	if len(all) == 0 {
		c.Fatalf("%s has no messages", who)
	}
	return all[len(all)-1]
}

// about finds the message that begins with the words.
func (c *council) about(who, words string) answer {
	c.Helper()
	for _, a := range c.reads(who) {
		if strings.Contains(a.text(), words) {
			return a
		}
	}
	c.Fatalf("%s reads nothing that says %q", who, words)
	return answer{}
}

func TestAnAlertFromTurnToRecovery(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.types(registrar, "/kpi REG1 50 Staff leave & <!channel> training.")
	alert := c.about(regulator, "REG1 has turned Red.").
		says("50% against a target of 74% — 32.4% below", "Declining ↓ from 99% in Q2 2023/24", "Staff leave & <!channel> training.", "No actions have been given yet.").
		saysNot("Acknowledged")
	if n := len(c.reads(regulator)); n != 1 {
		t.Fatalf("the manager reads %d messages", n)
	}
	alert.presses("acknowledge", "Acknowledge")
	c.about(regulator, "REG1 has turned Red.").says("✓ Acknowledged by Assistant director, regulatory services on 8 January 2024 at 09:00")
	c.types(registrar, "/kpi REG1 51 One was missed.")
	c.types(registrar, "/kpi submit REG1 Two more clerks from March.") // words alone are a search or a form, and change nothing
	c.about(regulator, "REG1 has turned Red.").says("51% against a target", "Revision 2: One was missed.", "✓ Acknowledged by")
	c.types(registrar, "/kpi REG1 75 The late returns are in.")
	c.about(regulator, "REG1 is no longer Red: now Green.").says("It turned Red in Q3 2023/24. ✓ Acknowledged by").saysNot("Acknowledge\n", "No actions have been given yet.", "Red.\n")
	if n := len(c.reads(regulator)); n != 2 {
		t.Fatalf("the manager reads %d messages", n)
	}
	c.last(regulator).says("REG1 is no longer Red: now Green.", "75% against a target of 74%", "Revision 3: The late returns are in.").saysNot("Acknowledged by")
	if n := len(c.reads(team)); n != 0 && strings.Contains(c.last(team).text(), "Red.") {
		t.Error("the performance team is told of what its manager was told of")
	}
}

// A button that is pressed by two says who was first; and one whose time is over says so.
func TestAcknowledgingAfterAnother(t *testing.T) {
	t.Parallel()
	c := newCouncil(t, func(r *kpi.Register) {
		for n := range r.Indicators {
			r.Indicators[n].Manager = ""
		}
		for n := range r.People {
			r.People[n].Manager = ""
		}
		r.People = append(r.People, kpi.Person{SlackID: "U0PERF2", Name: "Performance colleague", Roles: []kpi.Role{kpi.Admin}})
	})
	c.types(registrar, "/kpi REG1 50 Staff leave.")
	first, second := c.about(team, "REG1 has turned Red."), c.about("U0PERF2", "REG1 has turned Red.")
	answers := make([]answer, 2)
	var both sync.WaitGroup
	both.Go(func() { answers[0] = first.presses("acknowledge", "Acknowledge") })
	both.Go(func() { answers[1] = second.presses("acknowledge", "Acknowledge") })
	both.Wait()
	if text := answers[0].text() + answers[1].text(); strings.Count(text, "has acknowledged it already, on 8 January 2024") != 1 {
		t.Errorf("the two read:\n%s", text)
	}
	who := "Performance team"
	if answers[0].text() != "" {
		who = "Performance colleague"
	}
	c.about(team, "REG1 has turned Red.").says("✓ Acknowledged by " + who)
	c.about("U0PERF2", "REG1 has turned Red.").says("✓ Acknowledged by " + who)
	c.types(registrar, "/kpi REG2 10 Staff leave.")
	late := c.about(team, "REG2 has turned Red.")
	c.types(registrar, "/kpi REG2 90 Counted again.")
	late.presses("acknowledge", "Acknowledge").says("REG2 is no longer Red, so there is nothing to acknowledge.")
}

func TestADailyMessageOfReds(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.types(regulator, "/kpi alerts").says("You are told at once", "/kpi alerts daily")
	c.types(regulator, "/kpi alerts weekly").says("“weekly” is not when you can be told of reds", "/kpi alerts at once")
	c.types(regulator, "/kpi alerts off").says("Alerts to managers cannot be turned off", "Nothing was changed.", "/kpi alerts daily")
	c.types(regulator, "/kpi stop alerts").says("cannot be turned off")
	c.types(officer, "/kpi alerts off").says("does not know you yet")
	c.types(regulator, "/kpi alerts").says("You are told at once")
	c.types(regulator, "/kpi ALERTS Daily.").says("once a day", "9:00")
	c.types(regulator, "/kpi alerts none").says("cannot be turned off", "You get one message a day already")
	c.types(regulator, "/kpi alerts").says("once a day")
	c.types(officer, "/kpi alerts daily").says("does not know you yet")
	c.types(registrar, "/kpi REG1 50 Staff leave.")
	c.types(registrar, "/kpi REG2 20 Staff leave.")
	if n := len(c.reads(regulator)); n != 0 {
		t.Fatalf("%d messages at once", n)
	}
	c.clock.pass(24 * time.Hour)
	digest := c.about(regulator, "2 indicators have turned Red.").says("REG1", "REG2", "No actions have been given yet")
	digest.presses("acknowledge", `{"code":"REG2","period":"2023-24Q3"}`)
	c.types(registrar, "/kpi REG1 90 Counted again.")
	c.about(regulator, "One indicator has turned Red, and one indicator is no longer Red.").says("✓ Acknowledged by", "REG1 is no longer Red: now Blue.")
	c.clock.pass(24 * time.Hour)
	c.about(regulator, "One indicator is no longer Red.")
	c.types(regulator, "/kpi alerts at once").says("You are told at once")
	c.types(registrar, "/kpi REG1 40 Counted once more.")
	c.last(regulator).says("REG1 has turned Red.")
}

// A councillor asks from a card that was shared in the channel; the owner answers in the thread; the answer is in the
// councillor's messages, in the channel's thread and on the card.
func TestAskingAndAnsweringInTheThread(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	must(t, c.slack.InviteBot(channel))
	shared := c.types(coroner, "/kpi 178").presses("share", "Share in this channel")
	shared.who = member
	form := shared.presses("ask", "Ask a question").says("178 · ", "Your question")
	form.submits(map[string]string{"question": "\u2066"}).errs("question", "There is no question.")
	form.submits(map[string]string{"question": "Why *fewer* <!here>?"}).says("Coroners service lead has been asked.", "Why *fewer* <!here>?")
	question := c.about(coroner, "Committee member 1 asks about 178.").says("Why *fewer* <!here>?", "142", "reply in this message's thread")
	at := question.Messages[0]
	reply := func(who, text string) error {
		handled, err := bot.AnsweredInThread(c.chaser, t.Context(), "", at.Channel, at.TS, who, text)
		if !handled {
			t.Errorf("%q is not taken as an answer", text)
		}
		return err
	}
	var refusal *kpi.Refusal
	if err := reply(coroner, " \n"); !errors.As(err, &refusal) || !strings.Contains(refusal.Sentence, "There is no answer") {
		t.Errorf("an empty answer: %v", err)
	}
	must(t, reply(coroner, "Staff &amp; leave, see <https://example.org|this>."))
	must(t, reply(coroner, "Staff &amp; leave, see <https://example.org|this>.")) // Slack tells of it twice
	if err := reply(coroner, "And more."); !errors.As(err, &refusal) || !strings.Contains(refusal.Sentence, "You have answered this question already") {
		t.Errorf("a second answer: %v", err)
	}
	if handled, err := bot.AnsweredInThread(c.chaser, t.Context(), "", at.Channel, "1.1", coroner, "Hello"); handled || err != nil {
		t.Errorf("a thread of nothing: %v %v", handled, err)
	}
	c.about(coroner, "Answered by you: Committee member 1 asked about 178.").says("Staff & leave, see this (https://example.org).").saysNot("write your answer")
	c.about(member, "Coroners service lead has answered your question about 178.").says("Staff & leave")
	inThread := 0
	for _, m := range c.slack.Messages(channel, member) {
		if text := lookalike.PlainText(m.Blocks, m.Text); strings.Contains(text, "Coroners service lead has answered Committee member 1") {
			inThread++
			if m.ThreadTS != shared.Messages[len(shared.Messages)-1].TS {
				t.Errorf("the answer is not in the card's thread but in %q", m.ThreadTS)
			}
		}
	}
	if inThread != 1 {
		t.Errorf("the answer stands %d times in the channel", inThread)
	}
	c.types(librarian, "/kpi 178").says("Question from Committee member 1", "Coroners service lead: Staff & leave").
		presses("all", "Show all").says("Answer from Coroners service lead", "Why *fewer* <!here>?")
}

// A manager asks from the alert; the owner answers in a modal; the alert shows both.
func TestAskingFromAnAlert(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.types(registrar, "/kpi REG1 50 Staff leave.")
	alert := c.about(regulator, "REG1 has turned Red.")
	alert.presses("ask", "Ask a question").submits(map[string]string{"question": "Until when?"}).says("Registration service lead has been asked.")
	c.about(regulator, "REG1 has turned Red.").says("Until when?", "No answer yet.")
	form := c.about(registrar, "asks about REG1").presses("answer", "Answer").says("Until when?", "Your answer")
	again := c.about(registrar, "asks about REG1") // the performance team may answer too, and is quicker
	handled, err := bot.AnsweredInThread(c.chaser, t.Context(), "", again.Messages[0].Channel, again.Messages[0].TS, team, "Until April.")
	if !handled || err != nil {
		t.Fatal(handled, err)
	}
	form.submits(map[string]string{"answer": "Until March."}).errs("answer", "Performance team has answered this question already: “Until April.”")
	again.presses("answer", "Answer").says("Performance team has answered this question already: “Until April.”")
	c.about(regulator, "REG1 has turned Red.").says("Performance team: Until April.")
	c.about(regulator, "has answered your question about REG1").says("Until April.")
	c.about(registrar, "Answered by Performance team").says("Until April.")
	for _, m := range c.sees(regulator) { // it is in their own messages already
		if text := lookalike.PlainText(m.Blocks, m.Text); strings.Contains(text, "has answered Assistant director") {
			t.Errorf("the answer comes once more: %q", text)
		}
	}
}

func TestQuestionsThatAreTurnedAway(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	card := c.types(member, "/kpi 178")
	c.types(officer, "/kpi 178").presses("ask", "Ask a question").says("Chaser does not know you yet, so you cannot ask.")
	// From a message that only the asker sees there is no thread to answer in.
	card.presses("ask", "Ask a question").submits(map[string]string{"question": "Why?"}).says("has been asked")
	c.about(coroner, "asks about 178").presses("answer", "Answer").submits(map[string]string{"answer": "Leave."})
	c.about(coroner, "Answered by you").says("Leave.")
	c.about(member, "has answered your question about 178")
	for _, m := range c.slack.Messages(channel, member) {
		if strings.Contains(lookalike.PlainText(m.Blocks, m.Text), "has answered Committee member 1") {
			t.Error("the answer is told to the whole channel")
		}
	}
}

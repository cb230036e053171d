package bot_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"chaser/demo/lookalike"
	"chaser/internal/thorough"
	"chaser/store"
)

// refused lets Slack refuse with the words in this story.
func (c *council) refused(words ...string) {
	if c.shut == nil {
		c.shut = map[string]bool{}
	}
	for _, w := range words {
		c.shut[w] = true
	}
}

// wholeSummary checks that the channel has both pages, in order, once, each with its cards in its thread; and how many
// messages stand beside them.
func (c *council) wholeSummary(beside int) {
	c.Helper()
	tops := c.channelTop(member)
	if len(tops) != 2+beside {
		c.Fatalf("the channel holds %d messages, not two pages and %d more", len(tops), beside)
	}
	c.in(member, tops[0]).says("8 of 19 indicators are Red in Q2 2023/24", "SKL1 · ")
	c.in(member, tops[1]).says("continued (2 of 2)", "LIB1 · ")
	for n, want := range []string{"SKL1 SKL2 LIB3 TRS2 LIB2 REG2", "DAV2 LIB1"} {
		var got []string
		for _, card := range c.thread(tops[n]) {
			got = append(got, strings.Fields(strings.TrimLeft(words(card), "#* "))[0])
		}
		if !strings.HasPrefix(strings.Join(got, " "), want) {
			c.Errorf("page %d has the cards %q in its thread", n+1, got)
		}
	}
}

// alarms are the performance team's messages of what is held.
func (c *council) alarms() (all []lookalike.Seen) {
	for _, m := range c.sees(team) {
		if text := words(m); strings.Contains(text, "Nothing is lost.") || strings.Contains(text, "waited") {
			all = append(all, m)
		}
	}
	return all
}

// Only administrators may post in the committee's channel when its summary is published. The performance team is told
// once, with the cure; once the channel is opened all of it is posted, in order, once.
func TestAChannelThatOnlyAdministratorsMayPostIn(t *testing.T) {
	t.Parallel()
	c := newCommittee(t, eightReds)
	c.refused("restricted_action_read_only_channel")
	must(t, c.slack.SetRule(reds, lookalike.Administrators))
	c.types(team, "/kpi publish 2023-24Q2").postsIt().says("Published")
	for range 3 {
		c.tells()
		c.clock.pass(10 * time.Minute)
	}
	if n := len(c.channelTop(member)); n != 0 {
		t.Fatalf("%d messages stand in the channel", n)
	}
	alarms := c.alarms()
	if len(alarms) != 1 {
		t.Fatalf("the performance team is told %d times", len(alarms))
	}
	c.in(team, alarms[0]).says("10 messages wait for the channel of "+committee, "only some people may post there (restricted_action_read_only_channel)",
		"“Posting permissions”", "Nothing is lost.")
	c.opensHome(team).says("The message to the channel of "+committee+" of Monday 8 January waits: only some people may post there", "Posting permissions").saysNot("Slack id")

	// A revision meanwhile waits too, behind the cards.
	c.types(registrar, "/kpi submit reg2 2023-24Q2 570/889 The commentary is right").presses("sure", "Correct it").says("Revised from 55% to 64%")
	c.tells()
	c.types(member, "/kpi publish 2023-24Q2").says("Only the performance team publishes")
	again := c.types(team, "/kpi publish 2023-24Q2").says("was published for "+committee+" already", "11 messages of it are still to be posted", "only some people may post there")
	// Nobody else has it tried again, and trying while it is shut tells nobody anew.
	if a, err := c.slack.Press(context.Background(), team, again.Messages[len(again.Messages)-1], "try_again", "Try again now"); err != nil || len(a.Messages) == 0 {
		t.Fatal(err, a)
	}
	c.tells()
	if n := len(c.alarms()); n != 1 {
		t.Errorf("the performance team is told %d times", n)
	}

	must(t, c.slack.SetRule(reds, lookalike.Everybody))
	again.presses("try_again", "Try again now").says("Chaser tries again now")
	for range 3 {
		c.tells()
	}
	c.wholeSummary(0)
	thread := c.thread(c.channelTop(member)[0])
	c.in(member, thread[len(thread)-1]).says("Restated: REG2")
	c.in(team, c.alarms()[0]).says("What waited for the channel of " + committee + " has been posted.")
	if n := len(c.alarms()); n != 1 {
		t.Errorf("the performance team has %d messages of it", n)
	}
	c.types(team, "/kpi publish 2023-24Q2").says("already").saysNot("still to be posted", "Try again")
	c.opensHome(team).says("No message is held")
}

// Whatever Slack says of a channel, the summary is held and said whole when Slack takes it.
func TestASummaryIsHeldWhateverSlackSays(t *testing.T) {
	t.Parallel()
	words := map[string]string{
		"restricted_action":                     "only some people may post there",
		"restricted_action_read_only_channel":   "only some people may post there",
		"restricted_action_thread_only_channel": "people may only reply in threads there",
		"restricted_action_of_tomorrow":         "only some people may post there",
		"team_access_not_granted":               "may not act in this workspace",
		"no_permission":                         "Chaser is not in it",
		"is_inactive":                           "it was archived",
		"user_is_restricted":                    "only some people may post there",
		"channel_not_found":                     "Slack does not show it to Chaser",
		"msg_too_long":                          "a fault in Chaser",
		"a_word_of_tomorrow":                    "a reason that Chaser does not know",
	}
	every := thorough.Plays(3, 1)
	for n, word := range slices.Sorted(maps.Keys(words)) {
		if n%every != every/2 {
			continue
		}
		says := words[word]
		for _, harm := range []lookalike.Harm{lookalike.Denied, lookalike.Forbidden} {
			if harm == lookalike.Forbidden && word != "restricted_action_read_only_channel" { // with a status the word is read alike
				continue
			}
			t.Run(fmt.Sprint(word, " ", harm), func(t *testing.T) {
				t.Parallel()
				c := newCommittee(t, eightReds)
				c.slack.Fault(lookalike.Fault{Method: "chat.postMessage", Channel: reds, Harm: harm, Code: word, Times: 1000})
				c.types(team, "/kpi publish 2023-24Q2").postsIt().says("Published")
				for range 3 {
					c.tells()
					c.clock.pass(10 * time.Minute)
				}
				if alarms := c.alarms(); len(alarms) != 1 {
					t.Fatalf("the performance team is told %d times", len(alarms))
				}
				c.in(team, c.alarms()[0]).says("10 messages wait", says, "("+word+")")
				c.slack.Mend()
				for range 3 {
					c.clock.pass(10 * time.Minute)
					c.tells()
				}
				c.wholeSummary(0)
				c.in(team, c.alarms()[0]).says("has been posted")
			})
		}
	}
}

// What passes waits, and troubles nobody.
func TestASummaryWaitsOutWhatPasses(t *testing.T) {
	t.Parallel()
	for _, f := range []lookalike.Fault{
		{Harm: lookalike.Denied, Code: "message_limit_exceeded"}, {Harm: lookalike.Denied, Code: "rate_limited"},
		{Harm: lookalike.Denied, Code: "service_unavailable"}, {Harm: lookalike.Limited},
	} {
		t.Run(fmt.Sprint(f.Harm, " ", f.Code), func(t *testing.T) {
			t.Parallel()
			c := newCommittee(t, eightReds)
			f.Method, f.Channel, f.Times = "chat.postMessage", reds, 5
			c.slack.Fault(f)
			c.types(team, "/kpi publish 2023-24Q2").postsIt().says("Published")
			for range 8 {
				c.tells()
				c.clock.pass(10 * time.Minute)
			}
			c.wholeSummary(0)
			if n := len(c.alarms()); n != 0 {
				t.Errorf("the performance team is told %d times", n)
			}
		})
	}
}

// A thread that is locked, or was taken away, gets its erratum in the channel itself, once, and a later one too.
func TestAnErratumOfALockedThread(t *testing.T) {
	t.Parallel()
	for name, lock := range map[string]func(*council, lookalike.Seen) error{
		"locked":          func(c *council, page lookalike.Seen) error { return c.slack.LockThread(reds, page.TS) },
		"without threads": func(c *council, _ lookalike.Seen) error { return c.slack.SetRule(reds, lookalike.NoThreads) },
		"no reply": func(c *council, _ lookalike.Seen) error {
			c.slack.Fault(lookalike.Fault{Method: "chat.postMessage", Channel: reds, Harm: lookalike.Denied, Code: "cannot_reply_to_message"})
			return nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCommittee(t, eightReds)
			c.refused("restricted_action_thread_locked", "restricted_action_non_threadable_channel")
			c.types(team, "/kpi publish 2023-24Q2").postsIt().says("Published")
			for range 3 {
				c.tells()
			}
			c.wholeSummary(0)
			must(t, lock(c, c.channelTop(member)[0]))
			c.types(registrar, "/kpi submit reg2 2023-24Q2 570/889 The commentary is right").presses("sure", "Correct it").says("Revised")
			for range 3 {
				c.tells()
			}
			c.wholeSummary(1)
			c.in(member, c.channelTop(member)[2]).says("Restated: REG2", "Published on 8 January 2024: 55%, Red. Now: 64%", "It stands here because the thread of the summary takes no replies.")
			if n := len(c.alarms()); n != 0 {
				t.Errorf("the performance team is told %d times", n)
			}
		})
	}
}

// Where the app takes no direct messages nobody is told by one: Home says so, and all of it is said when it does.
func TestAnAppWithoutItsMessagesTab(t *testing.T) {
	t.Parallel()
	c := newCommittee(t, eightReds)
	c.refused("messages_tab_disabled")
	c.slack.SetMessagesTab(false)
	planned, err := c.store.PlanNotices(context.Background(), c.clocks())
	must(t, err)
	c.tells()
	if len(planned) < 3 {
		t.Fatalf("%d messages are owed", len(planned))
	}
	all, err := c.store.NotificationsSince(context.Background(), time.Time{})
	must(t, err)
	if len(all) != len(planned) || slices.ContainsFunc(all, func(n store.Notification) bool { return n.State != store.Ready || !n.Held }) {
		t.Errorf("of %d messages that are owed %d stand, not all held: %+v", len(planned), len(all), all)
	}
	c.opensHome(team).says("the Slack app takes no direct messages (messages_tab_disabled)", "“Messages Tab” under “App Home”")
	c.slack.SetMessagesTab(true)
	c.pressesHome(team, "try_again", "Try again now").says("Chaser tries again now")
	c.tellsAll()
	if len(c.sees(coroner)) != 1 {
		t.Errorf("the coroner has %d messages", len(c.sees(coroner)))
	}
}

// A committee whose channel is gone is given another, and reads there what was never said.
func TestTheCommitteeIsGivenAnotherChannel(t *testing.T) {
	t.Parallel()
	c := newCommittee(t, eightReds)
	c.refused("is_archived")
	must(t, c.slack.Archive(reds))
	c.types(team, "/kpi publish 2023-24Q2").postsIt().says("Published")
	c.tells()
	r, err := c.store.Register(context.Background())
	must(t, err)
	r.Committees[0].Channel = channel
	must(t, c.slack.InviteBot(channel))
	_, err = c.store.ImportRegister(context.Background(), r, c.clock.Now(), false)
	must(t, err)
	for range 3 {
		c.tellsAll()
	}
	var tops int
	for _, m := range c.slack.Messages(channel, team) {
		if text := words(m); m.ThreadTS == "" && !m.Ephemeral && (strings.Contains(text, "indicators are Red in Q2 2023/24") || strings.Contains(text, "continued (2 of 2)")) {
			tops++
		}
	}
	if tops != 2 {
		t.Errorf("%d pages stand in the new channel", tops)
	}
	c.in(team, c.alarms()[0]).says("has been posted")
}

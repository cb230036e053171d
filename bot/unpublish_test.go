package bot_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"chaser/kpi"
	"chaser/store"
)

// A figure that comes between the preview and the press is not published unseen: whoever presses reads so, sees it, and
// presses again.
func TestWhatChangedSinceThePreview(t *testing.T) {
	t.Parallel()
	c := newCommittee(t)
	shown := c.types(team, "/kpi publish 2023-24Q2").says("829 against a target of 1,466", "Post to #")
	c.types("U0SKILLS", "/kpi SKL2 2023-24Q2 835 A late return from Fenland").says("Revised from 829 to 835")
	again := shown.postsIt().says("Something has changed since you looked", "835 against a target of 1,466")
	c.tells()
	if n := len(c.channelTop(member)); n != 0 {
		t.Fatalf("%d messages stand in the channel", n)
	}
	shown.postsIt().says("Something has changed since you looked") // the old button shows what is, however often
	again.postsIt().says("Published Q2 2023/24", "Take back")
	c.tellsAll()
	c.in(member, c.channelTop(member)[0]).says("835 against a target of 1,466")

	form := c.types(team, "/kpi publish").submits(map[string]string{"which_committee": committee, "which_period": "2023-24Q3"}).says("19 figures are missing")
	c.types(registrar, "/kpi REG1 60 Staff leave.").says("Posted 60%")
	form = form.submits(nil).says("Something has changed since you looked")
	form.submits(nil).says("Published Q3 2023/24", "Take back")
}

// What was published is taken back: every message goes from the channel, the replies before the page, and the figures
// can be changed and published again, as another publication.
func TestTakingBackAPublication(t *testing.T) {
	t.Parallel()
	c := newCommittee(t, eightReds)
	c.types(team, "/kpi publish 2023-24Q2").postsIt().says("Published", "You can take it back until")
	c.tellsAll()
	if n := len(c.channelTop(member)); n != 2 {
		t.Fatalf("%d pages stand in the channel", n)
	}
	c.types(member, "/kpi undo").saysNot("Taken back")
	c.types(member, "/kpi unpublish").says("Only the performance team takes back what was published").saysNot("Take it back?")
	c.types(team, "/kpi unpublish communities").says("Q2 2023/24 was published for "+committee, "Take it back?", "You can take it back until", "Take back").saysNot("Taken back")
	c.types(team, "/kpi unpublish Q1 2023/24").says("Nothing has been published for Q1 2023/24 yet, so there is nothing to take back.")
	if n := len(c.channelTop(member)); n != 2 {
		t.Fatalf("%d pages stand in the channel", n)
	}
	receipt := c.types(team, "/kpi unpublish").says("Take it back?")
	receipt.presses("unpublish", "Take back").says("Taken back: Q2 2023/24 for "+committee, "10 messages are being removed", "can be changed again")
	c.tellsAll()
	for _, m := range c.slack.Messages(reds, member) {
		t.Errorf("there still stands: %s", words(m))
	}
	c.types(team, "/kpi undo").says("was taken back already, by Performance team")
	c.types(team, "/kpi unpublish").says("and taken back").saysNot("Take it back?")
	c.types(member, "/kpi reg2").says("Not published yet")
	c.types(registrar, "/kpi reg2 2023-24Q2 64 The commentary is right").says("Revised from 55% to 64%").saysNot("restated")
	c.types(team, "/kpi publish 2023-24Q2").postsIt().says("Published Q2 2023/24")
	c.tellsAll()
	if n := len(c.channelTop(member)); n != 2 {
		t.Errorf("%d pages stand in the channel", n)
	}
	c.types(team, "/kpi undo").says("Taken back: Q2 2023/24")
	c.tellsAll()
	if n := len(c.channelTop(member)); n != 0 {
		t.Errorf("%d pages stand in the channel after undo", n)
	}
	if entries, broken, err := c.store.VerifyAudit(context.Background()); err != nil || broken != nil {
		t.Errorf("the audit trail of %d entries: %v %v", entries, broken, err)
	}
}

// Where Slack lets nobody delete a message, it says that it was taken back.
func TestAMessageThatSlackDoesNotLetGo(t *testing.T) {
	t.Parallel()
	for _, word := range []string{"compliance_exports_prevent_deletion", "cant_delete_message"} {
		t.Run(word, func(t *testing.T) {
			t.Parallel()
			c := newCommittee(t)
			receipt := c.types(team, "/kpi publish 2023-24Q2").postsIt()
			c.tellsAll()
			c.slack.SetUndeletable(word)
			c.refused(word)
			receipt.presses("unpublish", "Take back").says("Taken back")
			c.tellsAll()
			all := c.slack.Messages(reds, member)
			if len(all) != 7 {
				t.Errorf("%d messages stand in the channel", len(all))
			}
			for _, m := range all {
				if text := words(m); !strings.Contains(text, "has taken back what stood here about Q2 2023/24") || strings.Contains(text, "SKL1") {
					t.Errorf("a message says: %s", text)
				}
			}
		})
	}
}

// What is not said yet when it is taken back never is; what is too late is refused with what happened since.
func TestTakenBackBeforeItWasSaid(t *testing.T) {
	t.Parallel()
	c := newCommittee(t)
	c.types(team, "/kpi publish 2023-24Q2").postsIt().presses("unpublish", "Take back").says("Nothing had been posted yet, and nothing is.")
	c.tellsAll()
	if all := c.slack.Messages(reds, member); len(all) != 0 {
		t.Errorf("%d messages were said", len(all))
	}

	receipt := c.types(team, "/kpi publish 2023-24Q2").postsIt()
	c.tellsAll()
	c.in(member, c.channelTop(member)[0]).presses("ask", `{"code":"SKL2","period":"2023-24Q2"}`).submits(map[string]string{"question": "Are the tutors back?"})
	receipt.presses("unpublish", "Take back").says("Q2 2023/24 was not taken back. Committee member 1 asked about SKL2 on 8 January 2024 at", "“Are the tutors back?”", "post the right one with the reason")
	c.types(team, "/kpi undo").says("Committee member 1 asked about SKL2")
	c.types(member, "/kpi reg2").says("Published on 8 January 2024")

	late := c.types(team, "/kpi publish 2023-24Q3").postsIt().says("Published")
	c.clock.pass(16 * time.Minute)
	c.types(team, "/kpi unpublish").says("Q3 2023/24 was published for Communities, Social Mobility and Inclusion, on 8 January 2024 at", "was not taken back. It could be for 15 minutes, until").saysNot("Take it back?")
	late.presses("unpublish", "Take back").says("It could be for 15 minutes, until")
	c.types(team, "/kpi publish 2023-24Q3").says("already").saysNot("Take back")
}

// On the working day before its set day, the performance team is shown once what will be posted. Later changes change
// that message. The set day can be stopped, and go on.
func TestThePreviewOfASetDay(t *testing.T) {
	t.Parallel()
	c := newCommittee(t, func(r *kpi.Register) {
		r.Collections[1].Publishes = kpi.Date{Year: 2024, Month: time.January, Day: 9}
		for n := range r.Figures {
			r.Figures[n].Actions = "Something is done."
		}
	})
	ctx := context.Background()
	for range 2 {
		must(t, c.store.PreviewDue(ctx, c.clocks()))
	}
	c.tellsAll()
	all := c.sees(team)
	if len(all) != 2 {
		t.Fatalf("the performance team has %d messages", len(all))
	}
	lead := c.in(team, all[0]).says("Q2 2023/24 is published for "+committee+" on Tuesday 9 January at 9:00.", "Post now", "Stop", "See the preview")
	c.in(team, all[1]).says("6 of 19 indicators are Red in Q2 2023/24", "829 against a target of 1,466")
	if all[1].ThreadTS != all[0].TS {
		t.Error("the page stands beside the message that leads it")
	}
	c.types("U0SKILLS", "/kpi SKL2 2023-24Q2 835 A late return from Fenland").says("Revised")
	c.tellsAll()
	c.in(team, c.sees(team)[1]).says("835 against a target of 1,466")
	lead.presses("stop_set_day", "Stop").says("its set day was stopped by Performance team")
	c.tellsAll()
	c.in(team, c.sees(team)[0]).says("is not published for " + committee + " by itself").saysNot("Post now")

	c.clock.pass(24 * time.Hour)
	publishes := func(want int) {
		t.Helper()
		must(t, c.store.PublishDue(ctx, c.clocks()))
		c.tellsAll()
		if n := len(c.channelTop(member)); n != want {
			t.Fatalf("%d messages stand in the channel, want %d", n, want)
		}
	}
	publishes(0)
	c.in(team, c.sees(team)[0]).presses("go_on_set_day", "Publish on the set day").says("is published for " + committee + " on its set day, 9 January 2024")
	publishes(1)
	var told store.Notification
	for _, n := range c.notices() {
		if n.Kind == kpi.NewsPublishedAuto {
			told = n
		}
	}
	for _, m := range c.sees(team) {
		if m.TS == told.TS {
			c.in(team, m).says("was published for "+committee+" on its set day.", "Take back").presses("unpublish", "Take back").says("Taken back")
		}
	}
	publishes(0) // what was taken back is not published by itself again
	for _, m := range c.sees(team) {
		if m.TS == told.TS {
			c.in(team, m).says("and taken back by Performance team")
		}
	}
}

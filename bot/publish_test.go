package bot_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"chaser/demo/lookalike"
	"chaser/kpi"
	"chaser/store"
)

const (
	committee = "Communities, Social Mobility and Inclusion"
	reds      = "C0CSMI" // the committee's channel
)

// signsOff makes the managers sign figures off.
func signsOff(r *kpi.Register) { r.Committees[0].SignOff = kpi.ManagerSignOff }

// eightReds makes two more indicators Red, so that the summary takes two messages.
func eightReds(r *kpi.Register) {
	for n, i := range r.Indicators {
		if higher, ok := map[string]int64{"REG2": 65, "DAV2": 80}[i.Code]; ok {
			target := decimal.NewFromInt(higher)
			r.Indicators[n].Target, r.Indicators[n].Targets = &target, nil
		}
	}
}

// newCommittee is a council whose bot is in the committee's channel.
func newCommittee(t *testing.T, change ...func(*kpi.Register)) *council {
	t.Helper()
	c := newCouncil(t, change...)
	must(t, c.slack.InviteBot(reds))
	return c
}

// valueOf is the value of a button of the last message, by its press and something that stands in it.
func (a answer) valueOf(press, holding string) string {
	a.Helper()
	var found string
	var look func(any)
	look = func(at any) {
		switch at := at.(type) {
		case []any:
			for _, one := range at {
				look(one)
			}
		case map[string]any:
			action, _ := at["action_id"].(string)
			if value, _ := at["value"].(string); strings.HasPrefix(action, press) && strings.Contains(value, holding) {
				found = value
			}
			for _, one := range at {
				look(one)
			}
		}
	}
	var blocks any
	must(a.T, json.Unmarshal(a.Messages[len(a.Messages)-1].Blocks, &blocks))
	look(blocks)
	return found
}

// tells delivers what is to be said until nothing is, or all that is left must wait.
func (c *council) tells() {
	c.Helper()
	ctx := context.Background()
	for range 20 {
		c.clock.pass(2 * time.Second)
		left, err := c.store.Unfinished(ctx, c.clock.Now())
		must(c.T, err)
		if len(left) == 0 {
			return
		}
		for _, n := range left {
			c.clock.pass(2 * time.Second)
			d, err := c.store.BeginDelivery(ctx, n.ID, c.clocks(), store.DefaultPatience)
			must(c.T, err)
			var o store.Outcome
			switch d.Task {
			case store.Say:
				o = c.chaser.Say(ctx, d.Notification, c.clocks())
			case store.Refresh:
				o = c.chaser.Refresh(ctx, d.Notification, c.clocks())
			default:
				continue
			}
			_, err = c.store.EndDelivery(ctx, d, o, c.clocks(), store.DefaultPatience)
			must(c.T, err)
		}
	}
}

// tellsAll is tells, and nothing may be left that Slack did not take.
func (c *council) tellsAll() {
	c.Helper()
	c.tells()
	left, err := c.store.Unfinished(context.Background(), c.clock.Now())
	must(c.T, err)
	for _, n := range left {
		c.Fatalf("%s to %s was not delivered: %+v", n.Kind, n.Recipient, n)
	}
}

// channelTop are the texts of the committee's channel, those in threads left out, the first first.
func (c *council) channelTop(who string) (tops []lookalike.Seen) {
	for _, m := range c.slack.Messages(reds, who) {
		if m.ThreadTS == "" || m.ThreadTS == m.TS {
			tops = append(tops, m)
		}
	}
	return tops
}

func (c *council) thread(of lookalike.Seen) (replies []lookalike.Seen) {
	for _, m := range c.slack.Messages(reds, member) {
		if m.ThreadTS == of.TS && m.TS != of.TS {
			replies = append(replies, m)
		}
	}
	return replies
}

func words(m lookalike.Seen) string { return lookalike.PlainText(m.Blocks, m.Text) }

// postsIt presses the button of a preview that posts it, whatever the channel is called.
func (a answer) postsIt() answer {
	a.Helper()
	return a.presses("post_publication", a.valueOf("post_publication", ""))
}

// in is an answer that consists of a message that stands somewhere, to press in.
func (c *council) in(who string, m lookalike.Seen) answer {
	return answer{c, lookalike.Answer{Messages: []lookalike.Seen{m}}, who}
}

// The performance team publishes; the committee reads the summary with a card of each red in its thread; the figure is
// revised, and the committee reads both.
func TestPublishing(t *testing.T) {
	t.Parallel()
	c := newCommittee(t)
	c.types(member, "/kpi reg2").says("55%", "Not published yet")
	c.types(registrar, "/kpi reg2").says("55%", "Working figure, not published yet")
	c.types(member, "/kpi list").says("not published yet")
	c.types(member, "/kpi publish 2023-24Q2").says("Only the performance team publishes")
	c.types(team, "/kpi publish 2023-25Q2").says("“2023-25Q2” is not a period")
	c.types(team, "/kpi publish 2019-20Q2").says("There is no collection for Q2 2019/20")
	c.types(team, "/kpi publish 2023-24Q2 highways").says("There is no committee called “highways”")

	asked := c.types(team, "/kpi publish communities Q2 2023/24").says(
		"6 of 19 indicators are Red in Q2 2023/24, the worst first.", "LIB1 · ", "Full cards are in the replies.", "608 against a target of 1,128",
		"Q2 2023/24 is not ready for "+committee+": 2 reds have no actions.", "SKL1 Number of learners", "with Adult Skills service lead",
		"Nothing is posted yet.", "gets, and 5 more cards.")
	c.tells()
	if n := len(c.channelTop(member)); n != 0 {
		t.Fatalf("%d messages stand in the channel before it is published", n)
	}
	asked.postsIt().says("Published Q2 2023/24 for "+committee+": 19 cards.", "goes to #", "Red without actions")
	c.types(team, "/kpi publish Q2 2023/24").says("was published for "+committee+" already, on 8 January 2024 at", "by Performance team. Nothing was done.", "Take back")
	c.tells()

	tops := c.channelTop(member)
	if len(tops) != 1 {
		t.Fatalf("the summary takes %d messages", len(tops))
	}
	c.in(member, tops[0]).says("Red 6", "Amber 3", "6 of 19 indicators are Red in Q2 2023/24, the worst first.",
		"SKL1 · ", "608 against a target of 1,128 — 46.1% below", "Declining ↓ from 1,107 in Q2 2022/23 · Red since Q2 2023/24", "What is being done: No actions have been given yet",
		"See the card", "Ask a question", "Red 6 (was 4)", "Newly reported: SKL1, SKL2.", "Into red since Q1 2023/24: TRS2.",
		"LIB2 · ", "LIB1 · ", "Red since Q1 2023/24", "Q3 will see the launch", "Full cards are in the replies.").saysNot("Add an action")
	if cards := c.thread(tops[0]); len(cards) != 6 || !strings.Contains(words(cards[0]), "SKL1 · ") || !strings.Contains(words(cards[5]), "LIB1 · ") {
		t.Fatalf("the thread holds %d cards", len(cards))
	} else {
		c.in(member, cards[5]).says("A strong quarter", "History", "Show all").saysNot("Edit", "Share", "not published", "Add an action")
	}
	c.in(member, tops[0]).presses("card", `{"code":"LIB1","period":"2023-24Q2"}`).says("Published on 8 January 2024")

	// The figure is revised, with a reason.
	c.types(registrar, "/kpi submit reg2 2023-24Q2 570/889").says("55%, published on 8 January 2024", "give the reason too")
	c.types(registrar, "/kpi submit reg2 2023-24Q2 570/889 The commentary is right").presses("sure", "Correct it").says("Revised from 55% to 64% (570 of 889)", "the committee reads that it was restated", "Restated on 8 January 2024")
	c.types(member, "/kpi reg2").says("55%", ":large_orange_circle:", "Restated on 8 January 2024", "Published on 8 January 2024: 55%, Amber. Now: 64% (570 of 889), Blue.", "Why: The commentary is right.")
	c.types(registrar, "/kpi reg2").says("64% (570 of 889)", ":large_blue_circle:", "Published on 8 January 2024: 55%, Amber.")
	c.types(member, "/kpi list").says("restated: now 64% (570 of 889), Blue")
	c.types(registrar, "/kpi reg2").presses("share", "Share in this channel").says("55%", "Restated", "Shared by")
	c.tells()
	c.tells()
	replies := c.thread(c.channelTop(member)[0])
	if len(replies) != 7 {
		t.Fatalf("the thread holds %d messages", len(replies))
	}
	c.in(member, replies[6]).says("Restated: REG2", "Published on 8 January 2024: 55%, Amber. Now: 64% (570 of 889), Blue.", "Why: The commentary is right.").
		presses("card", "See the card").says("Restated on")

	// The next quarter is worked on, and nobody else sees it.
	c.types(registrar, "/kpi reg2 48").says("Posted 48% for Q3 2023/24", "Working figure, not published yet")
	c.types(member, "/kpi reg2").says("Q2 2023/24").saysNot("48%  ", "Posted by Registration")
	c.types(member, "/kpi reg2 Q3 2023/24").says("Nothing has been published for Q3 2023/24 yet").saysNot("48% against")
	c.types(member, "/kpi history reg2").says("Q2 2023/24", "Revision 2: The commentary is right.").saysNot("Q3 2023/24")
	c.types(registrar, "/kpi history reg2").says("Q3 2023/24")
	c.types(registrar, "/kpi reg2").presses("share", "Share in this channel").says("Q2 2023/24", "55%").saysNot("48%")
	c.types(member, "/kpi red").saysNot("REG2")
	c.types(registrar, "/kpi red").says("REG2", "working figure")
	if entries, broken, err := c.store.VerifyAudit(context.Background()); err != nil || broken != nil {
		t.Errorf("the audit trail of %d entries: %v %v", entries, broken, err)
	}
}

// What is missing of the line is asked for in one modal, which also names what is lacking.
func TestPublishingByTheModal(t *testing.T) {
	t.Parallel()
	c := newCouncil(t, func(r *kpi.Register) { r.Committees = append(r.Committees, kpi.Committee{Name: "Highways"}) })
	c.types(member, "/kpi publish").says("Only the performance team publishes")
	form := c.types(team, "/kpi publish 2023-24Q3").says("Choose a committee")
	refused := form.submits(map[string]string{"which_committee": "Highways", "which_period": "2023-24Q3"})
	if got := refused.Errors["which_period"]; !strings.Contains(got, "Highways has no indicator that reports for Q3 2023/24") {
		t.Errorf("the form says %q", got)
	}
	confirm := c.types(team, "/kpi publish").submits(map[string]string{"which_committee": committee, "which_period": "2023-24Q2"})
	confirm.says("not ready for "+committee, "SKL1")
	if n, err := c.store.Publications(context.Background()); err != nil || len(n) != 0 {
		t.Fatalf("published before it was confirmed: %v %v", n, err)
	}
	confirm.submits(nil).says("Published Q2 2023/24 for " + committee)
	c.types(team, "/kpi publish").submits(map[string]string{"which_committee": committee, "which_period": "2023-24Q2"}).says("already", "Nothing was done.")
}

// A form that was opened before its period was published is a revision of what was published, and needs a reason; a
// figure that was not there then comes in late, and both are read.
func TestAFormIsSubmittedAfterPublishing(t *testing.T) {
	t.Parallel()
	c := newCommittee(t)
	edit := c.types(registrar, "/kpi reg2").presses("edit", "Edit")
	c.types(team, "/kpi publish 2023-24Q2").postsIt().says("Published Q2 2023/24")
	refused := edit.submits(map[string]string{kpi.FieldFigure: "64"})
	if got := refused.Errors[kpi.FieldReason]; !strings.Contains(got, "REG2 already has a figure for Q2 2023/24: 55%, published on 8 January 2024. To change it, give the reason too") {
		t.Errorf("the form says %q", got)
	}
	refused.submits(map[string]string{kpi.FieldReason: "Counted again"}).says("Correct it?", "Now: 64%").submits(nil).says("Revised from 55% to 64%", "the committee reads that it was restated")

	first := c.types(registrar, "/kpi submit reg2")
	c.types(team, "/kpi publish 2023-24Q3").postsIt().says("Published Q3 2023/24")
	first.submits(map[string]string{kpi.FieldFigure: "61"}).says("Posted 61% for Q3 2023/24.", "the committee reads that it was restated")
	c.types(member, "/kpi reg2").says("No figure yet for Q3 2023/24", "Published on 8 January 2024 without a figure. Now: 61%, Green.")
	c.tells()
	c.tells()
	tops := c.channelTop(member)
	if last := c.thread(tops[len(tops)-1]); len(last) != 1 || !strings.Contains(words(last[0]), "without a figure. Now: 61%") {
		t.Errorf("the thread of the last summary holds %d messages", len(last))
	}
}

// The manager hears in the morning, signs some off and sends one back; the owner is told, and posts again.
func TestSigningOff(t *testing.T) {
	t.Parallel()
	c := newCommittee(t, signsOff)
	posted := c.types(coroner, "/kpi 178 142 Fewer").says("Posted 142 for Q3 2023/24.", "It awaits sign-off by Assistant director, regulatory services.").saysNot("Awaiting sign-off by")
	c.types(coroner, "/kpi 175 800")
	c.types(registrar, "/kpi reg2 61%")
	c.types(member, "/kpi 178").says("Q2 2023/24", "Not published yet").saysNot("Fewer\n", "Awaiting")
	c.types(member, "/kpi list").saysNot("Q3 2023/24")
	posted.presses("share", "Share in this channel").says("No figure yet for Q3 2023/24", "Shared by").saysNot("142 ·", "Fewer")
	c.types(coroner, "/kpi approve 178").says("No figure of 178 awaits your sign-off.", "awaits Assistant director, regulatory services")
	c.types("U0MGRCOMM", "/kpi approve").says("No figure awaits your sign-off. Thank you.")

	c.clock.pass(24 * time.Hour)
	c.plans()
	c.tells()
	daily := c.sees(regulator)
	if len(daily) != 1 {
		t.Fatalf("the manager has %d messages", len(daily))
	}
	morning := c.in(regulator, daily[0]).says("3 figures await your sign-off.", "• 178 Total", "800 · Contextual", "Look and sign off")
	list := morning.presses("unsigned", "Look and sign off").says("3 figures await sign-off.", "Approve all 3", "Fewer", "Send back")
	list.presses("send_back", list.valueOf("send_back", `"code":"178"`)).says("What should be looked at again?").
		submits(map[string]string{"reason": "The register says <!here> 141."}).says("178 for Q3 2023/24 was sent back.", "Coroners service lead is told")
	c.types(regulator, "/kpi approve 175").says("Signed off: 800 for Q3 2023/24.")
	c.types(member, "/kpi 175").says("800", "Not published yet")
	c.tells()
	c.in(coroner, c.sees(coroner)[len(c.sees(coroner))-1]).says("Assistant director, regulatory services has signed off 175 for Q3 2023/24.", "800, Contextual", "See the card")
	c.types(coroner, "/kpi 175").says("Signed off by Assistant director, regulatory services on")
	back := c.sees(coroner)[len(c.sees(coroner))-2]
	told := c.in(coroner, back).says("Assistant director, regulatory services: please look at 142 for Q3 2023/24 again.", "The register says <!here> 141.")
	c.types(coroner, "/kpi 178").says("Sent back by Assistant director, regulatory services: The register says")
	told.presses("edit", "Post figure").submits(map[string]string{"figure": "141", "reason": "As the register says"}).says("Revised from 142 to 141", "It awaits sign-off by")
	c.tells()
	c.in(coroner, c.sees(coroner)[len(c.sees(coroner))-2]).says("has been seen to, thank you").saysNot("Post figure")

	// The list is old by now: what was revised since must be looked at first.
	list.presses("approve", list.valueOf("approve", `"code":"178"`)).says("178 has been revised for Q3 2023/24 since you looked: it is now 141. Nothing was signed off; look at it first.")
	list.presses("approve", list.valueOf("approve", `"code":"175"`)).says("175 for Q3 2023/24 was signed off already, by Assistant director")
	list.presses("approve_all", "Approve all 3").says("Signed off: REG2.", "Posted since you looked:", "178 Total").
		presses("approve", "Approve").says("Signed off: 141 for Q3 2023/24.")
	c.tells()
	c.in(regulator, c.sees(regulator)[0]).says("Everything is signed off, thank you.", "✓ 178").saysNot("Look and sign off")
	c.types(regulator, "/kpi approve").says("No figure awaits your sign-off.")
	c.types(regulator, "/kpi approve inquests closed").presses("approve", "178 · Total number of Inquests closed").says("The one for Q3 2023/24 was signed off by Assistant director, regulatory services on 9 January 2024.")
	c.types(member, "/kpi history 178").says("141", "Revision 2").saysNot("142 · Contextual\nPosted by Coroners")

	// A figure that awaits is not published.
	c.types(coroner, "/kpi 176 700")
	c.types(team, "/kpi publish 2023-24Q3").says("15 figures are missing", "one figure awaits sign-off", "176 Total number of cases closed · with Assistant director, regulatory services").
		postsIt().says("Published Q3 2023/24")
	c.types(member, "/kpi 176").says("No figure yet for Q3 2023/24", "Published on")
	c.types(coroner, "/kpi 176").says("700", "Awaiting sign-off")
	c.types(team, "/kpi approve 176").says("Signed off: 700")
	c.types(member, "/kpi 176").says("Published on 9 January 2024 without a figure. Now: 700, Contextual.")
	c.tells()
	if replies := c.thread(c.channelTop(member)[0]); len(replies) != 1 || !strings.Contains(words(replies[0]), "Restated: 176") {
		t.Errorf("the thread holds %d messages", len(replies))
	}
}

// To whom a figure was handed sees it before it is published, and nobody learns of it by asking for its card otherwise.
func TestADelegateSeesTheWorkingCard(t *testing.T) {
	t.Parallel()
	c := newCommittee(t, signsOff)
	c.types(team, "/kpi publish 2023-24Q2").postsIt().says("Published")
	c.types(coroner, "/kpi 178 142 No court sat.")
	c.types(librarian, "/kpi 178").says("Q2 2023/24").saysNot("Awaiting")
	must(t, c.store.Delegate(context.Background(), store.Delegation{By: coroner, To: librarian, Code: "175", Period: kpi.Quarter(2023, 3), Now: c.clock.Now(), Today: kpi.DateOf(c.clock.Now())}))
	c.types(librarian, "/kpi 175 801").says("Posted 801", "It awaits sign-off by")
	c.types(librarian, "/kpi 175").says("801")
	c.types(member, "/kpi 175").saysNot("801")
}

// A channel that is archived, or that the bot was removed from, gets its summary when it takes messages again; the
// performance team is told.
func TestASummaryWaitsForItsChannel(t *testing.T) {
	t.Parallel()
	for name, s := range map[string]struct {
		shut, open func(*lookalike.Workspace) error
	}{
		"archived": {func(w *lookalike.Workspace) error { return w.Archive(reds) }, func(w *lookalike.Workspace) error { return w.Unarchive(reds) }},
		"removed":  {func(w *lookalike.Workspace) error { return w.RemoveBot(reds) }, func(w *lookalike.Workspace) error { return w.InviteBot(reds) }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCommittee(t)
			c.shut = map[string]bool{"is_archived": true, "not_in_channel": true}
			must(t, s.shut(c.slack))
			c.types(team, "/kpi publish 2023-24Q2").postsIt().says("Published")
			c.tells()
			alarm := c.sees(team)[len(c.sees(team))-1]
			c.in(team, alarm).says("7 messages wait for the channel of " + committee)
			must(t, s.open(c.slack))
			c.clock.pass(10 * time.Minute)
			for range 3 {
				c.tells()
			}
			tops := c.channelTop(member)
			if len(tops) != 1 || len(c.thread(tops[0])) != 6 || !strings.Contains(words(tops[0]), "SKL1") {
				t.Fatalf("the channel holds %d messages, and %d in the thread", len(tops), len(c.thread(tops[0])))
			}
			c.in(team, c.sees(team)[len(c.sees(team))-1]).says("has been posted")
		})
	}
}

// On the set day the performance team is told what is lacking, and may publish all the same.
func TestTheSetDay(t *testing.T) {
	t.Parallel()
	c := newCouncil(t, func(r *kpi.Register) {
		r.Collections[1].Publishes = kpi.Date{Year: 2024, Month: time.January, Day: 8}
		r.Committees[0].Channel = ""
	})
	ctx := context.Background()
	must(t, c.store.PublishDue(ctx, c.clocks()))
	must(t, c.store.PublishDue(ctx, c.clocks()))
	c.tells()
	if n := len(c.sees(team)); n != 1 {
		t.Fatalf("the performance team has %d messages", n)
	}
	c.in(team, c.sees(team)[0]).says("Q2 2023/24 has not been published for "+committee+" yet: 2 reds have no actions.", "SKL2").
		presses("publish", "See the preview").says("2 reds have no actions", "has no channel in the register", "Nothing is published yet.").
		postsIt().says("Published Q2 2023/24", "has no channel in the register")
	c.tells()
	c.in(team, c.sees(team)[0]).says("was published for " + committee).saysNot("See the preview")
}

// Two who approve one figure at the same time approve it once, and one who revises it meanwhile is never approved
// unseen.
func TestTwoApproveAtOnce(t *testing.T) {
	t.Parallel()
	c := newCommittee(t, signsOff)
	c.types(coroner, "/kpi 178 142 No court sat.")
	ctx, today := context.Background(), kpi.DateOf(c.clock.Now())
	waiting, err := c.store.Unsigned(ctx, kpi.Person{SlackID: regulator}, store.UnsignedOf{}, 0, 1)
	must(t, err)
	errs := make(chan error, 8)
	for n := range 8 {
		by := []string{regulator, team}[n%2]
		go func() {
			ask := store.Request{ID: fmt.Sprintf("R%d", n), By: by, Now: c.clock.Now()}
			var err error
			for range 20 { // the last of them waits for all others, for longer than a busy machine lets it
				_, err = c.store.SignOff(ctx, ask, []int64{waiting.Figures[0].FigureID}, today)
				var refusal *kpi.Refusal
				if err == nil || errors.As(err, &refusal) {
					break
				}
			}
			errs <- err
		}()
	}
	signed := 0
	for range 8 {
		if err := <-errs; err == nil {
			signed++
		} else if !strings.Contains(err.Error(), "was signed off already") {
			t.Error(err)
		}
	}
	if signed != 1 {
		t.Errorf("it was signed off %d times", signed)
	}
}

// What could not be said before the next quarter was published too says what was published then.
func TestASummaryThatComesLate(t *testing.T) {
	t.Parallel()
	c := newCommittee(t)
	for _, p := range []string{"2023-24Q2", "2023-24Q3"} {
		c.types(team, "/kpi publish "+p).postsIt().says("Published")
	}
	for range 3 {
		c.tells()
	}
	for _, top := range c.channelTop(member)[:1] {
		for _, card := range c.thread(top) {
			c.in(member, card).says("Q2 2023/24").saysNot("No figure yet for Q3")
		}
		if len(c.thread(top)) == 0 {
			t.Error("a page has no cards in its thread")
		}
	}
}

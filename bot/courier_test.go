package bot_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"chaser/demo/lookalike"
	"chaser/kpi"
	"chaser/store"
)

// clocks are the council's time and the machine's, which run together here.
func (c *council) clocks() store.Clocks {
	now := c.clock.Now()
	return store.Clocks{Now: now, Machine: now, Zone: now.Location()}
}

// plans is what is owed by now, by recipient.
func (c *council) plans() map[string]store.Notification {
	c.Helper()
	ids, err := c.store.PlanNotices(context.Background(), c.clocks())
	must(c.T, err)
	planned, err := c.store.Notifications(context.Background(), ids...)
	must(c.T, err)
	by := map[string]store.Notification{}
	for _, n := range planned {
		by[n.Recipient] = n
	}
	return by
}

// sees is what stands in somebody's direct messages with the bot.
func (c *council) sees(who string) []lookalike.Seen {
	return c.slack.Messages(c.slack.DirectMessage(who), who)
}

func TestCourierSaysOnce(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	ctx := context.Background()
	n := c.plans()[coroner]
	said := c.chaser.Say(ctx, n, c.clocks())
	seen := c.sees(coroner)
	if said.Verdict != store.Delivered || len(seen) != 1 || seen[0].TS != said.TS || seen[0].Channel != said.Channel {
		t.Fatalf("said %+v, seen %+v", said, seen)
	}
	if !strings.Contains(string(seen[0].Metadata), n.Token) {
		t.Errorf("the token %s is not in the metadata %s", n.Token, seen[0].Metadata)
	}
	if found := c.chaser.Find(ctx, n, c.clocks()); found != said {
		t.Errorf("found %+v, said %+v", found, said)
	}
	other := n
	other.Token = "00000000-0000-4000-8000-000000000000"
	if found := c.chaser.Find(ctx, other, c.clocks()); found.Verdict != store.Absent {
		t.Errorf("what was never said is %+v", found)
	}

	c.types(coroner, "/kpi 178 142 Staff leave over the summer").says("Posted 142 for Q3 2023/24")
	n.Channel, n.TS = said.Channel, said.TS
	if o := c.chaser.Refresh(ctx, n, c.clocks()); o.Verdict != store.Delivered {
		t.Errorf("refreshed: %+v", o)
	}
	seen = c.sees(coroner)
	if text := lookalike.PlainText(seen[0].Blocks, seen[0].Text); len(seen) != 1 || !strings.Contains(text, "✓ 178") || !strings.Contains(text, "142") {
		t.Errorf("after posting it says:\n%s", text)
	}
	if found := c.chaser.Find(ctx, n, c.clocks()); found.Verdict != store.Delivered {
		t.Errorf("a message that was brought up to date is %+v", found)
	}
}

func TestCourierInTrouble(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	ctx := context.Background()
	n := c.plans()[coroner]
	for _, s := range []struct {
		fault lookalike.Fault
		call  func(context.Context, store.Notification, store.Clocks) store.Outcome
		want  store.Verdict
	}{
		{lookalike.Fault{Method: "chat.postMessage", Harm: lookalike.Limited, RetryAfter: 9 * time.Second}, c.chaser.Say, store.Limited},
		{lookalike.Fault{Method: "chat.postMessage", Harm: lookalike.Broken}, c.chaser.Say, store.Unknown},
		{lookalike.Fault{Method: "chat.postMessage", Harm: lookalike.CutBefore}, c.chaser.Say, store.Unknown},
		{lookalike.Fault{Method: "chat.postMessage", Harm: lookalike.Denied, Code: "fatal_error"}, c.chaser.Say, store.Unknown},
		{lookalike.Fault{Method: "chat.postMessage", Harm: lookalike.Denied, Code: "is_archived"}, c.chaser.Say, store.Shut},
		{lookalike.Fault{Method: "chat.postMessage", Harm: lookalike.Denied, Code: "token_revoked"}, c.chaser.Say, store.Shut},
		{lookalike.Fault{Method: "conversations.open", Harm: lookalike.Broken}, c.chaser.Find, store.Unreadable},
		{lookalike.Fault{Method: "conversations.history", Harm: lookalike.CutAfter}, c.chaser.Find, store.Unreadable},
		{lookalike.Fault{Method: "conversations.history", Harm: lookalike.Limited}, c.chaser.Find, store.Limited},
		{lookalike.Fault{Method: "conversations.history", Harm: lookalike.Denied, Code: "missing_scope"}, c.chaser.Find, store.Unreadable},
	} {
		c.slack.Fault(s.fault)
		if o := s.call(ctx, n, c.clocks()); o.Verdict != s.want || o.Reason == "" {
			t.Errorf("%s, %s %s: %+v", s.fault.Method, s.fault.Harm, s.fault.Code, o)
		}
	}
	if seen := c.sees(coroner); len(seen) > 0 {
		t.Errorf("%d messages are seen", len(seen))
	}

	c.slack.Fault(lookalike.Fault{Method: "chat.postMessage", Harm: lookalike.CutAfter})
	if o := c.chaser.Say(ctx, n, c.clocks()); o.Verdict != store.Unknown {
		t.Errorf("cut after: %+v", o)
	}
	if o := c.chaser.Find(ctx, n, c.clocks()); o.Verdict != store.Delivered || o.TS != c.sees(coroner)[0].TS {
		t.Errorf("the message that got through is %+v", o)
	}
}

func TestCourierReadsPeople(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	must(t, c.slack.SetStatus(coroner, lookalike.Status{Emoji: ":palm_tree:", Until: c.clock.Now().Add(48 * time.Hour)}))
	must(t, c.slack.SetZone(coroner, "Europe/Paris"))
	p, err := c.chaser.SlackPerson(context.Background(), coroner, c.clock.Now())
	must(t, err)
	if p.Zone != "Europe/Paris" || p.Status.Emoji != ":palm_tree:" || p.Status.Ends != (kpi.Date{Year: 2024, Month: time.January, Day: 10}) {
		t.Errorf("%+v", p)
	}
	must(t, c.slack.Deactivate(registrar))
	if p, err = c.chaser.SlackPerson(context.Background(), registrar, c.clock.Now()); err != nil || !p.Deactivated {
		t.Errorf("%+v, %v", p, err)
	}
	c.slack.Fault(lookalike.Fault{Method: "users.info", Harm: lookalike.Broken})
	if _, err = c.chaser.SlackPerson(context.Background(), coroner, c.clock.Now()); err == nil {
		t.Error("nobody was told that Slack did not answer")
	}
	c.slack.Fault(lookalike.Fault{Method: "users.info", Harm: lookalike.Limited, RetryAfter: 30 * time.Second})
	var busy store.SlackBusy
	if _, err = c.chaser.SlackPerson(context.Background(), coroner, c.clock.Now()); !errors.As(err, &busy) || busy.For != 30*time.Second {
		t.Errorf("limited: %v", err)
	}
}

package bot_test

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"chaser/demo/lookalike"
	"chaser/internal/thorough"
	"chaser/kpi"
)

// accounts are those that nobody obeys, by what they are, with the words of the refusal. A bot is told nothing in a
// conversation.
var accounts = map[string]struct {
	become func(*lookalike.Person)
	says   string
}{
	"a guest":                {func(p *lookalike.Person) { p.Restricted = true }, "you are a guest"},
	"a guest of one channel": {func(p *lookalike.Person) { p.UltraRestricted = true }, "you are a guest"},
	"a bot":                  {func(p *lookalike.Person) { p.Bot = true }, "not bots"},
	"deactivated":            {func(p *lookalike.Person) { p.Deleted = true }, "has been deactivated"},
	"foreign":                {func(p *lookalike.Person) { p.TeamID = "T0ELSEWHERE" }, "you belong to another"},
}

// Whoever is not a full member of the workspace is refused in every way of asking, even if the register names them, and
// even an administrator. Nothing is changed, and nothing unpublished is read.
func TestNobodyButFullMembersIsObeyed(t *testing.T) {
	t.Parallel()
	every := thorough.Plays(5, 1) // of what each of them types: of one these lines, of the next others
	for nth, is := range slices.Sorted(maps.Keys(accounts)) {
		account := accounts[is]
		t.Run(is, func(t *testing.T) {
			t.Parallel()
			c := newCouncilIn(t, throughHTTP, func(w *lookalike.Config) { w.Ghosts = true })
			asking := []string{coroner, team, officer}
			cards, forms := map[string]answer{}, map[string]answer{}
			c.types(coroner, "/kpi 178 374 Zebra leave.").says("Posted 374")
			shared := c.types(coroner, "/kpi 178").presses("share", "Share in this channel").one()
			answer{c, lookalike.Answer{Messages: []lookalike.Seen{shared}}, member}.presses("ask", "Ask a question").submits(map[string]string{"question": "Until when?"})
			question := c.about(coroner, "asks about 178").one()
			for _, who := range asking {
				cards[who] = c.types(who, "/kpi 178")
				forms[who] = c.types(who, "/kpi submit 178")
				if who == officer {
					forms[who] = cards[who].presses("all", cards[who].valueOf("all", "178"))
				}
			}
			figures, entries := len(c.figures("178")), c.done()

			for _, who := range asking {
				must(t, c.slack.Become(who, account.become))
			}
			c.clock.pass(6 * time.Minute) // what Slack said is believed for five
			refuses := func(a answer) {
				t.Helper()
				a.says(account.says).saysNot("374", "Zebra", "Imported")
			}
			for m, who := range asking {
				for n, line := range []string{
					"", "178", "178 380 More", "list", "history 178", "due", "red", "progress", "actions", "submit 178", "away tomorrow", "alerts daily",
					"publish 2023-24Q2", "approve", "admin collections", "action REG1 More due 31 Jan",
				} {
					if (nth+m+n)%every != 0 {
						continue
					}
					refuses(c.types(who, strings.TrimSpace("/kpi "+line)))
				}
				if who != officer {
					refuses(cards[who].presses("history", "History"))
					a := forms[who].submits(map[string]string{kpi.FieldFigure: "380", kpi.FieldReason: "More"})
					if !strings.Contains(a.Errors[kpi.FieldFigure]+a.Errors[kpi.FieldPeriod], account.says) {
						t.Errorf("a form of %s is answered with %v", who, a.Errors)
					}
				}
				told := c.directly(who, "178 380 More").text() + c.hears(who, channel, "", "@Chaser 178").text() // once a day; a bot never
				if strings.Contains(told, account.says) == (is == "a bot") || strings.Contains(told, "Zebra") || strings.Contains(told, "374") {
					t.Errorf("words of %s are answered with %q", who, told)
				}
				a, err := c.slack.Shortcut(context.Background(), who, shared, "show_card")
				must(t, err)
				refuses(answer{c, a, who})
				if is != "a bot" { // which has no Home
					refuses(c.opensHome(who))
				}
				refuses(answer{c, lookalike.Answer{Messages: []lookalike.Seen{shared}}, who}.presses("history", "History"))
			}
			c.hears(coroner, c.slack.DirectMessage(coroner), question.TS, "Until April.")
			if now := len(c.figures("178")); now != figures {
				t.Errorf("%d figures stand instead of %d", now, figures)
			}
			if now := c.done(); now != entries {
				t.Errorf("the audit trail has %d things that were done instead of %d", now, entries)
			}
		})
	}
}

// Slack is asked about somebody once in five minutes, not with every command. Somebody who becomes a member waits no
// longer than that.
func TestSlackIsNotAskedWithEveryCommand(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.types(coroner, "/kpi 178")
	c.slack.Fault(lookalike.Fault{Method: "users.info", Times: 100, Harm: lookalike.Broken})
	for range 5 {
		c.types(coroner, "/kpi 178 140").says("140")
	}
	if asked := c.slack.Suffered(); len(asked) != 0 {
		t.Errorf("Slack was asked %d times more", len(asked))
	}
	c.slack.Mend()
	must(t, c.slack.Become(coroner, func(p *lookalike.Person) { p.Restricted = true }))
	c.clock.pass(6 * time.Minute)
	c.types(coroner, "/kpi 178 143 More").says("you are a guest")
	must(t, c.slack.Become(coroner, func(p *lookalike.Person) { p.Restricted = false }))
	c.clock.pass(6 * time.Minute)
	c.types(coroner, "/kpi 178 143 More").says("143")
}

// While Slack does not answer, people whom the register names are obeyed, unless Slack last said that they are not
// ours. Others wait. None of it takes longer than Slack waits.
func TestWhileSlackCannotBeAsked(t *testing.T) {
	t.Parallel()
	const again = "Please try again in a minute"
	lasts := map[string]struct {
		account kpi.Account
		ago     time.Duration
		obeyed  bool
		says    string
	}{
		"a full member":   {kpi.AccountFull, 48 * time.Hour, true, ""},
		"never":           {kpi.AccountUnknown, 0, true, ""},
		"a guest":         {kpi.AccountGuest, 48 * time.Hour, false, "you are a guest"},
		"was deactivated": {kpi.AccountDeactivated, time.Minute, false, "has been deactivated"},
	}
	faults := map[string]lookalike.Fault{
		"limited": {Harm: lookalike.Limited, RetryAfter: 30 * time.Second}, "broken": {Harm: lookalike.Broken}, "silent": {Harm: lookalike.Silent, Silence: time.Minute},
		"cut": {Harm: lookalike.CutBefore}, "denied": {Harm: lookalike.Denied, Code: "internal_error"},
	}
	every := thorough.Plays(3, 1) // each person and each fault comes up, if not each with each
	for n, name := range slices.Sorted(maps.Keys(lasts)) {
		for m, what := range slices.Sorted(maps.Keys(faults)) {
			if (n+m)%every != 0 {
				continue
			}
			last, fault := lasts[name], faults[what]
			t.Run(name+" "+what, func(t *testing.T) {
				t.Parallel()
				c := newCouncil(t)
				c.types(regulator, "/kpi list") // so that it is known whose the token is
				if last.account != kpi.AccountUnknown {
					must(t, c.store.RecordAccount(t.Context(), coroner, last.account, c.clock.Now().Add(-last.ago)))
				}
				before := len(c.figures("178"))
				fault.Method, fault.Times = "users.info", 1000
				c.slack.Fault(fault)
				card := c.types(coroner, "/kpi 178")
				if last.obeyed {
					card.says("Total number of Inquests closed").presses("history", "History").says("Imported from the register")
				} else {
					card.says(last.says).saysNot("Inquests")
				}
				acted := c.types(coroner, "/kpi 178 140")
				if last.obeyed {
					acted.says("Posted 140")
					c.types(coroner, "/kpi submit 178").submits(map[string]string{kpi.FieldFigure: "143", kpi.FieldReason: "More"}).says("143")
				} else {
					acted.says(last.says)
					c.directly(coroner, "178 140").says(last.says)
					if after := len(c.figures("178")); after != before {
						t.Errorf("%d figures stand instead of %d", after, before)
					}
				}
				if asked := len(c.slack.Suffered()); (what == "limited" || what == "silent") && asked != 1 {
					t.Errorf("Slack was asked %d times although it said to wait, or did not answer", asked)
				}
				c.types(officer, "/kpi 178").says(again).saysNot("Inquests") // whom the register does not know
			})
		}
	}
}

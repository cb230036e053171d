package bot_test

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"chaser/kpi"
	"chaser/store"
)

const colleague = "U0PERF2" // of the performance team, too

// duel is two people who act on one indicator at the same instant.
type duel struct {
	name    string
	change  func(*kpi.Register)
	prepare func(c *council) (one, two func() answer)
	// outcomes checks that both read the truth. entries is how many audit entries that makes.
	outcomes func(c *council, one, two string) (entries int)
}

// oneOf checks that exactly one of the texts holds the words, and returns which.
func (c *council) oneOf(words, one, two string) (first bool) {
	c.Helper()
	if strings.Contains(one, words) == strings.Contains(two, words) {
		c.Errorf("%q stands in both, or in neither:\n%s\n---\n%s", words, one, two)
	}
	return strings.Contains(one, words)
}

// toldOf counts the messages of a kind that are to be said, or were.
func (c *council) toldOf(kind kpi.NoticeKind) (n int) {
	c.Helper()
	for _, one := range c.notices() {
		if one.Kind == kind && one.State != store.Withdrawn {
			n++
		}
	}
	return n
}

func (c *council) notices() []store.Notification {
	c.Helper()
	all, err := c.store.NotificationsSince(context.Background(), time.Time{})
	must(c.T, err)
	return all
}

// saidOnce checks that what was sent stands in Slack once, and what was withdrawn nowhere.
func (c *council) saidOnce() {
	c.Helper()
	seen := map[string]int{}
	for _, m := range c.slack.Posts() {
		for _, n := range c.notices() {
			if strings.Contains(string(m.Metadata), n.Token) {
				seen[n.Token]++
			}
		}
	}
	for _, n := range c.notices() {
		if want := map[store.NotificationState]int{store.Sent: 1, store.Withdrawn: 0}; seen[n.Token] != want[n.State] {
			c.Errorf("%s to %s is %s and was seen %d times", n.Kind, n.Recipient, n.State, seen[n.Token])
		}
	}
}

func withColleague(r *kpi.Register) {
	r.People = append(r.People, kpi.Person{SlackID: colleague, Name: "Performance colleague", Roles: []kpi.Role{kpi.Admin}})
}

var duels = []duel{
	{
		name: "the owner revises while the manager approves", change: signsOff,
		prepare: func(c *council) (one, two func() answer) {
			c.types(registrar, "/kpi REG1 80").says("awaits sign-off")
			return func() answer { return c.types(registrar, "/kpi REG1 81 Counted again.") },
				func() answer { return c.types(regulator, "/kpi approve REG1") }
		},
		outcomes: func(c *council, one, two string) int {
			if !strings.Contains(one, "Revised from 80% to 81%") {
				c.Errorf("the owner reads:\n%s", one)
			}
			states := map[int]kpi.SignOffState{}
			for _, f := range c.figures("REG1") {
				if f.Period == kpi.Quarter(2023, 3) {
					states[f.Revision] = f.SignOff.State
				}
			}
			want, entries := map[int]kpi.SignOffState{1: kpi.AwaitsSignOff, 2: kpi.AwaitsSignOff}, 1
			switch {
			case strings.Contains(two, "Signed off: 80%"):
				want[1], entries = kpi.SignedOff, 2
			case strings.Contains(two, "Signed off: 81%"):
				want[2], entries = kpi.SignedOff, 2
			case !strings.Contains(two, "has been revised for Q3 2023/24 since you looked: it is now 81%"):
				c.Errorf("the manager reads:\n%s", two)
			}
			if fmt.Sprint(states) != fmt.Sprint(want) {
				c.Errorf("the manager reads %q, and the revisions are %v", two, states)
			}
			return entries
		},
	},
	{
		name: "two post",
		prepare: func(c *council) (one, two func() answer) {
			return func() answer { return c.types(registrar, "/kpi REG1 50 Staff leave.") },
				func() answer { return c.types(team, "/kpi REG1 51 Staff training.") }
		},
		outcomes: func(c *council, one, two string) int {
			c.oneOf("Posted 5", one, two)
			c.oneOf("Revised from 5", one, two)
			if n := len(c.figures("REG1")); n != 4 {
				c.Errorf("%d figures", n)
			}
			if n := c.toldOf(kpi.NewsRed); n != 1 {
				c.Errorf("%d alerts", n)
			}
			return 2
		},
	},
	{
		name: "one posts a red and another one that leaves it",
		prepare: func(c *council) (one, two func() answer) {
			c.types(registrar, "/kpi REG1 50 Staff leave.")
			c.about(regulator, "REG1 has turned Red.")
			return func() answer { return c.types(registrar, "/kpi REG1 40 Fewer still.") },
				func() answer { return c.types(team, "/kpi REG1 90 The late returns.") }
		},
		outcomes: func(c *council, one, two string) int {
			last := c.figures("REG1")[0]
			if alerts, recoveries := c.toldOf(kpi.NewsRed), c.toldOf(kpi.NewsRecovered); recoveries != 1 || (alerts == 2) != (last.Rating == kpi.Red) || alerts > 2 {
				c.Errorf("it is %s, %d alerts, %d recoveries", last.Rating, alerts, recoveries)
			}
			return 2
		},
	},
	{
		name: "one posts a red while another publishes",
		prepare: func(c *council) (one, two func() answer) {
			offer := c.types(team, "/kpi publish 2023-24Q3").says("not ready")
			return func() answer { return c.types(registrar, "/kpi REG1 50 Staff leave.") }, offer.postsIt
		},
		outcomes: func(c *council, one, two string) int {
			changed := strings.Contains(two, "Something has changed since you looked")
			if !strings.Contains(one, "Posted 50%") || !changed && !strings.Contains(two, "Published Q3 2023/24") {
				c.Errorf("they read:\n%s\n---\n%s", one, two)
			}
			if changed { // the figure came first, and nobody had seen it in the preview
				if cards := c.toldOf(kpi.NewsRedCard); cards != 0 || !strings.Contains(two, "One of 19 indicators is Red") && !strings.Contains(two, "indicators are Red") {
					c.Errorf("%d cards are posted of what was not seen, and the team reads:\n%s", cards, two)
				}
				return 1
			}
			late := strings.Contains(one, "the committee reads that it was restated")
			if errata := c.toldOf(kpi.NewsErratum); (errata == 1) != late || errata > 1 {
				c.Errorf("%d errata, and the owner reads:\n%s", errata, one)
			}
			if cards := c.toldOf(kpi.NewsRedCard); (cards == 1) == late {
				c.Errorf("%d cards in the thread, and the owner reads:\n%s", cards, one)
			}
			seen := c.types(member, "/kpi REG1")
			if late {
				seen.says("without a figure. Now: 50%, Red.")
			} else {
				seen.says("50%").saysNot("Restated")
			}
			return 2
		},
	},
	{
		name: "two publish", change: withColleague,
		prepare: func(c *council) (one, two func() answer) {
			a, b := c.types(team, "/kpi publish 2023-24Q2").says("not ready"), c.types(colleague, "/kpi publish 2023-24Q2").says("not ready")
			return a.postsIt, b.postsIt
		},
		outcomes: func(c *council, one, two string) int {
			c.oneOf("Published Q2 2023/24 for", one, two)
			c.oneOf("already, on 8 January 2024", one, two)
			if pages, cards := c.toldOf(kpi.NewsRedSummary), c.toldOf(kpi.NewsRedCard); pages != 1 || cards != 6 {
				c.Errorf("%d pages and %d cards", pages, cards)
			}
			return 1
		},
	},
	{
		name: "one adds an action while the figure leaves red",
		prepare: func(c *council) (one, two func() answer) {
			c.types(registrar, "/kpi REG1 50 Staff leave.")
			return func() answer { return c.types(registrar, "/kpi action REG1 Two more clerks due 31 Jan") },
				func() answer { return c.types(team, "/kpi REG1 90 The late returns.") }
		},
		outcomes: func(c *council, one, two string) int {
			if !strings.Contains(two, "Revised from 50% to 90%") {
				c.Errorf("who posts reads:\n%s", two)
			}
			recorded := strings.Contains(one, "Recorded for REG1")
			if !recorded && !strings.Contains(one, "REG1 is Blue for Q3 2023/24, and actions are recorded against Red figures") {
				c.Errorf("who acts reads:\n%s", one)
			}
			if n := len(c.actions()); (n == 1) != recorded || n > 1 {
				c.Errorf("%d actions, and they read:\n%s", n, one)
			}
			return 1 + len(c.actions())
		},
	},
	{
		name: "two answer a question", change: withColleague,
		prepare: func(c *council) (one, two func() answer) {
			c.types(member, "/kpi 178").presses("ask", "Ask a question").submits(map[string]string{"question": "Why fewer?"}).says("has been asked")
			form := c.about(coroner, "asks about 178").presses("answer", "Answer").says("Why fewer?")
			return func() answer { return form.submits(map[string]string{"answer": "Staff leave."}) },
				func() answer {
					return c.hears(coroner, c.slack.DirectMessage(coroner), c.sees(coroner)[0].TS, "A new form.")
				}
		},
		outcomes: func(c *council, one, two string) int {
			if n := c.toldOf(kpi.NewsAnswer); n != 1 {
				c.Errorf("%d answers", n)
			}
			shown := c.types(member, "/kpi 178").text()
			if strings.Contains(shown, "Staff leave.") == strings.Contains(shown, "A new form.") {
				c.Errorf("the card shows both answers, or neither:\n%s", shown)
			}
			return 1
		},
	},
	{
		name: "two acknowledge", change: func(r *kpi.Register) {
			withColleague(r)
			for n := range r.Indicators {
				r.Indicators[n].Manager = ""
			}
			for n := range r.People {
				r.People[n].Manager = ""
			}
		},
		prepare: func(c *council) (one, two func() answer) {
			c.types(registrar, "/kpi REG1 50 Staff leave.")
			a, b := c.about(team, "REG1 has turned Red."), c.about(colleague, "REG1 has turned Red.")
			return func() answer { return a.presses("acknowledge", "Acknowledge") },
				func() answer { return b.presses("acknowledge", "Acknowledge") }
		},
		outcomes: func(c *council, one, two string) int {
			first := c.oneOf("has acknowledged it already, on 8 January 2024", two, one)
			c.about(team, "REG1 has turned Red.").says("✓ Acknowledged by " + map[bool]string{true: "Performance team", false: "Performance colleague"}[first])
			return 1
		},
	},
	{
		name: "one hands a figure on while another posts it",
		prepare: func(c *council) (one, two func() answer) {
			c.delivers()
			form := c.in(coroner, c.sees(coroner)[0]).presses("hand_on", about178)
			return func() answer { return form.submits(map[string]string{"deputy": registrar}) },
				func() answer { return c.types(team, "/kpi 178 150") }
		},
		outcomes: func(c *council, one, two string) int {
			if !strings.Contains(two, "Posted 150 for Q3 2023/24.") {
				c.Errorf("who posts reads:\n%s", two)
			}
			to, err := c.store.Delegated(context.Background(), "178", kpi.Quarter(2023, 3))
			must(c.T, err)
			handed := strings.Contains(one, "is with Registration service lead now")
			if (to == registrar) != handed {
				c.Errorf("it is with %q, and who hands it on reads:\n%s", to, one)
			}
			if handed {
				return 2
			}
			return 1
		},
	},
}

// However two people meet at one indicator, both read what became of what they did. Each message is said once, and the
// audit trail has exactly what was done.
func TestTwoPeopleAtOneIndicator(t *testing.T) {
	t.Parallel()
	for _, d := range duels {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			change := d.change
			if change == nil {
				change = func(*kpi.Register) {}
			}
			c := newCommittee(t, change)
			one, two := d.prepare(c)
			before := c.audited()
			answers := make([]answer, 2)
			var both sync.WaitGroup
			both.Go(func() { answers[0] = one() })
			both.Go(func() { answers[1] = two() })
			both.Wait()
			after := c.audited()
			if want := d.outcomes(c, answers[0].read(), answers[1].read()); after-before != want {
				t.Errorf("%d audit entries for %d acts", after-before, want)
			}
			c.tells()
			c.tells()
			c.saidOnce()
			if log := c.log.String(); strings.Contains(log, "level=ERROR") {
				t.Errorf("the log says:\n%s", log)
			}
		})
	}
}

// read is all that a person reads, the sentences beneath a form's boxes too.
func (a answer) read() string {
	text := a.text()
	for _, sentence := range a.Errors {
		text += "\n" + sentence
	}
	return text
}

// done is how many entries of the audit trail are of what was done, rather than denied.
func (c *council) done() int {
	c.Helper()
	return c.entries(`act <> 'denied'`)
}

// denied is how many attempts of a person's the audit trail keeps as denied.
func (c *council) denied(who string) int {
	c.Helper()
	return c.entries(`act = 'denied' AND actor = $1`, who)
}

// entries counts those of the audit trail that meet a condition.
func (c *council) entries(condition string, args ...any) (n int) {
	c.Helper()
	db, err := sql.Open("postgres", c.dsn)
	must(c.T, err)
	defer func() { _ = db.Close() }()
	must(c.T, db.QueryRow(`SELECT count(*) FROM audit_entries WHERE `+condition, args...).Scan(&n))
	return n
}

// audited is how many entries the audit trail has, whole as it is.
func (c *council) audited() int {
	c.Helper()
	entries, broken, err := c.store.VerifyAudit(context.Background())
	if err != nil || broken != nil {
		c.Fatalf("the audit trail: %v %v", broken, err)
	}
	return entries
}

package bot_test

import (
	"fmt"
	"strings"
	"testing"

	"chaser/demo/lookalike"
	"chaser/kpi"
)

// secrets are what only an indicator's own people may read before the committee does: the working figure, why it moved,
// what is done about it, and what was asked about it.
var secrets = []string{"37%", "37.4", "Zebra"}

// Nobody outside learns of a working figure by any way that there is: neither of its value nor of what is said, done
// and asked about it.
func TestNobodyOutsideLearnsOfAWorkingFigure(t *testing.T) {
	t.Parallel()
	for name, s := range map[string]struct{ signed, published bool }{
		"awaiting, and nothing was ever published": {signed: true},
		"awaiting, after a quarter was published":  {signed: true, published: true},
		"not published yet":                        {published: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCommittee(t, func(r *kpi.Register) {
				if s.signed {
					signsOff(r)
				}
			})
			if s.published {
				c.types(team, "/kpi publish 2023-24Q2").postsIt().says("Published")
			}
			c.types(registrar, "/kpi REG1 37.4 Zebra leave.").says("Posted")
			c.types(registrar, "/kpi action REG1 Zebra sessions due 31 Jan").says("Zebra sessions")
			alert := c.about(regulator, "REG1 has turned Red.").says("37%", "Zebra leave.")
			alert.presses("ask", "Ask a question").submits(map[string]string{"question": "Zebra until when?"}).says("has been asked")
			c.about(registrar, "asks about REG1").presses("answer", "Answer").submits(map[string]string{"answer": "Zebra until April."})
			c.delivers()
			c.types(registrar, "/kpi REG1").says("37%", "Zebra leave.", "Zebra sessions", "Zebra until April.") // it is there to be learnt

			c.teachesNobody()
			if s.signed { // what awaits is not published with its period either, nor what is done about it
				for _, p := range []string{"2023-24Q2", "2023-24Q3"} {
					if a := c.types(team, "/kpi publish "+p); a.valueOf("post_publication", p) != "" {
						a.postsIt().says("Published")
					}
				}
				c.tells()
				c.teachesNobody()
			}
		})
	}
}

// teachesNobody checks that no secret can be learnt.
func (c *council) teachesNobody() {
	c.Helper()
	for who, read := range c.waysToLearn() {
		for _, secret := range secrets {
			if strings.Contains(read, secret) {
				c.Errorf("%s reads %q:\n%s", who, secret, read)
			}
		}
	}
}

// waysToLearn is what those outside read by every way that there is to see an indicator.
func (c *council) waysToLearn() map[string]string {
	c.Helper()
	ways := map[string]string{}
	lines := []string{
		"", "REG1", "card REG1", "REG1 Q2 2023/24", "REG1 Q3 2023/24", "births registered within", "history REG1", "list", "red", "due", "actions", "actions REG1",
		"actions " + committee, "actions mine", "progress", "approve", "approve REG1", "submit REG1", "REG1 99", "action REG1 More due 31 Jan", "help",
	}
	for _, who := range []string{member, librarian, officer} {
		for _, line := range lines {
			a := c.types(who, strings.TrimSpace("/kpi "+line))
			ways[fmt.Sprintf("%s by “%s”", who, line)] = a.text()
			if strings.Contains(line, "REG1") && a.Messages != nil && a.valueOf("all", "REG1") != "" {
				ways[fmt.Sprintf("%s by all of “%s”", who, line)] = a.presses("all", a.valueOf("all", "REG1")).text()
			}
		}
		ways[who+" by words to the bot"] = c.directly(who, "REG1 Q3 2023/24").text() + c.directly(who, "actions").text() + c.directly(who, "red").text()
		ways[who+" in the Home"] = c.opensHome(who).text()
	}
	for _, line := range []string{"REG1", "REG1 Q3 2023/24", "births registered within", "history REG1", "list", "red", "actions", "actions REG1", "progress"} {
		ways[fmt.Sprintf("a channel by a mention of “%s”", line)] = c.hears(registrar, channel, "", "@Chaser "+line).text()
	}
	shared := c.types(registrar, "/kpi REG1").presses("share", "Share in this channel")
	shared.who = member
	ways["a channel by sharing"] = shared.text()
	ways["a member by all of what was shared"] = shared.presses("all", shared.valueOf("all", "REG1")).text()
	for _, who := range []string{channel, reds} {
		for _, m := range c.slack.Messages(who, member) {
			if !strings.HasPrefix(m.Text, "@Chaser") {
				ways[who] += lookalike.PlainText(m.Blocks, m.Text) + "\n"
			}
		}
	}
	for _, who := range []string{member, librarian} {
		ways[who+" in direct messages"] = ""
		for _, a := range c.reads(who) {
			ways[who+" in direct messages"] += a.text() + "\n"
		}
	}
	return ways
}

package store

import (
	"strings"
	"testing"

	"chaser/kpi"
)

// goes has Slack answer that the account of the message's reader is deactivated, which it was not when it was planned.
func goes(t testing.TB, s *Store, n Notification, at Clocks) {
	t.Helper()
	d := begin(t, s, n.ID, at)
	if d.Task != Say {
		t.Fatalf("%s to %s is not to be said but %v, %s", n.Kind, n.Recipient, d.Task, d.Reason)
	}
	endDelivery(t, s, d, Outcome{Verdict: Gone, Reason: "user_disabled"}, at)
}

// A nudge to an account that has been deactivated since reaches the deputy, or else the manager; the performance team
// is told of the account.
func TestANudgeToAnAccountThatIsGone(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, deputy, next string }{{"with a deputy", "U0YOUTH", "U0YOUTH"}, {"without one", "", "U0MGRPLACE"}} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s, _ := empty(t)
			r := seedRegister(t)
			for n := range r.Indicators {
				if r.Indicators[n].Code == "LIB1" {
					r.Indicators[n].Deputy = c.deputy
				}
			}
			mustImport(t, s, r)
			now := at(t, "2024-01-24 10:12")
			if _, err := s.NudgeColleague(t.Context(), nudging(now, "U0PERF", "LIB1")); err != nil {
				t.Fatal(err)
			}
			first := newsOf(t, s, kpi.NewsNudge)[0]
			goes(t, s, first, now)
			nudges := newsOf(t, s, kpi.NewsNudge)
			same(t, "who is nudged", "U0LIB "+c.next, recipients(nudges))
			same(t, "who is told of the account", "U0PERF", recipients(newsOf(t, s, kpi.NewsGone)))
			say(t, s, nudges[1], now)
			if d := begin(t, s, first.ID, now); d.State != Rejected {
				t.Errorf("the first is %s", d.State)
			}
			auditWhole(t, s)
		})
	}
}

// A request to sign off that meets an account that has been deactivated since is asked of the performance team, who are
// told of the account.
func TestASignOffAskedOfAnAccountThatIsGone(t *testing.T) {
	t.Parallel()
	s, _ := empty(t)
	r := seedRegister(t)
	r.Committees[0].SignOff = kpi.ManagerSignOff
	mustImport(t, s, r)
	posted := at(t, "2024-01-10 15:00")
	p := coronersPost(t, "R1", "142", "")
	p.Now, p.Today = posted.Now, posted.today()
	mustPost(t, s, p)
	morning := at(t, "2024-01-11 09:00")
	asked := func(planned []Notification) string {
		var who []string
		for _, n := range planned {
			for _, i := range n.Items {
				if i.Duty == kpi.DutySign {
					who = append(who, n.Recipient+" "+i.Indicator)
				}
			}
		}
		return strings.Join(who, ", ")
	}
	planned := mustPlan(t, s, morning)
	same(t, "who is asked", "U0MGRREG 178", asked(planned))
	for _, n := range planned {
		if n.Recipient == "U0MGRREG" {
			goes(t, s, n, morning)
		}
	}
	same(t, "who is told of the account", "U0PERF", recipients(newsOf(t, s, kpi.NewsGone)))
	same(t, "who is asked next", "U0PERF 178", asked(append(mustPlan(t, s, morning.later(1e9)), mustPlan(t, s, at(t, "2024-01-12 09:00"))...)))
	auditWhole(t, s)
}

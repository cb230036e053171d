package bot_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"chaser/demo/lookalike"
	"chaser/kpi"
)

// Whoever has left the performance team finds, opens and changes nothing in a list that they kept open.
func TestAListOfAFormerAdministrator(t *testing.T) {
	t.Parallel()
	c := newCouncil(t, withColleague, func(r *kpi.Register) {
		for n := range 3 {
			i := r.Indicators[0]
			i.Code, i.Title = fmt.Sprint("POT", n), fmt.Sprint("Potholes filled in ward ", n)
			r.Indicators = append(r.Indicators, i)
		}
	})
	list := c.types(colleague, "/kpi admin indicators").says("22 indicators, 1 to 20")
	_, err := c.store.ImportRegister(t.Context(), kpi.Register{People: []kpi.Person{{SlackID: colleague, Name: "Performance colleague"}}}, c.clock.Now(), false)
	must(t, err)
	const denied = "Only the performance team sets what the register holds."
	list.submits(map[string]string{"find": "POT"}).errs("find", denied)
	for _, press := range [][2]string{{"admin_list", "More (21 to 22)"}, {"admin_edit", "Add an indicator"}} {
		list.pressesModal(press[0], press[1]).says(denied).saysNot("POT2", "Title")
		must(t, c.slack.CloseModal(t.Context(), colleague)) // the denial, above the list
	}
	if n := c.denied(colleague); n != 3 {
		t.Errorf("the audit trail keeps %d denied attempts, want 3", n)
	}
}

// A line opens what it names: somebody's own, a newcomer's form, or the targets from a period on.
func TestWhatAdminNames(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.types(team, "/kpi admin targets @coroners.service.lead").says("5 indicators found", "178 ·").saysNot("LIB1")
	c.types(team, "/kpi admin people @an.officer.of.another.service").says("Add a person").
		submits(nil).says("Name: none → An officer of another service")
	c.types(team, "/kpi admin TRS2 from Q1 2024/25").says("From which period").saysNot("Title")
}

// Somebody who is added with nothing else entered is called as in Slack, and is a member.
func TestAPersonIsAddedAsTheyAre(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	add := c.types(team, "/kpi admin people").pressesModal("admin_edit", "Add a person")
	add.submits(map[string]string{"who": officer}).says("Name: none → An officer of another service", "Roles: none → member").submits(nil).says("Added.")
	p, _, err := c.store.Person(t.Context(), officer)
	must(t, err)
	if p.Name != "An officer of another service" || len(p.Roles) != 1 || !p.Is(kpi.Member) || p.Manager != "" {
		t.Errorf("the register has %+v", p)
	}
}

// Whoever changes a person or a committee behind an open form is named in it, with what they changed.
func TestPeopleAndCommitteesAtOnce(t *testing.T) {
	t.Parallel()
	c := newCouncil(t, withColleague)
	opens := func(who, list, find string) answer {
		return c.types(who, "/kpi admin "+list).submits(map[string]string{"find": find}).pressesModal("admin_edit", "Edit")
	}
	one, two := opens(team, "people", "librar"), opens(colleague, "people", "librar")
	one.submits(map[string]string{"name": "Head of libraries"}).submits(nil).says("Saved.")
	two.submits(map[string]string{"roles": "member\nmanager"}).submitReads("Save").
		says("Performance team has changed this while the form was open: Name: Libraries service lead → Head of libraries.", "→ member and manager").saysNot("Name: Head").
		submits(nil).says("Saved.")
	p, _, err := c.store.Person(t.Context(), librarian)
	must(t, err)
	if p.Name != "Head of libraries" || !p.Is(kpi.Manager) {
		t.Errorf("the register has %+v", p)
	}

	one, two = opens(team, "committees", ""), opens(colleague, "committees", "")
	one.submits(map[string]string{"rules": "self_sign_off\nactions_on"}).submits(nil).says("Saved.")
	two.submits(map[string]string{"corrections": "team"}).
		says("Performance team has changed this while the form was open: ", "Actions: red → any", "Corrections: owner → team").submits(nil).says("Saved.")
	all, err := c.store.Committees(t.Context())
	must(t, err)
	if got := all[0]; !got.SelfSignOff || !got.ActionsOnAny || got.Corrections != kpi.TeamCorrects {
		t.Errorf("the register has %+v", got)
	}
	opens(team, "committees", "").submits(map[string]string{"rules": "self_sign_off\nactions_on"}).errs("channel", "This is how it stands already.")

	// An import is named as one. What it changes behind a form that shows it already stays, too.
	form := opens(team, "people", "head of")
	imports := func(name string) {
		p.Name = name
		_, err := c.store.ImportRegister(t.Context(), kpi.Register{People: []kpi.Person{p}}, c.clock.Now(), false)
		must(t, err)
	}
	imports("Libraries lead")
	form = form.submits(map[string]string{"roles": "member"}).submitReads("Save").
		says("An import has changed this while the form was open: Name: Head of libraries → Libraries lead.").holds("name", "Libraries lead")
	imports("Libraries and museums lead")
	form.submits(nil).says("Saved. Libraries and museums lead", "Roles: member and manager → member").saysNot("Name:")
	if p, _, err = c.store.Person(t.Context(), librarian); err != nil || p.Name != "Libraries and museums lead" {
		t.Errorf("the register has %+v, %v", p, err)
	}
	c.audited()
}

// Committees are found by who sits on them.
func TestCommitteesOfAMember(t *testing.T) {
	t.Parallel()
	c := newCouncil(t, func(r *kpi.Register) {
		r.Committees = append(r.Committees, kpi.Committee{Name: "Highways and Transport", Members: []string{"U0CLLR3", coroner}})
	})
	list := c.types(team, "/kpi admin committees").says("2 committees", "Highways and Transport")
	list.submits(map[string]string{"who": coroner}).says("1 committee found", "Highways and Transport").saysNot(committee)
	list.submits(map[string]string{"who": librarian}).says("Nothing is found.")
}

// A deadline is the working day by which figures are to be in, of what is being collected until the end of that day.
func TestTheDeadlineThatIsAsked(t *testing.T) {
	t.Parallel()
	day := func(month, day int) kpi.Date {
		return kpi.Date{Year: 2024, Month: 1, Day: 1}.AddDays(31*(month-1) + day - 1)
	}
	c := newCouncil(t, func(r *kpi.Register) {
		r.Collections = append(r.Collections,
			kpi.Collection{Period: kpi.Month(2023, 11), Opens: day(1, 2), Due: day(1, 3)}, // is over
			kpi.Collection{Period: kpi.Month(2023, 12), Opens: day(1, 4), Due: day(1, 6)}, // a Saturday, so today
			kpi.Collection{Period: kpi.Month(2024, 1), Opens: day(1, 9), Due: day(2, 16)}) // opens tomorrow
	})
	c.types(officer, "/kpi when is the deadline?").
		says("Figures for December 2023 are due on Monday 8 January.", "Figures for Q3 2023/24 are due on Friday 19 January.").
		saysNot("November", "January 2024")
}

// Nobody is added who has left Slack, or of whom Slack does not say who they are.
func TestWhoCannotBeAdded(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	add := c.types(team, "/kpi admin people").pressesModal("admin_edit", "Add a person")
	must(t, c.slack.Deactivate(officer))
	add.submits(map[string]string{"who": officer}).errs("who", "is deactivated in Slack")
	c.slack.Fault(lookalike.Fault{Method: "users.info", Harm: lookalike.Broken, Times: 100})
	add.submits(map[string]string{"who": officer}).errs("who", "Chaser could not ask Slack who this is, so nothing was saved.")
	c.types(team, "/kpi admin committees").pressesModal("admin_edit", "Add a committee").
		submits(map[string]string{"name": strings.ToUpper(committee)}).errs("name", "There is a committee of this name already.")
}

// What follows from a change of how an indicator is measured is said before it is saved, and after it what it leads to.
func TestWhatFollowsFromAChange(t *testing.T) {
	t.Parallel()
	c := newCouncil(t, func(r *kpi.Register) {
		i := r.Indicators[0]
		i.Code, i.Title = "POT1", "Potholes filled"
		r.Indicators = append(r.Indicators, i)
	})
	c.types(team, "/kpi admin TRS2").submits(map[string]string{"unit": "A count"}).says("Figures that are in keep their numbers: 51% is shown as 51.")
	c.types(team, "/kpi admin POT1").submits(map[string]string{"unit": "A percentage"}).says("Unit: ").saysNot("keep their numbers")
	c.types(team, "/kpi admin target POT1 5").submits(nil).says("No figure is in yet. The first one is rated by this.").saysNot("keep their ratings")
	from := c.types(team, "/kpi admin target TRS2 50")
	from.submits(map[string]string{"from": "Q3 2023/24 or so"}).errs("from", "“Q3 2023/24 or so” is not a period.")
	from.submits(map[string]string{"from": "from Q3 2023/24"}).says("Target: 65% → 50% from Q3 2023/24")
	c.types(team, "/kpi admin POT1").submits(map[string]string{"title": "Potholes f�lled"}).submits(nil).says("Saved.", "lost")
}

// Whose an indicator is, is told with its deputy, and a large team is not told as if it were a few.
func TestWhoseAnIndicatorIs(t *testing.T) {
	t.Parallel()
	c := newCouncil(t, func(r *kpi.Register) {
		r.Indicators[0].Deputy = coroner
		for n := range 6 {
			r.People = append(r.People, kpi.Person{SlackID: fmt.Sprint("U0TEAM", n), Name: fmt.Sprint("Colleague ", n), Roles: []kpi.Role{kpi.Admin}})
		}
	})
	c.types(officer, "/kpi who owns LIB1?").says("The owner of LIB1 is Libraries service lead. Its deputy is Coroners service lead.", "and 2 more.")
	c.types(officer, "/kpi who owns LIB2?").says("The owner of LIB2 is Libraries service lead.").saysNot("deputy")
}

// A history goes on where its page ended, and in a channel leaves out what is said of a sensitive indicator.
func TestALongHistory(t *testing.T) {
	t.Parallel()
	c := newCouncil(t, func(r *kpi.Register) {
		for n := range r.Indicators {
			if i := &r.Indicators[n]; i.Code == "178" {
				i.Sensitive = true
				value := decimal.NewFromInt(7)
				for p := kpi.Quarter(2015, 1); p.Before(kpi.Quarter(2022, 1)); p = p.Next() {
					r.Figures = append(r.Figures, kpi.Figure{Indicator: i.Code, Period: p, Value: &value, Status: kpi.Final})
				}
			}
		}
	})
	c.types(coroner, "/kpi 178 142")
	c.types(coroner, "/kpi 178 141 One was counted twice")
	first := c.types(coroner, "/kpi history 178").says("History of 178", "One was counted twice").saysNot("Q1 2015/16")
	first.presses("history", "More (20 of 32 shown)").says("Q1 2015/16").saysNot("One was counted twice")
	c.hears(member, channel, "", "@Chaser history 178").says("History of 178", "Revision 2").saysNot("One was counted twice")
}

// A nudge that names a quarter is about that one.
func TestANudgeOfAQuarter(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.directly("U0MGRREG", "nudge 178 for Q2 2023/24").saysNot("Sent to")
	c.directly("U0MGRREG", "nudge 178 for Q3 2023/24").says("Sent to Coroners service lead.")
}

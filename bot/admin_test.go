package bot_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// “admin” offers what the performance team sets, and nobody else.
func TestAdminIsForThePerformanceTeam(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	for _, line := range []string{"/kpi admin", "/kpi admin targets", "/kpi admin target TRS2 70", "/kpi admin TRS2", "/kpi admin collections"} {
		c.types(librarian, line).says("Only the performance team sets")
	}
	if n := c.denied(librarian); n != 5 {
		t.Errorf("the audit trail keeps %d denied attempts, want 5", n)
	}
	c.types(team, "/kpi admin potholes").says("There is no “admin potholes”")
	c.types(team, "/kpi admin").says("Collections", "People", "Indicators", "Targets", "Committees")
	menu := c.types(team, "/kpi admin")
	menu.pressesModal("collections", "Open").says("Add a collection, or change one")
	c.types(team, "/kpi admin").pressesModal("admin_list", `{"do":"targets"}`).says("19 indicators", "LIB1 ·")
}

// A list of a large council is read page by page, and searched by code, words and people.
func TestAdminListsPage(t *testing.T) {
	t.Parallel()
	c := newCouncil(t, func(r *kpi.Register) {
		for n := range 50 {
			i := r.Indicators[0]
			i.Code, i.Title, i.Owner = fmt.Sprintf("POT%d", n+1), fmt.Sprintf("Potholes filled in ward %d", n+1), coroner
			r.Indicators = append(r.Indicators, i)
		}
	})
	first := c.types(team, "/kpi admin targets").says("69 indicators, 1 to 20", "LIB1").saysNot("POT2 ·")
	second := first.pressesModal("admin_list", "More (21 to 40)").says("69 indicators, 21 to 40", "POT2 ·").saysNot("LIB1")
	last := second.pressesModal("admin_list#2", "More (41 to 60)").pressesModal("admin_list#2", "More (61 to 69)").says("61 to 69", "POT50 ·").saysNot("More (")
	last.pressesModal("admin_list", "Back").says("69 indicators, 41 to 60")
	found := last.submits(map[string]string{"find": "filled in"}).says("50 indicators found, 1 to 20", "POT1 ·")
	found.pressesModal("admin_list", "More (21 to 40)").says("POT21 ·", "50 indicators found, 21 to 40")
	found.submits(map[string]string{"find": "trs2"}).says("1 indicator found", "TRS2 ·")
	found.submits(map[string]string{"find": "no such thing"}).says("Nothing is found.")
	found.submits(map[string]string{"find": "", "who": coroner}).says("55 indicators found, 1 to 20", "175 ·")
	c.types(team, "/kpi admin targets potholes").says("50 indicators found, 1 to 20")
}

// A target is changed in two steps: what would change is shown, then it is saved. The next figure is rated by it, and
// earlier periods keep theirs.
func TestATargetIsSet(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	before := c.audited()
	form := c.types(team, "/kpi admin target TRS2 50 from Q3 2023/24").says("TRS2 ·", "higher is better", "Q3 2023/24 is being collected").
		submitReads("Show what changes").holds("target", "50").holds("from", "2023-24Q3")
	shown := form.submits(nil).submitReads("Save").says("This would change", "Target: 65% → 50% from Q3 2023/24", "The 2 periods from Q1 2023/24 to Q2 2023/24 keep 65%",
		"Rated again by this, none of the 2 would change.", "Nothing is saved yet.")
	if c.audited() != before {
		t.Error("something was saved already")
	}
	shown.submits(map[string]string{"target": "52"}).submitReads("Save").says("Target: 65% → 52%").
		submits(nil).says("Saved. TRS2 ·", "Target: 65% → 52%", "The audit trail keeps who changed it.")
	if n := c.entries(`act = 'changed' AND actor = $1 AND subject = 'indicator TRS2'`, team); n != 1 || c.audited() != before+1 {
		t.Errorf("the audit trail has %d entries of the change", n)
	}
	i, _, err := c.store.Indicator(t.Context(), "TRS2")
	must(t, err)
	if i.Target.String() != "52" || len(i.Targets) != 2 || i.TargetFor(kpi.Quarter(2023, 2)).String() != "65" {
		t.Errorf("the register has the target %v and %v", i.Target, i.Targets)
	}
	c.types("U0TRADING", "/kpi TRS2 52").says("Green", "52%")

	// A figure that is in keeps its rating, and that is said.
	c.types(team, "/kpi admin TRS2 80").submits(nil).
		says("The figure for Q3 2023/24 is in already and stays Green.", "Rated again by this, 1 of 3 would change: Q3 2023/24 Green → Red.")

	// Targets of single periods are added, changed and removed by their lines.
	single := c.types(team, "/kpi admin targets TRS2").holds("targets", "2023-24Q1 65\n2023-24Q2 65")
	single.submits(map[string]string{"targets": "2023-24Q2 66\nQ4 2023/24: 70%"}).
		says("Target for Q1 2023/24: 65% → none", "Target for Q2 2023/24: 65% → 66%", "Target for Q4 2023/24: none → 70%").
		submits(nil).says("Saved.")
	i, _, err = c.store.Indicator(t.Context(), "TRS2")
	must(t, err)
	if len(i.Targets) != 2 || i.TargetFor(kpi.Quarter(2023, 4)).String() != "70" {
		t.Errorf("the register has the targets %v", i.Targets)
	}

	// A box that cannot show all targets changes none of them.
	many := seedRegister(t).Indicators[:1]
	many[0].Targets = map[kpi.Period]decimal.Decimal{}
	for p := kpi.Quarter(1950, 1); len(many[0].Targets) < 210; p = p.Next() {
		many[0].Targets[p] = decimal.NewFromInt(1_000_000)
	}
	_, err = c.store.ImportRegister(t.Context(), kpi.Register{Indicators: many}, c.clock.Now(), false)
	must(t, err)
	crowded := c.types(team, "/kpi admin targets LIB1")
	crowded.submits(map[string]string{"target": "108000", "targets": "2023-24Q4 7"}).errs("targets", "LIB1 has more targets than this box can show")
	c.types(team, "/kpi admin targets LIB1").submits(map[string]string{"target": "108000"}).says("Target: 107,236 → 108,000").saysNot("Target for").submits(nil).says("Saved.")
	c.audited()
}

// What is wrong stands beside the box that holds it, and nothing is saved.
func TestWhatIsWrongWithATarget(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	before := c.audited()
	form := c.types(team, "/kpi admin targets TRS2")
	for _, wrong := range []struct{ field, holds, says string }{
		{"target", "about 70", "“about 70” is not a target."},
		{"target", "65", "This is how it stands already."},
		{"from", "soon", "“soon” is not a period."},
		{"targets", "soon 70", "“soon 70” does not begin with a period."},
		{"targets", "2024-25Q1", "“2024-25Q1” has no target."},
		{"targets", "2024-25Q1 x", "“x” is not a target."},
		{"targets", "2024-25Q1 7\nQ1 2024/25 8", "Q1 2024/25 stands on two lines."},
		{"targets", "2023-09 70", "TRS2 is reported quarterly; write a quarter, such as 2023-24Q2."},
	} {
		boxes := map[string]string{"target": "65", "from": "", "targets": ""}
		boxes[wrong.field] = wrong.holds
		form.submits(boxes).errs(wrong.field, wrong.says)
	}
	form.submits(map[string]string{"target": "70", "from": "2024-25", "targets": ""}).errs("from", "TRS2 is reported quarterly; write a quarter")
	c.types(team, "/kpi admin targets 178").submits(map[string]string{"target": "70", "from": "2024-25Q1"}).errs("from", "178 has had no target so far")
	if c.audited() != before {
		t.Error("something was saved")
	}
	c.types(team, "/kpi admin targets NONE").says("Nothing is found.")
}

// Of two administrators who change one thing at once, the second sees what the first did before anything is saved, and
// what they left alone stays as the first set it.
func TestTwoAdministratorsAtOnce(t *testing.T) {
	t.Parallel()
	c := newCouncil(t, withColleague)
	one := c.types(team, "/kpi admin targets TRS2").submits(map[string]string{"target": "70"}).says("Target: 65% → 70%")
	two := c.types(colleague, "/kpi admin targets TRS2").submits(map[string]string{"targets": "2023-24Q4 75"}).says("Target for Q4 2023/24: none → 75%")
	one.submits(nil).says("Saved.")
	two.submits(nil).says("Saved.", "Target for Q4 2023/24: none → 75%").saysNot("Target: ")
	i, _, err := c.store.Indicator(t.Context(), "TRS2")
	must(t, err)
	if i.Target.String() != "70" || i.TargetFor(kpi.Quarter(2023, 4)).String() != "75" {
		t.Errorf("the register has %v and %v", i.Target, i.Targets)
	}

	// Where both changed the same box, the later one sees it and decides.
	one = c.types(team, "/kpi admin targets TRS2").submits(map[string]string{"target": "71"})
	two = c.types(colleague, "/kpi admin targets TRS2").submits(map[string]string{"target": "72"})
	one.submits(nil).says("Saved.")
	two.submits(nil).submitReads("Save").says("Performance team has changed this while the form was open: Target: 70% → 71%.", "Target: 71% → 72%", "Nothing is saved yet.").
		holds("target", "72").submits(nil).says("Saved.")
	c.audited()
}

// A form that Slack delivers twice saves once and is answered alike, even if somebody has changed the same meanwhile.
func TestAFormOfTheRegisterIsDeliveredTwice(t *testing.T) {
	t.Parallel()
	c := newCouncil(t, withColleague)
	c.types(team, "/kpi admin targets TRS2").submits(map[string]string{"target": "70"}).submits(nil).says("Saved.")
	saved := c.slack.LastRequest()
	c.types(colleague, "/kpi admin targets TRS2").submits(map[string]string{"target": "75"}).submits(nil).says("Saved.")
	before := c.audited()
	a, err := c.slack.Deliver(t.Context(), team, saved)
	must(t, err)
	if !strings.Contains(string(a.Body), "Saved. ") || c.audited() != before {
		t.Errorf("delivered again it is answered with %s", a.Body)
	}
	i, _, err := c.store.Indicator(t.Context(), "TRS2")
	must(t, err)
	if i.Target.String() != "75" {
		t.Errorf("the register has %v", i.Target)
	}
}

// An administrator who is one no longer when the form comes saves nothing.
func TestAFormOfAFormerAdministrator(t *testing.T) {
	t.Parallel()
	c := newCouncil(t, withColleague)
	shown := c.types(colleague, "/kpi admin targets TRS2").submits(map[string]string{"target": "70"}).submitReads("Save")
	_, err := c.store.ImportRegister(t.Context(), kpi.Register{People: []kpi.Person{{SlackID: colleague, Name: "Performance colleague"}}}, c.clock.Now(), false)
	must(t, err)
	shown.submits(nil).errs("target", "Only the performance team sets what the register holds.")
	if n := c.denied(colleague); n != 1 {
		t.Errorf("the audit trail keeps %d denied attempts", n)
	}
}

package bot_test

import (
	"testing"

	"chaser/kpi"
)

// The performance team adds a person whom Slack knows as a full member, and changes roles and line managers.
func TestAPersonIsSet(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	before := c.audited()
	list := c.types(team, "/kpi admin people").says("14 people", "Libraries service lead", "Add a person")
	list.submits(map[string]string{"find": "librar"}).says("1 person found", "Libraries service lead").pressesModal("admin_edit", "Edit").says("Libraries service lead").holds("name", "Libraries service lead")

	add := c.types(team, "/kpi admin people").pressesModal("admin_edit", "Add a person").says("Add a person").submitReads("Show what changes")
	for who, says := range map[string]string{
		"U0SINGLE": "is a guest in this workspace", "U0BOTTY": "is a bot", "U0STRANGER": "is of another organisation", librarian: "Libraries service lead is in the register already",
	} {
		add.submits(map[string]string{"who": who}).errs("who", says)
	}
	add.submits(map[string]string{"who": officer, "manager": "U0SINGLE"}).errs("manager", "This person is not in the register yet.")
	add.submits(map[string]string{"who": officer, "manager": officer}).errs("manager", "Nobody is their own line manager.")
	if c.audited() != before {
		t.Error("something was saved")
	}
	add.submits(map[string]string{"who": officer, "manager": manager, "roles": "member\nmanager"}).submitReads("Save").says("Roles: none → member and manager", "Manager: none → ").submits(nil).says("Added.")
	p, known, err := c.store.Person(t.Context(), officer)
	must(t, err)
	if !known || p.Name == "" || p.Manager != manager || p.Is(kpi.Admin) || !p.Is(kpi.Manager) {
		t.Errorf("the register has %+v", p)
	}

	// A change of one box leaves the rest of the person as it is.
	c.types(team, "/kpi admin people @an.officer.of.another.service").submits(map[string]string{"name": "Performance officer", "roles": "member\nadmin"}).
		says("Name: ", "Roles: member and manager → member and performance team").submits(nil).says("Saved.")
	c.types(officer, "/kpi admin").says("Settings")
	if p, _, _ := c.store.Person(t.Context(), officer); p.Manager != manager || p.Name != "Performance officer" {
		t.Errorf("the register has %+v", p)
	}
	c.types(team, "/kpi admin @performance.team").submits(map[string]string{"roles": "member"}).errs("roles", "You cannot take yourself out of the performance team.")
	c.audited()
}

// A committee's channel, members and rules are set, and another one is added.
func TestACommitteeIsSet(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	form := c.types(team, "/kpi admin committees").says("1 committee", committee, "3 members").pressesModal("admin_edit", "Edit").says(committee)
	form.submits(map[string]string{"ladder": "soon"}).errs("ladder", "soon")
	form.submits(map[string]string{"ladder": "", "members": "U0CLLR1\nU0SINGLE"}).errs("members", "is not in the register yet")
	form.submits(map[string]string{"members": "U0CLLR1\nU0CLLR2", "channel": channel, "sign_off": "manager", "rules": "self_sign_off", "ladder": "opens, -5, 0"}).submitReads("Save").
		says("Channel: ", "→ #performance", "Members: ", "Sign-off: none → manager", "Own figures may be signed off: no → yes", "Reminders: none → opens, -5, 0", "Chaser must be in the channel", "seen by the committee once they are signed off").
		submits(nil).says("Saved.")
	all, err := c.store.Committees(t.Context())
	must(t, err)
	if got := all[0]; got.Channel != channel || len(got.Members) != 2 || got.SignOff != kpi.ManagerSignOff || !got.SelfSignOff || got.ActionsOnAny || len(got.Ladder) != 3 {
		t.Errorf("the register has %+v", got)
	}
	c.types("U0TRADING", "/kpi TRS2 70").says("sign")

	add := c.types(team, "/kpi admin committees").pressesModal("admin_edit", "Add a committee")
	add.submits(map[string]string{"name": committee}).errs("name", "There is a committee of this name already.")
	add.submits(map[string]string{"name": "Highways and Transport", "members": "U0CLLR3"}).says("Name: none → Highways and Transport").submits(nil).says("Added.", "Highways and Transport")
	c.types(team, "/kpi admin committees highways").says("1 committee found", "1 member · no channel")
	c.audited()
}

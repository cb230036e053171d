package bot_test

import (
	"testing"

	"chaser/kpi"
)

// An indicator's definition is changed: what is wrong stands at its box, what the change does to its figures is said,
// and what the form does not show stays.
func TestAnIndicatorIsSet(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	before, _, err := c.store.Indicator(t.Context(), "TRS2")
	must(t, err)
	form := c.types(team, "/kpi admin TRS2").says("TRS2 ·", "Its targets").holds("title", before.Title).holds("decimals", "0")
	for _, wrong := range []struct{ field, holds, says string }{
		{"owner", officer, "This person is not in the register yet."},
		{"manager", officer, "This person is not in the register yet."},
		{"decimals", "x", "“x” is not a whole number."},
		{"decimals", "99", "99 is not between 0 and 10."},
		{"rule", "nearly", "is not a rating rule"},
		{"rule", "floor:80", "so nothing could be Amber"},
		{"direction", "none", "direction"},
		{"baseline", "some", "“some” is not a target."},
		{"frequency", "monthly", "TRS2 has figures that are reported quarterly, so it stays so."},
	} {
		boxes := map[string]string{"owner": before.Owner, "manager": "", "decimals": "0", "rule": "", "baseline": "", "frequency": "quarterly", "direction": "up"}
		boxes[wrong.field] = wrong.holds
		a := form.submits(boxes)
		if wrong.field == "direction" { // the rule's fault is that of the direction
			if len(a.Errors) != 1 {
				t.Errorf("a direction that no rule suits: %v", a.Errors)
			}
			continue
		}
		a.errs(wrong.field, wrong.says)
	}
	form.submits(map[string]string{"owner": librarian, "manager": manager, "title": "Businesses brought into compliance", "rule": "met", "direction": "down", "frequency": "quarterly"}).
		submitReads("Save").says("Title: ", "→ Businesses brought into compliance", "Owner: Trading Standards service lead → Libraries service lead", "→ Assistant director, place",
		"Direction: higher is better → lower is better", "Rating rule: none → met", "Rated again by this, 2 of 2 would change: Q1 2023/24 Amber → Green, Q2 2023/24 Red → Green").
		submits(nil).says("Saved.", "TRS2 · Businesses brought into compliance")
	after, _, err := c.store.Indicator(t.Context(), "TRS2")
	must(t, err)
	if after.Owner != librarian || after.Manager != manager || after.Direction != kpi.Down || after.Description != before.Description || !after.Target.Equal(*before.Target) || len(after.Links) != len(before.Links) {
		t.Errorf("the register has %+v", after)
	}
	c.types(librarian, "/kpi TRS2 64").says("Green", "Businesses brought into compliance")
	c.audited()
}

// An indicator is added, and is asked for and posted like any other.
func TestAnIndicatorIsAdded(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	add := c.types(team, "/kpi admin indicators").says("19 indicators", "LIB1 ·").pressesModal("admin_edit", "Add an indicator").says("Add an indicator")
	fields := map[string]string{"code": "trs2", "title": "Potholes filled", "committee": committee, "owner": librarian, "target": "100", "unit": "A count"}
	add.submits(fields).errs("code", "There is an indicator trs2 already.")
	for code, says := range map[string]string{"pot holes": "is not a code", "Q1": "reads as a period"} {
		fields["code"] = code
		add.submits(fields).errs("code", says)
	}
	fields["code"] = "POT1"
	add.submits(fields).submitReads("Save").says("Code: none → POT1", "Title: none → Potholes filled", "Owner: none → Libraries service lead", "Target: none → 100").submits(nil).says("Added.", "POT1 · Potholes filled")
	c.types(librarian, "/kpi due").says("POT1")
	c.types(librarian, "/kpi POT1 99").says("Amber")
	c.types(team, "/kpi admin POT1").pressesModal("admin_edit", "Its targets").holds("target", "100")
	c.audited()
}

package bot_test

import (
	"testing"

	"chaser/kpi"
	"chaser/store"
)

// The Reds of which nobody has said what is being done.
func TestRedsWithoutActions(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	const two = "2 Red indicators have no actions, the worst first."
	c.types(team, "/kpi red without actions").says(two, "SKL1", "SKL2", "No actions have been given yet").saysNot("LIB2", "TRS")
	for _, typed := range []string{"reds with no actions", "which reds have no actions?", "what's red without actions", "reds missing actions", "list red without actions"} {
		c.types(team, "/kpi "+typed).says(two, "SKL1", "SKL2").saysNot("LIB2")
	}
	c.types(team, "/kpi red adult skills without actions").says("2 Red indicators of Adult Skills have no actions")
	c.types(team, "/kpi red coroners without actions").says("No Red indicator of Coroners is without actions.")
	c.types(team, "/kpi red without actions Q1 2023/24").says("Q1 2023/24")
	c.types(librarian, "/kpi LIB2 370018 Fewer visits over the autumn.")
	c.types(team, "/kpi red without actions").says("3 Red indicators have no actions", "LIB2")
	c.types(team, "/kpi red without actions Q3 2023/24").says("One Red indicator for Q3 2023/24 has no actions.", "LIB2").saysNot("SKL1")
	c.types(librarian, "/kpi action LIB2 Two open days due 31 Jan")
	c.types(team, "/kpi red without actions").says(two).saysNot("LIB2")
	c.types(team, "/kpi red").says("LIB1", "LIB2", "SKL1")
}

// Once a period is published, whoever reads it as published finds the Reds that had no action then. An action that was
// open counts, one that was dropped does not, and one that came later is known to those who work on the figure alone.
func TestPublishedRedsWithoutActions(t *testing.T) {
	t.Parallel()
	const red = "/kpi red without actions Q2 2023/24"
	c := newCouncil(t)
	c.types(skills, "/kpi action SKL1 Two open days due 31 Jan").says("Recorded for SKL1")
	c.types(skills, "/kpi action SKL2 Ring those who left due 31 Jan").says("Recorded for SKL2")
	c.types(skills, "/kpi actions SKL2").presses("action_done", "Done").saves(map[string]string{"status": "dropped", "outcome": "Nobody answered."})
	c.types(member, red).says("One Red indicator for Q2 2023/24 has no actions.", "SKL2").saysNot("SKL1", "LIB1")
	_, err := c.store.Publish(t.Context(), store.Publish{
		By: team, Committee: "Communities, Social Mobility and Inclusion", Period: kpi.Quarter(2023, 2), Anyway: true, Now: c.clock.Now(), Today: kpi.DateOf(c.clock.Now()),
	})
	must(t, err)
	for _, typed := range []string{red, "/kpi red without actions"} {
		c.types(member, typed).says("One Red indicator", "no actions", "SKL2").saysNot("SKL1", "LIB1")
	}
	c.types(skills, "/kpi action SKL2 Write to those who left due 31 Jan").says("Recorded for SKL2")
	c.types(skills, "/kpi actions SKL1").presses("action_done", "Done").saves(map[string]string{"status": "dropped", "outcome": "No room."})
	for _, typed := range []string{red, "/kpi red without actions"} {
		c.types(member, typed).says("One Red indicator", "no actions", "SKL2").saysNot("SKL1")
		c.types(skills, typed).says("One Red indicator", "no actions", "SKL1").saysNot("SKL2")
	}
}

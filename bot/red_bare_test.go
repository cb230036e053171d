package bot_test

import "testing"

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

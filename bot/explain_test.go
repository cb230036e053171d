package bot_test

import "testing"

// Anybody is told why a figure has its colour, by its code, by its name, and in words.
func TestExplaining(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	why := []string{
		"Why LIB1 is Red for Q2 2023/24", "96,326 is 10.17% below the target of 107,236: Red. 187 more would be Amber.", "Higher is better",
		"The rule it was rated by: Amber from 10% off target, Green on target, Blue beyond 5% better than target; else Red. The register writes it relative:-10,0,5.",
	}
	for _, line := range []string{"explain LIB1", "LIB1 explain", "why LIB1", "LIB1 why", "why is LIB1 red?", "explain LIB1 Q2 2023/24", "explain active library users"} {
		c.types(officer, "/kpi "+line).says(why...)
	}
	c.types(officer, "/kpi why is library use falling?").saysNot("Why ")
	c.types(officer, "/kpi explain").says("What the colours mean", "/kpi explain 178")
	c.types(officer, "/kpi explain 177 Q1 2023/24").says("Why 177 is Contextual for Q1 2023/24").saysNot("The rule")
	c.types(officer, "/kpi explain inquests closed").presses("explain", "178 · Total number of Inquests closed").says("Why 178 is Contextual")
	c.hears(member, channel, "", "@Chaser explain LIB1").says(why[0])
}

package bot_test

import "testing"

// Several indicators are named in one line, in a command, a sentence and a channel, and none of them is dropped.
func TestSeveralIndicatorsAtOnce(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	for _, typed := range []string{"178 and LIB1", "compare 178, lib1", "history 178 & LIB1 please", "cards 178 LIB1", "show me 178 and lib1", "178 vs lib 1", "178, LIB1 and 178"} {
		c.types(member, "/kpi "+typed).says("2 indicators", "178 Total number of Inquests closed", "Q2 2023/24", "213 in Q1 2023/24", "Red · LIB1").
			presses("card", `{"code":"178"}`).says("178 · Total number of Inquests closed", "Contextual").saysNot("LIB1")
	}
	c.types(member, "/kpi LIB1 and 178").presses("card", `{"code":"LIB1"}`).says("LIB1 · Number of unique people")
	c.hears(member, channel, "", "@Chaser 178 and LIB1").says("2 indicators", "178", "LIB1")
	c.types(member, "/kpi cards 175 176 177 178 179 LIB1 LIB2 LIB3 REG1 REG2 SKL1").says("You named 11 indicators. Name at most 10 at a time, or type /kpi list to see them all.")

	// A figure is a figure, and a name a name.
	c.types(coroner, "/kpi 178 142").says("Posted 142 for Q3 2023/24").saysNot("2 indicators")
	c.types(coroner, "/kpi 178, 143").saysNot("2 indicators")
	c.types(member, "/kpi 178 and 99999").saysNot("2 indicators")
	c.types(member, "/kpi cards 178").saysNot("2 indicators").says("178 · Total number of Inquests closed")
}

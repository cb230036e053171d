package bot_test

import "testing"

// What was it a year ago? The card of that period, or which figures there are.
func TestTheYearBefore(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.types(member, "/kpi SKL1 same time last year").says("SKL1 · ", "Q2 2022/23", "1,107").saysNot("608") // the latest
	c.types(member, "/kpi skl1 what was it last year?").says("SKL1 · ", "Q2 2022/23")
	c.types(member, "/kpi lib1 what was it last year?").says("LIB1 has no figure for Q2 2022/23, a year before its latest.", "Its latest are for Q1 2023/24 and Q2 2023/24.").
		presses("history", "History").says("Q1 2023/24")
	c.types(coroner, "/kpi 178 142 last year").saysNot("a year before its latest")
	c.types(coroner, "/kpi 178 last year").saysNot("Post a figure")
}

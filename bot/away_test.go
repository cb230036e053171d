package bot_test

import "testing"

// Leave is recorded as people type it, by the person or for them by the performance team, and what cannot be is refused with what to type.
func TestAway(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.types(coroner, "/kpi away").says("No leave is recorded for you", "/kpi away 3 Jan to 10 Jan @deputy")
	c.types(coroner, "/kpi away 15 Jan to 19 Jan @registration.service.lead").
		says("You are away from Monday 15 January to Friday 19 January. Registration service lead is asked meanwhile.").
		presses("back", "Undo").says("Welcome back")
	c.types(coroner, "/kpi away").says("No leave is recorded for you")
	c.types(coroner, "/kpi away tomorrow").says("You are away on Tuesday 9 January. Each indicator's own deputy is asked meanwhile.")

	c.types(coroner, "/kpi away 19 Jan 2024 to 15 Jan 2024").says("before it begins")
	c.types(coroner, "/kpi away 1 Dec 2023 to 5 Dec 2023").says("is over already")
	c.types(coroner, "/kpi away 15 Jan to 19 Jan @bob").says("“@bob” is not a colleague that Slack knows")
	c.types(coroner, "/kpi away 15 Jan to 19 Jan @coroners.service.lead").says("You cannot stand in for yourself")
	c.types(coroner, "/kpi away 15 Jan to 19 Jan @an.officer.of.another.service").says("is not in the register")
	c.types(coroner, "/kpi away @libraries.service.lead 15 Jan to 19 Jan").says("Only the performance team can record leave for somebody else")
	c.types(coroner, "/kpi away whenever").says("whenever")
	c.types(coroner, "/kpi away").says("You are away on Tuesday 9 January.") // nothing of all that took its place

	c.types(team, "/kpi away @libraries.service.lead 15 Jan to 19 Jan").says("Libraries service lead is away from Monday 15 January to Friday 19 January.")
}

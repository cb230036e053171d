package bot_test

import "testing"

// Leave is recorded as people type it, by the person or for them by the performance team. What cannot be is refused
// with what to type.
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
	c.types(coroner, "/kpi away @libraries.service.lead tomorrow and Friday").says("Only the performance team can record leave for somebody else") // before it asks which days
	c.types(coroner, "/kpi away whenever").says("whenever")
	c.types(coroner, "/kpi away").says("You are away on Tuesday 9 January.") // none of that took its place

	c.types(team, "/kpi away @libraries.service.lead 15 Jan to 19 Jan").says("Libraries service lead is away from Monday 15 January to Friday 19 January.")
}

// Leave is also given by its length, by its week, and in a sentence. If the days may be meant in several ways, buttons
// ask which.
func TestAwayInWords(t *testing.T) {
	t.Parallel()
	c := newCouncil(t) // on Monday 8 January 2024
	for _, said := range []struct{ typed, want string }{
		{"away for two weeks", "You are away from Monday 8 January to Sunday 21 January. Each indicator's own deputy is asked meanwhile."},
		{"away 2 weeks", "from Monday 8 January to Sunday 21 January."},
		{"away fortnight from Monday", "from Monday 8 January to Sunday 21 January."},
		{"away from 5 January for two weeks @registration.service.lead", "from Friday 5 January to Thursday 18 January. Registration service lead is asked meanwhile."},
		{"off next week", "from Monday 15 January to Friday 19 January."},
		{"I'm off next week, @registration.service.lead stands in", "to Friday 19 January. Registration service lead is asked meanwhile."},
		{"on leave until the 14th", "from Monday 8 January to Sunday 14 January."},
		{"Hi, I'm on annual leave from tomorrow until Friday, covered by @registration.service.lead please", "from Tuesday 9 January to Friday 12 January. Registration service lead"},
		{"next week I am out of the office", "from Monday 15 January to Friday 19 January."},
		{"AL 15-19 Jan", "from Monday 15 January to Friday 19 January."},
		{"holiday 10 working days from 5 Feb", "from Monday 5 February to Friday 16 February."},
		{"Sorry, off sick today", "You are away on Monday 8 January."},
		{"away @registration.service.lead covers next week", "to Friday 19 January. Registration service lead is asked meanwhile."},
		{"away on 29 Feb", "on Thursday 29 February."},
		{"leave for a month from 29 December", "from Friday 29 December to Sunday 28 January."}, // it has begun
		{"back on Monday 22 January", "from Friday 29 December to Sunday 21 January."},
		{"back in the office tomorrow", "to Monday 8 January."},
		{"back office processing", "“office processing” is not a day on which you are back, so nothing was changed."},
		{"away 2 weeks @bob", "“@bob” is not a colleague that Slack knows, so nothing was recorded."},
		{"away 2 weeks hiking in Wales", "“hiking in Wales” was not understood, so nothing was recorded."},
		{"away 2 weeks @registration.service.lead and @libraries.service.lead", "Several colleagues are named"},
		{"away Friday afternoon", "whole days"},
		{"back", "Welcome back"},
		{"I'm on holiday", "No leave is recorded for you."},
	} {
		c.types(coroner, "/kpi "+said.typed).says(said.want)
	}
	c.types(coroner, "/kpi away a week from Monday @registration.service.lead").
		says("“a week from Monday” may be how long you are away, or one day.", "Only Monday 15 January").
		presses("reading", "Monday 8 January to Sunday 14 January").says("You are away from Monday 8 January to Sunday 14 January. Registration service lead is asked meanwhile.")
	c.types(team, "/kpi away @coroners.service.lead tomorrow and Friday").
		says("“tomorrow and Friday” leaves out days between, and one leave is kept at a time.").
		presses("reading", "Tuesday 9 January to Friday 12 January").says("Coroners service lead is away from Tuesday 9 January to Friday 12 January.")
}

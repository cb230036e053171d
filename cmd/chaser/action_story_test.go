package main

import (
	"testing"
)

// A red and its action, from the figure to the review a quarter later, as the libraries' lead, her manager and a colleague live it.
func TestARedAndItsAction(t *testing.T) {
	t.Parallel()
	c := newChasing(t, seedCouncil(t), "2024-01-08 08:30")
	const lead, colleague, manager, team = "U0LIB", "U0YOUTH", "U0MGRPLACE", "U0PERF"
	red := `{"code":"LIB1","period":"2023-24Q3"}`
	c.types(colleague, "/kpi YTH1 unavailable The count is late.")
	c.types(lead, "/kpi LIB2 500000 Busy.")
	c.types(lead, "/kpi LIB3 500000 Busy.")
	c.types(lead, "/kpi LIB1 60000 Closed for repairs.")

	// Not on the day; then in the daily message, until it has an action.
	c.at("2024-01-08 09:30")
	c.tick()
	if c.sent(lead) != 0 {
		t.Error("the lead is asked on the day of the figure")
	}
	c.at("2024-01-09 09:00")
	c.tick()
	c.reads(lead, "One Red figure needs a word: what is being done about it?", "LIB1", "No actions have been given yet", "not: Thank you")
	c.presses(lead, "add_action", red, map[string]string{"action": "Reopen the branch", "due": "2024-02-14", "who": colleague})
	c.reads(lead, "That is all settled, thank you.", "✓ LIB1", "has actions now", "not: Add an action")
	c.reads(colleague, "Libraries service lead asks you to take on an action for LIB1, by Wednesday 14 February.", "Reopen the branch")

	// The colleague is reminded by its own day; whoever manages the service hears once it has passed, the performance team after that.
	c.at("2024-02-07 09:00")
	c.tick()
	c.reads(colleague, "Reopen the branch", "Due by 14 February 2024")
	c.at("2024-02-13 09:00")
	c.tick()
	c.reads(colleague, "An action of yours is due tomorrow, Wednesday 14 February.", "not: figures")
	c.at("2024-02-15 09:00")
	c.tick()
	c.reads(colleague, "An action of yours was due on Wednesday 14 February. If it is done, say what came of it")
	c.at("2024-02-19 09:00")
	c.tick()
	c.reads(manager, "One action is open past its day.", "• LIB1 Reopen the branch — Communities service lead, by 14 February 2024 (overdue)")
	c.at("2024-02-21 09:00")
	c.tick()
	c.reads(team, "Actions open past their day", "• LIB1 Reopen the branch — Communities service lead, by 14 February 2024 (overdue)")

	// Given another day, it goes on, for all who were told.
	c.presses(colleague, "action_change", `{"action":1}`, map[string]string{"due": "2024-05-31"})
	c.reads(manager, "Every action that was open past its day is settled.", "goes on, by 31 May 2024")
	c.reads(team, "goes on, by 31 May 2024")
}

// A quarter on, a later figure is in: the owner sees both and closes, continues or replaces the action.
func TestAnActionIsReviewed(t *testing.T) {
	t.Parallel()
	for press, then := range map[string]struct {
		fields map[string]string
		reads  []string
	}{
		"action_done":     {map[string]string{"outcome": "The branch is open."}, []string{"That is all settled", "✓ LIB1 Reopen the branch · done: The branch is open."}},
		"action_continue": {nil, []string{"That is all settled", "✓ LIB1 Reopen the branch · goes on, by"}},
		"action_replace":  {map[string]string{"action": "Open a second one", "due": "2024-06-28"}, []string{"That is all settled", "replaced by another action"}},
	} {
		t.Run(press, func(t *testing.T) {
			t.Parallel()
			c := newChasing(t, seedCouncil(t), "2023-12-20 10:00")
			const lead = "U0LIB"
			c.types(lead, "/kpi action LIB1 2023-24Q2 Reopen the branch due 31 Oct 2024")
			for _, code := range []string{"LIB1", "LIB2", "LIB3"} {
				c.at("2024-01-08 08:30")
				c.types(lead, "/kpi "+code+" 900000 Busy.")
			}
			c.at("2024-01-09 09:00")
			c.tick()
			c.reads(lead, "A new figure is in since you began an action. Has it done its work?", "96,326 when it began (Red, Q2 2023/24) → 900,000 now (Blue, Q3 2023/24)")
			if then.fields == nil {
				then.fields = map[string]string{}
			}
			c.presses(lead, press, `{"action":1}`, then.fields)
			c.reads(lead, then.reads...)
			before := c.sent(lead)
			for _, day := range []string{"2024-01-10", "2024-01-11"} {
				c.at(day + " 09:00")
				c.tick()
			}
			if got := c.sent(lead); got != before {
				t.Errorf("the lead is asked once more: %d messages", got-before)
			}
			c.seenOnce()
		})
	}
}

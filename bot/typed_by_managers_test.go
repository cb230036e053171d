package bot_test

import "testing"

// What a manager types in their own words.
func TestWhatManagersType(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.directly("U0MGRREG", "remind @Coroners service lead about 178").says("Sent to Coroners service lead.")
	c.directly("U0MGRREG", "nudge 178 for me").says("was nudged today by you").saysNot("Sent to")
	c.directly("U0MGRREG", "chase coroners").says("Awaited from others", "178")
	c.directly(coroner, "nudge 178").says("Only the manager of 178")
	c.directly(coroner, "remind me about 178 on Friday").saysNot("nudge")
	c.directly("U0MGRREG", "what needs my approval?").says("No figure awaits your sign-off.")
	c.directly("U0MGRREG", "add an action to TRS2: Two extra inspections by 31 Jan").says("Recorded for TRS2", "Two extra inspections", "by 31 January 2024")
	c.directly("U0MGRREG", "record births registered").says("REG1 · ")
}

package main

import "testing"

// A red in the evening is heard of at once by one manager, and by another on their next working morning, by the whole program.
func TestRedsAtOnceAndDaily(t *testing.T) {
	t.Parallel()
	c := newChasing(t, seedCouncil(t), "2024-01-05 16:00") // a Friday
	const registrar, skills, atOnce, daily = "U0REGISTR", "U0SKILLS", "U0MGRREG", "U0MGRCOMM"
	c.tick()
	c.types(daily, "/kpi alerts daily")
	c.at("2024-01-05 21:30")
	c.types(registrar, "/kpi REG1 50 Staff leave.")
	c.types(skills, "/kpi SKL3 60 Fewer tutors.")
	c.tick()
	c.reads(atOnce, "REG1 has turned Red.", "50% against a target of 74%", "No actions have been given yet.")
	before := c.sent(daily)
	for _, early := range []string{"2024-01-06 09:00", "2024-01-08 08:59"} {
		c.at(early)
		c.tick()
		if c.sent(daily) != before {
			t.Errorf("they are told at %s", early)
		}
	}
	c.types("U0DAVIOL", "/kpi DAV2 30 Referrals fell.") // on the Monday, so the Tuesday's
	c.at("2024-01-08 09:00")
	c.tick()
	c.tick()
	c.reads(daily, "One indicator has turned Red.", "SKL3", "not: DAV2")
	c.types(skills, "/kpi SKL3 95 A class was missing.")
	c.tick()
	c.reads(daily, "One indicator is no longer Red.", "SKL3 is no longer Red: now Green.")
	if got := c.sent(daily) - before; got != 1 {
		t.Errorf("%d messages on the Monday", got)
	}
	c.at("2024-01-09 09:00")
	c.tick()
	c.reads(daily, "One indicator has turned Red, and one indicator is no longer Red.", "DAV2", "SKL3")
	c.seenOnce()
}

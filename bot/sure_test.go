package bot_test

import (
	"testing"
)

// The likely figure is one press away, and nothing is saved before it.
func TestTheLikelyFigureIsOnePressAway(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	had := len(c.figures("REG2"))
	asked := c.types(registrar, "/kpi REG2 0.64 Telephone registrations ended.").
		says("REG2 · 0.64% is about a hundredth of the target, 60%. Did you mean 64%?", "Nothing has been saved yet.", "You typed:", "/kpi REG2 0.64 Telephone registrations ended.")
	asked.saysNot("Posted")
	if got := len(c.figures("REG2")); got != had {
		t.Fatalf("a figure was saved before the answer: %d, had %d", got, had)
	}
	asked.presses("meant", "64%").says("Posted 64% for Q3 2023/24.", "Telephone registrations ended.")
	asked.presses("meant", "64%").says("Already recorded: 64% for Q3 2023/24.") // pressed again it has one effect
}

// Who meant what they typed says so once, and the answer says it as it was typed.
func TestTheUnlikelyIsConfirmedOnce(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	asked := c.directly(registrar, "REG2 0.64").says("Did you mean 64%?")
	asked.presses("sure", "Yes, 0.64%").says("Posted 0.64% for Q3 2023/24.")
	if f := c.figures("REG2"); f[0].Value.String() != "0.64" {
		t.Errorf("%s was saved", f[0].Value)
	}
}

package bot_test

import (
	"testing"
)

// What can be read in two ways is asked about, and nothing is saved before the answer.
func TestALineThatMayMeanTwoThings(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	had := len(c.figures("REG1"))

	asked := c.types(registrar, "/kpi REG1 23/24").says("23/24 may be a year or a figure.", "Nothing has been saved yet.", "You typed:", "/kpi REG1 23/24")
	if got := len(c.figures("REG1")); got != had {
		t.Fatalf("a figure was saved before the answer: %d, had %d", got, had)
	}
	asked.presses("reading", "The card of 2023/24").says("REG1 · Percentage of births registered within 42 days", "2023/24")
	if got := len(c.figures("REG1")); got != had {
		t.Fatalf("looking at the card saved a figure: %d, had %d", got, had)
	}
	posted := asked.presses("reading#2", "Post 23 of 24").says("Posted 96% (23 of 24) for Q3 2023/24.")
	posted.saysNot("Nothing has been saved yet.")

	// Pressed again it has one effect.
	asked.presses("reading#2", "Post 23 of 24").says("Already recorded: 96% (23 of 24)")

	c.types(librarian, "/kpi LIB1 97 326 Strong quarter").says("Posted 97,326 for Q3 2023/24.", "Strong quarter")
	c.types(coroner, "/kpi 178 142 213").says("“142 213” may be one number or two.").presses("reading", "142, and “213” as commentary").says("Posted 142 for Q3 2023/24.")
	c.types(coroner, "/kpi 177 submit 120, 176: 790").says("This line holds several figures, of 177 and of 176, so nothing was posted.")
	c.directly(registrar, "REG2 1 in 4").says("“1 in 4” is a rate.")
}

// The question is for whoever typed the line: nobody else's press answers it.
func TestAnotherCannotAnswerForWhoTyped(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	asked := c.directly(registrar, "REG1 23/24").says("23/24 may be a year or a figure.")
	had := len(c.figures("REG1"))
	_, err := c.slack.Press(t.Context(), coroner, asked.one(), "reading#2", "Post 23 of 24")
	if err == nil {
		t.Error("another person sees the question")
	}
	if got := len(c.figures("REG1")); got != had {
		t.Errorf("another's press saved a figure: %d, had %d", got, had)
	}
}

package bot_test

import "testing"

// A question that is typed stands in the form, beside the figure of the period that was named.
func TestAskingInALine(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	for _, line := range []string{"ask REG1 Q1 Why has it dropped, and where?", "REG1 ask Q1 2023/24 Why has it dropped, and where?", "ask about REG1 for Q1: Why has it dropped, and where?"} {
		c.types(member, "/kpi "+line).says("REG1 · ", "Q1 2023/24", "Your question").
			holds("question", "Why has it dropped, and where?")
	}
	form := c.directly(member, "ask 178 Why so few?").says("Open the form to go on.").presses("open", "Open the form")
	form.says("178 · ", "Q2 2023/24").holds("question", "Why so few?").submits(map[string]string{"question": "Why so few?"}).says("has been asked")
	c.types(member, "/kpi ask 178 Q3 2023/24 Why?").says("178 has no figure for Q3 2023/24 yet, so there is nothing to ask about.").saysNot("Your question")
	c.types(member, "/kpi ask REG9 Why?").says("There is no indicator called “REG9”")
	c.types(officer, "/kpi ask REG1 Why?").says("Chaser does not know you yet, so you cannot ask.")
}

// Who types words but no figure is told so, where the form cannot open by itself.
func TestAPostingWithoutAFigure(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.directly(coroner, "178 tbc").says("There is no figure for 178 in what you typed, so nothing is posted yet.", "Open the form").
		presses("open", "Open the form").says("178 · ").holds("commentary", "tbc")
	c.directly(coroner, "submit 178").saysNot("There is no figure")
	c.directly(coroner, "off from 15th to 19th").says("Which month is that?", "Monday 15 January to Friday 19 January").
		presses("reading", "Monday 15 January to Friday 19 January").says("You are away from Monday 15 January to Friday 19 January.")
	c.directly(coroner, "my figures").says("5 figures to post")
	for _, line := range []string{"set owner of 178 to @Libraries service lead", "the deputy for 178 is @Libraries service lead now"} {
		c.directly(coroner, line).says("The owner of 178 is Coroners service lead.", "The performance team sets targets, owners and dates.")
	}
	c.directly(coroner, "send me the form").says("Open the form to go on.")
}

// A line of another code without a figure is asked about before it becomes the commentary of the one above.
func TestALineOfAnotherCode(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	const typed = "LIB1 98,000 Up on last quarter\nLIB2 Gates broken in August"
	asked := c.directly(librarian, typed).says("“LIB2 Gates broken in August” begins with another code and gives no figure. Is it part of the commentary of LIB1?")
	if n := len(c.figures("LIB1")); n != 2 {
		t.Fatalf("there are %d figures", n)
	}
	asked.presses("reading#2", "No, leave out what is below").says("Posted 98,000 for Q3 2023/24.", "Up on last quarter").saysNot("Gates")
	c.directly(librarian, "LIB3 280,000 Up\nLIB1 is up too").presses("reading", "Yes, post LIB3 with all of it").says("LIB1 is up too")
	c.directly(librarian, "LIB1 98,000 Up on last quarter\nLIB2 tbc Gates broken in August").says("1 cannot be posted yet", "“tbc” is not a figure.")
	c.directly(librarian, "LIB1\t98,000\tUp\nLIB2\t\tGates broken\nLIB3\t280,000").says("Left out, as it has no figure: LIB2 (“Gates broken”). These words are not saved.")
}

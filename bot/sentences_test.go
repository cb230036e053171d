package bot_test

import "testing"

// What people say goes where it means, and never only to “There is no indicator called …”.
func TestSentencesGoWhereTheyMean(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	for _, said := range []struct{ typed, want string }{
		{"who hasn't posted?", "Q3 2023/24: 0 of 19 figures are in"},
		{"who is late", "Q3 2023/24: 0 of 19 figures are in"},
		{"Which libraries figures are overdue?", "Libraries, Q3 2023/24: 0 of 3 figures are in, due on Friday 19 January."},
		{"anything late in coroners?", "Coroners, Q3 2023/24: 0 of 5 figures are in, due on Friday 19 January."},
		{"late", "Q3 2023/24: 0 of 19 figures are in"},
		{"I'd like to book some leave", "No leave is recorded for you"},
		{"how do I post a figure", "Help about submit"},
		{"How can I publish?", "Help about publish"},
		{"what can I do", "What you can type"},
		{"what's the target", "The performance team sets targets, owners and dates. Ask "},
		{"who owns REG1?", "The owner of REG1 is Registration service lead."},
		{"the owner of 178 has changed", "The owner of 178 is Coroners service lead."},
		{"report please", "Only the performance team has reports and the register as files"},
		{"can I download this to excel", "Only the performance team has reports and the register as files"},
		{"what's red in libraries", "3 indicators of Libraries are Red"},
		{"hello", "figures"}, {"thanks!", "Thank you."},
		{"blah blah the thing with the bins again", "Chaser did not understand this, and nothing was recorded."},
	} {
		c.types(coroner, "/kpi "+said.typed).says(said.want).saysNot("There is no indicator called")
	}
}

// Lists take a committee, a service, a rating and a period in any order, and say in their heading what they are of.
func TestListsInScope(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.types(coroner, "/kpi red libraries Q2").says("3 indicators of Libraries for Q2 2023/24 are Red", "LIB1")
	c.types(coroner, "/kpi Q2 red libraries").says("LIB1", "Red")
	c.types(coroner, "/kpi list amber communities Q2 23/24").says("Amber indicators of Communities, Social Mobility and Inclusion for Q2 2023/24", "This is the committee. For the service Communities type /kpi list service Communities.").saysNot(": *Red*", ": *Blue*")
	c.types(coroner, "/kpi list coroners").says("5 indicators of Coroners", "178").saysNot("LIB1")
	c.types(coroner, "/kpi amber coroners").says("There are no Amber indicators of Coroners just now.")
	c.types(coroner, "/kpi red and blue libraries").says("Red and Blue indicator", "of Libraries")
	c.types(coroner, "/kpi list librarys").says("“librarys” is no committee, service, rating or period. Did you mean Libraries?", "The services are: ")
	c.types(coroner, "/kpi progress Q2").says("Q2 2023/24: 19 of 19 figures are in")
	c.types(coroner, "/kpi progress libraries").says("Libraries, Q3 2023/24: 0 of 3 figures are in, due on Friday 19 January.")
	c.types(coroner, "/kpi progress Q1 2019/20").says("There is no collection for Q1 2019/20. There are those for ")
	c.types(coroner, "/kpi progress red").says("A collection has no rating", "/kpi list red")
	c.types(team, "/kpi publish Q2").says("Q2 2023/24")
}

// What is not understood gets four things that its author most likely wants, and the line is kept.
func TestNotUnderstoodByRole(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	const line = "/kpi the thing with the bins again is going to take longer"
	c.types(coroner, line).says("Post figure for 175", "What is due", "What you can type", line).
		presses("form", "Post figure for 175").submits(map[string]string{"figure": "790"}).says("Posted 790")
	c.types(coroner, "/kpi 175").says("790", "the thing with the bins again is going to take longer") // the line was the commentary
	c.types(team, line).says("Progress", "Publish", "What you can type").saysNot("Post 1")
	c.types(officer, line).says("What is Red", "All indicators", "What you can type").saysNot("Progress", "Post")
	c.types(coroner, "/kpi help publish").says("Help about publish", "/kpi publish Q2")
	c.types(coroner, "/kpi help actions").says("Help about action")
	c.types(coroner, "/kpi help potholes").says("There is no help about “potholes”.", "posts the figure")
	c.types(officer, "/kpi help").says("all indicators").saysNot("posts the figure", "publish Q2")
	c.types(team, "/kpi help").says("publish Q2", "admin collections")
}

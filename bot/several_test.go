package bot_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"chaser/demo/lookalike"
	"chaser/kpi"
)

// stands is the newest figure of an indicator as it is shown, with its period and commentary.
func (c *council) stands(code string) string {
	c.Helper()
	f := c.figures(code)[0]
	i, _, err := c.store.Indicator(context.Background(), code)
	must(c.T, err)
	return strings.TrimSpace(i.ShowFigure(f) + " " + f.Period.String() + " " + f.Commentary)
}

func (c *council) standsAs(want map[string]string) {
	c.Helper()
	for code, figure := range want {
		if got := c.stands(code); got != figure {
			c.Errorf("%s stands at %q, want %q", code, got, figure)
		}
	}
}

func TestAListIsShownAndPosted(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	question := c.types(team, "/kpi 178\t142\tStaff leave\n175\t789\nREG1\t50%").
		says("3 figures for Q3 2023/24", "178 Total number of Inquests closed", "142 for Q3 2023/24 (was 142 in Q2 2023/24)", "“Staff leave”",
			"50% for Q3 2023/24", "Red", "Nothing has been saved yet.", "Post all", "Change")
	c.standsAs(map[string]string{"178": c.stands("178")})
	if n := len(c.figures("178")); n != 2 {
		t.Fatalf("%d figures stand before the press", n)
	}
	receipt := question.presses("post_all", "Post all").
		says("Posted 3 figures. 1 is Red.", "142 · Q3 2023/24", "REG1", "What is being done about it?", "Add an action", "Add a commentary")
	c.standsAs(map[string]string{"178": "142 2023-24Q3 Staff leave", "175": "789 2023-24Q3", "REG1": "50% 2023-24Q3"})
	receipt.presses("edit", "Add a commentary").says("REG1").submits(map[string]string{kpi.FieldCommentary: "Fewer clerks"})
	question.presses("post_all", "Post all").says("Recorded already")
	c.standsAs(map[string]string{"REG1": "50% 2023-24Q3 Fewer clerks"})
	if n := len(c.figures("178")); n != 3 {
		t.Errorf("%d figures stand after the second press", n)
	}
}

// However a list is written, the press posts what was shown, and no press posts nothing.
func TestListsAsTyped(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]map[string]string{
		"175: 790, 176: 811":                          {"175": "790 2023-24Q3", "176": "811 2023-24Q3"},
		"175=790; 176=811":                            {"175": "790 2023-24Q3", "176": "811 2023-24Q3"},
		"submit 175 790\n176 811":                     {"175": "790 2023-24Q3", "176": "811 2023-24Q3"},
		"• 175 790\r\n• 176 811":                      {"175": "790 2023-24Q3", "176": "811 2023-24Q3"},
		"Indicator\tValue\n175\t790\n176\t811":        {"175": "790 2023-24Q3", "176": "811 2023-24Q3"},
		"Q2 2023/24\n175 790 Late\n176 812 Late":      {"175": "790 2023-24Q2", "176": "812 2023-24Q2"},
		"175 unavailable System down\n176 811":        {"175": "unavailable 2023-24Q3 System down", "176": "811 2023-24Q3"},
		"Total number of Inquests closed\t142":        {"178": "142 2023-24Q3"},
		"Inquests opened\t142\n175\t790":              {"177": "142 2023-24Q3", "175": "790 2023-24Q3"},
		"REG1 93%\nREG2 570/889\nTRS1 296 hours":      {"REG1": "93% 2023-24Q3", "REG2": "64% (570 of 889) 2023-24Q3", "TRS1": "296 2023-24Q3"},
		"175 790 More deaths\n176 811 As last winter": {"175": "790 2023-24Q3 More deaths", "176": "811 2023-24Q3 As last winter"},
	} {
		t.Run(typed, func(t *testing.T) {
			t.Parallel()
			c := newCouncil(t)
			before := map[string]string{}
			for code := range want {
				before[code] = c.stands(code)
			}
			question := c.types(team, "/kpi "+typed).says("Nothing has been saved yet.")
			c.standsAs(before)
			label := "Post all"
			if len(want) == 1 {
				label = "Post"
			}
			question.presses("post_all", label).says("ed ").saysNot("Nothing was")
			for code, figure := range want {
				if got := c.stands(code); !strings.HasPrefix(got, figure) {
					t.Errorf("%s stands at %q, want %q", code, got, figure)
				}
			}
		})
	}
}

func TestAListWithFaultsIsPostedWhenTheyAreMended(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	before := c.audited()
	question := c.types(team, "/kpi 178 142 Staff leave\n999 30\n175 7x9\nREG1 0.5%\n178 143").
		says("5 figures: 3 cannot be posted yet", "There is no indicator “999”", "“7x9”", "178 is in the list twice for Q3 2023/24").
		saysNot("Post all")
	form := question.presses("change_all", "Change").says("Change the figures", "Which indicator is “999”?", "There is no indicator “999”", "178 Total number of Inquests closed · Q3 2023/24")
	for field, want := range map[string]string{"figure/0": "142", "commentary/0": "Staff leave", "figure/1": "30", "figure/2": "7x9", "figure/3": "0.5%", "figure/4": "143"} {
		if got, _ := box(form.Modal, field); got != want {
			t.Errorf("%s holds %q, want %q", field, got, want)
		}
	}
	form.submits(map[string]string{"figure/1": "", "figure/2": "7x9"}).refuses("figure/2", "“7x9” is not")
	form.submits(map[string]string{"figure/1": "", "figure/2": "789", "figure/3": "50"}).refuses("figure/4", "twice for Q3 2023/24")
	form.submits(map[string]string{"figure/1": "", "figure/2": "789", "figure/3": "50", "figure/4": ""}).says("Posted 3 figures. 1 is Red.")
	c.standsAs(map[string]string{"178": "142 2023-24Q3 Staff leave", "175": "789 2023-24Q3", "REG1": "50% 2023-24Q3"})
	if n := c.audited(); n != before+3 {
		t.Errorf("%d audit entries, want three more than %d", n, before)
	}
}

// A row that may mean two things has a button for each, and the list is shown again with what was chosen.
func TestARowOfAListIsAsked(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	question := c.types(team, "/kpi inquests\t142\n175\t789").says("2 figures: 1 cannot be posted yet", "fit “inquests”").saysNot("Post all")
	question.presses("row#2", "178 · Total number of Inquests closed").says("2 figures for Q3 2023/24", "178 Total number of Inquests closed").presses("post_all", "Post all").says("Posted 2 figures.")
	c.standsAs(map[string]string{"178": "142 2023-24Q3", "175": "789 2023-24Q3"})
}

// Words may be about another figure: one press posts the first with all of them.
func TestAListThatIsMeantAsCommentary(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.types(coroner, "/kpi 178 142 Staff leave; 175 789 was last time's").says("2 figures for Q3 2023/24").
		presses("reading", "Only 178, the rest is its commentary").says("Posted 142 for Q3 2023/24.")
	c.standsAs(map[string]string{"178": "142 2023-24Q3 Staff leave; 175 789 was last time's"})
	if n := len(c.figures("175")); n != 2 {
		t.Errorf("%d figures of 175", n)
	}
}

// A list is posted as it was seen: what somebody else has posted since is not overwritten.
func TestAListIsPostedAsItWasSeen(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	question := c.types(coroner, "/kpi 178 142\n175 789 Counted twice")
	c.types(team, "/kpi 175 700").says("Posted 700")
	again := question.presses("post_all", "Post all").says("2 figures", "789 for Q3 2023/24 instead of 700", "Reason: Counted twice")
	c.standsAs(map[string]string{"175": "700 2023-24Q3"})
	again.presses("post_all", "Post all").says("Posted 1 figure. Revised 1 figure.", "instead of 700")
}

func TestAListIsForThoseWhoMay(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	before := c.done()
	c.types(librarian, "/kpi LIB1 97,000\n178 142").says("You cannot post figures for 178").saysNot("Post all")
	if n := c.denied(librarian); n != 1 {
		t.Errorf("%d attempts of theirs are in the audit trail as denied", n)
	}
	c.types(officer, "/kpi LIB1 97,000\n178 142").says("Chaser does not know you yet").saysNot("LIB1 Total")
	c.types("U0GUEST", "/kpi LIB1 97,000\n178 142").says("you are a guest")
	c.hears(coroner, channel, "", "@Chaser 178 142\n175 789").says("everyone can read this").saysNot("Post all")
	question := c.types(coroner, "/kpi 178 142\n175 789")
	next, err := c.slack.Press(context.Background(), librarian, question.Messages[0], "post_all", "Post all")
	if err == nil && strings.Contains(answer{c, next, librarian}.text(), "Posted") {
		t.Error("somebody else posted it")
	}
	if n := c.done(); n != before {
		t.Errorf("%d audit entries, want %d", n, before)
	}
}

func TestAListAsADirectMessage(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.directly(coroner, "178: 142\n175: 789").says("2 figures for Q3 2023/24").presses("post_all", "Post all").says("Posted 2 figures.")
	c.standsAs(map[string]string{"178": "142 2023-24Q3", "175": "789 2023-24Q3"})
	again, err := c.slack.Deliver(context.Background(), coroner, c.slack.LastRequest())
	must(t, err)
	if again.Status != 200 || len(c.figures("178")) != 3 {
		t.Errorf("the press again: %d, %d figures", again.Status, len(c.figures("178")))
	}
}

func TestAListTooLong(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	var rows []string
	for n := range 49 {
		rows = append(rows, fmt.Sprint("178 ", n))
	}
	c.types(team, "/kpi "+strings.Join(rows, "\n")).says("This list has 49 figures, and up to 48 are posted at once").saysNot("Post all")
}

func TestOneFormForAllThatIsOwed(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	form := c.types(coroner, "/kpi due").says("You have", "Post them in one form").presses("owed_form", "Post them in one form").
		says("Post your figures", "178 Total number of Inquests closed · Q3 2023/24", "Last figure 142 (Q2 2023/24)")
	owed, err := c.store.Owed(t.Context(), coroner, kpi.DateOf(c.clock.Now()))
	must(t, err)
	place := map[string]string{}
	for n, card := range owed {
		place[card.Indicator.Code] = fmt.Sprint(n)
	}
	a, b := place["178"], place["175"]
	form.submits(map[string]string{}).refuses("figure/0", "Give at least one figure")
	form.submits(map[string]string{"figure/" + a: "142", "commentary/" + b: "Late"}).refuses("figure/"+b, "Give the figure too")
	form.submits(map[string]string{"figure/" + a: "many", "figure/" + b: "1.5", "commentary/" + b: ""}).refuses("figure/"+a, "“many” is not")
	form.submits(map[string]string{"figure/" + a: "142", "figure/" + b: "1.5"}).refuses("figure/"+b, "whole numbers")
	form.submits(map[string]string{"figure/" + a: "142 for Q2 2023/24", "figure/" + b: ""}).refuses("figure/"+a, "This row is for Q3 2023/24. Post the figure of Q2 2023/24 by itself.")
	if n := len(c.figures("178")); n != 2 {
		t.Fatalf("%d figures of 178 stand though another row was refused", n)
	}
	c.types(team, "/kpi 175 700").says("Posted 700")
	form.submits(map[string]string{"figure/" + a: "142 provisional", "figure/" + b: "789"}).refuses("figure/"+b, "175 already has a figure for Q3 2023/24: 700")
	form.submits(map[string]string{"figure/" + a: "142 provisional", "commentary/" + a: "Staff leave", "figure/" + b: ""}).
		says("Posted 1 figure.", "178", fmt.Sprintf("%d figures are still yours to post.", len(owed)-2))
	if f := c.figures("178")[0]; f.Status != kpi.Provisional || f.Commentary != "Staff leave" {
		t.Errorf("stored %+v", f)
	}
	again, err := c.slack.Deliver(context.Background(), coroner, c.slack.LastRequest())
	must(t, err)
	if !strings.Contains(string(again.Body), "Posted 1 figure.") || len(c.figures("178")) != 3 {
		t.Errorf("the same submission again is answered %s", again.Body)
	}
}

// The form opens on another press where the first was too late.
func TestTheFormForAllThatIsOwedDoesNotOpen(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	due := c.types(coroner, "/kpi due")
	c.slack.Fault(lookalike.Fault{Method: "views.open", Times: 1, Harm: lookalike.Denied, Code: "expired_trigger_id"})
	late := due.presses("owed_form", "Post them in one form").says("nothing is lost")
	c.clock.pass(time.Minute)
	late.presses("open", "Open it").says("Post your figures").submits(map[string]string{"figure/0": "142"}).says("Posted 1 figure.")
}

// What is unlikely is asked at its row. To post the list is to say that it is right, and nothing is asked again.
func TestWhatIsUnlikelyInAList(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	before := c.stands("REG1")
	question := c.types(team, "/kpi 178 142\nREG1 0.94").
		says("2 figures for Q3 2023/24", "0.94% for Q3 2023/24", "Did you mean 94%?", "REG1: 94%", "Post all, 0.94% too")
	c.standsAs(map[string]string{"REG1": before})
	form := question.presses("change_all", "Change").says("Did you mean 94%?")
	form.submits(map[string]string{"figure/0": "", "figure/1": "0.94"}).says("Posted 1 figure. 1 is Red.")
	c.types(team, "/kpi 178 142\nSKL3 0.94").presses("row", "SKL3: 94%").says("94% for Q3 2023/24").saysNot("Did you mean", "too").
		presses("post_all", "Post all").says("Posted 2 figures.")
	c.types(team, "/kpi 178 142\n175 789\nREG2 0.64").presses("post_all", "Post all, 0.64% too").says("Posted 2 figures. Recorded already: 1 figure.")
	if got := c.stands("REG2"); !strings.HasPrefix(got, "1%") && !strings.HasPrefix(got, "0.64%") {
		t.Errorf("REG2 stands at %q", got)
	}
}

// In a form it is asked in the form's place, with everything kept.
func TestWhatIsUnlikelyInAForm(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	form := c.types("U0REGISTR", "/kpi due").presses("owed_form", "Post them in one form")
	owed, err := c.store.Owed(t.Context(), registrar, kpi.DateOf(c.clock.Now()))
	must(t, err)
	if len(owed) < 2 || owed[0].Indicator.Code != "REG1" {
		t.Fatalf("the registrar owes %d", len(owed))
	}
	sure := form.submits(map[string]string{"figure/0": "0.93", "figure/1": "64", "commentary/0": "Clerks on leave"}).
		says("Are they right?", "One figure is unlikely. Is it right?", "Did you mean 93%?", "Nothing has been saved yet. One other figure is posted together with this.")
	if n := len(c.figures("REG1")); n != 2 {
		t.Fatalf("%d figures of REG1 stand", n)
	}
	changed := sure.pressesModal("change_all", "Change").says("Post your figures", "Did you mean 93%?")
	if got, _ := box(changed.Modal, "commentary/0"); got != "Clerks on leave" {
		t.Errorf("the commentary became %q", got)
	}
	changed.submits(map[string]string{"figure/0": "0.92"}).says("Are they right?").submits(nil).says("Posted 2 figures. 1 is Red.")
}

// A row that changes the words alone does not say that its figure takes the place of itself, and what is left out is
// said in a sentence that fits how many rows it is.
func TestAListOfOne(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.types(coroner, "/kpi 175 801").says("Posted 801")
	c.types(coroner, "/kpi 175;801;\"More deaths, as expected\"").
		says("801 for Q3 2023/24, as it stands", "“More deaths, as expected”").saysNot("instead of")
	c.types(coroner, "/kpi Code\tQ3\tComment\n175\t801\tBusy winter\n176\t\tNot ready").says("Left out, as it has no figure: 176 (“Not ready”). These words are not saved.")
	c.types(coroner, "/kpi Code\tQ3\tComment\n175\t812\tLate files\n176\t\t\n177\t\tNot ready").says("812 for Q3 2023/24 instead of 801", "Left out, as they have no figure: 176, 177 (“Not ready”).")
}

// A status alone says of nothing that there is no figure of it, and is no name either.
func TestAStatusAlone(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	for _, typed := range []string{"n/a", "N/A", "unavailable", "not available"} {
		c.types(coroner, "/kpi "+typed).
			says("Which indicator is it? Type its code first, and why there is no figure, such as 178 unavailable The database changed over in August.").
			saysNot("fit “")
	}
}

// A line that is not understood and names one of the figures that its writer owes offers the form for that one.
func TestTheFormOfTheFigureThatALineNames(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.types(coroner, "/kpi sumbit 178 142").says("Post figure for 178")
	c.types(coroner, "/kpi potholes").says("Post figure for 175")
}

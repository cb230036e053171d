package bot_test

import (
	"context"
	"strings"
	"testing"

	"chaser/kpi"
)

func TestPostingAFigureInALine(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.types(coroner, "/kpi 178 142 Staff leave over the *summer* &amp; <!channel>").
		says("Posted 142 for Q3 2023/24. Contextual: The measure is reported for context and has no target.",
			"178 · Total number of Inquests closed", "Staff leave over the *summer* &amp; <!channel>",
			"Posted by Coroners service lead on 8 January 2024 at 09:00").
		saysNot("Q3 2023/24 is due")
	if f := c.figures("178")[0]; f.Commentary != "Staff leave over the *summer* &amp; <!channel>" || f.Period != kpi.Quarter(2023, 3) {
		t.Errorf("stored %+v", f)
	}

	c.types(coroner, "/kpi 178 142").says("Already recorded: 142 for Q3 2023/24.")
	c.types(coroner, "/kpi 178: 213 Two were counted twice").says("Revised from 142 to 213 for Q3 2023/24 (revision 2): Two were counted twice.")
	c.types(coroner, "/kpi 178").says("213", "Revision 2: Two were counted twice")
	if n := len(c.figures("178")); n != 4 {
		t.Errorf("%d revisions stand, want two for Q3 and one each for Q1 and Q2", n)
	}
}

func TestARedFigureSaysWhatItMeans(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.types("U0TRADING", "/kpi TRS2 55%").says(
		"Posted 55% for Q3 2023/24. Red: 55% is 15.38% below the target of 65%. 3.5 percentage points more would be Amber.",
		"55% against a target of 65% — 15.4% below", "Improving ↑ from 51% in Q2 2023/24")
	c.types(registrar, "/kpi reg2 570 of 889").says("Posted 64% (570 of 889) for Q3 2023/24. Blue:", "above")
}

func TestARefusalKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	form := c.types("U0TRADING", "/kpi TRS2 5O% More visits, & “better” ones").
		says("“5O%” is not", "You typed:", "/kpi TRS2 5O% More visits, & “better” ones").
		presses("form", "Edit and post").says("Post a figure", "TRS2 · Percentage of businesses", "is not")
	if words, _ := box(form.Modal, kpi.FieldCommentary); words != "More visits, & “better” ones" {
		t.Errorf("the commentary's box holds %q", words)
	}
	if figure, _ := box(form.Modal, kpi.FieldFigure); figure != "5O%" {
		t.Errorf("the figure's box holds %q", figure)
	}
	form.submits(map[string]string{kpi.FieldFigure: "50%"}).says("Posted 50% for Q3 2023/24. Red:")
	if f := c.figures("TRS2")[0]; f.Commentary != "More visits, & “better” ones" {
		t.Errorf("stored %+v", f)
	}
}

func TestARevisionWithoutAReasonAsksForIt(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	form := c.types(coroner, "/kpi 178 2023-24Q2 141").says("already has a figure for Q2 2023/24: 142").
		presses("form", "Edit and post").
		says("The first count was wrong.”").saysNot("`")
	asks, comments := strings.Index(form.text(), "Reason for the change"), strings.Index(form.text(), "Commentary")
	if asks < 0 || asks > comments {
		t.Errorf("the reason that is missing stands below the commentary:\n%s", form.text())
	}
	if period, _ := box(form.Modal, kpi.FieldPeriod); period != "2023-24Q2" {
		t.Errorf("the form is for %q", period)
	}
	form.submits(map[string]string{kpi.FieldReason: "One was counted twice"}).
		says("Revised from 142 to 141 for Q2 2023/24 (revision 2): One was counted twice.")
	if f := c.figures("178")[0]; !strings.HasPrefix(f.Commentary, "Fewer Inquests closed") {
		t.Errorf("the commentary became %q", f.Commentary)
	}
}

func TestAStrangersFigureIsRefusedAndNothingSaved(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	before := len(c.figures("178"))
	for who, sentence := range map[string]string{
		librarian: "You cannot post figures for 178", member: "You cannot post figures for 178", officer: "Chaser does not know you yet",
		"U0GUEST": "you are a guest", "U0SINGLE": "you are a guest", "U0STRANGER": "you belong to another",
	} {
		c.types(who, "/kpi 178 1").says(sentence).saysNot("Edit and post")
	}
	if n := len(c.figures("178")); n != before {
		t.Errorf("%d revisions stand, want %d", n, before)
	}
}

func TestTheSameDeliveryTwicePostsOnce(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.types(coroner, "/kpi 178 142 words")
	again, err := c.slack.Deliver(context.Background(), coroner, c.slack.LastRequest())
	must(t, err)
	if !strings.Contains(string(again.Body), "Posted 142 for Q3 2023/24") {
		t.Errorf("the repeat was answered %s", again.Body)
	}
	if n := len(c.figures("178")); n != 3 {
		t.Errorf("%d figures stand, want 3", n)
	}
}

func TestANameNeverPostsByAccident(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.types(registrar, "/kpi births registered within 42 days").says("REG1 · Percentage of births", "99%")
	form := c.types(registrar, "/kpi births registered within 42 days 97% Fewer staff")
	if form.Modal == nil {
		t.Fatal("no form was opened")
	}
	if figure, _ := box(form.Modal, kpi.FieldFigure); figure != "97%" {
		t.Errorf("the figure's box holds %q", figure)
	}
	if n := len(c.figures("REG1")); n != 2 {
		t.Fatalf("%d figures stand, want 2", n)
	}
	c.types(registrar, "/kpi submit births registered within 42 days 97% Fewer staff").says("Posted 97% for Q3 2023/24. Blue:")
	if f := c.figures("REG1")[0]; f.Commentary != "Fewer staff" {
		t.Errorf("the commentary is %q", f.Commentary)
	}

	// The beginning of a code, a number of a title, a figure before a name: each finds one indicator, and could be a
	// slip.
	for line, code := range map[string]string{"submit 19 142": "199", "submit 42 97": "REG1", "submit 187 inquests opened": "177"} {
		form := c.types(team, "/kpi "+line).says("Post a figure", code+" · ")
		if form.Modal == nil {
			t.Errorf("%q opened no form", line)
		}
	}
	for code, want := range map[string]int{"199": 2, "REG1": 3, "177": 2} {
		if n := len(c.figures(code)); n != want {
			t.Errorf("%d figures of %s stand, want %d", n, code, want)
		}
	}
}

func TestAChoiceCarriesTheFigureOn(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	form := c.types(coroner, "/kpi submit inquests closed 142 Staff leave").says("2 indicators fit “inquests closed”").
		presses("form", "178 · Total number of Inquests closed")
	if figure, _ := box(form.Modal, kpi.FieldFigure); figure != "142" {
		t.Errorf("the figure's box holds %q", figure)
	}
	form.submits(nil).says("Posted 142 for Q3 2023/24.")

	c.types(coroner, "/kpi inquest closed").presses("card", "178 · Total number of Inquests closed").says("Posted by Coroners service lead")
	c.types(coroner, "/kpi total number").says("Which one do you mean?").presses("card", "176 · Total number of cases closed").says("176 · Total number of cases closed")
}

func TestANearMissIsOffered(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.types(coroner, "/kpi 187").says("There is no indicator called “187”").presses("card", "177 · Total number of Inquests opened").says("120")
	c.types(coroner, "/kpi inquets closed").says("178 · Total number of Inquests closed")
	form := c.types(coroner, "/kpi 187 142 More than 20 were late").says("There is no indicator called “187”. Did you mean").
		presses("form#2", "178 · Total number of Inquests closed").says("Post a figure")
	for field, want := range map[string]string{kpi.FieldFigure: "142", kpi.FieldCommentary: "More than 20 were late"} {
		if got, _ := box(form.Modal, field); got != want {
			t.Errorf("the box of the %s holds %q, want %q", field, got, want)
		}
	}
	c.types(coroner, "/kpi hlep").says("What you can type")
}

func TestOurOwnFailureKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	must(t, c.store.Close())
	a := c.types(coroner, "/kpi 178 142 Long words").says("Something went wrong at our end; nothing was saved (reference ", "/kpi 178 142 Long words")
	_, rest, _ := strings.Cut(a.text(), "(reference ")
	if reference := rest[:4]; !strings.Contains(c.log.String(), "reference="+reference) {
		t.Errorf("the log does not have the reference %s:\n%s", reference, c.log)
	}
	if strings.Contains(a.text(), "sql") {
		t.Errorf("the error's text left the log: %s", a.text())
	}
}

func TestACommentaryThatIsTooLongIsNotLost(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	words := strings.Repeat("Fewer < more & ", 210)
	form := c.types(coroner, "/kpi 178 142 "+words).says("3,149 characters", "Fewer < more &").presses("form", "Edit and post")
	if got, _ := box(form.Modal, kpi.FieldCommentary); got != words[:kpi.MaxCommentary] {
		t.Errorf("the commentary's box holds %d characters", len(got))
	}
	form.submits(nil).says("Posted 142 for Q3 2023/24.")
}

// A period without an indicator is no name to look for.
func TestAPeriodAlone(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.types(coroner, "/kpi submit Q2 2023/24").says("Which indicator is it, for Q2 2023/24?", "submit 178 2023-24Q2 142", "You typed:").saysNot("There is no indicator", "Edit and post")
	c.types(coroner, "/kpi submit 2023-24Q2").says("Which indicator is it, for Q2 2023/24?")
}

package bot_test

import (
	"context"
	"strings"
	"testing"

	"chaser/kpi"
)

func TestTheFormForOneIndicator(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	form := c.types(registrar, "/kpi submit REG2").says(
		"Post a figure", "REG2 · Percentage of non-coronial deaths",
		"Last figure 55% (Q2 2023/24) · Target 60% · For Q3 2023/24, due on 19 January 2024")
	if status, _ := box(form.Modal, kpi.FieldStatus); status != "final" {
		t.Errorf("the status is %q", status)
	}
	if _, there := box(form.Modal, kpi.FieldReason); there {
		t.Error("a reason is asked for although nothing stands yet")
	}
	for _, wrong := range []struct {
		fields map[string]string
		field  string
		says   string
	}{
		{nil, kpi.FieldFigure, "There is no figure for REG2. Give one, such as 142, or the status unavailable"},
		{map[string]string{kpi.FieldFigure: "5O%"}, kpi.FieldFigure, "5O%"},
		{map[string]string{kpi.FieldFigure: "55%", kpi.FieldNumerator: "570", kpi.FieldDenominator: "889"}, kpi.FieldFigure, "The figure says 55%, and 570 of 889 is 64.12%."},
		{map[string]string{kpi.FieldFigure: "", kpi.FieldNumerator: "570", kpi.FieldDenominator: ""}, kpi.FieldDenominator, "without a denominator"},
		{map[string]string{kpi.FieldNumerator: "570", kpi.FieldDenominator: "0"}, kpi.FieldDenominator, "divided by 0"},
		{map[string]string{kpi.FieldNumerator: "x", kpi.FieldDenominator: "9"}, kpi.FieldNumerator, "is not a number"},
		{map[string]string{kpi.FieldNumerator: "", kpi.FieldDenominator: "", kpi.FieldStatus: "unavailable"}, kpi.FieldCommentary, "such as “REG2 unavailable The database changed over in August.”"},
		{map[string]string{kpi.FieldFigure: "5", kpi.FieldStatus: "unavailable"}, kpi.FieldStatus, "marked unavailable"},
	} {
		a := form.submits(wrong.fields)
		if got := a.Errors[wrong.field]; !strings.Contains(got, wrong.says) {
			t.Errorf("%v: the errors are %v, want %q beside the %s", wrong.fields, a.Errors, wrong.says, wrong.field)
		}
	}
	form.submits(map[string]string{
		kpi.FieldFigure: "64.12", kpi.FieldNumerator: "570", kpi.FieldDenominator: "889", kpi.FieldStatus: "Provisional: it may still change",
		kpi.FieldCommentary: "Raw &lt;b&gt; words", kpi.FieldActions: "None",
	}).says("Posted", "Posted 64% (570 of 889) for Q3 2023/24. Blue (provisional):", "Provisional")
	f := c.figures("REG2")[0]
	if f.Commentary != "Raw &lt;b&gt; words" || f.Actions != "None" || f.Status != kpi.Provisional {
		t.Errorf("stored %+v", f)
	}
}

func TestTheFormOfAFigureThatStands(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	form := c.types(registrar, "/kpi REG2").presses("edit", "Edit")
	for field, want := range map[string]string{kpi.FieldFigure: "55", kpi.FieldPeriod: "2023-24Q2", kpi.FieldStatus: "final", kpi.FieldReason: ""} {
		if got, there := box(form.Modal, field); got != want || !there {
			t.Errorf("the box of the %s holds %q (%v), want %q", field, got, there, want)
		}
	}
	if got, _ := box(form.Modal, kpi.FieldCommentary); !strings.HasPrefix(got, "Temporary dispensation") {
		t.Errorf("the commentary's box holds %q", got)
	}
	form.submits(nil).says("Already recorded: 55% for Q2 2023/24.")
	form = c.types(registrar, "/kpi REG2").presses("edit", "Edit")
	if got := form.submits(map[string]string{kpi.FieldFigure: "64.1"}).Errors[kpi.FieldReason]; !strings.Contains(got, "give the reason") {
		t.Errorf("the reason's error is %q", got)
	}
	form.submits(map[string]string{kpi.FieldReason: "The counts say so"}).says("Revised from 55% to 64.1% for Q2 2023/24 (revision 2): The counts say so.")
}

// A due day that is a day off is called by the day on which the figures are really due.
func TestTheDueDayThatMoved(t *testing.T) {
	t.Parallel()
	c := newCouncil(t, func(r *kpi.Register) {
		r.Collections[2].Due = kpi.Date{Year: 2024, Month: 1, Day: 20} // a Saturday
		r.Closures = []kpi.Closure{{Day: kpi.Date{Year: 2024, Month: 1, Day: 22}, Name: "Flood"}}
	})
	c.types(registrar, "/kpi submit REG2").says("For Q3 2023/24, due on 23 January 2024")
	c.types(registrar, "/kpi REG2").says("Q3 2023/24 is due on 23 January 2024")
	c.types(registrar, "/kpi due").says("due on 23 January 2024")
}

// Somebody else posted first. The form has no box for the reason yet, and gets one, with everything that was typed.
func TestAFigurePostedMeanwhile(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	form := c.types(coroner, "/kpi submit 178")
	c.types(team, "/kpi 178 140")
	again := form.submits(map[string]string{kpi.FieldFigure: "142", kpi.FieldCommentary: "Mine"}).says("already has a figure for Q3 2023/24: 140")
	if _, there := box(again.Modal, kpi.FieldReason); !there {
		t.Fatal("there is no box for the reason")
	}
	if got, _ := box(again.Modal, kpi.FieldCommentary); got != "Mine" {
		t.Errorf("the commentary's box holds %q", got)
	}
	again.submits(map[string]string{kpi.FieldReason: "Two came late"}).says("Revised from 140 to 142 for Q3 2023/24 (revision 2): Two came late.")
}

func TestTheFormWithAChoice(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.types(coroner, "/kpi submit").says("Choose an indicator").saysNot("REG2")
	next, err := c.slack.PressInModal(context.Background(), coroner, "indicator", "178 · Total number of Inquests closed")
	must(t, err)
	form := answer{c, next, coroner}.says("Last figure 142 (Q2 2023/24) · Baseline 160 · For Q3 2023/24, due on 19 January 2024")
	if _, there := box(form.Modal, kpi.FieldNumerator); there {
		t.Error("a count is asked for a numerator")
	}
	// Whoever chose the wrong one chooses again in the form that followed.
	form.pressesModal("indicator", "177 · Total number of Inquests opened").says("Last figure 120 (Q2 2023/24)")
	form = form.pressesModal("indicator", "178 · Total number of Inquests closed").says("Last figure 142 (Q2 2023/24)")
	form.submits(map[string]string{kpi.FieldFigure: "142", kpi.FieldCommentary: "No court sat."}).says("Posted 142 for Q3 2023/24.")

	// A press that was too quick for the form to follow is understood all the same.
	c.types(coroner, "/kpi submit").submits(map[string]string{kpi.FieldIndicator: "177 · Total number of Inquests opened", kpi.FieldFigure: "121"}).
		says("177 · Total number of Inquests opened", "Posted 121 for Q3 2023/24.")
	c.types(member, "/kpi submit").says("Type the code, such as /kpi submit 178")
}

// What a form carries about itself comes from the person's own client. The store decides all the same.
func TestAForgedFormPostsNothing(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.types(coroner, "/kpi submit 178").submits(map[string]string{kpi.FieldFigure: "1"})
	forged := c.slack.LastRequest()
	forged.Body = []byte(strings.ReplaceAll(string(forged.Body), "178", "REG2"))
	a, err := c.slack.Deliver(context.Background(), coroner, forged)
	must(t, err)
	if a.Status != 401 {
		t.Errorf("a changed form was answered %d %s", a.Status, a.Body)
	}
	for _, who := range []string{librarian, member, officer} {
		c.types(who, "/kpi submit REG2").says("You cannot post figures for REG2")
	}
	if n := len(c.figures("REG2")); n != 2 {
		t.Errorf("%d figures stand, want 2", n)
	}
}

func TestOurOwnFailureKeepsTheForm(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	form := c.types(coroner, "/kpi submit 178")
	must(t, c.store.Close())
	got := form.submits(map[string]string{kpi.FieldFigure: "142"}).Errors[kpi.FieldFigure]
	if !strings.Contains(got, "nothing was saved (reference ") || !strings.Contains(got, "still in this form") {
		t.Errorf("the error is %q", got)
	}
}

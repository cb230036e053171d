package doubt

import (
	"strings"
	"unicode"

	"chaser/kpi"
)

// redWithoutActions doubts a Red card that does not say what is being done. It is only asked of an indicator's latest
// figure: of an earlier quarter there is nothing left to do.
func redWithoutActions(c card) *Doubt {
	if !c.latest() || c.acted || c.Figure.Actions != "" || c.assessment().Rating != kpi.Red {
		return nil
	}
	return &Doubt{
		Kind: NoActions, Field: kpi.FieldActions,
		Sentence: "It is Red, and nothing is said of what is being done about it.",
	}
}

// actionsOnOthers remarks on actions on a card that is not Red, where the committee keeps them for Red.
func actionsOnOthers(c card) *Doubt {
	if !c.latest() || c.anyActions || !Tells(c.Figure.Actions) {
		return nil
	}
	rating := c.assessment().Rating
	if !rated(rating) || rating == kpi.Red {
		return nil
	}
	return &Doubt{
		Kind: ActionsNotRed, Field: kpi.FieldActions,
		Sentence: "It is " + string(rating) + ", and actions are filled in, which the report’s key keeps for Red.",
	}
}

// sameActions doubts actions that are word for word those of the period before.
func sameActions(c card) *Doubt {
	before := c.before()
	if before == nil || !Tells(c.Figure.Actions) || !SameWords(before.Actions, c.Figure.Actions) {
		return nil
	}
	return &Doubt{
		Kind: LastActions, Field: kpi.FieldActions,
		Sentence: "The actions are word for word those of " + before.Period.Words() + ".",
	}
}

// noReason doubts a figure that is missing or carried forward without a word of why.
func noReason(c card) *Doubt {
	if c.Figure.Status.Reportable() || c.Figure.Commentary != "" || !c.latest() {
		return nil
	}
	said := "There is no figure, and nothing is said of why."
	if c.Figure.Status == kpi.CarriedForward {
		said = "The figure is carried forward, and nothing is said of why."
	}
	return &Doubt{Kind: NoReason, Field: kpi.FieldCommentary, Sentence: said}
}

// strayText doubts a character or two in a box that is otherwise empty, and what was to be filled in later.
func strayText(c card) *Doubt {
	for _, box := range []struct{ field, text, name string }{
		{kpi.FieldCommentary, c.Figure.Commentary, "commentary"},
		{kpi.FieldActions, c.Figure.Actions, "actions"},
	} {
		what := strayIn(box.text)
		if what == "" {
			continue
		}
		return &Doubt{
			Kind: Stray, Field: box.field, Quote: strings.TrimSpace(box.text),
			Sentence: "The " + box.name + " " + what + ". Empty the box, or write what was meant.",
		}
	}
	return nil
}

// nothings are what people write into a box to say that there is nothing.
var nothings = []string{"na", "none", "nil", "no", "yes", "ok", ""}

// placeholders are what people write to be filled in later.
var placeholders = []string{"tbc", "tbd", "tba", "todo", "xx", "xxx", "test", "asdf", "lorem ipsum", "to follow", "to be confirmed"}

func strayIn(text string) string {
	text = strings.ToLower(strings.TrimSpace(text))
	if text == "" {
		return ""
	}
	letters := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, text)
	plain := strings.Trim(text, " .…-–—[]()*")
	switch {
	case has(placeholders, plain):
		return "is only “" + plain + "”"
	case strings.Contains(text, "[insert") || strings.Contains(text, "<insert") || strings.Contains(text, "xx%"):
		return "holds a place that was to be filled in"
	case len([]rune(letters)) <= strayLetters && !has(nothings, letters):
		return "is only “" + text + "”"
	}
	return ""
}

// strayLetters is how many letters no text has.
const strayLetters = 2

package words

import (
	"fmt"
	"strings"

	"chaser/kpi"
)

// Revised says what a revision changed: the figure, how firm it is, or only what is said of it.
func Revised(i kpi.Indicator, before, f kpi.Figure) string {
	was, is, period := i.ShowTyped(before, f), i.ShowTyped(f, before), f.Period.Words()
	why := fmt.Sprintf("(revision %d): %s", f.Revision, Reason(Cut(f.Reason, maxReason)))
	switch {
	case f.SameMeasure(before):
		return changedWords(before, f, is)
	case was == is:
		return fmt.Sprintf("%s for %s is %s now and was %s %s", is, period, f.Status, before.Status, why)
	}
	return fmt.Sprintf("Revised from %s to %s for %s %s", was, is, period, why)
}

// changedWords words a revision that leaves the figure as it was. It repeats the reason if somebody gave one.
func changedWords(before, f kpi.Figure, shown string) string {
	said := changedText("commentary", "was", before.Commentary, f.Commentary)
	if actions := changedText("actions", "were", before.Actions, f.Actions); said != "" && actions != "" {
		said += " and the " + actions
	} else {
		said += actions
	}
	stays := "the figure stays " + shown
	if f.Value == nil {
		stays = "there is no figure, as before"
	}
	said = fmt.Sprintf("The %s for %s; %s.", said, f.Period.Words(), stays)
	if f.Reason == "" || strings.HasSuffix(f.Reason, kpi.SameFigure) {
		return said
	}
	return said + " Reason: " + Reason(Cut(f.Reason, maxReason))
}

// changedText is “commentary was added”, “actions were changed”; empty where the text is the same.
func changedText(name, was, before, after string) string {
	switch {
	case before == after:
		return ""
	case before == "":
		return name + " " + was + " added"
	case after == "":
		return name + " " + was + " removed"
	}
	return name + " " + was + " changed"
}

// Reason is a reason as a sentence, which says so where none was given.
func Reason(text string) string {
	if text == "" {
		return "no reason was given."
	}
	return Sentence(text)
}

// Sentence ends a text with a full stop where it has no end of its own.
func Sentence(text string) string {
	for _, end := range []string{".", "!", "?", "…"} {
		if strings.HasSuffix(text, end) {
			return text
		}
	}
	return text + "."
}

package words

import (
	"fmt"
	"math/big"
	"strings"

	"chaser/kpi"
)

// Rated is a figure with its rating: “829, Red”.
func Rated(i kpi.Indicator, f kpi.Figure) string { return i.ShowFigure(f) + ", " + RatingOf(f) }

// Differs says what a correction changes: “6 more; still Red.”, “2 percentage points less; Amber becomes Red.”
func Differs(i kpi.Indicator, before, after kpi.Figure) string {
	if before.SameMeasure(after) {
		var texts []string
		for _, t := range []struct{ name, before, after string }{{"commentary", before.Commentary, after.Commentary}, {"actions", before.Actions, after.Actions}} {
			if t.before != t.after {
				texts = append(texts, t.name)
			}
		}
		if len(texts) == 2 {
			return "The figure stays; its commentary and actions change."
		}
		return fmt.Sprintf("The figure stays; its %s.", map[string]string{"commentary": "commentary changes", "actions": "actions change"}[AndList(texts)])
	}
	var said []string
	if by := differsBy(i, before, after); by != "" {
		said = append(said, by)
	}
	if before.Status != after.Status {
		said = append(said, fmt.Sprintf("%s becomes %s", before.Status, after.Status))
	}
	if before.Rating == after.Rating {
		said = append(said, "still "+RatingOf(after))
	} else {
		said = append(said, fmt.Sprintf("%s becomes %s", RatingOf(before), RatingOf(after)))
	}
	text := strings.Join(said, "; ")
	return strings.ToUpper(text[:1]) + text[1:] + "."
}

// differsBy is how much more or less it is; empty where one of them has no value, or both have the same.
func differsBy(i kpi.Indicator, before, after kpi.Figure) string {
	was, is := before.Exact(i.Unit), after.Exact(i.Unit)
	if was == nil || is == nil || was.Cmp(is) == 0 {
		return ""
	}
	by, way := new(big.Rat).Sub(is, was), "more"
	if by.Sign() < 0 {
		by, way = by.Neg(by), "less"
	}
	digits := i.Decimals
	for digits < maxDifferenceDigits && i.Unit.Show(by, digits) == i.Unit.Show(new(big.Rat), digits) {
		digits++
	}
	shown := i.Unit.Show(by, digits)
	if i.Unit == kpi.Percent {
		points := strings.TrimSuffix(shown, "%")
		shown = points + " percentage points"
		if points == "1" {
			shown = "1 percentage point"
		}
	}
	return shown + " " + way
}

// maxDifferenceDigits is how many digits a small difference is shown with before it is shown as none.
const maxDifferenceDigits = 6

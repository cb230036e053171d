package report

import (
	"chaser/kpi"
	"chaser/words"
)

// Diff is what is different between two of a committee's periods, by the indicators' cards of then and of now.
func Diff(then, now []kpi.Card) []Section {
	earlier, later := map[string]kpi.Card{}, map[string]bool{}
	for _, c := range then {
		earlier[c.Indicator.Code] = c
	}
	var rated, figures, same, added, gone, redefined Section
	for _, c := range now {
		later[c.Indicator.Code] = true
		was, known := earlier[c.Indicator.Code]
		item := func(said string) Item {
			return Item{Anchor: anchor(c.Indicator.Code), Text: words.Name(c.Indicator) + ": " + said}
		}
		switch {
		case !known:
			added.Items = append(added.Items, item(words.Rating(c)+", "+words.Figure(c)))
			continue
		case words.Rating(was) != words.Rating(c):
			rated.Items = append(rated.Items, item(words.Went(was, c)))
		case words.Figure(was) != words.Figure(c) || !sameFigure(was, c):
			figures.Items = append(figures.Items, item(words.Went(was, c)))
		default:
			same.Items = append(same.Items, item(words.Rating(c)+", "+words.Figure(c)))
		}
		for _, d := range kpi.Redefinition(was, c) {
			redefined.Items = append(redefined.Items, item(words.Redefined(d)))
		}
	}
	for _, c := range then {
		if !later[c.Indicator.Code] {
			gone.Items = append(gone.Items, Item{Text: words.Name(c.Indicator) + ": " + words.Rating(c) + ", " + words.Figure(c)})
		}
	}
	rated.Heading, figures.Heading, same.Heading = "Rated otherwise", "Another figure, the same rating", "The same"
	added.Heading, gone.Heading, redefined.Heading = "Not reported then", "Not reported now", "Defined otherwise"
	var all []Section
	for _, s := range []Section{rated, figures, added, gone, redefined, same} {
		if len(s.Items) > 0 {
			all = append(all, s)
		}
	}
	return all
}

// sameFigure compares the figures to the last digit, where both have one.
func sameFigure(a, b kpi.Card) bool {
	if a.Figure == nil || b.Figure == nil {
		return a.Figure == b.Figure
	}
	return a.Figure.SameMeasure(*b.Figure)
}

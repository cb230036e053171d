package sheet

import (
	"strings"

	"chaser/kpi"
)

// polarities are how councils say which way is better, in plain words.
var polarities = map[string]kpi.Direction{
	"high": kpi.Up, "higher": kpi.Up, "higher is better": kpi.Up, "up": kpi.Up, "bigger is better": kpi.Up, "bigger": kpi.Up, "maximise": kpi.Up, "aim to maximise": kpi.Up, "increase": kpi.Up, "increasing": kpi.Up, "high is good": kpi.Up,
	"higher the better": kpi.Up, "the higher the better": kpi.Up, "positive": kpi.Up, "high is better": kpi.Up, "good is high": kpi.Up, "up is good": kpi.Up, "larger is better": kpi.Up, "more is better": kpi.Up, "to increase": kpi.Up, "higher better": kpi.Up, "upward": kpi.Up, "upwards": kpi.Up, "increase is better": kpi.Up, "higher is good": kpi.Up, "bigger better": kpi.Up, "plus": kpi.Up,
	"low": kpi.Down, "lower": kpi.Down, "lower is better": kpi.Down, "down": kpi.Down, "smaller is better": kpi.Down, "smaller": kpi.Down, "minimise": kpi.Down, "aim to minimise": kpi.Down, "decrease": kpi.Down, "decreasing": kpi.Down, "low is good": kpi.Down,
	"lower the better": kpi.Down, "the lower the better": kpi.Down, "negative": kpi.Down, "low is better": kpi.Down, "good is low": kpi.Down, "down is good": kpi.Down, "less is better": kpi.Down, "to decrease": kpi.Down, "reduce": kpi.Down, "lower better": kpi.Down, "reduction": kpi.Down, "downward": kpi.Down, "downwards": kpi.Down, "fewer is better": kpi.Down, "decrease is better": kpi.Down, "lower is good": kpi.Down, "to reduce": kpi.Down, "minus": kpi.Down,
	"neither": kpi.None, "neutral": kpi.None, "none": kpi.None, "measure for information": kpi.None, "for information": kpi.None, "contextual": kpi.None, "within range": kpi.None, "plan is best": kpi.None, "not applicable": kpi.None, "information only": kpi.None, "monitor": kpi.None,
	"for information only": kpi.None, "n a": kpi.None, "data only": kpi.None, "no polarity": kpi.None, "on target": kpi.None,
}

// polarityOf reads which way is better.
func polarityOf(text string) (kpi.Direction, bool) {
	d, ok := polarities[text]
	return d, ok
}

// directionSigns are what a column of polarity may draw instead.
func polarityIn(text string) (kpi.Direction, bool) {
	switch {
	case strings.ContainsAny(text, "↑▲⬆↗⇧🡅"):
		return kpi.Up, true
	case strings.ContainsAny(text, "↓▼⬇↘⇩🡇"):
		return kpi.Down, true
	case strings.TrimSpace(text) == "+":
		return kpi.Up, true
	case strings.TrimSpace(text) == "-":
		return kpi.Down, true
	}
	return polarityOf(plain(text))
}

// worded are targets that say on which side of them it is good to be.
var worded = []struct {
	phrase string
	toward kpi.Direction
}{
	{"no more than", kpi.Down}, {"not more than", kpi.Down}, {"no greater than", kpi.Down}, {"no higher than", kpi.Down}, {"less than or equal to", kpi.Down}, {"fewer than", kpi.Down}, {"less than", kpi.Down},
	{"lower than", kpi.Down}, {"at most", kpi.Down}, {"under", kpi.Down}, {"below", kpi.Down}, {"up to", kpi.Down}, {"maximum of", kpi.Down}, {"maximum", kpi.Down}, {"max", kpi.Down}, {"or less", kpi.Down}, {"or fewer", kpi.Down}, {"or below", kpi.Down}, {"or lower", kpi.Down}, {"or under", kpi.Down}, {"within", kpi.Down},
	{"no less than", kpi.Up}, {"not less than", kpi.Up}, {"no fewer than", kpi.Up}, {"greater than or equal to", kpi.Up}, {"more than", kpi.Up}, {"greater than", kpi.Up}, {"higher than", kpi.Up}, {"at least", kpi.Up},
	{"over", kpi.Up}, {"above", kpi.Up}, {"minimum of", kpi.Up}, {"minimum", kpi.Up}, {"min", kpi.Up}, {"or more", kpi.Up}, {"or above", kpi.Up}, {"or higher", kpi.Up}, {"or over", kpi.Up}, {"or greater", kpi.Up}, {"or better", kpi.None},
}

// wordedTarget reads a target with its direction: Fewer than 85, <22%, 85% or more, 90%+.
func wordedTarget(text string) (amount, kpi.Direction, bool) {
	t := strings.TrimSpace(text)
	for _, sign := range []struct {
		text   string
		toward kpi.Direction
	}{{"<=", kpi.Down}, {">=", kpi.Up}, {"≤", kpi.Down}, {"≥", kpi.Up}, {"<", kpi.Down}, {">", kpi.Up}} {
		if rest, ok := strings.CutPrefix(t, sign.text); ok {
			a, ok := amountIn(cell{text: strings.TrimSpace(rest)})
			return a, sign.toward, ok && a.value != nil
		}
	}
	if rest, ok := strings.CutSuffix(t, "+"); ok {
		a, ok := amountIn(cell{text: strings.TrimSpace(rest)})
		return a, kpi.Up, ok && a.value != nil
	}
	lower := strings.ToLower(t)
	for _, w := range worded {
		rest, begins := strings.CutPrefix(lower, w.phrase+" ")
		if !begins {
			var ends bool
			if rest, ends = strings.CutSuffix(lower, " "+w.phrase); !ends {
				continue
			}
		}
		a, ok := amountIn(cell{text: strings.TrimSpace(rest)})
		return a, w.toward, ok && a.value != nil && w.toward != kpi.None
	}
	return amount{}, "", false
}

// frequencyWords are how a sheet says how often an indicator is reported.
var frequencyWords = map[string]kpi.Frequency{
	"monthly": kpi.Monthly, "month": kpi.Monthly, "m": kpi.Monthly, "quarterly": kpi.Quarterly, "quarter": kpi.Quarterly, "q": kpi.Quarterly, "annual": kpi.Yearly, "annually": kpi.Yearly, "yearly": kpi.Yearly, "year": kpi.Yearly,
	"half yearly": kpi.HalfYearly, "6 monthly": kpi.HalfYearly, "six monthly": kpi.HalfYearly, "bi annual": kpi.HalfYearly, "biannual": kpi.HalfYearly, "biannually": kpi.HalfYearly, "bi annually": kpi.HalfYearly, "every quarter": kpi.Quarterly, "every month": kpi.Monthly, "every year": kpi.Yearly,
}

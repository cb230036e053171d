package doubt

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// What an indicator's definition says against its own figures. It is said of the indicator's latest figure alone, since
// it is the same on each.

var (
	parted         = phrasesOf("divided by 4|four|12|twelve", "divide by 4|four|12|twelve", "quarter of the annual|yearly|year")
	points         = []string{"target", "baseline", "benchmark"}
	otherBasis     = phrasesOf("against|to|with the? same? quarter? of? previous|last|the year|year's rather than the? previous|last quarter", "rather than the? previous|last quarter")
	once           = phrasesOf("historically|previously this measure|indicator|kpi|metric captured|counted|measured|recorded", "definition of this measure|indicator|kpi has changed", "this measure|indicator|kpi has been redefined")
	annualTarget   = phrasesOf("annual|yearly|year target|baseline of|is", "target|baseline of|is? + per|a year|annum", "target|baseline for the year of|is")
	ofTheFigure    = []string{"figure", "figures", "actual", "actuals", "data", "number"}
	hasNoDirection = phrasesOf("cannot|can't be viewed|seen|read in an? entirely? binary", "neither good nor bad", "no rag rating attached")
)

// dividedPercent doubts a percentage's target that was worked out by dividing: a quarter's share is not a fourth of the
// year's.
func dividedPercent(c card) *Doubt {
	if !c.latest() || c.counted() {
		return nil
	}
	one, point := c.derived()
	if point == "" {
		return nil
	}
	return &Doubt{
		Kind: Divided, Field: kpi.FieldFigure, Quote: one.quote(),
		Sentence: "The description divides the " + point + ", and " + c.unitWords() + " is not divided by the periods of a year: a quarter’s is like the year’s.",
	}
}

// quarterBesideSum doubts a quarter's baseline or target beside a figure that counts from 1 April.
func quarterBesideSum(c card) *Doubt {
	quarter := quarterOf(c.Figure.Period)
	if !c.latest() || !c.counts() || c.Indicator.Frequency != kpi.Quarterly || quarter < 2 || c.Figure.Value == nil {
		return nil
	}
	one, point := c.derived()
	value := c.point(point)
	if value == nil {
		return nil
	}
	upTo := value.Mul(decimal.NewFromInt(int64(quarter)))
	return &Doubt{
		Kind: OtherBasis, Field: kpi.FieldFigure, Quote: one.quote(),
		Sentence: c.Indicator.ShowTyped(c.Figure) + " counts from 1 April, and the " + point + ", " + c.Indicator.ShowValue(value) +
			", is one quarter’s: up to " + c.Figure.Period.Words() + " it would be " + c.Indicator.ShowValue(&upTo) + ".",
	}
}

// derived is the sentence of the description that divides a year's target or baseline, and which of them it is.
func (c card) derived() (sentence, string) {
	for _, one := range c.description() {
		if !one.says(parted) {
			continue
		}
		for _, w := range one.words {
			if has(points, w.text) {
				return one, w.text
			}
		}
	}
	return sentence{}, ""
}

func (c card) description() []sentence { return c.series.description }

// point is the target or the baseline that the word means, where the card has it and it is the same for every period.
func (c card) point(word string) *decimal.Decimal {
	if _, own := c.Indicator.Targets[c.Figure.Period]; own && word == "target" {
		return nil
	}
	switch {
	case word == "target", word == "benchmark" && c.Indicator.Baseline == nil:
		return c.Indicator.TargetFor(c.Figure.Period)
	case word == "baseline", word == "benchmark":
		return c.Indicator.Baseline
	}
	return nil
}

// counted reports whether the figures are amounts, so that four quarters' make a year's.
func (s Subject) counted() bool {
	return s.Indicator.Unit == kpi.Count || s.Indicator.Unit == kpi.Currency
}

func (c card) unitWords() string {
	switch c.Indicator.Unit {
	case kpi.Percent:
		return "a percentage"
	case kpi.Days:
		return "a number of days"
	}
	return "a ratio"
}

// yearBesideQuarter doubts a quarter's amount that is compared with the whole year's target.
func yearBesideQuarter(c card) *Doubt {
	i := c.Indicator
	if !c.latest() || !c.counted() || i.Cumulative || i.Frequency != kpi.Quarterly && i.Frequency != kpi.Monthly {
		return nil
	}
	for _, one := range c.description() {
		if !one.says(annualTarget) || one.says(parted) {
			continue
		}
		for _, w := range one.words {
			n, err := decimal.NewFromString(strings.ReplaceAll(w.text, ",", ""))
			target := i.TargetFor(c.Figure.Period)
			if err == nil && target != nil && n.Equal(*target) && n.GreaterThan(decimal.NewFromInt(12)) {
				return &Doubt{
					Kind: OtherBasis, Field: kpi.FieldFigure, Quote: one.quote(),
					Sentence: "The target, " + i.ShowValue(target) + ", is the whole year’s, and " + i.ShowTyped(c.Figure) + " is that of " + c.Figure.Period.Words() + " alone.",
				}
			}
		}
	}
	return nil
}

// fixedMonths doubts a quarterly indicator whose description says that its figure is that of certain months.
func fixedMonths(c card) *Doubt {
	if !c.latest() || c.Indicator.Frequency != kpi.Quarterly || c.Figure.Value == nil {
		return nil
	}
	for _, one := range c.description() {
		times := one.periodsIn()
		if len(times) != 2 || times[1].from-times[0].to != 1 || !slices.ContainsFunc(one.words, func(w word) bool { return has(ofTheFigure, w.text) }) {
			continue
		}
		first, last := times[0], times[1]
		between := one.words[first.to].text
		if between != "to" && between != "and" || (int(last.month)-int(first.month)+12)%12 != 2 || first.month%3 != 1 {
			continue
		}
		if first.of(c.Figure.Period) && last.of(c.Figure.Period) {
			continue
		}
		return &Doubt{
			Kind: FixedMonths, Field: kpi.FieldFigure, Quote: one.quote(),
			Sentence: "The description says that the figure is that of " + first.month.String() + " to " + last.month.String() +
				", and it stands for " + c.Figure.Period.Words() + ".",
		}
	}
	return nil
}

// comparedOtherwise doubts a change from the period before, where the words say to compare with last year.
func comparedOtherwise(c card) *Doubt {
	if c.Indicator.Compare == kpi.WithYearAgo || c.before() == nil {
		return nil
	}
	for _, one := range c.commentary() {
		if one.says(otherBasis) {
			return &Doubt{
				Kind: OtherComparison, Field: kpi.FieldCommentary, Quote: one.quote(),
				Sentence: "The commentary asks to compare with last year, and the card compares with " + c.before().Period.Words() + ". Set “compare” to “year_ago”.",
			}
		}
	}
	return nil
}

// redefined doubts a change across a definition that the words say was another.
func redefined(c card) *Doubt {
	before := c.before()
	if before == nil || c.Indicator.Compare == kpi.WithYearAgo {
		return nil
	}
	for _, one := range c.commentary() {
		if one.says(once) {
			return &Doubt{
				Kind: Redefined, Field: kpi.FieldCommentary, Quote: one.quote(),
				Sentence: "The commentary says that something else was measured before, and the card compares with " + before.Period.Words() + " all the same.",
			}
		}
	}
	return nil
}

// judgedContext doubts a contextual indicator that is said to improve or decline, where its description says that
// neither way is better, or where most of its committee's are not judged.
func judgedContext(c card) *Doubt {
	i := c.Indicator
	if !c.latest() || i.Kind != kpi.Contextual || i.Direction == kpi.None || c.before() == nil {
		return nil
	}
	said := slices.ContainsFunc(c.description(), func(one sentence) bool { return one.says(hasNoDirection) })
	if !said && !c.unlikeOthers {
		return nil
	}
	change := i.Movement(c.Figure, c.before()).Change
	if change == kpi.NotAvailable {
		return nil
	}
	return &Doubt{
		Kind: Judged, Field: kpi.FieldFigure,
		Sentence: "It is contextual, as neither way is better, and it is called " + string(change) + ". Set “direction” to “none”, as on the committee’s other contextual indicators.",
	}
}

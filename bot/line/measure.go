package line

import (
	"math/big"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// unitWord is a word that people put behind a number as its unit.
type unitWord struct {
	unit  kpi.Unit // the unit that it belongs to; empty where no indicator has such a unit
	times int64    // how many of that unit one of it is; 0 where that varies, as for a month in days
	parts int64    // how many of it make one of that unit, such as 24 hours to a day; otherwise 1
}

var unitWords = map[string]unitWord{
	"day": {kpi.Days, 1, 1}, "days": {kpi.Days, 1, 1}, "week": {kpi.Days, 7, 1}, "weeks": {kpi.Days, 7, 1}, "wks": {kpi.Days, 7, 1}, "wk": {kpi.Days, 7, 1},
	"fortnight": {kpi.Days, 14, 1}, "fortnights": {kpi.Days, 14, 1}, "hour": {kpi.Days, 1, 24}, "hours": {kpi.Days, 1, 24}, "hrs": {kpi.Days, 1, 24},
	"month": {kpi.Days, 0, 1}, "months": {kpi.Days, 0, 1}, "mths": {kpi.Days, 0, 1}, "year": {kpi.Days, 0, 1}, "years": {kpi.Days, 0, 1}, "yrs": {kpi.Days, 0, 1},
	"minute": {kpi.Days, 0, 1}, "minutes": {kpi.Days, 0, 1}, "mins": {kpi.Days, 0, 1},
	"pound": {kpi.Currency, 1, 1}, "pounds": {kpi.Currency, 1, 1}, "gbp": {kpi.Currency, 1, 1}, "quid": {kpi.Currency, 1, 1}, "sterling": {kpi.Currency, 1, 1},
	"pence": {kpi.Currency, 1, 100}, "p": {kpi.Currency, 1, 100},
	"dollars": {"", 0, 1}, "euros": {"", 0, 1}, "usd": {"", 0, 1}, "eur": {"", 0, 1},
	"percentage": {"", 0, 1}, "pp": {"", 0, 1}, "d": {kpi.Days, 1, 1},
}

// things are what councils count. People write one behind a count as its unit, even where the title calls it something
// else.
var things = wordSet(`people persons users visitors visits residents households homes properties dwellings families children pupils learners students
	members staff customers clients patients tenants cases calls contacts enquiries requests applications complaints incidents referrals events sessions
	loans items issues downloads views deaths births inquests registrations inspections places jobs records units no nos total`)

// For reads the entry again now that its indicator is known. like are figures of that indicator, such as the last one
// and the target. A word for the indicator's own unit is taken out of the commentary. Another unit raises a doubt, and
// so does a figure that could be two.
func (e Entry) For(i kpi.Indicator, like []decimal.Decimal, today kpi.Date) Entry {
	if e.Figure == "" || e.Doubt != nil {
		return e
	}
	if e.doubtGroups(like) {
		return e
	}
	r := New(e.Words, func(string) bool { return false }, today)
	switch {
	case len(r.tokens) > 0 && e.doubtRate(i, r), e.doubtOf(i, like, r):
		return e
	case len(r.tokens) == 0:
		return e
	}
	return e.withoutUnit(i, like, r)
}

var groups = pattern(`^([-−–+£( ]*\d{1,3})((?: \d{3})+)\b(.*)$`)

// doubtGroups asks about “96 326” if the whole number is unlike the indicator's figures, or if words follow and there
// are no figures to compare with.
func (e *Entry) doubtGroups(like []decimal.Decimal) bool {
	m := groups().FindStringSubmatch(e.Figure)
	if t, err := kpi.ParseTyped(e.Figure); m == nil || err != nil || t.Value == nil { // 1 953 of 1 977
		return false
	}
	one := strings.ReplaceAll(m[1]+m[2], " ", ",")
	one = strings.ReplaceAll(one, "£,", "£") + m[3]
	if alike(one, like) || len(like) == 0 && e.Words == "" {
		return false
	}
	first := strings.TrimSpace(m[1])
	joined, alone := e.without(), e.without()
	joined.Figure, alone.Figure = one, first
	alone.Words = strings.TrimSpace(strings.TrimSpace(m[2]+m[3]) + " " + e.Words)
	e.Doubt = kpi.Refuse(kpi.FieldFigure, "“%s” may be one number or two. Is the figure %s, or %s?",
		kpi.Excerpt(e.Figure), one, first)
	e.Choices = []Choice{
		{Label: one, Entry: joined},
		{Label: first + ", and “" + kpi.Excerpt(alone.Words) + "” as commentary", Entry: alone},
	}
	if alike(first, like) {
		slices.Reverse(e.Choices)
	}
	return true
}

// alike reports whether a figure is between a fifth and five times any of those that it should be like.
func alike(typed string, like []decimal.Decimal) bool {
	t, err := kpi.ParseTyped(typed)
	if err != nil || t.Value == nil {
		return false
	}
	return slices.ContainsFunc(like, func(d decimal.Decimal) bool {
		if d.IsZero() {
			return t.Value.IsZero()
		}
		times := new(big.Rat).Quo(t.Value.Rat(), d.Rat())
		return times.Cmp(big.NewRat(1, 5)) >= 0 && times.Cmp(big.NewRat(5, 1)) <= 0
	})
}

// doubtRate asks about “1 in 4”. No card can show that as a figure, but a percentage can be worked out from it.
func (e *Entry) doubtRate(i kpi.Indicator, r Reader) bool {
	if len(r.tokens) < 2 || plainWord(r.tokens[0].text) != "in" {
		return false
	}
	whole, rest, ok := r.From(1).Figure()
	if !ok {
		return false
	}
	if _, ended := rest.afterUnit(); !ended && len(rest.tokens) > 0 {
		if _, period, ok := r.From(1).Period(); ok && len(period.tokens) < len(rest.tokens) {
			return false // “142 in 2023/24” is no rate
		}
	}
	said := e.Figure + " in " + whole
	e.Doubt = kpi.Refuse(kpi.FieldFigure,
		"“%s” is not a figure that %s can have. Type the number itself, or the two counts, such as 570/889.",
		kpi.Excerpt(said), i.Code)
	n, err := kpi.ParseTyped(e.Figure + "/" + whole)
	if err == nil && i.Unit == kpi.Percent && n.Numerator != nil && n.Denominator.IsPositive() {
		percentage := e.without()
		percentage.Figure = e.Figure + "/" + whole
		percentage.Words = trimDash(rest.Rest())
		e.Doubt = kpi.Refuse(kpi.FieldFigure, "“%s” is a rate. Post it as %s of %s?",
			kpi.Excerpt(said), e.Figure, whole)
		e.Choices = []Choice{{Label: "Post " + e.Figure + " of " + whole, Entry: percentage}}
	}
	return true
}

// afterUnit reads on behind a unit: to the end, or to a mark between it and the words. It is false where a sentence
// goes on.
func (r Reader) afterUnit() (Reader, bool) {
	if len(r.tokens) == 0 {
		return r, true
	}
	before := r.line[:r.tokens[0].begin]
	trimmed := strings.TrimRight(before, " \u00a0")
	if strings.HasSuffix(trimmed, "\n") || trimmed != "" && strings.ContainsAny(trimmed[len(trimmed)-1:], ".,;:-)") {
		return r, true
	}
	if strings.ContainsAny(firstRune(r.tokens[0].text), "-–—:;,(") {
		return r, true
	}
	if r.endsWithStatus() {
		return r, true
	}
	named := r.Skip("for", "in")
	for _, period := range []func() (kpi.Period, Reader, bool){named.Period, named.relativePeriod} {
		if _, rest, ok := period(); ok && rest.endsWithStatus() {
			return r, true
		}
	}
	return r, false
}

// withoutUnit takes words for the indicator's own unit out of the commentary, and asks about words for another.
func (e Entry) withoutUnit(i kpi.Indicator, like []decimal.Decimal, r Reader) Entry {
	titled := map[string]bool{}
	for _, word := range Split(i.Title) {
		titled[plainWord(word)] = true
	}
	own := func(word string) bool {
		return i.Unit == kpi.Count && things[word] || titled[word] || titled[word+"s"] ||
			titled[strings.TrimSuffix(word, "s")] && len(word) > 3
	}
	n := 0
	if n < len(r.tokens) && slices.Contains([]string{"working", "calendar", "clear"}, plainWord(r.tokens[n].text)) && i.Unit == kpi.Days {
		n++
	}
	if n == len(r.tokens) {
		return e
	}
	word := plainWord(r.tokens[n].text)
	rest, ends := r.From(n + 1).afterUnit()
	measured, isUnit := unitWords[word]
	switch {
	case isUnit && measured.unit == i.Unit && measured.times == 1 && measured.parts == 1:
		return e.behind(rest)
	case isUnit && (ends || measured.unit == i.Unit || len(like) > 0 && !alike(e.Figure, like)) && !own(word), i.Unit == kpi.Percent && word == "points":
		e.Doubt = kpi.Refuse(kpi.FieldFigure,
			"“%s %s” is in another unit: %s is measured in %s. Type the figure in that.",
			kpi.Excerpt(e.Figure), word, i.Code, i.Unit.InWords())
		if value, ok := converted(e.Figure, measured); ok && measured.unit == i.Unit {
			other := e.behind(rest)
			other.Figure, other.Doubt = value, nil
			e.Doubt = kpi.Refuse(kpi.FieldFigure, "%s is measured in %s. Is “%s %s” %s?",
				i.Code, i.Unit.InWords(), kpi.Excerpt(e.Figure), word, value)
			e.Choices = []Choice{{Label: "Post " + value, Entry: other}}
		}
		return e
	}
	if doubted, ok := e.doubtScale(word); ok {
		return doubted
	}
	for k := 1; k <= min(maxUnitWords, len(r.tokens)); k++ {
		if word := plainWord(r.tokens[k-1].text); !own(word) && word != "of" && word != "the" {
			break
		}
		if rest, ends := r.From(k).afterUnit(); ends {
			return e.behind(rest)
		}
	}
	return e
}

// scaleWords are the scales that a mistyped word behind a figure may have been meant as.
var scaleWords = []string{"thousand", "million", "billion"}

// doubtScale asks about a word that is nearly a scale, such as “million” with a letter left out.
func (e Entry) doubtScale(word string) (Entry, bool) {
	for _, scale := range scaleWords {
		if slips := Slips(strings.TrimSuffix(word, "s"), scale); slips == 0 || slips > maxSlips {
			continue
		}
		meant := e.without()
		meant.Figure = e.Figure + " " + scale
		if _, err := kpi.ParseTyped(meant.Figure); err != nil {
			continue
		}
		_, meant.Words, _ = strings.Cut(e.Words, " ")
		e.Doubt = kpi.Refuse(kpi.FieldFigure, "Is “%s %s” %s?", kpi.Excerpt(e.Figure), word, meant.Figure)
		e.Choices = []Choice{
			{Label: "Post " + meant.Figure, Entry: meant},
			{Label: e.Figure + ", and “" + kpi.Excerpt(e.Words) + "” as commentary", Entry: e.without()},
		}
		return e, true
	}
	return e, false
}

// maxUnitWords is how many words of an indicator's title may stand behind its figure as its unit: “296 primary
// authority hours”.
const maxUnitWords = 5

// behind reads the status, period and commentary that follow a unit into the entry.
func (e Entry) behind(rest Reader) Entry {
	e.Words = ""
	rest = rest.tail(&e)
	if e.Words == "" {
		e.Words = strings.TrimLeft(trimDash(rest.Rest()), ".,;: ")
	}
	rest.doubtBehind(&e)
	return e
}

// converted is a figure in the indicator's own unit, where that is exact.
func converted(figure string, u unitWord) (string, bool) {
	t, err := kpi.ParseTyped(figure)
	if err != nil || t.Value == nil || u.times == 0 {
		return "", false
	}
	exact := new(big.Rat).Mul(t.Value.Rat(), big.NewRat(u.times, u.parts))
	d, err := decimal.NewFromString(exact.FloatString(kpi.MaxDigits / 3)) // FloatString is exact decimal text, despite its name
	if err != nil || d.Rat().Cmp(exact) != 0 {
		return "", false
	}
	return strings.TrimSuffix(strings.TrimRight(kpi.Exactly(d), "0"), "."), d.Exponent() < 0
}

package line

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// doubtOf asks about what only the indicator's unit and figures can tell: whether “5 per month” is its figure, “2% up”
// a change, or “1,250 CR” below nought.
func (e *Entry) doubtOf(i kpi.Indicator, like []decimal.Decimal, r Reader) bool {
	return e.doubtSign(i, like, r) || e.doubtChange(like, r) || len(r.tokens) > 0 && (e.doubtPer(i, r) || e.doubtToDate(i, r))
}

var (
	// signWords say behind an amount on which side of nought it is, each council in its own way.
	signWords = wordSet("cr dr credit debit overspend overspent underspend underspent deficit surplus loss over under minus negative short")
	unsigned  = pattern(`^[£\d.]`)
)

// doubtSign asks on which side of nought an amount is, if figures of the indicator have been on the other: “- £1,250”,
// of which the dash may part it from the code, and “1,250 CR”.
func (e *Entry) doubtSign(i kpi.Indicator, like []decimal.Decimal, r Reader) bool {
	below := slices.ContainsFunc(like, func(d decimal.Decimal) bool { return !d.IsPositive() })
	if i.Unit != kpi.Currency && i.Unit != kpi.Ratio || !below || !unsigned().MatchString(e.Figure) {
		return false
	}
	said := kpi.Excerpt(e.Figure)
	switch {
	case e.Dashed:
		said = "- " + said
	case len(r.tokens) > 0 && signWords[r.plain(1)]:
		said += " " + r.tokens[0].text
	default:
		return false
	}
	above, under := e.without(), e.without()
	above.Dashed, under.Dashed = false, false
	under.Figure = "-" + e.Figure
	e.Doubt = kpi.Refuse(kpi.FieldFigure, "Is “%s” above nought or below?", said)
	e.Choices = []Choice{{Label: "Post " + e.Figure, Entry: above}, {Label: "Post −" + e.Figure, Entry: under}}
	return true
}

// changeWords stand behind a number that tells how far a figure moved, or behind the figure itself.
var changeWords = wordSet(`more fewer less higher lower up down increase increased decrease decreased rise fall drop reduction improvement above below
	better worse short extra additional late early overdue people of`)

// doubtChange asks about “+2%” and “2% up”, where no figure was ever like that number.
func (e *Entry) doubtChange(like []decimal.Decimal, r Reader) bool {
	plus := strings.HasPrefix(e.Figure, "+")
	if len(like) == 0 || alike(e.Figure, like) || !plus && (len(r.tokens) == 0 || !changeWords[r.plain(1)]) {
		return false
	}
	said := kpi.Excerpt(e.Figure)
	if !plus {
		said += " " + r.tokens[0].text
	}
	e.Doubt = kpi.Refuse(kpi.FieldFigure, "“%s” may not be the figure, as none so far was like it. Is it the figure?", said)
	e.Choices = []Choice{{Label: "Yes, post " + kpi.Excerpt(strings.TrimPrefix(e.Figure, "+")), Entry: e.without()}}
	return true
}

var (
	spans     = `(?:month|week|day|year|quarter|annum|hour|head|capita|person|fte|household|thousand|hundred|million|case|visit|[\d,]+)`
	perWords  = pattern(`^(?:per|each|every) ` + spans + `\b`)
	aSpan     = pattern(`^(?:an? (?:month|week|day|year|quarter)|pa|p\.?a|pcm|pw|(?:monthly|weekly|daily|yearly|annually|annual)(?: average| avg)?)$`)
	rateTitle = pattern(`(?i)\bper\b|\brate\b|/`)
)

// doubtPer asks about “143 per month” and “48 a week”, unless the indicator is itself so much per something.
func (e *Entry) doubtPer(i kpi.Indicator, r Reader) bool {
	if rateTitle().MatchString(i.Title) || i.Unit == kpi.Percent {
		return false
	}
	said := ""
	for n := 1; n <= min(2, len(r.tokens)); n++ {
		_, ends := r.From(n).afterUnit()
		if perWords().MatchString(r.plain(n)) || aSpan().MatchString(r.plain(n)) && (ends || r.closes(n)) {
			said = r.join(n)
		}
	}
	if said == "" || i.Frequency == kpi.Monthly && strings.Contains(said, "month") {
		return false
	}
	e.ask(kpi.Refuse(kpi.FieldFigure, "“%s %s” is so much per something, and %s has one figure for the whole period. Is %s that figure?",
		kpi.Excerpt(e.Figure), said, i.Code, kpi.Excerpt(e.Figure)))
	return true
}

var toDate = phrases("to date, ytd, year to date, cumulative, cumulatively, for the year, year-to-date, since april, from april, april to date")

// doubtToDate asks about a number that counts from April, for an indicator whose figures do not.
func (e *Entry) doubtToDate(i kpi.Indicator, r Reader) bool {
	if i.Cumulative {
		return false
	}
	said, _, ok := r.phrase(toDate, 3)
	if ok {
		e.ask(kpi.Refuse(kpi.FieldFigure, "“%s %s” counts from April, and figures of %s are for the period alone. Is %s for the period alone?",
			kpi.Excerpt(e.Figure), said, i.Code, kpi.Excerpt(e.Figure)))
	}
	return ok
}

package sheet

import (
	"strings"

	"chaser/kpi"
)

// unitWords are how a column of units names them.
var unitWords = map[string]kpi.Unit{
	"%": kpi.Percent, "percent": kpi.Percent, "percentage": kpi.Percent, "per cent": kpi.Percent, "pct": kpi.Percent, "percentage %": kpi.Percent, "% percentage": kpi.Percent,
	"no": kpi.Count, "number": kpi.Count, "count": kpi.Count, "num": kpi.Count, "nos": kpi.Count, "numeric": kpi.Count, "#": kpi.Count, "integer": kpi.Count, "nr": kpi.Count, "numbers": kpi.Count, "absolute": kpi.Count, "volume": kpi.Count,
	"£": kpi.Currency, "gbp": kpi.Currency, "pounds": kpi.Currency, "money": kpi.Currency, "currency": kpi.Currency, "£s": kpi.Currency, "£ s": kpi.Currency, "monetary": kpi.Currency,
	"days": kpi.Days, "working days": kpi.Days, "calendar days": kpi.Days, "no of days": kpi.Days, "number of days": kpi.Days, "average days": kpi.Days, "day": kpi.Days, "avg days": kpi.Days,
	"ratio": kpi.Ratio, "rate": kpi.Ratio, "average": kpi.Ratio, "score": kpi.Ratio, "index": kpi.Ratio, "decimal": kpi.Ratio, "hours": kpi.Ratio, "minutes": kpi.Ratio, "mins": kpi.Ratio, "weeks": kpi.Ratio, "kg": kpi.Ratio,
	"tonnes": kpi.Ratio, "rate per 1000": kpi.Ratio, "rate per 10000": kpi.Ratio, "rate per 100000": kpi.Ratio, "per 1000": kpi.Ratio, "per 10000": kpi.Ratio, "per 100000": kpi.Ratio, "mean": kpi.Ratio,
	"rate per 1 000": kpi.Ratio, "rate per 10 000": kpi.Ratio, "rate per 100 000": kpi.Ratio, "per 1 000": kpi.Ratio, "per 10 000": kpi.Ratio, "per 100 000": kpi.Ratio, "rate per 10k": kpi.Ratio, "rate per 10 k": kpi.Ratio, "kgs": kpi.Ratio, "months": kpi.Ratio, "years": kpi.Ratio,
}

// scaled are units whose figures stand for thousands or millions of them.
var scaled = map[string]string{"£k": "thousands", "£ k": "thousands", "£000": "thousands", "£000s": "thousands", "£ 000": "thousands", "£ 000 s": "thousands", "£ 000s": "thousands", "000s": "thousands", "000": "thousands", "£m": "millions", "£ m": "millions", "£million": "millions", "£ million": "millions"}

func unitText(text string) string {
	if strings.TrimSpace(text) == "#" {
		return "#"
	}
	return plain(text)
}

// unitOfWords is the unit that a word behind a number names.
func unitOfWords(said string) (kpi.Unit, bool) {
	if strings.HasSuffix(said, "day") || strings.HasSuffix(said, "days") {
		return kpi.Days, true
	}
	if said == "people" || said == "households" || said == "homes" || said == "visits" || said == "cases" {
		return kpi.Count, true
	}
	u, ok := unitWords[said]
	return u, ok
}

// titleUnits are what titles say of their unit. The first that fits decides: a “number of … (rate per 10,000)” is a
// rate.
var titleUnits = []struct {
	begins, has []string
	unit        kpi.Unit
}{
	{has: []string{"rate per", "per 1 000", "per 1000", "per 10 000", "per 10000", "per 10k", "per 10 k", "per 100 000", "per 100000", "per 100 k", "per head", "per household", "per person", "per capita", "per employee", "per fte", "ratio", "per resident"}, unit: kpi.Ratio},
	{begins: []string{"percentage", "%", "percent", "per cent", "proportion", "the percentage", "the proportion", "the %", "share of"}, unit: kpi.Percent},
	{has: []string{"percentage of", "%", "percentage", "per cent", "proportion of", "percent"}, unit: kpi.Percent},
	{has: []string{"number of days", "no of days", "average days", "days taken", "in days", "working days to", "time in days", "average time days", "calendar days to", "days lost", "days to process", "days to"}, begins: []string{"days"}, unit: kpi.Days},
	{has: []string{"£"}, unit: kpi.Currency},
	{begins: []string{"number", "no of", "total number", "the number", "total no", "count of", "volume of", "total visits", "total attendances"}, has: []string{"number of", "number received", "number completed", "no of", "total number"}, unit: kpi.Count},
}

// unitInTitle is the unit that a title names.
func unitInTitle(title string) (kpi.Unit, bool) {
	text := plain(title)
	for _, t := range titleUnits {
		for _, b := range t.begins {
			if text == b || strings.HasPrefix(text, b+" ") {
				return t.unit, true
			}
		}
		for _, h := range t.has {
			if hasWords(text, h) || h == "£" && strings.Contains(title, "£") {
				return t.unit, true
			}
		}
	}
	return "", false
}

package register_test

import (
	"fmt"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"chaser/kpi"
)

// What people write, and what spreadsheets like to change: formulas, codes and numbers with noughts, days, percentages,
// quotation marks, line breaks, apostrophes, other scripts.
var (
	trickyTexts = []string{"=1+1", "+44 20 7946 0000", "-1", "@SUM(A1)", "007", "1E5", "2023-12", "2023-24", "3/4", "12:30", "TRUE", "false", "5%", "£1,250",
		"Mar 5", "1 March 2024", "'quoted'", "''twice", "'=1", "\"said\"", "a,b;c", "a\nb\n\nc", "\tx", "＝1", "é €", "عدد ١٢٣", "😀", "Q1", "NaN", "1e400", "#N/A", "(5)",
		"123456789012345678901234567890", "0.50", "_x0041_", "=HYPERLINK(\"https://example.org\",\"x\")", "=cmd|' /C calc'!A0", "{=1}", "&lt;b&gt;"}
	anyTyped = rapid.Custom(func(t *rapid.T) string {
		text := rapid.OneOf(rapid.SampledFrom(trickyTexts), rapid.StringMatching(`[-=+@'"0-9A-Za-z.,:;/%£€ \n\t（）é😀]{1,12}`)).Draw(t, "text")
		return kpi.CleanText(text)
	})
	anyName   = rapid.Map(anyTyped, kpi.CleanLine)
	anyDigits = rapid.Custom(func(t *rapid.T) *decimal.Decimal {
		text := rapid.OneOf(rapid.SampledFrom([]string{"", "0", "0.0", "-0.10", "160.00", "-12.5", "1000000000000", "0.000000000000001", "123456789012345678901234567890"}),
			rapid.StringMatching(`-?(0|[1-9][0-9]{0,12})(\.[0-9]{1,8})?`)).Draw(t, "digits")
		if text == "" {
			return nil
		}
		d := decimal.RequireFromString(text)
		return &d
	})
)

// anyRegister has everything that a file can say, sensible or not: what is made of it is for others to judge.
var anyRegister = rapid.Custom(func(t *rapid.T) kpi.Register {
	var r kpi.Register
	few := rapid.IntRange(0, 3)
	for n := range few.Draw(t, "people") {
		r.People = append(r.People, kpi.Person{SlackID: fmt.Sprint("U0", n), Name: anyName.Draw(t, "name"), Email: anyName.Draw(t, "email"), Manager: "U00",
			Roles: rapid.SliceOfN(rapid.SampledFrom([]kpi.Role{kpi.Member, kpi.Manager, kpi.Admin}), 0, 2).Draw(t, "roles")})
	}
	for n := range few.Draw(t, "committees") {
		r.Committees = append(r.Committees, kpi.Committee{Name: kpi.CleanLine(fmt.Sprint(n, " ", anyName.Draw(t, "committee"))), Channel: "C0", Members: []string{"U00", "U01"}[:n%3],
			SelfSignOff: rapid.Bool().Draw(t, "self"), ActionsOnAny: rapid.Bool().Draw(t, "any"), Ladder: kpi.DefaultLadder})
	}
	for n := range few.Draw(t, "indicators") {
		r.Indicators = append(r.Indicators, oneIndicator(t, fmt.Sprint(n, rapid.SampledFrom([]string{"", ".0", "E5", "/1", "-é"}).Draw(t, "code"))))
	}
	for n := range few.Draw(t, "collections") {
		opens := kpi.Date{Year: 2023, Month: 12, Day: 31}.AddDays(90 * n)
		r.Collections = append(r.Collections, kpi.Collection{Period: kpi.Quarter(2023, n+1), Opens: opens, Due: opens.AddDays(20)})
	}
	for n := range few.Draw(t, "identities") {
		r.Identities = append(r.Identities, kpi.Identity{
			Name: kpi.CleanLine(fmt.Sprint(n, " ", anyName.Draw(t, "identity"))), Rule: "stock = previous + 1E5 - 007", Stock: []string{"", "live wells", "live wells, open wells"}[n%3],
			Tolerance: anyDigits.Draw(t, "tolerance"),
		})
	}
	for n := range few.Draw(t, "closures") {
		r.Closures = append(r.Closures, kpi.Closure{Day: kpi.Date{Year: 2024, Month: 1, Day: 1 + n}, Name: anyName.Draw(t, "closure")})
	}
	for range few.Draw(t, "figures") {
		r.Figures = append(r.Figures, kpi.Figure{
			Indicator: rapid.SampledFrom([]string{"007", "1E5", "178"}).Draw(t, "of"), Status: rapid.SampledFrom(kpi.Statuses).Draw(t, "status"),
			Period: rapid.SampledFrom([]kpi.Period{kpi.Quarter(2023, 2), kpi.Month(2023, 9), kpi.FinancialYear(2023), kpi.FinancialYear(2011)}).Draw(t, "period"),
			Value:  anyDigits.Draw(t, "value"), Numerator: anyDigits.Draw(t, "numerator"), Denominator: anyDigits.Draw(t, "denominator"),
			Commentary: anyTyped.Draw(t, "commentary"), Actions: anyTyped.Draw(t, "actions"),
		})
	}
	return r
})

func oneIndicator(t *rapid.T, code string) kpi.Indicator {
	i := kpi.Indicator{
		Code: code, Title: anyName.Draw(t, "title"), Committee: anyName.Draw(t, "committee"), Service: anyName.Draw(t, "service"), Unit: kpi.Percent,
		Decimals: rapid.IntRange(0, 4).Draw(t, "decimals"), Direction: kpi.Up, Kind: kpi.Target, Compare: kpi.WithPrevious, Frequency: kpi.Quarterly,
		Target: anyDigits.Draw(t, "target"), Baseline: anyDigits.Draw(t, "baseline"), Description: anyTyped.Draw(t, "description"),
		NeighboursMean: anyDigits.Draw(t, "neighbours"), EnglandMean: anyDigits.Draw(t, "England"), Cumulative: rapid.Bool().Draw(t, "cumulative"),
		Sensitive: rapid.Bool().Draw(t, "sensitive"),
	}
	i.NeighboursMeanPeriod = rapid.SampledFrom([]kpi.Period{{}, kpi.FinancialYear(2022)}).Draw(t, "neighbours' period")
	i.EnglandMeanPeriod = rapid.SampledFrom([]kpi.Period{{}, kpi.Quarter(2023, 1)}).Draw(t, "England's period")
	if rapid.Bool().Draw(t, "has a smallest count") {
		n := rapid.IntRange(0, 12).Draw(t, "smallest count")
		i.SmallestCount = &n
	}
	for n := range rapid.IntRange(0, 2).Draw(t, "targets") {
		if d := anyDigits.Draw(t, "target"); d != nil {
			if i.Targets == nil {
				i.Targets = map[kpi.Period]decimal.Decimal{}
			}
			i.Targets[kpi.Month(2023, 8)] = *d
			i.Targets[kpi.Quarter(2023, 1+n)] = *d
		}
	}
	for range rapid.IntRange(0, 2).Draw(t, "links") {
		i.Links = append(i.Links, kpi.Link{Text: anyName.Draw(t, "text") + ".", URL: "https://example.org/?a=1&b=<2>"})
	}
	return i
}

package kpi_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// later is a day after everything that these registers speak of.
var later = kpi.Date{Year: 2026, Month: 5, Day: 1}

// held is what a council has already: one manager, one committee and one indicator with its figure.
func held(t *testing.T) kpi.Register {
	t.Helper()
	return kpi.Register{
		People:     []kpi.Person{{SlackID: "U0MGR", Name: "Assistant director"}},
		Committees: []kpi.Committee{{Name: "Communities", Channel: "C0COM"}},
		Indicators: []kpi.Indicator{{Code: "REG1", Title: "Births", Committee: "Communities", Unit: kpi.Percent, Direction: kpi.Up, Kind: kpi.Target, Frequency: kpi.Quarterly}},
		Figures:    []kpi.Figure{{Indicator: "REG1", Period: kpi.Quarter(2023, 1), Value: num("98"), Status: kpi.Final}},
	}
}

// joining is a sound register that leans on what is held.
func joining(t *testing.T) kpi.Register {
	t.Helper()
	floor := mustRule(t, "floor:50")
	return kpi.Register{
		People:     []kpi.Person{{SlackID: "U0LIB", Name: "Library lead", Email: "lead@council.example", Manager: "U0MGR"}, {SlackID: "W0CLLR", Name: "Member"}},
		Committees: []kpi.Committee{{Name: "Highways", Channel: "G0HIGH", Members: []string{"W0CLLR", "U0MGR"}}, {Name: "Audit"}},
		Indicators: []kpi.Indicator{
			{Code: "178", Title: "Inquests closed", Committee: "Communities", Unit: kpi.Count, Direction: kpi.None, Kind: kpi.Contextual, Frequency: kpi.Quarterly, Owner: "U0LIB", Manager: "U0MGR",
				Links: []kpi.Link{{Text: "Definitions", URL: "https://council.example/definitions?x=1#y"}, {Text: "Ask the coroner"}, {URL: "http://council.example"}}},
			{Code: "REG2", Title: "Deaths", Committee: "Highways", Unit: kpi.Percent, Decimals: 10, Direction: kpi.Up, Kind: kpi.Target, Frequency: kpi.Yearly,
				Target: num("50"), Targets: map[kpi.Period]decimal.Decimal{kpi.FinancialYear(2023): *num("60")}, Rule: &floor},
		},
		Collections: []kpi.Collection{
			{Period: kpi.Quarter(2023, 2), Opens: day(t, "2023-10-02"), Due: day(t, "2023-10-20"), CommitteeDate: day(t, "2023-12-12")},
			{Period: kpi.Quarter(2023, 3), Opens: day(t, "2024-01-19"), Due: day(t, "2024-01-19")},
		},
		Closures: []kpi.Closure{{Day: day(t, "2024-12-27"), Name: "Between Christmas and New Year"}, {Day: day(t, "2023-12-27"), Name: "Between Christmas and New Year"}},
		Figures: []kpi.Figure{
			{Indicator: "178", Period: kpi.Quarter(2023, 2), Value: num("142"), Status: kpi.Final},
			{Indicator: "reg1", Period: kpi.Quarter(2023, 2), Status: kpi.Unavailable},
			{Indicator: "REG1", Period: kpi.Quarter(2023, 3), Value: num("64.1"), Numerator: num("570"), Denominator: num("889"), Status: kpi.Final},
			{Indicator: "REG1", Period: kpi.Quarter(2023, 4), Numerator: num("570"), Denominator: num("889"), Status: kpi.Provisional},
			{Indicator: "REG2", Period: kpi.FinancialYear(2023), Value: num("60"), Numerator: num("30"), Denominator: num("50"), Status: kpi.Final},
		},
	}
}

func TestSoundRegisterHasNoFaults(t *testing.T) {
	t.Parallel()
	if faults := joining(t).Faults(held(t), later); len(faults) != 0 {
		t.Errorf("a sound register has faults:\n%s", faults)
	}
	if faults := held(t).Faults(held(t), later); len(faults) != 0 {
		t.Errorf("the same register again has faults:\n%s", faults)
	}
}

// Each reference that was found in what is held is missing without it.
func TestReferencesIntoNothing(t *testing.T) {
	t.Parallel()
	var paths []string
	for _, f := range joining(t).Faults(kpi.Register{}, later) {
		paths = append(paths, f.Path)
	}
	want := "people[0].manager committees[0].members[1] indicators[0].committee indicators[0].manager figures[1].indicator figures[2].indicator figures[3].indicator"
	if got := strings.Join(paths, " "); got != want {
		t.Errorf("the faults are at\n%s\nwant\n%s", got, want)
	}
}

// The golden file has every fault that a register can have, for reading.
func TestEveryFault(t *testing.T) {
	t.Parallel()
	long := func(n int) string { return strings.Repeat("é", n+1) }
	bounds, floor, met := mustRule(t, "bounds:60,50"), mustRule(t, "floor:50"), mustRule(t, "met")
	q2 := kpi.Quarter(2023, 2)
	indicator := kpi.Indicator{Title: "T", Committee: "Communities", Unit: kpi.Percent, Direction: kpi.Up, Kind: kpi.Target, Frequency: kpi.Quarterly}
	with := func(code string, change func(*kpi.Indicator)) kpi.Indicator {
		i := indicator
		i.Code = code
		change(&i)
		return i
	}
	var links []kpi.Link
	for range kpi.MaxLinks + 1 {
		links = append(links, kpi.Link{Text: "x"})
	}
	figure := func(code string, change func(*kpi.Figure)) kpi.Figure {
		f := kpi.Figure{Indicator: code, Period: q2, Status: kpi.Final}
		change(&f)
		return f
	}
	bad := kpi.Register{
		People: []kpi.Person{
			{SlackID: "bob", Name: "Bob", Manager: "U0NOBODY"},
			{SlackID: "U0A", Name: "", Email: long(kpi.MaxName)},
			{SlackID: "U0A", Name: long(kpi.MaxName)},
			{Name: "No id"},
		},
		Committees: []kpi.Committee{
			{Name: "", Channel: "#communities"},
			{Name: "Twice", Members: []string{"U0NOBODY", ""}},
			{Name: "Twice"},
			{Name: long(kpi.MaxName)},
		},
		Indicators: []kpi.Indicator{
			with("", func(i *kpi.Indicator) { i.Title = "" }),
			with("two words", func(i *kpi.Indicator) { i.Title = long(kpi.MaxTitle) }),
			with(long(kpi.MaxCode), func(i *kpi.Indicator) { i.Service, i.Description = long(kpi.MaxName), long(kpi.MaxDescription) }),
			with("TWICE", func(i *kpi.Indicator) { i.Committee = "Comunities" }),
			with("twice", func(i *kpi.Indicator) { i.Decimals = -1 }),
			with("DEC", func(i *kpi.Indicator) { i.Decimals = 11 }),
			with("DIR", func(i *kpi.Indicator) { i.Direction = kpi.None }),
			with("RULE", func(i *kpi.Indicator) { i.Rule = &bounds }),
			with("FLOOR", func(i *kpi.Indicator) {
				i.Rule, i.Target, i.Targets = &floor, num("40"), map[kpi.Period]decimal.Decimal{q2: *num("45.5")}
			}),
			with("FLOORDOWN", func(i *kpi.Indicator) { i.Rule, i.Target, i.Direction = &floor, num("60"), kpi.Down }),
			with("TARGETS", func(i *kpi.Indicator) {
				i.Rule, i.Targets = &met, map[kpi.Period]decimal.Decimal{kpi.FinancialYear(2023): *num("1"), kpi.Month(2023, 9): *num("1")}
			}),
			with("WHO", func(i *kpi.Indicator) { i.Owner, i.Deputy, i.Manager = "U0X", "U0Y", "U0Z" }),
			with("LINKS", func(i *kpi.Indicator) {
				i.Links = []kpi.Link{{}, {Text: long(kpi.MaxLinkText)}, {URL: "javascript:alert(1)"}, {URL: "council.example"}, {URL: "https://"}, {URL: "ftp://council.example"}, {URL: "https://" + long(kpi.MaxURL)}, {URL: "http://%zz"}}
			}),
			with("MANY", func(i *kpi.Indicator) { i.Links = links }),
			with("COUNT", func(i *kpi.Indicator) { i.Unit = kpi.Count }),
			with("HALF", func(i *kpi.Indicator) { i.Frequency = kpi.HalfYearly }),
			with("MON", func(i *kpi.Indicator) { i.Frequency = kpi.Monthly }),
			with("PCT", func(*kpi.Indicator) {}),
		},
		Collections: []kpi.Collection{
			{Period: q2, Opens: day(t, "2023-10-20"), Due: day(t, "2023-10-02")},
			{Period: q2, Opens: day(t, "2023-10-02"), Due: day(t, "2023-10-20"), CommitteeDate: day(t, "2023-10-19")},
			{Period: kpi.Quarter(2024, 2), Opens: day(t, "2024-10-01"), Due: day(t, "2024-10-18")},
			{Period: kpi.Quarter(2024, 1), Opens: day(t, "2024-07-01"), Due: day(t, "2024-10-01")}, // the very day
			{Period: kpi.Quarter(2024, 3), Opens: day(t, "2024-10-11"), Due: day(t, "2025-02-01")},
			{Period: kpi.Month(2024, 9), Opens: day(t, "2024-10-01"), Due: day(t, "2024-10-08")}, // of another span
		},
		Closures: []kpi.Closure{{Day: day(t, "2024-12-27"), Name: "Closed"}, {Day: day(t, "2024-12-27"), Name: ""}, {Name: long(kpi.MaxName)}},
		Figures: []kpi.Figure{
			figure("999", func(f *kpi.Figure) { f.Value = num("1") }),
			figure("PCT", func(f *kpi.Figure) { f.Value = num("1") }),
			figure("pct", func(f *kpi.Figure) { f.Value = num("1") }),
			figure("HALF", func(f *kpi.Figure) { f.Period, f.Value = kpi.Quarter(2023, 1), num("1") }),
			figure("MON", func(f *kpi.Figure) { f.Value = num("1") }),
			figure("COUNT", func(f *kpi.Figure) { f.Value = num("-1") }),
			figure("COUNT", func(f *kpi.Figure) { f.Period, f.Numerator, f.Denominator = kpi.Quarter(2023, 1), num("1"), num("2") }),
			figure("RULE", func(f *kpi.Figure) { f.Value, f.Status = num("1"), kpi.Unavailable }),
			figure("DEC", func(f *kpi.Figure) { f.Numerator, f.Denominator, f.Status = num("1"), num("2"), kpi.Unavailable }),
			figure("DIR", func(*kpi.Figure) {}),
			figure("WHO", func(f *kpi.Figure) { f.Value, f.Numerator, f.Denominator = num("55"), num("570"), num("889") }),
			figure("LINKS", func(f *kpi.Figure) { f.Value, f.Numerator = num("55"), num("570") }),
			figure("MANY", func(f *kpi.Figure) { f.Value, f.Denominator = num("55"), num("889") }),
			figure("FLOOR", func(f *kpi.Figure) { f.Numerator, f.Denominator = num("570"), num("0") }),
			figure("TARGETS", func(f *kpi.Figure) {
				f.Value, f.Commentary, f.Actions = num("5"), long(kpi.MaxCommentary), long(kpi.MaxActions)
			}),
		},
	}
	before := held(t)
	before.Collections = []kpi.Collection{{Period: kpi.Quarter(2024, 4), Opens: day(t, "2025-02-01"), Due: day(t, "2025-04-18")}}
	faults := bad.Faults(before, later)
	golden(t, "register_faults.golden.txt", faults.Error()+"\n")
	for _, f := range faults {
		if f.Path == "" || f.Sentence == "" {
			t.Errorf("the fault is %+v", f)
		}
		if fmt.Sprint(f) != f.Path+": "+f.Sentence {
			t.Errorf("the fault is written %s", f)
		}
	}
}

// What is held counts as it will be after the import: a collection that moves is judged where it moves to.
func TestOverlapsAreJudgedAsTheyWillBe(t *testing.T) {
	t.Parallel()
	q1, q2, q3 := kpi.Quarter(2023, 1), kpi.Quarter(2023, 2), kpi.Quarter(2023, 3)
	of := func(p kpi.Period, opens, due string) kpi.Collection {
		return kpi.Collection{Period: p, Opens: day(t, opens), Due: day(t, due)}
	}
	before := kpi.Register{Collections: []kpi.Collection{of(q3, "2024-01-02", "2024-01-19"), of(q1, "2023-07-03", "2023-07-21"), of(q2, "2023-10-02", "2023-10-20")}}
	tests := []struct {
		joining []kpi.Collection
		want    string // the paths
	}{
		{nil, ""},
		{before.Collections, ""},
		{[]kpi.Collection{of(q2, "2023-10-02", "2024-01-02")}, "collections[0].due"},
		{[]kpi.Collection{of(q2, "2023-10-02", "2024-01-01")}, ""},
		{[]kpi.Collection{of(q2, "2023-07-21", "2023-10-20")}, "collections[0].opens"},
		{[]kpi.Collection{of(q2, "2023-07-22", "2023-10-20")}, ""},
		{[]kpi.Collection{of(q2, "2023-10-02", "2024-01-12"), of(q3, "2024-01-15", "2024-01-31")}, ""},
		{[]kpi.Collection{of(q3, "2024-01-12", "2024-01-31"), of(q2, "2023-10-02", "2024-01-15")}, "collections[0].opens"},
		{[]kpi.Collection{of(kpi.Quarter(2023, 4), "2024-01-19", "2024-05-01")}, "collections[0].opens"},
		{[]kpi.Collection{of(kpi.FinancialYear(2023), "2023-10-02", "2024-05-01"), of(kpi.Month(2023, 9), "2023-10-02", "2023-10-09")}, ""},
	}
	for _, test := range tests {
		var paths []string
		for _, f := range (kpi.Register{Collections: test.joining}).Faults(before, later) {
			paths = append(paths, f.Path)
		}
		if got := strings.Join(paths, " "); got != test.want {
			t.Errorf("%v: faults at %q, want %q", test.joining, got, test.want)
		}
	}
}

// A financial year whose digits could be a month's is read as the month, so the sentence says how to write the year.
func TestAYearThatReadsAsAMonth(t *testing.T) {
	t.Parallel()
	for text, expected := range map[string]string{
		"2010-11":   "A is reported yearly; write 2010/11, as 2010-11 reads as November 2010",
		"2010-10":   "A is reported yearly; write a year, such as 2023-24",
		"2010-11Q1": "A is reported yearly; write a year, such as 2023-24",
		"2010/11":   "",
		"2022-23":   "",
	} {
		p := period(t, text)
		r := kpi.Register{
			Committees: []kpi.Committee{{Name: "C"}},
			Indicators: []kpi.Indicator{{Code: "A", Title: "T", Committee: "C", Unit: kpi.Count, Direction: kpi.Up, Kind: kpi.Target, Frequency: kpi.Yearly,
				Targets: map[kpi.Period]decimal.Decimal{p: decimal.NewFromInt(5)}}},
			Figures: []kpi.Figure{{Indicator: "A", Period: p, Status: kpi.Unavailable}},
		}
		said := r.Faults(kpi.Register{}, kpi.Date{Year: 2024, Month: 1, Day: 8})
		for _, path := range []string{fmt.Sprintf("indicators[0].targets[%q]", p), "figures[0].period"} {
			sentence := ""
			for _, f := range said {
				if f.Path == path {
					sentence = f.Sentence
				}
			}
			if sentence != expected {
				t.Errorf("%s at %s: %q", text, path, sentence)
			}
		}
	}
}

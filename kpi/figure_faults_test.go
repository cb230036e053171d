package kpi_test

import (
	"strings"
	"testing"

	"chaser/kpi"
)

// What the command refuses of a figure the import refuses: the same figures at both doors.
func TestBothDoorsRefuseTheSame(t *testing.T) {
	t.Parallel()
	q2 := kpi.Quarter(2023, 2)
	today := day(t, "2023-10-09")
	of := func(unit kpi.Unit, decimals int) kpi.Indicator {
		return kpi.Indicator{Code: "X1", Title: "T", Committee: "C", Unit: unit, Decimals: decimals, Direction: kpi.Up, Kind: kpi.Target, Frequency: kpi.Quarterly, Owner: "U0LIB"}
	}
	collections := []kpi.Collection{{Period: q2, Opens: day(t, "2023-10-02"), Due: day(t, "2023-10-20")}}
	for _, c := range []struct {
		name      string
		indicator kpi.Indicator
		figure    string // as typed
		path      string // of the import's fault; empty: both take it
	}{
		{"a count", of(kpi.Count, 0), "96326", ""},
		{"a count with a point for a comma", of(kpi.Count, 0), "96.326", "value"},
		{"a count and a half", of(kpi.Count, 0), "96326.5", "value"},
		{"a count with an idle nought", of(kpi.Count, 0), "96326.0", ""},
		{"a count that has decimals", of(kpi.Count, 1), "96326.5", ""},
		{"a count below 0", of(kpi.Count, 0), "-1", "value"},
		{"a count as a fraction", of(kpi.Count, 0), "1/2", "value"},
		{"a percentage with many digits", of(kpi.Percent, 0), "64.117", ""},
		{"a percentage below 0", of(kpi.Percent, 0), "-0.1", "value"},
		{"a percentage of counts", of(kpi.Percent, 0), "570/889", ""},
		{"a percentage of none", of(kpi.Percent, 0), "0/0", "denominator"},
		{"more than all", of(kpi.Percent, 0), "890/889", "numerator"},
		{"of fewer than none", of(kpi.Percent, 0), "1/-889", "denominator"},
		{"days below 0", of(kpi.Days, 1), "-1", "value"},
		{"money below 0", of(kpi.Currency, 0), "-1250.5", ""},
		{"a ratio below 0", of(kpi.Ratio, 2), "-1/3", ""},
		{"a quotient of too many digits", of(kpi.Ratio, 2), "99999999999999999999999/0.1", "denominator"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			typed, err := kpi.ParseTyped(c.figure)
			if err != nil {
				t.Fatal(err)
			}
			who := kpi.Person{SlackID: "U0LIB"}
			_, _, refused := kpi.Circumstances{Indicator: c.indicator, Collections: collections, Today: today}.Decide(
				kpi.Posting{Period: q2, Typed: &typed}, who, at(t, "2023-10-09 09:00"))
			faults := kpi.Register{Figures: []kpi.Figure{{
				Indicator: "x1", Period: q2, Value: typed.Value, Numerator: typed.Numerator, Denominator: typed.Denominator, Status: kpi.Final,
			}}}.Faults(kpi.Register{Indicators: []kpi.Indicator{c.indicator}, Committees: []kpi.Committee{{Name: "C"}}, Collections: collections}, today)
			if (refused != nil) != (c.path != "") || (len(faults) > 0) != (c.path != "") {
				t.Fatalf("the command says %v, the import %v", refused, faults)
			}
			if c.path != "" && faults[0].Path != "figures[0]."+c.path {
				t.Errorf("the fault is at %s, want %s", faults[0].Path, c.path)
			}
		})
	}
}

// A figure is for a time that has come: what has ended, or is being collected. What an earlier release took may be
// given back, and mended.
func TestFiguresForTimesToCome(t *testing.T) {
	t.Parallel()
	held := kpi.Register{
		Committees: []kpi.Committee{{Name: "C"}},
		Indicators: []kpi.Indicator{
			{Code: "176", Title: "T", Committee: "C", Unit: kpi.Count, Direction: kpi.None, Kind: kpi.Contextual, Frequency: kpi.Quarterly},
			{Code: "Y", Title: "T", Committee: "C", Unit: kpi.Count, Direction: kpi.None, Kind: kpi.Contextual, Frequency: kpi.Yearly},
			{Code: "M", Title: "T", Committee: "C", Unit: kpi.Count, Direction: kpi.None, Kind: kpi.Contextual, Frequency: kpi.Monthly},
		},
		Collections: []kpi.Collection{
			{Period: kpi.Quarter(2023, 3), Opens: day(t, "2024-01-02"), Due: day(t, "2024-01-19")},
			{Period: kpi.Month(2023, 12), Opens: day(t, "2023-12-27"), Due: day(t, "2024-01-12")},
		},
	}
	figure := func(code string, p kpi.Period) kpi.Figure {
		return kpi.Figure{Indicator: code, Period: p, Value: num("810"), Status: kpi.Final}
	}
	for _, c := range []struct {
		name   string
		today  string
		figure kpi.Figure
		joins  []kpi.Collection
		want   string // of the sentence; empty: no fault
	}{
		{"history", "2024-01-01", figure("176", kpi.Quarter(1999, 1)), nil, ""},
		{"a slip of the year", "2024-01-01", figure("176", kpi.Quarter(2032, 2)), nil, "Q2 2032/33 has not begun: it runs from 1 July 2032 to 30 September 2032"},
		{"on the last day", "2023-09-30", figure("176", kpi.Quarter(2023, 2)), nil, ""},
		{"on the day before", "2023-09-29", figure("176", kpi.Quarter(2023, 2)), nil, "Q2 2023/24 does not end until 30 September 2023"},
		{"a year that runs", "2024-01-01", figure("Y", kpi.FinancialYear(2023)), nil, "2023/24 does not end until 31 March 2024"},
		{"a month to come", "2024-01-01", figure("M", kpi.Month(2024, 2)), nil, "February 2024 has not begun"},
		{"a collection that opened before its period ended", "2023-12-27", figure("M", kpi.Month(2023, 12)), nil, ""},
		{"the day before that", "2023-12-26", figure("M", kpi.Month(2023, 12)), nil, "the collection for December 2023 opens on 27 December 2023"},
		{"ended, and not open yet", "2024-01-01", figure("176", kpi.Quarter(2023, 3)), nil, "the collection for Q3 2023/24 opens on 2 January 2024; import its figures from then on"},
		{"open", "2024-01-02", figure("176", kpi.Quarter(2023, 3)), nil, ""},
		{"its collection comes with it", "2024-03-25", figure("176", kpi.Quarter(2023, 4)), []kpi.Collection{{Period: kpi.Quarter(2023, 4), Opens: day(t, "2024-03-25"), Due: day(t, "2024-04-19")}}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			faults := kpi.Register{Collections: c.joins, Figures: []kpi.Figure{c.figure}}.Faults(held, day(t, c.today))
			switch {
			case c.want == "" && len(faults) > 0, c.want != "" && len(faults) != 1:
				t.Errorf("the faults are %v", faults)
			case c.want != "" && (faults[0].Path != "figures[0].period" || !strings.Contains(faults[0].Sentence, c.want)):
				t.Errorf("the fault is %v", faults[0])
			}
		})
	}
	took := held
	took.Figures = []kpi.Figure{figure("176", kpi.Quarter(2032, 2)), {Indicator: "176", Period: kpi.Quarter(2023, 1), Value: num("1.5"), Status: kpi.Final}}
	if faults := (kpi.Register{Figures: took.Figures}).Faults(took, day(t, "2024-01-01")); len(faults) > 0 {
		t.Errorf("what is held has faults:\n%s", faults)
	}
	if remarks := (kpi.Register{Figures: took.Figures}).Remarks(took, day(t, "2024-01-01")); len(remarks) > 0 {
		t.Errorf("of what is held it is said: %v", remarks)
	}
	mended := kpi.Figure{Indicator: "176", Period: kpi.Quarter(2032, 2), Status: kpi.Unavailable, Commentary: "A slip of the year."}
	if faults := (kpi.Register{Figures: []kpi.Figure{mended}}).Faults(took, day(t, "2024-01-01")); len(faults) > 0 {
		t.Errorf("it cannot be mended:\n%s", faults)
	}
	worse := took.Figures[1]
	worse.Value = num("2.5")
	if faults := (kpi.Register{Figures: []kpi.Figure{worse}}).Faults(took, day(t, "2024-01-01")); len(faults) != 1 {
		t.Errorf("another half is no fault: %v", faults)
	}
}

// A percentage that is imported with its fraction must be that fraction, to the digits that it is given with.
func TestPercentageWithItsFraction(t *testing.T) {
	t.Parallel()
	for value, agrees := range map[string]bool{"64": true, "64.1": true, "64.12": true, "64.117": true, "64.2": false, "55": false, "0.64": false, "64.118": false, "65": false, "6412": false} {
		f := kpi.Figure{Indicator: "REG1", Period: kpi.Quarter(2023, 2), Value: num(value), Numerator: num("570"), Denominator: num("889"), Status: kpi.Final}
		faults := kpi.Register{Figures: []kpi.Figure{f}}.Faults(held(t), later)
		if agrees != (len(faults) == 0) || !agrees && (faults[0].Path != "figures[0].value" || !strings.Contains(faults[0].Sentence, "is not 570/889, which is 64.1")) {
			t.Errorf("%s of 570/889: %v", value, faults)
		}
	}
}

// Two committees that differ in their capitals alone are one that was written twice.
func TestCommitteesThatAreAlike(t *testing.T) {
	t.Parallel()
	one := []kpi.Committee{{Name: "Communities"}}
	for _, c := range []struct {
		joining kpi.Register
		held    []kpi.Committee
		want    string
	}{
		{kpi.Register{Committees: one}, one, ""},
		{kpi.Register{Committees: []kpi.Committee{{Name: "COMMUNITIES"}}}, one, `committees[0].name: "COMMUNITIES" differs from the committee "Communities" in its capitals alone; write the one name for both`},
		{kpi.Register{Committees: []kpi.Committee{{Name: "Communities"}, {Name: "communities"}}}, nil, `committees[1].name: "communities" differs from the committee "Communities" in its capitals alone; write the one name for both`},
		{kpi.Register{Committees: []kpi.Committee{{Name: "communities"}, {Name: "Communities"}}}, []kpi.Committee{{Name: "Communities"}, {Name: "communities"}}, ""}, // as an earlier release took them
		{kpi.Register{Indicators: []kpi.Indicator{{Code: "1", Title: "T", Committee: "communities", Unit: kpi.Count, Kind: kpi.Contextual}}}, one, `indicators[0].committee: "communities" is not one of the committees; did you mean "Communities"?`},
	} {
		if got := c.joining.Faults(kpi.Register{Committees: c.held}, later).Error(); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

package doubt_test

import (
	"testing"

	"chaser/doubt"
	"chaser/kpi"
)

// likeness is one row: a figure, and what is asked about it; empty for nothing.
type likeness struct {
	name   string
	i      kpi.Indicator
	typed  string
	before []string // the figures of the quarters before, the latest last
	want   string
}

func ask(t *testing.T, table []likeness) {
	t.Helper()
	for _, test := range table {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := said(subject(t, test.i, test.typed, test.before...)); got != test.want {
				t.Errorf("%s after %v\n got %q\nwant %q", test.typed, test.before, got, test.want)
			}
		})
	}
}

func TestDigits(t *testing.T) {
	t.Parallel()
	percent := kpi.Indicator{Unit: kpi.Percent}
	count := kpi.Indicator{Unit: kpi.Count}
	ask(t, []likeness{
		{"changed over", percent, "39", []string{"95", "93"}, "[digits] 39% is far from the figure for Q2 2023/24, 93%, and with 3 and 9 changed over it would not be. Did you mean 93%?"},
		{"of three", count, "926", []string{"313", "296"}, "[digits] 926 is far from the figure for Q2 2023/24, 296, and with 9 and 2 changed over it would not be. Did you mean 296?"},
		{"of a steady one", count, "69326", []string{"90157", "96326"}, "[digits] 69,326 is far from the figure for Q2 2023/24, 96,326, and with 6 and 9 changed over it would not be. Did you mean 96,326?"},
		{"typed twice", count, "1442", []string{"140"}, "[digits] 1,442 is far from the figure for Q2 2023/24, 140, and with one 4 less it would not be. Did you mean 142?"},
		{"typed twice of a percentage", percent, "664", []string{"64"}, "[digits] 664% is far from the figure for Q2 2023/24, 64%, and with one 6 less it would not be. Did you mean 64%?"},

		{"not far off", count, "96236", []string{"90157", "96326"}, ""},
		{"far, with the digits either way", count, "230", []string{"150", "142"}, ""},
		{"of an unsteady one", count, "300", []string{"142", "330", "160", "300", "142"}, ""},
		{"of one that leaps", count, "620", []string{"100", "250"}, ""},
		{"few things", count, "21", []string{"12"}, ""},
		{"nothing beside it", percent, "39", nil, ""},
	})
}

func TestDates(t *testing.T) {
	t.Parallel()
	percent := kpi.Indicator{Unit: kpi.Percent, Target: number("5")}
	count := kpi.Indicator{Unit: kpi.Count}
	ask(t, []likeness{
		{"a spreadsheet's", percent, "44927", nil, "[date] 44,927% looks like a date: spreadsheets keep 1 January 2023 as 44927. Is that right?"},
		{"a spreadsheet's beside counts", count, "45291", []string{"142"}, "[date] 45,291 looks like a date: spreadsheets keep 31 December 2023 as 45291. Is that right?"},
		{"run together", count, "20231231", []string{"142"}, "[date] 20,231,231 looks like a date: 31 December 2023. Is that right?"},
		{"the day first", count, "31122023", []string{"142"}, "[date] 31,122,023 looks like a date: 31 December 2023. Is that right?"},
		{"a short one", count, "311223", []string{"142"}, "[date] 311,223 looks like a date: 31 December 2023. Is that right?"},
		{"the year", count, "2023", []string{"142"}, "[date] 2,023 looks like a year. Is that right?"},
		{"the year beside hundreds", count, "2024", []string{"213"}, "[date] 2,024 looks like a year. Is that right?"},

		{"a number that it may be", count, "44927", []string{"38000"}, ""},
		{"a year that it may be", count, "2023", []string{"1900"}, ""},
		{"long ago", count, "30000", []string{"142"}, "[scale] 30,000 is more than a hundred times the figure for Q2 2023/24, 142. Is that right?"},
		{"no such day", count, "20231331", []string{"142"}, "[scale] 20,231,331 is more than a hundred times the figure for Q2 2023/24, 142. Is that right?"},
		{"a first count", count, "45291", nil, ""},
		{"a fraction of one", kpi.Indicator{Unit: kpi.Ratio, Decimals: 2}, "45291.5", []string{"2"}, ""},
	})
}

func TestFalls(t *testing.T) {
	t.Parallel()
	sum := kpi.Indicator{Unit: kpi.Count, Cumulative: true}
	spent := kpi.Indicator{Unit: kpi.Currency, Cumulative: true}
	ask(t, []likeness{
		{"the quarter's own", sum, "59", []string{"88", "147"}, "[falls] 59 is less than the figure for Q2 2023/24, 147, although X1 counts from 1 April. " +
			"If it is that of Q3 2023/24 alone, they make 206. Did you mean 206?"},
		{"a little less", spent, "£980,000", []string{"", "1000000"}, "[falls] £980,000 is less than the figure for Q2 2023/24, £1,000,000, although X1 counts from 1 April. " +
			"If it is that of Q3 2023/24 alone, they make £1,980,000. Did you mean £1,980,000?"},
		{"far less", sum, "40", []string{"147", "160"}, "[falls] 40 is less than the figure for Q2 2023/24, 160, although X1 counts from 1 April. " +
			"If it is that of Q3 2023/24 alone, they make 200. Did you mean 200?"},
		{"nought", sum, "0", []string{"88", "147"}, "[falls] 0 is less than the figure for Q2 2023/24, 147, although X1 counts from 1 April. Is that right?"},

		{"rises", sum, "206", []string{"88", "147"}, ""},
		{"stays", sum, "120", []string{"88", "120"}, ""},
		{"after the year's end", sum, "59", []string{"220", "", ""}, ""},
		{"a percentage of the year so far", kpi.Indicator{Unit: kpi.Percent, Cumulative: true}, "93", []string{"95"}, ""},
		{"an average of the year so far", kpi.Indicator{Unit: kpi.Days, Cumulative: true}, "12", []string{"13"}, ""},
		{"not cumulative", kpi.Indicator{Unit: kpi.Count}, "59", []string{"88", "147"}, ""},
		{"a deficit", spent, "-900", []string{"", "-500"}, ""},
	})

	late := subject(t, sum, "300")
	late.Figures = append(late.Figures, figure(t, late.Indicator, kpi.Quarter(2023, 4), "250"))
	if got, want := said(late), "[falls] 300 is more than the figure for Q4 2023/24, 250, although X1 counts from 1 April. Is that right?"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestOver100(t *testing.T) {
	t.Parallel()
	percent := kpi.Indicator{Unit: kpi.Percent}
	ask(t, []likeness{
		{"the first", percent, "103", []string{"97", "99"}, "[over-100] 103% is over 100%, which no figure of X1 was before. Is that right?"},
		{"of a new one", percent, "130", nil, "[over-100] 130% is over 100%, which no figure of X1 was before. Is that right?"},

		{"100", percent, "100", []string{"97"}, ""},
		{"as before", percent, "103", []string{"104", "99"}, ""},
		{"as its target", kpi.Indicator{Unit: kpi.Percent, Target: number("110")}, "103", []string{"99"}, ""},
		{"as its benchmark", kpi.Indicator{Unit: kpi.Percent, EnglandMean: number("104.2")}, "103", []string{"99"}, ""},
		{"no percentage", kpi.Indicator{Unit: kpi.Count}, "103", []string{"99"}, ""},
	})

	stands := subject(t, percent, "103", "99")
	stands.Figures = append(stands.Figures, stands.Figure)
	if got := said(stands); got != "" {
		t.Errorf("a revision that leaves the figure: %q", got)
	}
}

func TestDecimals(t *testing.T) {
	t.Parallel()
	percent := kpi.Indicator{Unit: kpi.Percent}
	days := kpi.Indicator{Unit: kpi.Days, Decimals: 1}
	money := kpi.Indicator{Unit: kpi.Currency}
	ask(t, []likeness{
		{"a quotient", percent, "64.117", []string{"64", "61"}, "[decimals] 64.117% has 3 digits after its point, and figures of X1 have none. Is that right?"},
		{"days", days, "12.125", []string{"12.5", "13.0"}, "[decimals] 12.125 days has 3 digits after its point, and figures of X1 have 1 at most. Is that right?"},
		{"parts of a penny", money, "£1,250.125", []string{"1300"}, "[decimals] £1,250.125 has 3 digits after its point, and figures of X1 have none. Is that right?"},

		{"one more", percent, "73.6", []string{"74"}, ""},
		{"noughts", percent, "73.600", []string{"74"}, ""},
		{"as before", percent, "64.117", []string{"61.25", "60"}, ""},
		{"pence", money, "£1,250.50", []string{"1300"}, ""},
		{"of a fraction", percent, "570/889", []string{"64"}, ""},
	})
}

func TestSame(t *testing.T) {
	t.Parallel()
	percent := kpi.Indicator{Unit: kpi.Percent, Decimals: 1}
	count := kpi.Indicator{Unit: kpi.Count}
	ask(t, []likeness{
		{"a count", count, "96,326", []string{"90157", "96326"}, "[same] 96,326 is the figure for Q2 2023/24 to the digit. Is that right?"},
		{"a percentage", kpi.Indicator{Unit: kpi.Percent, Decimals: 2}, "64.12", []string{"64.12"}, "[same] 64.12% is the figure for Q2 2023/24 to the digit. Is that right?"},
		{"a fraction", percent, "57/88", []string{"57/88"}, "[same] 64.8% (57 of 88) is the figure for Q2 2023/24 to the digit. Is that right?"},

		{"another", count, "96,327", []string{"90157", "96326"}, ""},
		{"the one before the last", count, "90157", []string{"90157", "96326"}, ""},
		{"nought", count, "0", []string{"0"}, ""},
		{"all", percent, "100", []string{"100"}, ""},
		{"of three digits", count, "142", []string{"213", "142"}, ""},
		{"a percentage of three", percent, "64.1", []string{"64.1"}, ""},
		{"few", count, "14", []string{"12", "14"}, ""},
		{"a round number", count, "120000", []string{"142000", "120000"}, ""},
		{"what rarely moves", count, "31275", []string{"31275", "31275"}, ""},
		{"what moves by next to nothing", count, "31275", []string{"31273", "31275"}, ""},
		{"what rarely moved", count, "31275", []string{"31000", "31000", "31275"}, ""},
		{"another fraction of the same", percent, "114/176", []string{"57/88"}, ""},
	})

	for _, test := range []struct {
		name  string
		typed string
		asked bool
		with  func(*doubt.Subject)
	}{
		{"carried forward", "96326", false, func(s *doubt.Subject) { s.Figure.Status = kpi.CarriedForward }},
		{"with a commentary", "96326", true, func(s *doubt.Subject) { s.Figure.Commentary = "No branch opened." }},
		{"a revision, which has its reason", "96326", false, func(s *doubt.Subject) {
			s.Figures = append(s.Figures, figure(t, s.Indicator, s.Figure.Period, "96400"))
		}},
	} {
		s := subject(t, count, test.typed, test.typed)
		test.with(&s)
		if got := said(s); (got != "") != test.asked {
			t.Errorf("%s: %q", test.name, got)
		}
	}
}

// If several things about one figure are unlikely, the weightiest is said.
func TestOneDoubtAboutAFigure(t *testing.T) {
	t.Parallel()
	ask(t, []likeness{
		{"over 100 and the point", kpi.Indicator{Unit: kpi.Percent}, "5500", []string{"48", "55"}, "[scale] 5,500% is about a hundred times the figure for Q2 2023/24, 55%. Did you mean 55%?"},
		{"too many digits and the point", kpi.Indicator{Unit: kpi.Percent}, "0.6411", []string{"64"}, "[scale] 0.6411% is about a hundredth of the figure for Q2 2023/24, 64%. Did you mean 64.11%?"},
		{"less than before, and a tenth", kpi.Indicator{Unit: kpi.Count, Cumulative: true}, "160", []string{"880", "1470"}, "[scale] 160 is about a tenth of the figure for Q2 2023/24, 1,470. Did you mean 1,600?"},
	})
}

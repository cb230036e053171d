package doubt_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"chaser/doubt"
	"chaser/kpi"
)

// wells are two indicators of one service, with what their commentaries say of the stock.
func wells(opened, closed, ofOpened, ofClosed string) kpi.Register {
	r := kpi.Register{}
	for _, i := range []struct{ code, title, value, said string }{
		{"IN", "Total number of Wells opened", opened, ofOpened}, {"OUT", "Number of wells closed", closed, ofClosed},
	} {
		r.Indicators = append(r.Indicators, kpi.Indicator{Code: i.code, Title: i.title, Unit: kpi.Count, Frequency: kpi.Quarterly, Kind: kpi.Contextual, Direction: kpi.None})
		r.Figures = append(r.Figures, kpi.Figure{Indicator: i.code, Period: kpi.Quarter(2023, 2), Value: number(i.value), Status: kpi.Final, Commentary: i.said})
	}
	return r
}

func TestAStockAndItsFlows(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, ofOpened, ofClosed, want string }{
		{"as it should", "At the close of Q2 there were 110 open wells, compared to 100 in Q1.", "", ""},
		{"too many", "At the close of Q2 there were 115 open wells, compared to 100 in Q1.", "",
			"IN 2023-24Q2 warning/flow: 30 opened and 20 closed make 10 more, but the commentary has open wells go from 100 to 115, 15 more."},
		{"on two cards", "At the end of Q2 there were 115 open wells.", "There were 100 live wells at the end of Q1.",
			"IN 2023-24Q2 warning/flow: 30 opened and 20 closed make 10 more, but the commentary has open wells go from 100 to 115, 15 more."},
		{"said twice", "At the end of Q2 there were 110 open wells. This is a rise from 100 in Q1.", "There were 90 live wells at the end of Q1.",
			"OUT 2023-24Q2 error/said-twice: It says 90 open wells at the close of Q1 2023/24, and IN says 100: “This is a rise from 100 in Q1”."},
		{"said alike", "At the end of Q2 there were 110 open wells. This is a rise from 100 in Q1.", "There were 100 live wells at the end of Q1.", ""},
		{"of another year", "At the end of Q2 2022/23 there were 500 open wells, compared to 100 in Q1 2022/23.", "", ""},
		{"some of them", "At the close of Q2 there were 115 open deep wells, compared to 100 in Q1.", "", ""},
		{"with another number", "At the close of Q2 115 of 300 were open wells, compared to 100 in Q1.", "", ""},
		{"per cents", "At the close of Q2 115% of open wells, compared to 100% in Q1.", "", ""},
		{"no close", "In Q2 there were 115 open wells, compared to 100 in Q1.", "", ""},
	} {
		if got := checked(wells("30", "20", test.ofOpened, test.ofClosed), doubt.Scope{}); got != test.want {
			t.Errorf("%s:\n got %q\nwant %q", test.name, got, test.want)
		}
	}
}

// A declared stock has its own names, its tolerance, and no need of telling titles.
func TestADeclaredStock(t *testing.T) {
	t.Parallel()
	tolerance := decimal.NewFromInt(5)
	for _, test := range []struct {
		name string
		kpi.Identity
		want string
	}{
		{"exactly", kpi.Identity{}, "IN 2023-24Q2 error/identity: 30 opened and 20 closed make 10 more, but the commentary has borehole stock go from 100 to 115, 15 more."},
		{"with a tolerance", kpi.Identity{Tolerance: &tolerance}, ""},
	} {
		r := wells("30", "20", "At the close of Q2 the borehole stock was 115, compared to 100 in Q1.", "")
		test.Name, test.Rule, test.Stock = "Boreholes", "stock = previous + IN - OUT", "borehole stock"
		r.Identities = []kpi.Identity{test.Identity}
		if got := checked(r, doubt.Scope{}); got != test.want {
			t.Errorf("%s:\n got %q\nwant %q", test.name, got, test.want)
		}
	}
}

func TestPartsOfAWhole(t *testing.T) {
	t.Parallel()
	one := decimal.NewFromInt(1)
	for _, test := range []struct {
		rule, all string
		tolerance *decimal.Decimal
		want      string
	}{
		{"NORTH + SOUTH = ALL", "30", nil, ""},
		{"NORTH + SOUTH = ALL", "31", nil, "ALL 2023-24Q1 error/identity: Parts: by NORTH + SOUTH = ALL it is 30 on the left and 31 on the right."},
		{"NORTH + SOUTH = ALL", "31", &one, ""},
		{"north = all − south", "30", nil, ""},
		{"NORTH + EAST = ALL", "31", nil, ""}, // EAST has no figure
	} {
		r := kpi.Register{Identities: []kpi.Identity{{Name: "Parts", Rule: test.rule, Tolerance: test.tolerance}}}
		for code, value := range map[string]string{"NORTH": "10", "SOUTH": "20", "ALL": test.all, "EAST": ""} {
			r.Indicators = append(r.Indicators, kpi.Indicator{Code: code, Unit: kpi.Count, Frequency: kpi.Quarterly})
			r.Figures = append(r.Figures, series(t, code, value)...)
		}
		if got := checked(r, doubt.Scope{}); got != test.want {
			t.Errorf("%s with %s:\n got %q\nwant %q", test.rule, test.all, got, test.want)
		}
	}
}

// A consistent stock stays consistent when all its numbers are scaled; with one of them changed it is doubted.
func TestAScaledStockIsTheSame(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in, out, before := rapid.IntRange(1, 400).Draw(t, "in"), rapid.IntRange(1, 400).Draw(t, "out"), rapid.IntRange(403, 900).Draw(t, "before") // there are never fewer than none
		by, off := rapid.IntRange(1, 9).Draw(t, "by"), rapid.IntRange(-3, 3).Draw(t, "off")
		said := fmt.Sprintf("At the close of Q2 there were %d live wells, compared to %d in Q1.", by*(before+in-out)+off, by*before)
		got := checked(wells(fmt.Sprint(by*in), fmt.Sprint(by*out), said, ""), doubt.Scope{})
		if (got != "") != (off != 0) {
			t.Errorf("off by %d: %q", off, got)
		}
	})
}

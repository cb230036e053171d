package doubt_test

import (
	"testing"

	"chaser/doubt"
	"chaser/kpi"
)

// kindsAbout are the kinds of doubt about a commentary on a final 68% for Q2 2023/24, after 70%, but for those of how
// numbers compare.
func kindsAbout(commentary string) (kinds []doubt.Kind) {
	i := kpi.Indicator{Code: "X", Title: "Calls answered in a minute", Unit: kpi.Percent, Frequency: kpi.Quarterly, Kind: kpi.Target, Target: number("70"), Direction: kpi.Up}
	was := kpi.Figure{Indicator: "X", Period: kpi.Quarter(2023, 1), Value: number("70"), Status: kpi.Final}
	f := kpi.Figure{Indicator: "X", Period: kpi.Quarter(2023, 2), Value: number("68"), Status: kpi.Final, Commentary: commentary}
	for _, found := range doubt.Check(kpi.Register{Indicators: []kpi.Indicator{i}, Figures: []kpi.Figure{was, f}}, doubt.Scope{}, endOf2023) {
		if found.Doubt.Kind.Group() != doubt.Words {
			kinds = append(kinds, found.Doubt.Kind)
		}
	}
	return kinds
}

func TestStatesThatTheWordsSay(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		said string
		want doubt.Kind
	}{
		{"The move of our database means we are unable to report on this measure.", doubt.Unreportable},
		{"Owing to the new system we are not able to provide a figure for this quarter.", doubt.Unreportable},
		{"Performance data for the service could not be reported, after the outage.", ""}, // whose data, nobody can tell
		{"The figure could not be calculated.", doubt.Unreportable},
		{"No data is available for this quarter.", doubt.Unreportable},
		{"Data are not yet available for this period, as the supplier changed.", doubt.Unreportable},
		{"A delay in validating the data means that all of it follows in December.", doubt.NotFinal},
		{"Figures are provisional.", doubt.NotFinal},
		{"The data for this quarter is still unvalidated.", doubt.NotFinal},
		{"The figures have not yet been validated.", doubt.NotFinal},
		{"The figure is an estimate, from July's calls.", doubt.NotFinal},
		{"Results are subject to validation.", doubt.NotFinal},
		{"The figure has been carried forward.", doubt.Carried},
		{"The figure shown is for Q1.", doubt.Carried},
		{"Data is only available for July and August.", doubt.PartWords},
		{"Data is only available up to August 2023.", doubt.PartWords},
		{"The figure excludes September, as the system was down.", doubt.PartWords},
		{"The data only covers part of the quarter.", doubt.PartWords},
		{"Q1 2023/24 - calls rose, and two of the team were away.", doubt.OtherQuarter},
		{"Quarter 4: fewer calls came in, and more of them were answered.", doubt.OtherQuarter},

		{"", ""},
		{"We were unable to report on this measure in Q1; the figures are whole again.", ""},
		{"National data is not yet available for this quarter.", ""},
		{"Benchmarking figures are provisional.", ""},
		{"We are unable to report a rise in demand.", ""},
		{"Staff were unable to provide cover on Saturdays.", ""},
		{"No data protection breaches were reported.", ""},
		{"Last quarter's provisional figure has been confirmed.", ""},
		{"Previously reported figures may have changed as estimated data is replaced.", ""},
		{"An estimated 1,200 callers rang off.", ""},
		{"We are awaiting confirmation of the grant.", ""},
		{"Planning conditions are subject to change.", ""},
		{"Twelve cases were carried forward from Q1.", ""},
		{"The budget is carried forward.", ""},
		{"In Q1 the figure was 70%.", ""},
		{"The figure for Q1 was 70%, and we expect to be back there in Q3.", ""},
		{"Calls fell in July and August, and rose in September.", ""},
		{"Only July was difficult.", ""},
		{"In Q1 the team was full; in Q2 two were on leave.", ""},
		{"Q1 was strong. July was not.", ""},
		{"The service may march on.", ""},
		{"There has been a delay in opening the new centre.", ""},
		{"Demand is part of the picture in the quarter.", ""},
		{"If the figures are not yet available for this quarter, ask the team.", ""},
	} {
		got := doubt.Kind("")
		if kinds := kindsAbout(test.said); len(kinds) > 0 {
			got = kinds[0]
		}
		if got != test.want {
			t.Errorf("%q: got %q, want %q", test.said, got, test.want)
		}
	}
}

// A figure that is marked as what its words say is not doubted.
func TestAMarkedStateIsNotDoubted(t *testing.T) {
	t.Parallel()
	i := kpi.Indicator{Code: "X", Unit: kpi.Percent, Frequency: kpi.Quarterly}
	for _, status := range kpi.Statuses[1:] {
		f := kpi.Figure{Indicator: "X", Period: kpi.Quarter(2023, 2), Value: number("68"), Status: status, Commentary: "We are unable to report on this measure."}
		r := kpi.Register{Indicators: []kpi.Indicator{i}, Figures: []kpi.Figure{f}}
		if got := doubt.Check(r, doubt.Scope{}, f.Period.End()); len(got) > 0 {
			t.Errorf("%s: %s", status, got[0].Doubt.Sentence)
		}
	}
}

func TestProvisionalForTooLong(t *testing.T) {
	t.Parallel()
	i := kpi.Indicator{Code: "X", Unit: kpi.Percent, Frequency: kpi.Quarterly}
	f := kpi.Figure{Indicator: "X", Period: kpi.Quarter(2023, 2), Value: number("68"), Status: kpi.Provisional}
	r := kpi.Register{Indicators: []kpi.Indicator{i}, Figures: []kpi.Figure{f}}
	for today, want := range map[kpi.Date]int{{Year: 2023, Month: 12, Day: 31}: 0, {Year: 2024, Month: 1, Day: 1}: 1} {
		if got := doubt.Check(r, doubt.Scope{}, today); len(got) != want {
			t.Errorf("on %s: %v", today, got)
		}
	}
}

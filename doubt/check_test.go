package doubt_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"chaser/doubt"
	"chaser/kpi"
)

var endOf2023 = kpi.Date{Year: 2024, Month: 1, Day: 8}

// checked is what is said about a register, a line each.
func checked(r kpi.Register, scope doubt.Scope) string {
	var lines []string
	for _, f := range doubt.Check(r, scope, endOf2023) {
		lines = append(lines, fmt.Sprintf("%s %s %s/%s: %s", f.Indicator.Code, f.Figure.Period, f.Doubt.Kind.Severity(), f.Doubt.Kind, f.Doubt.Sentence))
	}
	return strings.Join(lines, "\n")
}

// Check looks at every figure, so a wrong one is found however long it has stood, and does not shield the next.
func TestCheckLooksAtWhatStands(t *testing.T) {
	t.Parallel()
	r := kpi.Register{
		Indicators: []kpi.Indicator{
			{Code: "A", Unit: kpi.Percent, Frequency: kpi.Quarterly, Committee: "One"},
			{Code: "B", Unit: kpi.Count, Frequency: kpi.Quarterly, Committee: "Two"},
		},
		Figures: append(series(t, "B", "340", "3400", "350"), series(t, "A", "93", "0.94", "92")...),
	}
	const (
		ofA = "A 2023-24Q2 warning/scale: 0.94% is about a hundredth of the figure for Q1 2023/24, 93%."
		ofB = "B 2023-24Q2 warning/scale: 3,400 is about ten times the figure for Q1 2023/24, 340."
	)
	for _, test := range []struct {
		name  string
		scope doubt.Scope
		want  []string
	}{
		{"all", doubt.Scope{}, []string{ofA, ofB}},
		{"a period", doubt.Scope{Period: kpi.Quarter(2023, 2)}, []string{ofA, ofB}},
		{"another period", doubt.Scope{Period: kpi.Quarter(2023, 3)}, nil},
		{"a committee", doubt.Scope{Committee: "Two"}, []string{ofB}},
		{"another committee", doubt.Scope{Committee: "Three"}, nil},
	} {
		if diff := cmp.Diff(strings.Join(test.want, "\n"), checked(r, test.scope)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

// What is said of a period does not depend on whether it is asked about alone.
func TestCheckOfAPeriodIsAPartOfAll(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := drawnRegister(t)
		var parts, all []string
		p := kpi.Quarter(2023, 1)
		for range 4 {
			parts = append(parts, strings.Split(checked(r, doubt.Scope{Period: p}), "\n")...)
			p = p.Next()
		}
		all = strings.Split(checked(r, doubt.Scope{}), "\n")
		if diff := cmp.Diff(sorted(all), sorted(parts)); diff != "" {
			t.Errorf("all together, and apart:\n%s", diff)
		}
	})
}

// A committee's doubts are those of all that are about its cards, by whichever way they are asked for.
func TestCheckOfACommittee(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := drawnRegister(t)
		for n := range r.Indicators {
			r.Indicators[n].Committee = rapid.SampledFrom([]string{"First", "Second"}).Draw(t, "committee")
		}
		scope := doubt.Scope{Period: rapid.SampledFrom([]kpi.Period{{}, kpi.Quarter(2023, 3)}).Draw(t, "period")}
		all := doubt.Check(r, scope, endOf2023)
		for _, name := range []string{"First", "Second"} {
			of := slices.DeleteFunc(slices.Clone(all), func(f doubt.Finding) bool { return f.Indicator.Committee != name })
			scope.Committee = name
			if diff := cmp.Diff(of, doubt.Check(r, scope, endOf2023), cmpopts.EquateEmpty(), cmpopts.EquateComparable(kpi.Period{}, kpi.Date{})); diff != "" {
				t.Errorf("of all, and of %s alone:\n%s", name, diff)
			}
		}
	})
}

// A card costs no more for an indicator with many earlier ones.
func TestCheckCostsWhatItsCardsAre(t *testing.T) { //nolint:paralleltest // it counts allocations
	took := func(quarters int) float64 {
		r := kpi.Register{Indicators: []kpi.Indicator{{
			Code: "K1", Title: "Cases closed", Unit: kpi.Count, Frequency: kpi.Quarterly, Kind: kpi.Target, Direction: kpi.Up, Target: number("900"),
			Description: "Cases closed in the quarter. The annual target is divided by four for each quarter.",
		}}}
		p := kpi.Quarter(2000, 1)
		for q := range quarters {
			r.Figures = append(r.Figures, kpi.Figure{
				Indicator: "K1", Period: p, Value: number(fmt.Sprint(800 + q*17%250)), Status: kpi.Final, Commentary: "Staff leave over the summer explains most of it, as before. Two posts were filled.",
			})
			p = p.Next()
		}
		return testing.AllocsPerRun(3, func() { doubt.Check(r, doubt.Scope{}, endOf2023) })
	}
	if few, many := took(24), took(96); many > 5*few {
		t.Errorf("24 quarters took %.0f allocations, 96 took %.0f", few, many)
	}
}

func BenchmarkCheck(b *testing.B) {
	r := kpi.Register{}
	for n := range 3000 {
		code := fmt.Sprintf("K%d", n)
		r.Indicators = append(r.Indicators, kpi.Indicator{Code: code, Title: "Cases closed of kind " + code, Unit: kpi.Count, Frequency: kpi.Quarterly, Kind: kpi.Target, Direction: kpi.Up, Target: number("900")})
		p := kpi.Quarter(2016, 1)
		for q := range 32 {
			value := fmt.Sprint(800 + (n*31+q*17)%250)
			r.Figures = append(r.Figures, kpi.Figure{
				Indicator: code, Period: p, Value: number(value), Status: kpi.Final,
				Commentary: strings.Repeat(value+" cases were closed in the quarter, of which most were opened in the year before. ", 6) + code,
			})
			p = p.Next()
		}
	}
	for b.Loop() {
		doubt.Check(r, doubt.Scope{}, endOf2023)
	}
}

// drawnRegister is some indicators with four quarters of figures, in any order.
func drawnRegister(t *rapid.T) (r kpi.Register) {
	said := []string{"", "Fewer were closed, as staff were on leave over the summer.", "Demand rose again in the whole of the quarter, as it did before.", "x"}
	for n := range rapid.IntRange(1, 3).Draw(t, "indicators") {
		code := fmt.Sprint("K", n)
		r.Indicators = append(r.Indicators, kpi.Indicator{
			Code: code, Title: "Closed cases " + code, Unit: kpi.Count, Frequency: kpi.Quarterly, Kind: kpi.Target, Target: number("100"),
			Direction: rapid.SampledFrom([]kpi.Direction{kpi.Up, kpi.Down}).Draw(t, "direction"), Cumulative: rapid.Bool().Draw(t, "cumulative"),
		})
		p := kpi.Quarter(2023, 1)
		for range 4 {
			value := fmt.Sprint(rapid.SampledFrom([]int{0, 7, 12, 95, 100, 142, 1420}).Draw(t, "value"))
			r.Figures = append(r.Figures, kpi.Figure{
				Indicator: code, Period: p, Value: number(value), Commentary: rapid.SampledFrom(said).Draw(t, "said"),
				Status: rapid.SampledFrom([]kpi.Status{kpi.Final, kpi.Provisional, kpi.CarriedForward}).Draw(t, "status"),
			})
			p = p.Next()
		}
	}
	r.Figures = rapid.Permutation(r.Figures).Draw(t, "figures")
	return r
}

func sorted(lines []string) []string {
	lines = slices.DeleteFunc(slices.Clone(lines), func(s string) bool { return s == "" })
	slices.Sort(lines)
	return lines
}

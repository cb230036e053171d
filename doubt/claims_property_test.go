package doubt_test

import (
	"fmt"
	"strconv"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"chaser/doubt"
	"chaser/kpi"
)

// kindOfClaim is a sentence whose numbers hang together: draw gives them, card the card that they stand under.
type kindOfClaim struct {
	name string
	form string
	draw func(t *rapid.T) []int64
	card func(n []int64) (title string, unit kpi.Unit, figure, previous int64)
}

var kindsOfClaims = []kindOfClaim{
	{
		"months of a quarter", "There were %s visits in July, %s in August and %s in September.",
		func(t *rapid.T) []int64 {
			return []int64{drawn3(t, "July"), drawn3(t, "August"), drawn3(t, "September")}
		},
		func(n []int64) (string, kpi.Unit, int64, int64) { return "Visits", kpi.Count, n[0] + n[1] + n[2], 0 },
	},
	{
		"a rest", "There were %s visits, %s of which were by children; the other %s were by adults.",
		func(t *rapid.T) []int64 {
			a, b := drawn3(t, "a"), drawn3(t, "b")
			return []int64{a + b, a, b}
		},
		func(n []int64) (string, kpi.Unit, int64, int64) { return "Stays", kpi.Count, 41, 0 },
	},
	{
		"what became of a number", "%s appeals were decided. %s were allowed and %s dismissed.",
		func(t *rapid.T) []int64 {
			a, b := drawn3(t, "a"), drawn3(t, "b")
			return []int64{a + b, a, b}
		},
		func(n []int64) (string, kpi.Unit, int64, int64) { return "Stays", kpi.Count, 41, 0 },
	},
	{
		"a stock by its days", "%s inquests were open on 1 July; %s were opened and %s closed, so that %s were open on 30 September.",
		func(t *rapid.T) []int64 {
			a, in, out := drawn3(t, "start"), drawn3(t, "in"), drawn3(t, "out")
			out = min(out, a+in-101)
			return []int64{a, in, out, a + in - out}
		},
		func(n []int64) (string, kpi.Unit, int64, int64) { return "Inquests open", kpi.Count, n[3], n[0] },
	},
	{
		"what came and went", "%s joined the list and %s were housed, so that it went from %s to %s.",
		func(t *rapid.T) []int64 {
			a, in, out := drawn3(t, "start")+3000, drawn3(t, "in"), drawn3(t, "out")
			return []int64{in, out, a, a + in - out}
		},
		func(n []int64) (string, kpi.Unit, int64, int64) { return "Stays", kpi.Count, 41, 0 },
	},
	{
		"a total for the year", "%s homes were finished, bringing the total for the year to %s.",
		func(t *rapid.T) []int64 {
			own := drawn3(t, "own")
			return []int64{own, own + 321}
		},
		func(n []int64) (string, kpi.Unit, int64, int64) { return "Homes finished", kpi.Count, n[0], 321 },
	},
	{
		"an earlier figure and the step from it", "%s visits were made, compared with %s last quarter, a rise of %s.",
		func(t *rapid.T) []int64 {
			was, by := drawn3(t, "was"), drawn3(t, "by")
			return []int64{was + by, was, by}
		},
		func(n []int64) (string, kpi.Unit, int64, int64) { return "Visits made", kpi.Count, n[0], n[1] },
	},
	{
		"a sum that is written out", "Brought forward %s, plus %s new, less %s closed = %s.",
		func(t *rapid.T) []int64 {
			a, in, out := drawn3(t, "start"), drawn3(t, "in"), drawn3(t, "out")
			out = min(out, a+in-101)
			return []int64{a, in, out, a + in - out}
		},
		func(n []int64) (string, kpi.Unit, int64, int64) { return "Stays", kpi.Count, 41, 0 },
	},
	{
		"a step with a sign", "Visits made: %s (+%s on last quarter).",
		func(t *rapid.T) []int64 {
			was, by := drawn3(t, "was"), drawn3(t, "by")
			return []int64{was + by, by}
		},
		func(n []int64) (string, kpi.Unit, int64, int64) { return "Visits made", kpi.Count, n[0], n[0] - n[1] },
	},
	{
		"both ends behind a colon", "Visits made have risen by %s: %s vs %s.",
		func(t *rapid.T) []int64 {
			was, by := drawn3(t, "was"), drawn3(t, "by")
			return []int64{by, was + by, was}
		},
		func(n []int64) (string, kpi.Unit, int64, int64) { return "Visits made", kpi.Count, n[1], n[2] },
	},
	{
		"the parts of a whole", "Of the %s who left, %s resigned, %s retired and the other %s went for other reasons.",
		func(t *rapid.T) []int64 {
			a, b, c := drawn3(t, "a"), drawn3(t, "b"), drawn3(t, "c")
			return []int64{a + b + c, a, b, c}
		},
		func(n []int64) (string, kpi.Unit, int64, int64) { return "Stays", kpi.Count, 41, 0 },
	},
	{
		"a label", "Visits made: %s (last quarter: %s).",
		func(t *rapid.T) []int64 {
			a, b := drawn3(t, "a"), drawn3(t, "b")
			return []int64{a, b}
		},
		func(n []int64) (string, kpi.Unit, int64, int64) { return "Visits made", kpi.Count, n[0], n[1] },
	},
}

// drawn3 is a number of three digits that is hardly rounded.
func drawn3(t *rapid.T, name string) int64 {
	return rapid.Int64Range(101, 499).Filter(func(n int64) bool { return n%10 != 0 }).Draw(t, name)
}

// A sentence of any kind is silent while its numbers fit, and speaks once one digit of one of them is another.
func TestKindsOfClaimsOfAnySize(t *testing.T) {
	t.Parallel()
	for _, k := range kindsOfClaims {
		t.Run(k.name, func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				n := k.draw(t)
				title, unit, figure, previous := k.card(n)
				s := underCard(title, unit, figure, previous)
				s.Figure.Commentary = worded(k.form, n)
				if found := doubt.Contradictions(s); len(found) > 0 {
					t.Fatalf("of “%s”: %s", s.Figure.Commentary, found[0].Sentence)
				}
				at := rapid.IntRange(0, len(n)-1).Draw(t, "changed")
				n[at] = slipped(t, n[at])
				s.Figure.Commentary = worded(k.form, n)
				if found := doubt.Contradictions(s); len(found) == 0 {
					t.Fatalf("nothing of “%s” under %d, before %d", s.Figure.Commentary, figure, previous)
				}
			})
		})
	}
}

// slipped is a number with one digit before its last another.
func slipped(t *rapid.T, n int64) int64 {
	digits := []byte(strconv.FormatInt(n, 10))
	at := rapid.IntRange(0, len(digits)-2).Draw(t, "digit")
	digits[at] = rapid.SampledFrom([]byte("123456789")).Filter(func(d byte) bool { return d != digits[at] }).Draw(t, "another")
	v, _ := strconv.ParseInt(string(digits), 10, 64)
	return v
}

func worded(form string, n []int64) string {
	all := make([]any, len(n))
	for i := range n {
		all[i] = kpi.Count.ShowExact(decimal.NewFromInt(n[i]))
	}
	return fmt.Sprintf(form, all...)
}

func underCard(title string, unit kpi.Unit, figure, previous int64) doubt.Subject {
	now := decimal.NewFromInt(figure)
	s := doubt.Subject{
		Indicator: kpi.Indicator{Code: "X1", Title: title, Unit: unit, Kind: kpi.Contextual, Frequency: kpi.Quarterly},
		Figure:    kpi.Figure{Indicator: "X1", Period: kpi.Quarter(2023, 2), Value: &now, Status: kpi.Final},
	}
	if previous > 0 {
		was := decimal.NewFromInt(previous)
		s.Figures = []kpi.Figure{{Indicator: "X1", Period: kpi.Quarter(2023, 1), Value: &was, Status: kpi.Final}}
	}
	return s
}

package doubt_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chaser/doubt"
	"chaser/kpi"
	"chaser/register"
)

func seed(t *testing.T) kpi.Register {
	t.Helper()
	text, err := os.ReadFile("../demo/seed/register.json")
	if err != nil {
		t.Fatal(err)
	}
	r, faults := register.ReadJSON(bytes.NewReader(text))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	return r
}

// anomalies are what is wrong with the seed report, by the ids of the list that came with it, and what finds them: an
// indicator's code and a kind of doubt. Words against numbers have a list of their own.
var anomalies = []struct {
	id, what string
	found    []string
	not      string // why it is not to be found here
}{
	{"A02", "a carried-forward figure shown as Unchanged and Amber", []string{"DAV2 unreportable"}, ""},
	{"A03", "delayed figures shown as final", []string{"SKL1 not-final", "SKL2 not-final", "SKL3 not-final"}, ""},
	{"A04", "April to June shown as Q2", []string{"SKL2 fixed-months"}, ""},
	{"A05", "a comparison with the same quarter last year", nil, "the register says so, and the card prints it"},
	{"A06", "cumulative figures beside others", nil, "the register says so, and the card prints it"},
	{"A07", "a quarter's baseline beside a cumulative figure", []string{"179 other-basis"}, ""},
	{"A08", "a baseline that is not a quarter of 272", nil, "the text does not say that 272 is the same measure"},
	{"A09", "500 inquests at the close of Q1 and of Q2", []string{"178 said-twice"}, ""},
	{"A10", "a stock that rises by 46 while 22 more are closed", []string{"177 flow"}, ""},
	{"A11", "a stock that falls by 33 while 21 more are closed", []string{"175 flow"}, ""},
	{"A13", "contextual indicators that improve and decline", []string{"DAV1 judged", "199 judged"}, ""},
	{"A14", "an old baseline", nil, "only a date of review could tell"},
	{"A15", "no rating printed", nil, "Chaser works the rating out"},
	{"A16", "actions on others than Red", []string{"REG1 actions-not-red", "REG2 actions-not-red", "TRS1 actions-not-red"}, ""},
	{"A17", "Red without actions", []string{"SKL1 no-actions", "SKL2 no-actions"}, ""},
	{"A18", "a quarter headed as a month", nil, "the heading comes from the period, and is right here"},
	{"A19", "a percentage divided by 4", []string{"TRS2 divided"}, ""},
	{"A20", "baselines without the seasons", nil, "a fourth of the year is what the council chose"},
	{"A21", "Baseline as a rating and as a column", nil, "the kind and the baseline are fields of their own"},
	{"A22", "to be compared with last year", []string{"LIB2 other-comparison"}, ""},
	{"A23", "earlier figures may have changed", nil, "a restated figure is marked on its card and in the next report"},
	{"A24", "a rolling year compared by the quarter", nil, "a title cannot tell what the council wants compared"},
	{"A25", "nearest to a boundary", nil, "the rating is right, and the card says how far Amber is"},
	{"A26", "no tolerance for Unchanged", nil, "a rule, not an error"},
	{"A27", "compared across a change of definition", []string{"YTH1 redefined"}, ""},
	{"A28", "two definitions of one figure", nil, "needs understanding, not reading"},
	{"A29", "closed in the title and open in the description", nil, "needs understanding, not reading"},
	{"A30", "leave and leaving", nil, "wording"},
	{"A31", "a stray T in an empty box", nil, "it is not in the register; TestStrayText finds it"},
	{"A32", "NA and N/A", nil, "Chaser prints its own words"},
	{"A33", "73 days", nil, "the collection's days are set, and chased"},
	{"A34", "no means of neighbours", nil, "optional"},
	{"A35", "off target by more than 10%", nil, "the rule is written down"},
	{"A36", "old targets", nil, "only a date of review could tell"},
	{"A37", "1,953 of 1,977", nil, "right, and passes"},
}

// besides are doubts about the seed that its list of anomalies does not hold, and that are right all the same.
var besides = map[string]string{
	"DAV1 small-count": "4 of 65 who referred themselves for domestic abuse",
}

// Every anomaly of the seed report is found, or it is said why not; and nothing is said of what is right.
func TestTheSeedsAnomalies(t *testing.T) {
	t.Parallel()
	said := map[string]string{}
	for _, f := range doubt.Check(seed(t), doubt.Scope{}, endOf2023) {
		if f.Doubt.Kind.Group() != doubt.Words {
			said[f.Indicator.Code+" "+string(f.Doubt.Kind)] = fmt.Sprintf("%s: %s", f.Doubt.Kind.Severity(), f.Doubt.Sentence)
		}
	}
	var got strings.Builder
	for _, a := range anomalies {
		fmt.Fprintf(&got, "%s %s\n", a.id, a.what)
		if a.not != "" {
			fmt.Fprintf(&got, "    not here: %s\n", a.not)
		}
		for _, want := range a.found {
			if said[want] == "" {
				t.Errorf("%s: nothing said as %q", a.id, want)
			}
			fmt.Fprintf(&got, "    %s %s\n", want, said[want])
			delete(said, want)
		}
	}
	for besides := range besides {
		delete(said, besides)
	}
	for which, what := range said {
		t.Errorf("a false alarm: %s %s", which, what)
	}
	golden(t, "testdata/seed_anomalies.txt", got.String())
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got), rewrite it with -update:\n%s", name, diff)
	}
}

package report_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"chaser/kpi"
	"chaser/report"
	"chaser/report/reporttest"
)

// printed is an indicator as the real report printed it.
type printed struct {
	Target         string `json:"target_as_printed"`
	TargetColumn   string `json:"target_column_as_printed"`
	Direction      string `json:"direction_as_printed"`
	Current        string `json:"current_as_printed"`
	CurrentColumn  string `json:"current_column_as_printed"`
	Previous       string `json:"previous_as_printed"`
	PreviousColumn string `json:"comparison_column_as_printed"`
	Change         string `json:"change_as_printed"`
	Rating         string `json:"rag_as_printed"`
	Description    string `json:"description"`
	Commentary     string `json:"commentary"`
	Actions        string `json:"actions"`
}

func cardsOf(t *testing.T, r report.Report) []report.Card {
	t.Helper()
	var all []report.Card
	for c, err := range r.Cards {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	return all
}

// Every card of the seed's quarter says field by field what the real report printed, but for what that got wrong.
func TestSeedCardForCard(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("testdata/indicators.json")
	if err != nil {
		t.Fatal(err)
	}
	var paper struct{ Indicators []printed }
	if err := json.Unmarshal(text, &paper); err != nil {
		t.Fatal(err)
	}
	cards := cardsOf(t, reporttest.Seed(t))
	if len(cards) != len(paper.Indicators) {
		t.Fatalf("%d cards, want %d", len(cards), len(paper.Indicators))
	}
	plain := func(s string) string { return strings.NewReplacer(",", "", "/", "", " (cumulative)", "").Replace(s) }
	for n, want := range paper.Indicators {
		c := cards[n]
		if want.Rating == "" { // two were printed without one
			want.Rating = "Red"
			if c.Code == "SKL3" {
				want.Rating = "Amber"
			}
		}
		if c.Code == "TRS1" { // a quarterly figure under “month”
			want.CurrentColumn, want.PreviousColumn = "Current Quarter", "Previous Quarter"
		}
		if strings.HasPrefix(want.Direction, "N") {
			want.Direction = "NA"
		}
		got := printed{
			plain(c.Target.Shown), c.Target.Label, strings.TrimSuffix(plain(c.Direction.Shown), " Higher is better"),
			plain(c.Current.Shown), plain(c.Current.Label), plain(c.Previous.Shown), c.Previous.Label,
			plain(c.Change.Shown), c.Rating, strings.Join(c.Description, "\n\n"), strings.Join(c.Commentary, "\n\n"), strings.Join(c.ActionText, "\n\n"),
		}
		got.PreviousColumn = strings.TrimSuffix(got.PreviousColumn, " (cumulative)")
		want.PreviousColumn = strings.TrimSuffix(want.PreviousColumn, " (cumulative)")
		want.CurrentColumn, want.Target, want.Current, want.Previous, want.Change =
			plain(want.CurrentColumn), plain(want.Target), plain(want.Current), plain(want.Previous), plain(want.Change)
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s (−printed +ours):\n%s", c.Code, d)
		}
	}
}

func TestForThePublicNamesNobody(t *testing.T) {
	t.Parallel()
	r := reporttest.Everything(t)
	names := []string{"Library lead", "Councillor Okafor", "Councillor Lee", "Posted by"}
	said := func(r report.Report) string {
		text, err := json.Marshal(struct {
			report.Head
			All []report.Card
		}{r.Head, cardsOf(t, r)})
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	members, public := said(r), said(r.ForThePublic())
	for _, name := range names[:3] {
		if !strings.Contains(members, name) {
			t.Errorf("members do not read of %q", name)
		}
	}
	for _, name := range names {
		if strings.Contains(public, name) {
			t.Errorf("the public reads of %q", name)
		}
	}
	if !strings.Contains(public, "Does this count the mobile libraries?") {
		t.Error("the public does not read what was asked")
	}
}

// The public reads neither the commentary of a sensitive indicator nor the counts of its figure; members do.
func TestForThePublicHidesWhatIsSensitive(t *testing.T) {
	t.Parallel()
	number := func(text string) *decimal.Decimal { d := decimal.RequireFromString(text); return &d }
	i := kpi.Indicator{Code: "X", Title: "Placed near home", Unit: kpi.Percent, Frequency: kpi.Quarterly, Kind: kpi.Target, Target: number("95"), Direction: kpi.Up, Sensitive: true}
	f := kpi.Figure{Indicator: "X", Period: kpi.Quarter(2023, 2), Numerator: number("38"), Denominator: number("41"), Status: kpi.Final, Commentary: "3 of 41 were placed far away."}
	f = f.Completed(i.Unit)
	f.Assessment = i.Assess(f)
	card := report.NewCard(kpi.Reported{Card: kpi.NewCard(i, []kpi.Figure{f}, f.Period), History: []kpi.Figure{f}}, report.Clock{Zone: time.UTC})
	for _, test := range []struct {
		of    report.Card
		hides bool
	}{{card, false}, {card.ForThePublic(), true}} {
		text, err := json.Marshal(test.of)
		if err != nil {
			t.Fatal(err)
		}
		for _, told := range []string{"41", "far away", "92.68", "2.44"} {
			if strings.Contains(string(text), told) == test.hides {
				t.Errorf("hides %v: %q in %s", test.hides, told, text)
			}
		}
	}
}

// Nor does the public's summary say the counts behind a restated figure, nor why it was: neither of this period nor of
// those before.
func TestTheSummaryHidesWhatIsSensitive(t *testing.T) {
	t.Parallel()
	number := func(text string) *decimal.Decimal { d := decimal.RequireFromString(text); return &d }
	i := kpi.Indicator{Code: "X", Title: "Placed near home", Unit: kpi.Percent, Frequency: kpi.Quarterly, Kind: kpi.Target, Target: number("93"), Direction: kpi.Up}
	figure := func(p kpi.Period, revision int, numerator string) kpi.Figure {
		f := kpi.Figure{
			Indicator: "X", Period: p, Revision: revision, Numerator: number(numerator), Denominator: number("41"), Status: kpi.Final, Reason: "A child was far away.",
		}.Completed(i.Unit)
		f.Assessment = i.Assess(f)
		f.Rating = kpi.Red
		return f
	}
	for _, sensitive := range []bool{false, true} {
		i.Sensitive = sensitive
		was, is := figure(kpi.Quarter(2023, 2), 1, "37"), figure(kpi.Quarter(2023, 2), 2, "38")
		card := kpi.NewCard(i, []kpi.Figure{is}, is.Period)
		card.Standing.Restated = &kpi.Restatement{From: &was, To: is}
		earlier := figure(kpi.Quarter(2023, 1), 1, "36")
		one := kpi.Reported{Card: card, Restated: []kpi.Restated{{Restatement: kpi.Restatement{From: &earlier, To: figure(earlier.Period, 2, "35")}, Period: earlier.Period}}}
		head := report.NewHead(report.Facts{Committee: "Children", Period: is.Period, Cards: []kpi.Reported{one}, Zone: time.UTC})
		for _, test := range []struct {
			of    report.Head
			hides bool
		}{{head, false}, {head.ForThePublic(), sensitive}} {
			text, err := json.Marshal(test.of)
			if err != nil {
				t.Fatal(err)
			}
			for _, told := range []string{"of 41", "far away", "92.7"} {
				if strings.Contains(string(text), told) == test.hides {
					t.Errorf("sensitive %v, hides %v: %q in %s", sensitive, test.hides, told, text)
				}
			}
		}
	}
}

// What is kept of a report gives back the same report, and its digest is of all that it says.
func TestDigest(t *testing.T) {
	t.Parallel()
	one, same := reporttest.Everything(t), reporttest.Everything(t)
	if one.Footer.Digest == "" || one.Footer.Digest != same.Footer.Digest {
		t.Errorf("digests %q and %q of the same report", one.Footer.Digest, same.Footer.Digest)
	}
	if d := cmp.Diff(cardsOf(t, one), cardsOf(t, same)); d != "" {
		t.Error(d)
	}
	if draft := reporttest.Seed(t); draft.Footer.Digest != "" || draft.Cover.Draft == "" {
		t.Errorf("a draft is %+v, %+v", draft.Cover, draft.Footer)
	}
}

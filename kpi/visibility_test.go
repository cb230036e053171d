package kpi_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"chaser/kpi"
)

// revision is a revision of a figure: "Q2 2 awaiting 150" is the second revision of quarter 2.
func revision(t *testing.T, text string) kpi.Figure {
	t.Helper()
	var quarter, number int
	var state, value string
	if _, err := fmt.Sscanf(text, "Q%d %d %s %s", &quarter, &number, &state, &value); err != nil {
		t.Fatal(text, err)
	}
	f := figureOf(kpi.Quarter(2023, quarter), value)
	f.Revision = number
	if state != "free" {
		f.SignOff.State = kpi.SignOffState(state)
	}
	return f
}

func revisions(t *testing.T, list string) []kpi.Figure {
	t.Helper()
	var all []kpi.Figure
	for text := range strings.SplitSeq(list, ",") {
		if text = strings.TrimSpace(text); text != "" {
			all = append(all, revision(t, text))
		}
	}
	return all
}

// published is what was published: "Q2 1 free 142, Q3 none".
func published(t *testing.T, list string) []kpi.Published {
	t.Helper()
	var all []kpi.Published
	for text := range strings.SplitSeq(list, ",") {
		text = strings.TrimSpace(text)
		var quarter int
		if _, err := fmt.Sscanf(text, "Q%d", &quarter); err != nil {
			continue
		}
		p := kpi.Published{Period: kpi.Quarter(2023, quarter), At: time.Date(2024, 3, quarter, 9, 0, 0, 0, time.UTC)}
		if !strings.HasSuffix(text, "none") {
			f := revision(t, text)
			p.Figure = &f
		}
		all = append(all, p)
	}
	return all
}

// seen is a sight in words: "Q2 frozen published restated 142→150"; of one that is not frozen the figure that its card
// shows.
func seen(s kpi.Sight) string {
	if s.Period.IsZero() {
		return "nothing"
	}
	said := []string{strings.Fields(s.Period.Words())[0]}
	if s.Frozen {
		said = append(said, "frozen")
	} else {
		shown := "none"
		for _, f := range s.Figures {
			if f.Period == s.Period {
				shown = kpi.Exactly(*f.Value)
			}
		}
		said = append(said, shown)
	}
	if s.Standing.Stage != "" {
		said = append(said, string(s.Standing.Stage))
	}
	if state := s.Standing.SignOff.State; state != "" {
		said = append(said, string(state))
	}
	if r := s.Standing.Restated; r != nil {
		from := "none"
		if r.From != nil {
			from = kpi.Exactly(*r.From.Value)
		}
		said = append(said, "restated "+from+"→"+kpi.Exactly(*r.To.Value))
	}
	return strings.Join(said, " ")
}

func TestWhoSeesWhichCard(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		figures, published string
		asked              int // quarter; 0: the latest
		own, others        string
	}{
		"nothing at all":                        {"", "", 0, "nothing", "nothing"},
		"never published":                       {"Q1 1 free 213, Q2 1 free 142", "", 0, "Q2 142 working", "Q2 142 unpublished"},
		"an older period, never published":      {"Q1 1 free 213, Q2 1 free 142", "", 1, "Q1 213 working", "Q1 213 unpublished"},
		"awaits sign-off, never published":      {"Q1 1 free 213, Q2 1 awaiting 142", "", 0, "Q2 142 working awaiting", "Q1 213 unpublished"},
		"a revision awaits sign-off":            {"Q2 1 approved 142, Q2 2 awaiting 150", "", 0, "Q2 150 working awaiting", "Q2 142 unpublished"},
		"sent back":                             {"Q2 1 sent-back 142", "", 0, "Q2 142 working sent-back", "nothing"},
		"sent back, and asked for":              {"Q2 1 sent-back 142", "", 2, "Q2 142 working sent-back", "Q2 none"},
		"signed off":                            {"Q2 1 approved 142", "", 0, "Q2 142 working approved", "Q2 142 unpublished"},
		"published":                             {"Q2 1 free 142", "Q2 1 free 142", 0, "Q2 142 published", "Q2 frozen published"},
		"the next is being worked on":           {"Q2 1 free 142, Q3 1 free 99", "Q2 1 free 142", 0, "Q3 99 working", "Q2 frozen published"},
		"the next, asked for":                   {"Q2 1 free 142, Q3 1 free 99", "Q2 1 free 142", 3, "Q3 99 working", "Q3 none unpublished"},
		"restated":                              {"Q2 2 free 150", "Q2 1 free 142", 0, "Q2 150 published restated 142→150", "Q2 frozen published restated 142→150"},
		"to be restated":                        {"Q2 1 approved 142, Q2 2 awaiting 150", "Q2 1 approved 142", 0, "Q2 150 working awaiting restated 142→150", "Q2 frozen published"},
		"restated, and to be once more":         {"Q2 2 approved 150, Q2 3 awaiting 151", "Q2 1 approved 142", 0, "Q2 151 working awaiting restated 142→151", "Q2 frozen published restated 142→150"},
		"published without a figure":            {"Q1 1 free 213", "Q2 none", 0, "Q1 213 working", "Q2 frozen published"},
		"came in after publishing":              {"Q2 1 free 142", "Q2 none", 0, "Q2 142 published restated none→142", "Q2 frozen published restated none→142"},
		"before the first that was published":   {"Q1 1 free 213, Q2 1 free 142", "Q2 1 free 142", 1, "Q1 213 working", "Q1 213 unpublished"},
		"left out between two published":        {"Q1 1 free 1, Q2 1 free 2, Q3 1 free 3", "Q1 1 free 1, Q3 1 free 3", 2, "Q2 2 working", "Q2 none unpublished"},
		"the latest of several":                 {"Q1 1 free 1, Q2 1 free 2", "Q2 1 free 2, Q1 1 free 1", 0, "Q2 2 published", "Q2 frozen published"},
		"published without a figure, asked for": {"Q1 1 free 213", "Q2 none", 2, "Q2 none published", "Q2 frozen published"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := kpi.Dossier{Figures: revisions(t, c.figures), Published: published(t, c.published)}
			var asked kpi.Period
			if c.asked > 0 {
				asked = kpi.Quarter(2023, c.asked)
			}
			if got := seen(d.Sight(true, asked)); got != c.own {
				t.Errorf("its own people see %q, want %q", got, c.own)
			}
			if got := seen(d.Sight(false, asked)); got != c.others {
				t.Errorf("others see %q, want %q", got, c.others)
			}
		})
	}
}

// What others compare a published card's neighbour with is what was published, not what is being worked on.
func TestOthersNeverSeeAWorkingFigureInAnotherCard(t *testing.T) {
	t.Parallel()
	d := kpi.Dossier{Figures: revisions(t, "Q1 1 free 1, Q2 2 free 22, Q3 1 free 3"), Published: published(t, "Q2 1 free 2")}
	got := map[string]bool{}
	for _, f := range d.Sight(false, kpi.Quarter(2023, 3)).Figures {
		got[kpi.Exactly(*f.Value)] = true
	}
	if len(got) != 2 || !got["1"] || !got["2"] {
		t.Errorf("others are given %v", got)
	}
}

func TestHistoryOfOthersHasWhatWasPublishedAndWhatFollowed(t *testing.T) {
	t.Parallel()
	all := "Q3 1 free 9, Q2 4 awaiting 24, Q2 3 approved 23, Q2 2 approved 22, Q2 1 approved 21, Q1 2 free 12, Q1 1 free 11"
	for name, c := range map[string]struct{ published, want string }{
		"never published": {"", "9 23 22 21 12 11"},
		"published":       {"Q2 2 approved 22", "23 22 12 11"},
		"without figure":  {"Q2 none", "23 22 21 12 11"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := kpi.Dossier{Published: published(t, c.published)}
			var got []string
			for _, f := range d.History(false, revisions(t, all)) {
				got = append(got, kpi.Exactly(*f.Value))
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("got %v, want %s", got, c.want)
			}
			if n := len(d.History(true, revisions(t, all))); n != 7 {
				t.Errorf("its own people see %d of 7", n)
			}
		})
	}
}

func TestWhoseCardItIs(t *testing.T) {
	t.Parallel()
	i := kpi.Indicator{Owner: "U0OWNER", Deputy: "U0DEPUTY", Manager: "U0MANAGER"}
	for who, want := range map[string][3]bool{ // sees the working card; signs; signs where the indicator names no manager
		"U0OWNER": {true, false, false}, "U0DEPUTY": {true, false, false}, "U0MANAGER": {true, true, false}, "U0LINE": {true, false, true},
		"U0ADMIN": {true, true, true}, "U0CLLR": {}, "": {}, "U0DELEGATE": {true, false, false},
	} {
		v := kpi.Viewer{Person: kpi.Person{SlackID: who}}
		if who == "U0ADMIN" {
			v.Roles = []kpi.Role{kpi.Admin}
		}
		if who == "U0DELEGATE" {
			v.HandedOn = []kpi.Period{kpi.Quarter(2023, 3)}
			if v.SeesWorking(i, "U0LINE", kpi.Quarter(2023, 2), kpi.Period{}) {
				t.Error("a delegate sees the working card of another period")
			}
		}
		bare := i
		bare.Manager = ""
		line, manager := kpi.Person{SlackID: "U0LINE"}, kpi.Person{SlackID: "U0MANAGER"}
		got := [3]bool{
			v.SeesWorking(i, "U0LINE", kpi.Quarter(2023, 3)),
			kpi.Signers{InTurn: []kpi.Person{manager, line}}.May(v.Person, i, "U0DEPUTY"), kpi.Signers{InTurn: []kpi.Person{line}}.May(v.Person, bare, "U0DEPUTY"),
		}
		if got != want {
			t.Errorf("%q: %v, want %v", who, got, want)
		}
	}
	nobody := kpi.Indicator{}
	if (kpi.Signers{}).May(kpi.Person{}, nobody, "") || (kpi.Viewer{}).SeesWorking(nobody, "") {
		t.Error("nobody in particular is taken for an indicator's missing manager")
	}
}

// People of another organisation see what was published, as it was published, and nothing else.
func TestWhatAnotherOrganisationSees(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		figures, published string
		asked              int // 0: the latest
		want               string
		history            int
	}{
		"nothing was ever published":             {"Q1 1 free 100, Q2 1 free 110", "", 0, "nothing", 0},
		"nor of the period":                      {"Q1 1 free 100, Q2 1 free 110", "", 2, "Q2 none unpublished", 0},
		"the latest that was published":          {"Q1 1 free 100, Q2 1 free 110, Q3 1 free 120", "Q2 1 free 110", 0, "Q2 frozen published", 1},
		"published before an earlier one":        {"Q1 1 free 100, Q2 1 free 110", "Q1 1 free 100, Q2 1 free 110", 0, "Q2 frozen published", 2},
		"revised since":                          {"Q2 1 free 110, Q2 2 free 150", "Q2 1 free 110", 0, "Q2 frozen published", 1},
		"one that was not":                       {"Q2 1 free 110, Q3 1 free 120", "Q2 1 free 110", 3, "Q3 none unpublished", 1},
		"one from before anything was published": {"Q1 1 free 100, Q2 1 free 110", "Q2 1 free 110", 1, "Q1 none unpublished", 1},
		"published without a figure":             {"Q2 1 free 110", "Q2 none", 0, "Q2 frozen published", 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			asked := kpi.Period{}
			if c.asked > 0 {
				asked = kpi.Quarter(2023, c.asked)
			}
			d := kpi.Dossier{Figures: revisions(t, c.figures), Published: published(t, c.published), Outside: true}
			if got := seen(d.Sight(false, asked)); got != c.want {
				t.Errorf("they see %q, want %q", got, c.want)
			}
			if got := d.History(false, d.Figures); len(got) != c.history {
				t.Errorf("their history is %v, want %d", got, c.history)
			}
		})
	}
}

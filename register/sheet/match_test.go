package sheet_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"chaser/kpi"
	"chaser/register/proposal"
	"chaser/register/sheet"
)

// heldRegister is what a council has already.
func heldRegister() kpi.Register {
	value := decimal.RequireFromString("80")
	return kpi.Register{
		Committees: []kpi.Committee{{Name: "Council"}},
		Indicators: []kpi.Indicator{
			{Code: "REG2", Title: "Percentage of deaths registered within 5 days", Committee: "Council", Unit: kpi.Percent, Direction: kpi.Up, Kind: kpi.Target, Frequency: kpi.Quarterly, Compare: kpi.WithPrevious, Owner: "U0LEAD"},
			{Code: "LIB-1", Title: "Number of library visits", Committee: "Council", Unit: kpi.Count, Direction: kpi.Up, Kind: kpi.Contextual, Frequency: kpi.Quarterly, Compare: kpi.WithPrevious},
		},
		Figures: []kpi.Figure{{Indicator: "REG2", Period: kpi.Quarter(2023, 1), Value: &value, Status: kpi.Provisional, Commentary: "Strike"}},
	}
}

func read(t *testing.T, text string, o sheet.Options) proposal.Proposal {
	t.Helper()
	o.Name, o.Committee, o.Today = "a.csv", "Council", today
	p, err := sheet.Read([]byte(text), o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// An indicator is found again by its code or title, however they are written; what is only like one is asked about.
func TestMatching(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ what, heading, row, code, asks string }{
		{"a code in other letters", "Ref,Indicator", "reg 2,Deaths registered in time", "REG2", ""},
		{"a code with another sign", "Ref,Indicator", "LIB 1,Library visits", "LIB-1", ""},
		{"a title with a sign for a word", "Service,Indicator", "x,% deaths registered within 5 days", "REG2", ""},
		{"a title in other letters", "Service,Indicator", "x,number of Library visits.", "LIB-1", ""},
		{"a title like one", "Service,Indicator", "x,Percentage of deaths registered in 5 days", "", "It is like REG2"},
		{"a title of other days", "Service,Indicator", "x,Percentage of deaths registered within 10 days", "DR10D", ""},
		{"a code of another indicator", "Ref,Indicator", "REG2,Swimming pool attendance", "", "It is held as"},
		{"a title under another code", "Ref,Indicator", "X9,Number of library visits", "", "is held under the code LIB-1"},
		{"a new one", "Ref,Indicator", "N 1,Number of parks", "N-1", ""},
	} {
		p := read(t, c.heading+",Q2 2023/24\n"+c.row+",81\nZ9,Number of other things,5\n", sheet.Options{Held: heldRegister()})
		got := ""
		for _, i := range p.Register.Indicators {
			if i.Title != "Number of other things" {
				got += i.Code
			}
		}
		if got != c.code {
			t.Errorf("%s: found %q, not %q", c.what, got, c.code)
		}
		if asked := fmt.Sprint(p.Questions); c.asks != "" && !strings.Contains(asked, c.asks) {
			t.Errorf("%s: asks %s", c.what, asked)
		}
	}
}

// What is held keeps what a sheet does not say: the owner, and the words and status of a figure that it repeats.
func TestHeldStays(t *testing.T) {
	t.Parallel()
	p := read(t, "Ref,Indicator,Q1 2023/24,Q2 2023/24\nREG2,Deaths registered,80%,81%\nNEW,Number of parks,4,5\n", sheet.Options{Held: heldRegister()})
	if got := p.Register.Indicators[0]; got.Owner != "U0LEAD" || got.Title != "Percentage of deaths registered within 5 days" || got.Direction != kpi.Up {
		t.Errorf("the indicator became %+v", got)
	}
	if f := p.FiguresOf("REG2")[0]; f.Commentary != "Strike" || f.Status != kpi.Provisional {
		t.Errorf("the figure became %+v", f)
	}
	differs := read(t, "Ref,Indicator,Q1 2023/24\nREG2,Deaths registered,79%\nNEW,Number of parks,4\n", sheet.Options{Held: heldRegister()})
	if !strings.Contains(fmt.Sprint(differs.Notes), "C2: REG2 of Q1 2023/24 is held as 80%, and the sheet says 79%") {
		t.Errorf("that a figure is revised is not said: %v", differs.Notes)
	}
}

// A corrected proposal reads the next sheet, whose columns stand elsewhere and whose quarter is another.
func TestMap(t *testing.T) {
	t.Parallel()
	first := read(t, "Thing,Ref,Result,Goal for 2023/24,Extra\nNumber of parks,P1,4,10,9\nTrees planted,P2,6,20,8\n", sheet.Options{Period: kpi.Quarter(2023, 1)})
	var kept bytes.Buffer
	if err := first.WriteJSON(&kept); err != nil {
		t.Fatal(err)
	}
	corrected := kept.String()
	for _, change := range [][2]string{
		{`"direction": "none"`, `"direction": "up"`}, {`"kind": "contextual"`, `"kind": "target"`}, {`"holds": ""`, `"holds": "in each part"`}, {`"commentary": null`, `"commentary": 5`},
	} {
		if !strings.Contains(corrected, change[0]) {
			t.Fatalf("the map has no %s:\n%s", change[0], corrected)
		}
		corrected = strings.ReplaceAll(corrected, change[0], change[1])
	}
	answers, err := proposal.ReadAnswers(strings.NewReader(corrected))
	if err != nil {
		t.Fatal(err)
	}
	second := read(t, "Ref,Thing,Extra,Result,Goal for 2023/24\nP1,Number of parks,Opened,5,10\nP2,Trees planted,Dug,7,20\n", sheet.Options{Period: kpi.Quarter(2023, 2), Answers: answers})
	if c := second.Layout.Columns; c[proposal.Code] != 1 || c[proposal.Title] != 2 || c[proposal.Commentary] != 3 {
		t.Errorf("columns %v", c)
	}
	if len(second.Unanswered()) > 0 {
		t.Errorf("asks %v", second.Unanswered())
	}
	i, f := second.Register.Indicators[0], second.FiguresOf("P1")[0]
	if i.Direction != kpi.Up || i.Kind != kpi.Target || i.Targets[kpi.Quarter(2023, 2)].String() != "10" || f.Period != kpi.Quarter(2023, 2) || f.Commentary != "Opened" {
		t.Errorf("%+v %+v", i, f)
	}
	gone := read(t, "Ref,Name of it,Result\nP1,Number of parks,5\nP2,Trees planted,7\n", sheet.Options{Period: kpi.Quarter(2023, 2), Answers: answers})
	if !strings.Contains(fmt.Sprint(gone.Unanswered()), "there is no such column now") {
		t.Errorf("a column that is gone is not asked about: %v", gone.Questions)
	}
}

// A map that cannot be meant is refused in a sentence.
func TestBadMaps(t *testing.T) {
	t.Parallel()
	for text, says := range map[string]string{
		`{`:                                    "not a proposal",
		`{"columns": {"colour": 1}}`:           "which is no role",
		`{"columns": {"code": "A"}}`:           "Write a number",
		`{"columns": {"code": 1, "title": 1}}`: "Keep one of them",
		`{"period_columns": [{"column": 3, "period": "2023"}]}`:                              "is not a period",
		`{"columns": {"code": 3}, "period_columns": [{"column": 3, "period": "2023-24Q1"}]}`: "Keep one of them",
		`{"fractions": "yes"}`: "fractions",
		`{"indicator_list": [{"title": "x", "unit": "metres"}]}`: "Write one of",
	} {
		if _, err := proposal.ReadAnswers(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// A column of numbers is no commentary, whatever its heading says, so that a stray word in it is none either. One with
// words in most of its rows is.
func TestCommentaryOfNumbers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		what       string
		said, want [3]string
	}{
		{"numbers", [3]string{"3", "0", "see above"}, [3]string{}},
		{"words", [3]string{"Strike in May", "2 posts are empty", "12"}, [3]string{"Strike in May", "2 posts are empty", ""}},
	} {
		text := "Ref,Indicator,Q2 2023/24,Comments\n"
		for n, said := range c.said {
			text += fmt.Sprintf("N%d,Number of parks in area %d,%d,%s\n", n, n, 40+n, said)
		}
		p := read(t, text, sheet.Options{})
		if len(p.Register.Figures) != len(c.said) {
			t.Fatalf("%s: %d figures", c.what, len(p.Register.Figures))
		}
		for n, want := range c.want {
			if got := p.Register.Figures[n].Commentary; got != want {
				t.Errorf("%s: the commentary of row %d is %q, want %q", c.what, n+1, got, want)
			}
		}
	}
}

package doubt_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"chaser/doubt"
	"chaser/kpi"
)

// readLabelled reads sentences of our own; how they are written stands at the head of testdata/words/sentences.txt.
func readLabelled(t *testing.T, path string) []labelled {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var all []labelled
	for n, line := range strings.Split(string(text), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		cells := strings.Split(line, " | ")
		id := fmt.Sprintf("line %d", n+1)
		switch {
		case cells[0] == "made" && len(cells) == 2:
			base := len(all) - 1
			for all[base].Made {
				base--
			}
			all = append(all, makeError(t, all[base], id, cells[1]))
		case len(cells) == 9:
			all = append(all, asLabelled(id, cells))
		default:
			t.Fatalf("%s: %d cells", id, len(cells))
		}
	}
	return all
}

// asCard reads a line without its expectation and its period.
func asCard(t *testing.T, line string) labelled {
	t.Helper()
	cells := append([]string{"", "2023-24Q2"}, strings.Split(line, " | ")...)
	if len(cells) != 9 {
		t.Fatalf("%d cells in %q", len(cells), line)
	}
	return asLabelled("", cells)
}

// saysNothingOf expects that no claim of the cards is doubted.
func saysNothingOf(t *testing.T, cards ...string) {
	t.Helper()
	for _, card := range cards {
		l := asCard(t, card)
		if found := doubt.Contradictions(l.subject(t)); len(found) > 0 {
			t.Errorf("of “%s”: %s", l.Commentary, found[0].Rule+" "+found[0].Sentence)
		}
	}
}

func asLabelled(id string, cells []string) labelled {
	unit, direction, _ := strings.Cut(cells[2], " ")
	if unit == "money" {
		unit = string(kpi.Currency)
	}
	value := func(cell string) *stands {
		v := strings.ReplaceAll(cell, ",", "")
		if v == "–" {
			return nil
		}
		_, places, _ := strings.Cut(v, ".")
		return &stands{Value: v, Unit: unit, Decimals: len(places)}
	}
	l := labelled{ID: id, Expect: cells[0], Title: cells[3], Direction: direction, Commentary: strings.ReplaceAll(cells[8], `\n`, "\n")}
	l.Figure, l.Previous, l.YearAgo = *value(cells[4]), value(cells[5]), value(cells[6])
	l.Figure.Period = cells[1]
	if target := value(cells[7]); target != nil {
		l.Target = &target.Value
	}
	return l
}

func makeError(t *testing.T, base labelled, id, change string) labelled {
	t.Helper()
	was, is, ok := strings.Cut(change, " => ")
	base.ID, base.Expect, base.Made = id, "contradiction", true
	if number, ofFigure := strings.CutPrefix(was, "figure "); ofFigure {
		if !ok || base.Figure.Value != number {
			t.Fatalf("%s: the figure is %s", id, base.Figure.Value)
		}
		base.Figure.Value = is
		return base
	}
	if !strings.Contains(base.Commentary, was) || !ok {
		t.Fatalf("%s: no %q in %q", id, was, base.Commentary)
	}
	base.Commentary = strings.Replace(base.Commentary, was, is, 1)
	return base
}

// least is below what the sentences of testdata may never fall: counts found, and false alarms not exceeded.
type least struct{ falseAlarms, errors, made int }

// TestLabelled measures on sentences of our own, and names every miss and false alarm.
func TestLabelled(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]least{
		"testdata/words/sentences.txt":        {falseAlarms: 0, errors: 12, made: 79},
		"testdata/words/second.txt":           {falseAlarms: 0, errors: 11, made: 18},
		"testdata/words/fresh.txt":            {falseAlarms: 0, errors: 8, made: 42},
		"testdata/words/round3.txt":           {falseAlarms: 0, errors: 6, made: 47},
		"testdata/words/round4.txt":           {falseAlarms: 0, errors: 8, made: 59},
		"testdata/words/round5.txt":           {falseAlarms: 0, errors: 5, made: 16},
		"testdata/words/round6.txt":           {falseAlarms: 0, errors: 6, made: 45},
		"testdata/words/round7.txt":           {falseAlarms: 0, errors: 5, made: 38},
		"testdata/words/round8.txt":           {falseAlarms: 0, errors: 6, made: 39},
		"testdata/words/round9.txt":           {falseAlarms: 0, errors: 10, made: 111},
		"testdata/words/round10.txt":          {falseAlarms: 0, errors: 9, made: 96},
		"testdata/words/round11.txt":          {falseAlarms: 0, errors: 8, made: 83},
		"testdata/words/round12.txt":          {falseAlarms: 0, errors: 8, made: 118},
		"testdata/words/round13.txt":          {falseAlarms: 0, errors: 8, made: 88},
		"testdata/words/round14.txt":          {falseAlarms: 0, errors: 8, made: 82},
		"testdata/words/round15.txt":          {falseAlarms: 0, errors: 8, made: 93},
		"testdata/words/round16.txt":          {falseAlarms: 0, errors: 7, made: 95},
		"testdata/words/round17.txt":          {falseAlarms: 0, errors: 7, made: 82},
		"testdata/words/round18.txt":          {falseAlarms: 0, errors: 12, made: 91},
		"testdata/words/round19.txt":          {falseAlarms: 0, errors: 11, made: 94},
		"testdata/words/round20.txt":          {falseAlarms: 0, errors: 11, made: 114},
		"testdata/words/round21.txt":          {falseAlarms: 0, errors: 13, made: 101},
		"testdata/words/round22.txt":          {falseAlarms: 0, errors: 12, made: 113},
		"testdata/words/round23.txt":          {falseAlarms: 0, errors: 9, made: 101},
		"testdata/words/round25.txt":          {falseAlarms: 0, errors: 11, made: 118},
		"testdata/words/round24.txt":          {falseAlarms: 0, errors: 0, made: 0},
		"testdata/words/round26.txt":          {falseAlarms: 0, errors: 0, made: 0},
		"testdata/words/round27.txt":          {falseAlarms: 0, errors: 13, made: 115},
		"testdata/words/round28.txt":          {falseAlarms: 0, errors: 0, made: 0},
		"testdata/words/round29.txt":          {falseAlarms: 0, errors: 9, made: 112},
		"testdata/words/round30.txt":          {falseAlarms: 0, errors: 17, made: 89},
		"testdata/words/round31.txt":          {falseAlarms: 0, errors: 0, made: 0},
		"testdata/words/round32.txt":          {falseAlarms: 0, errors: 13, made: 73},
		"testdata/words/round33.txt":          {falseAlarms: 0, errors: 13, made: 45},
		"testdata/words/round34.txt":          {falseAlarms: 0, errors: 12, made: 44},
		"testdata/words/round35.txt":          {falseAlarms: 0, errors: 10, made: 34},
		"testdata/words/round36.txt":          {falseAlarms: 0, errors: 13, made: 36},
		"testdata/words/round37.txt":          {falseAlarms: 0, errors: 11, made: 55},
		"testdata/words/round38.txt":          {falseAlarms: 0, errors: 24, made: 115},
		"testdata/words/round39.txt":          {falseAlarms: 0, errors: 26, made: 106},
		"testdata/words/round40.txt":          {falseAlarms: 0, errors: 26, made: 119},
		"testdata/words/round41.txt":          {falseAlarms: 0, errors: 26, made: 121},
		"testdata/words/round42.txt":          {falseAlarms: 0, errors: 28, made: 92},
		"testdata/words/round43.txt":          {falseAlarms: 0, errors: 27, made: 96},
		"testdata/words/round44.txt":          {falseAlarms: 0, errors: 33, made: 119},
		"testdata/words/round45.txt":          {falseAlarms: 0, errors: 26, made: 95},
		"testdata/words/round46.txt":          {falseAlarms: 0, errors: 34, made: 132},
		"testdata/words/round47.txt":          {falseAlarms: 0, errors: 26, made: 114},
		"testdata/words/round48.txt":          {falseAlarms: 0, errors: 30, made: 110},
		"testdata/words/round49.txt":          {falseAlarms: 0, errors: 31, made: 131},
		"testdata/words/right.txt":            {falseAlarms: 0, errors: 0, made: 0},
		"testdata/words/right_reports.txt":    {falseAlarms: 0, errors: 0, made: 0},
		"testdata/words/tables.txt":           {falseAlarms: 0, errors: 0, made: 6},
		"testdata/words/published_manner.txt": {falseAlarms: 26, errors: 0, made: 0},
	} {
		var y tally
		for _, l := range readLabelled(t, path) {
			found := doubt.Contradictions(l.subject(t))
			y.add(l, found)
			if os.Getenv("SHOW") != "" {
				for _, d := range found {
					t.Log(l.ID, l.Expect, d.Sentence)
				}
			}
		}
		for _, line := range y.named {
			t.Log(line)
		}
		t.Log(path+":", y.String())
		t.Log(path+":", y.rules.String())
		if y.falseAlarms > want.falseAlarms || y.errsFound < want.errors || y.madeFound < want.made {
			t.Errorf("%s: worse than %+v", path, want)
		}
	}
}

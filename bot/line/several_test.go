package line_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"chaser/bot/line"
	"chaser/kpi"
)

var codes = []string{"175", "176", "177", "178", "LIB1", "LIB2", "REG1", "REG2", "FIN1", "E-7"}

func isCode(word string) bool {
	for _, c := range codes {
		if strings.EqualFold(c, word) {
			return true
		}
	}
	return false
}

// said writes a list as it was read, row by row.
func said(l line.List) string {
	var rows []string
	for _, w := range l.Rows {
		e := w.Entry
		row := e.Code
		if w.Name != "" {
			row += "‹" + w.Name + "›"
		}
		row += "=" + e.Figure
		if !e.Period.IsZero() {
			row += " " + e.Period.String()
		}
		if e.Status != "" {
			row += " " + string(e.Status)
		}
		if e.Words != "" {
			row += " “" + strings.ReplaceAll(e.Words, "\n", "⏎") + "”"
		}
		if e.Doubt != nil {
			row += " ?" + e.Doubt.Field
			for _, c := range e.Choices {
				row += "[" + c.Label + "]"
			}
		}
		rows = append(rows, row)
	}
	if len(l.Blank) > 0 {
		rows = append(rows, "without "+strings.Join(l.Blank, ","))
	}
	if l.Alone != nil {
		rows = append(rows, fmt.Sprintf("or alone “%s”", strings.ReplaceAll(l.Alone.Words, "\n", "⏎")))
	}
	return strings.Join(rows, " | ")
}

// Lines and cells as people type and paste them, on 8 January 2024; an empty reading is no list.
func TestSeveral(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ typed, want string }{
		{"178\t142\tFewer closed\n175\t\tThe system was down\n176\t811", "178=142 “Fewer closed” | 176=811 | without 175 (“The system was down”)"},
		{"178 142 Fewer closed\n175 tbc The system was down", "178=142 “Fewer closed” | 175=tbc “The system was down” | or alone “Fewer closed⏎175 tbc The system was down”"},
		// a figure on each line
		{"178 142\n175 789", "178=142 | 175=789"},
		{"178 142\n\n175 789\n", "178=142 | 175=789"},
		{"178: 142\n175: 789", "178=142 | 175=789"},
		{"178=142\n175 = 789", "178=142 | 175=789"},
		{"178 - 142\n175 – 789", "178=142 | 175=789"},
		{"• 178: 142\n• 175: 789", "178=142 | 175=789"},
		{"- 178 142\n- 175 789\n* 176 811", "178=142 | 175=789 | 176=811"},
		{"1. 178 142\n2. 175 789", "178=142 | 175=789"},
		{"1) 178 142\n2) 175 789", "178=142 | 175=789"},
		{"-178 142\n-175 789", "178=142 | 175=789"},
		{"```178 142\n175 789```", "178=142 | 175=789"},
		{"178 142\n/kpi 175 789", "178=142 | 175=789"},
		{"142 178\n789 175", "178=142 | 175=789"},
		{"178\n142\n175\n789", "178=142 | 175=789"},
		{"lib1 96,326\nlib2 380 018", "lib1=96,326 | lib2=380 018"},
		{"REG1 93%\nREG2 570/889\nFIN1 (£1,250)", "REG1=93% | REG2=570/889 | FIN1=(£1,250)"},
		{"REG1 93%\nREG2 570 out of 889", "REG1=93% | REG2=570 out of 889"},
		{"178 142 provisional\n175 (p) 789", "178=142 provisional | 175=789 provisional"},
		{"178 142\n175 unavailable The database changed over.", "178=142 | 175= unavailable “The database changed over.” | or alone “175 unavailable The database changed over.”"},
		{"178 unavailable The database changed over.\n175 789", "178= unavailable “The database changed over.” | 175=789 | or alone “The database changed over.⏎175 789”"},
		{"178 142\n175 n/a\n176 carried forward", "178=142 | 175= unavailable | 176= carried-forward"},

		// commentary, which may run over lines and mention others
		{"178 142 Staff leave\n175 789 More deaths", "178=142 “Staff leave” | 175=789 “More deaths” | or alone “Staff leave⏎175 789 More deaths”"},
		{"178 142\nStaff leave\n175 789", "178=142 “Staff leave” | 175=789 | or alone “Staff leave⏎175 789”"},
		{"178 142 Staff leave,\n175 will follow", ""},
		{"178 142\nStaff leave over the summer.\nMore from October.", ""},
		{"178 142 175 was low, 176 was 811 last time", ""},
		{"178 142 Down from 160, 176 was higher", ""},
		{"178 142 Fewer: 175 rose by 20, so 30 more", ""},
		{"178 142\nOf which late: 20", ""},
		{"178 142\nOf which late: 20\n175 789", "178=142 “Of which late: 20” | 175=789 | or alone “Of which late: 20⏎175 789”"},
		{"178 142 Closed early, 10:30 each day", ""},
		{"178 142\n20 more than last time", ""},
		{"178 142 Open 10, 11, 12 and 13 May", ""},
		{"178 142 and 179 30", ""},
		{"178 142\n175 789\nThanks", "178=142 | 175=789"},

		// on one line
		{"175: 790, 176: 811, 177: 121", "175=790 | 176=811 | 177=121"},
		{"175: 790; 176: 811", "175=790 | 176=811"},
		{"175=790; 176=811", "175=790 | 176=811"},
		{"175=790;176=811", "175=790 | 176=811"},
		{"175:790,176:811", "175=790 | 176=811"},
		{"175 790, 176 811 and 177 121", "175=790 | 176=811 | 177=121"},
		{"175 790 / 176 811", "175=790 | 176=811"},
		{"175 790 176 811", "175=790 | 176=811"},
		{"LIB1 96,326, LIB2 380,018", "LIB1=96,326 | LIB2=380,018"},
		{"178 142 Staff leave; 175 789", "178=142 “Staff leave” | 175=789 | or alone “Staff leave; 175 789”"},
		{"175: 790, 999: 811", "175=790 | 999=811"},
		{"175: 790, 176: tbc", ""},

		// periods
		{"Q2 178 142, 175 789", "178=142 2023-24Q2 | 175=789 2023-24Q2"},
		{"178 142, 175 789 for Q2", "178=142 2023-24Q2 | 175=789 2023-24Q2"},
		{"178 Q2 142\n175 789 Q1", "178=142 2023-24Q2 | 175=789 2023-24Q1"},
		{"Q2\n178 142\n175 789", "178=142 2023-24Q2 | 175=789 2023-24Q2"},
		{"Figures for Q2 2023/24:\n178 142\n175 789", "178=142 2023-24Q2 | 175=789 2023-24Q2"},
		{"Hello, our figures for last quarter\n178 142\n175 789", "178=142 2023-24Q3 | 175=789 2023-24Q3"},
		{"178 142\n175 789\nAll for Q2", "178=142 2023-24Q2 | 175=789 2023-24Q2"},
		{"Q1\n178 142\nQ2\n178 150", "178=142 2023-24Q1 | 178=150 2023-24Q2"},
		{"Q1 or Q2\n178 142\n175 789", "178=142 ?period | 175=789 ?period"},
		{"Q5\n178 142\n175 789", "178=142 ?period | 175=789 ?period"},
		{"All provisional:\n178 142\n175 789", "178=142 provisional | 175=789 provisional"},
		{"178 142 2023-24Q2\n175 789 2023-24Q2 Late", "178=142 2023-24Q2 | 175=789 “2023-24Q2 Late” ?period[789 for Q2 2023/24][It begins the commentary]"},
		{"Here are my figures\n178 142\n175 789", "178=142 | 175=789"},
		{"Q2 2023/24\n178 142", "178=142 2023-24Q2"},

		// cells
		{"178\t142\n175\t789", "178=142 | 175=789"},
		{"178\t142\t175\t789", "178=142 | 175=789"},
		{"178\tTotal number of Inquests closed\t142\tStaff leave, mostly\n175\tDeaths\t789", "178=142 “Staff leave, mostly” | 175=789"},
		{"178 Total number of Inquests closed\t142\n175 Deaths\t789", "178=142 | 175=789"},
		{"Indicator\tValue\n178\t142\n175\t789", "178=142 | 175=789"},
		{"Indicator\tValue\n178\t142", "178=142"},
		{"Code\tTitle\tTarget\tLast\tActual\tRAG\tComments\n178\tInquests\t160\t130\t142\tGreen\tStaff leave\n175\tDeaths\t\t700\t789\t\t", "178=142 “Staff leave” | 175=789"},
		{"Indicator\tQ2 2023/24\n178\t142\n175\t789", "178=142 2023-24Q2 | 175=789 2023-24Q2"},
		{"Indicator\tNumerator\tDenominator\nREG2\t570\t889", "REG2=570/889"},
		{"KPI\tPeriod\tFigure\n178\tQ2\t142\n175\t2023-24Q1\t789", "178=142 2023-24Q2 | 175=789 2023-24Q1"},
		{"Excluded from school\t142\nInquests closed\t30", "‹Excluded from school›=142 | ‹Inquests closed›=30"},
		{"Excluded from school\t142", "‹Excluded from school›=142"},
		{"178\tTotal number of Inquests closed\t142", "178=142"},
		{"178\t142", ""},
		{"178\t142\nExcluded from school\t30", "178=142 | ‹Excluded from school›=30"},
		{"178\t142\n175\t\n176\t811", "178=142 | 176=811 | without 175"},
		{"178\t142\n175\t-\n176\t811", "178=142 | 176=811 | without 175"},
		{"178\ttbc\n175\t789", "178=tbc | 175=789"},
		{"178\tn/a\tThe system was down\n175\t789", "178= unavailable “The system was down” | 175=789"},
		{"178\t213\t142\n175\t700\t789", "178=213 ?figure | 175=700 ?figure"},
		{"178\t142\tGreen\n175\t789\tRed", "178=142 | 175=789"},
		{"178\t142\t\"Staff leave,\nand the \"\"flood\"\"\"\n175\t789", "178=142 “Staff leave,⏎and the \"flood\"” | 175=789"},
		{"REG1\t93.5%\nREG2\t0.94", "REG1=93.5% | REG2=0.94"},
		{"LIB1\t96,326\nFIN1\t£1,250", "LIB1=96,326 | FIN1=£1,250"},
		{"999\t30\n178\t142", "999=30 | 178=142"},
		{"178 | 142\n175 | 789", "178=142 | 175=789"},
		{"| Code | Figure |\n|---|---|\n| 178 | 142 |\n| 175 | 789 |", "178=142 | 175=789"},
		{"178   142\n175   789", "178=142 | 175=789"},
		{"178,142\n175,789", "178=142 | 175=789"},
		{"178;142;Staff leave\n175;789;", "178=142 “Staff leave” | 175=789"},
		{"Code,Value\n178,142\n175,789", "178=142 | 175=789"},
		{"LIB1,\"96,326\"\nLIB2,\"380,018\"", "LIB1=96,326 | LIB2=380,018"},
		{"LIB1,96,326\n178,142", "LIB1=96 ?figure | 178=142"},
		{"178, 142\n175, 789", "178=142 | 175=789"},

		// indicators named instead of coded
		{"Inquests closed: 142\nInquests opened: 30", "‹Inquests closed›=142 | ‹Inquests opened›=30"},
		{"178 Inquests closed: 142\n175 Inquests opened - 30", "178‹Inquests closed›=142 | 175‹Inquests opened›=30"},

		// codes that no indicator has, and one code twice
		{"178 142\n999 30", "178=142 | 999=30"},
		{"178 142\n999: 30 Late returns", "178=142 | 999=30 “Late returns” | or alone “999: 30 Late returns”"},
		{"178 142\n178 143", "178=142 | 178=143"},
		{"999 30\n998 31", ""},

		// no lists
		{"178 142", ""},
		{"178", ""},
		{"178 142 213", ""},
		{"178,142", "178=142"},
		{"LIB1 96 326", ""},
		{"how is 178 doing, and 175?", ""},
		{"", ""},
	} {
		r := line.New(kpi.CleanText(c.typed), isCode, kpi.Date{Year: 2024, Month: time.January, Day: 8})
		l, ok := r.Several()
		if got := said(l); got != c.want || ok != (c.want != "") {
			t.Errorf("%q\n got %s\nwant %s", c.typed, got, c.want)
		}
	}
}

var numberRun = regexp.MustCompile(`[0-9][0-9.,]*`)

// Whatever the text, no row and no reading on offer holds a number or a code that is not in it.
func TestNoListInventsANumber(t *testing.T) {
	t.Parallel()
	pieces := []string{
		"178", "175", "176", "LIB1", "REG2", "999", "2", "142", "96,326", "96 326", "570/889", "570", "889", "93%", "£1.2 million", "(1,250)", "-4.5", "0.94",
		"Q2", "2023-24Q1", "Q5", "23/24", "last quarter", "provisional", "(p)", "unavailable", "n/a", "tbc", "Staff leave", "down from 160", "Inquests closed",
		"Indicator", "Value", "Target", "Code", "Numerator", "and", "for", "is", ":", "=", "-", "•", "1.", "|", ",", ";", "\t", "\n", "\n\n", "\r\n", "   ", "\"", "/kpi", "Thanks", "3 more",
	}
	rapid.Check(t, func(t *rapid.T) {
		text := ""
		for _, piece := range rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 24).Draw(t, "pieces") {
			text += piece + rapid.SampledFrom([]string{" ", " ", "", "\t", "\n"}).Draw(t, "between")
		}
		text = kpi.CleanText(text)
		l, ok := line.New(text, isCode, kpi.Date{Year: 2024, Month: time.January, Day: 8}).Several()
		if ok && len(l.Rows) == 0 {
			t.Fatalf("%q is a list of nothing", text)
		}
		holds := func(w line.Row, e line.Entry) {
			if unspaced := strings.NewReplacer(" ", ""); !strings.Contains(unspaced.Replace(text), unspaced.Replace(e.Code)) { // LIB 1 is LIB1
				t.Fatalf("%q has no %q", text, e.Code)
			}
			for _, number := range numberRun.FindAllString(e.Figure, -1) {
				if plain := strings.NewReplacer(",", "", " ", ""); !strings.Contains(plain.Replace(w.Typed), plain.Replace(number)) {
					t.Fatalf("the row %q of %q has no %q: %+v", w.Typed, text, number, e)
				}
			}
			if e.Doubt == nil && !e.Complete() {
				t.Fatalf("%q has a row that posts nothing: %+v", text, w)
			}
		}
		for _, w := range l.Rows {
			holds(w, w.Entry)
			for _, c := range w.Entry.Choices {
				holds(w, c.Entry)
			}
		}
	})
}

package line_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"chaser/bot/line"
	"chaser/kpi"
)

// What each button under a question posts. What is asked, of which lines, stands in bot/testdata/lines.golden.txt.
func TestWhatStandsBehindAFigure(t *testing.T) {
	t.Parallel()
	var (
		count   = kpi.Indicator{Code: "178", Title: "Inquests closed", Unit: kpi.Count}
		percent = kpi.Indicator{Code: "REG2", Title: "Deaths registered in time", Unit: kpi.Percent}
		money   = kpi.Indicator{Code: "FIN1", Title: "Variance from budget", Unit: kpi.Currency}
		like    = func(all ...int64) (figures []decimal.Decimal) {
			for _, n := range all {
				figures = append(figures, decimal.NewFromInt(n))
			}
			return figures
		}
	)
	for _, test := range []struct {
		typed string
		i     kpi.Indicator
		like  []decimal.Decimal
		posts []string // figure, status and words, for each button
	}{
		{"REG2 55% → 57%", percent, nil, []string{"57%", "55% “→ 57%”"}},
		{"178 142 sorry 143", count, nil, []string{"143", "142 “sorry 143”"}},
		{"REG2 60% target, 57% actual", percent, nil, []string{"57%", "60% “target, 57% actual”"}},
		{"REG2 57% target: 60%", percent, nil, nil},
		{"178 144 Oct 48, Nov 50, Dec 46", count, nil, nil},
		{"178 140 to 150", count, nil, []string{"140", "150"}},
		{"178 140-150, staff leave", count, nil, []string{"140 “staff leave”", "150 “staff leave”"}},
		{"178 between 140 and 150", count, nil, []string{"140", "150"}},
		{"178 approx. 142. Staff leave", count, nil, []string{"142 provisional “Staff leave”", "142 “Staff leave”"}},
		{"178 about 142 people came each day", count, nil, nil},
		{"178 142 or so", count, nil, []string{"142 provisional", "142 “or so”"}},
		{"178 142 approx. Staff leave", count, nil, []string{"142 provisional “Staff leave”", "142 “approx. Staff leave”"}},
		{"178 95 so far", count, nil, []string{"95 part-period", "95 “so far”"}},
		{"178 95 (Oct & Nov)", count, nil, []string{"95 part-period “(Oct & Nov)”", "95 “(Oct & Nov)”"}},
		{"178 142 to end of December", count, nil, nil},
		{"178 47 per month", count, nil, []string{"47 “per month”"}},
		{"FIN1 1250 (£000s), agency staff", money, like(-900), []string{"1250 thousand “agency staff”", "1250 “(£000s), agency staff”"}},
		{"FIN1 - £1,250 Agency staff", money, like(-900), []string{"£1,250 “Agency staff”", "-£1,250 “Agency staff”"}},
		{"FIN1 1,250 CR", money, like(-900, 0), []string{"1,250 “CR”", "-1,250 “CR”"}},
		{"FIN1 - £1,250", money, like(900, 1100), nil},
		{"REG2 +2%", percent, like(55, 60), []string{"+2%"}},
		{"REG2 2% up", percent, like(55, 60), []string{"2% “up”"}},
		{"REG2 57% up", percent, like(55, 60), nil},
	} {
		code, rest, _ := line.New(test.typed, isCode, kpi.Date{Year: 2024, Month: time.January, Day: 8}).Code()
		e, _ := rest.EntryOf(code)
		if e.DependsOnIndicator() {
			e = e.For(test.i, test.like, kpi.Date{Year: 2024, Month: time.January, Day: 8})
		}
		var posts []string
		for _, c := range e.Choices {
			said := strings.TrimSpace(c.Entry.Figure + " " + string(c.Entry.Status))
			if c.Entry.Words != "" {
				said += " “" + c.Entry.Words + "”"
			}
			if c.Entry.Doubt != nil || c.Entry.Code != code {
				t.Errorf("%q: the button %q posts nothing: %+v", test.typed, c.Label, c.Entry)
			}
			posts = append(posts, said)
		}
		if d := cmp.Diff(test.posts, posts); d != "" {
			t.Errorf("%q (-want +got):\n%s", test.typed, d)
		}
	}
}

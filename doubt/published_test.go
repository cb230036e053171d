package doubt_test

import (
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"chaser/doubt"
	"chaser/kpi"
)

// labelled is a commentary with the card that it stands under, and what is to be said of it.
type labelled struct {
	ID         string  `json:"id"`
	Figure     stands  `json:"figure"`
	Previous   *stands `json:"previous"`
	YearAgo    *stands `json:"year_ago"`
	Target     *string `json:"target"`
	Direction  string  `json:"direction"`
	Title      string  `json:"title"`
	Commentary string  `json:"commentary"`
	Expect     string  `json:"expect"`
	Made       bool    `json:"made"`
	Edge       bool    `json:"edge"`
	Base       string  `json:"base"`

	Claims []claimed `json:"claims"`
}

type stands struct {
	Value    string `json:"value"`
	Unit     string `json:"unit"`
	Decimals int    `json:"decimals"`
	Period   string `json:"period"`
}

// tuned reports whether an item may be looked at to mend the rules: three quarters may. An error that was made stays
// with what it was made of.
func (l labelled) tuned() bool {
	root := l.Base
	if root == "" {
		root = l.ID
	}
	return crc32.ChecksumIEEE([]byte(root))%4 != 3
}

// period reads a published period; a calendar year or quarter becomes the financial one that covers most of it.
func period(text string, otherwise kpi.Period) kpi.Period {
	if p, err := kpi.ParsePeriod(text); err == nil {
		return p
	}
	var year, next, month, quarter int
	if n, _ := fmt.Sscanf(text, "%4d-%2dM%2d", &year, &next, &month); n == 3 { // the eighth month of 2013-14 is November
		return kpi.Month(year+(month+2)/12, (month+2)%12+1)
	}
	if n, _ := fmt.Sscanf(text, "%4dQ%1d", &year, &quarter); n == 2 {
		if quarter == 1 {
			return kpi.Quarter(year-1, 4)
		}
		return kpi.Quarter(year, quarter-1)
	}
	if n, _ := fmt.Sscanf(text, "%4d", &year); n == 1 && len(text) == 4 {
		return kpi.FinancialYear(year)
	}
	return otherwise
}

func (l labelled) subject(t *testing.T) doubt.Subject {
	t.Helper()
	p := period(l.Figure.Period, kpi.Quarter(2023, 2))
	i := kpi.Indicator{
		Code: "X1", Title: l.Title, Unit: kpi.Unit(l.Figure.Unit), Decimals: l.Figure.Decimals, Direction: kpi.Direction(l.Direction),
		Kind: kpi.Target, Frequency: p.Span(),
	}
	if l.Target != nil {
		d := decimal.RequireFromString(*l.Target)
		i.Target = &d
	}
	figure := func(s stands, at kpi.Period, words string) kpi.Figure {
		v := decimal.RequireFromString(s.Value)
		return kpi.Figure{Indicator: "X1", Period: at, Value: &v, Status: kpi.Final, Commentary: words}
	}
	s := doubt.Subject{Indicator: i, Figure: figure(l.Figure, p, l.Commentary), Today: p.End().AddDays(30)}
	if l.Previous != nil {
		s.Figures = append(s.Figures, figure(*l.Previous, period(l.Previous.Period, p.Previous(i.Frequency)), ""))
	}
	if l.YearAgo != nil {
		s.Figures = append(s.Figures, figure(*l.YearAgo, period(l.YearAgo.Period, p.YearAgo()), ""))
	}
	return s
}

// tally counts what is said of labelled items.
type tally struct {
	pass, falseAlarms                  int
	made, madeFound, errors, errsFound int
	named                              []string
	rules                              byRule
}

// byRule counts what each rule says, rightly and not.
type byRule map[string][2]int

func (b byRule) add(found []doubt.Doubt, right bool) {
	for _, d := range found {
		n := b[d.Rule]
		if right {
			n[0]++
		} else {
			n[1]++
		}
		b[d.Rule] = n
	}
}

func (b byRule) String() string {
	var lines []string
	for rule, n := range b {
		lines = append(lines, fmt.Sprintf("%s %d right, %d false", rule, n[0], n[1]))
	}
	slices.Sort(lines)
	return strings.Join(lines, "; ")
}

func (y *tally) add(l labelled, found []doubt.Doubt) {
	var says []string
	for _, d := range found {
		says = append(says, d.Sentence)
	}
	if l.Edge {
		return
	}
	if y.rules == nil {
		y.rules = byRule{}
	}
	y.rules.add(found, l.Expect == "contradiction")
	switch {
	case l.Expect != "contradiction":
		y.pass++
		if len(found) > 0 {
			y.falseAlarms++
			y.named = append(y.named, "false alarm "+l.ID+": "+strings.Join(says, " ")+" | "+l.Commentary)
		}
	case l.Made:
		y.made++
		if len(found) > 0 {
			y.madeFound++
		} else {
			y.named = append(y.named, "missed, made "+l.ID+": "+l.Figure.Value+" | "+l.Commentary)
		}
	default:
		y.errors++
		if len(found) > 0 {
			y.errsFound++
		} else {
			y.named = append(y.named, "missed, published "+l.ID+": "+l.Figure.Value+" | "+l.Commentary)
		}
	}
}

func (y *tally) String() string {
	found := y.madeFound + y.errsFound
	return fmt.Sprintf("%d false alarms in %d that should pass; precision %d of %d; recall %d of %d published errors, %d of %d made",
		y.falseAlarms, y.pass, found, found+y.falseAlarms, y.errsFound, y.errors, y.madeFound, y.made)
}

// TestPublished measures on people's own sentences, which stay outside the project.
func TestPublished(t *testing.T) {
	t.Parallel()
	var tuned, held tally
	for _, l := range publishedItems(t) {
		of := &held
		if l.tuned() {
			of = &tuned
		}
		of.add(l, doubt.Contradictions(l.subject(t)))
		if os.Getenv("SHOW") != "" && l.tuned() {
			for _, d := range doubt.Contradictions(l.subject(t)) {
				t.Log(l.ID, l.Expect, d.Sentence, "|", d.Quote)
			}
		}
	}
	for _, line := range tuned.named {
		t.Log(line)
	}
	if os.Getenv("HELD_IDS") != "" {
		for _, line := range held.named {
			t.Log("HELD", strings.Fields(line)[2])
		}
	}
	t.Log("opened:", tuned.String())
	t.Log("apart:", held.String())
}

// publishedFile is read where it lies beside the checkout.
func publishedFile(t *testing.T) []byte {
	t.Helper()
	path := filepath.Join("..", "..", "shared", "words", "published.json")
	if elsewhere := os.Getenv("PUBLISHED_WORDS"); elsewhere != "" {
		path = elsewhere
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Skip("the published sentences are not beside the checkout; those of testdata are measured all the same")
	}
	return file
}

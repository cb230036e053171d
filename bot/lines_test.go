package bot

import (
	"bufio"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"chaser/bot/line"
	"chaser/doubt"
	"chaser/kpi"
)

// A table of lines as service leads type them, on Monday 8 January 2024, and what is understood: posted, asked,
// refused, or something else. Read it when it changes; -update rewrites it.
func TestLinesAsTyped(t *testing.T) {
	t.Parallel()
	indicators := map[string]kpi.Card{}
	for _, c := range append(seedCards(t), unitCards()...) {
		indicators[strings.ToLower(c.Indicator.Code)] = c
	}
	isCode := func(word string) bool {
		_, is := indicators[strings.ToLower(word)]
		return is
	}
	file, err := os.Open("testdata/lines.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	var table strings.Builder
	count := map[string]int{}
	for in := bufio.NewScanner(file); in.Scan(); {
		written := in.Text()
		if strings.HasPrefix(written, "##") {
			fmt.Fprintf(&table, "\n%s\n", written)
			continue
		}
		typed := strings.NewReplacer(`\r`, "\r", `\n`, "\n", `\t`, "\t").Replace(written)
		kind, what := understoodAs(readLine(t, typed, "/kpi", isCode), indicators)
		count[kind]++
		fmt.Fprintf(&table, "%-55s %-8s %s\n", written, kind, what)
	}
	fmt.Fprintf(&table, "\n%d posted, %d asked, %d refused, %d something else\n", count["posted"], count["asked"], count["refused"], count["else"])
	t.Logf("%d posted, %d asked, %d refused, %d something else", count["posted"], count["asked"], count["refused"], count["else"])
	const golden = "testdata/lines.golden.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(table.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(table.String(), "\n")); d != "" {
		t.Errorf("what is understood (-want +got), rewrite it with -update:\n%s", d)
	}
}

// unitCards have the units that no card of the seed has.
func unitCards() (cards []kpi.Card) {
	for _, i := range []kpi.Indicator{
		{Code: "FIN1", Title: "Variance from budget", Unit: kpi.Currency, Direction: kpi.Up, Kind: kpi.Target, Target: number("0"), Frequency: kpi.Quarterly},
		{Code: "FIN2", Title: "Income from parking", Unit: kpi.Currency, Decimals: 2, Direction: kpi.Up, Kind: kpi.Target, Target: number("1500000.00"), Frequency: kpi.Quarterly},
		{Code: "DAY1", Title: "Average time to process a claim", Unit: kpi.Days, Decimals: 1, Direction: kpi.Down, Kind: kpi.Target, Target: number("20"), Frequency: kpi.Quarterly},
		{Code: "RAT1", Title: "Return on investment", Unit: kpi.Ratio, Decimals: 2, Direction: kpi.Up, Kind: kpi.Target, Target: number("2"), Frequency: kpi.Quarterly},
		{Code: "PCT1", Title: "Sickness absence", Unit: kpi.Percent, Decimals: 1, Direction: kpi.Down, Kind: kpi.Target, Target: number("5"), Frequency: kpi.Quarterly},
	} {
		cards = append(cards, kpi.NewCard(i, nil, q3))
	}
	return cards
}

// understoodAs is what a command does, in a word and in the words of a table.
func understoodAs(c command, cards map[string]kpi.Card) (kind, what string) {
	if l, ok := c.(postSeveral); ok {
		return "asked", severalUnderstood(l.List)
	}
	if k, ok := c.(askCollecting); ok {
		return "else", collectingUnderstood(k)
	}
	post, ok := c.(postFigure)
	if !ok {
		return "else", strings.TrimPrefix(fmt.Sprintf("%T%+v", c, c), "bot.")
	}
	e := post.Entry
	card := cards[strings.ToLower(e.Code)]
	if e.DependsOnIndicator() {
		e = e.For(card.Indicator, likeOf(card), today)
	}
	if len(e.Choices) > 0 {
		var labels []string
		for _, c := range e.Choices {
			labels = append(labels, "["+c.Label+"]")
		}
		return "asked", e.Doubt.Sentence + " " + strings.Join(labels, " ")
	}
	if e.Doubt != nil {
		return "refused", e.Doubt.Sentence
	}
	return posted(e, card)
}

// collectingUnderstood is what is wanted of a collection.
func collectingUnderstood(c askCollecting) string {
	said := string(c.Wants) + " " + c.Period.String()
	for _, part := range [][2]string{{" for ", c.Code}, {" for the words ", c.For}, {" until ", c.Due.String()}} {
		if part[1] != "" {
			said += part[0] + part[1]
		}
	}
	if !c.Longer.IsZero() {
		said += " until " + c.Longer.Than(dueDay, kpi.Calendar{}).String()
	}
	if c.Doubt != nil {
		said += ": " + c.Doubt.Sentence
	}
	return said
}

// severalUnderstood is a list, a figure after another.
func severalUnderstood(l line.List) string {
	var rows []string
	for _, w := range l.Rows {
		e := w.Entry
		row := strings.TrimSpace(w.Name+" "+e.Code) + ": " + strings.TrimSpace(e.Figure+" "+string(e.Status))
		if !e.Period.IsZero() {
			row += " for " + e.Period.Words()
		}
		if e.Words != "" {
			row += " “" + strings.ReplaceAll(e.Words, "\n", "⏎") + "”"
		}
		if e.Doubt != nil {
			row += " (" + e.Doubt.Sentence + ")"
		}
		rows = append(rows, row)
	}
	said := fmt.Sprintf("%d figures: %s [Post all]", len(rows), strings.Join(rows, "; "))
	if l.Alone != nil {
		said += " [Only " + l.Alone.Code + ", the rest is its commentary]"
	}
	return said
}

func posted(e line.Entry, card kpi.Card) (kind, what string) {
	p := kpi.Posting{Period: e.Period, Status: e.Status, Words: e.Words}
	if e.Figure != "" {
		typed, err := kpi.ParseTyped(e.Figure)
		if err != nil {
			return "refused", err.Error()
		}
		p.Typed = &typed
	}
	indicator := card.Indicator
	indicator.Owner = "U0LEAD"
	collections := []kpi.Collection{
		{Period: q3, Opens: kpi.Date{Year: 2024, Month: 1, Day: 2}, Due: dueDay},
		{Period: q2, Opens: kpi.Date{Year: 2023, Month: 10, Day: 2}, Due: kpi.Date{Year: 2023, Month: 10, Day: 20}},
	}
	at := kpi.Circumstances{Indicator: indicator, Collections: collections, Today: today}
	f, _, err := at.Decide(p, kpi.Person{SlackID: "U0LEAD", Name: "Lead"}, today.At(9, time.UTC))
	if err != nil {
		return "refused", err.Error()
	}
	// Q2 is left out, since the lines of the table post its figures.
	earlier := slices.DeleteFunc(slices.Clone(card.History), func(h kpi.Figure) bool { return !h.Period.Before(q2) })
	asks := doubt.Question{Indicator: indicator, Figure: f, Doubts: doubt.Of(doubt.Subject{Indicator: indicator, Figure: f, Figures: earlier, Today: today})}
	if len(asks.Doubts) > 0 {
		return "asked", f.Period.Words() + ": " + asks.Sentence()
	}
	what = f.Period.Words() + ": " + indicator.ShowTyped(f)
	if f.Status != kpi.Final {
		what += ", " + string(f.Status)
	}
	if f.Commentary != "" {
		what += " “" + f.Commentary + "”"
	}
	return "posted", strings.ReplaceAll(what, "\n", "⏎")
}

func likeOf(c kpi.Card) (like []decimal.Decimal) {
	for _, f := range c.History {
		like = append(like, *f.Value)
	}
	if target := c.Assessment().Target; target != nil {
		like = append(like, *target)
	}
	return like
}

// String is what is taken back or was meant, for the table.
func (c askUndo) String() string {
	said := " the last thing"
	if named := strings.TrimSpace(c.Code + c.Name + " " + periodText(c.Period)); named != "" {
		said = " " + named
	}
	if instead := strings.TrimSpace(c.Figure + " " + periodText(c.For) + " " + c.ForCode); instead != "" {
		said += ", meant: " + strings.Join(strings.Fields(instead), " ")
	}
	if c.shows() {
		said += ", shown first"
	}
	return said
}

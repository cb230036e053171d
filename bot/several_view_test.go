package bot

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"chaser/bot/line"
	"chaser/doubt"
	"chaser/kpi"
	"chaser/store"
)

// weighedRow is a row as the store would weigh it, of the seed's council in which the third quarter is collected.
func weighedRow(t *testing.T, code, typed, words string) shownRow {
	t.Helper()
	c := cardNamed(t, code)
	row := shownRow{keptRow: keptRowOf(line.Row{Entry: line.Entry{Code: code, Figure: typed, Words: words}})}
	row.Indicator, row.Last, row.Fresh = c.Indicator, c.Figure, true
	row.Indicator.Owner = "U0LEAD"
	p, err := row.posting()
	if err != nil {
		row.Err = err
		return row
	}
	at := kpi.Circumstances{Indicator: row.Indicator, Collections: []kpi.Collection{{Period: q3, Opens: today, Due: dueDay}}, Today: today}
	row.Figure, row.Fresh, row.Err = at.Decide(p, kpi.Person{SlackID: "U0LEAD"}, nine)
	return row
}

func TestGoldenSeveral(t *testing.T) {
	t.Parallel()
	plain := []shownRow{weighedRow(t, "178", "142", "Staff leave over the *summer* <!channel>"), weighedRow(t, "REG2", "570/889", ""), weighedRow(t, "TRS2", "55%", "")}
	golden(t, "several", severalMessage(plain, keptList{Blank: []string{"175", "Inquests opened"}}, "d1", ""))
	golden(t, "several_or_alone", severalMessage(plain[:2], keptList{}, "d1", "d2"))

	revised := weighedRow(t, "175", "790", "")
	standing := *cardNamed(t, "175").Figure
	revised.Standing, revised.Figure.Period, revised.Figure.Reason = &standing, q2, "One came late"
	recorded := weighedRow(t, "176", "811", "")
	recorded.Fresh = false
	golden(t, "several_periods", severalMessage([]shownRow{plain[0], revised, recorded}, keptList{}, "d1", ""))

	doubted := weighedRow(t, "REG1", "0.94", "")
	likely := *number("94")
	doubted.unlikely = &doubt.Question{Indicator: doubted.Indicator, Figure: doubted.Figure, Doubts: []doubt.Doubt{{Sentence: "0.94% is about a hundredth of the last figure, 99%.", Likely: &likely}}}
	doubted.Choices = []keptChoice{{Label: "REG1: 94%"}}
	golden(t, "several_unlikely", severalMessage([]shownRow{plain[0], doubted}, keptList{}, "d1", ""))
	contradicts := weighedRow(t, "REG2", "55%", "")
	contradicts.unlikely = contradicted(t)
	contradicts.Figure = contradicts.unlikely.Figure
	golden(t, "several_contradicted", severalSureView([]shownRow{plain[0], contradicts}, "d1"))
	golden(t, "several_sure", severalSureView([]shownRow{plain[0], doubted}, "d1"))
	golden(t, "several_unsaved", severalUnsavedView("Some of the figures changed since you looked, so nothing was saved.", "d1"))

	wrong := weighedRow(t, "177", "12x1", "")
	unknown := shownRow{keptRow: keptRow{Draft: draft{Code: "999", Figure: "30"}}, Weighed: store.Weighed{Err: kpi.Refuse(kpi.FieldIndicator, "There is no indicator “999”.")}}
	named := shownRow{
		keptRow: keptRow{Name: "Inquests <closed>", Draft: draft{Figure: "142"}, Choices: []keptChoice{{"178 · Total number of Inquests closed", draft{Code: "178"}}, {"179 · Total number of Inquests closed that are over 12 months old", draft{Code: "179"}}}},
		Weighed: store.Weighed{Err: kpi.Refuse(kpi.FieldIndicator, "2 indicators fit “Inquests closed”. Which one is it?")},
	}
	faulty := []shownRow{plain[0], wrong, unknown, named}
	golden(t, "several_faults", severalMessage(faulty, keptList{}, "d1", ""))
	golden(t, "several_form", severalFormView([]shownRow{plain[0], revised, wrong, named, doubted}, keptList{}, "d1"))

	owed := []shownRow{
		{keptRow: keptRow{Draft: draft{Code: "178", Form: true}}, Weighed: store.Weighed{Indicator: plain[0].Indicator, Figure: kpi.Figure{Period: q3}, Last: plain[0].Last}},
		{keptRow: keptRow{Draft: draft{Code: "REG2", Form: true}}, Weighed: store.Weighed{Indicator: plain[1].Indicator, Figure: kpi.Figure{Period: q3}, Last: plain[1].Last}},
	}
	golden(t, "several_owed", severalFormView(owed, keptList{Owed: true, Later: 3}, "d1"))

	var done []store.Posted
	for n, code := range []string{"178", "TRS2", "REG2"} {
		done = append(done, store.Posted{FigureID: int64(n + 1), Card: with(cardNamed(t, code), func(f *kpi.Figure) { f.PostedBy, f.PostedAt, f.Actions, f.Commentary = "U0LEAD", nine, "", "" }), Fresh: true})
	}
	was := *done[2].Card.Figure
	done[2].Replaced = &was
	golden(t, "several_receipt", severalReceipt(done, forAll))
	golden(t, "several_receipt_owed", severalReceiptView(done, forAll, true, 3))
	golden(t, "several_receipt_all_in", severalReceiptView(done[:1], forAll, true, 0))
}

// The longest list fits into a message, through a socket, with whatever there is to say of its rows; and as many as a
// form holds into a form.
func TestTheLongestListFits(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("Лист & <leave> ", 200)
	wrong := shownRow{keptRow: keptRow{Name: long, Draft: draft{Figure: strings.Repeat("1", 90)}}, Weighed: store.Weighed{Err: kpi.Refuse(kpi.FieldIndicator, "%s", "There is no indicator called “"+kpi.Excerpt(long)+"”. Is it one of these?")}}
	for n := range maxChoiceButtons {
		wrong.Choices = append(wrong.Choices, keptChoice{fmt.Sprint("17", n, " · ", strings.Repeat("Title & ", 30)), draft{Code: "178", Words: long}})
	}
	right := weighedRow(t, "TRS2", "55%", long[:2900])
	doubted := weighedRow(t, "REG1", "0.94", long[:2900])
	likely := *number("94")
	doubted.unlikely = &doubt.Question{Indicator: doubted.Indicator, Figure: doubted.Figure, Doubts: []doubt.Doubt{{Sentence: "0.94% is about a hundredth of the last figure, 99%.", Likely: &likely}}}
	doubted.Choices = []keptChoice{{Label: "REG1: 94%"}}
	for name, row := range map[string]shownRow{"right": right, "wrong": wrong, "unlikely": doubted} {
		var rows []shownRow
		for range maxSeveral {
			rows = append(rows, row)
		}
		accepted(t, severalMessage(rows, keptList{}, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
		accepted(t, severalFormView(rows, keptList{Later: 1}, "d1"))
		if text, err := json.Marshal(severalSureView(rows, "d1")); err != nil || len(text) >= 19_000 {
			t.Errorf("%s: the question takes %d bytes", name, len(text))
		}
		accepted(t, severalSureView(rows, "d1"))
	}
	var owed []shownRow
	for range maxSeveral {
		owed = append(owed, shownRow{keptRow: keptRow{Draft: draft{Code: "178"}}, Weighed: store.Weighed{Indicator: right.Indicator, Figure: kpi.Figure{Period: q3}, Last: right.Last}})
	}
	accepted(t, severalFormView(owed, keptList{Owed: true, Later: 5}, "d1"))

	red := store.Posted{Card: with(cardNamed(t, "TRS2"), func(f *kpi.Figure) { f.Actions, f.Commentary = "", "" }), Fresh: true}
	var posted []store.Posted
	for range maxSeveral {
		posted = append(posted, red)
	}
	accepted(t, severalReceipt(posted, forAll))
	if text, err := json.Marshal(severalReceiptView(posted, forAll, true, 2)); err != nil || len(text) >= 19_000 {
		t.Errorf("the receipt takes %d bytes", len(text))
	}
	accepted(t, severalReceiptView(posted, forAll, true, 2))
}

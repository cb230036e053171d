package kpi_test

import (
	"testing"

	"chaser/kpi"
)

func TestCardOfAPeriod(t *testing.T) {
	t.Parallel()
	i := kpi.Indicator{Code: "REG2", Unit: kpi.Percent, Direction: kpi.Up, Kind: kpi.Target, Target: num("60"), Frequency: kpi.Quarterly}
	q1, q2, q3 := kpi.Quarter(2023, 1), kpi.Quarter(2023, 2), kpi.Quarter(2023, 3)
	second := figureOf(q2, "55")
	second.Assessment = i.Assess(second)
	card := kpi.NewCard(i, []kpi.Figure{figureOf(q3, "70"), second, figureOf(q1, "48")}, q2)
	if card.Figure == nil || card.Figure.Period != q2 || card.Assessment().Rating != kpi.Amber {
		t.Errorf("the card shows %+v", card.Figure)
	}
	if card.Movement.Change != kpi.Improving || card.Movement.From.Period != q1 {
		t.Errorf("the movement is %+v", card.Movement)
	}
	if len(card.History) != 2 || card.History[0].Period != q1 || card.History[1].Period != q2 {
		t.Errorf("the history of %s is %v: the oldest first, and nothing later than the card", q2, card.History)
	}
}

// A rating is kept as it was when the figure was posted, whatever the target is today.
func TestCardKeepsTheRatingOfItsDay(t *testing.T) {
	t.Parallel()
	i := kpi.Indicator{Unit: kpi.Percent, Direction: kpi.Up, Kind: kpi.Target, Target: num("60"), Frequency: kpi.Quarterly}
	f := figureOf(kpi.Quarter(2023, 2), "55")
	f.Assessment = i.Assess(f)
	i.Target = num("10")
	if got := kpi.NewCard(i, []kpi.Figure{f}, f.Period).Assessment(); got.Rating != kpi.Amber || !got.Target.Equal(*num("60")) {
		t.Errorf("rated %s against %s", got.Rating, got.Target)
	}
}

func TestCardWithoutAFigure(t *testing.T) {
	t.Parallel()
	q1, q2 := kpi.Quarter(2023, 1), kpi.Quarter(2023, 2)
	for kind, want := range map[kpi.Kind]kpi.Rating{kpi.Target: kpi.NoData, kpi.Contextual: kpi.NoData, kpi.InDevelopment: kpi.InDevRating} {
		i := kpi.Indicator{Unit: kpi.Count, Direction: kpi.Up, Kind: kind, Target: num("60"), Frequency: kpi.Quarterly}
		card := kpi.NewCard(i, []kpi.Figure{figureOf(q1, "48")}, q2)
		a := card.Assessment()
		if a.Rating != want || a.Explanation != "There is no figure for Q2 2023/24." || !a.Target.Equal(*num("60")) {
			t.Errorf("%s: %+v", kind, a)
		}
		m := card.Movement
		if card.Figure != nil || m.Change != kpi.NotAvailable || m.From == nil || m.From.Period != q1 || m.Why != "" {
			t.Errorf("%s: %+v", kind, m)
		}
	}
}

func TestHistoryIsOfFiguresOfTheirOwn(t *testing.T) {
	t.Parallel()
	i := kpi.Indicator{Unit: kpi.Count, Direction: kpi.Up, Frequency: kpi.Quarterly}
	var figures []kpi.Figure
	p := kpi.Quarter(2020, 1)
	for range 12 {
		figures = append(figures, figureOf(p, "1"))
		p = p.Next()
	}
	last := figures[11].Period
	figures[10].Status = kpi.CarriedForward
	figures[9].Status, figures[9].Value = kpi.Unavailable, nil
	history := kpi.NewCard(i, figures, last).History
	if len(history) != kpi.HistoryLength {
		t.Fatalf("%d figures of history, want %d", len(history), kpi.HistoryLength)
	}
	if first := history[0].Period; first != figures[2].Period || history[7].Period != last {
		t.Errorf("the history runs from %s to %s", first, history[7].Period)
	}
	for _, f := range history {
		if !f.Status.Reportable() {
			t.Errorf("the history has the %s figure of %s", f.Status, f.Period)
		}
	}
}

func TestLatest(t *testing.T) {
	t.Parallel()
	if got := kpi.Latest(nil); !got.IsZero() {
		t.Errorf("the latest of none is %s", got)
	}
	q4, q1 := kpi.Quarter(2022, 4), kpi.Quarter(2023, 1)
	for _, figures := range [][]kpi.Figure{{{Period: q4}, {Period: q1}}, {{Period: q1}, {Period: q4}}} {
		if got := kpi.Latest(figures); got != q1 {
			t.Errorf("the latest is %s, want %s", got, q1)
		}
	}
	// One that was imported for a period which is yet to come hides nothing, but is there where it is all that there
	// is.
	ahead := kpi.Figure{Period: kpi.Quarter(2032, 2), PostedAt: at(t, "2024-01-08 09:00")}
	later := kpi.Figure{Period: q1, PostedAt: at(t, "2024-02-08 09:00")}
	for _, figures := range [][]kpi.Figure{{ahead, later}, {later, ahead}, {{Period: q4}, ahead, later}} {
		if got := kpi.Latest(figures); got != q1 {
			t.Errorf("the latest is %s, want %s", got, q1)
		}
	}
	if got := kpi.Latest([]kpi.Figure{ahead}); got != ahead.Period {
		t.Errorf("the latest is %s, want %s", got, ahead.Period)
	}
	during := kpi.Figure{Period: kpi.Quarter(2023, 4), PostedAt: at(t, "2024-01-01 09:00")} // its first day
	if got := kpi.Latest([]kpi.Figure{later, during}); got != during.Period {
		t.Errorf("the latest is %s, want %s", got, during.Period)
	}
}

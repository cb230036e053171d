package line_test

import (
	"errors"
	"maps"
	"testing"

	"chaser/bot/line"
	"chaser/kpi"
)

// A box of targets is read line by line, whatever stands between a period and its target.
func TestTargets(t *testing.T) {
	t.Parallel()
	today := kpi.Date{Year: 2024, Month: 1, Day: 8}
	q1, q2 := kpi.Quarter(2024, 1), kpi.Quarter(2024, 2)
	for typed, want := range map[string]map[kpi.Period]string{
		"":                              {},
		"\n \n":                         {},
		"2024-25Q1 75":                  {q1: "75"},
		"2024-25Q1 75\n\nQ2 24/25: 80%": {q1: "75", q2: "80%"},
		"Q1 2024/25\t70\r\n2024-25Q2\t\t7.50\r\n": {q1: "70", q2: "7.50"},
		"Q1 2024/25 = £1,250":                     {q1: "£1,250"},
		"Q1 2024/25 is 70":                        {q1: "70"},
	} {
		if got, err := line.Targets(typed, today); err != nil || !maps.Equal(got, want) {
			t.Errorf("%q is read as %v, %v; want %v", typed, got, err, want)
		}
	}
	for _, typed := range []string{"75", "soon 75", "2024-25Q1", "2024-25Q1 75\nQ1 2024/25 75"} {
		var refusal *kpi.Refusal
		if _, err := line.Targets(typed, today); !errors.As(err, &refusal) || refusal.Field != kpi.FieldTargets {
			t.Errorf("%q: %v", typed, err)
		}
	}
}

// Of two lists, codes, targets or periods the first is what is meant, and the other is among the rest of the words.
func TestAdminTakesTheFirst(t *testing.T) {
	t.Parallel()
	today := kpi.Date{Year: 2024, Month: 1, Day: 8}
	for typed, want := range map[string]line.Admin{
		"people targets":                    {What: "people", Words: "targets"},
		"178 179":                           {Code: "178", Target: "179"},
		"REG1 REG2":                         {Code: "REG1", Words: "REG2"},
		"target 178 70 Q1 2024/25 Q2 24/25": {What: "targets", Code: "178", Target: "70", From: kpi.Quarter(2024, 1), Words: "Q2 24/25"},
		"target 178 70 80":                  {What: "targets", Code: "178", Target: "70", Words: "80"},
	} {
		known := map[string]bool{"178": true, "179": true, "reg1": true, "reg2": true, "REG1": true, "REG2": true}
		if got := line.New(typed, func(w string) bool { return known[w] }, today).Admin(); got != want {
			t.Errorf("%q is read as %+v, want %+v", typed, got, want)
		}
	}
}

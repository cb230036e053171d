package line_test

import (
	"testing"

	"chaser/bot/line"
	"chaser/kpi"
)

func TestAdmin(t *testing.T) {
	t.Parallel()
	today := kpi.Date{Year: 2024, Month: 1, Day: 8}
	q1 := kpi.Quarter(2024, 1)
	for typed, want := range map[string]line.Admin{
		"":                                     {},
		"Collections":                          {What: "collections"},
		"person":                               {What: "people"},
		"kpis inquests closed":                 {What: "indicators", Words: "inquests closed"},
		"178":                                  {Code: "178"},
		"#178:":                                {Code: "178"},
		"178 70":                               {Code: "178", Target: "70"},
		"target 178 70":                        {What: "targets", Code: "178", Target: "70"},
		"target 178 70 from 2024-25Q1":         {What: "targets", Code: "178", Target: "70", From: q1},
		"178 target to 70% from Q1 2024/25":    {What: "targets", Code: "178", Target: "70%", From: q1},
		"set the target of 178 for Q1 24/25 7": {What: "targets", Code: "178", Target: "7", From: q1, Words: "set the of"},
		"targets 999":                          {What: "targets", Words: "999"},
		"targets library visits":               {What: "targets", Words: "library visits"},
		"committee children and targets":       {What: "committees", Words: "children and targets"},
		"potholes":                             {Words: "potholes"},
	} {
		if got := line.New(typed, func(w string) bool { return w == "178" }, today).Admin(); got != want {
			t.Errorf("%q is read as %+v, want %+v", typed, got, want)
		}
	}
}

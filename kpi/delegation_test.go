package kpi_test

import (
	"strings"
	"testing"

	"chaser/kpi"
)

// What may be handed on, by whom and to whom; and what is answered otherwise.
func TestMayDelegate(t *testing.T) {
	t.Parallel()
	people := map[string]kpi.Person{"nobody": {}}
	for _, id := range []string{"OWNER", "DEPUTY", "OTHER", "THIRD"} {
		people[id] = kpi.Person{SlackID: id, Name: "The " + strings.ToLower(id)}
	}
	q1, q2, q3, q4 := kpi.Quarter(2023, 1), kpi.Quarter(2023, 2), kpi.Quarter(2023, 3), kpi.Quarter(2023, 4)
	collection := func(p kpi.Period, opens, due string) kpi.Collection {
		return kpi.Collection{Period: p, Opens: day(t, opens), Due: day(t, due)}
	}
	base := kpi.Circumstances{
		Indicator: kpi.Indicator{Code: "178", Frequency: kpi.Quarterly, Owner: "OWNER", Deputy: "DEPUTY"},
		Collections: []kpi.Collection{
			collection(q1, "2023-07-03", "2023-07-21"), collection(q2, "2023-10-02", "2023-10-20"), collection(q3, "2024-01-02", "2024-01-19"), collection(q4, "2024-04-02", "2024-04-19"),
		},
		Figures: []kpi.Figure{{Period: q2}},
		Today:   day(t, "2024-01-31"), // late, and asked for still
	}
	with := map[kpi.Period]string{q3: "OTHER"}
	for name, c := range map[string]struct {
		who, to string
		period  kpi.Period
		handed  map[kpi.Period]string
		want    string // empty: they may
	}{
		"the owner":                          {"OWNER", "OTHER", q3, nil, ""},
		"the deputy to themselves":           {"DEPUTY", "DEPUTY", q3, nil, ""},
		"who has it":                         {"OTHER", "THIRD", q3, with, ""},
		"back to the owner by name":          {"OWNER", "OWNER", q3, with, ""},
		"back to the owner":                  {"OWNER", "nobody", q3, with, ""},
		"a stranger to it":                   {"THIRD", "OTHER", q3, with, "You cannot hand 178 on"},
		"who had it":                         {"OTHER", "nobody", q3, nil, "You cannot hand 178 on"},
		"to who has it":                      {"OWNER", "OTHER", q3, with, "The other already has 178"},
		"to the owner, whose it is":          {"DEPUTY", "OWNER", q3, nil, "The owner already has 178"},
		"back where it is":                   {"OWNER", "nobody", q3, nil, "178 is with its owner already"},
		"a figure that is in":                {"OWNER", "OTHER", q2, nil, "178 already has a figure for Q2 2023/24"},
		"a collection that has closed":       {"OWNER", "OTHER", q1, nil, "The collection for Q1 2023/24 has closed, and Q3 2023/24 is collected now"},
		"a collection that has not opened":   {"OWNER", "OTHER", q4, nil, "Q4 2023/24 is not being collected for 178 just now"},
		"a period that is never collected":   {"OWNER", "OTHER", kpi.Quarter(2030, 1), nil, "is not being collected for 178"},
		"back, of a collection that is over": {"OWNER", "nobody", q1, map[kpi.Period]string{q1: "OTHER"}, "The collection for Q1 2023/24 has closed"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			now := base
			now.Delegates = c.handed
			err := now.MayDelegate(people[c.who], people[c.to], c.period)
			switch {
			case c.want == "" && err != nil:
				t.Errorf("refused: %v", err)
			case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

// Who was named to stand in for the owner, or for who has the figure, may post it while the leave lasts, and nobody
// else may.
func TestStandsIn(t *testing.T) {
	t.Parallel()
	leave := []kpi.Leave{{Person: "U0OWNER", First: kpi.Date{Year: 2024, Month: 1, Day: 10}, Last: kpi.Date{Year: 2024, Month: 1, Day: 17}, Deputy: "U0COVER"}}
	for name, c := range map[string]struct {
		who, asked string
		day        int
		want       bool
	}{
		"on the first day":   {"U0COVER", "U0OWNER", 10, true},
		"on the last":        {"U0COVER", "U0OWNER", 17, true},
		"before":             {"U0COVER", "U0OWNER", 9, false},
		"after":              {"U0COVER", "U0OWNER", 18, false},
		"somebody else":      {"U0OTHER", "U0OWNER", 12, false},
		"of somebody else's": {"U0COVER", "U0OTHER", 12, false},
		"nobody":             {"", "U0OWNER", 12, false},
	} {
		day := kpi.Date{Year: 2024, Month: 1, Day: c.day}
		if got := kpi.StandsIn(kpi.Person{SlackID: c.who}, c.asked, leave, day); got != c.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}

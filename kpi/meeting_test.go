package kpi_test

import (
	"slices"
	"testing"
	"time"

	"chaser/kpi"
)

// On the opening morning Slack is asked about those who are written to by what is known, then about those who would be
// if they were back.
func TestUnmet(t *testing.T) {
	t.Parallel()
	now := at(t, opening+" 09:00")
	c := hamlet(t)
	unmet := func(want ...string) {
		t.Helper()
		if got := c.Unmet(now); !slices.Equal(got, want) {
			t.Errorf("%v are to be asked about, want %v", got, want)
		}
	}
	unmet("U0CORONER", "U0PERF")
	person(&c, "U0CORONER").MetAt = now.Add(-59 * time.Minute)
	unmet("U0PERF")
	person(&c, "U0CORONER").MetAt = now.Add(-time.Hour)
	person(&c, "U0CORONER").Deactivated = true
	unmet("U0PERF", "U0DEPUTY", "U0CORONER")
	now = at(t, opening+" 08:59")
	unmet()
}

// Nobody is reminded whose absence could not be asked about, nor in whose place; after two hours everybody is, by what
// was known.
func TestHeld(t *testing.T) {
	t.Parallel()
	nine, ten := at(t, opening+" 09:00"), at(t, opening+" 10:30")
	for name, tc := range map[string]struct {
		unasked map[string]kpi.Unasked
		change  func(*kpi.Chase)
		now     string
		want    []string
	}{
		"everybody was asked about":       {nil, nil, "09:00", nil},
		"the owner":                       {map[string]kpi.Unasked{"U0CORONER": {Since: nine}}, nil, "09:00", []string{"U0CORONER", "U0PERF"}},
		"of whom Slack does not say":      {map[string]kpi.Unasked{"U0CORONER": {Since: nine, Failed: true}}, nil, "10:59", []string{"U0CORONER"}},
		"for two hours":                   {map[string]kpi.Unasked{"U0CORONER": {Since: nine, Failed: true}}, nil, "11:00", nil},
		"from when they were to be asked": {map[string]kpi.Unasked{"U0CORONER": {Since: ten}}, nil, "12:29", []string{"U0CORONER", "U0PERF"}},
		"not since an earlier day":        {map[string]kpi.Unasked{"U0CORONER": {Since: nine.AddDate(0, 0, -3)}}, nil, "11:00", nil},
		"nor until the afternoon":         {map[string]kpi.Unasked{"U0CORONER": {Since: nine.AddDate(0, 0, -3)}}, nil, "10:59", []string{"U0CORONER", "U0PERF"}},
		"whose deputy is asked instead": {map[string]kpi.Unasked{"U0CORONER": {Since: nine}}, func(c *kpi.Chase) {
			person(c, "U0CORONER").Leaves = []kpi.Leave{{First: day(t, opening), FromSlack: true}}
			person(c, "U0CORONER").Status.Since = day(t, opening)
		}, "09:00", []string{"U0CORONER", "U0PERF", "U0DEPUTY"}},
		"somebody who is owed nothing": {map[string]kpi.Unasked{"U0OTHER": {Since: nine, Failed: true}}, nil, "09:00", nil},
	} {
		c := hamlet(t)
		if tc.change != nil {
			tc.change(&c)
		}
		if got := c.Held(at(t, opening+" "+tc.now), tc.unasked); !slices.Equal(got, tc.want) {
			t.Errorf("%s: %v are held, want %v", name, got, tc.want)
		}
	}
}

// A status that stands unchanged is as old as it was, and stays no leave where its owner has said so; another begins
// anew.
func TestSeen(t *testing.T) {
	t.Parallel()
	monday, now := day(t, "2024-01-08"), at(t, "2024-01-10 09:00")
	leave := func(s kpi.SlackStatus) (kpi.Leave, bool) {
		return kpi.Leave{Person: "U0LIB", First: s.Since, FromSlack: true}, s.Text != ""
	}
	status := kpi.SlackStatus{Text: "Annual leave", Since: day(t, "2024-01-10")}
	c := kpi.Contact{Person: kpi.Person{SlackID: "U0LIB"}, Status: kpi.SlackStatus{Text: "Annual leave", Since: monday}}
	if seen := c.Seen(status, leave, now); seen.Status.Since != monday || len(seen.Leaves) != 1 || seen.Leaves[0].First != monday || !seen.MetAt.Equal(now) {
		t.Errorf("the same status: %+v", seen)
	}
	c.Here = true
	if seen := c.Seen(status, leave, now); len(seen.Leaves) != 0 || !seen.Here {
		t.Errorf("one that is no leave: %+v", seen)
	}
	status.Text = "On leave"
	if seen := c.Seen(status, leave, now); len(seen.Leaves) != 1 || seen.Here || seen.Status.Since != status.Since {
		t.Errorf("another: %+v", seen)
	}
	if seen := c.Seen(kpi.SlackStatus{}, leave, now); len(seen.Leaves) != 0 || seen.Here {
		t.Errorf("none: %+v", seen)
	}
}

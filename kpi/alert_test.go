package kpi_test

import (
	"strings"
	"testing"

	"chaser/kpi"
)

func alerted(c kpi.Chase, t *testing.T, postedBy, on string) string {
	t.Helper()
	var ids []string
	for _, who := range c.Alerted(*indicator(&c, "178"), postedBy, day(t, on)) {
		ids = append(ids, who.SlackID)
	}
	return strings.Join(ids, " ")
}

func TestAlerted(t *testing.T) {
	t.Parallel()
	const monday = "2024-01-08"
	leave := func(deputy string) []kpi.Leave {
		return []kpi.Leave{{Person: "U0MGRREG", First: day(t, "2024-01-05"), Last: day(t, "2024-01-12"), Deputy: deputy}}
	}
	for name, tc := range map[string]struct {
		change func(*kpi.Chase)
		want   string
	}{
		"the indicator's manager": {func(*kpi.Chase) {}, "U0MGRREG"},
		"its owner's manager": {func(c *kpi.Chase) {
			indicator(c, "178").Manager, person(c, "U0CORONER").Manager = "", "U0MGRPLACE"
		}, "U0MGRPLACE"},
		"nobody's": {func(c *kpi.Chase) {
			indicator(c, "178").Manager, person(c, "U0CORONER").Manager = "", ""
		}, "U0PERF"},
		"neither owner nor manager": {func(c *kpi.Chase) { indicator(c, "178").Manager, indicator(c, "178").Owner = "", "" }, "U0PERF"},
		"a manager whose account went": {func(c *kpi.Chase) {
			person(c, "U0MGRREG").Deactivated, person(c, "U0CORONER").Manager = true, "U0MGRPLACE"
		}, "U0MGRPLACE"},
		"every manager's account went": {func(c *kpi.Chase) { person(c, "U0MGRREG").Deactivated = true }, "U0PERF"},
		"on leave, covered":            {func(c *kpi.Chase) { person(c, "U0MGRREG").Leaves = leave("U0MGRPLACE") }, "U0MGRPLACE"},
		"on leave, not covered":        {func(c *kpi.Chase) { person(c, "U0MGRREG").Leaves = leave("") }, "U0MGRREG"},
		"on leave, cover away too": {func(c *kpi.Chase) {
			person(c, "U0MGRREG").Leaves, person(c, "U0MGRPLACE").Deactivated = leave("U0MGRPLACE"), true
		}, "U0MGRREG"},
	} {
		c := council(t)
		tc.change(&c)
		if got := alerted(c, t, "U0CORONER", monday); got != tc.want {
			t.Errorf("%s: told %q, want %q", name, got, tc.want)
		}
	}
	c := council(t)
	person(&c, "U0MGRREG").Leaves = leave("U0MGRPLACE")
	if got := alerted(c, t, "U0CORONER", "2024-01-15"); got != "U0MGRREG" {
		t.Errorf("back from leave, %q is told", got)
	}
}

// Nobody is told what they have just posted.
func TestAlertedOfTheirOwn(t *testing.T) {
	t.Parallel()
	away := func(who, deputy string) []kpi.Leave {
		return []kpi.Leave{{Person: who, First: day(t, "2024-01-05"), Last: day(t, "2024-01-12"), Deputy: deputy}}
	}
	for name, tc := range map[string]struct {
		change func(*kpi.Chase)
		by     string
		want   string
	}{
		"the manager, in the owner's place": {func(*kpi.Chase) {}, "U0MGRREG", ""},
		"an owner who is the manager": {func(c *kpi.Chase) {
			indicator(c, "178").Manager, person(c, "U0CORONER").Manager = "U0CORONER", "U0MGRPLACE"
		}, "U0CORONER", "U0MGRPLACE"},
		"such an owner, the deputy having posted": {func(c *kpi.Chase) {
			indicator(c, "178").Manager, person(c, "U0CORONER").Manager = "U0CORONER", "U0MGRPLACE"
		}, "U0REGISTRAR", "U0CORONER"},
		"such an owner, by an import": {func(c *kpi.Chase) { indicator(c, "178").Manager = "U0CORONER" }, "", "U0CORONER"},
		"an owner above whom nobody is": {func(c *kpi.Chase) {
			indicator(c, "178").Manager, person(c, "U0CORONER").Manager = "U0CORONER", ""
		}, "U0CORONER", "U0PERF"},
		"an owner who is their own line manager": {func(c *kpi.Chase) {
			indicator(c, "178").Manager, person(c, "U0CORONER").Manager = "", "U0CORONER"
		}, "U0CORONER", "U0PERF"},
		"one of the performance team": {func(c *kpi.Chase) {
			indicator(c, "178").Manager, person(c, "U0CORONER").Manager = "", ""
		}, "U0PERF", ""},
		"who stands in for the manager": {func(c *kpi.Chase) { person(c, "U0MGRREG").Leaves = away("U0MGRREG", "U0CORONER") }, "U0CORONER", "U0MGRREG"},
	} {
		c := council(t)
		tc.change(&c)
		if got := alerted(c, t, tc.by, "2024-01-08"); got != tc.want {
			t.Errorf("%s: told %q, want %q", name, got, tc.want)
		}
	}
}

func TestMayAcknowledge(t *testing.T) {
	t.Parallel()
	c := council(t)
	person(&c, "U0MGRREG").Leaves = []kpi.Leave{{Person: "U0MGRREG", First: day(t, "2024-01-05"), Last: day(t, "2024-01-12"), Deputy: "U0MGRPLACE"}}
	for who, want := range map[string][2]bool{ // while the manager is away, and when they are back
		"U0MGRREG": {true, true}, "U0PERF": {true, true}, "U0MGRPLACE": {true, false}, "U0CORONER": {false, false}, "U0MGRCOMM": {false, false},
	} {
		for n, on := range []string{"2024-01-08", "2024-01-15"} {
			if got := c.MayAcknowledge(person(&c, who).Person, *indicator(&c, "178"), day(t, on)); got != want[n] {
				t.Errorf("%s on %s: %v", who, on, got)
			}
		}
	}
	indicator(&c, "178").Manager, person(&c, "U0CORONER").Manager = "", ""
	if c.MayAcknowledge(kpi.Person{}, *indicator(&c, "178"), day(t, "2024-01-08")) {
		t.Error("where there is no manager, nobody is taken for them")
	}
}

func TestMorning(t *testing.T) {
	t.Parallel()
	c := council(t)
	leaves := []kpi.Leave{
		{First: day(t, "2024-01-16"), Last: day(t, "2024-01-19")}, {First: day(t, "2024-01-22"), Last: day(t, "2024-01-22")},
		{First: day(t, "2024-02-06")},
	}
	for on, want := range map[string]string{
		"2024-01-08": "2024-01-09", "2024-01-12": "2024-01-15", "2024-01-13": "2024-01-15", "2024-01-14": "2024-01-15",
		"2023-12-22": "2023-12-27", // over Christmas
		"2024-01-15": "2024-01-23", // over leave, and the leave after it
		"2024-02-05": "2024-02-06", // nobody knows until when
	} {
		who := *person(&c, "U0MGRREG")
		who.Leaves = leaves
		if got := c.Morning(who, day(t, on)); got.String() != want {
			t.Errorf("of %s they hear on %s, want %s", on, got, want)
		}
	}
}

func TestParseAlertTiming(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]kpi.AlertTiming{"": kpi.AlertsAtOnce, "at once": kpi.AlertsAtOnce, " At  Once ": kpi.AlertsAtOnce, "DAILY": kpi.AlertsDaily} {
		if got, err := kpi.ParseAlertTiming(text); got != want || err != nil {
			t.Errorf("%q is %q: %v", text, got, err)
		}
	}
	if _, err := kpi.ParseAlertTiming("weekly"); err == nil || !strings.Contains(err.Error(), "at once or daily") {
		t.Errorf("weekly: %v", err)
	}
}

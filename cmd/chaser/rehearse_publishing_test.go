package main

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"chaser/demo/seed"
	"chaser/store/storetest"
)

// On a set day that is a Saturday, the Monday after it: what lacks something waits and is named; what lacks nothing is
// published.
func TestRehearsingASetDay(t *testing.T) {
	t.Parallel()
	environment := map[string]string{"DATABASE_URL": storetest.DSN(t)}
	runs := func(args ...string) string {
		t.Helper()
		var o, e bytes.Buffer
		if code := run(t.Context(), args, streams{out: &o, err: &e, environment: environment}); code != 0 {
			t.Fatalf("%v: exit code %d\n%s%s", args, code, &o, &e)
		}
		return o.String()
	}
	path := t.TempDir() + "/register.json"
	imports := func(change func(figure map[string]any)) {
		t.Helper()
		var r map[string]any
		check(t, json.Unmarshal(seed.Register, &r))
		for _, k := range r["collections"].([]any) {
			if k := k.(map[string]any); k["period"] == "2023-24Q2" {
				k["publishes"] = "2023-12-09"
			}
		}
		for _, f := range r["figures"].([]any) {
			change(f.(map[string]any))
		}
		changed, err := json.Marshal(r)
		check(t, err)
		check(t, os.WriteFile(path, changed, 0o600))
		runs("import", path)
	}
	lines := func() (said []string) {
		for _, line := range strings.Split(runs("rehearse", "--from", "2023-12-01", "--to", "2023-12-31"), "\n") {
			if strings.Contains(line, "publish") || strings.Contains(line, "red-summary") || strings.Contains(line, "11 December") {
				said = append(said, strings.Join(strings.Fields(line), " "))
			}
		}
		return said
	}
	same := func(want ...string) {
		t.Helper()
		if got := lines(); strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("the rehearsal says\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
	runs("migrate")
	imports(func(map[string]any) {})
	preview := "09:00 publish-preview Performance team (U0PERF): what the set day of Q2 2023/24 publishes for " + csmi
	same(preview, "Monday 11 December 2023",
		"09:00 publish-waits Performance team (U0PERF): Q2 2023/24 is to be published for "+csmi+", and waits for figures, sign-offs or actions [SKL1, SKL2]")
	imports(func(f map[string]any) {
		if f["period"] == "2023-24Q2" && strings.HasPrefix(f["indicator"].(string), "SKL") {
			f["actions"] = "More days."
		}
	})
	same(preview, "Monday 11 December 2023",
		"09:00 published Performance team (U0PERF): Q2 2023/24 is published for "+csmi+" on its set day",
		"09:00 red-summary the channel of "+csmi+" (C0CSMI): the summary of the reds of Q2 2023/24")
	runs("publish", "--committee", csmi, "--period", "2023-24Q2")
	same()
}

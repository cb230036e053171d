package bot_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"chaser/bot"
)

// The log is read by people who may not read figures. So it holds nothing that anybody typed, whatever they typed it in
// and whatever became of it: a reference and its length are enough to find out what went wrong.
func TestTheLogHoldsNothingTyped(t *testing.T) {
	t.Parallel()
	const typed = "zqxjk"
	c := newCouncil(t)
	walk := func() (said int) {
		for _, who := range []string{"U0CORONER", "U0PERF"} {
			for _, line := range bot.TypedLines(typed) {
				_, _ = c.slack.Type(t.Context(), who, channel, "/kpi "+line) // what they answer is for other tests
				_, _ = c.slack.Say(t.Context(), who, channel, "", "<@U0CHASER> "+line)
				said++
			}
			// A form, with every box filled.
			if a, err := c.slack.Type(t.Context(), who, channel, "/kpi submit 178"); err == nil && a.Modal != nil {
				_, _ = c.slack.Submit(t.Context(), who, map[string]string{"figure": typed, "commentary": typed, "actions": typed})
				_, _ = c.slack.Submit(t.Context(), who, map[string]string{"figure": "142", "commentary": typed})
			}
		}
		return said
	}
	if said := walk(); said < 100 {
		t.Fatalf("only %d lines were said", said)
	}
	if log := c.log.String(); strings.Contains(log, typed) {
		t.Errorf("the log holds what was typed:\n%s", linesWith(log, typed))
	}
	must(t, c.store.Close()) // and now everything fails
	walk()
	log := c.log.String()
	if strings.Contains(log, typed) {
		t.Errorf("the log holds what was typed while the database was away:\n%s", linesWith(log, typed))
	}
	if !strings.Contains(log, "typed_length=") {
		t.Error("nothing failed, so this proves nothing")
	}
}

func linesWith(log, words string) string {
	found := map[string]bool{}
	for line := range strings.Lines(log) {
		if strings.Contains(line, words) && len(found) < 12 {
			found[line] = true
		}
	}
	return strings.Join(slices.Sorted(maps.Keys(found)), "")
}

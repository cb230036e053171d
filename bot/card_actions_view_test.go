package bot

import (
	"strings"
	"testing"
	"time"

	"chaser/kpi"
)

// Every place shows the same actions in the same words: the open ones, or if there are none, what became of the others.
// It never shows what was replaced.
func TestActionsInFewWords(t *testing.T) {
	t.Parallel()
	c := cardNamed(t, "SKL1")
	by := kpi.Date{Year: 2024, Month: time.January, Day: 31}
	action := func(text string, state kpi.ActionState, outcome string) kpi.Action {
		return kpi.Action{Text: text, OwnerName: "Skills lead", Due: by, State: state, Outcome: outcome}
	}
	open, done := action("Two\nextra days", kpi.ActionOpen, ""), action("A leaflet", kpi.ActionDone, "Nobody read it")
	replaced := action("An old plan", kpi.ActionReplaced, "")
	for name, f := range map[string]struct {
		actions []kpi.Action
		text    string
		want    string
	}{
		"none":           {nil, "", "No actions have been given yet"},
		"only in words":  {nil, "Busy\nat it", "Actions: Busy at it"},
		"open and done":  {[]kpi.Action{open, done}, "Busy at it", "Actions: Two extra days — Skills lead, by 31 January 2024; Busy at it"},
		"all are done":   {[]kpi.Action{replaced, done}, "", "Actions: A leaflet — Skills lead, done: Nobody read it"},
		"nothing to see": {[]kpi.Action{replaced}, "", "No actions have been given yet"},
	} {
		figure := *c.Figure
		figure.Actions = f.text
		c.Figure, c.Actions = &figure, f.actions
		if got := actionsNote(c, today); got != f.want {
			t.Errorf("%s: %q, want %q", name, got, f.want)
		}
	}
	c.Actions = []kpi.Action{replaced, done, open}
	if got := actionsInAlert(c, kpi.Date{}, shownInAlerts[0]); strings.Contains(got, "An old plan") || !strings.Contains(got, "• A leaflet — Skills lead, done: Nobody read it") {
		t.Errorf("in an alert: %s", got)
	}
}

// wanting is a Red card that was sent back, and that lacks actions.
func wanting(t *testing.T) kpi.Card {
	t.Helper()
	c := cardNamed(t, "SKL1")
	c.Standing = kpi.Standing{Stage: kpi.StageWorking, SignOff: kpi.SignOff{State: kpi.SentBack, ByName: "Assistant director, communities", Reason: "Is *608* right?"}}
	return c
}

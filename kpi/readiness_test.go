package kpi_test

import (
	"testing"

	"chaser/kpi"
)

// What is lacking is told apart, whichever revision it is that is lacking something.
func TestReadinessOfEachRevision(t *testing.T) {
	t.Parallel()
	p := kpi.Quarter(2023, 3)
	signer := kpi.Person{SlackID: "U0MGR", Name: "Manager"}
	owner := kpi.Person{SlackID: "U0OWN", Name: "Owner"}
	figure := func(revision int, s kpi.SignOffState) kpi.Figure {
		return kpi.Figure{Indicator: "178", Period: p, Revision: revision, SignOff: kpi.SignOff{State: s}}
	}
	for name, c := range map[string]struct {
		figures                     []kpi.Figure
		missing, awaiting, sentBack bool
	}{
		"no figure":                       {missing: true},
		"one that needs nobody":           {figures: []kpi.Figure{figure(1, kpi.SignOffUnneeded)}},
		"signed off":                      {figures: []kpi.Figure{figure(1, kpi.SignedOff)}},
		"the first awaits":                {figures: []kpi.Figure{figure(1, kpi.AwaitsSignOff)}, awaiting: true},
		"signed off, and the next awaits": {figures: []kpi.Figure{figure(1, kpi.SignedOff), figure(2, kpi.AwaitsSignOff)}, awaiting: true},
		"the second was sent back":        {figures: []kpi.Figure{figure(1, kpi.SignedOff), figure(2, kpi.SentBack)}, awaiting: true, sentBack: true},
	} {
		var r kpi.Readiness
		r.Weigh(kpi.Dossier{Figures: c.figures, Signer: signer}, kpi.Card{Period: p}, owner)
		if (len(r.Missing) == 1) != c.missing || (len(r.Awaiting) == 1) != c.awaiting || r.Clean() == (c.missing || c.awaiting) {
			t.Errorf("%s: %+v", name, r)
		}
		if c.awaiting && (r.Awaiting[0].SentBack != c.sentBack || (r.Awaiting[0].With.SlackID == owner.SlackID) != c.sentBack) {
			t.Errorf("%s: with %+v", name, r.Awaiting[0])
		}
	}
}

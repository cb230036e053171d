package store

import (
	"errors"
	"strings"
	"testing"

	"chaser/kpi"
)

// Who says of a correction what they have said already did it; a colleague who says the same is told who did, and when.
func TestACorrectionIsDecidedByOne(t *testing.T) {
	t.Parallel()
	for _, say := range []CorrectionState{CorrectionApproved, CorrectionDeclined} {
		s, _ := empty(t)
		r := seedRegister(t)
		r.Committees[0].Corrections = kpi.TeamCorrects
		for n := range r.People {
			if r.People[n].SlackID == "U0LIB" {
				r.People[n].Roles = append(r.People[n].Roles, kpi.Admin)
			}
		}
		mustImport(t, s, r)
		mustPublish(t, s, publishing(true))
		mustCorrect(t, s, correcting(t, "R1", "150", "Counted again"))
		waits := waitsFor(t, s)
		decide := func(by string) (Decided, error) {
			d := deciding(waits.ID, by, say)
			d.Shown = waits.Correction.Seal()
			if say == CorrectionDeclined {
				d.Why = "The return agrees with what was published."
			}
			return s.DecideCorrection(t.Context(), d)
		}
		if done, err := decide("U0PERF"); err != nil || !done.Fresh {
			t.Fatalf("%s: %+v %v", say, done, err)
		}
		if again, err := decide("U0PERF"); err != nil || again.Fresh {
			t.Errorf("%s again: fresh %v, %v", say, again.Fresh, err)
		}
		var refusal *kpi.Refusal
		if _, err := decide("U0LIB"); !errors.As(err, &refusal) || !strings.Contains(refusal.Sentence, "was "+string(say)+" already, by Performance team on 8 January 2024") {
			t.Errorf("%s by a colleague: %v", say, err)
		}
	}
}

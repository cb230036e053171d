package store

import (
	"errors"
	"strings"
	"testing"

	"chaser/doubt"
	"chaser/kpi"
)

// A doubt that somebody accepted is silent until the figure or its words change, and the audit trail says who and why.
func TestADoubtIsAcceptedOnce(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	ctx := t.Context()
	refused := func(err error) bool {
		var r *kpi.Refusal
		return errors.As(err, &r)
	}
	scope := doubt.Scope{Period: kpi.Quarter(2023, 2)}
	of := func() (open doubt.Finding, accepted int) {
		t.Helper()
		checked, err := s.Check(ctx, scope, today)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range checked.Open {
			if f.Indicator.Code == "DAV2" && f.Doubt.Kind == doubt.Unreportable {
				open = f
			}
		}
		return open, len(checked.Accepted)
	}
	open, _ := of()
	if open.Indicator.Code == "" {
		t.Fatal("DAV2 is not doubted")
	}
	accept := Accept{By: "U0DAVIOL", Code: "DAV2", Period: scope.Period, Digest: open.Digest(), Reason: "Agreed with the board.", Now: monday, Today: today}
	for name, change := range map[string]func(*Accept){
		"somebody else's": func(a *Accept) { a.By = "U0LIB" },
		"no reason":       func(a *Accept) { a.Reason = "  " },
		"another doubt":   func(a *Accept) { a.Digest = "x" },
		"nobody":          func(a *Accept) { a.By = "U0NOBODY" },
	} {
		wrong := accept
		change(&wrong)
		if _, err := s.AcceptDoubt(ctx, wrong); !refused(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
	before := auditWhole(t, s)
	if _, err := s.AcceptDoubt(ctx, accept); err != nil {
		t.Fatal(err)
	}
	if entries := auditWhole(t, s) - before; entries != 1 {
		t.Errorf("%d audit entries of an accepted doubt", entries)
	}
	if again, accepted := of(); again.Indicator.Code != "" || accepted != 1 {
		t.Errorf("after it was accepted: open %v, %d accepted", again.Doubt.Sentence, accepted)
	}
	if _, err := s.AcceptDoubt(ctx, accept); !refused(err) {
		t.Errorf("accepted twice: %v", err)
	}
}

// A figure that was corrected after its committee was shown it, without a word of that, is doubted until the words say
// so.
func TestACorrectionWithoutAWordIsDoubted(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	silent := func() string {
		t.Helper()
		checked, err := s.Check(t.Context(), doubt.Scope{Period: quarter2}, today)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range checked.Open {
			if f.Doubt.Kind == doubt.SilentlyRestated {
				return f.Indicator.Code + ": " + f.Doubt.Sentence
			}
		}
		return ""
	}
	mustPublish(t, s, publishing(true))
	same(t, "of what stands as published", "", silent())
	mustCorrect(t, s, correcting(t, "R1", "150", "Counted again"))
	if got := silent(); !strings.HasPrefix(got, "178: It was published as 142 and is 150 now, and the commentary ") {
		t.Errorf("of a correction without a word: %q", got)
	}
	p := correcting(t, "R2", "150", "")
	said := "Corrected: eight inquests were opened late in September."
	p.Posting.Commentary, p.Posting.Reason = &said, "Said so."
	mustCorrect(t, s, p)
	same(t, "of a correction that says so", "", silent())
}

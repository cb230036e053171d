package words_test

import (
	"testing"
	"time"

	"chaser/kpi"
	"chaser/words"
)

func TestReady(t *testing.T) {
	t.Parallel()
	one := []kpi.Lack{{}}
	for want, r := range map[string]kpi.Readiness{
		"Q2 2023/24 is not ready for Communities: 2 figures are missing, one figure awaits sign-off and one red has no actions.": {Missing: []kpi.Lack{{}, {}}, Awaiting: one, Lacking: one},
		"Q2 2023/24 is not ready for Communities: one figure awaits sign-off.":                                                   {Awaiting: one},
		"Q2 2023/24 is ready to be published for Communities.":                                                                   {},
	} {
		if got := words.Ready(q2, "Communities", r); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestPublication(t *testing.T) {
	t.Parallel()
	p := words.Publication{Committee: "Communities", Period: q2, At: time.Date(2024, time.July, 1, 8, 30, 0, 0, time.UTC)}
	if got, want := p.Now(1), "Published Q2 2023/24 for Communities: one card."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	already := func(change func(*words.Publication), want string) {
		t.Helper()
		of := p
		change(&of)
		want = "Q2 2023/24 was published for Communities already, on 1 July 2024 at 09:30" + want + ". Nothing was done."
		if got := of.Already(london(t)); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	already(func(*words.Publication) {}, ", from the command line")
	already(func(p *words.Publication) { p.By = "Jo" }, " by Jo")
	already(func(p *words.Publication) { p.Automatic = true }, ", on its set day")
}

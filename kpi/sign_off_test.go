package kpi_test

import (
	"testing"
	"time"

	"chaser/kpi"
)

// Nobody signs what they posted or own, unless the committee allows it; then whoever would sign has done so by posting.
func TestWhoSigns(t *testing.T) {
	t.Parallel()
	owner, manager, line := kpi.Person{SlackID: "U0OWNER", Name: "Owner"}, kpi.Person{SlackID: "U0MGR", Name: "Manager"}, kpi.Person{SlackID: "U0LINE", Name: "Line manager"}
	i := kpi.Indicator{Code: "LIB1", Owner: "U0OWNER"}
	now := at(t, "2024-01-08 09:00")
	for _, c := range []struct {
		name   string
		inTurn []kpi.Person
		own    bool
		by     string
		want   string // Slack id
		posted kpi.SignOffState
	}{
		{"the manager", []kpi.Person{manager, line}, false, "U0OWNER", "U0MGR", kpi.AwaitsSignOff},
		{"without one, the line manager", []kpi.Person{line}, false, "U0OWNER", "U0LINE", kpi.AwaitsSignOff},
		{"the owner manages it", []kpi.Person{owner, line}, false, "U0OWNER", "U0LINE", kpi.AwaitsSignOff},
		{"the owner manages it, and a deputy posted", []kpi.Person{owner, line}, false, "U0DEPUTY", "U0LINE", kpi.AwaitsSignOff},
		{"the owner manages it and themselves", []kpi.Person{owner, owner}, false, "U0OWNER", "", kpi.AwaitsSignOff},
		{"their own line manager", []kpi.Person{owner}, false, "U0OWNER", "", kpi.AwaitsSignOff},
		{"the manager posted", []kpi.Person{manager, line}, false, "U0MGR", "U0LINE", kpi.AwaitsSignOff},
		{"the manager posted, who is the line manager too", []kpi.Person{manager, manager}, false, "U0MGR", "", kpi.AwaitsSignOff},
		{"the line manager posted as deputy, and nobody manages it", []kpi.Person{line}, false, "U0LINE", "", kpi.AwaitsSignOff},
		{"the line manager posted as deputy", []kpi.Person{manager, line}, false, "U0LINE", "U0MGR", kpi.AwaitsSignOff},
		{"the line manager posted as deputy, and the owner manages it", []kpi.Person{owner, line}, false, "U0LINE", "", kpi.AwaitsSignOff},
		{"nobody manages", nil, false, "U0OWNER", "", kpi.AwaitsSignOff},
		{"an administrator posted", []kpi.Person{manager}, false, "U0ADMIN", "U0MGR", kpi.AwaitsSignOff},
		{"an administrator posted, and nobody manages", nil, false, "U0ADMIN", "", kpi.AwaitsSignOff},
		{"allowed: the owner manages it", []kpi.Person{owner, line}, true, "U0OWNER", "U0OWNER", kpi.SignedOff},
		{"allowed: the manager posted", []kpi.Person{manager, line}, true, "U0MGR", "U0MGR", kpi.SignedOff},
		{"allowed: the line manager posted, and is not asked", []kpi.Person{manager, line}, true, "U0LINE", "U0MGR", kpi.AwaitsSignOff},
		{"allowed: an administrator posted", []kpi.Person{manager}, true, "U0ADMIN", "U0MGR", kpi.AwaitsSignOff},
		{"allowed: an administrator posted, and nobody manages", nil, true, "U0ADMIN", "", kpi.AwaitsSignOff},
	} {
		s := kpi.Signers{InTurn: c.inTurn, Own: c.own}
		if got := s.Of(i, c.by).SlackID; got != c.want {
			t.Errorf("%s: %q signs, want %q", c.name, got, c.want)
		}
		who := kpi.Person{SlackID: c.by, Name: "Who posts"}
		if c.by == "U0ADMIN" {
			who.Roles = []kpi.Role{kpi.Admin}
		}
		if got := s.Posting(kpi.ManagerSignOff, who, i, now); got.State != c.posted || (got.By != "") != (c.posted == kpi.SignedOff) {
			t.Errorf("%s: posted %+v, want %s", c.name, got, c.posted)
		}
		if got := s.Posting(kpi.NoSignOff, who, i, now); got != (kpi.SignOff{}) {
			t.Errorf("%s: without sign-off, posted %+v", c.name, got)
		}
		for id, may := range map[string]bool{
			"": false, "U0DEPUTY": false, "U0OWNER": c.want == "U0OWNER", "U0MGR": c.want == "U0MGR", "U0LINE": c.want == "U0LINE",
		} {
			if got := s.May(kpi.Person{SlackID: id}, i, c.by); got != may {
				t.Errorf("%s: %q may sign: %v", c.name, id, got)
			}
		}
		admin := kpi.Person{SlackID: "U0ADMIN", Roles: []kpi.Role{kpi.Admin}}
		if got := s.May(admin, i, c.by); got != (c.own || c.by != "U0ADMIN") {
			t.Errorf("%s: an administrator may sign: %v", c.name, got)
		}
	}
	if got := (kpi.Signers{}).Posting(kpi.ManagerSignOff, kpi.Person{}, kpi.Indicator{}, time.Time{}); got.State != kpi.AwaitsSignOff {
		t.Errorf("nobody in particular has signed: %+v", got)
	}
}

// The refusal says why, and who may instead.
func TestWhoMayNotSign(t *testing.T) {
	t.Parallel()
	owner, manager := kpi.Person{SlackID: "U0OWNER", Name: "Owner"}, kpi.Person{SlackID: "U0MGR", Name: "Manager"}
	admin := kpi.Person{SlackID: "U0ADMIN", Roles: []kpi.Role{kpi.Admin}}
	i := kpi.Indicator{Code: "LIB1", Owner: "U0OWNER"}
	for _, c := range []struct {
		who    kpi.Person
		inTurn []kpi.Person
		by     string
		want   string
	}{
		{kpi.Person{SlackID: "U0OTHER"}, []kpi.Person{manager}, "U0OWNER", "The figures of LIB1 are signed off by Manager, and you are not among those who may. Nothing was changed."},
		{kpi.Person{SlackID: "U0OTHER"}, nil, "U0OWNER", "The figures of LIB1 are signed off by the performance team, and you are not among those who may. Nothing was changed."},
		{owner, []kpi.Person{manager}, "U0OWNER", "You posted this figure of LIB1 yourself, so Manager signs it off. Nothing was changed."},
		{owner, []kpi.Person{owner}, "U0DEPUTY", "LIB1 is yours, so the performance team signs off its figures. Nothing was changed."},
		{manager, []kpi.Person{manager}, "U0MGR", "You posted this figure of LIB1 yourself, so the performance team signs it off. Nothing was changed."},
		{admin, []kpi.Person{manager}, "U0ADMIN", "You posted this figure of LIB1 yourself, so Manager signs it off. Nothing was changed."},
		{admin, nil, "U0ADMIN", "You posted this figure of LIB1 yourself, so somebody else of the performance team signs it off. Nothing was changed."},
	} {
		if got := (kpi.Signers{InTurn: c.inTurn}).Refuse(c.who, i, c.by).Sentence; got != c.want {
			t.Errorf("%s\nwant %s", got, c.want)
		}
	}
}

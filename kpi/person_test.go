package kpi_test

import (
	"testing"

	"chaser/kpi"
)

func TestMayPost(t *testing.T) {
	t.Parallel()
	i := kpi.Indicator{Owner: "U0OWN", Deputy: "U0DEP", Manager: "U0MGR"}
	tests := []struct {
		name string
		who  kpi.Person
		want bool
	}{
		{"the owner", kpi.Person{SlackID: "U0OWN"}, true},
		{"the deputy", kpi.Person{SlackID: "U0DEP"}, true},
		{"the manager", kpi.Person{SlackID: "U0MGR", Roles: []kpi.Role{kpi.Manager}}, true},
		{"the performance team", kpi.Person{SlackID: "U0PERF", Roles: []kpi.Role{kpi.Member, kpi.Admin}}, true},
		{"a councillor", kpi.Person{SlackID: "U0CLLR", Roles: []kpi.Role{kpi.Member}}, false},
		{"another service's manager", kpi.Person{SlackID: "U0OTHER", Roles: []kpi.Role{kpi.Manager}}, false},
		{"somebody of the owner's name", kpi.Person{SlackID: "U0X", Name: "U0OWN"}, false},
		{"nobody", kpi.Person{}, false},
		{"nobody, with a role", kpi.Person{Roles: []kpi.Role{kpi.Admin}}, false},
	}
	for _, test := range tests {
		if got := test.who.MayPost(i); got != test.want {
			t.Errorf("%s may post: %t, want %t", test.name, got, test.want)
		}
	}
	if (kpi.Person{}).MayPost(kpi.Indicator{}) {
		t.Error("nobody may post for an indicator without an owner")
	}
}

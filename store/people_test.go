package store

import (
	"testing"
)

func TestPeopleAndCommittees(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	seeds := seedRegister(t)
	p, known, err := s.Person(t.Context(), "U0PERF")
	if err != nil || !known {
		t.Fatal(known, err)
	}
	same(t, "the person", seeds.People[10], p)
	if _, known, err := s.Person(t.Context(), "U0NOBODY"); err != nil || known {
		t.Errorf("a stranger: %t, %v", known, err)
	}
	names, err := s.Names(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(names) != len(seeds.People) || names["U0CORONER"] != "Coroners service lead" {
		t.Errorf("names: %v", names)
	}
	committees, err := s.Committees(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	same(t, "the committees", seeds.Committees, committees)
}

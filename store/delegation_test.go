package store

import (
	"testing"

	"chaser/kpi"
)

func mustDelegate(t testing.TB, s *Store, by, code, to string) {
	t.Helper()
	if err := s.Delegate(t.Context(), Delegation{By: by, To: to, Code: code, Period: kpi.Quarter(2023, 3), Now: monday, Today: today}); err != nil {
		t.Fatal(err)
	}
}

func mustOwe(t testing.TB, s *Store, who string) []kpi.Card {
	t.Helper()
	owed, err := s.Owed(t.Context(), who, today)
	if err != nil {
		t.Fatal(err)
	}
	return owed
}

// What was handed on is owed by the colleague who has it, for its period alone, and no longer by its owner or deputy.
func TestWhatIsHandedOnIsOwedByTheDelegate(t *testing.T) {
	t.Parallel()
	s, _ := empty(t)
	r := seedRegister(t)
	for n := range r.Indicators {
		if r.Indicators[n].Code == "177" {
			r.Indicators[n].Deputy = "U0LIB"
		}
	}
	mustImport(t, s, r)
	same(t, "the deputy owes before", []string{"LIB1", "LIB2", "LIB3", "177"}, codes(mustOwe(t, s, "U0LIB")))
	mustDelegate(t, s, "U0CORONER", "177", "U0REGISTR")

	same(t, "the owner owes", []string{"175", "176", "178", "179"}, codes(mustOwe(t, s, "U0CORONER")))
	same(t, "the deputy owes", []string{"LIB1", "LIB2", "LIB3"}, codes(mustOwe(t, s, "U0LIB")))
	owed := mustOwe(t, s, "U0REGISTR")
	same(t, "the delegate owes", []string{"177", "REG1", "REG2"}, codes(owed))
	want := &kpi.HandedOn{
		To: kpi.Person{SlackID: "U0REGISTR", Name: "Registration service lead"}, By: kpi.Person{SlackID: "U0CORONER", Name: "Coroners service lead"},
	}
	same(t, "who has it, and from whom", want, owed[0].Awaited.Handed)
	answerable, err := s.Answerable(t.Context(), "U0CORONER", today)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "the owner still answers for", []string{"175", "176", "177", "178", "179"}, codes(answerable))

	p := coronersPost(t, "r1", "120", "")
	p.By, p.Code = "U0REGISTR", "177"
	mustPost(t, s, p)
	same(t, "once it is in, the delegate owes", []string{"REG1", "REG2"}, codes(mustOwe(t, s, "U0REGISTR")))
	answerable, err = s.Answerable(t.Context(), "U0REGISTR", today)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "and answers for", []string{"REG1", "REG2"}, codes(answerable))
}

// Somebody whose account is deactivated is asked for nothing, so what they were handed is its owner's.
func TestADelegateWhoLeftOwesNothing(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	mustDelegate(t, s, "U0CORONER", "177", "U0REGISTR")
	if err := s.RecordSlackPeople(t.Context(), at(t, "2024-01-08 09:00"), SlackPerson{SlackID: "U0REGISTR", Deactivated: true}); err != nil {
		t.Fatal(err)
	}
	same(t, "the owner owes", []string{"175", "176", "177", "178", "179"}, codes(mustOwe(t, s, "U0CORONER")))
}

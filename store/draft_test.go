package store

import (
	"encoding/json"
	"testing"
	"time"
)

func TestDrafts(t *testing.T) {
	t.Parallel()
	s, _ := empty(t)
	content := json.RawMessage(`{"figure": "12,34",  "commentary": "É\u0001"}`)
	id, err := s.KeepDraft(t.Context(), "U0LIB", content, monday)
	if err != nil {
		t.Fatal(err)
	}
	got, found, err := s.Draft(t.Context(), id, "U0LIB")
	if err != nil || !found || string(got) != string(content) {
		t.Errorf("got %s, %t, %v; want it to the letter", got, found, err)
	}
	for _, c := range []struct{ id, by string }{{id, "U0MGRPLACE"}, {id, ""}, {"guess", "U0LIB"}} {
		if got, found, err := s.Draft(t.Context(), c.id, c.by); err != nil || found {
			t.Errorf("%v got %s, %t, %v", c, got, found, err)
		}
	}
	again, err := s.KeepDraft(t.Context(), "U0LIB", content, monday.Add(7*24*time.Hour))
	if err != nil || again == id {
		t.Fatal(again, err)
	}
	if _, found, err := s.Draft(t.Context(), id, "U0LIB"); err != nil || !found {
		t.Errorf("seven days later to the second: %t, %v; want it kept", found, err)
	}
	if _, err := s.KeepDraft(t.Context(), "U0MGRPLACE", content, monday.Add(7*24*time.Hour+time.Second)); err != nil {
		t.Fatal(err)
	}
	if _, found, err := s.Draft(t.Context(), id, "U0LIB"); err != nil || found {
		t.Errorf("a second after: %t, %v; want it gone", found, err)
	}
}

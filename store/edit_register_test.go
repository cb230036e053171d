package store

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/shopspring/decimal"

	"chaser/kpi"
)

// retarget is an edit that gives an indicator another target.
func retarget(code string, target int64) Edit {
	return func(held kpi.Register) (kpi.Register, error) {
		for _, i := range held.Indicators {
			if i.Code == code {
				to := decimal.NewFromInt(target)
				i.Target = &to
				return kpi.Register{Indicators: []kpi.Indicator{i}}, nil
			}
		}
		return kpi.Register{}, kpi.Refuse("target", "There is no %s.", code)
	}
}

// An edit is tried without a trace, and saved only if its effect is the one that was shown.
func TestAnEditIsSavedAsItWasShown(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	entries := func() int { return count(t, s, `SELECT count(*) FROM audit_entries`) }
	before := entries()
	tried, err := s.TryEdit(t.Context(), "U0PERF", monday, retarget("LIB1", 5))
	if err != nil || tried.Done || tried.Added || len(tried.Fields) != 1 || tried.Fields[0] != (Difference{"target", "107236", "5"}) {
		t.Fatalf("%+v, %v", tried, err)
	}
	if entries() != before {
		t.Error("to try it changes something")
	}
	other, err := s.SaveEdit(t.Context(), Request{ID: "R1", By: "U0PERF", Now: monday}, tried.Seal, retarget("LIB1", 6))
	if err != nil || other.Done || other.Fields[0].To != "6" || entries() != before {
		t.Errorf("another effect than was shown: %+v, %v", other, err)
	}
	for range 2 { // the same request is answered alike
		saved, err := s.SaveEdit(t.Context(), Request{ID: "R2", By: "U0PERF", Now: monday}, tried.Seal, retarget("LIB1", 5))
		if err != nil || !saved.Done || len(saved.Fields) != 1 || entries() != before+1 {
			t.Errorf("%+v, %v", saved, err)
		}
	}
	if n := count(t, s, `SELECT count(*) FROM audit_entries WHERE actor = 'U0PERF' AND subject = 'indicator LIB1' AND act = 'changed'`); n != 1 {
		t.Errorf("the audit trail has %d changes of LIB1 by who made it", n)
	}
	var faults kpi.Faults
	_, err = s.TryEdit(t.Context(), "U0PERF", monday, func(held kpi.Register) (kpi.Register, error) {
		i := held.Indicators[0]
		i.Title, i.Owner = "", "U0NOBODY"
		return kpi.Register{Indicators: []kpi.Indicator{i}}, nil
	})
	if !errors.As(err, &faults) || len(faults) != 2 {
		t.Errorf("two faults: %v", err)
	}
}

// What an administrator should know of an edit is said when it is tried and when it is saved, as of an import.
func TestAnEditIsRemarkedOn(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	lost := func(held kpi.Register) (kpi.Register, error) {
		i := held.Indicators[0]
		i.Title = "Visits to caf\ufffds" // a letter that an editor lost
		return kpi.Register{Indicators: []kpi.Indicator{i}}, nil
	}
	tried, err := s.TryEdit(t.Context(), "U0PERF", monday, lost)
	if err != nil || len(tried.Notes) == 0 {
		t.Fatalf("%+v, %v", tried, err)
	}
	saved, err := s.SaveEdit(t.Context(), Request{ID: "R1", By: "U0PERF", Now: monday}, tried.Seal, lost)
	if err != nil || !saved.Done || !slices.Equal(saved.Notes, tried.Notes) {
		t.Errorf("%+v, %v", saved, err)
	}
}

// The last change of something is its latest, and none where it stands as it was first recorded.
func TestTheLastChange(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	r, err := s.Register(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	i, p, k := r.Indicators[0], r.People[0], r.Committees[0]
	last := map[string]func() (LastChange, bool, error){
		"indicator": func() (LastChange, bool, error) { return s.LastIndicatorChange(t.Context(), i) },
		"person":    func() (LastChange, bool, error) { return s.LastPersonChange(t.Context(), p.SlackID) },
		"committee": func() (LastChange, bool, error) { return s.LastCommitteeChange(t.Context(), k.Name) },
	}
	for what, of := range last {
		if c, known, err := of(); err != nil || known {
			t.Errorf("the first record of the %s is a change: %+v, %v", what, c, err)
		}
	}
	for n, by := range []string{"", "U0PERF"} {
		i.Title, p.Name, k.Channel = fmt.Sprint("Title ", n), fmt.Sprint("Name ", n), fmt.Sprint("C0NEW", n)
		now := kpi.Register{Indicators: []kpi.Indicator{i}, People: []kpi.Person{p}, Committees: []kpi.Committee{k}}
		if by == "" {
			mustImport(t, s, now)
		} else {
			for _, one := range []kpi.Register{{Indicators: now.Indicators}, {People: now.People}, {Committees: now.Committees}} {
				edit := func(kpi.Register) (kpi.Register, error) { return one, nil }
				tried, err := s.TryEdit(t.Context(), by, monday, edit)
				if err != nil {
					t.Fatal(err)
				}
				if _, err := s.SaveEdit(t.Context(), Request{ID: tried.Seal, By: by, Now: monday}, tried.Seal, edit); err != nil {
					t.Fatal(err)
				}
			}
		}
		for what, of := range last {
			c, known, err := of()
			if err != nil || !known || c.By != by || len(c.Fields) != 1 || !strings.HasSuffix(c.Fields[0].To, fmt.Sprint(n)) {
				t.Errorf("the last change of the %s: %+v, %v", what, c, err)
			}
		}
	}
}

// An edit that begins while another is made waits for it, and is made of what that one left.
func TestAnEditWaitsForAnother(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	var second Edited
	ended := make(chan error, 1)
	var over atomic.Bool
	first := func(held kpi.Register) (kpi.Register, error) {
		go func() {
			var err error
			second, err = s.TryEdit(t.Context(), "U0PERF", monday, func(held kpi.Register) (kpi.Register, error) {
				if !over.Load() {
					t.Error("the second edit is made while the first still is")
				}
				return retarget("LIB1", 6)(held)
			})
			ended <- err
		}()
		awaitLockWaiter(t, s, ended)
		over.Store(true)
		return retarget("LIB1", 5)(held)
	}
	tried, err := s.TryEdit(t.Context(), "U0PERF", monday, retarget("LIB1", 5))
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.SaveEdit(t.Context(), Request{ID: "R1", By: "U0PERF", Now: monday}, tried.Seal, first)
	if err != nil {
		t.Fatal(err)
	}
	if err := <-ended; err != nil || len(second.Fields) != 1 || second.Fields[0] != (Difference{"target", "5", "6"}) {
		t.Errorf("%+v, %v", second, err)
	}
}

// Of several who save the same change at once one does, and the others learn that there is nothing left to do.
func TestEditsAtOnce(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	tried, err := s.TryEdit(t.Context(), "U0PERF", monday, retarget("LIB1", 5))
	if err != nil {
		t.Fatal(err)
	}
	var (
		all  sync.WaitGroup
		done = make([]Edited, 4)
		errs = make([]error, 4)
	)
	for n := range done {
		all.Go(func() {
			done[n], errs[n] = s.SaveEdit(t.Context(), Request{ID: fmt.Sprint("R", n), By: "U0PERF", Now: monday}, tried.Seal, retarget("LIB1", 5))
		})
	}
	all.Wait()
	saved := 0
	for n, e := range done {
		if errs[n] != nil || !e.Done && len(e.Fields) > 0 {
			t.Errorf("%+v, %v", e, errs[n])
		}
		if e.Done {
			saved++
		}
	}
	if saved != 1 {
		t.Errorf("%d saved it", saved)
	}
}

// Pages of a large council come whole, one after another, and a page beyond the end is the first.
func TestRegisterPages(t *testing.T) {
	t.Parallel()
	s, _ := seeded(t)
	if _, err := s.ImportRegister(t.Context(), largeCouncil(300, 0), monday, false); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for from := 0; from < 319; from += 20 {
		p, err := s.IndicatorPage(t.Context(), PageOf{From: from, Size: 20})
		if err != nil || p.All != 319 || p.From != from || len(p.Entries) != min(20, 319-from) {
			t.Fatalf("from %d: %d of %d, %v", from, len(p.Entries), p.All, err)
		}
		for _, i := range p.Entries {
			seen[i.Code] = true
		}
	}
	if len(seen) != 319 {
		t.Errorf("the pages have %d indicators", len(seen))
	}
	for what, c := range map[string]struct {
		of         PageOf
		all, shown int
		first      string
	}{
		"beyond the end":  {PageOf{From: 9999, Size: 20}, 319, 20, "LIB1"},
		"where it ends":   {PageOf{From: 319, Size: 20}, 319, 20, "LIB1"},
		"words, at end":   {PageOf{Words: "decided time", From: 300, Size: 20}, 300, 20, "K0"},
		"an exact code":   {PageOf{Words: "k7", Size: 20}, 1, 1, "K7"},
		"words":           {PageOf{Words: "decided time", From: 280, Size: 20}, 300, 20, "K280"},
		"words, past end": {PageOf{Words: "decided time", From: 400, Size: 20}, 300, 20, "K0"},
		"somebody's":      {PageOf{Person: lead(5), Size: 20}, 2, 2, "K4"},
		"a manager's":     {PageOf{Person: manager(5), Size: 4}, 10, 4, "K0"},
		"nothing":         {PageOf{Words: "no such thing", Size: 20}, 0, 0, ""},
		"a NUL":           {PageOf{Words: "k\x007", Size: 20}, 11, 11, ""},
	} {
		p, err := s.IndicatorPage(t.Context(), c.of)
		if err != nil || p.All != c.all || len(p.Entries) != c.shown || c.first != "" && p.Entries[0].Code != c.first {
			t.Errorf("%s: %d of %d from %d, %v", what, len(p.Entries), p.All, p.From, err)
		}
	}
	people, err := s.PeoplePage(t.Context(), PageOf{Words: "service LEAD 29", Size: 5})
	if err != nil || people.All != 11 || len(people.Entries) != 5 || people.Entries[0].Name != "Service lead 29" {
		t.Errorf("people by a part of their name: %+v, %v", people, err)
	}
	// People come by their names, whatever their ids and their capitals are.
	mustImport(t, s, kpi.Register{People: []kpi.Person{{SlackID: "U0Z1", Name: "100% Ann"}, {SlackID: "U0A1", Name: "100%_ben"}, {SlackID: "U0B1", Name: "100%_Zoe"}, {SlackID: "U0C1", Name: "100 percent"}}})
	for from, want := range map[int]string{0: "100% Ann", 1: "100%_ben", 2: "100%_Zoe", 3: "100% Ann"} {
		p, err := s.PeoplePage(t.Context(), PageOf{Words: "100%", From: from, Size: 5})
		if err != nil || p.All != 3 || p.Entries[0].Name != want {
			t.Errorf("people from %d on: %+v, %v", from, p, err)
		}
	}
	one, err := s.PeoplePage(t.Context(), PageOf{Person: lead(3), Size: 5})
	if err != nil || one.All != 1 || one.Entries[0].SlackID != lead(3) {
		t.Errorf("one person: %+v, %v", one, err)
	}
}

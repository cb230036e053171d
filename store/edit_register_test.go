package store

import (
	"errors"
	"fmt"
	"sync"
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
	one, err := s.PeoplePage(t.Context(), PageOf{Person: lead(3), Size: 5})
	if err != nil || one.All != 1 || one.Entries[0].SlackID != lead(3) {
		t.Errorf("one person: %+v, %v", one, err)
	}
}

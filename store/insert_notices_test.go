package store

import (
	"slices"
	"testing"
	"time"
)

// A plan's tokens are UUIDs of which none is like another, and come in the order of its messages.
func TestTokensComeInOrder(t *testing.T) {
	t.Parallel()
	s, _ := empty(t)
	morning := at(t, "2024-01-02 09:00").Machine
	var tokens, kept []string
	for n := range 10_000 {
		tokens = append(tokens, newToken(morning, n))
	}
	if !slices.IsSorted(tokens) || len(slices.Compact(slices.Clone(tokens))) != len(tokens) {
		t.Error("tokens are not in order")
	}
	if again := newToken(morning, 1); again == tokens[1] {
		t.Errorf("two plans give %s", again)
	}
	if later := newToken(morning.Add(time.Minute), 0); later <= tokens[len(tokens)-1] {
		t.Errorf("a minute later %s, after %s", later, tokens[len(tokens)-1])
	}
	if err := s.patient.SelectContext(t.Context(), &kept, `SELECT replace(CAST(CAST($1 AS uuid) AS text), '-', '')`, tokens[1]); err != nil {
		t.Fatal(err)
	}
	if kept[0] != tokens[1] || tokens[1][12] != '7' || tokens[1][16] < '8' || tokens[1][16] > 'b' {
		t.Errorf("%s is kept as %s", tokens[1], kept[0])
	}
}

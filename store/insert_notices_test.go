package store

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/lib/pq"

	"chaser/kpi"
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

// Whoever is told in the same plan keeps the hours of their own time zone, whether or not others share them.
func TestAPlanKeepsEachPersonsHours(t *testing.T) {
	t.Parallel()
	s, _ := empty(t)
	nine := at(t, "2024-01-02 09:00")
	of := func(recipient string, from time.Time) kpi.Notice {
		return kpi.Notice{Recipient: recipient, Day: kpi.Date{Year: 2024, Month: 1, Day: 2}, From: from, Until: from.Add(8 * time.Hour)}
	}
	earlier := nine.Now.Add(-time.Hour)
	part := planPart{owed: []kpi.Notice{of("U0ONE", nine.Now), of("U0TWO", earlier), of("U0THREE", nine.Now)}}
	tx, err := s.chasing.begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := part.insertNotices(t.Context(), tx, nine); err != nil {
		t.Fatal(err)
	}
	var hours pq.StringArray
	err = tx.GetContext(t.Context(), &hours, `
		SELECT array_agg(key || ' ' || recipient || to_char(from_at AT TIME ZONE 'UTC', ' HH24:MI') || to_char(until_at AT TIME ZONE 'UTC', ' HH24:MI') ORDER BY id) FROM notifications`)
	if err != nil {
		t.Fatal(err)
	}
	want := pq.StringArray{
		"daily U0ONE 2024-01-02 U0ONE 09:00 17:00", "daily U0TWO 2024-01-02 U0TWO 08:00 16:00", "daily U0THREE 2024-01-02 U0THREE 09:00 17:00",
	}
	if diff := cmp.Diff(want, hours); diff != "" {
		t.Error(diff)
	}
}

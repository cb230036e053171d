package bot_test

import (
	"encoding/json"
	"strings"
	"testing"

	"chaser/kpi"
)

// The performance team sets a collection: worked back from the committee's date, then saved. What is wrong is said on
// its input.
func TestCollections(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.types(librarian, "/kpi admin collections").says("Only the performance team sets collections")

	open := c.types(team, "/kpi admin collections").says("Q3 2023/24: opens 2 January 2024, due 19 January 2024, committee 12 March 2024, 37 working days later").submitReads("Propose")
	open.submits(map[string]string{"period": "next quarter", "committee_date": ""}).errs(kpi.FieldPeriod, "“next quarter” is not a period")
	open.submits(map[string]string{"period": "2023-24Q4", "committee_date": "2024-06-09"}).errs(kpi.FieldCommittee, "which is a day off (Sunday)")

	proposed := open.submits(map[string]string{"period": "2023-24Q4", "committee_date": "2024-06-11"}).submitReads("Save")
	proposed.says("Q4 2023/24", "Worked back from the committee's date", "Mon 3 June 2024: it is despatched, 5 clear working days before", "Tue 11 June 2024: the committee meets", "in hand", "Nothing is saved yet.")
	for _, wrong := range []struct{ opens, due, field, says string }{
		{"2024-04-22", "2024-04-19", kpi.FieldDue, "The collection is due on 19 April 2024, before it opens on 22 April 2024."},
		{"2024-01-15", "2024-04-19", kpi.FieldOpens, "2023-24Q3 is still being collected until 19 January 2024"},
	} {
		got := proposed.submits(map[string]string{"opens": wrong.opens, "due": wrong.due})
		if len(got.Errors) != 1 {
			t.Errorf("%v: errors %v", wrong, got.Errors)
		}
		got.errs(wrong.field, wrong.says)
	}
	if collections, _, err := c.store.Schedule(t.Context()); err != nil || len(collections) != 3 {
		t.Errorf("something was saved already: %v (%v)", collections, err)
	}
	saved := proposed.submits(map[string]string{"opens": "2024-04-02", "due": "2024-05-15"})
	if len(saved.Errors) > 0 {
		t.Errorf("the proposal is refused: %v", saved.Errors)
	}
	saved.says("Saved. Q4 2023/24", "Nobody is asked before Tuesday 2 April.")
	collections, _, err := c.store.Schedule(t.Context())
	must(t, err)
	if last := collections[len(collections)-1]; last.Period != kpi.Quarter(2023, 4) || last.Opens.String() != "2024-04-02" || last.CommitteeDate.String() != "2024-06-11" {
		t.Errorf("what is held is %+v", last)
	}

	// One that is set is changed from what it is. If its meeting moves, it is worked back anew.
	standing := c.types(team, "/kpi admin collections").submits(map[string]string{"period": "2023-24Q3"}).submitReads("Save").
		says("Q3 2023/24", "Set now: Q3 2023/24: opens 2 January 2024, due 19 January 2024").saysNot("Worked back")
	standing.submits(map[string]string{"due": "2024-01-22"}).says("Saved. Q3 2023/24: opens 2 January 2024, due 22 January 2024, committee 12 March 2024", "Messages that speak of it are brought up to date.")
	c.types(team, "/kpi admin collections").submits(map[string]string{"period": "2023-24Q3", "committee_date": "2024-03-19"}).
		says("Worked back from the committee's date", "Set now: Q3 2023/24: opens 2 January 2024, due 22 January 2024")

	// Without a meeting its days are given. A due date on a bank holiday is moved, and said.
	c.types(team, "/kpi admin collections").submits(map[string]string{"period": "2024-25Q1"}).says("Not set yet.").
		submits(map[string]string{"opens": "2024-07-01", "due": "2024-08-26"}).
		says("Saved. Q1 2024/25: opens 1 July 2024, due 26 August 2024 (Summer Bank Holiday; so 27 August 2024)", "26 August 2024 is a day off")
}

// submitReads checks the words of the modal's button.
func (a answer) submitReads(words string) answer {
	a.Helper()
	var view struct{ Submit struct{ Text string } }
	if a.Modal == nil || json.Unmarshal(a.Modal.JSON, &view) != nil || view.Submit.Text != words {
		a.Errorf("the modal's button reads %q, want %q", view.Submit.Text, words)
	}
	return a
}

// errs checks the sentence beneath an input.
func (a answer) errs(field, words string) {
	a.Helper()
	if got := a.Errors[field]; !strings.Contains(got, words) {
		a.Errorf("beneath %s stands %q, want %q; all errors: %v", field, got, words, a.Errors)
	}
}

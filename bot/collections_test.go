package bot_test

import (
	"strings"
	"testing"

	"chaser/kpi"
)

// The performance team sets a collection: worked back from the committee's date, then saved; and is told what is wrong, on its input.
func TestCollections(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.types(librarian, "/kpi admin collections").says("Only the performance team sets collections")
	c.types(team, "/kpi admin people").says("There is no “admin people”")

	open := c.types(team, "/kpi admin collections").says("Q3 2023/24: opens 2 January 2024, due 19 January 2024, committee 12 March 2024, 37 working days later")
	for _, wrong := range []struct {
		fields map[string]string
		field  string
		says   string
	}{
		{map[string]string{"period": "next quarter"}, kpi.FieldPeriod, "“next quarter” is not a period"},
		{map[string]string{"period": "2023-24Q4"}, kpi.FieldCommittee, "Give the committee's date"},
		{map[string]string{"period": "2023-24Q4", "due": "2024-04-19"}, kpi.FieldOpens, "Give the day on which the collection opens too."},
		{map[string]string{"period": "2023-24Q4", "opens": "2024-04-22", "due": "2024-04-19"}, kpi.FieldDue, "The collection is due on 19 April 2024, before it opens on 22 April 2024."},
		{map[string]string{"period": "2023-24Q4", "opens": "2024-01-15", "due": "2024-04-19"}, kpi.FieldOpens, "2023-24Q3 is still being collected until 19 January 2024"},
	} {
		fields := map[string]string{"committee_date": "", "opens": "", "due": ""}
		for field, text := range wrong.fields {
			fields[field] = text
		}
		got := open.submits(fields)
		if len(got.Errors) != 1 {
			t.Errorf("%v: errors %v", wrong.fields, got.Errors)
		}
		got.errs(wrong.field, wrong.says)
	}

	proposed := open.submits(map[string]string{"period": "2023-24Q4", "committee_date": "2024-06-11", "opens": "", "due": ""})
	proposed.says("Worked back from the committee's date", "despatched on 3 June 2024", "5 clear working days before 11 June 2024", "in hand")
	saved := proposed.submits(nil)
	if len(saved.Errors) > 0 {
		t.Errorf("the proposal is refused: %v", saved.Errors)
	}
	saved.says("Saved. Q4 2023/24")
	collections, _, err := c.store.Schedule(t.Context())
	must(t, err)
	if last := collections[len(collections)-1]; last.Period != kpi.Quarter(2023, 4) || last.Opens.String() != "2024-04-02" {
		t.Errorf("what is held is %+v", last)
	}

	// A due date on a bank holiday is moved, and said.
	holiday := c.types(team, "/kpi admin collections").submits(map[string]string{"period": "2024-25Q1", "opens": "2024-07-01", "due": "2024-08-26", "committee_date": ""})
	holiday.says("Saved. Q1 2024/25: opens 1 July 2024, due 26 August 2024 (Summer Bank Holiday; so 27 August 2024)", "26 August 2024 is a day off")
}

// errs checks the sentence beneath an input.
func (a answer) errs(field, words string) {
	a.Helper()
	if got := a.Errors[field]; !strings.Contains(got, words) {
		a.Errorf("beneath %s stands %q, want %q; all errors: %v", field, got, words, a.Errors)
	}
}

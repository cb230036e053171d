package bot_test

import (
	"testing"

	"chaser/kpi"
)

// A deadline is moved in the collection's form, where the new day stands beside the old one before anything is saved.
func TestADeadlineIsExtended(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	due := func() string {
		collections, _, err := c.store.Schedule(t.Context())
		must(t, err)
		return collections[len(collections)-1].Due.String()
	}
	const instead = "Figures for Q3 2023/24 would be due on Wednesday 31 January 2024 instead of 19 January 2024."
	form := c.types(team, "/kpi extend Q3 to 31 January").says("Q3 2023/24", instead, "Nothing is changed before you save it.", "Set now: Q3 2023/24: opens 2 January 2024, due 19 January 2024").submitReads("Save")
	if got := due(); got != "2024-01-19" {
		t.Fatalf("the deadline is %s before the form was saved", got)
	}
	form.submits(nil).says("Saved. Q3 2023/24: opens 2 January 2024, due 31 January 2024, committee 12 March 2024")
	if got := due(); got != "2024-01-31" {
		t.Errorf("the deadline is %s", got)
	}
	c.types(team, "/kpi extend the deadline by a week").says("Figures for Q3 2023/24 would be due on Wednesday 7 February 2024 instead of 31 January 2024.")
	c.types(team, "/kpi extend Q3 to 31 March").submits(nil).errs(kpi.FieldCommittee, "The committee meets on 12 March 2024, before the figures are due on 31 March 2024")
	c.types(team, "/kpi extend Q3").says("Set now: Q3 2023/24").saysNot("would be due")
	c.directly(team, "extend Q3 to 7 February").says("Figures for Q3 2023/24 would be due on Wednesday 7 February 2024 instead of 31 January 2024. Nothing is changed yet. Open the form to go on.").
		presses("open", "Open the form").says("Figures for Q3 2023/24 would be due on Wednesday 7 February 2024").submits(nil).says("Saved.", "due 7 February 2024")

	// A quarter without its year is the next that is set, where the last is over.
	c.types(team, "/kpi extend Q2 to 31 January").says("Q2 2023/24")
	c.types(team, "/kpi admin collections").submits(map[string]string{"period": "2023-24Q4"}).submits(map[string]string{"opens": "2024-04-02", "due": "2024-04-19"}).says("Saved.")
	c.types(team, "/kpi extend Q4 to 30 April").says("Figures for Q4 2023/24 would be due on Tuesday 30 April 2024 instead of 19 April 2024.")
	c.types(team, "/kpi extend Q4 2022/23 to 30 April").says("No collection is set for Q4 2022/23, so nothing was changed. Type /kpi admin collections to set its days.")
	c.types(team, "/kpi extend Q3 to whenever").says("“whenever” is not a day.")
	c.types(team, "/kpi extend Q3 for 178 to 14 Feb").says("All figures for Q3 2023/24 are due on the same day, Wednesday 7 February, and 178 has none of its own, so nothing was changed.",
		"A late figure of 178 can still be posted.", "/kpi extend 2023-24Q3 to 14 Feb 2024")
	c.types(team, "/kpi extend Q3 for libraries to 14 Feb").says("“libraries” has none of its own")

	c.types(librarian, "/kpi extend Q3 to 14 Feb").says("Only the performance team moves a deadline, so nothing was changed.", "Figures for Q3 2023/24 are due on Wednesday 7 February; a late one can still be posted.", "ask Performance team")
	if n := c.denied(librarian); n != 1 {
		t.Errorf("the audit trail keeps %d denied attempts, want 1", n)
	}
	if got := due(); got != "2024-04-19" {
		t.Errorf("the last deadline is %s", got)
	}
}

// Nothing closes a collection, or opens it again. Whoever wants that is told what happens instead.
func TestACollectionIsNotClosed(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.types(team, "/kpi close Q3").says("Nobody closes a collection, so nothing was changed. Figures for Q3 2023/24 are due on Friday 19 January and are asked for until the next collection opens", "/kpi publish 2023-24Q3", "How it stands").
		presses("board", "How it stands").says("Q3 2023/24")
	c.types(librarian, "/kpi close the quarter").says("Nobody closes a collection", "by publishing it").saysNot("/kpi publish")
	c.types(team, "/kpi close Q2 2023/24").says("Figures for Q2 2023/24 were due on Friday 20 October, and those of the next collection are asked for now")
	c.types(team, "/kpi close Q3 2025-26").says("No collection is set for Q3 2025/26")
	c.directly(coroner, "reopen Q2 for 178?").says("Q2 2023/24 needs no reopening", "/kpi 178 2023-24Q2 142", "add the reason").
		presses("form", "Post figure for 178").says("Post figure", "Q2 2023/24")
	c.types(coroner, "/kpi reopen Q3").says("Q3 2023/24 needs no reopening").saysNot("Post figure for")
	c.types(team, "/kpi admin collections").submits(map[string]string{"period": "2023-24Q4"}).submits(map[string]string{"opens": "2024-04-02", "due": "2024-04-19"}).says("Saved.")
	c.types(coroner, "/kpi reopen 2023-24Q4").says("The collection for Q4 2023/24 opens on Tuesday 2 April, so there is nothing to open again. The performance team sets that day.")
	c.types(coroner, "/kpi reopen 178").says("Q3 2023/24 needs no reopening", "Post figure for 178")
}

package bot_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"chaser/demo/lookalike"
	"chaser/kpi"
	"chaser/store"
)

const (
	skills  = "U0SKILLS"
	manager = "U0MGRPLACE" // of the library
)

// saves submits a modal: what took its place, or the sentences beside its inputs.
func (a answer) saves(fields map[string]string) answer {
	a.Helper()
	next := a.submits(fields)
	for field, sentence := range next.Errors {
		a.Errorf("beside %s: %s", field, sentence)
	}
	return next
}

func (a answer) refuses(field, words string) answer {
	a.Helper()
	if !strings.Contains(a.Errors[field], words) {
		a.Errorf("beside %s there is no %q: %v", field, words, a.Errors)
	}
	return a
}

// pressesInModal presses a button of the modal that somebody sees.
func (a answer) pressesInModal(press, words string) answer {
	a.Helper()
	next, err := a.slack.PressInModal(context.Background(), a.who, press, words)
	must(a.T, err)
	return answer{a.council, next, a.who}
}

// holds is what a box of the modal is filled with.
func (a answer) holds(field, want string) answer {
	a.Helper()
	if got, _ := box(a.Modal, field); got != want {
		a.Errorf("%s holds %q, want %q", field, got, want)
	}
	return a
}

func (c *council) actions() []store.ListedAction {
	c.Helper()
	all, err := c.store.Actions(context.Background(), kpi.Person{SlackID: team, Roles: []kpi.Role{kpi.Admin}}, store.ActionsOf{})
	must(c.T, err)
	return all
}

// A Red figure is accepted, and its answer asks for what is being done: in one modal, which then offers another.
func TestARedAsksForActions(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	posted := c.types(librarian, "/kpi LIB1 60000").says("Posted 60,000 for Q3 2023/24", "What is being done about it?", "It is Red: a line about why helps the committee.")
	form := posted.presses("add_action", "Add an action").says("LIB1 · ", "Red for Q3 2023/24", "What is to be done", "Who does it", "By when")
	form.submits(map[string]string{"action": "", "due": "2024-01-31"}).refuses("action", "")
	form.submits(map[string]string{"action": "Late opening", "due": "2024-01-05"}).refuses("due", "5 January 2024 has passed")
	form.submits(map[string]string{"action": "Late opening", "due": "2026-02-05"}).refuses("due", "more than two years away")
	form.submits(map[string]string{"action": "Late opening", "due": "2024-01-31", "who": officer}).refuses("who", "not in the register")
	if n := len(c.actions()); n != 0 {
		t.Fatalf("%d actions were saved", n)
	}
	receipt := form.saves(map[string]string{"action": "Late opening on *Fridays* <!here>", "due": "2024-01-31", "who": librarian}).
		says("Recorded for LIB1", "Late opening on *Fridays* <!here> — Libraries service lead, by 31 January 2024")
	again := receipt.pressesInModal("add_action", "Add another").says("LIB1 · ", "What is to be done").saysNot("Late opening")
	again.saves(map[string]string{"action": "A mobile library", "due": "2024-02-14"}).says("A mobile library", "Also open", "Late opening")
	c.types(member, "/kpi LIB1").says("Actions", "• Late opening on *Fridays* <!here> — Libraries service lead, by 31 January 2024", "• A mobile library").saysNot("No actions have been given")
	c.types(member, "/kpi red").says("Actions: Late opening on *Fridays*", "by 31 January 2024; A mobile library")
	// With the actions there is nothing left to ask but why.
	c.types(librarian, "/kpi LIB1 61000 Recounted").says("It is Red: a line about why").saysNot("What is being done about it?").
		presses("edit", "Add a commentary").says("Commentary")
}

// A figure's receipt prompts for an action, and leads to the action's form in its place.
func TestTheReceiptAsksForActions(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	receipt := c.types(librarian, "/kpi submit LIB1").saves(map[string]string{"figure": "60000", "commentary": "Closed for repairs."})
	receipt.says("Posted 60,000", "What is being done about it?").saysNot("a line about why").
		pressesInModal("add_action", "Add an action").says("What is to be done").
		saves(map[string]string{"action": "Open a temporary one", "due": "2024-02-14"}).says("Recorded for LIB1", "You are reminded before it is due")
	if all := c.actions(); len(all) != 1 || all[0].Owner != librarian || all[0].Period != kpi.Quarter(2023, 3) {
		t.Errorf("%+v", all)
	}
}

// After a change of rating the answer asks why. Where there is a commentary, or nothing changed, it does not.
func TestAChangeOfRatingAsksWhy(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.types(registrar, "/kpi REG1 99%").saysNot("a line about why")
	c.types(registrar, "/kpi REG1 75% Recounted").says("It was Blue in Q2 2023/24 and is Green now: a line about why it moved helps the committee.")
	c.types(registrar, "/kpi REG2 60% Two clerks left.").saysNot("a line about why")
}

// An action is typed in one line, in any sensible order.
func TestTypingAnAction(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.types(librarian, "/kpi action lib1 Two extra sessions from January due 31 Jan @adult.skills.service.lead").
		says("Recorded for LIB1", "Two extra sessions from January — Adult Skills service lead, by 31 January 2024", "Adult Skills service lead is told").
		presses("action_change", "Change").saves(map[string]string{"due": "2024-02-14"}).says("by 14 February 2024")
	c.types(librarian, "/kpi LIB1 action @libraries.service.lead Late opening by 2 Feb").says("Late opening — Libraries service lead, by 2 February 2024")
	c.types(manager, "/kpi action LIB1 2023-24Q2 Ask the schools, due tomorrow").says("Ask the schools — Assistant director, place, by 9 January 2024")
	if n := len(c.actions()); n != 3 {
		t.Fatalf("%d actions", n)
	}
	// What is missing is asked for in the form, with what was understood.
	c.types(librarian, "/kpi action LIB1 A mobile library @adult.skills.service.lead").holds("action", "A mobile library").saves(map[string]string{}).
		says("A mobile library — Adult Skills service lead, by 19 February 2024")
	c.types(librarian, "/kpi action").says("LIB1", "LIB2").saves(map[string]string{"indicator": `{"code":"LIB1"}`, "action": "Paint", "due": "2024-03-01"}).says("Recorded for LIB1")
	c.types(team, "/kpi action Paint the library").says("Indicator").holds("action", "Paint the library")
	c.types(member, "/kpi action").says("None of your indicators is Red")
}

// Each action that cannot be is refused in a kind sentence, with a way to mend it where there is one. Nothing is saved.
func TestActionsThatCannotBe(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.types(librarian, "/kpi action LIB1 Late opening due 5 Jan").says("5 January 2024 has passed", "You typed:").
		presses("add_action", "Edit and save").says("5 January 2024 has passed").holds("action", "Late opening")
	c.types(librarian, "/kpi action LIB1 Late opening due 31 Jan @an.officer.of.another.service").says("not in the register").
		presses("add_action", "Edit and save").holds("action", "Late opening")
	c.types(librarian, "/kpi action LIB1 Late opening due 31 Jan @bob").says("“@bob” is not a colleague that Slack knows")
	c.types(coroner, "/kpi action LIB1 Late opening due 31 Jan").says("You cannot add actions to LIB1").saysNot("Edit and save")
	c.types(coroner, "/kpi action LIB1").says("You cannot add actions to LIB1")
	c.types(coroner, "/kpi action 178 Late opening due 31 Jan").says("178 is Contextual for Q2 2023/24, and actions are recorded against Red figures")
	c.types(coroner, "/kpi action 178").says("178 is Contextual")
	c.types(librarian, "/kpi action LIB1 2023-24Q3 Late opening due 31 Jan").says("LIB1 has no figure for Q3 2023/24 yet")
	c.types(officer, "/kpi action LIB1 Late opening due 31 Jan").saysNot("Recorded").says("Chaser does not know you yet, so nothing was saved.")
	// A slip in the code is not the first word of an action on whatever is Red.
	c.types("U0TRADING", "/kpi action TRS3 Inspect due 31 Jan").says("There is no indicator with the code “TRS3”, so nothing was recorded. Did you mean TRS", "You typed:")
	c.types("U0TRADING", "/kpi action 187: Inspect due 31 Jan").says("“187”", "Did you mean 17")
	c.types("U0TRADING", "/kpi action LIB9").says("“LIB9”")
	c.types("U0TRADING", "/kpi action 3 inspections a week").says("TRS2 · ").holds("action", "3 inspections a week")
	if n := len(c.actions()); n != 0 {
		t.Errorf("%d actions were saved", n)
	}
}

// Actions are listed, the overdue first, with buttons for whoever may change them.
func TestListingActions(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	c.types(member, "/kpi actions").says("No action is open.", "/kpi action 178")
	c.types(librarian, "/kpi action LIB1 Paint due 12 Jan")
	c.types(librarian, "/kpi action LIB1 Mend due 10 Jan @adult.skills.service.lead")
	c.types("U0TRADING", "/kpi action TRS2 Inspect due 31 Jan")
	c.clock.pass(3 * 24 * time.Hour)
	list := c.types(librarian, "/kpi actions").says("3 actions are open, one of them overdue.", "Overdue", "Mend", "by 10 January 2024 (overdue)", "Paint", "Inspect")
	if text := list.text(); strings.Index(text, "Mend") > strings.Index(text, "Paint") || strings.Index(text, "Paint") > strings.Index(text, "Inspect") {
		t.Errorf("out of order:\n%s", text)
	}
	c.types(member, "/kpi actions").saysNot("Done", "Change")
	c.types(skills, "/kpi actions mine").says("One action of yours is open and overdue.", "Mend").saysNot("Paint").
		presses("action_done", "Done").says("Close the action").
		submits(map[string]string{"status": "dropped"}).refuses("outcome", "Say why it is dropped")
	c.types(skills, "/kpi actions mine").presses("action_done", "Done").saves(map[string]string{"outcome": "Mended."}).says("done: Mended.")
	c.types(skills, "/kpi actions LIB1").says("One action on LIB1 is open.", "Closed in the last year", "done: Mended.")
	c.types(librarian, "/kpi actions LIB1").presses("add_action", "Add an action").says("LIB1 · ", "What is to be done")
	c.types(member, "/kpi actions LIB1").saysNot("Add an action")
	c.types(coroner, "/kpi actions 178").says("No action on 178 is open.").saysNot("Add an action")
	list.presses("action_done", `{"action":2}`).says("This action has been closed already: done: Mended.")
	c.types(member, "/kpi actions communities").says("2 actions of Communities, Social Mobility and Inclusion are open.")
	c.types(member, "/kpi actions nowhere").says("There is no committee called “nowhere”")
	c.types(member, "/kpi actions 999").says("999")
	// The card says how they stand, and leads to them.
	c.types(librarian, "/kpi LIB1").says("• Paint — Libraries service lead, by 12 January 2024", "Mended.").presses("actions", "Actions (1)").says("One action on LIB1 is open.")
}

// The same delivery twice records one action. If two people close one at once, it is closed once.
func TestTwoAtOneAction(t *testing.T) {
	t.Parallel()
	c := newCouncil(t)
	first := c.types(librarian, "/kpi action LIB1 Paint due 12 Jan")
	second := c.types(manager, "/kpi actions LIB1")
	first.presses("action_change", "Change").says("Change the action", "8 January 2024: raised, by Libraries service lead")
	second.presses("action_done", "Done").saves(map[string]string{"outcome": "Painted."})
	answer{c, lookalike.Answer{}, librarian}.submits(map[string]string{"due": "2024-02-14"}).refuses("action", "Assistant director, place has marked this action as done already")
	if all := c.actions(); len(all) != 1 || all[0].State != kpi.ActionDone {
		t.Errorf("%+v", all)
	}
}

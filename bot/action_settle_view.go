package bot

import (
	"strings"
	"time"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// The callback_ids of the modals about an existing action.
const (
	settleForm   = "action_settle"
	changeForm   = "action_change"
	continueForm = "action_continue"
)

// theAction are the blocks that say which action a modal is about.
func theAction(a kpi.Action, i kpi.Indicator, today kpi.Date) []slack.Block {
	return []slack.Block{
		paragraph(bold(i.Code + " · " + i.Title)),
		paragraph(literal(a.Text)),
		note(a.OwnerName + ", " + words.ActionState(a, today)),
	}
}

// maxActionEvents is how many of an action's latest events stand in a modal.
const maxActionEvents = 8

// historyOfAction is what was done to an action: its latest events, a line each, in the order in which they happened.
func historyOfAction(events []store.ActionEvent, names map[string]string, zone *time.Location) string {
	var lines []string
	for _, e := range events[max(0, len(events)-maxActionEvents):] {
		line := e.At.In(zone).Format("2 January 2006") + ": "
		switch e.Act {
		case "raised":
			line += "raised"
		case "continued":
			line += "looked at again, and goes on"
		default:
			line += actionChanges(e.Changes, names)
		}
		lines = append(lines, line+", by "+names[e.By])
	}
	return strings.Join(lines, "\n")
}

// actionChanges are the changes of one event.
func actionChanges(changes []store.ActionChange, names map[string]string) string {
	var said []string
	for _, c := range changes {
		switch c.Field {
		case "text":
			said = append(said, "put in other words")
		case "owner":
			said = append(said, "given to "+names[c.To])
		case "due":
			from, _ := kpi.ParseDate(c.From) // the store wrote both; one that cannot be read shows as an empty day
			to, _ := kpi.ParseDate(c.To)
			said = append(said, "due "+from.Words()+" → "+to.Words())
		case "state":
			said = append(said, c.To)
		}
	}
	return strings.Join(said, ", ")
}

func withHistory(blocks []slack.Block, told string) []slack.Block {
	if told == "" {
		return blocks
	}
	return append(blocks, note(told))
}

// settleView asks what came of an action.
func settleView(a kpi.Action, i kpi.Indicator, told string, today kpi.Date) slack.ModalViewRequest {
	states := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plain("Choose", maxOptionLabel), kpi.FieldStatus,
		slack.NewOptionBlockObject(string(kpi.ActionDone), plain("Done", maxOptionLabel), nil),
		slack.NewOptionBlockObject(string(kpi.ActionDropped), plain("Dropped: it is no longer useful; say why", maxOptionLabel), nil))
	states.InitialOption = states.Options[0]
	outcome := slack.NewPlainTextInputBlockElement(nil, kpi.FieldOutcome).
		WithMultiline(true).WithMaxLength(kpi.MaxOutcome)
	return slack.ModalViewRequest{
		Type:            slack.VTModal,
		CallbackID:      settleForm,
		PrivateMetadata: subject{Action: a.ID}.value(),
		Title:           plain("Close the action", maxModalTitle),
		Submit:          plain("Save", maxModalTitle),
		Close:           plain("Cancel", maxModalTitle),
		Blocks: slack.Blocks{BlockSet: append(withHistory(theAction(a, i, today), told),
			slack.NewInputBlock(kpi.FieldStatus, plain("How it ended", maxModalTitle), nil, states),
			slack.NewInputBlock(kpi.FieldOutcome, plain("What came of it", maxModalTitle), plain("The committee reads it on the card.", maxHeader), outcome).WithOptional(true))},
	}
}

// changeView asks what an action is now, who does it and by when. In a review, the button says that the action goes on.
func changeView(
	a kpi.Action, i kpi.Indicator, due kpi.Date, told string, reviewed bool, today kpi.Date,
) slack.ModalViewRequest {
	id, title, submit := changeForm, "Change the action", "Save"
	if reviewed {
		id, title, submit = continueForm, "Continue the action", "Continue"
	}
	what := slack.NewPlainTextInputBlockElement(nil, kpi.FieldAction).
		WithMultiline(true).WithMaxLength(kpi.MaxAction).WithInitialValue(firstRunes(a.Text, kpi.MaxAction))
	is := []slack.Block{
		paragraph(bold(i.Code + " · " + i.Title)),
		note(a.OwnerName + ", " + words.ActionState(a, today)),
	}
	return slack.ModalViewRequest{
		Type: slack.VTModal, CallbackID: id, PrivateMetadata: subject{Action: a.ID}.value(),
		Title: plain(title, maxModalTitle), Submit: plain(submit, maxModalTitle), Close: plain("Cancel", maxModalTitle),
		Blocks: slack.Blocks{BlockSet: append(withHistory(is, told),
			slack.NewInputBlock(kpi.FieldAction, plain("What is to be done", maxModalTitle), nil, what),
			whoInput(kpi.FieldWho, a.Owner), dueInput(kpi.FieldDue, due.String()))},
	}
}

// changedReceipt takes a modal's place once an action is changed or closed.
func changedReceipt(title string, acted store.Acted, today kpi.Date) slack.ModalViewRequest {
	v := readOnlyView(title, theAction(acted.Action, acted.Card.Indicator, today))
	v.Close = plain("Done", maxModalTitle)
	return v
}

// actionButtons are what somebody who may change an open action can do with it.
func actionButtons(a kpi.Action) slack.Block {
	here := subject{Action: a.ID}
	return buttons(button(pressActionDone, "Done", here), button(pressActionChange, "Change", here))
}

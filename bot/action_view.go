package bot

import (
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// actionForm is the callback_id of the form of an action.
const actionForm = "action"

// actionFormFor is what the form of an action is made of.
type actionFormFor struct {
	card     kpi.Card        // the zero Card while the indicator is to be chosen
	choices  []kpi.Indicator // to choose from; empty where the indicator is settled
	filled   actionDraft
	replaces *kpi.Action // the action that it replaces; nil for none
}

// actionView is the form: what, who, by when. The inputs' block_ids are kpi's fields, so that a rule's sentence lands
// beside the input that caused it.
func actionView(f actionFormFor) slack.ModalViewRequest {
	here := subject{Code: f.card.Indicator.Code, Period: f.filled.Period, Action: f.filled.Replaces}
	title := "Add an action"
	var blocks []slack.Block
	if len(f.choices) > 0 {
		menu := indicatorMenu(kpi.FieldIndicator, "Choose an indicator", f.choices, "")
		blocks = append(blocks, slack.NewInputBlock(kpi.FieldIndicator, plain("Indicator", maxModalTitle), nil, menu))
	} else {
		blocks = append(blocks,
			paragraph(bold(f.card.Indicator.Code+" · "+f.card.Indicator.Title)),
			note(actionAgainst(f.card)))
	}
	if f.replaces != nil {
		title = "Replace the action"
		blocks = append(blocks, paragraph(bold("In place of\n"), literal(f.replaces.Text)))
	}
	example := plain("Two extra sessions a week from January", maxHeader)
	what := slack.NewPlainTextInputBlockElement(example, f.actionID(kpi.FieldAction)).
		WithMultiline(true).WithMaxLength(kpi.MaxAction).WithInitialValue(firstRunes(f.filled.Text, kpi.MaxAction))
	blocks = append(blocks,
		slack.NewInputBlock(kpi.FieldAction, plain("What is to be done", maxModalTitle), nil, what),
		whoInput(f.actionID(kpi.FieldWho), f.filled.Who),
		dueInput(f.actionID(kpi.FieldDue), f.filled.Due))
	refused := form{filled: draft{Field: f.filled.Field, Sentence: f.filled.Sentence}}
	return slack.ModalViewRequest{
		Type: slack.VTModal, CallbackID: actionForm, PrivateMetadata: here.value(),
		Title: plain(title, maxModalTitle), Submit: plain("Save", maxModalTitle), Close: plain("Cancel", maxModalTitle),
		Blocks: slack.Blocks{BlockSet: refused.withSentence(blocks)},
	}
}

// actionID names an input of this form alone. Where a form takes another's place, Slack keeps what was typed into an
// input with the same action_id.
func (f actionFormFor) actionID(field string) string {
	if f.replaces != nil {
		return fmt.Sprintf("%s#%d", field, f.replaces.ID)
	}
	return field + "#" + f.filled.Code
}

func whoInput(actionID, who string) slack.Block {
	menu := slack.NewOptionsSelectBlockElement(slack.OptTypeUser, plain("Choose a colleague", maxOptionLabel), actionID)
	menu.InitialUser = who
	return slack.NewInputBlock(kpi.FieldWho, plain("Who does it", maxModalTitle), plain("They are told, and reminded before it is due.", maxHeader), menu)
}

func dueInput(actionID, due string) slack.Block {
	picker := slack.NewDatePickerBlockElement(actionID)
	picker.InitialDate = due
	return slack.NewInputBlock(kpi.FieldDue, plain("By when", maxModalTitle), nil, picker)
}

// actionAgainst is the figure that an action is about.
func actionAgainst(c kpi.Card) string {
	return fmt.Sprintf("%s for %s: %s", words.Rating(c), c.Period.Words(), words.Figure(c))
}

// raisedMessage is the answer to an action that was typed.
func raisedMessage(acted store.Acted, asker string, today kpi.Date) *Message {
	lead, blocks := raisedBlocks(acted, "Recorded", asker, today)
	blocks = append(blocks, buttons(
		button(pressAddAction, "Add another", about(acted.Card.Indicator.Code, acted.Card.Period)),
		button(pressActionChange, "Change", subject{Action: acted.Action.ID}),
		button(pressUndoAction, "Undo", subject{Action: acted.Action.ID}),
		button(pressCard, "See the card", about(acted.Card.Indicator.Code, acted.Card.Period))))
	return say(lead, blocks...)
}

// raisedBlocks say what was recorded, against what, and who hears of it.
func raisedBlocks(acted store.Acted, did, asker string, today kpi.Date) (lead string, blocks []slack.Block) {
	c, a := acted.Card, acted.Action
	lead = fmt.Sprintf("%s for %s.", did, c.Indicator.Code+" · "+words.Cut(c.Indicator.Title, maxShortTitle))
	reminded := "You are reminded before it is due, and when the next figure is in."
	if a.Owner != asker {
		reminded = a.OwnerName + " is told, and reminded before it is due."
	}
	return lead, []slack.Block{
		paragraph(bold(lead)),
		paragraph(literal(words.Action(a, today, kpi.MaxAction))),
		note(actionAgainst(c) + "\n" + reminded),
	}
}

// actionReceipt takes the form's place once its action is saved, and offers another.
func actionReceipt(acted store.Acted, replaced bool, asker string, today kpi.Date) slack.ModalViewRequest {
	did, title := "Recorded", "Action added"
	if replaced {
		did, title = "Replaced", "Action replaced"
	}
	_, blocks := raisedBlocks(acted, did, asker, today)
	blocks = append(blocks, otherActions(acted, today)...)
	here := about(acted.Card.Indicator.Code, acted.Card.Period)
	row := []*slack.ButtonBlockElement{button(pressAddAction, "Add another", here)}
	if !replaced {
		row = append(row, button(pressUndoAction, "Undo", subject{Action: acted.Action.ID}))
	}
	blocks = append(blocks, buttons(row...))
	v := readOnlyView(title, blocks)
	v.Close = plain("Done", maxModalTitle)
	return v
}

// otherActions are what else is being done.
func otherActions(acted store.Acted, today kpi.Date) []slack.Block {
	var lines []string
	for _, a := range acted.Card.Actions {
		if a.ID != acted.Action.ID && !a.Settled() {
			lines = append(lines, "• "+words.Action(a, today, maxNote))
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return []slack.Block{paragraph(bold("Also open\n"), literal(cutSent(strings.Join(lines, "\n"), maxEcho/2)))}
}

// refusedActionMessage is the sentence, what was typed, and the button that opens the form with all of it.
func refusedActionMessage(r *kpi.Refusal, typed, draftID string) *Message {
	blocks := append([]slack.Block{withExamples(r.Sentence)}, echoed(typed)...)
	if draftID != "" {
		blocks = append(blocks, buttons(primary(button(pressAddAction, "Edit and save", subject{Draft: draftID}))))
	}
	return say(r.Sentence, blocks...)
}

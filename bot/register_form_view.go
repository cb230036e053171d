package bot

import (
	"slices"
	"strings"

	"github.com/slack-go/slack"
)

// registerModal is a form of the register: what it is about, what it would change, and its inputs.
func (f registerForm) modal(form, title string, about []slack.Block, inputs ...slack.Block) slack.ModalViewRequest {
	submit := "Show what changes"
	if len(f.edited.Fields) > 0 {
		submit = "Save"
	}
	blocks := slices.Concat(about, f.preview(), inputs)
	return slack.ModalViewRequest{
		Type:            slack.VTModal,
		CallbackID:      form,
		PrivateMetadata: f.about.value(),
		Title:           plain(title, maxModalTitle),
		Submit:          plain(submit, maxModalTitle),
		Close:           plain("Close", maxModalTitle),
		Blocks:          slack.Blocks{BlockSet: blocks},
	}
}

// preview says what a form would change once it is saved.
func (f registerForm) preview() (blocks []slack.Block) {
	if f.meanwhile != "" {
		blocks = append(blocks, paragraph(slack.NewRichTextSectionEmojiElement("warning", 0, nil), literal(" "+cutSent(f.meanwhile, maxSection/2)+" The boxes show it; your own entries are kept.")))
	}
	if len(f.edited.Fields) == 0 {
		return blocks
	}
	blocks = append(blocks, paragraph(bold("This would change")))
	blocks = append(blocks, f.listed()...)
	for _, said := range f.effects {
		blocks = append(blocks, note(said))
	}
	return append(blocks, note("Nothing is saved yet. Save it as it is, or change it first."))
}

// listed are the changes in a line each.
func (f registerForm) listed() []slack.Block {
	if len(f.lines) == 0 {
		return nil
	}
	return []slack.Block{listedBlock(f.lines, maxShownFields)}
}

// maxShownFields is as many as a form has.
const maxShownFields = 20

// registerSavedView takes the form's place once it is saved.
func registerSavedView(name string, f registerForm) slack.ModalViewRequest {
	said := "Saved. "
	if f.edited.Added {
		said = "Added. "
	}
	blocks := append([]slack.Block{paragraph(bold(said), literal(name))}, f.listed()...)
	for _, r := range f.edited.Notes {
		blocks = append(blocks, note(strings.ToUpper(r.Sentence[:1])+r.Sentence[1:]+"."))
	}
	v := readOnlyView("Saved", append(blocks, note("The audit trail keeps who changed it.")))
	v.Close = plain("Done", maxModalTitle)
	return v
}

// actionID differs for what the box held when it was drawn, so that Slack shows what somebody else has put there since.
func (f registerForm) actionID(field string) string { return field + "#" + f.about.Opened[field] }

// textBox is an input of a line or, with lines, of several.
func (f registerForm) textBox(field, label, example, hint string, most int, lines bool) *slack.InputBlock {
	box := slack.NewPlainTextInputBlockElement(nil, f.actionID(field)).WithMaxLength(most).WithMultiline(lines).WithInitialValue(firstRunes(f.values[field], most))
	if example != "" {
		box.Placeholder = plain(example, maxHeader)
	}
	return inputOf(field, label, hint, box)
}

// maxHint is how long a hint may be: Slack takes 2,000 characters, and a reader fewer.
const maxHint = 300

// userBox is an input of one person.
func (f registerForm) userBox(field, label, hint string) *slack.InputBlock {
	who := slack.NewOptionsSelectBlockElement(slack.OptTypeUser, plain("Choose a person", maxOptionLabel), f.actionID(field))
	if isPerson(f.values[field]) {
		who = who.WithInitialUser(f.values[field])
	}
	return inputOf(field, label, hint, who)
}

// tickBoxes is an input of several values.
func (f registerForm) tickBoxes(field, label, hint string, values []labelledValue) *slack.InputBlock {
	chosen := strings.Split(f.values[field], ",")
	var all, ticked []*slack.OptionBlockObject
	for _, v := range values {
		option := slack.NewOptionBlockObject(v.value, plain(v.label, maxOptionLabel), nil)
		all = append(all, option)
		if slices.Contains(chosen, v.value) {
			ticked = append(ticked, option)
		}
	}
	box := slack.NewCheckboxGroupsBlockElement(f.actionID(field), all...)
	box.InitialOptions = ticked
	return inputOf(field, label, hint, box)
}

func inputOf(field, label, hint string, element slack.BlockElement) *slack.InputBlock {
	var small *slack.TextBlockObject
	if hint != "" {
		small = plain(hint, maxHint)
	}
	return slack.NewInputBlock(field, plain(label, maxHeader), small, element)
}

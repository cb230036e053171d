package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
)

// A form of the register changes one thing. Submitted for the first time it shows what would change and saves nothing;
// submitted again it saves that, and nothing else: if more was entered since, or somebody else has changed the same
// thing, it shows what would change by then. What somebody else has changed in a box that was left as it was stays so.

// boxes is what the inputs of a form hold, by the names of their blocks.
type boxes map[string]string

// desk is a form of the register, about one thing. It is made anew for each visit.
type desk interface {
	// inputs are the names of the form's inputs.
	inputs() []string
	// load reads what the form is drawn from: a register that has the one thing in it.
	load(ctx context.Context) (kpi.Register, error)
	// held is what the inputs hold as the register stands. It is false if the register does not have the thing.
	held(r kpi.Register) (boxes, bool)
	// item is a register of the one thing as it was entered. The error is a *kpi.Refusal.
	item(r kpi.Register, f boxes) (kpi.Register, error)
	// draw draws the form.
	draw(f registerForm) slack.ModalViewRequest
	// changes says in a line each what an edit changes.
	changes(e store.Edited) []string
	// effects say what follows from an edit that is not saved yet.
	effects(e store.Edited) []string
	// name is what the thing is called.
	name() string
	// last is the last change that was made to the thing.
	last(ctx context.Context, r kpi.Register) (store.LastChange, bool, error)
}

// registerForm is what a form is drawn from.
type registerForm struct {
	about     subject // Opened and Seen are the form's state
	values    boxes
	edited    store.Edited // what would change; no field changes before the form was submitted
	effects   []string
	meanwhile string // what somebody else has changed since the form was drawn; empty: nothing
	lines     []string
}

// digests are what the inputs hold in short, so that a form can tell later what was changed in it and behind it.
func (f boxes) digests() map[string]string {
	all := make(map[string]string, len(f))
	for name, text := range f {
		all[name] = inputDigest(text)
	}
	return all
}

// inputDigest is of as much of a text as a box takes.
func inputDigest(text string) string { return shortDigest(firstRunes(inputText(text), maxSection))[:8] }

// inputText is a text as a box gives it back.
func inputText(text string) string {
	return strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
}

// merged is what is wanted: what was entered, but in a box that holds what it held when it was drawn, or that the form
// does not have, what stands now.
func merged(inputs []string, opened map[string]string, entered, standing boxes) boxes {
	all := boxes{}
	for _, name := range inputs {
		text, has := entered[name]
		all[name] = inputText(kpi.CleanText(text))
		if !has || inputDigest(text) == opened[name] {
			all[name] = standing[name]
		}
	}
	return all
}

// openDesk opens a form, with what was typed boxes in.
func (v *visit) openDesk(ctx context.Context, d desk, about subject, typed boxes) (*Message, error) {
	r, err := d.load(ctx)
	if err != nil {
		return nil, err
	}
	values, known := d.held(r)
	if !known {
		return nil, kpi.Refuse(kpi.FieldIndicator, "%s is not in the register any more. Type `%s admin` to look again.", d.name(), v.command)
	}
	about.Opened = values.digests()
	for name, text := range typed {
		if text != "" {
			values[name] = text
		}
	}
	return v.openModal(ctx, d.draw(registerForm{about: about, values: values}))
}

// submitDesk previews what a form would change, or saves what it has previewed.
func (v *visit) submitDesk(ctx context.Context, d desk, view slack.View) *slack.ViewSubmissionResponse {
	first := d.inputs()[0]
	if !v.asker.Is(kpi.Admin) {
		return v.modalError(denyAdmin(v.command), view, first)
	}
	if _, err := d.load(ctx); err != nil {
		return v.modalError(err, view, first)
	}
	f := registerForm{about: readSubject(view.PrivateMetadata)}
	given := boxes{}
	for _, name := range d.inputs() {
		if hasInput(view, name) {
			given[name] = enteredAll(view, name)
		}
	}
	var standing boxes
	var register kpi.Register
	edit := func(held kpi.Register) (kpi.Register, error) {
		var known bool
		if standing, known = d.held(held); !known {
			return kpi.Register{}, kpi.Refuse(first, "%s is not in the register any more. Close this form and look again.", d.name())
		}
		register = held
		f.values = merged(d.inputs(), f.about.Opened, given, standing)
		return d.item(held, f.values)
	}
	var err error
	if f.about.Seen == "" {
		f.edited, err = v.store.TryEdit(ctx, v.asker.SlackID, v.now(), edit)
	} else {
		f.edited, err = v.store.SaveEdit(ctx, v.asks(), f.about.Seen, edit)
	}
	if err != nil {
		return v.deskError(err, view, first)
	}
	f.lines = d.changes(f.edited)
	if f.edited.Done {
		saved := registerSavedView(d.name(), f)
		return slack.NewUpdateViewSubmissionResponse(&saved)
	}
	if f.meanwhile, err = v.meanwhile(ctx, d, register, f.about.Opened, standing); err != nil {
		return v.modalError(err, view, first)
	}
	if len(f.edited.Fields) == 0 && f.meanwhile == "" {
		return v.modalError(kpi.Refuse("", "This is how it stands already. Change something, or close the form."), view, first)
	}
	f.effects = d.effects(f.edited)
	f.about.Opened, f.about.Seen = standing.digests(), f.edited.Seal
	again := d.draw(f)
	if !fitsSocket(again) {
		return v.modalError(kpi.Refuse("", "This is too long to be shown here, so nothing was saved. Shorten the texts, or import them from a file."), view, first)
	}
	return slack.NewUpdateViewSubmissionResponse(&again)
}

// meanwhile says who has changed what behind an open form; empty where nothing has changed.
func (v *visit) meanwhile(ctx context.Context, d desk, r kpi.Register, opened map[string]string, standing boxes) (string, error) {
	same := true
	for name, digest := range standing.digests() {
		same = same && opened[name] == digest
	}
	if same {
		return "", nil
	}
	last, known, err := d.last(ctx, r)
	if err != nil || !known {
		return "Somebody else has changed this while the form was open.", err
	}
	who := "An import"
	if last.By != "" {
		names, err := v.store.NamesOf(ctx, last.By)
		if err != nil {
			return "", err
		}
		who = names[last.By]
	}
	return fmt.Sprintf("%s has changed this while the form was open: %s.", who, strings.Join(d.changes(store.Edited{Fields: last.Fields}), "; ")), nil
}

// deskError puts each fault beside the input that it is about.
func (v *visit) deskError(err error, view slack.View, first string) *slack.ViewSubmissionResponse {
	var faults kpi.Faults
	if !errors.As(err, &faults) {
		return v.modalError(err, view, first)
	}
	said := map[string]string{}
	for _, fault := range faults {
		input := faultField(fault.Path)
		if !hasInput(view, input) {
			input = first
		}
		if said[input] == "" {
			said[input] = faultSentence(fault.Sentence)
		}
	}
	if !hasInput(view, first) {
		return slack.NewErrorsViewSubmissionResponse(firstInput(view, faultSentence(faults[0].Sentence)))
	}
	return slack.NewErrorsViewSubmissionResponse(said)
}

// faultField is the field that a fault's path names: targets of indicators[0].targets["2024-25Q1"].
func faultField(path string) string {
	_, field, _ := strings.Cut(path, ".")
	field, _, _ = strings.Cut(field, "[")
	return field
}

// faultSentence is a fault as a sentence that stands by itself.
func faultSentence(text string) string {
	if strings.HasPrefix(text, "is ") || strings.HasPrefix(text, "has ") {
		text = "This " + text
	}
	return unmarked(strings.ToUpper(text[:1]) + strings.TrimSuffix(text[1:], ".") + ".")
}

// enteredAll is what an input holds, several with commas between them.
func enteredAll(view slack.View, field string) string {
	if view.State == nil {
		return ""
	}
	for _, input := range view.State.Values[field] {
		if len(input.SelectedUsers) > 0 {
			return strings.Join(input.SelectedUsers, ",")
		}
		if input.SelectedConversation != "" {
			return input.SelectedConversation
		}
		var all []string
		for _, o := range input.SelectedOptions {
			all = append(all, o.Value)
		}
		slices.Sort(all) // Slack has them in the order in which they were ticked
		if len(all) > 0 {
			return strings.Join(all, ",")
		}
	}
	return entered(view, field)
}

package bot

import (
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// severalForm is the callback_id of the form for several figures.
const severalForm = "several"

// maxFormBlocks is how many blocks the rows of a form may take.
const maxFormBlocks = 98

// maxInputText is how much of a text is put over a box or beneath it, in characters. Slack takes more, but nobody reads
// it.
const maxInputText = 500

// maxRowLabel is how much of an indicator's name stands over its box, in characters.
const maxRowLabel = 140

// severalFormView is one form for several figures, each with its commentary.
func severalFormView(rows []shownRow, l keptList, draftID string) slack.ModalViewRequest {
	title, intro := "Change the figures", "Empty a figure to leave it out. They are posted together or not at all."
	if l.Owed {
		title, intro = "Post your figures", "You can leave a row empty and post it later. If there is no figure, type “unavailable” and say why in the commentary."
	}
	blocks := []slack.Block{note(intro)}
	all := 0
	for n, w := range rows {
		all += len(w.inputs(n, false))
	}
	for n, w := range rows {
		blocks = append(blocks, w.inputs(n, all > maxFormBlocks)...)
	}
	if l.Later > 0 {
		more := fmt.Sprintf("%s more are yours to post. They come when these are in.", kpi.Count.ShowInt(l.Later))
		if l.Later == 1 {
			more = "One more is yours to post. It comes when these are in."
		}
		blocks = append(blocks, note(more))
	}
	return slack.ModalViewRequest{
		Type:            slack.VTModal,
		CallbackID:      severalForm,
		PrivateMetadata: draftID,
		Title:           plain(title, maxModalTitle),
		Submit:          plain("Post all", maxModalTitle),
		Close:           plain("Cancel", maxModalTitle),
		Blocks:          slack.Blocks{BlockSet: blocks},
	}
}

// severalSure is the callback_id of the question whether the unlikely figures of a form are right.
const severalSure = "several_sure"

// severalSureView asks about what is unlikely in a form that was sent, before any of it is saved.
func severalSureView(rows []shownRow, draftID string) slack.ModalViewRequest {
	var asked []shownRow
	for _, w := range rows {
		if w.unlikely != nil || w.Err != nil {
			w.Choices = nil
			asked = append(asked, w)
		}
	}
	text := "Nothing has been saved yet."
	if others := len(rows) - len(asked); others > 0 {
		text += " " + words.Counted(others, "One other figure is", "others are") + " posted together with this."
	}
	question := words.Counted(len(asked), "One figure is unlikely. Is it", "figures are unlikely. Are they") + " right?"
	if n := corrections(rows); n > 0 {
		question = words.Counted(n, "One published figure is corrected. Is that", "published figures are corrected. Is that") + " right?"
		text += " " + correctsNote(rows)
	}
	blocks := []slack.Block{paragraph(bold(question))}
	if len(asked) > 0 {
		blocks = append(blocks, rowBlocks(asked, draftID)...)
	}
	for n, w := range rows {
		if w.unlikely != nil && w.unlikely.WantsReason() {
			blocks = append(blocks, keepBox(rowField(keepField, n), "Why may the figure and the words of "+w.code()+" both stand?"))
		}
	}
	blocks = append(blocks, buttons(button(pressChangeAll, "Change", subject{Draft: draftID})), note(text))
	return slack.ModalViewRequest{
		Type:            slack.VTModal,
		CallbackID:      severalSure,
		PrivateMetadata: draftID,
		Title:           plain("Are they right?", maxModalTitle),
		Submit:          plain("Post all as they are", maxModalTitle),
		Close:           plain("Cancel", maxModalTitle),
		Blocks:          slack.Blocks{BlockSet: blocks},
	}
}

// severalUnsavedView says why figures were not saved, with a button that leads back to them.
func severalUnsavedView(why, draftID string) slack.ModalViewRequest {
	v := readOnlyView("Not posted", []slack.Block{withExamples(why), buttons(primary(button(pressChangeAll, "Change", subject{Draft: draftID})))})
	v.CallbackID = severalSure
	return v
}

// inputs are a row's boxes: the figure and its commentary. A row also has the choice of its indicator where that is not
// known, and the reason where it revises a figure. In a lean form, such a row has no commentary.
func (w shownRow) inputs(n int, lean bool) []slack.Block {
	var blocks []slack.Block
	name := w.name(maxRowLabel)
	if w.Indicator.Code == "" && (w.Draft.Code == "" || len(w.Choices) > 0) {
		blocks = append(blocks, w.chooser(n))
	}
	label := name
	if p := w.Figure.Period; !p.IsZero() {
		label = words.Cut(name, maxRowLabel) + " · " + p.Words()
	}
	blocks = append(blocks, rowBox(rowField(kpi.FieldFigure, n), label, w.known(), w.boxText(), maxFigureText, false))
	if w.Standing != nil {
		reason := "Reason for the change of "
		if w.corrects() != nil {
			reason = "Reason for the correction of "
		}
		blocks = append(blocks, rowBox(rowField(kpi.FieldReason, n), reason+w.code(), "", w.Draft.Reason, kpi.MaxReason, false))
	}
	if lean && len(blocks) > 1 {
		return blocks
	}
	about := w.code()
	if about == "" {
		about = "it"
	}
	return append(blocks, rowBox(rowField(kpi.FieldCommentary, n), "Commentary on "+about, "", w.Draft.Commentary, kpi.MaxCommentary, true))
}

// sentence says what is wrong or unlikely about the row's figure; empty for nothing.
func (w shownRow) sentence() string {
	switch {
	case w.Err != nil:
		return w.Err.Error()
	case w.unlikely != nil && len(w.unlikely.Doubts) > 0:
		return w.unlikely.Sentence()
	}
	return ""
}

// boxText is what the figure's box holds: the figure, and its status unless it is final.
func (w shownRow) boxText() string {
	e := w.Draft.entry()
	if e.Status == "" || e.Status == kpi.Final {
		return e.Figure
	}
	return strings.TrimSpace(e.Figure + " " + string(e.Status))
}

// known is what the form says beneath the box: what is known of the indicator, or what to mend.
func (w shownRow) known() string {
	if wrong := w.sentence(); wrong != "" {
		return "⚠ " + unmarked(wrong)
	}
	last := w.Last
	if w.Standing != nil {
		last = w.Standing
	}
	target := w.Indicator.TargetFor(w.Figure.Period)
	figure, against := w.Indicator.ShowLast(last, target)
	var said []string
	if w.Standing != nil {
		said = append(said, "Posted already: "+figure)
	} else if w.Last != nil {
		said = append(said, "Last figure "+figure+" ("+w.Last.Period.Words()+")")
	}
	if target != nil {
		said = append(said, "Target "+against)
	}
	if w.Indicator.Cumulative {
		said = append(said, "Cumulative from 1 April")
	}
	return strings.Join(said, " · ")
}

// chooser offers the indicators that a row's name may mean.
func (w shownRow) chooser(n int) slack.Block {
	menu := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, plain("Choose an indicator", maxOptionLabel), kpi.FieldIndicator)
	for _, c := range w.Choices {
		menu.Options = append(menu.Options, slack.NewOptionBlockObject(subject{Code: c.Draft.Code}.value(), plain(c.Label, maxOptionLabel), nil))
	}
	if len(menu.Options) == 0 {
		return note(fmt.Sprintf("No indicator fits “%s”. Empty its figure to leave it out.", kpi.Excerpt(w.Name)))
	}
	return slack.NewInputBlock(rowField(kpi.FieldIndicator, n), plain("Which indicator is “"+w.name(maxRowLabel)+"”?", maxInputText), nil, menu).WithOptional(true)
}

func rowBox(field, label, hint, value string, limit int, several bool) slack.Block {
	box := slack.NewPlainTextInputBlockElement(nil, field).WithMultiline(several).WithMaxLength(limit).WithInitialValue(firstRunes(value, limit))
	var told *slack.TextBlockObject
	if hint != "" {
		told = plain(hint, maxInputText)
	}
	return slack.NewInputBlock(field, plain(label, maxInputText), told, box).WithOptional(true)
}

// severalReceiptView takes the form's place once its figures are saved. Where the form was of what is owed, it says how
// much is left.
func severalReceiptView(posted []store.Posted, how cardFor, owed bool, left int) slack.ModalViewRequest {
	blocks := append([]slack.Block{paragraph(bold(postedTitle(posted)))}, receiptRows(posted, how)...)
	blocks = append(blocks, undoAll(posted)...)
	switch {
	case owed && left == 0:
		blocks = append(blocks, note("All in, thank you. Nothing else is yours to post."))
	case owed && left == 1:
		blocks = append(blocks, note("One figure is still yours to post."), buttons(button(pressOwed, "Post it", subject{})))
	case owed:
		blocks = append(blocks, note(fmt.Sprintf("%s figures are still yours to post.", kpi.Count.ShowInt(left))), buttons(button(pressOwed, "Post them in one form", subject{})))
	}
	v := readOnlyView("Posted", blocks)
	v.Close = plain("Done", maxModalTitle)
	return v
}

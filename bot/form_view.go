package bot

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/words"
)

// submitForm is the form's callback_id.
const submitForm = "submit"

// maxFigureText is how many characters the boxes for numbers take: twice the longest number with all its commas.
const maxFigureText = 100

// form is what the form is made of.
type form struct {
	choices   []kpi.Indicator   // to choose from; empty where the indicator is settled
	from      map[string]string // by a choice's code: “handed on by …”; empty where it is the asker's own
	indicator kpi.Indicator     // the zero Indicator until one is chosen
	latest    kpi.Card
	period    kpi.Period
	periods   []kpi.Period // that may be chosen, the latest first
	due       kpi.Date
	standing  *kpi.Figure // what has been posted for the period already
	published kpi.Date    // when the committee was shown it; zero: it was not
	filled    draft
}

// formView is the form. The inputs' block_ids are kpi's fields, so that a rule's sentence lands beside the input that
// caused it.
func formView(f form) slack.ModalViewRequest {
	carried, _ := json.Marshal(formSubject{ // strings always encode
		Code:   f.indicator.Code,
		Period: periodText(f.period),
	})
	return slack.ModalViewRequest{
		Type:            slack.VTModal,
		CallbackID:      submitForm,
		PrivateMetadata: string(carried),
		Title:           plain("Post a figure", maxModalTitle),
		Submit:          plain("Post", maxModalTitle),
		Close:           plain("Cancel", maxModalTitle),
		Blocks:          slack.Blocks{BlockSet: f.withSentence(f.blocks())},
	}
}

func periodText(p kpi.Period) string {
	if p.IsZero() {
		return ""
	}
	return p.String()
}

func (f form) blocks() []slack.Block {
	var blocks []slack.Block
	if len(f.choices) > 0 {
		blocks = append(blocks, f.chooser())
	}
	if f.indicator.Code != "" {
		if len(f.choices) == 0 {
			blocks = append(blocks, paragraph(bold(f.indicator.Code+" · "+f.indicator.Title)))
		}
		blocks = append(blocks, note(f.known()))
	}
	if f.choosesPeriod() {
		blocks = append(blocks, f.periodInput())
	}
	blocks = append(blocks, f.line(kpi.FieldFigure, "Figure", "Such as 142, 96,326 or 93%. Leave it empty if there is none.", f.filled.Figure))
	if f.indicator.Unit != kpi.Count || f.filled.Numerator+f.filled.Denominator != "" {
		blocks = append(blocks,
			f.line(kpi.FieldNumerator, "Numerator", "Or the two counts behind it, such as 570 …", f.filled.Numerator),
			f.line(kpi.FieldDenominator, "Denominator", "… of 889.", f.filled.Denominator))
	}
	if f.standing != nil || f.filled.Field == kpi.FieldReason {
		label, hint := "Reason for the change", "A figure is posted already. If it changes, say why."
		if !f.published.IsZero() {
			label, hint = "Reason for the correction", fmt.Sprintf("The committee was shown this figure on %s, and reads why it changes.", f.published.Words())
		}
		blocks = append(blocks, f.text(kpi.FieldReason, label, hint, f.filled.Reason, kpi.MaxReason))
	}
	blocks = append(blocks, f.statusInput(),
		f.text(kpi.FieldCommentary, "Commentary", f.commentaryHint(), f.filled.Commentary, kpi.MaxCommentary),
		f.text(kpi.FieldActions, "Actions", "What is being done about it; needed where the rating is Red.", f.filled.Actions, kpi.MaxActions))
	return blocks
}

// commentaryHint says what belongs into the commentary.
func (f form) commentaryHint() string {
	if !f.published.IsZero() {
		return "Why the figure moved. Left empty, the published commentary stays."
	}
	return "Why the figure moved."
}

// known is what the form says about the indicator: last figure, target, period and due date.
func (f form) known() string {
	target := f.indicator.TargetFor(f.period)
	figure, against := f.indicator.ShowLast(f.latest.Figure, target)
	var said []string
	if figure != "" {
		said = append(said, "Last figure "+figure+" ("+f.latest.Period.Words()+")")
	}
	if target != nil {
		said = append(said, "Target "+against)
	} else if f.indicator.Baseline != nil {
		said = append(said, "Baseline "+f.indicator.ShowValue(f.indicator.Baseline))
	}
	if !f.period.IsZero() {
		due := "For " + f.period.Words()
		if !f.due.IsZero() {
			due += ", due on " + f.due.Words()
		}
		said = append(said, due)
	}
	if f.indicator.Cumulative {
		said = append(said, "Cumulative from 1 April")
	}
	if len(said) == 0 {
		return "No figure has been posted yet"
	}
	return strings.Join(said, " · ")
}

// withSentence puts the sentence of a refusal beneath the input that it is about, or at the top.
func (f form) withSentence(blocks []slack.Block) []slack.Block {
	if f.filled.Sentence == "" {
		return blocks
	}
	warning := paragraph(
		slack.NewRichTextSectionEmojiElement("warning", 0, nil),
		bold(" "+words.Cut(unmarked(f.filled.Sentence), maxSection)))
	for n, b := range blocks {
		if f.filled.Field != "" && b.ID() == f.filled.Field {
			return append(append(append([]slack.Block{}, blocks[:n+1]...), warning), blocks[n+1:]...)
		}
	}
	return append([]slack.Block{warning}, blocks...)
}

func (f form) chooser() slack.Block {
	menu := indicatorMenu(pressIndicator, "Choose an indicator", f.choices, "")
	for _, group := range append([]*slack.OptionGroupBlockObject{{Options: menu.Options}}, menu.OptionGroups...) {
		for _, o := range group.Options {
			code := readSubject(o.Value).Code
			if from := f.from[code]; from != "" {
				o.Description = plain(strings.ToUpper(from[:1])+from[1:], maxOptionLabel)
			}
			if code == f.indicator.Code {
				menu.InitialOption = o
			}
		}
	}
	return slack.NewInputBlock(kpi.FieldIndicator, plain("Indicator", maxModalTitle), nil, menu).
		WithDispatchAction(true)
}

func (f form) choosesPeriod() bool {
	return len(f.periods) > 1 || len(f.periods) == 1 && f.period != f.periods[0]
}

// periodInput offers the collected periods. It also offers the one that was typed if it is none of them, so that its
// refusal stands beside it.
func (f form) periodInput() slack.Block {
	menu := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic,
		plain("Choose a period", maxOptionLabel), f.actionID(kpi.FieldPeriod))
	offer := func(p kpi.Period) {
		o := slack.NewOptionBlockObject(p.String(), plain(p.Words(), maxOptionLabel), nil)
		menu.Options = append(menu.Options, o)
		if p == f.period {
			menu.InitialOption = o
		}
	}
	for _, p := range f.periods {
		offer(p)
	}
	if menu.InitialOption == nil && !f.period.IsZero() {
		offer(f.period)
	}
	return slack.NewInputBlock(kpi.FieldPeriod, plain("Period", maxModalTitle), nil, menu)
}

func (f form) statusInput() slack.Block {
	menu := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic,
		plain("Choose a status", maxOptionLabel), f.actionID(kpi.FieldStatus))
	for _, s := range kpi.Statuses {
		o := slack.NewOptionBlockObject(string(s), plain(statusLabels[s], maxOptionLabel), nil)
		menu.Options = append(menu.Options, o)
		if string(s) == f.filled.Status || f.filled.Status == "" && s == kpi.Final {
			menu.InitialOption = o
		}
	}
	return slack.NewInputBlock(kpi.FieldStatus, plain("Status", maxModalTitle), nil, menu)
}

var statusLabels = map[kpi.Status]string{
	kpi.Final:          "Final",
	kpi.Provisional:    "Provisional: it may still change",
	kpi.PartPeriod:     "Part-period: not all of the period is in it",
	kpi.CarriedForward: "Carried forward: the last figure again",
	kpi.Unavailable:    "Unavailable: there is no figure; say why",
}

// line is a box for a number. Every box may be left empty: a figure can be unavailable or given as a fraction.
func (f form) line(field, label, hint, value string) *slack.InputBlock {
	box := slack.NewPlainTextInputBlockElement(nil, f.actionID(field)).
		WithMaxLength(maxFigureText).WithInitialValue(firstRunes(value, maxFigureText))
	return slack.NewInputBlock(field, plain(label, maxModalTitle), plain(hint, maxHeader), box).WithOptional(true)
}

func (f form) text(field, label, hint, value string, limit int) *slack.InputBlock {
	box := slack.NewPlainTextInputBlockElement(nil, f.actionID(field)).
		WithMultiline(true).WithMaxLength(limit).WithInitialValue(firstRunes(value, limit))
	return slack.NewInputBlock(field, plain(label, maxModalTitle), plain(hint, maxHeader), box).WithOptional(true)
}

// firstRunes is as much of a text as a box takes. Slack refuses a form that is filled with more.
func firstRunes(text string, limit int) string {
	if r := []rune(text); len(r) > limit {
		return string(r[:limit])
	}
	return text
}

// actionID differs between indicators, so that Slack fills the boxes anew when another is chosen. For the same
// indicator, Slack keeps what was typed.
func (f form) actionID(field string) string {
	if f.indicator.Code == "" {
		return field
	}
	return field + "#" + f.indicator.Code
}

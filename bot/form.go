package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/slack-go/slack"

	"chaser/bot/line"
	"chaser/doubt"
	"chaser/kpi"
)

// openForm is “/kpi submit 178” and “/kpi submit”: the form, with everything known filled in.
type openForm struct {
	Entry line.Entry
}

func (openForm) effect() effect { return changes }

func (c openForm) answer(ctx context.Context, v *visit) (*Message, error) {
	if c.Entry.Code == "" {
		return v.openChooser(ctx)
	}
	typed := draftOf(c.Entry)
	if c.Entry.Words != "" {
		v.missing = fmt.Sprintf("There is no figure for %s in what you typed, so nothing is posted yet.", c.Entry.Code)
	}
	answer, err := v.openFormWith(ctx, typed)
	if err != nil {
		return v.answerError(ctx, err, typed), nil
	}
	return answer, nil
}

// pressedForm opens the form from a button: on a card, on a refusal, on a choice.
func pressedForm(ctx context.Context, v *visit, s subject) (*Message, error) {
	var d draft
	if s.Draft != "" {
		var err error
		if d, err = v.recall(ctx, s.Draft); err != nil {
			return nil, err
		}
	}
	if s.Code != "" {
		d.Code = s.Code
	}
	if !s.period().IsZero() {
		d.Period = s.Period
	}
	if d.Code == "" {
		return v.openChooser(ctx)
	}
	return v.openFormWith(ctx, d)
}

func (v *visit) openFormWith(ctx context.Context, d draft) (*Message, error) {
	f, err := v.formOf(ctx, d)
	if err != nil {
		return nil, err
	}
	if may, err := v.mayPost(ctx, f.indicator, f.period); err != nil {
		return nil, err
	} else if !may {
		return nil, kpi.Deny(kpi.FieldIndicator, "You cannot post figures for %s: only its owner, deputy or manager and the performance team can. Ask one of them, or ask the performance team to add you.", f.indicator.Code)
	}
	return v.openModal(ctx, formView(f))
}

// mayPost reports whether the asker may post a period's figure. The indicator's people may, whoever has the figure
// handed on to them, and whoever stands in.
func (v *visit) mayPost(ctx context.Context, i kpi.Indicator, p kpi.Period) (bool, error) {
	if v.asker.MayPost(i) {
		return true, nil
	}
	delegate, err := v.store.Delegated(ctx, i.Code, p)
	if err != nil || delegate == v.asker.SlackID && delegate != "" {
		return err == nil, err
	}
	return v.store.StandsIn(ctx, v.asker, i.Code, p, v.today)
}

// openChooser opens the form with a choice of the indicators that the asker answers for.
func (v *visit) openChooser(ctx context.Context) (*Message, error) {
	choices, from, err := v.answerable(ctx)
	if err != nil {
		return nil, err
	}
	if len(choices) == 0 {
		return say(fmt.Sprintf("You are nobody's owner or deputy in the register, so there is nothing to choose from. Type the code, such as `%s submit 178`; `%s list` shows them all.", v.command, v.command)), nil
	}
	if len(choices) == 1 {
		return v.openFormWith(ctx, draft{Code: choices[0].Code})
	}
	return v.openModal(ctx, formView(form{choices: choices, from: from}))
}

// answerable are the indicators that the asker answers for. from says, by code, who handed on the awaited figure of
// those that were handed on to them.
func (v *visit) answerable(ctx context.Context) (indicators []kpi.Indicator, from map[string]string, err error) {
	cards, err := v.answerableCards(ctx)
	if err != nil {
		return nil, nil, err
	}
	from = map[string]string{}
	for _, c := range cards {
		indicators = append(indicators, c.Indicator)
		if c.OwedBy(v.asker.SlackID) {
			from[c.Indicator.Code] = fromWhom(c)
		}
	}
	return indicators, from, nil
}

func (v *visit) answerableCards(ctx context.Context) ([]kpi.Card, error) {
	cards, err := v.store.Answerable(ctx, v.asker.SlackID, v.today)
	if err != nil {
		return nil, fmt.Errorf("answerable: %w", err)
	}
	return cards, nil
}

// pressedIndicator brings the open form up to date with the indicator that was chosen in it.
func pressedIndicator(ctx context.Context, v *visit, s subject) (*Message, error) {
	if v.viewID == "" { // no form of ours sends that
		return pressedForm(ctx, v, s)
	}
	choices, from, err := v.answerable(ctx)
	if err != nil {
		return nil, err
	}
	f, err := v.formOf(ctx, draft{Code: s.Code})
	if err != nil {
		return nil, err
	}
	f.choices, f.from = choices, from
	if _, err := v.slack.UpdateViewContext(ctx, formView(f), "", v.viewHash, v.viewID); err != nil {
		return nil, fmt.Errorf("updating the form: %w", explained(err))
	}
	return nil, nil
}

// formOf gathers what the form shows for an indicator and a period. It fills in what was typed and what stands already.
func (v *visit) formOf(ctx context.Context, d draft) (form, error) {
	latest, err := v.card(ctx, d.Code, kpi.Period{})
	if err != nil {
		return form{}, err
	}
	collections, calendar, err := v.store.Schedule(ctx)
	if err != nil {
		return form{}, fmt.Errorf("form of %q: %w", d.Code, err)
	}
	f := form{
		indicator: latest.Indicator,
		latest:    latest,
		periods:   openedPeriods(collections, latest.Indicator.Frequency, v.today),
	}
	f.period = subject{Period: d.Period}.period()
	if f.period.IsZero() {
		if _, open, ok := kpi.Open(collections, latest.Indicator.Frequency, v.today); ok {
			f.period = open
		}
	}
	if c, ok := kpi.Collected(collections, latest.Indicator.Frequency, f.period); ok {
		f.due = c.Deadline(calendar)
	}
	if !f.period.IsZero() {
		at, err := v.card(ctx, d.Code, f.period)
		if err != nil {
			return form{}, err
		}
		f.standing = at.Figure
		if s := at.Standing; !s.Published.IsZero() && at.Figure != nil {
			f.published = kpi.DateOf(s.Published.In(v.zone))
		}
	}
	f.filled = filledIn(d, f.indicator, f.standing)
	return f, nil
}

// maxFormPeriods is how many collected periods the form reaches back.
const maxFormPeriods = 8

// openedPeriods are the periods that an indicator may be reported for, the latest first.
func openedPeriods(collections []kpi.Collection, f kpi.Frequency, today kpi.Date) []kpi.Period {
	var periods []kpi.Period
	for _, c := range collections {
		if p, reports := c.Period.For(f); reports && !today.Before(c.Opens) && !slices.Contains(periods, p) {
			periods = append(periods, p)
		}
	}
	slices.SortFunc(periods, func(a, b kpi.Period) int {
		if a.Before(b) {
			return 1
		}
		return -1
	})
	return periods[:min(len(periods), maxFormPeriods)]
}

// formSubject is what a form carries about itself. It comes back from a person's own client, so it is never trusted.
type formSubject struct {
	Code   string `json:"code,omitempty"`
	Period string `json:"period,omitempty"`
}

// submitted posts the form that was sent. The receipt takes its place, or a sentence stands beside the input that was
// wrong.
func submitted(ctx context.Context, v *visit, view slack.View) *slack.ViewSubmissionResponse {
	d, err := readForm(view)
	if err != nil {
		return v.formError(ctx, err, view, d)
	}
	i, found, err := v.store.Indicator(ctx, d.Code)
	if err == nil && !found {
		err = kpi.Refuse(kpi.FieldIndicator, "Choose the indicator that the figure is for.")
	}
	if err != nil {
		return v.formError(ctx, err, view, d)
	}
	posting, err := d.posting(i.Unit)
	if err != nil {
		return v.formError(ctx, err, view, d)
	}
	posted, err := v.post(ctx, i.Code, posting, answers{})
	if err != nil {
		return v.formError(ctx, err, view, d)
	}
	receipt := receiptView(posted, v.cardFor(posted.Card))
	return slack.NewUpdateViewSubmissionResponse(&receipt)
}

// formError puts a sentence beside its input. Where the form does not have that input yet, the form is shown again with
// it: if somebody else posted first, for example, a reason is needed. What is unlikely is asked about in the form's
// place.
func (v *visit) formError(ctx context.Context, err error, view slack.View, d draft) *slack.ViewSubmissionResponse {
	var unlikely *doubt.Question
	if errors.As(err, &unlikely) {
		question, failed := v.askInModal(ctx, unlikely, d)
		if failed == nil {
			return slack.NewUpdateViewSubmissionResponse(question)
		}
		err = failed
	}
	var refusal *kpi.Refusal
	if !errors.As(err, &refusal) {
		sentence := v.apology(err, d.Code) + " What you typed is still in this form."
		return slack.NewErrorsViewSubmissionResponse(map[string]string{inputFor(view, kpi.FieldFigure): sentence})
	}
	if !hasInput(view, refusal.Field) && slices.Contains(addedInputs, refusal.Field) {
		d.Field, d.Sentence = refusal.Field, refusal.Sentence
		if f, err := v.formOf(ctx, d); err == nil {
			if again := formView(f); fitsSocket(again) {
				return slack.NewUpdateViewSubmissionResponse(&again)
			}
		}
	}
	return slack.NewErrorsViewSubmissionResponse(map[string]string{
		inputFor(view, refusal.Field): unmarked(refusal.Sentence),
	})
}

// addedInputs are the inputs that a form may lack, and with which it is shown again.
var addedInputs = []string{kpi.FieldPeriod, kpi.FieldNumerator, kpi.FieldDenominator, kpi.FieldReason}

// fitsSocket reports whether a form can be an answer: Slack drops one of 20 KB or more that comes over a socket. A form
// full of long texts, in a script of several bytes a letter, may not fit. Then the sentence stands in the form as it
// is.
func fitsSocket(view slack.ModalViewRequest) bool {
	text, err := json.Marshal(view)
	return err == nil && len(text) < 19_000
}

func hasInput(view slack.View, field string) bool {
	if view.State == nil {
		return false
	}
	_, ok := view.State.Values[field]
	return ok
}

// inputFor is the input beside which a sentence stands: the field's own, or the figure's where the form lacks that.
func inputFor(view slack.View, field string) string {
	if hasInput(view, field) {
		return field
	}
	return kpi.FieldFigure
}

// readForm is what a submitted form holds.
func readForm(view slack.View) (draft, error) {
	var about formSubject
	if json.Unmarshal([]byte(view.PrivateMetadata), &about) != nil {
		about = formSubject{}
	}
	d := draft{
		Code:        about.Code,
		Period:      about.Period,
		Form:        true,
		Figure:      entered(view, kpi.FieldFigure),
		Numerator:   entered(view, kpi.FieldNumerator),
		Denominator: entered(view, kpi.FieldDenominator),
		Status:      entered(view, kpi.FieldStatus),
		Commentary:  entered(view, kpi.FieldCommentary),
		Actions:     entered(view, kpi.FieldActions),
		Reason:      entered(view, kpi.FieldReason),
	}
	if chosen := readSubject(entered(view, kpi.FieldIndicator)).Code; chosen != "" {
		d.Code = chosen
	}
	if period := entered(view, kpi.FieldPeriod); period != "" {
		d.Period = period
	}
	if d.Period != "" && (subject{Period: d.Period}).period().IsZero() {
		return d, kpi.Refuse(kpi.FieldPeriod, "“%s” is not a period. Choose one of the list.", kpi.Excerpt(d.Period))
	}
	return d, nil
}

// entered is what an input holds, whatever kind it is.
func entered(view slack.View, field string) string {
	if view.State == nil {
		return ""
	}
	for _, input := range view.State.Values[field] {
		if input.SelectedOption.Value != "" {
			return input.SelectedOption.Value
		}
		if input.SelectedUser != "" {
			return input.SelectedUser
		}
		if input.SelectedDate != "" {
			return input.SelectedDate
		}
		return input.Value
	}
	return ""
}

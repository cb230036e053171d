package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/slack-go/slack"

	"chaser/doubt"
	"chaser/kpi"
	"chaser/store"
)

// The answers to a question about what is unlikely. In a message, pressChange opens the form. In a modal, which took
// the form's place, it brings the form back.
const (
	pressSure   = "sure"   // the figure is right as it was typed
	pressMeant  = "meant"  // the likely figure was meant
	pressChange = "change" // something else was meant
	pressKeep   = "keep"   // the figure and its words may both stand: opens the box for why
)

func sureConversation() conversation {
	return conversation{
		presses: []press{
			{id: pressSure, answer: pressedSure},
			{id: pressMeant, answer: pressedMeant, changesHome: true},
			{id: pressChange, answer: pressedChange},
			{id: pressKeep, answer: pressedKeep},
		},
		modals: []modal{{sureForm, submittedAsked}},
	}
}

// askIfSure asks about what is unlikely in a typed line.
func (v *visit) askIfSure(ctx context.Context, q *doubt.Question, typed draft) *Message {
	about, err := v.keepAsked(ctx, q, typed)
	if err != nil {
		return apologyMessage(v.apology(err, typed.Code), v.echo())
	}
	return sureMessage(q, v.echo(), about, v.zone)
}

// askInModal asks in a modal that takes the form's place.
func (v *visit) askInModal(ctx context.Context, q *doubt.Question, typed draft) (*slack.ModalViewRequest, error) {
	about, err := v.keepAsked(ctx, q, typed)
	if err != nil {
		return nil, err
	}
	question := sureView(q, about, v.zone)
	return &question, nil
}

// keepAsked keeps what is asked about until it is answered.
func (v *visit) keepAsked(ctx context.Context, q *doubt.Question, typed draft) (subject, error) {
	typed.Doubts = append(slices.Clone(typed.Doubts), q.Kinds()...)
	typed.Field, typed.Sentence = "", ""
	typed.Shown = ""
	if q.Correction != nil {
		typed.Shown = q.Correction.Seal()
	}
	typed.Likely, typed.Asked, typed.Keep = q.Meant(), q.Sentence(), ""
	content, err := json.Marshal(typed)
	if err != nil {
		return subject{}, fmt.Errorf("keeping what is asked about: %w", err)
	}
	id, err := v.store.KeepDraft(ctx, v.asker.SlackID, content, v.now())
	if err != nil {
		return subject{}, fmt.Errorf("keeping what is asked about: %w", err)
	}
	return subject{Draft: id}, nil
}

// pressedSure posts the line as it was typed.
func pressedSure(ctx context.Context, v *visit, s subject) (*Message, error) {
	d, err := v.recall(ctx, s.Draft)
	if err != nil {
		return nil, err
	}
	return v.answerWith(ctx, d)
}

// pressedMeant posts what was typed with the likely figure in its place.
func pressedMeant(ctx context.Context, v *visit, s subject) (*Message, error) {
	d, err := v.recall(ctx, s.Draft)
	if err != nil {
		return nil, err
	}
	if d.Likely != "" {
		d.Figure, d.Numerator, d.Denominator = d.Likely, "", ""
	}
	if v.inView.CallbackID != sureForm {
		return v.answerWith(ctx, d)
	}
	posted, err := v.postAnswered(ctx, d)
	var another *doubt.Question
	if errors.As(err, &another) {
		return nil, v.showQuestion(ctx, another, d)
	}
	if err != nil {
		return nil, v.showForm(ctx, v.again(err, d))
	}
	receipt := receiptView(posted, v.cardFor(posted.Card))
	if _, err = v.slack.UpdateViewContext(ctx, receipt, "", "", v.viewID); err != nil {
		v.log.Warn("a receipt did not take its question's place", "request", v.request, "error", explained(err))
		return postedMessage(posted, v.cardFor(posted.Card)), nil // it is saved, so it is said in another way
	}
	return nil, nil
}

// pressedKeep opens the box for why the figure and its words may both stand.
func pressedKeep(ctx context.Context, v *visit, s subject) (*Message, error) {
	d, err := v.recall(ctx, s.Draft)
	if err != nil {
		return nil, err
	}
	return v.openModal(ctx, keepView(d, s))
}

// pressedChange brings the form back with everything as it was typed.
func pressedChange(ctx context.Context, v *visit, s subject) (*Message, error) {
	if v.inView.CallbackID != sureForm {
		return pressedForm(ctx, v, s)
	}
	d, err := v.recall(ctx, s.Draft)
	if err != nil {
		return nil, err
	}
	return nil, v.showForm(ctx, d)
}

// answerWith posts a line once the person has answered the question about it.
func (v *visit) answerWith(ctx context.Context, d draft) (*Message, error) {
	posted, err := v.postAnswered(ctx, d)
	if err != nil {
		return v.answerError(ctx, err, d), nil
	}
	return postedMessage(posted, v.cardFor(posted.Card)), nil
}

// postAnswered posts a draft with the person's answers, so that they are not asked again.
func (v *visit) postAnswered(ctx context.Context, d draft) (store.Posted, error) {
	if !d.Form {
		return v.postEntry(ctx, d.entry(), d.answers())
	}
	i, found, err := v.store.Indicator(ctx, d.Code)
	if err == nil && !found {
		err = kpi.Refuse(kpi.FieldIndicator, "There is no indicator %s any more, so nothing was saved. Ask the performance team.", d.Code)
	}
	if err != nil {
		return store.Posted{}, err
	}
	posting, err := d.posting(i.Unit)
	if err != nil {
		return store.Posted{}, err
	}
	return v.post(ctx, i.Code, posting, d.answers())
}

func (d draft) answers() answers { return answers{d.Doubts, d.Keep, d.Shown} }

// again is what was typed, with the sentence for what went wrong when it was posted.
func (v *visit) again(err error, d draft) draft {
	var refusal *kpi.Refusal
	if errors.As(err, &refusal) {
		d.Field, d.Sentence = refusal.Field, refusal.Sentence
	} else {
		d.Field, d.Sentence = "", v.apology(err, d.Code)+" What you typed is still in this form."
	}
	return d
}

// showQuestion puts another question in the place of the one that was answered.
func (v *visit) showQuestion(ctx context.Context, q *doubt.Question, d draft) error {
	question, err := v.askInModal(ctx, q, d)
	if err == nil {
		_, err = v.slack.UpdateViewContext(ctx, *question, "", "", v.viewID)
		err = explained(err)
	}
	if err != nil {
		return fmt.Errorf("asking again: %w", err)
	}
	return nil
}

// showForm puts the form in the place of the question.
func (v *visit) showForm(ctx context.Context, d draft) error {
	f, err := v.formOf(ctx, d)
	if err == nil {
		_, err = v.slack.UpdateViewContext(ctx, formView(f), "", "", v.viewID)
		err = explained(err)
	}
	if err != nil {
		return fmt.Errorf("showing the form again: %w", err)
	}
	return nil
}

// submittedAsked posts what was typed, with the reason where one was asked for. The receipt takes the question's place;
// if something was wrong, the form does, and says it.
func submittedAsked(ctx context.Context, v *visit, view slack.View) *slack.ViewSubmissionResponse {
	d, err := v.recall(ctx, readSubject(view.PrivateMetadata).Draft)
	if err == nil {
		d.Keep = entered(view, keepField)
		var posted store.Posted
		if posted, err = v.postAnswered(ctx, d); err == nil {
			receipt := receiptView(posted, v.cardFor(posted.Card))
			return slack.NewUpdateViewSubmissionResponse(&receipt)
		}
	}
	var another *doubt.Question
	if errors.As(err, &another) { // what it would correct has changed since it was shown
		question, failed := v.askInModal(ctx, another, d)
		if failed == nil {
			return slack.NewUpdateViewSubmissionResponse(question)
		}
		err = failed
	}
	d = v.again(err, d)
	if f, err := v.formOf(ctx, d); err == nil {
		if form := formView(f); fitsSocket(form) {
			return slack.NewUpdateViewSubmissionResponse(&form)
		}
	}
	said := readOnlyView("Nothing was saved", []slack.Block{withExamples(d.Sentence)})
	return slack.NewUpdateViewSubmissionResponse(&said)
}

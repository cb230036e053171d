package bot

import (
	"context"
	"fmt"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// openedAction finds the action that a button is to change. If it has been settled meanwhile, stands says so.
func (v *visit) openedAction(
	ctx context.Context, s subject,
) (a kpi.Action, i kpi.Indicator, stands *Message, err error) {
	a, i, err = v.store.ActionToKeep(ctx, v.actionRequest(), s.Action)
	switch {
	case err != nil:
		return a, i, nil, err
	case a.Settled():
		return a, i, say(words.Sentence("This action has been closed already: " + words.ActionState(a, v.today))), nil
	}
	return a, i, nil, nil
}

// toldOf is an action's history in words.
func (v *visit) toldOf(ctx context.Context, a kpi.Action) (string, error) {
	events, err := v.store.ActionHistory(ctx, a.ID)
	if err != nil {
		return "", fmt.Errorf("an action's history: %w", err)
	}
	names, err := v.store.Names(ctx)
	if err != nil {
		return "", fmt.Errorf("names: %w", err)
	}
	return historyOfAction(events, names, v.zone), nil
}

// pressedActionDone asks what came of an action.
func pressedActionDone(ctx context.Context, v *visit, s subject) (*Message, error) {
	a, i, stands, err := v.openedAction(ctx, s)
	if err != nil || stands != nil {
		return stands, err
	}
	told, err := v.toldOf(ctx, a)
	if err != nil {
		return nil, err
	}
	return v.openModal(ctx, settleView(a, i, told, v.today))
}

// submittedSettled closes an action.
func submittedSettled(ctx context.Context, v *visit, view slack.View) *slack.ViewSubmissionResponse {
	id := readSubject(view.PrivateMetadata).Action
	state, outcome := kpi.ActionState(entered(view, kpi.FieldStatus)), entered(view, kpi.FieldOutcome)
	acted, err := v.store.SettleAction(ctx, v.actionRequest(), id, state, outcome)
	if err != nil {
		return v.modalError(err, view, kpi.FieldOutcome)
	}
	receipt := changedReceipt("Action closed", acted, v.today)
	return slack.NewUpdateViewSubmissionResponse(&receipt)
}

// pressedActionChange asks for an action's new words, who does it now and by when.
func pressedActionChange(ctx context.Context, v *visit, s subject) (*Message, error) {
	return v.changeAction(ctx, s, false)
}

// pressedActionContinue asks how an action goes on after a later figure. Where the old day is near or past, it proposes
// a new one.
func pressedActionContinue(ctx context.Context, v *visit, s subject) (*Message, error) {
	return v.changeAction(ctx, s, true)
}

func (v *visit) changeAction(ctx context.Context, s subject, reviewed bool) (*Message, error) {
	a, i, stands, err := v.openedAction(ctx, s)
	if err != nil || stands != nil {
		return stands, err
	}
	due := a.Due
	if _, calendar, err := v.store.Schedule(ctx); err != nil {
		return nil, fmt.Errorf("schedule: %w", err)
	} else if soon := v.today.AddDays(14); due.Before(v.today) || reviewed && due.Before(soon) {
		due = kpi.DefaultActionDue(v.today, calendar)
	}
	told, err := v.toldOf(ctx, a)
	if err != nil {
		return nil, err
	}
	return v.openModal(ctx, changeView(a, i, due, told, reviewed, v.today))
}

func submittedChange(ctx context.Context, v *visit, view slack.View) *slack.ViewSubmissionResponse {
	return v.submittedChange(ctx, view, false)
}

func submittedContinue(ctx context.Context, v *visit, view slack.View) *slack.ViewSubmissionResponse {
	return v.submittedChange(ctx, view, true)
}

func (v *visit) submittedChange(ctx context.Context, view slack.View, reviewed bool) *slack.ViewSubmissionResponse {
	id := readSubject(view.PrivateMetadata).Action
	u, err := actionDraft{
		Text: entered(view, kpi.FieldAction),
		Who:  entered(view, kpi.FieldWho),
		Due:  entered(view, kpi.FieldDue),
	}.undertaking()
	var acted store.Acted
	if err == nil {
		acted, err = v.store.ContinueAction(ctx, v.actionRequest(), id, u, reviewed)
	}
	if err != nil {
		return v.modalError(err, view, kpi.FieldDue)
	}
	title := "Action changed"
	if !acted.Fresh || reviewed {
		title = "The action goes on"
	}
	receipt := changedReceipt(title, acted, v.today)
	return slack.NewUpdateViewSubmissionResponse(&receipt)
}

// pressedActionReplace opens the form for an action that takes another's place.
func pressedActionReplace(ctx context.Context, v *visit, s subject) (*Message, error) {
	a, i, stands, err := v.openedAction(ctx, s)
	if err != nil || stands != nil {
		return stands, err
	}
	c, err := v.card(ctx, i.Code, kpi.Period{})
	if err != nil {
		return nil, err
	}
	d, err := v.proposed(ctx, actionDraft{Code: i.Code, Period: periodText(c.Period), Who: a.Owner, Replaces: a.ID})
	if err != nil {
		return nil, err
	}
	return v.openModal(ctx, actionView(actionFormFor{card: c, filled: d, replaces: &a}))
}

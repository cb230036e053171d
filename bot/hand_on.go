package bot

import (
	"context"
	"errors"
	"fmt"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
)

const (
	pressHandOn   = "hand_on"
	pressTakeBack = "take_back"
)

func handOnConversation() conversation {
	return conversation{
		presses: []press{
			{id: pressHandOn, answer: pressedHandOn},
			{id: pressTakeBack, answer: pressedTakeBack, changesHome: true},
		},
		modals: []modal{{handOnForm, submittedHandOn}},
	}
}

// pressedHandOn is “Someone else has it”: it asks who.
func pressedHandOn(ctx context.Context, v *visit, s subject) (*Message, error) {
	if stale, err := v.stale(ctx, s); err != nil || stale != nil {
		return stale, err
	}
	c, err := v.card(ctx, s.Code, s.period())
	if err != nil {
		return nil, err
	}
	return v.openModal(ctx, handOnView(c.Indicator, s.period(), s.Person))
}

// submittedHandOn records who has the figure. The message whose button was pressed brings itself up to date.
func submittedHandOn(ctx context.Context, v *visit, view slack.View) *slack.ViewSubmissionResponse {
	about := readSubject(view.PrivateMetadata)
	to := entered(view, kpi.FieldDeputy)
	receipt, err := v.handOn(ctx, about, to)
	if err != nil {
		return v.modalError(err, view, kpi.FieldDeputy)
	}
	return slack.NewUpdateViewSubmissionResponse(&receipt)
}

func (v *visit) handOn(ctx context.Context, s subject, to string) (slack.ModalViewRequest, error) {
	c, err := v.card(ctx, s.Code, s.period())
	if err != nil {
		return slack.ModalViewRequest{}, err
	}
	names, err := v.store.Names(ctx)
	if err != nil {
		return slack.ModalViewRequest{}, fmt.Errorf("names: %w", err)
	}
	if err := v.delegate(ctx, s, to); err != nil {
		return slack.ModalViewRequest{}, err
	}
	return handedOnView(handedOn{
		indicator: c.Indicator, period: s.period(), to: to, asker: v.asker, names: names, command: v.command,
	}), nil
}

func (v *visit) delegate(ctx context.Context, s subject, to string) error {
	return v.store.Delegate(ctx, store.Delegation{
		RequestID: v.request,

		By:     v.asker.SlackID,
		To:     to,
		Code:   s.Code,
		Period: s.period(),
		Now:    v.now(),
		Today:  v.today,
	})
}

// pressedTakeBack gives a figure that was handed on back to its owner. Pressed in the receipt, it answers in the
// receipt's place.
func pressedTakeBack(ctx context.Context, v *visit, s subject) (*Message, error) {
	said, err := v.takeBack(ctx, s)
	if err != nil {
		return nil, err
	}
	if v.viewID == "" {
		return say(said), nil
	}
	receipt := readOnlyView("Someone else has it", []slack.Block{paragraph(literal(said))})
	if _, err := v.slack.UpdateViewContext(ctx, receipt, "", v.viewHash, v.viewID); err != nil {
		return nil, fmt.Errorf("updating the receipt: %w", explained(err))
	}
	return nil, nil
}

func (v *visit) takeBack(ctx context.Context, s subject) (said string, err error) {
	err = v.delegate(ctx, s, "")
	var refusal *kpi.Refusal
	switch {
	case errors.As(err, &refusal):
		return refusal.Sentence, nil
	case err != nil && v.viewID != "":
		return v.apology(err, s.Code), nil // there is nowhere else to say it
	case err != nil:
		return "", err
	}
	c, err := v.card(ctx, s.Code, s.period())
	if err != nil {
		return "", err
	}
	with, err := v.whoHas(ctx, c)
	if err != nil {
		return "", err
	}
	return takenBack(c, with, v.asker), nil
}

package bot

import (
	"cmp"
	"context"
	"errors"
	"strings"

	"github.com/slack-go/slack"

	"chaser/kpi"
)

// Command answers a typed line. The answer is nil where there is nothing to say, as when a modal was opened. The
// context has a deadline, and nothing goes on after Command returns.
func (b *Bot) Command(ctx context.Context, c slack.SlashCommand, requestID string) *Message {
	v := &visit{
		Bot:      b,
		request:  requestID,
		trigger:  c.TriggerID,
		answers:  c.ResponseURL,
		userName: c.UserName,
		today:    b.today(),
		inDirect: c.ChannelName == directMessage,
		typed:    kpi.CleanText(decodeSlash(c.Text)),
	}
	v.asker.SlackID = c.UserID
	defer v.recordDenied(ctx)
	if err := v.take(ctx, strings.ReplaceAll(c.Text, nul, "")); err != nil {
		return v.answerError(ctx, err, draft{})
	}
	answer, err := v.answerLine(ctx)
	if err != nil {
		return v.answerError(ctx, err, draft{})
	}
	return answer
}

// take makes the line that is answered from the text that Slack sent.
func (v *visit) take(ctx context.Context, sent string) error {
	text, err := v.named(ctx, sent)
	if err != nil {
		return err
	}
	v.typed, v.people = kpi.CleanText(decodeSlash(text)), mentioned(text)
	return nil
}

// answerInstead answers another line in place of what was pressed.
func (v *visit) answerInstead(ctx context.Context, sent string) (*Message, error) {
	if err := v.take(ctx, sent); err != nil {
		return nil, err
	}
	asked, err := v.read(ctx)
	if err != nil {
		return nil, err
	}
	return asked.answer(ctx, v)
}

// directMessage is how Slack names the conversation between one person and the bot.
const directMessage = "directmessage"

func (v *visit) answerLine(ctx context.Context) (*Message, error) {
	if err := v.enter(ctx); err != nil {
		return turnedAway(err)
	}
	asked, err := v.read(ctx)
	if err != nil {
		return nil, err
	}
	return asked.answer(ctx, v)
}

// enter finds out who is asking.
func (v *visit) enter(ctx context.Context) (err error) {
	v.asker, err = v.admit(ctx, v.asker.SlackID)
	v.noteDenied(err)
	return err
}

// turnedAway tells somebody why they may not ask. It repeats nothing that they typed.
func turnedAway(err error) (*Message, error) {
	var refusal *kpi.Refusal
	if errors.As(err, &refusal) {
		return say(refusal.Sentence), nil
	}
	return nil, err
}

// Interaction answers a pressed button or a submitted form. A nil answer is an empty acknowledgement. The context has a
// deadline, and nothing goes on after Interaction returns.
func (b *Bot) Interaction(
	ctx context.Context, i slack.InteractionCallback, requestID string,
) *slack.ViewSubmissionResponse {
	i = withoutNUL(i)
	v := &visit{
		Bot:      b,
		request:  requestID,
		trigger:  i.TriggerID,
		answers:  i.ResponseURL,
		userName: i.User.Name,
		today:    b.today(),
		inDirect: i.Channel.Name == directMessage || i.Channel.ID == "",
		pressed:  i.Container.ChannelID + "/" + i.Container.MessageTs,
		viewID:   i.View.ID,
		viewHash: i.View.Hash,
		inView:   i.View,
		channel:  i.Container.ChannelID,
		thread:   threadOf(i.Container),
		threadTS: cmp.Or(i.Container.ThreadTs, i.Message.ThreadTimestamp, i.Container.MessageTs),
	}
	v.asker.SlackID = i.User.ID
	defer v.recordDenied(ctx)
	switch i.Type {
	case slack.InteractionTypeViewSubmission:
		answer := v.answerForm(ctx, i.View)
		v.homeAfter(ctx, answer)
		return answer
	case slack.InteractionTypeBlockActions:
		v.answerPress(ctx, i)
	case slack.InteractionTypeMessageAction:
		v.answerShortcut(ctx, i)
	}
	return nil
}

func (v *visit) answerForm(ctx context.Context, view slack.View) *slack.ViewSubmissionResponse {
	modal, known := v.talk.modals[view.CallbackID]
	if !known {
		return nil
	}
	v.inForm, v.about = view.CallbackID, readSubject(view.PrivateMetadata)
	if err := v.enter(ctx); err != nil {
		return v.modalError(err, view, kpi.FieldFigure)
	}
	return modal.submit(ctx, v, view)
}

// answerPress answers through the response_url. A press in a modal or a Home has none, so a modal answers it.
func (v *visit) answerPress(ctx context.Context, i slack.InteractionCallback) {
	if len(i.ActionCallback.BlockActions) == 0 {
		return
	}
	action := i.ActionCallback.BlockActions[0]
	press, known := v.talk.presses[pressOf(action.ActionID)]
	if !known {
		return
	}
	value := action.Value
	if value == "" {
		value = action.SelectedOption.Value
	}
	v.press, v.about = press.id, readSubject(value)
	answer, err := v.enterAnd(ctx, func() (*Message, error) { return press.answer(ctx, v, v.about) })
	if err != nil {
		answer, err = v.answerError(ctx, err, draft{}), nil
	}
	switch {
	case answer == nil: // there is nothing to say
	case i.ResponseURL == "" && v.offered:
		err = v.sayDirectly(ctx, answer)
	case i.ResponseURL == "":
		err = v.showInView(ctx, press, answer)
	default:
		if v.threadTS != i.Container.MessageTs { // said where it was pressed
			answer.Thread = v.threadTS
		}
		err = v.reply(ctx, i.ResponseURL, answer)
		v.notShown(ctx, err)
	}
	if i.ResponseURL == "" && press.changesHome {
		v.homeAfter(ctx, nil)
	}
	if err != nil {
		v.log.Error("an answer was not delivered", "request", v.request, "press", action.ActionID, "error", err)
		v.metrics.failed.Inc()
	}
}

func (v *visit) enterAnd(ctx context.Context, act func() (*Message, error)) (*Message, error) {
	if err := v.enter(ctx); err != nil {
		return turnedAway(err)
	}
	return act()
}

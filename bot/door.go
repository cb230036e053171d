package bot

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/slack-go/slack"

	"chaser/store"
)

// DefaultAnswerWithin is how long an answer may take where Config does not say. It leaves some of Slack's three seconds
// for the way back.
const DefaultAnswerWithin = 2500 * time.Millisecond

// requestID names a delivery, so that a repeat has the same name. Slack repeats it with the same trigger id. Where
// there is none, a repeat has the same bytes and so the same signature.
func requestID(trigger, signature string) string {
	if trigger != "" {
		return "trigger:" + trigger
	}
	return "signature:" + signature
}

// enterCommand is where both doors bring a slash command. The work is not tied to the connection, since whether a
// figure is saved must not depend on whether Slack still listens. It has its own deadline.
func (b *Bot) enterCommand(ctx context.Context, c slack.SlashCommand, request string) (answer *Message) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), b.answerWithin)
	defer cancel()
	defer b.metrics.measure("command")()
	b.noteHeard(ctx, store.HeardCommand)
	defer b.catch(func(sentence string) { answer = &Message{Text: sentence} })
	if !b.isOurs(ctx, originsOfCommand(c)) {
		return say(elsewhere.Sentence)
	}
	end, err := b.turn(ctx, c.UserID)
	if err != nil {
		return say(unlooked(err))
	}
	defer end()
	return b.unheard(ctx, c.ResponseURL, b.Command(ctx, c, request))
}

// enterInteraction is where both doors bring a pressed button or a submitted form.
func (b *Bot) enterInteraction(
	ctx context.Context, i slack.InteractionCallback, request string,
) (answer *slack.ViewSubmissionResponse) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), b.answerWithin)
	defer cancel()
	defer b.metrics.measure(string(i.Type))()
	b.noteHeard(ctx, store.HeardInteraction)
	defer b.catch(func(sentence string) {
		if i.Type == slack.InteractionTypeViewSubmission {
			answer = slack.NewErrorsViewSubmissionResponse(firstInput(i.View, sentence))
		}
	})
	if !b.isOurs(ctx, originsOfInteraction(i)) {
		return b.turnAway(ctx, i, elsewhere.Sentence)
	}
	end, err := b.turn(ctx, i.User.ID)
	if err != nil {
		return b.turnAway(ctx, i, unlooked(err))
	}
	defer end()
	return b.Interaction(ctx, i, request)
}

// turnAway gives an answer to what was not looked at, where Slack shows it.
func (b *Bot) turnAway(ctx context.Context, i slack.InteractionCallback, sentence string) *slack.ViewSubmissionResponse {
	if i.Type == slack.InteractionTypeViewSubmission {
		return slack.NewErrorsViewSubmissionResponse(firstInput(i.View, sentence))
	}
	if i.ResponseURL == "" {
		return nil
	}
	if err := b.replies.post(ctx, i.ResponseURL, *say(sentence)); err != nil {
		b.log.Warn("an answer to what was turned away was not delivered", "error", err)
	}
	return nil
}

// unlooked says why a request was turned away. It claims nothing of what was saved before, as it is not known whether
// this is a repeat.
func unlooked(err error) string {
	if errors.Is(err, errBusy) {
		return "Chaser has not looked at this: too many people are sending at once. Wait a few seconds, then send it again."
	}
	return "Chaser has not looked at this: you have sent too many at once. Wait a few seconds, then send it again."
}

// turn waits until the person's request may be answered; with an error it may not.
func (b *Bot) turn(ctx context.Context, who string) (end func(), err error) {
	if end, err = b.turns.take(ctx, who); err != nil {
		b.metrics.flooded.Inc()
	}
	return end, err
}

// enterEvent is where both doors bring an event. After an error it must not be acknowledged to Slack.
func (b *Bot) enterEvent(ctx context.Context, h happening) (err error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), b.answerWithin)
	defer cancel()
	defer b.metrics.measure("event")()
	b.noteHeard(ctx, store.HeardEvent)
	defer b.catch(func(sentence string) { err = errors.New(sentence) })
	if !b.isOurs(ctx, originsOf(h)) {
		return nil // after an error Slack would send it again, and after many it would send no events any more
	}
	end, err := b.turn(ctx, h.who())
	if err != nil {
		return err // Slack tells of it again
	}
	defer end()
	if err = b.Event(ctx, h); err != nil {
		b.log.Error("an event was not taken, and Slack will tell of it again", "request", h.request(), "kind", h.Event.Type, "error", err)
		b.metrics.failed.Inc()
	}
	return err
}

// catch turns a panic into the sentence for the person and a reference in the log, so that one bad request never stops
// the bot.
func (b *Bot) catch(tell func(sentence string)) {
	if cause := recover(); cause != nil {
		reference := newReference()
		b.log.Error("panic", "reference", reference, "cause", fmt.Sprint(cause), "stack", string(debug.Stack()))
		b.metrics.failed.Inc()
		tell(fmt.Sprintf("Something went wrong at our end; nothing was saved (reference %s).", reference))
	}
}

// firstInput puts a sentence on a form's first input, since Slack shows errors only beside inputs.
func firstInput(v slack.View, sentence string) map[string]string {
	for _, block := range v.Blocks.BlockSet {
		if block.BlockType() == slack.MBTInput {
			return map[string]string{block.ID(): sentence}
		}
	}
	return map[string]string{"figure": sentence}
}

// newReference is what a person quotes to the performance team, and what stands in the log beside the cause.
func newReference() string {
	var bytes [2]byte
	_, _ = rand.Read(bytes[:]) // never fails
	return hex.EncodeToString(bytes[:])
}

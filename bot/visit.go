package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/slack-go/slack"

	"chaser/doubt"
	"chaser/kpi"
	"chaser/store"
	"chaser/words"
)

// visit is one thing that one person typed or pressed, with what is needed to answer it.
type visit struct {
	*Bot
	asker    kpi.Person // only the Slack id for somebody whom the register does not name
	request  string     // names the delivery
	trigger  string     // opens a modal within three seconds
	answers  string     // the response_url; empty in a modal, in a Home and for a message
	today    kpi.Date
	inDirect bool              // in direct messages with the bot, where there is no channel to share in
	typed    string            // the line as typed, without the command; empty for a button
	people   map[string]string // what the line mentions, as it stands there → Slack id; see mentioned
	userName string            // the Slack handle, for somebody whom the register does not name
	press    string            // what was pressed; empty for a line
	about    subject           // what that is about
	offered  bool              // a window did not open and is offered by a button
	pressed  string            // names the message whose button was pressed; empty for a line
	thread   store.Thread      // that message's thread; zero where nobody else sees it
	viewID   string            // the modal whose button was pressed
	viewHash string

	public    bool             // the answer is for everybody in a channel to read
	outside   bool             // people of another organisation read along
	spoken    bool             // a message of their own, not a line after the command
	sent      []store.FileName // files attached to the message
	channel   string           // where the button was pressed; empty in a modal or a Home
	threadTS  string           // the thread there or of what was said, or the message that a thread may begin with
	inView    slack.View       // the modal or the Home whose button was pressed
	cardShown *kpi.Card        // the card that was answered with
	inForm    string           // the form that was submitted
	denied    *kpi.Refusal     // what they tried and may not do; nil: nothing
	missing   string           // a sentence that says why what they typed needs a form; empty: it says so itself
	claimed   string           // the request that the answer fulfils once it is shown; empty for none

	coded       map[string]kpi.Indicator // the indicators that the line's words name, by code in lower case
	anew        bool                     // a line that was answered before is answered anew, as its answer is said: nothing may change
	changed     bool                     // what a word of the line means was done, and that changes something
	toldAlready bool                     // a message tells the asker in their direct messages of what was done
}

// asks names what the asker asks for, so that it is done once.
func (v *visit) asks() store.Request {
	return store.Request{ID: v.request, By: v.asker.SlackID, Now: v.now()}
}

// say makes a message for the asker alone. The text is the message in words, for notifications and screen readers; it
// is escaped here.
func say(text string, blocks ...slack.Block) *Message {
	if len(blocks) == 0 {
		blocks = []slack.Block{withExamples(text)}
	}
	return &Message{Text: markup.Replace(words.Cut(text, maxFallback)), Blocks: blocks}
}

// How long a message's text in words may be, in characters. Slack recommends no more than 4,000. An answer to a request
// must stay under a socket's 20 KB, blocks included.
const (
	maxFallback   = 500
	maxPostedText = 4000
)

// openModal opens a modal for the asker. Where it cannot be opened or does not open, it is offered by a button.
func (v *visit) openModal(ctx context.Context, view slack.ModalViewRequest) (*Message, error) {
	if v.trigger == "" {
		return v.offer(ctx, false)
	}
	switch err := v.open(ctx, view); {
	case err == nil:
		return nil, nil
	case unopened(err):
		return v.offer(ctx, true)
	default:
		return nil, fmt.Errorf("opening the modal %s: %w", view.CallbackID, err)
	}
}

// answerError tells the person about an error: a refusal with what was typed and a way to correct it, a question about
// what is unlikely, or an apology with a reference.
func (v *visit) answerError(ctx context.Context, err error, typed draft) *Message {
	v.noteDenied(err)
	var unlikely *doubt.Question
	if errors.As(err, &unlikely) {
		return v.askIfSure(ctx, unlikely, typed)
	}
	var refusal *kpi.Refusal
	if errors.As(err, &refusal) {
		typed.Field, typed.Sentence = refusal.Field, refusal.Sentence
		var kept string
		if refusal.Field != kpi.FieldIndicator && v.asker.Name != "" { // otherwise the form could not mend it
			kept = v.keep(ctx, typed)
		}
		return refusedMessage(refusal, v.echo(), kept)
	}
	return apologyMessage(v.apology(err, typed.Code), v.echo())
}

// apology is the sentence for an error of ours. It also logs the error, and of what was typed only how long it was.
func (v *visit) apology(err error, code string) string {
	reference := newReference()
	v.log.Error("failed", "reference", reference, "request", v.request, "person", v.asker.SlackID, "typed_length", len(v.typed), "error", err)
	v.metrics.failed.Inc()
	if errors.Is(err, store.ErrOutcomeUnknown) {
		look := v.command
		if code != "" {
			look += " " + code
		}
		return fmt.Sprintf("The connection was lost while this was being saved, so it may have been saved or not. Look with `%s` before you do it again (reference %s).", look, reference)
	}
	return fmt.Sprintf("Something went wrong at our end; nothing was saved (reference %s).", reference)
}

// keep stores what was typed for the button “Edit and post”. If that fails, the person still gets the sentence and
// their words.
func (v *visit) keep(ctx context.Context, d draft) (id string) {
	if d.Code == "" && !d.holdsAnything() {
		return "" // nothing to correct, such as when a card was asked for
	}
	content, err := json.Marshal(d)
	if err == nil {
		id, err = v.store.KeepDraft(ctx, v.asker.SlackID, content, v.now())
	}
	if err != nil {
		v.log.Warn("a draft was not kept", "request", v.request, "error", err)
		return ""
	}
	return id
}

// echo is the line as the person typed it, with its command.
func (v *visit) echo() string {
	if v.typed == "" {
		return ""
	}
	if v.spoken {
		return v.typed
	}
	return v.command + " " + v.typed
}

package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
)

// Slack lets a form be opened once, within three seconds of a press or a command. If it does not open, nothing is wrong
// at our end and nothing is lost: it is offered by a button, which goes on with what was typed or pressed.

// leftForOffer is how long before its own deadline an answer stops waiting for a form to open, so as to offer it by a
// button.
const leftForOffer = 700 * time.Millisecond

// unopenedWords are Slack's words for a form that did not open and that another press may open. The trigger was too old
// or used up, the modal that it was to stand on is gone, or Slack could not serve the call just then.
//
// Source: https://docs.slack.dev/reference/methods/views.open
var unopenedWords = map[string]bool{
	"expired_trigger_id": true, "trigger_expired": true, "exchanged_trigger_id": true, "trigger_exchanged": true,
	"invalid_trigger_id": true, "invalid_trigger": true, "not_found": true, "hash_conflict": true, "push_limit_reached": true,
	"internal_error": true, "fatal_error": true, "service_unavailable": true, "request_timeout": true, "ratelimited": true, "rate_limited": true,
	"team_added_to_org": true,
}

// unopened reports whether another press may open what did not open. Where the answer to the call was lost, the form
// may be open already.
func unopened(err error) bool {
	var said slack.SlackErrorResponse
	if errors.As(err, &said) {
		return unopenedWords[said.Err]
	}
	var status slack.StatusCodeError
	if errors.As(err, &status) {
		return status.Code >= 500
	}
	var (
		limited *slack.RateLimitedError
		broken  *url.Error // no connection, none in time, or one that was cut
	)
	return errors.As(err, &limited) || errors.As(err, &broken) || errors.Is(err, context.DeadlineExceeded)
}

// open shows a modal, and leaves time to say so if it does not open.
func (v *visit) open(ctx context.Context, view slack.ModalViewRequest) error {
	if end, limited := ctx.Deadline(); limited {
		var cancel context.CancelFunc
		ctx, cancel = context.WithDeadline(ctx, end.Add(-leftForOffer))
		defer cancel()
	}
	err := v.putModal(ctx, view)
	if err != nil && unopened(err) {
		v.log.Info("a form did not open and is offered by a button", "request", v.request, "modal", view.CallbackID, "why", withoutAddress(err))
	}
	return err
}

// offer answers with a button what needs a form, since a form opens on a press alone. When it is pressed, the line is
// read again, or what was pressed is pressed again.
func (v *visit) offer(ctx context.Context, late bool) (*Message, error) {
	waits := waiting{Line: v.typed, People: v.people}
	if v.typed == "" {
		waits.Press, waits.About = v.press, v.about
	}
	content, err := json.Marshal(waits)
	if err != nil {
		return nil, fmt.Errorf("keeping a line: %w", err)
	}
	id, err := v.store.KeepDraft(ctx, v.asker.SlackID, content, v.now())
	if err != nil {
		return nil, fmt.Errorf("keeping a line: %w", err)
	}
	v.offered = late
	switch {
	case !late:
		return offerMessage(id, v.missing), nil
	case v.typed == "":
		return lateMessage(id), nil
	case v.spoken:
		return lateLineMessage(id, ""), nil
	}
	return lateLineMessage(id, v.echo()), nil
}

// waiting is a line or a press that waits for another press.
type waiting struct {
	Line   string            `json:"line,omitempty"`
	People map[string]string `json:"people,omitempty"`
	Press  string            `json:"press,omitempty"` // where there is no line
	About  subject           `json:"about,omitzero"`
}

// pressedOpen opens the form that somebody's line, or an earlier press, needs.
func pressedOpen(ctx context.Context, v *visit, s subject) (*Message, error) {
	content, found, err := v.store.Draft(ctx, s.Draft, v.asker.SlackID)
	if err != nil {
		return nil, fmt.Errorf("recalling a line: %w", err)
	}
	var kept waiting
	if found {
		if err := json.Unmarshal(content, &kept); err != nil {
			return nil, fmt.Errorf("recalling a line: %w", err)
		}
	}
	if press, known := v.talk.presses[kept.Press]; known {
		v.press, v.about = kept.Press, kept.About
		return press.answer(ctx, v, kept.About)
	}
	if !found || kept.Line == "" {
		return nil, kpi.Refuse("", "What you typed is no longer kept; it is kept for a week. Please type it again.")
	}
	v.typed, v.people = kept.Line, kept.People
	asked, err := v.read(ctx)
	if err != nil {
		return nil, err
	}
	return asked.answer(ctx, v)
}

// sayDirectly tells the asker in a direct message what could not be said where they pressed. A modal and a Home have no
// message of their own.
func (v *visit) sayDirectly(ctx context.Context, m *Message) error {
	about := said(m)
	about.By = v.asker.SlackID
	_, err := v.store.TellReply(ctx, store.Reply{
		RequestID: v.request, By: v.asker.SlackID, To: v.asker.SlackID, About: about, Now: v.now(), Today: v.today,
	})
	return err
}

package lookalike

import (
	"context"
	"net/http"
	"net/url"
	"strings"
)

// Answer is what came of something that a person did, after the app has answered.
type Answer struct {
	// Messages are what that person came to see meanwhile, anywhere: new and changed messages, oldest first.
	Messages []Seen
	Modal    *View             // the modal they see, if it was opened or changed meanwhile
	Errors   map[string]string // after Submit: block_id → the sentence beneath that input; the modal stays open
	Status   int               // of the app's answer; 0 if the app was not asked, or did not answer in time
	Header   http.Header       // of the app's answer over HTTP
	Body     []byte            // of the app's answer
	Failed   string            // Slack's word if the app failed: "operation_timeout", "dispatch_failed"
}

func (w *Workspace) now() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.seq
}

func (w *Workspace) answerSince(person string, since int, r reply) Answer {
	w.mu.Lock()
	defer w.mu.Unlock()
	a := Answer{Messages: w.appeared(person, since), Status: r.status, Header: r.header, Body: r.body, Failed: r.failed}
	if top := w.top(person); top != nil && top.seq > since {
		a.Modal = top.copy()
		a.Errors = a.Modal.Errors
	}
	return a
}

// Type types a line in a channel, as a person. It returns once the app has answered and the answer is shown. A line
// that begins with the command goes to the app. Slack itself answers any other “/…”. Every other line is said as an
// ordinary message (see Say). An error means that the person could not do it. Answer.Failed says if the app failed.
func (w *Workspace) Type(ctx context.Context, userID, channelID, line string) (Answer, error) {
	return w.typeLine(ctx, userID, channelID, "", line)
}

// Say says something in a thread, as a person. threadTS is the thread's first message. Messages in a DM, and those that
// name the bot, reach the app as events. If the app does not take an event, Refusals says so.
func (w *Workspace) Say(ctx context.Context, userID, channelID, threadTS, text string) (Answer, error) {
	return w.typeLine(ctx, userID, channelID, threadTS, text)
}

func (w *Workspace) typeLine(ctx context.Context, userID, channelID, thread, line string) (Answer, error) {
	line = strings.TrimSpace(line)
	w.mu.Lock()
	p, room, err := w.presence(userID, channelID)
	since := w.seq
	gone := err == nil && thread != "" && room.threadOf(thread) == ""
	w.mu.Unlock()
	switch {
	case err != nil:
		return Answer{}, err
	case line == "":
		return Answer{}, notPossible("there is nothing to send")
	case room.archived:
		return Answer{}, notPossible("#%s is archived", room.name)
	case gone:
		return Answer{}, notPossible("the message that this replies to is gone")
	}
	command := firstWord(line)
	var r reply
	switch {
	case !strings.HasPrefix(line, "/"):
		r = w.sayAloudAs(ctx, "", p, room, thread, line)
	case command == "/me":
		r = w.sayAloudAs(ctx, MeMessage, p, room, thread, strings.TrimSpace(strings.TrimPrefix(line, command)))
	case thread != "":
		w.slackSays(room, p.ID, command+" is not supported in threads. Sorry!")
	case command != w.config.Command:
		w.slackSays(room, p.ID, command+" is not a valid command. In this workspace there is "+w.config.Command+".")
	default:
		r = w.slash(ctx, p, room, line)
	}
	return w.answerSince(userID, since, r), nil
}

func (w *Workspace) slackSays(room *conversation, person, text string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.slackbotSays(room, person, text)
}

// sayAloudAs posts a person's words, and tells the app of them if it would hear them.
func (w *Workspace) sayAloudAs(
	ctx context.Context, subtype string, p Person, room *conversation, thread, line string,
) reply {
	w.mu.Lock()
	if thread != "" {
		thread = room.threadOf(thread)
	}
	m := w.post(room, message{user: p.ID, text: w.written(line), threadTS: thread, subtype: subtype})
	event, heard := w.eventOf(room, m)
	w.mu.Unlock()
	if heard && w.DeliverEvent(ctx, event) != nil {
		return reply{failed: dispatchFail} // each try has been recorded already
	}
	return reply{}
}

// Press presses a button, or picks from a select, in a message that a person sees. It acts on the message as it is now.
// Several elements may share an action_id: then value is the value or the words of the button that is meant. For a
// select, value is the option to pick, by its words or its value.
func (w *Workspace) Press(
	ctx context.Context, userID string, m Seen, actionID string, value ...string,
) (Answer, error) {
	w.mu.Lock()
	p, room, err := w.presence(userID, m.Channel)
	since := w.seq
	var form url.Values
	if err == nil {
		now := room.message(m.TS)
		if now == nil || !now.seenBy(userID) {
			err = notPossible("%s does not see this message any more", p.Name)
		} else {
			form, err = findElement(now.blocks, actionID, value)
		}
	}
	w.mu.Unlock()
	if err != nil {
		return Answer{}, err
	}
	r, err := w.pressInMessage(ctx, p, room, m.TS, form)
	return w.answerSince(userID, since, r), err
}

// PressInModal presses a button, or picks from a select, in the modal that a person sees. PressInHome does it in their
// App Home.
func (w *Workspace) PressInModal(ctx context.Context, userID, actionID string, value ...string) (Answer, error) {
	w.mu.Lock()
	v := w.top(userID)
	w.mu.Unlock()
	return w.pressView(ctx, v, actionID, value)
}

// PressInHome presses a button, or picks from a select, in a person's App Home.
func (w *Workspace) PressInHome(ctx context.Context, userID, actionID string, value ...string) (Answer, error) {
	w.mu.Lock()
	v := w.homes[userID]
	w.mu.Unlock()
	return w.pressView(ctx, v, actionID, value)
}

func (w *Workspace) pressView(ctx context.Context, v *View, actionID string, value []string) (Answer, error) {
	if v == nil {
		return Answer{}, notPossible("nothing is open to press in")
	}
	w.mu.Lock()
	since := w.seq
	form, err := findElement(v.blocks(), actionID, value)
	if err == nil {
		v.pick(form)
	}
	w.mu.Unlock()
	if err != nil {
		return Answer{}, err
	}
	r, err := w.pressInView(ctx, v, form)
	return w.answerSince(v.person, since, r), err
}

// Submit fills inputs of the modal that a person sees, by block_id, and submits it. Inputs that are not named keep what
// they hold. A select takes an option's words or value. An element that holds several takes each on a line of its own.
func (w *Workspace) Submit(ctx context.Context, userID string, fields map[string]string) (Answer, error) {
	w.mu.Lock()
	v := w.top(userID)
	since := w.seq
	form := url.Values{}
	var err error
	if v == nil {
		err = notPossible("no modal is open")
	} else {
		for blockID, typed := range fields {
			name, values, problem := entered(v.JSON, blockID, typed)
			if problem != nil {
				err = problem
				break
			}
			form[name] = values
		}
	}
	w.mu.Unlock()
	if err != nil {
		return Answer{}, err
	}
	r, err := w.submit(ctx, v, form)
	return w.answerSince(userID, since, r), err
}

// CloseModal closes the modal that a person sees, without submitting it.
func (w *Workspace) CloseModal(ctx context.Context, userID string) error {
	w.mu.Lock()
	v := w.top(userID)
	w.mu.Unlock()
	if v == nil {
		return notPossible("no modal is open")
	}
	w.closeModal(ctx, v)
	return nil
}

package lookalike

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"
)

// Slack's limits of a manifest's shortcuts.
const (
	maxShortcuts    = 10
	maxShortcutName = 24
	maxCallbackID   = 255
)

// Shortcut is one of the app's message shortcuts: an entry in the “more” menu of every message that others can see.
// That goes for the app's own messages and people's alike, even where its bot is not a member. Slack offers none on a
// message that only one person can see.
type Shortcut struct {
	CallbackID string // tells the app which one was chosen
	Name       string // as people read it in the menu
}

// judgeShortcuts refuses these shortcuts if Slack would refuse a manifest for them.
func (w *Workspace) judgeShortcuts() {
	var messages []string
	if len(w.config.Shortcuts) > maxShortcuts {
		messages = append(messages, fmt.Sprintf("an app has %d shortcuts at most", maxShortcuts))
	}
	known := map[string]bool{}
	for _, s := range w.config.Shortcuts {
		switch {
		case s.Name == "" || utf8.RuneCountInString(s.Name) > maxShortcutName:
			messages = append(messages,
				fmt.Sprintf("the name of a shortcut has 1 to %d characters, unlike %q", maxShortcutName, s.Name))
		case s.CallbackID == "" || len(s.CallbackID) > maxCallbackID || known[s.CallbackID]:
			messages = append(messages,
				fmt.Sprintf("the callback_id of a shortcut is its own and has 1 to %d characters, unlike %q",
					maxCallbackID, s.CallbackID))
		}
		known[s.CallbackID] = true
	}
	if len(messages) > 0 {
		w.mu.Lock()
		w.refuse("manifest", "invalid_manifest", messages, nil)
		w.mu.Unlock()
	}
}

// shortcutsOf lists what the menu of a message offers. The lock is held.
func (w *Workspace) shortcutsOf(m *message) []Shortcut {
	if m.onlyFor != "" || !w.granted("commands") {
		return nil
	}
	return w.config.Shortcuts
}

// Shortcut chooses a message shortcut, by its callback_id or its name, from the menu of a message that a person sees.
func (w *Workspace) Shortcut(ctx context.Context, userID string, m Seen, shortcut string) (Answer, error) {
	since := w.now()
	r, err := w.chooseShortcut(ctx, userID, m.Channel, m.TS, shortcut)
	if err != nil {
		return Answer{}, err
	}
	return w.answerSince(userID, since, r), nil
}

// chooseShortcut delivers a shortcut. Slack shows nothing of the answer's body: the app opens a modal, or answers at
// the response_url.
func (w *Workspace) chooseShortcut(ctx context.Context, person, channel, ts, shortcut string) (reply, error) {
	w.mu.Lock()
	p, room, err := w.presence(person, channel)
	if err != nil {
		w.mu.Unlock()
		return reply{}, err
	}
	m := room.message(ts)
	if m == nil || !m.seenBy(p.ID) {
		w.mu.Unlock()
		return reply{}, notPossible("this message is gone")
	}
	chosen := ""
	for _, s := range w.shortcutsOf(m) {
		if s.CallbackID == shortcut || strings.EqualFold(s.Name, shortcut) {
			chosen = s.CallbackID
		}
	}
	if chosen == "" {
		w.mu.Unlock()
		return reply{}, notPossible("this message offers no shortcut %q", shortcut)
	}
	payload := w.interactionPayload("message_action", p)
	payload["callback_id"] = chosen
	payload["trigger_id"] = w.issueTrigger(p.ID, "")
	payload["response_url"] = w.issueResponseURL(room.id, p.ID, nil)
	payload["action_ts"] = w.stamp()
	payload["channel"] = map[string]any{"id": room.id, "name": room.name}
	payload["message_ts"] = m.ts
	payload["message"] = w.messageJSON(m, false) // Slack promises the metadata in block_actions only
	w.mu.Unlock()

	r := w.send(ctx, w.interaction("message_action", payload))
	if r.failed != "" {
		w.slackSays(room, p.ID,
			"Something went wrong, and that did not reach the app ("+r.failed+"). Please try again.")
	}
	return r, nil
}

// actShortcut handles an entry of a message's menu, chosen on the page.
func (w *Workspace) actShortcut(rw http.ResponseWriter, r *http.Request) {
	at, ok := w.acting(rw, r)
	if !ok {
		return
	}
	ts := r.PostForm.Get("ts")
	_, err := w.chooseShortcut(r.Context(), at.as, at.in, ts, r.PostForm.Get("shortcut"))
	backTo(rw, r, at, w.threadAnchor(at, ts), err)
}

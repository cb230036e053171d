package lookalike

import (
	"encoding/json"
	"io"
	"net/http"
	"time"
)

// Slack's limits of a response_url.
const (
	maxResponses   = 5
	responseWithin = 30 * time.Minute
)

// responseURL lets the app answer one person where they did something, five times within half an hour.
type responseURL struct {
	channel  string
	person   string
	original string // the ts of the message whose button was pressed; empty after a slash command
	thread   string
	issued   time.Time // the workspace's time
	uses     int
}

// issueResponseURL makes one. The lock is held.
func (w *Workspace) issueResponseURL(channel, person string, original *message) string {
	id := secretWord()
	u := &responseURL{channel: channel, person: person, issued: w.config.Clock()}
	if original != nil {
		u.original, u.thread = original.ts, original.threadTS
	}
	w.responseURLs[id] = u
	return w.address + "/hooks/" + w.config.TeamID + "/" + id
}

// said is a message in an app's answer to a delivery, or in its post to a response_url.
type said struct {
	ResponseType    string          `json:"response_type"`
	Text            string          `json:"text"`
	Blocks          json.RawMessage `json:"blocks"`
	ReplaceOriginal bool            `json:"replace_original"`
	DeleteOriginal  bool            `json:"delete_original"`
	ThreadTS        string          `json:"thread_ts"`
}

func (s said) empty() bool { return s.Text == "" && len(blocksOf(s.Blocks)) == 0 }

func (w *Workspace) serveHook(rw http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(rw, r.Body, maxCall))
	if err != nil {
		http.Error(rw, "invalid_payload", http.StatusBadRequest)
		return
	}
	channel := ""
	w.mu.Lock()
	if u := w.responseURLs[r.PathValue("id")]; u != nil {
		channel = u.channel
	}
	w.mu.Unlock()
	w.harmed("response_url", channel, rw, r, func(rw http.ResponseWriter, r *http.Request) {
		w.mu.Lock()
		status, problem := w.useResponseURL(r.PathValue("id"), body)
		if problem != nil {
			w.refuse("response_url", problem.code, problem.messages, body)
		}
		w.mu.Unlock()
		if problem != nil {
			rw.Header().Set("Content-Type", "application/json; charset=utf-8")
			rw.WriteHeader(status)
			_, _ = rw.Write(encoded(map[string]any{"ok": false, "error": problem.code}))
			return
		}
		_, _ = io.WriteString(rw, "ok")
	})
}

// useResponseURL carries out one post to a response_url. Slack answers a refused message with 200 and says what is
// wrong in the body. An app that reads only the status never learns of it. The lock is held.
func (w *Workspace) useResponseURL(id string, body []byte) (status int, problem *apiError) {
	u := w.responseURLs[id]
	switch {
	case u == nil:
		return http.StatusNotFound, &apiError{code: "invalid_url"}
	case w.config.Clock().Sub(u.issued) > responseWithin:
		return http.StatusNotFound, &apiError{code: "expired_url"}
	case u.uses >= maxResponses:
		return http.StatusNotFound, &apiError{code: "used_url"}
	}
	u.uses++
	var s said
	if json.Unmarshal(body, &s) != nil {
		return http.StatusBadRequest, &apiError{code: "invalid_payload"}
	}
	if err := w.say(u, s); err != nil {
		return http.StatusOK, err
	}
	return http.StatusOK, nil
}

// say posts, replaces or deletes what an app tells a person who did something. The lock is held.
func (w *Workspace) say(u *responseURL, s said) *apiError {
	room := w.conversations[u.channel]
	original := room.message(u.original)
	if s.DeleteOriginal {
		if original == nil {
			return &apiError{code: "message_not_found"}
		}
		w.remove(original)
		return nil
	}
	if err := w.judged(s.Text, s.Blocks); err != nil {
		return err
	}
	if s.ReplaceOriginal && original != nil {
		w.change(original, s.Text, s.Blocks)
		return nil
	}
	w.show(u, s)
	return nil
}

// show posts a message that was judged, to the person alone or to the channel. The lock is held.
func (w *Workspace) show(u *responseURL, s said) {
	m := message{user: w.bot.ID, text: s.Text, blocks: s.Blocks, onlyFor: u.person, threadTS: u.thread}
	room := w.conversations[u.channel]
	if s.ThreadTS != "" && room.message(s.ThreadTS) != nil {
		m.threadTS = s.ThreadTS
	}
	if s.ResponseType == "in_channel" {
		m.onlyFor = ""
		w.post(room, m)
		return
	}
	w.postAlone(room, m, "response_url")
}

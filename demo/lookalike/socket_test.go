package lookalike

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"
)

// connected runs slack-go's Socket Mode client against the workspace until the test ends. answer answers each request.
func connected(t *testing.T, w *Workspace, a *app, answer func(c *socketmode.Client, e socketmode.Event)) {
	t.Helper()
	client := socketmode.New(a.api)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if err := client.RunContext(ctx); err != nil && !errors.Is(err, context.Canceled) {
			t.Errorf("the socket ended: %v", err)
		}
	}()
	answering := make(chan struct{})
	go func() {
		defer close(answering)
		for {
			select {
			case e := <-client.Events:
				if e.Request != nil && e.Request.EnvelopeID != "" {
					answer(client, e)
				}
			case <-ctx.Done():
				return
			}
		}
	}()
	t.Cleanup(func() {
		cancel()
		w.Disconnect("link_disabled") // wakes slack-go's reader, which does not notice that its context has ended
		<-ended
		<-answering
	})
	waitFor(t, w, func() bool { return w.Connected() == 1 })
}

func waitFor(t *testing.T, w *Workspace, condition func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	if err := w.Until(ctx, condition); err != nil {
		t.Fatal("waited in vain:", err)
	}
}

func TestSocketMode(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	heard := make(chan socketmode.Event, 20)
	connected(t, w, a, func(c *socketmode.Client, e socketmode.Event) {
		heard <- e
		switch data := e.Data.(type) {
		case slack.SlashCommand:
			if data.Text == "hush" {
				_ = c.Ack(*e.Request)
				return
			}
			_ = c.Ack(*e.Request, map[string]any{"text": "You typed " + data.Text, "blocks": decoded([]byte(dueList))})
		default:
			_ = c.Ack(*e.Request)
		}
	})

	answer := typed(t, w, "U0COR", "C0CSMI", "/kpi 178 & more")
	if len(answer.Messages) != 1 || answer.Messages[0].Text != "You typed 178 &amp; more" || !answer.Messages[0].Ephemeral {
		t.Fatalf("%+v", answer)
	}
	command := (<-heard).Data.(slack.SlashCommand)
	if command.UserID != "U0COR" || command.ChannelID != "C0CSMI" || command.ResponseURL == "" || command.TriggerID == "" {
		t.Errorf("%+v", command)
	}
	if silent := typed(t, w, "U0COR", "C0CSMI", "/kpi hush"); len(silent.Messages) != 0 || silent.Failed != "" {
		t.Errorf("an acknowledgement without payload shows %+v", silent)
	}
	<-heard

	pressed1(t, w, "U0COR", answer.Messages[0], "post", "178")
	if press := (<-heard).Data.(slack.InteractionCallback); press.Type != slack.InteractionTypeBlockActions || press.ActionCallback.BlockActions[0].ActionID != "post" {
		t.Errorf("%+v", press)
	}
	typed(t, w, "U0COR", "D0COR", "hello")
	event := (<-heard).Data.(slackevents.EventsAPIEvent)
	if m, ok := event.InnerEvent.Data.(*slackevents.MessageEvent); !ok || m.Text != "hello" || m.ChannelType != "im" || m.User != "U0COR" {
		t.Errorf("%+v", event)
	}
	if len(a.commands)+len(a.interactions) != 0 {
		t.Error("something went over HTTP")
	}

	again, err := w.Deliver(t.Context(), "U0COR", w.LastRequest())
	if err != nil || again.Status != http.StatusOK {
		t.Errorf("the same envelope again: %+v, %v", again, err)
	}
	if e := <-heard; e.Request.Type != "events_api" {
		t.Errorf("heard %+v", e)
	}
	noRefusals(t, w)
}

func TestTheAppComesBackAfterDisconnect(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	connected(t, w, a, func(c *socketmode.Client, e socketmode.Event) { _ = c.Ack(*e.Request, map[string]any{"text": "here"}) })
	w.mu.Lock()
	first := w.sockets[0]
	w.mu.Unlock()
	w.Disconnect("refresh_requested")
	waitFor(t, w, func() bool {
		w.mu.Lock()
		defer w.mu.Unlock()
		return len(w.sockets) == 1 && w.sockets[0] != first
	})
	if got := plainOf(typed(t, w, "U0COR", "C0CSMI", "/kpi").Messages); len(got) != 1 || got[0] != "here" {
		t.Errorf("%q", got)
	}
}

// dialled opens a socket by hand, and reads the hello.
func dialled(t *testing.T, w *Workspace, a *app) *websocket.Conn {
	t.Helper()
	_, url, err := a.api.StartSocketModeContext(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(url, "ws://") {
		t.Fatalf("the socket is at %q", url)
	}
	conn, _, err := websocket.DefaultDialer.DialContext(t.Context(), url, nil) //nolint:bodyclose // a socket's answer has no body to close
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	var hello struct{ Type string }
	if err := conn.ReadJSON(&hello); err != nil || hello.Type != "hello" {
		t.Fatalf("%+v, %v", hello, err)
	}
	_, response, err := websocket.DefaultDialer.DialContext(t.Context(), url, nil) //nolint:bodyclose // gorilla has read it into memory
	if err == nil || response.StatusCode != http.StatusNotFound {
		t.Error("the same address opens two sockets")
	}
	waitFor(t, w, func() bool { return w.Connected() == 1 })
	return conn
}

func TestAnswersOverASocketThatAreNone(t *testing.T) {
	t.Parallel()
	t.Run("too late", func(t *testing.T) {
		t.Parallel()
		w, a := stage(t, func(c *Config) { c.AnswerWithin = 50 * time.Millisecond })
		dialled(t, w, a)
		if answer := typed(t, w, "U0COR", "C0CSMI", "/kpi"); answer.Failed != "operation_timeout" {
			t.Errorf("%+v", answer)
		}
		wantRefusal(t, w, "/kpi", "operation_timeout")
	})
	t.Run("too large", func(t *testing.T) {
		t.Parallel()
		w, a := stage(t)
		conn := dialled(t, w, a)
		go func() {
			var envelope struct {
				ID string `json:"envelope_id"`
			}
			if conn.ReadJSON(&envelope) == nil {
				_ = conn.WriteJSON(map[string]any{"envelope_id": envelope.ID, "payload": map[string]any{"text": strings.Repeat("x", maxSocketAnswer)}})
			}
		}()
		if answer := typed(t, w, "U0COR", "C0CSMI", "/kpi"); len(answer.Messages) != 0 || answer.Failed != "" {
			t.Errorf("%+v", answer)
		}
		wantRefusal(t, w, "socket", "socket_answer_too_large")
	})
	t.Run("the socket breaks", func(t *testing.T) {
		t.Parallel()
		w, a := stage(t)
		conn := dialled(t, w, a)
		go func() {
			_, _, _ = conn.ReadMessage()
			_ = conn.Close()
		}()
		if answer := typed(t, w, "U0COR", "C0CSMI", "/kpi"); answer.Failed != "dispatch_failed" {
			t.Errorf("%+v", answer)
		}
	})
}

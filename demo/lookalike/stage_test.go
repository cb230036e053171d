package lookalike

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	botToken  = "xoxb-the-bot"
	appToken  = "xapp-the-app"
	signature = "the signing secret"
)

// handClock is a clock that a test turns by hand.
type handClock struct {
	mu sync.Mutex
	at time.Time
}

func (c *handClock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *handClock) turn(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// app is a small app that listens over HTTP, as any Slack app does. It refuses whatever slack-go's verifier does not
// find signed.
type app struct {
	api *slack.Client

	mu           sync.Mutex
	onCommand    func(rw http.ResponseWriter, c slack.SlashCommand)
	onInteract   func(rw http.ResponseWriter, i slack.InteractionCallback)
	onEvent      func(rw http.ResponseWriter, r *http.Request, body []byte)
	commands     []slack.SlashCommand
	interactions []slack.InteractionCallback
	raw          []json.RawMessage // the interactions as they arrived
}

func (a *app) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(rw, "unreadable", http.StatusBadRequest)
		return
	}
	verifier, err := slack.NewSecretsVerifier(r.Header, signature)
	if err == nil {
		_, _ = verifier.Write(body)
		err = verifier.Ensure()
	}
	if err != nil {
		http.Error(rw, "not signed", http.StatusUnauthorized)
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	a.mu.Lock()
	onCommand, onInteract, onEvent := a.onCommand, a.onInteract, a.onEvent
	a.mu.Unlock()
	switch r.URL.Path {
	case "/commands":
		command, err := slack.SlashCommandParse(r)
		if err != nil {
			http.Error(rw, err.Error(), http.StatusBadRequest)
			return
		}
		a.mu.Lock()
		a.commands = append(a.commands, command)
		a.mu.Unlock()
		if onCommand != nil {
			onCommand(rw, command)
		}
	case "/interactions":
		callback, err := slack.InteractionCallbackParse(r)
		if err != nil {
			http.Error(rw, err.Error(), http.StatusBadRequest)
			return
		}
		a.mu.Lock()
		a.interactions = append(a.interactions, callback)
		a.raw = append(a.raw, json.RawMessage(r.PostForm.Get("payload")))
		a.mu.Unlock()
		if onInteract != nil {
			onInteract(rw, callback)
		}
	case "/events":
		onEvent(rw, r, body)
	}
}

func (a *app) lastCommand() slack.SlashCommand {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.commands[len(a.commands)-1]
}

func (a *app) lastInteraction() slack.InteractionCallback {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.interactions[len(a.interactions)-1]
}

func (a *app) lastRaw() map[string]any {
	a.mu.Lock()
	defer a.mu.Unlock()
	raw, _ := decoded(a.raw[len(a.raw)-1]).(map[string]any)
	return raw
}

// council is the workspace of these tests.
func council() Config {
	return Config{
		TeamID: "T0COUNCIL", TeamName: "Westbourne Council",
		BotToken: botToken, SigningSecret: signature, AppToken: appToken,
		Title: "Chaser, tried out", Welcome: "Nothing here is real.",
		People: []Person{
			{ID: "U0CHASER", Name: "Chaser", Bot: true},
			{ID: "U0COR", Name: "Coroner", Title: "Service leads", Email: "coroner@example.org"},
			{ID: "U0LIB", Name: "Library lead", Title: "Service leads"},
			{ID: "U0LIBD", Name: "Library lead deputy", Title: "Service leads", TZ: "Europe/Paris"},
			{ID: "U0MGR", Name: "Manager", Title: "Managers"},
			{ID: "U0GUEST", Name: "Guest", UltraRestricted: true},
			{ID: "U0GONE", Name: "Gone", Deleted: true},
			{ID: "U0OUT", Name: "Neighbour", TeamID: "T0OTHER"},
		},
		Channels: []Channel{
			{ID: "C0CSMI", Name: "communities", Members: []string{"U0CHASER", "U0COR", "U0LIB", "U0MGR", "U0GUEST", "U0OUT"}},
			{ID: "C0PRIV", Name: "leads", Members: []string{"U0COR", "U0MGR"}},
			{ID: "C0OLD", Name: "old", Members: []string{"U0CHASER", "U0COR"}, Archived: true},
		},
	}
}

// stage sets a workspace and an app up, both on real sockets.
func stage(t *testing.T, adjust ...func(*Config)) (*Workspace, *app) {
	t.Helper()
	a := &app{}
	appServer := httptest.NewServer(a)
	config := council()
	config.Clock = time.Now
	config.CommandsURL = appServer.URL + "/commands"
	config.InteractionsURL = appServer.URL + "/interactions"
	config.Logger = slog.New(slog.DiscardHandler)
	for _, f := range adjust {
		f(&config)
	}
	w := New(config)
	server := httptest.NewServer(w.Handler())
	w.SetAddress(server.URL)
	httpClient := &http.Client{Transport: &http.Transport{}}
	a.api = slack.New(botToken, slack.OptionAPIURL(server.URL+"/api/"), slack.OptionAppLevelToken(appToken), slack.OptionHTTPClient(httpClient))
	t.Cleanup(func() {
		w.Close()
		httpClient.CloseIdleConnections()
		appServer.Close()
		server.Close()
	})
	return w, a
}

// noRefusals fails a test if its app did something that Slack would refuse.
func noRefusals(t *testing.T, w *Workspace) {
	t.Helper()
	for _, r := range w.Refusals() {
		t.Errorf("refused: %v", r)
	}
}

// wantRefusal checks that there was exactly this one refusal.
func wantRefusal(t *testing.T, w *Workspace, where, code string) {
	t.Helper()
	got := w.Refusals()
	if len(got) != 1 || got[0].Where != where || got[0].Code != code {
		t.Fatalf("refusals %v, want one: %s %s", got, where, code)
	}
}

func answerJSON(rw http.ResponseWriter, body string) {
	rw.Header().Set("Content-Type", "application/json")
	_, _ = io.WriteString(rw, body)
}

// do runs one of the driver's verbs, which must be possible.
func do(t *testing.T, what func(context.Context) (Answer, error)) Answer {
	t.Helper()
	a, err := what(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func typed(t *testing.T, w *Workspace, who, where, line string) Answer {
	t.Helper()
	return do(t, func(ctx context.Context) (Answer, error) { return w.Type(ctx, who, where, line) })
}

package lookalike

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack/slackevents"
)

// listens gives the app an events URL and collects what it hears.
func listens(c *Config) { c.EventsURL = c.CommandsURL[:len(c.CommandsURL)-len("commands")] + "events" }

func TestEventsThatTheAppHears(t *testing.T) {
	t.Parallel()
	w, a := stage(t, listens)
	var heard []slackevents.EventsAPIEvent
	a.onEvent = func(_ http.ResponseWriter, _ *http.Request, body []byte) {
		e, err := slackevents.ParseEvent(json.RawMessage(body), slackevents.OptionNoVerifyToken())
		if err != nil {
			t.Error(err)
		}
		heard = append(heard, e)
	}
	typed(t, w, "U0COR", "C0CSMI", "just talking")
	typed(t, w, "U0COR", "D0COR", "what do I owe?")
	typed(t, w, "U0COR", "C0CSMI", "@Chaser 178?")
	typed(t, w, "U0COR", "C0PRIV", "@Chaser 178?") // where the bot is not
	if err := w.OpenHome(t.Context(), "U0COR"); err != nil {
		t.Fatal(err)
	}
	if len(heard) != 3 {
		t.Fatalf("heard %+v", heard)
	}
	if m, ok := heard[0].InnerEvent.Data.(*slackevents.MessageEvent); !ok || m.ChannelType != "im" || m.Channel != "D0COR" || m.Text != "what do I owe?" || m.BotID != "" {
		t.Errorf("%+v", heard[0].InnerEvent.Data)
	}
	if m, ok := heard[1].InnerEvent.Data.(*slackevents.AppMentionEvent); !ok || m.User != "U0COR" || m.Channel != "C0CSMI" || m.Text != "<@U0CHASER> 178?" {
		t.Errorf("%+v", heard[1].InnerEvent.Data)
	}
	if h, ok := heard[2].InnerEvent.Data.(*slackevents.AppHomeOpenedEvent); !ok || h.User != "U0COR" || h.Tab != "home" || h.Channel != "D0COR" {
		t.Errorf("%+v", heard[2].InnerEvent.Data)
	}
	noRefusals(t, w)
}

func TestEventsAreTriedAgain(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		answers []int // the last one is given from then on
		never   bool  // the app asks not to be tried again
		tries   []string
		fails   bool
	}{
		{name: "at once", answers: []int{200}, tries: []string{""}},
		{name: "the third time", answers: []int{500, 500, 200}, tries: []string{"", "1 http_error", "2 http_error"}},
		{name: "never", answers: []int{500}, tries: []string{"", "1 http_error", "2 http_error", "3 http_error"}, fails: true},
		{name: "not wanted again", answers: []int{500}, never: true, tries: []string{""}, fails: true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w, a := stage(t, listens)
			var tries, bodies []string
			a.onEvent = func(rw http.ResponseWriter, r *http.Request, body []byte) {
				try := r.Header.Get("X-Slack-Retry-Num")
				if try != "" {
					try += " " + r.Header.Get("X-Slack-Retry-Reason")
				}
				if test.never {
					rw.Header().Set("X-Slack-No-Retry", "1")
				}
				rw.WriteHeader(test.answers[min(len(tries), len(test.answers)-1)])
				tries, bodies = append(tries, try), append(bodies, string(body))
			}
			err := w.DeliverEvent(t.Context(), map[string]any{"type": "app_uninstalled"})
			if (err != nil) != test.fails {
				t.Errorf("error %v", err)
			}
			if diff := cmp.Diff(test.tries, tries); diff != "" {
				t.Error(diff)
			}
			for _, body := range bodies {
				if body != bodies[0] {
					t.Errorf("the event changed from try to try: %s, %s", bodies[0], body)
				}
			}
		})
	}
}

func TestTheChallengeOfAnEventsURL(t *testing.T) {
	t.Parallel()
	w, a := stage(t, listens)
	a.onEvent = func(rw http.ResponseWriter, _ *http.Request, body []byte) {
		var asked slackevents.ChallengeResponse
		if err := json.Unmarshal(body, &asked); err != nil {
			t.Error(err)
		}
		_, _ = rw.Write([]byte(asked.Challenge))
	}
	if err := w.VerifyEvents(t.Context()); err != nil {
		t.Error(err)
	}
	a.onEvent = func(rw http.ResponseWriter, _ *http.Request, _ []byte) { _, _ = rw.Write([]byte("ok")) }
	if err := w.VerifyEvents(t.Context()); err == nil {
		t.Error("any answer passes for the challenge")
	}
}

func TestAnAppWithoutEventsIsLeftAlone(t *testing.T) {
	t.Parallel()
	w, _ := stage(t)
	typed(t, w, "U0COR", "D0COR", "hello")
	noRefusals(t, w)
}

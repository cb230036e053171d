package lookalike

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"
)

func TestASlashCommandArrivesAsSlackSendsIt(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	a.onCommand = func(rw http.ResponseWriter, _ slack.SlashCommand) { _, _ = io.WriteString(rw, "Thank you.") }

	answer := typed(t, w, "U0LIB", "C0CSMI", "/kpi \t178 142 fewer <b> & @Library lead deputy in #communities, see https://example.org/a?b=1&c=2.")

	got := a.lastCommand()
	if !strings.HasPrefix(got.ResponseURL, w.address+"/hooks/T0COUNCIL/") || got.TriggerID == "" {
		t.Errorf("response_url %q, trigger_id %q", got.ResponseURL, got.TriggerID)
	}
	got.ResponseURL, got.TriggerID = "", ""
	want := slack.SlashCommand{
		Token: verificationToken, TeamID: "T0COUNCIL", TeamDomain: "westbourne-council", ChannelID: "C0CSMI", ChannelName: "communities",
		UserID: "U0LIB", UserName: "library.lead", Command: "/kpi", APIAppID: "A0CHASER",
		Text: "178 142 fewer &lt;b&gt; &amp; <@U0LIBD|library.lead.deputy> in <#C0CSMI|communities>, see <https://example.org/a?b=1&amp;c=2>.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if answer.Status != http.StatusOK || len(answer.Messages) != 1 {
		t.Fatalf("status %d, messages %v", answer.Status, answer.Messages)
	}
	if m := answer.Messages[0]; !m.Ephemeral || m.Text != "Thank you." || m.User != "U0CHASER" || m.Channel != "C0CSMI" {
		t.Errorf("shown: %+v", m)
	}
	if others := w.Messages("C0CSMI", "U0MGR"); len(others) != 0 {
		t.Errorf("the manager sees %v", others)
	}
	noRefusals(t, w)
}

func TestAnswersToASlashCommand(t *testing.T) {
	t.Parallel()
	const kpiFailed = `/kpi failed with the error "invalid_command_response"`
	const section = `[{"type":"section","text":{"type":"mrkdwn","text":"*Hello*"}}]`
	tests := []struct {
		name    string
		mime    string
		body    string
		status  int
		mine    []string // what the person who typed it sees
		theirs  []string // what somebody else in the channel sees
		refused string
	}{
		{name: "empty", status: 200},
		{name: "words", mime: "text/plain", body: "Done & dusted", status: 200, mine: []string{"Done & dusted"}},
		{name: "JSON by another name is shown as it is", mime: "text/plain", body: `{"text":"x"}`, status: 200, mine: []string{`{"text":"x"}`}},
		{name: "to the person alone", mime: "application/json", body: `{"text":"x"}`, status: 200, mine: []string{"x"}},
		{name: "blocks", mime: "application/json; charset=utf-8", body: `{"text":"x","blocks":` + section + `}`, status: 200, mine: []string{"Hello"}},
		{name: "to all", mime: "application/json", body: `{"response_type":"in_channel","text":"x"}`, status: 200,
			mine: []string{"/kpi 1", "x"}, theirs: []string{"/kpi 1", "x"}},
		{name: "to all, nothing but what was typed", mime: "application/json", body: `{"response_type":"in_channel"}`, status: 200,
			mine: []string{"/kpi 1"}, theirs: []string{"/kpi 1"}},
		{name: "there is no original to replace", mime: "application/json", body: `{"replace_original":true,"text":"x"}`, status: 200, mine: []string{"x"}},
		{name: "no JSON", mime: "application/json", body: `{"text"`, status: 200, mine: []string{kpiFailed}, refused: "invalid_command_response"},
		{name: "blocks that Slack refuses show nothing", mime: "application/json", body: `{"text":"x","blocks":[{"type":"sektion"}]}`, status: 200,
			refused: "invalid_blocks"},
		{name: "500", status: 500, body: "oh", mine: []string{`/kpi failed with the error "dispatch_failed"`}, refused: "dispatch_failed"},
		{name: "a redirect", status: 302, mine: []string{`/kpi failed with the error "dispatch_failed"`}, refused: "dispatch_failed"},
		{name: "201 is not 200", status: 201, body: "x", mine: []string{`/kpi failed with the error "dispatch_failed"`}, refused: "dispatch_failed"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w, a := stage(t)
			a.onCommand = func(rw http.ResponseWriter, _ slack.SlashCommand) {
				rw.Header().Set("Content-Type", test.mime)
				rw.Header().Set("Location", "/elsewhere")
				rw.WriteHeader(test.status)
				_, _ = io.WriteString(rw, test.body)
			}
			answer := typed(t, w, "U0COR", "C0CSMI", "/kpi 1")
			if diff := cmp.Diff(test.mine, plainOf(answer.Messages)); diff != "" {
				t.Error("the answer:", diff)
			}
			if diff := cmp.Diff(test.mine, plainOf(w.Messages("C0CSMI", "U0COR"))); diff != "" {
				t.Error("mine:", diff)
			}
			if diff := cmp.Diff(test.theirs, plainOf(w.Messages("C0CSMI", "U0MGR"))); diff != "" {
				t.Error("theirs:", diff)
			}
			if answer.Status != test.status || string(answer.Body) != test.body {
				t.Errorf("status %d, body %q", answer.Status, answer.Body)
			}
			if test.refused == "" {
				noRefusals(t, w)
			} else {
				wantRefusal(t, w, "/kpi", test.refused)
			}
		})
	}
}

func plainOf(messages []Seen) []string {
	var lines []string
	for _, m := range messages {
		lines = append(lines, PlainText(m.Blocks, m.Text))
	}
	return lines
}

func TestAnAnswerThatIsTooLateIsDropped(t *testing.T) {
	t.Parallel()
	w, a := stage(t, func(c *Config) { c.AnswerWithin = 60 * time.Millisecond })
	given := make(chan struct{})
	a.onCommand = func(rw http.ResponseWriter, _ slack.SlashCommand) {
		<-given
		_, _ = io.WriteString(rw, "Too late")
	}
	answer := typed(t, w, "U0COR", "C0CSMI", "/kpi 1")
	close(given)
	if answer.Failed != "operation_timeout" || answer.Status != 0 {
		t.Errorf("failed %q, status %d", answer.Failed, answer.Status)
	}
	want := []string{`/kpi failed with the error "operation_timeout"`}
	if diff := cmp.Diff(want, plainOf(w.Messages("C0CSMI", "U0COR"))); diff != "" {
		t.Error(diff)
	}
	if m := answer.Messages[0]; m.User != Slackbot || !m.Ephemeral {
		t.Errorf("Slack's words come as %+v", m)
	}
	wantRefusal(t, w, "/kpi", "operation_timeout")
}

func TestAnAppThatDoesNotListen(t *testing.T) {
	t.Parallel()
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	w, _ := stage(t, func(c *Config) { c.CommandsURL = gone.URL })
	if answer := typed(t, w, "U0COR", "C0CSMI", "/kpi 1"); answer.Failed != "dispatch_failed" {
		t.Errorf("failed %q", answer.Failed)
	}
	wantRefusal(t, w, "/kpi", "dispatch_failed")
}

func TestLinesThatTheAppNeverHears(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	if got := plainOf(typed(t, w, "U0COR", "C0CSMI", "/poll lunch").Messages); len(got) != 1 || !strings.HasPrefix(got[0], "/poll is not a valid command") {
		t.Errorf("another command: %q", got)
	}
	first := typed(t, w, "U0COR", "C0CSMI", "Good *morning* <all>").Messages
	if len(first) != 1 || first[0].User != "U0COR" || first[0].Ephemeral || first[0].Text != "Good *morning* &lt;all&gt;" {
		t.Errorf("words: %+v", first)
	}
	inThread := do(t, func(ctx context.Context) (Answer, error) {
		return w.Say(ctx, "U0COR", "C0CSMI", first[0].TS, "/kpi 178")
	})
	if got := plainOf(inThread.Messages); len(got) != 1 || got[0] != "/kpi is not supported in threads. Sorry!" {
		t.Errorf("a command in a thread: %q", got)
	}
	if len(a.commands) != 0 {
		t.Errorf("the app heard %v", a.commands)
	}
	noRefusals(t, w)
}

func TestWhoCannotType(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	for _, test := range [][3]string{
		{"U0NOBODY", "C0CSMI", "/kpi"}, {"U0GONE", "D0GONE", "/kpi"}, {"U0CHASER", "C0CSMI", "/kpi"}, {"U0LIB", "C0PRIV", "/kpi"},
		{"U0LIB", "C0NONE", "/kpi"}, {"U0COR", "C0OLD", "/kpi"}, {"U0COR", "D0LIB", "/kpi"}, {"U0COR", "C0CSMI", "  "},
	} {
		if _, err := w.Type(t.Context(), test[0], test[1], test[2]); err == nil {
			t.Errorf("%v: no error", test)
		}
	}
	if len(a.commands) != 0 {
		t.Errorf("the app heard %v", a.commands)
	}
}

func TestADirectMessageAndAStranger(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	typed(t, w, "U0COR", w.DirectMessage("U0COR"), "/kpi")
	if c := a.lastCommand(); c.ChannelID != "D0COR" || c.ChannelName != "directmessage" || c.Text != "" {
		t.Errorf("%+v", c)
	}
	typed(t, w, "U0OUT", "C0CSMI", "/kpi")
	if c := a.lastCommand(); c.TeamID != "T0OTHER" {
		t.Errorf("a stranger's team is told as %q", c.TeamID)
	}
}

func TestTheSameRequestOnceMore(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	typed(t, w, "U0COR", "C0CSMI", "/kpi 178 142")
	request := w.LastRequest()
	answer, err := w.Deliver(t.Context(), "U0COR", request)
	if err != nil || answer.Status != http.StatusOK {
		t.Fatalf("%+v, %v", answer, err)
	}
	if diff := cmp.Diff(a.commands[0], a.commands[1]); len(a.commands) != 2 || diff != "" {
		t.Error(diff)
	}
	request.Body = []byte(strings.Replace(string(request.Body), "178", "179", 1))
	if answer, err := w.Deliver(t.Context(), "U0COR", request); err != nil || answer.Status != http.StatusUnauthorized {
		t.Errorf("a changed body got %d, %v", answer.Status, err)
	}
}

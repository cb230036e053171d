package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"chaser/demo"
	"chaser/demo/lookalike"
	"chaser/store/storetest"
)

var releaseBefore = flag.String("release.before", "", "the program of the release before, for TestTwoReleases; .ci/two-releases builds it")

// An upgrade without a pause: the release before goes on answering on the schema of this one, beside it, and the audit
// trail of what both have written is whole.
func TestTwoReleases(t *testing.T) {
	t.Parallel()
	if *releaseBefore == "" {
		t.Skip("it needs the program of the release before: type .ci/two-releases")
	}
	var at atomic.Pointer[url.URL] // which of the two Slack calls
	app := httptest.NewServer(&httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(at.Load()) }})
	t.Cleanup(app.Close)
	council := seedCouncil(t)
	slack := lookalike.New(lookalike.Config{
		Clock: time.Now, BotToken: "xoxb-test", SigningSecret: "secret", CommandsURL: app.URL + "/slack/commands",
		InteractionsURL: app.URL + "/slack/interactions", EventsURL: app.URL + "/slack/events",
		People: demo.People(council, "Europe/London"), Channels: demo.Channels(council),
	})
	t.Cleanup(slack.Close)
	api := httptest.NewServer(slack.Handler())
	t.Cleanup(api.Close)
	slack.SetAddress(api.URL)
	environment := map[string]string{
		"DATABASE_URL": storetest.DSN(t), "SLACK_BOT_TOKEN": "xoxb-test", "SLACK_SIGNING_SECRET": "secret",
		"SLACK_API_URL": api.URL + "/api/", "LISTEN_ADDR": "127.0.0.1:0", "CHASER_TRAIL_DIGEST": "off",
	}
	before := oldRelease{t, environment}
	before.does("migrate")
	before.does("import", "../../demo/seed/register.json")
	old := before.serves()
	says := func(who, line string, want ...string) {
		t.Helper()
		a, err := slack.Type(t.Context(), who, "C0CSMI", line)
		check(t, err)
		var text strings.Builder
		for _, m := range a.Messages {
			text.WriteString(lookalike.PlainText(m.Blocks, m.Text))
		}
		if text.Len() == 0 || strings.Contains(text.String(), "went wrong") {
			t.Errorf("%s is answered %q by %s", line, text.String(), at.Load())
		}
		for _, words := range want {
			if !strings.Contains(text.String(), words) {
				t.Errorf("%s is answered %q by %s, without %q", line, text.String(), at.Load(), words)
			}
		}
	}
	at.Store(old)
	says("U0CORONER", "/kpi 178 142 Staff leave over the summer", "Posted 142 for Q3 2023/24")

	if code := run(t.Context(), []string{"migrate"}, streams{out: io.Discard, err: os.Stderr, environment: environment}); code != 0 {
		t.Fatalf("migrate ended with %d", code)
	}
	says("U0CORONER", "/kpi 178", "142")
	says("U0REGISTR", "/kpi REG1 50 Staff leave", "Posted 50%")
	says("U0REGISTR", "/kpi undo", "50%")
	for _, line := range []string{"/kpi", "/kpi list", "/kpi red", "/kpi progress", "/kpi due", "/kpi actions", "/kpi history 178", "/kpi find births"} {
		says("U0PERF", line)
	}

	r := start(t, environment, true, "serve")
	var entry struct{ Address string }
	check(t, json.Unmarshal([]byte(r.line("chaser is serving")), &entry))
	both := []*url.URL{old, {Scheme: "http", Host: entry.Address}}
	for n, figure := range []string{"143", "144", "145", "146", "147", "148"} {
		at.Store(both[n%2])
		says("U0CORONER", "/kpi 178 "+figure+" Counted again, "+figure+" in all", figure+" for Q3 2023/24")
		at.Store(both[(n+1)%2])
		says("U0PERF", "/kpi 178", figure)
	}
	if response, err := http.Get(old.String() + "/readyz"); err == nil {
		t.Logf("the release before answers /readyz on this one's schema with %s", response.Status)
		check(t, response.Body.Close())
	}
	if refused := slack.Refusals(); len(refused) > 0 {
		t.Errorf("Slack would have refused %+v", refused)
	}
	if code := r.end(); code != 0 {
		t.Errorf("it ended with %d", code)
	}
	if code := run(t.Context(), []string{"audit", "verify"}, streams{out: io.Discard, err: os.Stderr, environment: environment}); code != 0 {
		t.Errorf("the audit trail of both is not whole: it ended with %d", code)
	}
}

// oldRelease runs the program of the release before.
type oldRelease struct {
	*testing.T
	environment map[string]string
}

func (o oldRelease) command(args ...string) *exec.Cmd {
	command := exec.CommandContext(o.Context(), *releaseBefore, args...)
	command.Env = os.Environ()
	for name, value := range o.environment {
		command.Env = append(command.Env, name+"="+value)
	}
	return command
}

func (o oldRelease) does(args ...string) {
	o.Helper()
	if out, err := o.command(args...).CombinedOutput(); err != nil {
		o.Fatalf("%v: %v\n%s", args, err, out)
	}
}

// serves is where it answers, until the test ends.
func (o oldRelease) serves() *url.URL {
	o.Helper()
	command := o.command("serve")
	command.Cancel = func() error { return command.Process.Signal(syscall.SIGTERM) }
	log, err := command.StderrPipe()
	check(o.T, err)
	check(o.T, command.Start())
	o.Cleanup(func() { _ = command.Wait() })
	lines := bufio.NewScanner(log)
	for lines.Scan() {
		var entry struct{ Msg, Address string }
		if json.Unmarshal(lines.Bytes(), &entry) == nil && entry.Address != "" {
			go func() { _, _ = io.Copy(io.Discard, log) }()
			return &url.URL{Scheme: "http", Host: entry.Address}
		}
	}
	o.Fatal("the release before ended without serving")
	return nil
}

package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"chaser/demo/lookalike"
	"chaser/store/storetest"
)

// running is the program at work in this process, with what it prints.
type running struct {
	t      testing.TB
	stop   context.CancelFunc
	lines  *bufio.Scanner // of the stream that was asked for
	other  bytes.Buffer   // what the other one holds, once it has ended
	ended  chan int
	closed []io.Closer
}

// start runs a command until stop is called or the test ends; its printed lines are read from out or err.
func start(t testing.TB, environment map[string]string, fromErr bool, args ...string) *running {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r := &running{t: t, stop: stop, lines: bufio.NewScanner(reader), ended: make(chan int, 1), closed: []io.Closer{reader}}
	s := streams{out: writer, err: &r.other, environment: environment}
	if fromErr {
		s.out, s.err = &r.other, writer
	}
	go func() {
		code := run(ctx, args, s)
		_ = writer.Close()
		r.ended <- code
	}()
	t.Cleanup(func() { r.end() })
	return r
}

// line waits for a printed line that holds the words.
func (r *running) line(words string) string {
	r.t.Helper()
	var seen []string
	for r.lines.Scan() {
		if strings.Contains(r.lines.Text(), words) {
			return r.lines.Text()
		}
		seen = append(seen, r.lines.Text())
	}
	code := r.end()
	r.t.Fatalf("it ended with %d without printing %q, but\n%s\n%s", code, words, strings.Join(seen, "\n"), &r.other)
	return ""
}

// end stops the program as Ctrl-C does, and returns its exit code.
func (r *running) end() int {
	r.stop()
	for r.lines.Scan() { // what it still prints must not block it
	}
	code := <-r.ended
	r.ended <- code // for the next who asks
	for _, c := range r.closed {
		_ = c.Close()
	}
	return code
}

// served is `chaser serve` on the seed register, with its address.
func served(t testing.TB, slackAPI string) (r *running, address string) {
	t.Helper()
	environment := map[string]string{
		"DATABASE_URL": migrated.DSN(t), "SLACK_BOT_TOKEN": "xoxb-test", "SLACK_SIGNING_SECRET": "secret",
		"SLACK_API_URL": slackAPI, "LISTEN_ADDR": "127.0.0.1:0",
	}
	imports := []string{"import", "../../demo/seed/register.json"}
	if code := run(t.Context(), imports, streams{out: io.Discard, err: os.Stderr, environment: environment}); code != 0 {
		t.Fatalf("%v ended with %d", imports, code)
	}
	r = start(t, environment, true, "serve")
	var entry struct{ Address string }
	if err := json.Unmarshal([]byte(r.line("chaser is serving")), &entry); err != nil {
		t.Fatal(err)
	}
	return r, "http://" + entry.Address
}

// A workspace speaks to the program over real sockets, and the program ends in order.
func TestServe(t *testing.T) {
	t.Parallel()
	r, address := served(t, "http://127.0.0.1:9/api/")
	for _, path := range []string{"/healthz", "/readyz", "/metrics"} {
		if status := get(t, address+path); status != http.StatusOK {
			t.Errorf("%s: %d", path, status)
		}
	}
	for _, metric := range []string{"chaser_unsigned_requests_total 0", `chaser_notifications{state="ambiguous"} 0`} {
		if text := read(t, address+"/metrics"); !strings.Contains(text, metric) {
			t.Errorf("/metrics lacks %s", metric)
		}
	}
	workspace := lookalike.New(lookalike.Config{
		Clock: time.Now, BotToken: "xoxb-test", SigningSecret: "secret", CommandsURL: address + "/slack/commands",
		People:   []lookalike.Person{{ID: "U0CORONER", Name: "Coroners service lead"}},
		Channels: []lookalike.Channel{{ID: "C0CSMI", Name: "committee", Members: []string{"U0CORONER"}}},
	})
	t.Cleanup(workspace.Close)
	answer, err := workspace.Type(t.Context(), "U0CORONER", "C0CSMI", "/kpi 178 142 Staff leave over the summer")
	if err != nil {
		t.Fatal(err)
	}
	if len(answer.Messages) != 1 || !strings.Contains(lookalike.PlainText(answer.Messages[0].Blocks, ""), "Posted 142 for Q3 2023/24") {
		t.Errorf("the answer was %+v", answer)
	}
	if refusals := workspace.Refusals(); len(refusals) > 0 {
		t.Errorf("Slack would have refused %+v", refusals)
	}
	if code := r.end(); code != 0 {
		t.Errorf("it ended with %d", code)
	}
	if connection, err := net.Dial("tcp", strings.TrimPrefix(address, "http://")); err == nil {
		_ = connection.Close()
		t.Error("it still listens after its end")
	}
}

func get(t testing.TB, address string) int {
	t.Helper()
	response, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	return response.StatusCode
}

// With OPS_ADDR what an operator watches stands there, and Slack's endpoints alone where everybody reaches them.
func TestServeWithOperationsElsewhere(t *testing.T) {
	t.Parallel()
	environment := map[string]string{
		"DATABASE_URL": storetest.DSN(t), "SLACK_BOT_TOKEN": "xoxb-test", "SLACK_SIGNING_SECRET": "secret",
		"SLACK_API_URL": "http://127.0.0.1:9/api/", "LISTEN_ADDR": "127.0.0.1:0", "OPS_ADDR": "127.0.0.1:0",
	}
	if code := run(t.Context(), []string{"migrate"}, streams{out: io.Discard, err: os.Stderr, environment: environment}); code != 0 {
		t.Fatalf("migrate ended with %d", code)
	}
	r := start(t, environment, true, "serve")
	var entry struct {
		Address string
		Ops     string `json:"ops_address"`
	}
	if err := json.Unmarshal([]byte(r.line("chaser is serving")), &entry); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/healthz", "/readyz", "/metrics"} {
		if status := get(t, "http://"+entry.Ops+path); status != http.StatusOK {
			t.Errorf("%s at OPS_ADDR: %d", path, status)
		}
		if status := get(t, "http://"+entry.Address+path); status != http.StatusNotFound {
			t.Errorf("%s at LISTEN_ADDR: %d", path, status)
		}
	}
	if status := get(t, "http://"+entry.Ops+"/slack/commands"); status != http.StatusNotFound {
		t.Errorf("Slack's endpoints at OPS_ADDR: %d", status)
	}
	if code := r.end(); code != 0 {
		t.Errorf("it ended with %d", code)
	}
}

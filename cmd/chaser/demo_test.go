package main

import (
	"io"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"testing"
)

// The newcomer's command: it starts everything, answers on the page, stops everything, and a second start finds what
// was posted.
func TestDemo(t *testing.T) {
	t.Parallel()
	dir, err := os.MkdirTemp("", "chaser-demo-test-*")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil { // under root Postgres runs as another user, who must be able to enter
		t.Fatal(err)
	}
	first, page := startDemo(t, dir)
	typeOn(t, page, "U0CORONER", "/kpi 178 142 Staff leave over the summer")
	typeOn(t, page, "U0CORONER", "/kpi 178")
	for _, words := range []string{"Posted 142 for Q3 2023/24", "Staff leave over the summer", "Monday 8 January 2024, 09:0"} {
		if !strings.Contains(read(t, page+"/?as=U0CORONER&in=C0CSMI"), words) {
			t.Errorf("the page does not say %q", words)
		}
	}
	if code := first.end(); code != 0 {
		t.Fatalf("it ended with %d", code)
	}

	second, page := startDemo(t, dir, "--without-charts") // the workspace took them until now
	typeOn(t, page, "U0CLLR1", "/kpi 178")
	shown := read(t, page+"/?as=U0CLLR1&in=C0CSMI")
	if !strings.Contains(shown, "Staff leave over the summer") {
		t.Error("a second start has lost what was posted in the first")
	}
	if !strings.Contains(shown, "Q1 213 → Q2 142 → Q3 142") {
		t.Error("without charts, the card does not have its history in words")
	}
	if code := second.end(); code != 0 {
		t.Fatalf("the second start ended with %d", code)
	}
}

func startDemo(t *testing.T, dir string, more ...string) (r *running, page string) {
	t.Helper()
	r = start(t, map[string]string{}, false, append([]string{"demo", "--listen", "127.0.0.1:0", "--dir", dir}, more...)...)
	return r, r.page()
}

// page is the address that the demo prints.
func (r *running) page() string {
	_, page, _ := strings.Cut(r.line("Open  http://"), "Open  ")
	return page
}

// typeOn is a line that somebody types into the page, in the committee's channel.
func typeOn(t *testing.T, page, who, line string) {
	t.Helper()
	response, err := http.PostForm(page+"/act/type", url.Values{"as": {who}, "in": {"C0CSMI"}, "line": {line}})
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
}

func read(t *testing.T, address string) string {
	t.Helper()
	response, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// A newcomer turns the clock, and the program's own time goes with it.
func TestTheDemosClockIsTurned(t *testing.T) {
	t.Parallel()
	dir, err := os.MkdirTemp("", "chaser-demo-test-*")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	demo, page := startDemo(t, dir)
	for move, want := range []string{"Monday 8 January 2024, 10:0", "Tuesday 9 January 2024, 09:0", "Friday 19 January 2024, 09:0"} {
		response, err := http.PostForm(page+"/act/move", url.Values{"as": {"U0CORONER"}, "move": {strconv.Itoa(move)}})
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if !strings.Contains(read(t, page+"/?as=U0CORONER"), want) {
			t.Errorf("after move %d the page does not say %q", move, want)
		}
	}
	typeOn(t, page, "U0CORONER", "/kpi 178 142 Staff leave over the summer")
	if !strings.Contains(read(t, page+"/?as=U0CORONER&in=C0CSMI"), "Posted 142 for Q3 2023/24") {
		t.Error("after the moves the bot does not answer")
	}
	if code := demo.end(); code != 0 {
		t.Fatalf("it ended with %d", code)
	}
}

package lookalike

import (
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

func TestWhatThePageRefuses(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	line := url.Values{"as": {"U0COR"}, "in": {"C0CSMI"}, "line": {"/kpi 178 1"}}
	for name, header := range map[string][]string{
		"another site":        {"Sec-Fetch-Site", "cross-site"},
		"another origin":      {"Origin", "https://example.org"},
		"another port's page": {"Sec-Fetch-Site", "same-site"},
	} {
		if status, _ := postForm(t, w, "/act/type", line, header...); status != http.StatusForbidden {
			t.Errorf("%s: %d", name, status)
		}
	}
	for _, path := range []string{"/", "/live", "/api/auth.test", "/socket"} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, w.address+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Host = "rebound.example.org"
		response, err := w.client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if response.StatusCode != http.StatusForbidden {
			t.Errorf("under another name, %s answers %d", path, response.StatusCode)
		}
	}
	if len(a.commands) != 0 {
		t.Errorf("the app heard %v", a.commands)
	}
	if status, _ := postForm(t, w, "/act/type", line, "Origin", w.address, "Sec-Fetch-Site", "same-origin"); status != http.StatusSeeOther || len(a.commands) != 1 {
		t.Errorf("its own page: %d, heard %v", status, a.commands)
	}
}

func TestLoopback(t *testing.T) {
	t.Parallel()
	for host, want := range map[string]bool{
		"localhost": true, "LOCALHOST:8080": true, "127.0.0.1:1": true, "127.9.9.9": true, "[::1]:80": true, "[::1]": true,
		"example.org": false, "localhost.example.org": false, "10.0.0.1:80": false, "": false, "127.0.0.1.example.org": false, "0.0.0.0": false,
	} {
		if got := loopback(host); got != want {
			t.Errorf("%q: %v", host, got)
		}
	}
}

func TestWordsOnThePageAreWords(t *testing.T) {
	t.Parallel()
	w, _ := stage(t)
	typed(t, w, "U0COR", "C0CSMI", `<script>alert(1)</script> "x" <b>`)
	page := shownPage(t, w, "/?as=U0COR&in=C0CSMI&note="+url.QueryEscape("<script>alert(2)</script>"))
	if strings.Contains(page, "<script>alert") || !strings.Contains(page, "&lt;script&gt;alert(1)") {
		t.Error("typed words are part of the page")
	}
}

func TestOnlyThePagesOwnScriptRuns(t *testing.T) {
	t.Parallel()
	w, _ := stage(t)
	nonces := map[string]bool{}
	for range 2 {
		response, err := w.client.Get(w.address + "/")
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(response.Body)
		_ = response.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		nonce := regexp.MustCompile(`<script nonce="(\w+)">`).FindSubmatch(body)
		policy := response.Header.Get("Content-Security-Policy")
		if nonce == nil || !strings.Contains(policy, "script-src 'nonce-"+string(nonce[1])+"';") || !strings.Contains(policy, "default-src 'none'") {
			t.Fatalf("script %q under the policy %q", nonce, policy)
		}
		nonces[string(nonce[1])] = true
	}
	if len(nonces) != 2 {
		t.Error("a nonce is used twice")
	}
}

package bot

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

var monday = time.Date(2024, time.January, 8, 9, 0, 0, 0, time.UTC)

// doorOnly is a bot that has no store: what these tests send never gets that far.
func doorOnly(t *testing.T) *httptest.Server {
	t.Helper()
	b, err := New(Config{APIURL: "https://slack.com/api/", Now: func() time.Time { return monday }, Zone: time.UTC, Command: "/kpi", Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(b.Handler("secret"))
	t.Cleanup(server.Close)
	return server
}

func send(t *testing.T, server *httptest.Server, path, body string, header http.Header) (status int, answer string, answered http.Header) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for name, values := range header {
		request.Header[name] = values
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	response.Header.Del("Date")
	return response.StatusCode, string(text), response.Header
}

// Whatever is wrong with a request's signature, the answer is the same to the byte, and comes before anything is
// parsed.
func TestEveryForgeryGetsTheSameAnswer(t *testing.T) {
	t.Parallel()
	server := doorOnly(t)
	const body = "user_id=U0LIB&text=178"
	twice := sign("secret", body, monday)
	twice.Add("X-Slack-Signature", twice.Get("X-Slack-Signature"))
	large := strings.Repeat("x", maxBody+1)
	forgeries := map[string]struct {
		body   string
		header http.Header
	}{
		"unsigned":      {body, nil},
		"another's":     {body, sign("guess", body, monday)},
		"stale":         {body, sign("secret", body, monday.Add(-6*time.Minute))},
		"from tomorrow": {body, sign("secret", body, monday.Add(24*time.Hour))},
		"changed":       {body + "9", sign("secret", body, monday)},
		"signed twice":  {body, twice},
		"oversized":     {large, sign("secret", large, monday)},
		"not a form":    {"%zz", sign("guess", "%zz", monday)},
	}
	_, wantText, wantHeader := send(t, server, "/slack/commands", body, nil)
	for _, path := range []string{"/slack/commands", "/slack/interactions", "/slack/events"} {
		for name, f := range forgeries {
			status, text, header := send(t, server, path, f.body, f.header)
			if status != http.StatusUnauthorized || text != wantText {
				t.Errorf("%s, %s: %d %q", path, name, status, text)
			}
			if header.Get("Content-Type") != wantHeader.Get("Content-Type") {
				t.Errorf("%s, %s: another content type", path, name)
			}
		}
	}
}

// Slack's check of a command's certificate is answered with nothing, by either method, and acts on nothing.
func TestSlackChecksTheCertificate(t *testing.T) {
	t.Parallel()
	server := doorOnly(t)
	const body = "ssl_check=1&token=verification"
	for name, header := range map[string]http.Header{"unsigned": nil, "signed": sign("secret", body, monday)} {
		if status, text, _ := send(t, server, "/slack/commands", body, header); status != http.StatusOK || text != "" {
			t.Errorf("%s: %d %q", name, status, text)
		}
	}
	for query, want := range map[string]int{"?ssl_check=1&token=x": http.StatusOK, "": http.StatusMethodNotAllowed, "?ssl_check=0": http.StatusMethodNotAllowed} {
		response, err := http.Get(server.URL + "/slack/commands" + query)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if response.StatusCode != want {
			t.Errorf("GET %q: %d", query, response.StatusCode)
		}
	}
	for name, path := range map[string]string{
		body + "&command=%2Fkpi&user_id=U0LIB&text=178": "/slack/commands", // which would act
		body + "&": "/slack/events",
		"ssl_check=1&pad=" + strings.Repeat("x", maxUnsigned): "/slack/commands",
	} {
		if status, _, _ := send(t, server, path, name, nil); status != http.StatusUnauthorized {
			t.Errorf("%.80s: %d", name, status)
		}
	}
	acting := body + "&command=%2Fkpi&user_id=U0LIB&text=178" // signed, it still is not a command
	if status, text, _ := send(t, server, "/slack/commands", acting, sign("secret", acting, monday)); status != http.StatusOK || text != "" {
		t.Errorf("%d %q", status, text)
	}
}

func TestSignedButNotOfSlacksForm(t *testing.T) {
	t.Parallel()
	server := doorOnly(t)
	for path, bodies := range map[string][]string{
		"/slack/commands":     {"", "%zz", "text=178"},
		"/slack/interactions": {"", "payload=", "payload={", "payload={}", "payload=[]"},
		"/slack/events":       {"", "{"},
	} {
		for _, body := range bodies {
			if status, text, _ := send(t, server, path, body, sign("secret", body, monday)); status != http.StatusBadRequest || text == "" {
				t.Errorf("%s %q: %d %q", path, body, status, text)
			}
		}
	}
}

func TestSlackChecksTheAddress(t *testing.T) {
	t.Parallel()
	const body = `{"type":"url_verification","challenge":"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"}`
	status, text, _ := send(t, doorOnly(t), "/slack/events", body, sign("secret", body, monday))
	if status != http.StatusOK || !strings.Contains(text, "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P") {
		t.Errorf("%d %q", status, text)
	}
}

// Without a database it is alive all the same.
func TestAlive(t *testing.T) {
	t.Parallel()
	response, err := http.Get(doorOnly(t).URL + "/healthz")
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Errorf("%d", response.StatusCode)
	}
}

package bot

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
)

// A response_url is called on Slack's own hosts and on the API's, and nowhere else.
func TestReplyPosterCallsSlackAlone(t *testing.T) {
	t.Parallel()
	var called int
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { called++ }))
	defer other.Close()
	p, err := newReplyPoster("http://127.0.0.1:9/api/")
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{
		other.URL + "/hook", "", "http://", "file:///etc/passwd", "http://hooks.slack.com/x", "https://hooks.slack.com.evil.example/x",
		"https://evilslack.com/x", "https://user@hooks.slack.com/x", "https://hooks.slack.com@evil.example/", "https://127.0.0.1:9/x", "http://127.0.0.1:90/x",
	} {
		if err := p.post(t.Context(), address, Message{Text: "hello"}); err == nil || !strings.Contains(err.Error(), "not on one of Slack's hosts") {
			t.Errorf("%q: %v", address, err)
		}
	}
	if called > 0 {
		t.Error("a foreign host was called")
	}
}

func TestReplyPosterDoesNotFollowRedirects(t *testing.T) {
	t.Parallel()
	var called bool
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { called = true }))
	defer other.Close()
	api := httptest.NewServer(http.RedirectHandler(other.URL, http.StatusTemporaryRedirect))
	defer api.Close()
	p, err := newReplyPoster(api.URL + "/api/")
	if err != nil {
		t.Fatal(err)
	}
	err = p.post(t.Context(), api.URL+"/hooks/secret-part", Message{Text: "hello"})
	if err == nil || called {
		t.Errorf("the redirect was followed: %v", err)
	}
	if strings.Contains(err.Error(), "secret-part") {
		t.Errorf("the address, which lets its holder speak, is in the error: %v", err)
	}
}

// Slack says in several ways that it did not take an answer, and each is heard.
func TestWhatAResponseURLAnswers(t *testing.T) {
	t.Parallel()
	said := func(word string) error { return slack.SlackErrorResponse{Err: word} }
	for _, test := range []struct {
		status int
		body   string
		want   error
	}{
		{200, "ok", nil},
		{200, "", nil},
		{200, `{"ok":true}`, nil},
		{200, `{"ok":false,"error":"invalid_blocks"}`, said("invalid_blocks")},
		{200, "invalid_blocks\n", said("invalid_blocks")},
		{200, "no_text", said("no_text")},
		{400, "invalid_payload", said("invalid_payload")},
		{400, `{"ok":false,"error":"invalid_blocks"}`, said("invalid_blocks")},
		{404, `{"ok":false,"error":"expired_url"}`, said("expired_url")},
		{404, `{"ok":false,"error":"used_url"}`, said("used_url")},
		{404, "no_service", said("no_service")},
		{404, "<html>Not found</html>", slack.StatusCodeError{Code: 404, Status: "Not Found"}},
		{403, "", slack.StatusCodeError{Code: 403, Status: "Forbidden"}},
		{200, `{"ok":false}`, slack.StatusCodeError{Code: 200, Status: "OK"}},
		{500, `{"ok":false,"error":"invalid_blocks"}`, slack.StatusCodeError{Code: 500, Status: "Internal Server Error"}}, // it may have been carried out
		{429, "", &slack.RateLimitedError{RetryAfter: 7 * time.Second}},
	} {
		api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "7")
			w.WriteHeader(test.status)
			_, _ = io.WriteString(w, test.body)
		}))
		defer api.Close()
		p, err := newReplyPoster(api.URL + "/api/")
		if err != nil {
			t.Fatal(err)
		}
		err = p.post(t.Context(), api.URL+"/hooks/x", Message{Text: "hello"})
		if !reflect.DeepEqual(errors.Unwrap(err), test.want) {
			t.Errorf("%d %q: %v, want %#v", test.status, test.body, err, test.want)
		}
	}
}

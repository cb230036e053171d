package bot

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
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

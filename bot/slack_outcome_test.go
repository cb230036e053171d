package bot

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"chaser/store"
)

// What is known after each way in which a call can end; where in doubt, nothing is.
func TestOutcomesOfCalls(t *testing.T) {
	t.Parallel()
	word := func(w string) error { return slack.SlackErrorResponse{Err: w} }
	for _, c := range []struct {
		err  error
		want store.Verdict
	}{
		{&slack.RateLimitedError{RetryAfter: 3 * time.Second}, store.Limited},
		{word("ratelimited"), store.Limited},
		{word("internal_error"), store.Unknown},
		{word("fatal_error"), store.Unknown},
		{word("service_unavailable"), store.Undelivered},
		{word("invalid_auth"), store.Undelivered},
		{word("missing_scope"), store.Undelivered},
		{word("channel_not_found"), store.Refused},
		{word("account_inactive"), store.Refused},
		{word("is_archived"), store.Refused},
		{word("invalid_blocks"), store.Refused},
		{slack.StatusCodeError{Code: http.StatusBadGateway}, store.Unknown},
		{slack.StatusCodeError{Code: http.StatusForbidden}, store.Undelivered},
		{fmt.Errorf("posting: %w", &net.OpError{Op: "dial", Err: errors.New("connection refused")}), store.Undelivered},
		{&net.DNSError{Err: "no such host"}, store.Undelivered},
		{&net.OpError{Op: "read", Err: errors.New("connection reset by peer")}, store.Unknown},
		{context.DeadlineExceeded, store.Unknown},
		{errors.New("unexpected EOF"), store.Unknown},
	} {
		if got := outcomeOf(c.err); got.Verdict != c.want || got.Reason == "" {
			t.Errorf("%v: %+v, want verdict %d and a reason", c.err, got, c.want)
		}
	}
}

// The same over a real connection, since what slack-go makes of each is its own.
func TestOutcomesOverTheWire(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		want   store.Verdict
	}{
		"500":      {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) }, store.Unknown},
		"cut":      {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, store.Unknown},
		"not JSON": {func(w http.ResponseWriter, _ *http.Request) { _, _ = fmt.Fprint(w, "<html>a proxy speaks</html>") }, store.Unknown},
		"no ts":    {func(w http.ResponseWriter, _ *http.Request) { _, _ = fmt.Fprint(w, `{"ok":true}`) }, store.Unknown},
		"429": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "7")
			w.WriteHeader(http.StatusTooManyRequests)
		}, store.Limited},
		"ok is false": {func(w http.ResponseWriter, _ *http.Request) {
			_, _ = fmt.Fprint(w, `{"ok":false,"error":"is_archived"}`)
		}, store.Refused},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewServer(c.answer)
			defer server.Close()
			got := postTo(t, server.URL+"/")
			if got.Verdict != c.want {
				t.Errorf("%+v, want verdict %d", got, c.want)
			}
			if c.want == store.Limited && got.RetryAfter != 7*time.Second {
				t.Errorf("it waits %s", got.RetryAfter)
			}
		})
	}
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	if got := postTo(t, closed.URL+"/"); got.Verdict != store.Undelivered {
		t.Errorf("nobody listens: %+v", got)
	}
}

// postTo posts as Say does.
func postTo(t *testing.T, api string) store.Outcome {
	t.Helper()
	b := &Bot{slack: Connect(api, "xoxb-test", ""), api: api}
	return b.post(t.Context(), "U0LIB", "a3bb189e-8bf9-3888-9912-ace4e6543002", &Message{Text: "Good morning"})
}

func TestWhatAStatusSays(t *testing.T) {
	t.Parallel()
	london, err := time.LoadLocation("Europe/London")
	must(t, err)
	now := time.Date(2024, 1, 8, 8, 30, 0, 0, london)
	at := func(day, hour int) int { return int(time.Date(2024, 1, day, hour, 0, 0, 0, london).Unix()) }
	for _, c := range []struct {
		emoji, text string
		until       int
		want        string // the last day away; "-" not at all
	}{
		{":palm_tree:", "", 0, ""},
		{"", "Annual leave until Monday", 0, ""},
		{":speech_balloon:", "Out of office", at(10, 23), "2024-01-10"},
		{":palm_tree:", "Vacationing", at(11, 8), "2024-01-10"},
		{":palm_tree:", "Vacationing", at(8, 8), "-"},
		{":house:", "Working remotely", 0, "-"},
		{":calendar:", "In a meeting", 0, "-"},
		{"", "", 0, "-"},
	} {
		u := &slack.User{ID: "U0LIB", TZ: "Europe/London"}
		u.Profile.StatusEmoji, u.Profile.StatusText, u.Profile.StatusExpiration = c.emoji, c.text, c.until
		got := slackPersonOf(u, london, now)
		switch {
		case (got.Away == nil) != (c.want == "-"):
			t.Errorf("%s %q until %d: away %v", c.emoji, c.text, c.until, got.Away)
		case got.Away != nil && got.Away.Last.String() != c.want:
			t.Errorf("%s %q until %d: away until %q, want %q", c.emoji, c.text, c.until, got.Away.Last, c.want)
		}
	}
	if got := slackPersonOf(&slack.User{ID: "U0LIB", TZ: "Mars/Olympus_Mons"}, london, now); got.Zone != "" {
		t.Errorf("a zone that nobody knows is kept: %q", got.Zone)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

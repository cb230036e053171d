package bot

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"chaser/store"
)

// posting is an error as net/http gives it, with the address that must not be told.
func posting(err error) error {
	return &url.Error{Op: "Post", URL: "https://slack.com/api/chat.postMessage?token=xoxb-secret", Err: err}
}

func TestOutcomeOfCall(t *testing.T) {
	t.Parallel()
	word := func(w string) error { return fmt.Errorf("posting: %w", slack.SlackErrorResponse{Err: w}) }
	status := func(code int) error { return slack.StatusCodeError{Code: code, Status: http.StatusText(code)} }
	for _, c := range []struct {
		name string
		err  error
		want store.Verdict
	}{
		{"429", &slack.RateLimitedError{RetryAfter: 7 * time.Second}, store.Limited},
		{"429 that does not say how long", status(http.StatusTooManyRequests), store.Limited},
		{"limited in words", word("ratelimited"), store.Limited},

		{"refused connection", posting(&net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}), store.Undelivered},
		{"no such host", posting(&net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: "slack.com"}}), store.Undelivered},
		{"not TLS", posting(tls.RecordHeaderError{Msg: "first record does not look like a TLS handshake"}), store.Undelivered},
		{"not to be trusted", posting(&tls.CertificateVerificationError{Err: errors.New("expired")}), store.Undelivered},
		{"turned away by a proxy", status(http.StatusForbidden), store.Undelivered},
		{"service_unavailable", word("service_unavailable"), store.Undelivered},
		{"request_timeout", word("request_timeout"), store.Undelivered},
		{"org_login_required", word("org_login_required"), store.Undelivered},
		{"team_added_to_org", word("team_added_to_org"), store.Undelivered},
		{"invalid_auth", word("invalid_auth"), store.Shut},
		{"not_authed", word("not_authed"), store.Shut},
		{"token_revoked", word("token_revoked"), store.Shut},
		{"token_expired", word("token_expired"), store.Shut},
		{"account_inactive, which is the token's", word("account_inactive"), store.Shut},
		{"missing_scope", word("missing_scope"), store.Shut},

		{"deadline", posting(context.DeadlineExceeded), store.Unknown},
		{"time-out", posting(os.ErrDeadlineExceeded), store.Unknown},
		{"cut connection", posting(io.EOF), store.Unknown},
		{"reset while reading", posting(&net.OpError{Op: "read", Net: "tcp", Err: os.NewSyscallError("read", syscall.ECONNRESET)}), store.Unknown},
		{"500", status(http.StatusInternalServerError), store.Unknown},
		{"503", status(http.StatusServiceUnavailable), store.Unknown},
		{"408", status(http.StatusRequestTimeout), store.Unknown},
		{"unparsable", errors.New("invalid character '<' looking for beginning of value"), store.Unknown},
		{"internal_error", word("internal_error"), store.Unknown},
		{"fatal_error", word("fatal_error"), store.Unknown},
	} {
		o := outcomeOf("chat.postMessage", c.err, store.Notification{Recipient: "U0COR"})
		if o.Verdict != c.want {
			t.Errorf("%s: %v, not %v", c.name, o.Verdict, c.want)
		}
		if o.Reason == "" || strings.Contains(o.Reason, "http") || strings.Contains(o.Reason, "xoxb") {
			t.Errorf("%s: the reason is %q", c.name, o.Reason)
		}
		if o.Verdict == store.Limited && o.RetryAfter < time.Second {
			t.Errorf("%s: it is tried again after %s", c.name, o.RetryAfter)
		}
	}
	if o := outcomeOf("conversations.history", slack.SlackErrorResponse{Err: "missing_scope", Needed: "im:history"}, store.Notification{}); !strings.Contains(o.Reason, "im:history") {
		t.Errorf("the missing scope is not named: %q", o.Reason)
	}
}

// TestOutcomeOfRealCalls lets net/http and slack-go make the errors.
func TestOutcomeOfRealCalls(t *testing.T) {
	t.Parallel()
	call := func(address string) store.Outcome {
		_, _, err := Connect(address+"/api/", "xoxb-secret", "").PostMessage("C0", slack.MsgOptionText("x", false))
		return outcomeOf("chat.postMessage", err, store.Notification{Recipient: "C0"})
	}
	answering := func(answer http.HandlerFunc) string {
		s := httptest.NewServer(answer)
		t.Cleanup(s.Close)
		return s.URL
	}
	gone := httptest.NewServer(nil)
	gone.Close()
	untrusted := httptest.NewUnstartedServer(nil)
	untrusted.Config.ErrorLog = log.New(io.Discard, "", 0)
	untrusted.StartTLS()
	t.Cleanup(untrusted.Close)
	for _, c := range []struct {
		name, address string
		want          store.Verdict
	}{
		{"nobody listens", gone.URL, store.Undelivered},
		{"no such host", "http://slack.invalid", store.Undelivered},
		{"an unknown authority", untrusted.URL, store.Undelivered},
		{"a cut connection", answering(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }), store.Unknown},
		{"an HTML page", answering(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "<html>") }), store.Unknown},
		{"a refusal", answering(func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, `{"ok":false,"error":"is_archived"}`)
		}), store.Shut},
		{"a refusal by status", answering(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusForbidden)
			_, _ = io.WriteString(w, `{"ok":false,"error":"restricted_action_read_only_channel"}`)
		}), store.Shut},
		{"a proxy's refusal", answering(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusForbidden)
			_, _ = io.WriteString(w, `{"error":"blocked by policy"}`)
		}), store.Undelivered},
		{"a limit until nobody knows when", answering(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "soon")
			w.WriteHeader(http.StatusTooManyRequests)
			_, _ = io.WriteString(w, `{"ok":false,"error":"message_limit_exceeded"}`)
		}), store.Limited},
	} {
		if o := call(c.address); o.Verdict != c.want || strings.Contains(o.Reason, "://") {
			t.Errorf("%s: %v (%s), not %v", c.name, o.Verdict, o.Reason, c.want)
		}
	}
}

package bot

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// sign writes the headers that Slack would send with the body.
// restamped is signed with a time that is written otherwise.
func restamped(secret, body, stamp string) func(http.Header) {
	return func(h http.Header) {
		for name, values := range signAt(secret, body, stamp) {
			h[name] = values
		}
	}
}

func sign(secret, body string, at time.Time) http.Header {
	return signAt(secret, body, strconv.FormatInt(at.Unix(), 10))
}

func signAt(secret, body, stamp string) http.Header {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte("v0:" + stamp + ":" + body))
	return http.Header{"X-Slack-Request-Timestamp": {stamp}, "X-Slack-Signature": {"v0=" + hex.EncodeToString(mac.Sum(nil))}}
}

func TestGenuine(t *testing.T) {
	t.Parallel()
	now := time.Date(2024, time.January, 8, 9, 0, 0, 0, time.UTC)
	const secret, body = "8f742231b10e8888abcd99yyyzzz85a5", "token=xyz&text=178"
	for name, c := range map[string]struct {
		ours   []string // where not the secret that it is signed with
		change func(h http.Header)
		body   string
		want   bool
	}{
		"genuine":                   {want: true},
		"another secret":            {ours: []string{"other"}},
		"the old of two":            {ours: []string{secret, "new"}, want: true},
		"the new of two":            {ours: []string{"old", secret}, want: true},
		"neither of two":            {ours: []string{"old", "new"}},
		"no secret of ours":         {ours: []string{}, change: resigned("", body, now)},
		"an empty secret":           {ours: []string{""}, change: resigned("", body, now)},
		"an empty one of two":       {ours: []string{secret, ""}, change: resigned("", body, now)},
		"changed body":              {body: "token=xyz&text=179"},
		"no signature":              {change: func(h http.Header) { h.Del("X-Slack-Signature") }},
		"no time":                   {change: func(h http.Header) { h.Del("X-Slack-Request-Timestamp") }},
		"two signatures":            {change: func(h http.Header) { h.Add("X-Slack-Signature", h.Get("X-Slack-Signature")) }},
		"two times":                 {change: func(h http.Header) { h.Add("X-Slack-Request-Timestamp", h.Get("X-Slack-Request-Timestamp")) }},
		"cut signature":             {change: func(h http.Header) { h.Set("X-Slack-Signature", h.Get("X-Slack-Signature")[:20]) }},
		"another version":           {change: func(h http.Header) { h.Set("X-Slack-Signature", "v1"+h.Get("X-Slack-Signature")[2:]) }},
		"a time that is no number":  {change: func(h http.Header) { h.Set("X-Slack-Request-Timestamp", "soon") }},
		"a time with a plus":        {change: restamped(secret, body, "+"+strconv.FormatInt(now.Unix(), 10))},
		"a time with a space":       {change: restamped(secret, body, strconv.FormatInt(now.Unix(), 10)+" ")},
		"five minutes old":          {change: resigned(secret, body, now.Add(-5*time.Minute)), want: true},
		"older than five minutes":   {change: resigned(secret, body, now.Add(-5*time.Minute-time.Second))},
		"five minutes ahead":        {change: resigned(secret, body, now.Add(5*time.Minute)), want: true},
		"ahead by more":             {change: resigned(secret, body, now.Add(5*time.Minute+time.Second))},
		"the year 5138":             {change: resigned(secret, body, time.Unix(99999999999, 0))},
		"before 1970":               {change: resigned(secret, body, time.Unix(-1, 0))},
		"more digits than any time": {change: resigned(secret, body, time.Unix(1<<62, 0))},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			header := sign(secret, body, now)
			if c.change != nil {
				c.change(header)
			}
			ours, got := []string{secret}, body
			if c.ours != nil {
				ours = c.ours
			}
			if c.body != "" {
				got = c.body
			}
			if ok, why := genuine(ours, header, []byte(got), now); ok != c.want || (why == "") != c.want {
				t.Errorf("genuine is %v, because %q", !c.want, why)
			}
		})
	}
}

// What a request is turned away for is told to the operator, once a minute whoever causes it, and tells no secret.
func TestUnverifiedRequestsAreToldOnceAMinute(t *testing.T) {
	t.Parallel()
	now := time.Date(2024, time.January, 8, 9, 0, 0, 0, time.UTC)
	const body, secret = "text=178", "8f742231b10e8888abcd99yyyzzz85a5"
	for name, c := range map[string]struct {
		header http.Header
		body   string
		want   string
	}{
		"no signature":        {http.Header{}, body, "no signature"},
		"another's":           {sign("other", body, now), body, "copy the secret again"},
		"a clock that is off": {sign(secret, body, now.Add(-time.Hour)), body, "clock"},
		"too large":           {sign(secret, body, now), strings.Repeat("x", maxBody+1), "larger"},
		"twice":               {doubled(sign(secret, body, now)), body, "twice"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var log bytes.Buffer
			at := now
			b, err := New(Config{APIURL: "https://slack.com/api/", Now: func() time.Time { return at }, Zone: time.UTC, Log: slog.New(slog.NewTextHandler(&log, nil))})
			if err != nil {
				t.Fatal(err)
			}
			door := b.Handler(secret)
			turnedAway := func() {
				t.Helper()
				r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/slack/commands", strings.NewReader(c.body))
				r.Header = c.header.Clone()
				w := httptest.NewRecorder()
				door.ServeHTTP(w, r)
				if w.Code != http.StatusUnauthorized || w.Body.String() != "unauthorised\n" {
					t.Errorf("answered %d %q", w.Code, w.Body)
				}
			}
			for range 5 {
				turnedAway()
			}
			if lines := strings.Count(log.String(), "\n"); lines != 1 || !strings.Contains(log.String(), c.want) || !strings.Contains(log.String(), "times=1") {
				t.Errorf("after five requests the log says:\n%s", &log)
			}
			at = at.Add(sparingly)
			turnedAway()
			if lines := strings.Count(log.String(), "\n"); lines != 2 || !strings.Contains(log.String(), "times=5") {
				t.Errorf("a minute later the log says:\n%s", &log)
			}
			counting := prometheus.NewRegistry()
			counting.MustRegister(b.metrics.refused)
			if counted, err := counting.Gather(); err != nil || counted[0].GetMetric()[0].GetCounter().GetValue() != 6 {
				t.Errorf("counted: %v, %v, want 6", counted, err)
			}
			for _, signature := range c.header.Values("X-Slack-Signature") {
				if strings.Contains(log.String(), signature) || strings.Contains(log.String(), secret) {
					t.Errorf("the log tells a secret:\n%s", &log)
				}
			}
		})
	}
}

func doubled(h http.Header) http.Header {
	h.Add("X-Slack-Signature", h.Get("X-Slack-Signature"))
	return h
}

func resigned(secret, body string, at time.Time) func(http.Header) {
	return func(h http.Header) {
		for name, values := range sign(secret, body, at) {
			h[name] = values
		}
	}
}

// The example that Slack's documentation works through.
func TestGenuineIsSlacksOwnExample(t *testing.T) {
	t.Parallel()
	const body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
	header := http.Header{
		"X-Slack-Request-Timestamp": {"1531420618"},
		"X-Slack-Signature":         {"v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"},
	}
	if ok, why := genuine([]string{"8f742231b10e8888abcd99yyyzzz85a5"}, header, []byte(body), time.Unix(1531420618, 0)); !ok {
		t.Errorf("Slack's own example was turned away: %s", why)
	}
}

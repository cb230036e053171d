package bot

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"testing"
	"time"
)

// sign writes the headers that Slack would send with the body.
func sign(secret, body string, at time.Time) http.Header {
	stamp := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte("v0:" + stamp + ":" + body))
	return http.Header{"X-Slack-Request-Timestamp": {stamp}, "X-Slack-Signature": {"v0=" + hex.EncodeToString(mac.Sum(nil))}}
}

func TestGenuine(t *testing.T) {
	t.Parallel()
	now := time.Date(2024, time.January, 8, 9, 0, 0, 0, time.UTC)
	const secret, body = "8f742231b10e8888abcd99yyyzzz85a5", "token=xyz&text=178"
	for name, c := range map[string]struct {
		secret string
		change func(h http.Header)
		body   string
		want   bool
	}{
		"genuine":                   {want: true},
		"another secret":            {secret: "other"},
		"no secret of ours":         {secret: "-"},
		"changed body":              {body: "token=xyz&text=179"},
		"no signature":              {change: func(h http.Header) { h.Del("X-Slack-Signature") }},
		"no time":                   {change: func(h http.Header) { h.Del("X-Slack-Request-Timestamp") }},
		"two signatures":            {change: func(h http.Header) { h.Add("X-Slack-Signature", h.Get("X-Slack-Signature")) }},
		"two times":                 {change: func(h http.Header) { h.Add("X-Slack-Request-Timestamp", h.Get("X-Slack-Request-Timestamp")) }},
		"cut signature":             {change: func(h http.Header) { h.Set("X-Slack-Signature", h.Get("X-Slack-Signature")[:20]) }},
		"another version":           {change: func(h http.Header) { h.Set("X-Slack-Signature", "v1"+h.Get("X-Slack-Signature")[2:]) }},
		"a time that is no number":  {change: func(h http.Header) { h.Set("X-Slack-Request-Timestamp", "soon") }},
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
			ours, got := secret, body
			switch c.secret {
			case "":
			case "-":
				ours = ""
			default:
				ours = c.secret
			}
			if c.body != "" {
				got = c.body
			}
			if genuine(ours, header, []byte(got), now) != c.want {
				t.Errorf("genuine is %v", !c.want)
			}
		})
	}
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
	if !genuine("8f742231b10e8888abcd99yyyzzz85a5", header, []byte(body), time.Unix(1531420618, 0)) {
		t.Error("Slack's own example was turned away")
	}
}

package bot

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"time"
)

// How large a request may be, in bytes. A message has up to 40,000 characters, which Slack sends twice: as text and as blocks. In JSON, and that
// in a form, a character takes up to 16 bytes, and an edit has the message as it was too. A command has such a text once.
const (
	maxBody     = 4 << 20
	maxCommand  = 1 << 20
	maxUnsigned = 4 << 10 // what comes without a signature is read for nothing but Slack's check of a certificate
)

// freshness is how far a request's time may lie from ours, either way.
const freshness = 5 * time.Minute

// genuine reports whether Slack signed this body with our secret within the last five minutes. It is checked on the raw bytes,
// before anything is parsed, and in constant time. A header that stands twice is not Slack's: which of the two a proxy checked
// cannot be known. slack-go's own verifier is not used: its errors hold the right signature, and it takes a time far in the
// future for a fresh one.
//
// Source: https://docs.slack.dev/authentication/verifying-requests-from-slack
func genuine(secret string, header http.Header, body []byte, now time.Time) bool {
	stamps, signatures := header.Values("X-Slack-Request-Timestamp"), header.Values("X-Slack-Signature")
	if secret == "" || len(stamps) != 1 || len(signatures) != 1 || len(stamps[0]) > 12 {
		return false
	}
	seconds, err := strconv.ParseInt(stamps[0], 10, 64)
	if err != nil {
		return false
	}
	if age := now.Sub(time.Unix(seconds, 0)); age > freshness || age < -freshness {
		return false
	}
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte("v0:" + stamps[0] + ":"))
	mac.Write(body)
	want := "v0=" + hex.EncodeToString(mac.Sum(nil))
	return hmac.Equal([]byte(want), []byte(signatures[0]))
}

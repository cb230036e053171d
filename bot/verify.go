package bot

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// How large a request may be, in bytes. A message has up to 40,000 characters, which Slack sends twice: as text and as
// blocks. A character takes up to 16 bytes in JSON inside a form. An edit also brings the message as it was before. A
// command brings such a text once.
const (
	maxBody     = 4 << 20
	maxCommand  = 1 << 20
	maxUnsigned = 4 << 10 // what comes without a signature is read for nothing but Slack's check of a certificate
)

// freshness is how far a request's time may be from ours, either way.
const freshness = 5 * time.Minute

// Why a request is not accepted as Slack's: what is most likely wrong. None of the sentences gives away a secret, a
// signature or a word of the body.
const (
	signless    = "it has no signature: it is not from Slack, or a proxy drops Slack's headers"
	signedTwice = "it has a header twice, and a proxy may have checked the other one"
	untimely    = "its time is more than five minutes off: set this machine's clock by NTP; or somebody sends an old request again"
	mistimed    = "its time is no time that Slack would write"
	missigned   = "its signature is not by SLACK_SIGNING_SECRET: copy the secret again from “Basic Information” in the Slack app's settings; or a proxy changes what Slack sends"
	noSecret    = "there is no signing secret"
	unread      = "it is larger than anything that Slack sends, or ended before all of it had come"
)

// genuine reports whether Slack signed this body with one of our secrets within the last five minutes, and if not, why.
// It checks the raw bytes, before anything is parsed. It takes the same time for every signature, and for whichever
// secret fits. A header that stands twice is refused, since a proxy may have checked the other one. slack-go's own
// verifier is not used: its errors contain the right signature, and it accepts a time far in the future.
//
// Source: https://docs.slack.dev/authentication/verifying-requests-from-slack
func genuine(secrets []string, header http.Header, body []byte, now time.Time) (ok bool, why string) {
	stamps, signatures := header.Values("X-Slack-Request-Timestamp"), header.Values("X-Slack-Signature")
	switch {
	case len(stamps) > 1 || len(signatures) > 1:
		return false, signedTwice
	case len(stamps) == 0 || len(signatures) == 0:
		return false, signless
	case len(stamps[0]) > 12 || strings.Trim(stamps[0], "0123456789") != "":
		return false, mistimed
	}
	seconds, err := strconv.ParseInt(stamps[0], 10, 64)
	if err != nil {
		return false, mistimed
	}
	if age := now.Sub(time.Unix(seconds, 0)); age > freshness || age < -freshness {
		return false, untimely
	}
	why = noSecret
	for _, secret := range secrets {
		if secret == "" { // anybody could sign with it
			continue
		}
		why = missigned
		mac := hmac.New(sha256.New, []byte(secret))
		mac.Write([]byte("v0:" + stamps[0] + ":"))
		mac.Write(body)
		if hmac.Equal([]byte("v0="+hex.EncodeToString(mac.Sum(nil))), []byte(signatures[0])) {
			ok = true // the other secret is still tried, so that it takes the same time
		}
	}
	if ok {
		return true, ""
	}
	return false, why
}

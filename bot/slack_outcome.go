package bot

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"chaser/store"
)

// outcomeOf is what is known of a notification after a call of the method ended with an error. In doubt, the outcome is
// unknown.
func outcomeOf(method string, err error, n store.Notification) store.Outcome {
	var (
		limited *slack.RateLimitedError
		said    slack.SlackErrorResponse
		status  slack.StatusCodeError
	)
	switch {
	case errors.As(err, &limited):
		return store.Outcome{
			Verdict:    store.Limited,
			RetryAfter: max(limited.RetryAfter, time.Second),
			Reason:     "Slack limits how much is said",
		}
	case errors.As(err, &said):
		return outcomeOfWord(method, said, n)
	case errors.As(err, &status):
		return outcomeOfStatus(status.Code)
	case neverSent(err):
		return store.Outcome{Verdict: store.Undelivered, Reason: "Slack cannot be reached: " + withoutAddress(err).Error()}
	case errors.Is(err, context.DeadlineExceeded), isTimeout(err):
		return store.Outcome{Verdict: store.Unknown, Reason: "Slack did not answer in time"}
	}
	return store.Outcome{Verdict: store.Unknown, Reason: "the connection to Slack broke"}
}

// outcomeOfStatus is what an answer means that has no word of Slack's. A status from 400 to 499 turned the request
// away. A request that timed out on its way (408), or failed inside Slack, may have been carried out.
func outcomeOfStatus(code int) store.Outcome {
	o := store.Outcome{Verdict: store.Unknown, Reason: fmt.Sprintf("Slack answered %d", code)}
	switch {
	case code == http.StatusTooManyRequests:
		o.Verdict, o.RetryAfter = store.Limited, limitedFor
	case code == http.StatusRequestTimeout:
	case code >= http.StatusBadRequest && code < http.StatusInternalServerError:
		o.Verdict = store.Undelivered
	}
	return o
}

// limitedFor is how long we leave Slack alone where it does not say how long.
const limitedFor = 30 * time.Second

// outcomeOfWord looks up the outcome in the table of Slack's words.
func outcomeOfWord(method string, said slack.SlackErrorResponse, n store.Notification) store.Outcome {
	o := store.Outcome{Reason: said.Err}
	if said.Needed != "" {
		o.Reason += ": the app needs " + said.Needed
	}
	v := judge(method, said.Err)
	switch {
	case v.class == passes:
		o.Verdict = store.Undelivered
	case v.class == limited:
		o.Verdict, o.RetryAfter = store.Limited, limitedFor
	case v.class == doubtful:
		o.Verdict = store.Unknown
	case v.class == moot:
		o.Verdict = store.Refused
	case v.class == gone && isPerson(n.Recipient):
		o.Verdict = store.Gone
	case v.class == thread && n.Thread.TS != "":
		o.Verdict = store.Unthreaded
	default:
		o.Verdict, o.Hold = store.Shut, holdOf(v, n)
	}
	return o
}

// holdOf says what somebody must mend. The performance team cannot be told of a token that Slack does not accept, or of
// an app that takes no direct messages. Of our own fault in a person's message they need not know.
func holdOf(v verdict, n store.Notification) store.Hold {
	fault := v.class == ours
	return store.Hold{
		Cause: string(v.cause), Everywhere: everywhere[v.cause], Fault: fault,
		Untold: v.cause == causeToken || v.cause == causeMessagesTab || fault && isPerson(n.Recipient),
	}
}

// isDirectMessage tells by its Slack id whether a channel is one person's conversation with Chaser.
func isDirectMessage(channel string) bool { return strings.HasPrefix(channel, "D") }

// isPerson tells a person's Slack id from a channel's.
func isPerson(id string) bool { return strings.HasPrefix(id, "U") || strings.HasPrefix(id, "W") }

// neverSent reports whether a call failed before any of it could reach Slack: it found no address, made no connection,
// or did not trust who answered.
func neverSent(err error) bool {
	var (
		network *net.OpError
		name    *net.DNSError
		record  tls.RecordHeaderError
		untrust *tls.CertificateVerificationError
		unknown x509.UnknownAuthorityError
	)
	return errors.As(err, &network) && network.Op == "dial" || errors.As(err, &name) ||
		errors.As(err, &record) || errors.As(err, &untrust) || errors.As(err, &unknown)
}

func isTimeout(err error) bool {
	var network net.Error
	return errors.As(err, &network) && network.Timeout()
}

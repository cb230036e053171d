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

// doubtful are Slack's words after which some of the call may have been carried out, as Slack itself says.
var doubtful = map[string]bool{"internal_error": true, "fatal_error": true}

// passing are Slack's words for a call that was not carried out and may be later; those of the operator's token among them, which a person
// mends while the message waits.
var passing = map[string]bool{
	"service_unavailable": true, "request_timeout": true, "team_added_to_org": true, "org_login_required": true, "accesslimited": true,
	"account_inactive": true, "invalid_auth": true, "not_authed": true, "token_revoked": true, "token_expired": true, "missing_scope": true, "not_allowed_token_type": true,
	"ekm_access_denied": true, "access_denied": true,
}

// outcomeOf is what is known of a call that ended with an error. Where in doubt, nothing is.
func outcomeOf(err error) store.Outcome {
	var (
		limited *slack.RateLimitedError
		said    slack.SlackErrorResponse
		status  slack.StatusCodeError
	)
	switch {
	case errors.As(err, &limited):
		return store.Outcome{Verdict: store.Limited, RetryAfter: max(limited.RetryAfter, time.Second), Reason: "Slack limits how much is said"}
	case errors.As(err, &said):
		return outcomeOfWord(said.Err, said.Needed)
	case errors.As(err, &status):
		return outcomeOfStatus(status.Code)
	case neverSent(err):
		return store.Outcome{Verdict: store.Undelivered, Reason: "Slack cannot be reached: " + withoutAddress(err).Error()}
	case errors.Is(err, context.DeadlineExceeded), isTimeout(err):
		return store.Outcome{Verdict: store.Unknown, Reason: "Slack did not answer in time"}
	}
	return store.Outcome{Verdict: store.Unknown, Reason: "the connection to Slack broke"}
}

// outcomeOfStatus is what an answer without a word of Slack's means. One of the four hundreds turned the request away; a request that timed out
// on the way, and all that went wrong inside, may have been carried out.
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

// limitedFor is how long Slack is left alone where it does not say.
const limitedFor = 30 * time.Second

func outcomeOfWord(word, needed string) store.Outcome {
	o := store.Outcome{Verdict: store.Refused, Reason: word}
	if needed != "" {
		o.Reason += ": the app needs " + needed
	}
	switch {
	case doubtful[word]:
		o.Verdict = store.Unknown
	case word == "ratelimited" || word == "rate_limited":
		o.Verdict, o.RetryAfter = store.Limited, limitedFor
	case passing[word]:
		o.Verdict = store.Undelivered
	}
	return o
}

// shut are Slack's words for a channel that takes no message of the bot's until somebody opens it.
var shut = map[string]bool{"is_archived": true, "channel_not_found": true, "not_in_channel": true, "restricted_action": true}

// outcomeInChannel is outcomeOf for a message to a channel, which people archive and remove the bot from without meaning that nothing is ever to
// be said there.
func outcomeInChannel(err error) store.Outcome {
	o := outcomeOf(err)
	var said slack.SlackErrorResponse
	if errors.As(err, &said) && shut[said.Err] {
		o.Verdict = store.Shut
	}
	return o
}

// isPerson tells a person's Slack id from a channel's.
func isPerson(id string) bool { return strings.HasPrefix(id, "U") || strings.HasPrefix(id, "W") }

// neverSent reports whether a call failed before any of it could have reached Slack: no address, no connection, no trust.
func neverSent(err error) bool {
	var (
		network *net.OpError
		name    *net.DNSError
		record  tls.RecordHeaderError
		untrust *tls.CertificateVerificationError
		unknown x509.UnknownAuthorityError
	)
	return errors.As(err, &network) && network.Op == "dial" || errors.As(err, &name) || errors.As(err, &record) || errors.As(err, &untrust) || errors.As(err, &unknown)
}

func isTimeout(err error) bool {
	var network net.Error
	return errors.As(err, &network) && network.Timeout()
}

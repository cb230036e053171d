package lookalike

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
)

// Request is one signed request as it was sent to the app. Over Socket Mode, URL and Header are empty and Body is the
// envelope.
type Request struct {
	URL    string
	Header http.Header
	Body   []byte
}

// The two ways in which a delivery fails, in Slack's words.
const (
	timedOut     = "operation_timeout"
	dispatchFail = "dispatch_failed"
)

// delivery is one thing that Slack tells the app.
type delivery struct {
	what     string // for the record: "/kpi", "block_actions", "event message"
	kind     string // the Socket Mode envelope's type
	url      string
	mime     string
	body     []byte          // as HTTP carries it
	payload  json.RawMessage // as an envelope carries it
	header   http.Header     // besides the signature: the retries of events
	attempt  int             // which try of an event; 0 for the first
	reason   string          // why it is tried again
	answered bool            // whether an envelope may be answered with a payload
}

// reply is what the app answered. failed is Slack's word if the app did not answer, or not in time.
type reply struct {
	status int
	mime   string
	header http.Header
	body   []byte
	failed string
}

// maxSocketAnswer is the size from which on Slack silently drops an answer over Socket Mode.
const maxSocketAnswer = 20 * 1024

func (w *Workspace) interaction(what string, payload map[string]any) delivery {
	raw := encoded(payload)
	return delivery{
		what: what, kind: "interactive", url: w.config.InteractionsURL, mime: "application/x-www-form-urlencoded",
		body: []byte(url.Values{"payload": {string(raw)}}.Encode()), payload: raw, answered: true,
	}
}

// send delivers, and waits for the answer as long as Slack would. It records a failure.
func (w *Workspace) send(ctx context.Context, d delivery) reply {
	var r reply
	if s := w.pickSocket(); s != nil {
		r = w.sendBySocket(ctx, s, d)
	} else {
		r = w.sendByHTTP(ctx, d)
	}
	if r.failed != "" {
		w.mu.Lock()
		w.refuse(d.what, r.failed, nil, r.body)
		w.mu.Unlock()
	}
	return r
}

func (w *Workspace) sendByHTTP(ctx context.Context, d delivery) reply {
	request := Request{URL: d.url, Header: http.Header{}, Body: d.body}
	for name, values := range d.header {
		request.Header[name] = values
	}
	request.Header.Set("Content-Type", d.mime)
	request.Header.Set("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)")
	sign(request.Header, w.config.SigningSecret, w.config.Clock(), d.body)
	w.mu.Lock()
	w.last = request
	w.mu.Unlock()
	return w.sendSigned(ctx, request)
}

// sendSigned posts a request exactly as it is.
func (w *Workspace) sendSigned(ctx context.Context, request Request) reply {
	ctx, cancel := context.WithTimeout(ctx, w.config.AnswerWithin)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, request.URL, bytes.NewReader(request.Body))
	if err != nil {
		return reply{failed: dispatchFail}
	}
	r.Header = request.Header.Clone()
	response, err := w.client.Do(r)
	if err != nil {
		return reply{failed: failure(err)}
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, maxCall))
	if err != nil {
		return reply{failed: failure(err)}
	}
	kind, _, _ := mime.ParseMediaType(response.Header.Get("Content-Type"))
	answered := reply{status: response.StatusCode, mime: kind, header: response.Header, body: body}
	if response.StatusCode != http.StatusOK {
		answered.failed = dispatchFail
	}
	return answered
}

func failure(err error) string {
	if errors.Is(err, context.DeadlineExceeded) {
		return timedOut
	}
	return dispatchFail
}

func (w *Workspace) sendBySocket(ctx context.Context, s *socket, d delivery) reply {
	envelope := map[string]any{
		"envelope_id": secretWord(), "type": d.kind, "payload": d.payload, "accepts_response_payload": d.answered,
	}
	if d.kind == "events_api" {
		envelope["retry_attempt"], envelope["retry_reason"] = d.attempt, d.reason
	}
	request := Request{Body: encoded(envelope)}
	w.mu.Lock()
	w.last = request
	w.mu.Unlock()
	return w.sendEnvelope(ctx, s, request)
}

func (w *Workspace) sendEnvelope(ctx context.Context, s *socket, request Request) reply {
	var envelope struct {
		ID string `json:"envelope_id"`
	}
	if json.Unmarshal(request.Body, &envelope) != nil || envelope.ID == "" {
		return reply{failed: dispatchFail}
	}
	ctx, cancel := context.WithTimeout(ctx, w.config.AnswerWithin)
	defer cancel()
	ack, err := s.ask(ctx, envelope.ID, request.Body)
	if err != nil {
		return reply{failed: failure(err)}
	}
	answered := reply{status: http.StatusOK, mime: "application/json", body: ack.payload}
	if ack.size >= maxSocketAnswer {
		answered.body = nil
		w.mu.Lock()
		w.refuse("socket", "socket_answer_too_large",
			[]string{"Slack drops an answer of 20 KB or more over a socket"}, ack.payload)
		w.mu.Unlock()
	}
	if trimmed := bytes.TrimSpace(answered.body); len(trimmed) == 0 || string(trimmed) == "null" {
		answered.body = nil
	}
	return answered
}

// LastRequest is the last request that was sent to the app, for tests that send it again.
func (w *Workspace) LastRequest() Request {
	w.mu.Lock()
	defer w.mu.Unlock()
	r := w.last
	r.Header, r.Body = r.Header.Clone(), bytes.Clone(r.Body)
	return r
}

// Deliver sends a request again, as a network does that delivers twice: unchanged and with its old signature, unless
// the test changed it. Slack does not know that it asked twice, so the answer is not applied. Answer holds the status
// and the body. It also holds what the app has posted meanwhile, as personID sees it.
func (w *Workspace) Deliver(ctx context.Context, personID string, request Request) (Answer, error) {
	since := w.now()
	var r reply
	if request.URL != "" {
		r = w.sendSigned(ctx, request)
	} else if s := w.pickSocket(); s != nil {
		r = w.sendEnvelope(ctx, s, request)
	} else {
		return Answer{}, notPossible("the app's socket is not connected")
	}
	return w.answerSince(personID, since, r), nil
}

// Signed is a request that a test has changed, signed as Slack would sign it now.
func (w *Workspace) Signed(r Request) Request {
	r.Header = r.Header.Clone()
	sign(r.Header, w.config.SigningSecret, w.config.Clock(), r.Body)
	return r
}

// isJSON reports whether an HTTP answer is to be read as JSON. Slack goes by the content type, and shows anything else
// as text.
func (r reply) isJSON() bool { return strings.EqualFold(r.mime, "application/json") }

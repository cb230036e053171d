package lookalike

import (
	"bytes"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// Harm is what a Fault does to a call.
type Harm int

const (
	// Limited answers 429 with Retry-After; the call is not carried out.
	Limited Harm = iota
	// Broken answers 500; the call is not carried out.
	Broken
	// CutBefore drops the connection; the call is not carried out.
	CutBefore
	// CutAfter carries the call out and drops the connection, so that the app cannot know whether it was.
	CutAfter
	// Silent carries the call out and withholds the answer for Fault.Silence, or until the app hangs up.
	Silent
	// Late carries the call out only after Fault.Silence, even if the app has hung up meanwhile and looked for its
	// message in vain.
	Late
	// Denied answers ok:false with Fault.Code; the call is not carried out.
	Denied
	// DeniedAfter carries the call out and answers ok:false with Fault.Code all the same. Slack says of internal_error
	// and fatal_error that part of the operation may have succeeded.
	DeniedAfter
	// BrokenAfter carries the call out and answers 500 all the same.
	BrokenAfter
	// Forbidden answers 403 with Fault.Code in its body; the call is not carried out.
	Forbidden
)

func (h Harm) String() string {
	return [...]string{
		"limited", "broken", "cut before", "cut after", "silent", "late", "denied", "denied after", "broken after", "forbidden",
	}[h]
}

// Fault harms the next calls of a Web API method, so that a test can see how the app copes.
type Fault struct {
	Method     string // "chat.postMessage", or "response_url" for posts to any of them; "" or "*": any call
	Channel    string // only calls about this channel or DM, by its id or the person's; any where empty
	Times      int    // how many calls; 1 where 0
	Harm       Harm
	RetryAfter time.Duration   // of Limited, in whole seconds; 1 second where 0
	Silence    time.Duration   // of Silent and Late, in real time
	Until      <-chan struct{} // if set, closing it ends the silence, in place of its time: a test decides when
	Code       string          // of Denied and DeniedAfter; "internal_error" where empty
}

// Fault orders a fault. If several fit a call, it suffers the one that was ordered first.
func (w *Workspace) Fault(f Fault) {
	if f.Times == 0 {
		f.Times = 1
	}
	if f.RetryAfter == 0 {
		f.RetryAfter = time.Second
	}
	if f.Code == "" {
		f.Code = "internal_error"
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.faults = append(w.faults, &f)
}

// Mend takes back every fault that has not happened yet.
func (w *Workspace) Mend() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.faults = nil
}

// Suffered is a call that a fault has harmed, or that exceeded Config's limit of posts.
type Suffered struct {
	At      time.Time // the workspace's time
	Method  string
	Channel string // the channel or DM that the call is about; empty if it is about none
	Harm    Harm
}

// Suffered lists every call that was harmed so far, oldest first. A call is listed as soon as it arrives, so that a
// test can wait with Until for the app to be in the middle of it.
func (w *Workspace) Suffered() []Suffered {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.suffered)
}

// suffer notes a call that is harmed. The lock is held.
func (w *Workspace) suffer(method, channel string, harm Harm) {
	w.suffered = append(w.suffered, Suffered{At: w.config.Clock(), Method: method, Channel: channel, Harm: harm})
	w.bump()
}

// dueFault takes the fault that this call suffers, if any, and records it.
func (w *Workspace) dueFault(method, channel string) *Fault {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.called[method] = true
	channel = w.channelOf(channel)
	for i, f := range w.faults {
		if f.Method != "" && f.Method != "*" && f.Method != method ||
			f.Channel != "" && w.channelOf(f.Channel) != channel {
			continue
		}
		if f.Times--; f.Times <= 0 {
			w.faults = slices.Delete(w.faults, i, i+1)
		}
		w.suffer(method, channel, f.Harm)
		return f
	}
	return nil
}

// channelOf is a person's DM where the id is theirs, and otherwise the id itself. The lock is held.
func (w *Workspace) channelOf(id string) string {
	if _, ok := w.people[id]; ok {
		return directMessage(id)
	}
	return id
}

// harmed serves a call through the fault that is due for it, if any. The call's body has been read before.
func (w *Workspace) harmed(method, channel string, rw http.ResponseWriter, r *http.Request, serve http.HandlerFunc) {
	fault := w.dueFault(method, channel)
	if fault == nil {
		serve(rw, r)
		return
	}
	held := &heldAnswer{header: http.Header{}, status: http.StatusOK}
	switch fault.Harm {
	case Limited:
		limited(rw, fault.RetryAfter)
	case Broken:
		broken(rw)
	case BrokenAfter:
		serve(held, r)
		broken(rw)
	case CutBefore:
		panic(http.ErrAbortHandler) // net/http's own way to drop a connection without an answer
	case CutAfter:
		serve(held, r)
		panic(http.ErrAbortHandler)
	case Silent:
		serve(held, r)
		w.silence(fault, r.Context().Done())
		held.sendTo(rw)
	case Late:
		if w.silence(fault, nil) {
			serve(held, r)
			held.sendTo(rw)
		}
	case Denied:
		sayJSON(rw, nil, &apiError{code: fault.Code})
	case Forbidden:
		rw.Header().Set("Content-Type", "application/json; charset=utf-8")
		rw.WriteHeader(http.StatusForbidden)
		_, _ = rw.Write(encoded(map[string]any{"ok": false, "error": fault.Code}))
	case DeniedAfter:
		serve(held, r)
		sayJSON(rw, nil, &apiError{code: fault.Code})
	}
}

// silence waits until a fault's silence is over, or until the app hangs up, if that counts. It returns false if the
// workspace closes.
func (w *Workspace) silence(f *Fault, hungUp <-chan struct{}) bool {
	var over <-chan time.Time
	if f.Until == nil {
		wait := time.NewTimer(f.Silence)
		defer wait.Stop()
		over = wait.C
	}
	select {
	case <-over:
	case <-f.Until:
	case <-hungUp:
	case <-w.closing.Done():
		return false
	}
	return true
}

func limited(rw http.ResponseWriter, retryAfter time.Duration) {
	rw.Header().Set("Retry-After", strconv.Itoa(int(retryAfter/time.Second)))
	http.Error(rw, `{"ok":false,"error":"ratelimited"}`, http.StatusTooManyRequests)
}

func broken(rw http.ResponseWriter) {
	http.Error(rw, "Internal Server Error", http.StatusInternalServerError)
}

// heldAnswer keeps an answer that is sent later or never.
type heldAnswer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (h *heldAnswer) Header() http.Header         { return h.header }
func (h *heldAnswer) WriteHeader(status int)      { h.status = status }
func (h *heldAnswer) Write(b []byte) (int, error) { return h.body.Write(b) }

func (h *heldAnswer) sendTo(rw http.ResponseWriter) {
	for name, values := range h.header {
		rw.Header()[name] = values
	}
	rw.WriteHeader(h.status)
	_, _ = rw.Write(h.body.Bytes())
}

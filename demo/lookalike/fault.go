package lookalike

import (
	"bytes"
	"net/http"
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
	// CutAfter carries the call out and drops the connection, so that the app cannot know.
	CutAfter
	// Silent carries the call out and holds the answer back for Fault.Silence, or until the app hangs up.
	Silent
)

// Fault harms the next calls of one Web API method, so that a test can see what the app makes of it.
type Fault struct {
	Method     string // "chat.postMessage", or "response_url" for posts to any of them
	Times      int    // how many calls; 1 where 0
	Harm       Harm
	RetryAfter time.Duration // of Limited, in whole seconds; 1 second where 0
	Silence    time.Duration // of Silent, in real time
}

// Fault orders a fault. Faults of one method happen in the order they were ordered.
func (w *Workspace) Fault(f Fault) {
	if f.Times == 0 {
		f.Times = 1
	}
	if f.RetryAfter == 0 {
		f.RetryAfter = time.Second
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.faults = append(w.faults, &f)
}

// dueFault takes the fault that this call suffers, if any.
func (w *Workspace) dueFault(method string) *Fault {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, f := range w.faults {
		if f.Method == method && f.Times > 0 {
			f.Times--
			return f
		}
	}
	return nil
}

// harmed serves a call through the fault that is due for its method, if any.
func (w *Workspace) harmed(method string, rw http.ResponseWriter, r *http.Request, serve http.HandlerFunc) {
	fault := w.dueFault(method)
	if fault == nil {
		serve(rw, r)
		return
	}
	switch fault.Harm {
	case Limited:
		rw.Header().Set("Retry-After", strconv.Itoa(int(fault.RetryAfter/time.Second)))
		http.Error(rw, `{"ok":false,"error":"ratelimited"}`, http.StatusTooManyRequests)
	case Broken:
		http.Error(rw, "Internal Server Error", http.StatusInternalServerError)
	case CutBefore:
		panic(http.ErrAbortHandler) // net/http's own way to drop a connection without an answer
	case CutAfter:
		serve(&heldAnswer{header: http.Header{}}, r)
		panic(http.ErrAbortHandler)
	case Silent:
		held := &heldAnswer{header: http.Header{}, status: http.StatusOK}
		serve(held, r)
		wait := time.NewTimer(fault.Silence)
		defer wait.Stop()
		select {
		case <-wait.C:
		case <-r.Context().Done():
		case <-w.closing.Done():
		}
		for name, values := range held.header {
			rw.Header()[name] = values
		}
		rw.WriteHeader(held.status)
		_, _ = rw.Write(held.body.Bytes())
	}
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

package lookalike

import (
	"fmt"
	"slices"
	"time"
)

// Refused is one thing from the app that Slack would not have accepted: a Web API call, a post to a response_url, or an
// answer to a delivery.
type Refused struct {
	At       time.Time // the workspace's time
	Where    string    // "chat.postMessage", "response_url", "/kpi", "view_submission", "event message"
	Code     string    // Slack's: "invalid_blocks", "expired_trigger_id", "operation_timeout"
	Messages []string  // what exactly is wrong, where Slack would say
	Payload  []byte    // what the app sent
}

func (r Refused) String() string { return fmt.Sprintf("%s: %s %q", r.Where, r.Code, r.Messages) }

// Refusals lists every refusal so far, oldest first. A test of a healthy app asserts that there is none. What a Fault
// caused is not listed, as it is not the app's doing.
func (w *Workspace) Refusals() []Refused {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.refusals)
}

// refuse records a refusal and logs it, so that a developer at the demo's terminal sees it too. The lock is held.
func (w *Workspace) refuse(where, code string, messages []string, payload []byte) {
	w.refusals = append(w.refusals, Refused{
		At: w.config.Clock(), Where: where, Code: code,
		Messages: slices.Clone(messages), Payload: slices.Clone(payload),
	})
	w.config.Logger.Warn("Slack would refuse this", "where", where, "code", code, "messages", messages)
}

// NotPossible is an error of the driver: a person cannot do what they were told to, as there is no such button,
// channel, modal or person. It is never the app's fault alone, and never recorded as a refusal.
type NotPossible struct{ Sentence string }

func (e *NotPossible) Error() string { return e.Sentence }

func notPossible(format string, args ...any) error {
	return &NotPossible{Sentence: fmt.Sprintf(format, args...)}
}

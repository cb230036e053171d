package line

import (
	"slices"
	"strings"

	"chaser/kpi"
)

// SendingBack is a figure that somebody does not want to sign off, and why: “send 178 Q2 back too low”.
type SendingBack struct {
	Code   string
	Period kpi.Period
	Name   string // words that may name an indicator, where there is no code
	Reason string // as typed
}

// SendsBack reads a line that sends a figure back: “reject 178”, “send back 178, August is missing”, “178 send back”.
// Words behind a code and “reject” alone may be its commentary.
func (r Reader) SendsBack() (SendingBack, bool) {
	r = r.Skip("please", "pls")
	if rest, ok := r.sentBack(); ok {
		return rest.sendingBack(), true
	}
	if r.First() == "send" {
		if back, rest, ok := r.From(1).Skip("the").Skip("figure").Skip("of", "for").codeAndPeriod(); ok && rest.First() == "back" {
			back.Reason = rest.From(1).why()
			return back, true
		}
	}
	back, rest, ok := r.codeAndPeriod()
	if !ok {
		return SendingBack{}, false
	}
	after, sends := rest.sentBack()
	if !sends || rest.First() != "send" && !after.OnlyCourtesies() {
		return SendingBack{}, false
	}
	back.Reason = after.why()
	return back, true
}

// sentBack passes over “reject” and the like, or “send back”.
func (r Reader) sentBack() (Reader, bool) {
	switch {
	case slices.Contains([]string{"reject", "disapprove", "unapprove"}, r.First()):
		return r.From(1), true
	case r.First() == "send" && r.From(1).First() == "back":
		return r.From(2), true
	}
	return r, false
}

// sendingBack reads what follows the words: a code, perhaps a period and a reason, or a name.
func (r Reader) sendingBack() SendingBack {
	if back, rest, ok := r.Skip("the").Skip("figure").Skip("of", "for").codeAndPeriod(); ok {
		back.Reason = rest.why()
		return back
	}
	if r.Left() == 1 && slices.Contains([]string{"all", "it", "that", "this"}, r.First()) {
		return SendingBack{}
	}
	return SendingBack{Name: r.Words()}
}

func (r Reader) codeAndPeriod() (s SendingBack, rest Reader, ok bool) {
	if s.Code, rest, ok = r.Code(); !ok {
		return SendingBack{}, r, false
	}
	if p, after, dated := rest.SkipFiller().Period(); dated {
		s.Period, rest = p, after
	}
	return s, rest, true
}

// why is the reason that is left, without a word or a sign that only leads up to it.
func (r Reader) why() string {
	if r.OnlyCourtesies() {
		return ""
	}
	return strings.TrimLeft(trimDash(r.SkipFiller().Skip("because", "as", "since").Rest()), ".,;: ")
}

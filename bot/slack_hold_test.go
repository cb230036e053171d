package bot

import (
	"testing"

	"chaser/store"
)

// Slack's ids of people begin with U, or with W in an organisation of several workspaces.
func TestWhoseIDItIs(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]bool{"U0CORONER": true, "W0CORONER": true, "C0CSMI": false, "D0COR": false, "G0OLD": false, "": false} {
		if isPerson(id) != want {
			t.Errorf("%q is a person's: %v, want %v", id, !want, want)
		}
	}
}

// The performance team is not told by a message of what keeps all messages from them, nor of our own fault in a
// person's message.
func TestWhichHoldsAreToldOfByNoMessage(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		of     verdict
		to     string
		untold bool
	}{
		{verdict{cause: causeToken}, "C0CSMI", true},
		{verdict{cause: causeMessagesTab}, "C0CSMI", true},
		{verdict{class: ours}, "U0CORONER", true},
		{verdict{class: ours}, "W0CORONER", true},
		{verdict{class: ours}, "C0CSMI", false},
		{verdict{}, "U0CORONER", false},
	} {
		if got := holdOf(c.of, store.Notification{Recipient: c.to}).Untold; got != c.untold {
			t.Errorf("%+v of a message to %s is untold: %v, want %v", c.of, c.to, got, c.untold)
		}
	}
}

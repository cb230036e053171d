package bot

import (
	"testing"

	"github.com/slack-go/slack"

	"chaser/store"
)

// An answer goes on where the question was asked: in the thread in which the button stands, or under its message.
func TestWhereAnAnswerGoesOn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		in   slack.Container
		want store.Thread
	}{
		{"under a message of its own", slack.Container{ChannelID: "C0", MessageTs: "1.1"}, store.Thread{Channel: "C0", TS: "1.1"}},
		{"in the thread in which the message stands", slack.Container{ChannelID: "C0", MessageTs: "1.2", ThreadTs: "1.1"}, store.Thread{Channel: "C0", TS: "1.1"}},
		{"nowhere, of what one person alone sees", slack.Container{ChannelID: "C0", MessageTs: "1.2", ThreadTs: "1.1", IsEphemeral: true}, store.Thread{}},
		{"nowhere, in a window", slack.Container{ViewID: "V0"}, store.Thread{}},
		{"nowhere, without a message", slack.Container{ChannelID: "C0"}, store.Thread{}},
		{"nowhere, without a channel", slack.Container{MessageTs: "1.2"}, store.Thread{}},
	} {
		if got := threadOf(c.in); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

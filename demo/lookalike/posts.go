package lookalike

import (
	"encoding/json"
	"time"
)

// Post is one chat.postMessage that was carried out, whatever answer the app got.
type Post struct {
	At          time.Time // the workspace's time
	Channel     string
	TS          string
	ThreadTS    string
	Text        string // this and all that follows: as it was posted
	Blocks      json.RawMessage
	Metadata    json.RawMessage
	ClientMsgID string

	Updates int   // how often it was changed since, by chat.update or a response_url
	Now     *Seen // as it is now; nil if it was deleted
}

// Posts lists every chat.postMessage that was carried out, in order, including those that were changed or deleted
// since. A test can prove with it that something was said once, by counting a key in the metadata. Slack does not
// promise to drop a second post with the same client_msg_id, and the look-alike does not drop it either.
func (w *Workspace) Posts() []Post {
	w.mu.Lock()
	defer w.mu.Unlock()
	list := make([]Post, len(w.posts))
	for i, p := range w.posts {
		list[i] = p.first
		list[i].Updates = p.message.updates
		if w.conversations[p.message.channel].message(p.message.ts) != nil {
			now := p.message.seen()
			list[i].Now = &now
		}
	}
	return list
}

// posted is a post as it was when it was made, and the message that it became.
type posted struct {
	first   Post
	message *message
}

// record keeps a post that was carried out. The lock is held.
func (w *Workspace) record(m *message) {
	w.posts = append(w.posts, posted{message: m, first: Post{
		At: w.config.Clock(), Channel: m.channel, TS: m.ts, ThreadTS: m.threadTS,
		Text: m.text, Blocks: m.blocks, Metadata: m.metadata,
		ClientMsgID: m.clientMsgID,
	}})
}

package lookalike

import (
	"encoding/json"
	"slices"
	"strconv"
)

// Slackbot is the author of what Slack itself tells a person, such as that a command failed or does not exist.
const Slackbot = "USLACKBOT"

// tombstone is the subtype of what Slack leaves of a deleted message whose thread has replies.
const tombstone = "tombstone"

// Seen is a message as one person sees it.
type Seen struct {
	Channel   string
	TS        string // unique in the workspace; ephemeral messages have one too
	User      string // the author: a person, the bot, or Slackbot
	Ephemeral bool   // "Only visible to you"
	Text      string
	Blocks    json.RawMessage
	ThreadTS  string // the parent's TS for a reply in a thread, else empty
	Edited    bool   // changed since it was posted, whether or not Slack shows "(edited)"
	Metadata  json.RawMessage
	Files     []SeenFile
}

// message is a message as the workspace keeps it.
type message struct {
	channel     string
	ts          string
	user        string
	text        string
	subtype     string          // of what a person said otherwise than by typing a message
	blocks      json.RawMessage // with the ids that Slack adds where the app gave none
	threadTS    string
	onlyFor     string // an ephemeral message's one reader
	files       []*file
	metadata    json.RawMessage
	clientMsgID string
	edited      bool
	updates     int                                              // how often it was changed
	born        int                                              // seq when it was posted
	seq         int                                              // of the last change
	picked      map[string]map[string]map[string]json.RawMessage // person → block_id → action_id → what they picked
}

func (m *message) seenBy(person string) bool { return m.onlyFor == "" || m.onlyFor == person }

func (m *message) seen() Seen {
	return Seen{
		Channel: m.channel, TS: m.ts, User: m.user, Ephemeral: m.onlyFor != "", Text: m.text, Blocks: m.blocks,
		ThreadTS: m.threadTS, Edited: m.edited, Metadata: m.metadata, Files: seenFiles(m.files),
	}
}

// Messages lists what a person sees in a channel, oldest first, including replies in threads. It is empty if they are
// not in the channel.
func (w *Workspace) Messages(channelID, userID string) []Seen {
	w.mu.Lock()
	defer w.mu.Unlock()
	c := w.conversations[channelID]
	if c == nil || !c.has(userID) {
		return nil
	}
	return seenSince(c, userID, -1)
}

func seenSince(c *conversation, person string, seq int) []Seen {
	var seen []Seen
	for _, m := range c.messages {
		if m.seq > seq && m.seenBy(person) {
			seen = append(seen, m.seen())
		}
	}
	return seen
}

// appeared lists the messages that are new or changed since seq and that a person sees, anywhere. The lock is held.
func (w *Workspace) appeared(person string, seq int) []Seen {
	var fresh []Seen
	for _, c := range w.conversations {
		if c.has(person) {
			fresh = append(fresh, seenSince(c, person, seq)...)
		}
	}
	slices.SortFunc(fresh, func(a, b Seen) int { return compareStamps(a.TS, b.TS) })
	return fresh
}

// post adds a message and gives it its ts. The lock is held.
func (w *Workspace) post(c *conversation, m message) *message {
	m.channel, m.ts = c.id, w.stamp()
	m.blocks = withIDs(m.blocks)
	m.seq = w.bump()
	m.born = m.seq
	kept := &m
	c.messages = append(c.messages, kept)
	return kept
}

// change puts new content into a message. The lock is held.
func (w *Workspace) change(m *message, text string, blocks json.RawMessage) {
	m.text, m.blocks, m.edited = text, withIDs(blocks), true
	m.picked = nil
	m.updates++
	m.seq = w.bump()
}

// remove takes a message away. Where it begins a thread that has replies, Slack leaves a mark in its place, so that
// they can still be read. The lock is held.
func (w *Workspace) remove(m *message) {
	c := w.conversations[m.channel]
	if m.threadTS == "" && len(c.repliesTo(m.ts)) > 0 {
		w.change(m, "This message was deleted.", nil)
		m.user, m.subtype, m.metadata, m.clientMsgID = Slackbot, tombstone, nil, ""
		return
	}
	c.messages = slices.DeleteFunc(c.messages, func(other *message) bool { return other == m })
	w.bump()
}

func (c *conversation) message(ts string) *message {
	for _, m := range c.messages {
		if m.ts == ts {
			return m
		}
	}
	return nil
}

// compareStamps orders two ts. They are decimal numbers, or whatever else Slack takes as oldest and latest ("0",
// "1704704400").
func compareStamps(a, b string) int {
	x, y := microseconds(a), microseconds(b)
	switch {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}

// microseconds reads a ts exactly. It is 0 if the text is not a ts.
func microseconds(ts string) int64 {
	whole, part := ts, ""
	for i := range ts {
		if ts[i] == '.' {
			whole, part = ts[:i], ts[i+1:]
			break
		}
	}
	part = (part + "000000")[:6]
	n, err := strconv.ParseInt(whole+part, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

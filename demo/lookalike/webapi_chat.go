package lookalike

import (
	"encoding/json"
	"strings"

	"chaser/demo/blockkit"
)

// room finds the conversation that the bot may post to: a channel it is a member of, its DM, or a person's id, which
// opens the DM. The DM of somebody who was deactivated meanwhile still takes messages; see Deactivate.
func (w *Workspace) room(id string) (*conversation, string) {
	if p, ok := w.people[id]; ok && !p.Bot {
		id = directMessage(id)
	}
	c := w.conversations[id]
	switch {
	case c == nil:
		return nil, "channel_not_found"
	case !c.has(w.bot.ID):
		return nil, "not_in_channel"
	case c.archived:
		return nil, "is_archived"
	}
	return c, ""
}

// judged says whether this workspace takes this text and these blocks for a message. The lock is held.
func (w *Workspace) judged(text string, blocks json.RawMessage) *apiError {
	if r := blockkit.CheckMessage(text, blocks, w.config.WithoutBlocks...); r != nil {
		return &apiError{code: r.Code, messages: r.Messages}
	}
	return nil
}

func (w *Workspace) postMessage(c call) (answer, *apiError) {
	room, problem := w.room(c.get("channel"))
	if problem != "" {
		return failed(problem)
	}
	if err := w.judged(c.get("text"), c.raw("blocks")); err != nil {
		return nil, err
	}
	if !metadataFits(c.get("metadata")) {
		return failed("invalid_metadata_format")
	}
	thread := c.get("thread_ts")
	if thread != "" {
		if thread = room.threadOf(thread); thread == "" {
			return failed("thread_not_found")
		}
	}
	if word := w.forbids(room, thread); word != "" {
		return failed(word)
	}
	m := w.post(room, message{
		user: w.bot.ID, text: c.get("text"), blocks: c.raw("blocks"), threadTS: thread,
		metadata: c.raw("metadata"), clientMsgID: c.get("client_msg_id"),
	})
	w.record(m)
	return answer{"channel": room.id, "ts": m.ts, "message": w.messageJSON(m, true)}, nil
}

// metadataFits says whether metadata is as Slack wants it: an event_type, and an event_payload that is an object.
func metadataFits(metadata string) bool {
	if metadata == "" {
		return true
	}
	var m struct {
		EventType    string                     `json:"event_type"`
		EventPayload map[string]json.RawMessage `json:"event_payload"`
	}
	return json.Unmarshal([]byte(metadata), &m) == nil && m.EventType != "" && m.EventPayload != nil
}

func (w *Workspace) postEphemeral(c call) (answer, *apiError) {
	room, problem := w.room(c.get("channel"))
	if problem != "" {
		return failed(problem)
	}
	if !room.has(c.get("user")) {
		return failed("user_not_in_channel")
	}
	if err := w.judged(c.get("text"), c.raw("blocks")); err != nil {
		return nil, err
	}
	ts := w.postAlone(room, message{
		user: w.bot.ID, onlyFor: c.get("user"), text: c.get("text"), blocks: c.raw("blocks"), threadTS: c.get("thread_ts"),
	}, c.method)
	return answer{"message_ts": ts}, nil
}

// own finds a message that the bot may change. Ephemeral messages are out of reach: only their response_url changes
// them.
func (w *Workspace) own(c call, denied string) (*message, string) {
	room := w.conversations[c.get("channel")]
	if room == nil || !room.has(w.bot.ID) {
		return nil, "channel_not_found"
	}
	m := room.message(c.get("ts"))
	switch {
	case m == nil || m.onlyFor != "":
		return nil, "message_not_found"
	case m.user != w.bot.ID:
		return nil, denied
	case room.archived:
		return nil, "is_inactive"
	}
	return m, ""
}

// updateMessage changes a message. Text without blocks takes the old blocks away; blocks without text leave the old
// text; metadata stays where none is given, and an empty object takes it away. The channel of a DM must be its own id:
// Slack finds none by a person's, here and in all methods but chat.postMessage.
func (w *Workspace) updateMessage(c call) (answer, *apiError) {
	m, problem := w.own(c, "cant_update_message")
	if problem != "" {
		return failed(problem)
	}
	text, blocks := c.get("text"), c.raw("blocks")
	if err := w.judged(text, blocks); err != nil {
		return nil, err
	}
	metadata, given := c.raw("metadata"), c.has("metadata")
	if fields, ok := decoded(metadata).(map[string]any); ok && len(fields) == 0 {
		metadata = nil
	} else if !metadataFits(string(metadata)) {
		return failed("invalid_metadata_format")
	}
	if !c.has("text") {
		text = m.text
	}
	if given {
		m.metadata = metadata
	}
	w.change(m, text, blocks)
	return answer{"channel": m.channel, "ts": m.ts, "text": m.text, "message": w.messageJSON(m, true)}, nil
}

func (w *Workspace) deleteMessage(c call) (answer, *apiError) {
	m, problem := w.own(c, "cant_delete_message")
	if problem == "" {
		problem = w.undeletable
	}
	if problem != "" {
		return failed(problem)
	}
	w.remove(m)
	return answer{"channel": m.channel, "ts": m.ts}, nil
}

func (w *Workspace) permalink(c call) (answer, *apiError) {
	room := w.conversations[c.get("channel")]
	if room == nil {
		return failed("channel_not_found")
	}
	m := room.message(c.get("message_ts"))
	if m == nil || m.onlyFor != "" {
		return failed("message_not_found")
	}
	link := w.address + "/archives/" + room.id + "/p" + strings.ReplaceAll(m.ts, ".", "")
	return answer{"channel": room.id, "permalink": link}, nil
}

// messageJSON is a message as the Web API and the events tell it.
func (w *Workspace) messageJSON(m *message, withMetadata bool) map[string]any {
	j := map[string]any{"type": "message", "user": m.user, "text": m.text, "ts": m.ts, "team": w.config.TeamID}
	if m.user == w.bot.ID {
		j["bot_id"], j["app_id"] = w.botID(), w.appID()
	}
	if m.subtype != "" {
		j["subtype"] = m.subtype
	}
	if len(m.files) > 0 {
		files := make([]any, 0, len(m.files))
		for _, f := range m.files {
			files = append(files, w.fileInMessage(f))
		}
		j["files"], j["upload"], j["display_as_bot"] = files, true, false
		delete(j, "team") // Slack leaves it out here (slackapi/slack-api-specs#62)
	}
	if len(m.blocks) > 0 {
		j["blocks"] = m.blocks
	}
	w.addThread(j, m)
	if m.clientMsgID != "" {
		j["client_msg_id"] = m.clientMsgID
	}
	if m.edited {
		j["edited"] = map[string]any{"user": m.user, "ts": m.ts}
	}
	if withMetadata && len(m.metadata) > 0 {
		j["metadata"] = m.metadata
	}
	return j
}

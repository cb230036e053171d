package lookalike

import (
	"encoding/base64"
	"regexp"
	"slices"
	"strings"
)

func (w *Workspace) conversationInfo(c call) (answer, *apiError) {
	room := w.conversations[c.get("channel")]
	if room == nil {
		return failed("channel_not_found")
	}
	return answer{"channel": w.conversationJSON(room)}, nil
}

func (w *Workspace) conversationJSON(room *conversation) map[string]any {
	if room.with != "" {
		return map[string]any{"id": room.id, "is_im": true, "is_channel": false, "user": room.with, "is_archived": false, "is_open": true}
	}
	j := map[string]any{
		"id": room.id, "name": room.name, "name_normalized": room.name, "is_channel": true, "is_im": false, "is_private": false,
		"is_archived": room.archived, "is_member": room.has(w.bot.ID), "num_members": len(room.members),
		"context_team_id": w.config.TeamID, "shared_team_ids": []string{w.config.TeamID}, "pending_shared": []string{},
		"is_shared": room.shared != "" || room.orgWide, "is_ext_shared": room.shared != "", "is_org_shared": room.orgWide, "is_pending_ext_shared": false,
	}
	if room.shared != "" {
		j["connected_team_ids"], j["conversation_host_id"] = []string{room.shared}, room.shared
	}
	return j
}

func (w *Workspace) conversationMembers(c call) (answer, *apiError) {
	room := w.conversations[c.get("channel")]
	if room == nil {
		return failed("channel_not_found")
	}
	from := 0
	if cursor := c.get("cursor"); cursor != "" {
		from = slices.Index(room.members, afterCursor(cursor))
		if from < 0 {
			return failed("invalid_cursor")
		}
	}
	to := min(from+c.number("limit", 100), len(room.members))
	next := ""
	if to < len(room.members) {
		next = cursorTo(room.members[to])
	}
	return answer{"members": room.members[from:to], "response_metadata": map[string]any{"next_cursor": next}}, nil
}

// openConversation opens the DM with one person. Group messages do not exist here.
func (w *Workspace) openConversation(c call) (answer, *apiError) {
	id := c.get("users")
	if channel := c.get("channel"); channel != "" {
		room := w.conversations[channel]
		if room == nil || room.with == "" {
			return failed("channel_not_found")
		}
		id = room.with
	}
	p, known := w.people[id]
	switch {
	case id == "":
		return failed("users_list_not_supplied")
	case strings.Contains(id, ","):
		return failed("method_not_supported_for_channel_type", "the look-alike opens direct messages with one person only")
	case !known:
		return failed("user_not_found")
	case p.Deleted:
		return failed("user_disabled")
	case p.Bot:
		return failed("cannot_dm_bot")
	}
	return answer{"channel": w.conversationJSON(w.conversations[directMessage(id)])}, nil
}

// history lists a conversation, newest first, without threads' replies and without ephemeral messages, which Slack
// never tells.
func (w *Workspace) history(c call) (answer, *apiError) {
	room, err := w.readable(c)
	if err != nil {
		return nil, err
	}
	var all []*message
	for _, m := range slices.Backward(room.messages) {
		if m.onlyFor == "" && m.threadTS == "" {
			all = append(all, m)
		}
	}
	return w.cut(c, all)
}

// replies lists a thread, its parent first.
func (w *Workspace) replies(c call) (answer, *apiError) {
	room, err := w.readable(c)
	if err != nil {
		return nil, err
	}
	parent := room.message(c.get("ts"))
	if parent == nil || parent.onlyFor != "" {
		return failed("thread_not_found")
	}
	all := []*message{parent}
	for _, m := range room.messages {
		if m.onlyFor == "" && m.threadTS == parent.ts {
			all = append(all, m)
		}
	}
	return w.cut(c, all)
}

func (w *Workspace) readable(c call) (*conversation, *apiError) {
	room := w.conversations[c.get("channel")]
	if room == nil {
		return nil, &apiError{code: "channel_not_found"}
	}
	if !room.has(w.bot.ID) {
		return nil, &apiError{code: "not_in_channel"}
	}
	return room, nil
}

// stampLike is what oldest and latest may hold: a ts, or Unix seconds.
var stampLike = regexp.MustCompile(`^\d{1,12}(\.\d{1,6})?$`)

// cut answers with the messages that oldest, latest, cursor and limit leave.
func (w *Workspace) cut(c call, all []*message) (answer, *apiError) {
	if cursor := c.get("cursor"); cursor != "" {
		from := slices.IndexFunc(all, func(m *message) bool { return m.ts == afterCursor(cursor) })
		if from < 0 {
			return failed("invalid_cursor")
		}
		all = all[from:]
	}
	for _, bound := range []string{"oldest", "latest"} {
		if given := c.get(bound); given != "" && !stampLike.MatchString(given) {
			return failed("invalid_ts_" + bound)
		}
	}
	inclusive := c.truthy("inclusive")
	within := func(m *message) bool {
		if oldest := c.get("oldest"); oldest != "" {
			if order := compareStamps(m.ts, oldest); order < 0 || order == 0 && !inclusive {
				return false
			}
		}
		if latest := c.get("latest"); latest != "" {
			if order := compareStamps(m.ts, latest); order > 0 || order == 0 && !inclusive {
				return false
			}
		}
		return true
	}
	limit := min(c.number("limit", 100), 999)
	list, next := []any{}, ""
	for _, m := range all {
		if !within(m) {
			continue
		}
		if len(list) == limit {
			next = cursorTo(m.ts)
			break
		}
		list = append(list, w.messageJSON(m, c.truthy("include_all_metadata")))
	}
	said := answer{"messages": list, "has_more": next != ""}
	if next != "" {
		said["response_metadata"] = map[string]any{"next_cursor": next}
	}
	return said, nil
}

func cursorTo(id string) string { return base64.StdEncoding.EncodeToString([]byte("next:" + id)) }

func afterCursor(cursor string) string {
	id, _ := base64.StdEncoding.DecodeString(cursor)
	return strings.TrimPrefix(string(id), "next:")
}

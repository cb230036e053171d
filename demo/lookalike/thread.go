package lookalike

import "slices"

// A thread is a message and the replies to it. Slack keeps their number in the parent. A message that only one person
// sees is not a reply.

// repliesTo lists a thread's replies that everyone sees, oldest first. The lock is held.
func (c *conversation) repliesTo(ts string) []*message {
	var replies []*message
	for _, m := range c.messages {
		if m.threadTS == ts && m.onlyFor == "" {
			replies = append(replies, m)
		}
	}
	return replies
}

// threadOf is the ts of the thread that the message with this ts belongs to or begins. A reply to a reply is one to its
// parent. It is empty if nobody can reply.
func (c *conversation) threadOf(ts string) string {
	m := c.message(ts)
	switch {
	case m == nil || m.onlyFor != "":
		return ""
	case m.threadTS != "":
		return m.threadTS
	}
	return m.ts
}

// addThread adds to a message what Slack adds once there is a thread. A parent names itself and counts its replies. A
// reply names its parent and the parent's author. The lock is held.
func (w *Workspace) addThread(j map[string]any, m *message) {
	room := w.conversations[m.channel]
	if room == nil {
		return
	}
	if m.threadTS != "" {
		j["thread_ts"] = m.threadTS
		if parent := room.message(m.threadTS); parent != nil {
			j["parent_user_id"] = parent.user
		}
		return
	}
	replies := room.repliesTo(m.ts)
	if len(replies) == 0 || m.onlyFor != "" {
		return
	}
	var users []string
	for _, r := range replies {
		if !slices.Contains(users, r.user) {
			users = append(users, r.user)
		}
	}
	j["thread_ts"], j["reply_count"], j["latest_reply"] = m.ts, len(replies), replies[len(replies)-1].ts
	j["reply_users"], j["reply_users_count"], j["is_locked"] = users, len(users), room.locked[m.ts]
}

// postAlone shows a message to one person only and returns its ts. Slack says of chat.postEphemeral that it shows a
// message in a thread only if the thread has replies already. It answers ok all the same. If an app speaks to nobody in
// this way, Refusals says so. where is the method that it called. The lock is held.
func (w *Workspace) postAlone(room *conversation, m message, where string) (ts string) {
	if m.threadTS != "" {
		if thread := room.threadOf(m.threadTS); thread != "" {
			m.threadTS = thread
		}
		if len(room.repliesTo(m.threadTS)) == 0 {
			w.refuse(where, "ephemeral_not_shown",
				[]string{"an ephemeral message in a thread is shown only where the thread has replies already"}, nil)
			return w.stamp()
		}
	}
	return w.post(room, m).ts
}

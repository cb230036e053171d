package lookalike

import (
	"context"
	"strings"
)

// SendFile sends files, as a person, with or without words beside them. In a DM the app hears of it as of a message of
// the subtype file_share. In a channel it hears of it only if the words mention the bot.
func (w *Workspace) SendFile(ctx context.Context, userID, channelID, threadTS, text string, uploads ...Upload) (Answer, error) {
	w.mu.Lock()
	p, room, err := w.presence(userID, channelID)
	since := w.seq
	if err == nil {
		err = w.sendable(room, threadTS, uploads)
	}
	if err != nil {
		w.mu.Unlock()
		return Answer{}, err
	}
	files := make([]*file, 0, len(uploads))
	for _, u := range uploads {
		f := file{
			name: u.Name, user: p.ID, content: u.Content, size: len(u.Content), external: u.External,
			elsewhere: u.ElsewhereOwned, closed: u.Closed,
		}
		if f.kind = kindOf(u.Name, f.size); u.Type != "" {
			f.kind.mime = u.Type
		}
		files = append(files, w.newFile(f))
	}
	if threadTS != "" {
		threadTS = room.threadOf(threadTS)
	}
	m := w.share(room, message{
		user: p.ID, text: w.written(strings.TrimSpace(text)), threadTS: threadTS, subtype: FileShare,
	}, files)
	event, heard := w.eventOf(room, m)
	w.mu.Unlock()
	var r reply
	if heard && w.DeliverEvent(ctx, event) != nil {
		r.failed = dispatchFail
	}
	return w.answerSince(userID, since, r), nil
}

// sendable says why files cannot be sent in a conversation. The lock is held.
func (w *Workspace) sendable(room *conversation, thread string, uploads []Upload) error {
	switch {
	case len(uploads) == 0:
		return notPossible("there is no file to send")
	case room.archived:
		return notPossible("#%s is archived", room.name)
	case thread != "" && room.threadOf(thread) == "":
		return notPossible("the message that this replies to is gone")
	}
	for _, u := range uploads {
		switch {
		case u.Name == "":
			return notPossible("a file has a name")
		case len(u.Content) > w.maxFile():
			return notPossible("%s is larger than the %s that this workspace takes", u.Name, inBytes(w.maxFile()))
		}
	}
	return nil
}

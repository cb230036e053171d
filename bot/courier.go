package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"chaser/kpi"
	"chaser/store"
)

// notificationEvent names our messages in their metadata, beside the notification's token.
const notificationEvent = "chaser_notification"

// Say posts a notification's message, worded from what is true now. A person's id serves as a channel: Slack opens the
// direct messages with them.
func (b *Bot) Say(ctx context.Context, n store.Notification, at store.Clocks) store.Outcome {
	if n.Kind == kpi.NewsFiles {
		return b.sayFiles(ctx, n, at)
	}
	m, err := b.notice(ctx, n, at)
	if err != nil {
		return b.unworded(n, err)
	}
	return b.post(ctx, n, m)
}

// post puts a message into a channel or a thread, with a token by which it can be found again. Where Slack refuses its
// blocks, it posts a plainer form.
func (b *Bot) post(ctx context.Context, n store.Notification, m *Message) store.Outcome {
	to, token := n.Recipient, n.Token
	var where []slack.MsgOption
	if n.Thread.TS != "" {
		to, where = n.Thread.Channel, []slack.MsgOption{slack.MsgOptionTS(n.Thread.TS)}
	}
	var channel, ts string
	err := b.sendHeard(ctx, "chat.postMessage", m, func(m *Message) (err error) {
		channel, ts, err = b.slack.PostMessageContext(ctx, to, append(slices.Clone(where),
			slack.MsgOptionText(m.Text, false), slack.MsgOptionBlocks(m.Blocks...), slack.MsgOptionDisableLinkUnfurl(),
			slack.MsgOptionMetadata(slack.SlackMetadata{
				EventType:    notificationEvent,
				EventPayload: map[string]any{"key": token},
			}),
			// Slack promises nothing about this id, but it is how its own clients keep a message from standing twice.
			slack.UnsafeMsgOptionEndpoint(b.api+"chat.postMessage", func(v url.Values) { v.Set("client_msg_id", token) }),
		)...)
		return err
	})
	switch {
	case err != nil:
		return outcomeOf("chat.postMessage", err, n)
	case channel == "" || ts == "":
		return store.Outcome{Verdict: store.Unknown, Reason: "Slack's answer names no message"}
	}
	return store.Outcome{Verdict: store.Delivered, Channel: channel, TS: ts}
}

// unworded is the outcome of a message that could not be worded. Slack was not called, and the log says why.
func (b *Bot) unworded(n store.Notification, err error) store.Outcome {
	b.log.Error("a message could not be worded", "notification", n.ID, "error", err)
	return store.Outcome{Verdict: store.Undelivered, Reason: "the message could not be worded; the log says why"}
}

// Refresh brings a message up to date, or removes it where what it told was taken back.
func (b *Bot) Refresh(ctx context.Context, n store.Notification, at store.Clocks) store.Outcome {
	if of, err := b.takenBack(ctx, n); err != nil {
		return b.unworded(n, err)
	} else if of != nil {
		return b.remove(ctx, n, takenBackHereMessage(*of, b.zone))
	}
	m, err := b.notice(ctx, n, at)
	if err != nil {
		return b.unworded(n, err)
	}
	return b.update(ctx, n, m)
}

// remove deletes a message. Where Slack does not let it, it changes the message to one that stands for it. A message
// that is not there counts as deleted, so doing it twice does no harm.
func (b *Bot) remove(ctx context.Context, n store.Notification, instead *Message) store.Outcome {
	_, _, err := b.slack.DeleteMessageContext(ctx, n.Channel, n.TS)
	var said slack.SlackErrorResponse
	switch {
	case err == nil:
		return store.Outcome{Verdict: store.Delivered, Channel: n.Channel, TS: n.TS}
	case errors.As(err, &said) && judge("chat.delete", said.Err).class == kept:
		b.log.Warn("Slack does not let a message be deleted, so it says that it was taken back", "notification", n.ID, "reason", said.Err)
		return b.update(ctx, n, instead)
	}
	return outcomeOf("chat.delete", err, n)
}

// update puts a message in the place of the one that was posted.
func (b *Bot) update(ctx context.Context, n store.Notification, m *Message) store.Outcome {
	err := b.sendHeard(ctx, "chat.update", m, func(m *Message) error {
		_, _, _, err := b.slack.UpdateMessageContext(ctx, n.Channel, n.TS,
			slack.MsgOptionText(m.Text, false), slack.MsgOptionBlocks(m.Blocks...))
		return err
	})
	if err != nil {
		return outcomeOf("chat.update", err, n)
	}
	return store.Outcome{Verdict: store.Delivered, Channel: n.Channel, TS: n.TS}
}

// How far back and how much of a channel's history is read in search of a message.
const (
	searchBack  = 48 * time.Hour
	searchPages = 10
	searchPage  = 200
)

// Find looks in the channel for a message that may have been posted, by the token in its metadata, or by its files,
// which come without metadata. Slack stamps
// messages by the real time, which is not that of a rehearsed day. So the search begins before both.
func (b *Bot) Find(ctx context.Context, n store.Notification, at store.Clocks) store.Outcome {
	isIt := func(m slack.Message) bool {
		return m.Metadata.EventType == notificationEvent && m.Metadata.EventPayload["key"] == n.Token
	}
	if n.Kind == kpi.NewsFiles {
		o, err := b.orderOf(ctx, n)
		if err != nil {
			return store.Outcome{Verdict: store.Unreadable, Reason: "the order of the files could not be read"}
		}
		isIt = func(m slack.Message) bool { return holdsFile(m, o.Uploads()) }
	}
	channel := cmp.Or(n.Channel, n.Thread.Channel)
	if channel == "" && !isPerson(n.Recipient) {
		channel = n.Recipient
	}
	if channel == "" {
		var err error
		if channel, err = b.directWith(ctx, n.Recipient); err != nil {
			return unreadable("conversations.open", err, n)
		}
	}
	since := n.From
	if at.Machine.Before(since) {
		since = at.Machine
	}
	oldest, cursor := fmt.Sprint(since.Add(-searchBack).Unix()), ""
	method := "conversations.history"
	if n.Thread.TS != "" {
		method = "conversations.replies"
	}
	for range searchPages {
		messages, next, err := b.readPage(ctx, channel, n.Thread.TS, oldest, cursor)
		if err != nil {
			return unreadable(method, err, n)
		}
		for _, m := range messages {
			if isIt(m) {
				return store.Outcome{Verdict: store.Delivered, Channel: channel, TS: m.Timestamp}
			}
		}
		if cursor = next; cursor == "" {
			return store.Outcome{Verdict: store.Absent}
		}
	}
	return store.Outcome{Verdict: store.Unreadable, Reason: "the channel holds too much to find the message in"}
}

// readPage reads a page of a channel's messages or of a thread's. The channel's history does not have a thread's
// replies.
func (b *Bot) readPage(
	ctx context.Context, channel, thread, oldest, cursor string,
) (messages []slack.Message, next string, err error) {
	if thread != "" {
		messages, _, next, err = b.slack.GetConversationRepliesContext(ctx, &slack.GetConversationRepliesParameters{
			ChannelID:          channel,
			Timestamp:          thread,
			Limit:              searchPage,
			IncludeAllMetadata: true,
			Oldest:             oldest,
			Cursor:             cursor,
		})
		return messages, next, err
	}
	page, err := b.slack.GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{
		ChannelID:          channel,
		Limit:              searchPage,
		IncludeAllMetadata: true,
		Oldest:             oldest,
		Cursor:             cursor,
	})
	if err != nil {
		return nil, "", err
	}
	return page.Messages, page.ResponseMetaData.NextCursor, nil
}

// unreadable is the outcome where a channel could not be read. In a thread that does not exist, the message does not
// exist either.
func unreadable(method string, err error, n store.Notification) store.Outcome {
	var said slack.SlackErrorResponse
	if errors.As(err, &said) && judge(method, said.Err).class == answered {
		return store.Outcome{Verdict: store.Absent}
	}
	o := outcomeOf(method, err, n)
	if o.Verdict != store.Limited {
		o.Verdict = store.Unreadable
	}
	o.Reason = "reading the channel: " + cmp.Or(strings.TrimSpace(o.Reason), "no answer")
	return o
}

package lookalike

import (
	"maps"
	"slices"
)

// Rule is who may write in a channel, as set under its “Posting permissions”.
type Rule int

const (
	// Everybody may post and reply.
	Everybody Rule = iota
	// Administrators may post and reply, and nobody else may. The app is not an administrator.
	Administrators
	// RepliesOnly lets everybody reply in threads, but only administrators begin them.
	RepliesOnly
	// NoThreads lets everybody post, but nobody reply.
	NoThreads
)

// SetRule changes who may write in a channel. Slack refuses the app with a different word for each rule: see “Errors”
// in https://docs.slack.dev/reference/methods/chat.postMessage.
func (w *Workspace) SetRule(channelID string, r Rule) error {
	return w.changeChannel(channelID, func(c *conversation) { c.rule = r })
}

// LockThread stops everybody from replying to a message, as an administrator can.
func (w *Workspace) LockThread(channelID, ts string) error {
	return w.changeChannel(channelID, func(c *conversation) {
		if c.locked == nil {
			c.locked = map[string]bool{}
		}
		c.locked[ts] = true
	})
}

// SetMessagesTab turns the app's Messages tab on or off, as its owner can in its settings. While the tab is off, the
// app cannot send anybody a direct message.
func (w *Workspace) SetMessagesTab(on bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.noMessagesTab = !on
	w.bump()
}

// SetUndeletable has every chat.delete refused with a word of Slack's, as compliance_exports_prevent_deletion is in a
// workspace that must keep its messages, or cant_delete_message; with none they can be deleted. See “Errors” in
// https://docs.slack.dev/reference/methods/chat.delete.
func (w *Workspace) SetUndeletable(word string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.undeletable = word
	w.bump()
}

// forbids is Slack's word where the app may not post in a conversation, or reply in its thread; empty where it may. The
// lock is held.
func (w *Workspace) forbids(c *conversation, thread string) string {
	switch {
	case c.with != "" && w.noMessagesTab:
		return "messages_tab_disabled"
	case c.rule == Administrators:
		return "restricted_action_read_only_channel"
	case c.rule == RepliesOnly && thread == "":
		return "restricted_action_thread_only_channel"
	case c.rule == NoThreads && thread != "":
		return "restricted_action_non_threadable_channel"
	case c.locked[thread]:
		return "restricted_action_thread_locked"
	}
	return ""
}

// Called lists the methods of the Web API that the app has called, each once. A response_url counts as a method here.
func (w *Workspace) Called() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Sorted(maps.Keys(w.called))
}

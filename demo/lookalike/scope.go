package lookalike

import "slices"

// neededScope is what a bot's token must have been granted for a method, by Slack's reference of each. Methods that need none, such
// as auth.test and the views', are not in it. Reading a conversation depends on its kind; see scopeOf. That chat.postMessage opens a
// DM by a person's id needs no im:write.
var neededScope = map[string]string{
	"chat.postMessage":    "chat:write",
	"chat.postEphemeral":  "chat:write",
	"chat.update":         "chat:write",
	"chat.delete":         "chat:write",
	"conversations.open":  "im:write",
	"users.info":          "users:read",
	"users.lookupByEmail": "users:read.email",
}

// scopeOf is the scope that a call needs; empty for none. The lock is held.
func (w *Workspace) scopeOf(c call) string {
	kind := "channels:"
	if room := w.conversations[c.channel()]; room != nil && room.with != "" {
		kind = "im:"
	}
	switch c.method {
	case "conversations.history", "conversations.replies":
		return kind + "history"
	case "conversations.info", "conversations.members":
		return kind + "read"
	}
	return neededScope[c.method]
}

// missingScope is the scope that a call lacks; empty where it lacks none, or Config does not say what was granted. The lock is held.
func (w *Workspace) missingScope(c call) string {
	needed := w.scopeOf(c)
	if w.config.Scopes == nil || needed == "" || slices.Contains(w.config.Scopes, needed) {
		return ""
	}
	return needed
}

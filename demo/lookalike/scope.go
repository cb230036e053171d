package lookalike

import "slices"

// neededScope is what a bot's token must have been granted for a method, by Slack's reference of each. Methods that
// need none, such as auth.test and the views', are not in it. Reading a conversation depends on its kind; see scopeOf.
// That chat.postMessage opens a DM by a person's id needs no im:write.
var neededScope = map[string]string{
	"chat.postMessage":    "chat:write",
	"chat.postEphemeral":  "chat:write",
	"chat.update":         "chat:write",
	"chat.delete":         "chat:write",
	"conversations.open":  "im:write",
	"bots.info":           "users:read",
	"users.info":          "users:read",
	"users.list":          "users:read",
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

// eventScope is the scope without which Slack does not send an event; empty for none, as with app_home_opened.
func eventScope(event map[string]any) string {
	switch {
	case event["type"] == "app_mention":
		return "app_mentions:read"
	case event["type"] == "message" && event["channel_type"] == "im":
		return "im:history"
	}
	return ""
}

// granted says whether the app has a scope, or needs none. The lock need not be held.
func (w *Workspace) granted(scope string) bool {
	return w.config.Scopes == nil || scope == "" || slices.Contains(w.config.Scopes, scope)
}

// missingScope is the scope that a call lacks; empty where it lacks none, or Config does not say what was granted. The
// lock is held.
func (w *Workspace) missingScope(c call) string {
	if needed := w.scopeOf(c); !w.granted(needed) {
		return needed
	}
	return ""
}

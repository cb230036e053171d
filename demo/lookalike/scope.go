package lookalike

import "slices"

// neededScope is the scope that a bot's token needs for a method, as Slack's reference says. Methods that need none,
// such as auth.test and those for views, are left out. Reading a conversation depends on its kind: see scopeOf.
// chat.postMessage opens a DM by a person's id without im:write.
var neededScope = map[string]string{
	"chat.postMessage":             "chat:write",
	"chat.postEphemeral":           "chat:write",
	"chat.update":                  "chat:write",
	"chat.delete":                  "chat:write",
	"conversations.open":           "im:write",
	"bots.info":                    "users:read",
	"users.info":                   "users:read",
	"files.completeUploadExternal": "files:write",
	"files.getUploadURLExternal":   "files:write",
	"files.info":                   "files:read",
	"users.list":                   "users:read",
	"users.lookupByEmail":          "users:read.email",
}

// scopeOf is the scope that a call needs. It is empty for none. The lock is held.
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

// eventScope is the scope without which Slack does not send an event. It is empty for none, as with app_home_opened.
func eventScope(event map[string]any) string {
	switch {
	case event["type"] == "app_mention":
		return "app_mentions:read"
	case event["type"] == "message" && event["channel_type"] == "im":
		return "im:history"
	}
	return ""
}

// granted reports whether the app has a scope, or none is needed. The lock need not be held.
func (w *Workspace) granted(scope string) bool {
	return w.config.Scopes == nil || scope == "" || slices.Contains(w.config.Scopes, scope)
}

// missingScope is the scope that a call lacks. It is empty if it lacks none, or if Config does not say what was
// granted. The lock is held.
func (w *Workspace) missingScope(c call) string {
	if needed := w.scopeOf(c); !w.granted(needed) {
		return needed
	}
	return ""
}

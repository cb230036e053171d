package lookalike

import (
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// maxCall is how much of a call's body is read. Slack's own limit is of this order, and larger ones are cut there too.
const maxCall = 1 << 20

// call is one Web API call, its arguments as text whichever way they came: blocks and views are JSON.
type call struct {
	method string
	args   map[string]string
	body   []byte
}

func (c call) get(name string) string { return c.args[name] }

func (c call) has(name string) bool { _, ok := c.args[name]; return ok }

func (c call) raw(name string) json.RawMessage { return json.RawMessage(c.args[name]) }

// channel is the conversation that a call is about, or the person whose DM it is; empty where it is about none.
func (c call) channel() string {
	if c.method == "files.completeUploadExternal" {
		return c.get("channel_id")
	}
	if id := c.get("channel"); id != "" || c.method != "conversations.open" {
		return id
	}
	return c.get("users")
}

func (c call) truthy(name string) bool {
	switch strings.ToLower(c.args[name]) {
	case "1", "true":
		return true
	}
	return false
}

func (c call) number(name string, otherwise int) int {
	if n, err := strconv.Atoi(c.args[name]); err == nil && n > 0 {
		return n
	}
	return otherwise
}

// answer is what a method says, without "ok".
type answer map[string]any

// apiError is a method's refusal: Slack's code, and what exactly where it says.
type apiError struct {
	code     string
	messages []string
	errors   []any // blocks.validate's own list; nil elsewhere
}

func failed(code string, messages ...string) (answer, *apiError) {
	return nil, &apiError{code: code, messages: messages}
}

// methods of the Web API. They run with the lock held.
var methods = map[string]func(*Workspace, call) (answer, *apiError){
	"auth.test":                    (*Workspace).authTest,
	"apps.connections.open":        (*Workspace).openConnection,
	"bots.info":                    (*Workspace).botInfo,
	"blocks.validate":              (*Workspace).validateBlocks,
	"chat.postMessage":             (*Workspace).postMessage,
	"chat.postEphemeral":           (*Workspace).postEphemeral,
	"chat.update":                  (*Workspace).updateMessage,
	"chat.delete":                  (*Workspace).deleteMessage,
	"chat.getPermalink":            (*Workspace).permalink,
	"conversations.history":        (*Workspace).history,
	"conversations.info":           (*Workspace).conversationInfo,
	"conversations.members":        (*Workspace).conversationMembers,
	"conversations.open":           (*Workspace).openConversation,
	"conversations.replies":        (*Workspace).replies,
	"files.completeUploadExternal": (*Workspace).completeUpload,
	"files.getUploadURLExternal":   (*Workspace).getUploadURL,
	"files.info":                   (*Workspace).fileInfo,
	"users.info":                   (*Workspace).userInfo,
	"users.list":                   (*Workspace).userList,
	"users.lookupByEmail":          (*Workspace).userByEmail,
	"views.open":                   (*Workspace).openView,
	"views.publish":                (*Workspace).publishView,
	"views.push":                   (*Workspace).pushView,
	"views.update":                 (*Workspace).updateView,

	"apps.manifest.validate": (*Workspace).validateManifest,
}

// open are the methods that anybody may call, with or without a token.
var open = map[string]bool{"blocks.validate": true}

func (w *Workspace) serveAPI(rw http.ResponseWriter, r *http.Request) {
	method := r.PathValue("method")
	c, token, problem := readCall(rw, r, method)
	w.harmed(method, c.channel(), rw, r, func(rw http.ResponseWriter, _ *http.Request) {
		w.mu.Lock()
		if wait := w.limit(c); wait > 0 {
			w.mu.Unlock()
			limited(rw, wait)
			return
		}
		said, err := w.carryOut(c, token, problem)
		if err != nil && err.errors == nil { // what blocks.validate finds is its answer, not a refusal
			w.refuse(method, err.code, err.messages, c.body)
		}
		w.mu.Unlock()
		sayJSON(rw, said, err)
	})
}

// carryOut does a call, or says why not. The lock is held.
func (w *Workspace) carryOut(c call, token, problem string) (answer, *apiError) {
	do, known := methods[c.method]
	wanted, other := w.config.BotToken, w.config.AppToken
	if c.method == "apps.connections.open" {
		wanted, other = other, wanted
	}
	switch {
	case !known:
		return failed("unknown_method")
	case open[c.method]:
	case token == "":
		return failed("not_authed")
	case c.method == "apps.manifest.validate" && strings.HasPrefix(token, "xoxe.xoxp-"):
		// The token is of the person who makes apps, not of this app.
		return do(w, c)
	case c.method == "apps.manifest.validate":
		return failed("not_allowed_token_type")
	case token == other:
		return failed("not_allowed_token_type")
	case token != wanted:
		return failed("invalid_auth")
	case problem != "":
		return failed(problem)
	}
	if needed := w.missingScope(c); needed != "" {
		return failed("missing_scope", "needed: "+needed+"; provided: "+strings.Join(w.config.Scopes, ","))
	}
	return do(w, c)
}

// readCall takes the arguments out of the body (a form or JSON) and the URL, and the token out of its header or its
// field.
func readCall(rw http.ResponseWriter, r *http.Request, method string) (c call, token, problem string) {
	c = call{method: method, args: map[string]string{}}
	for name, values := range r.URL.Query() {
		c.args[name] = values[0]
	}
	body, err := io.ReadAll(http.MaxBytesReader(rw, r.Body, maxCall))
	if err != nil {
		problem = "request_timeout"
	}
	c.body = body
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case len(body) == 0:
	case kind == "application/json":
		var fields map[string]json.RawMessage
		if json.Unmarshal(body, &fields) != nil {
			problem = "invalid_json"
		}
		for name, field := range fields {
			if string(field) != "null" {
				c.args[name] = plain(field)
			}
		}
		delete(c.args, "token") // Slack reads a JSON call's token from the header only
	default:
		form, err := url.ParseQuery(string(body))
		if err != nil {
			problem = "invalid_form_data"
		}
		for name, values := range form {
			c.args[name] = values[0]
		}
	}
	token, found := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !found {
		token = c.args["token"]
	}
	return c, strings.TrimSpace(token), problem
}

// plain is a JSON string's text, and any other JSON as it is written.
func plain(field json.RawMessage) string {
	var text string
	if json.Unmarshal(field, &text) == nil {
		return text
	}
	return string(field)
}

func sayJSON(rw http.ResponseWriter, said answer, err *apiError) {
	if said == nil {
		said = answer{}
	}
	said["ok"] = err == nil
	if err != nil {
		said["error"] = err.code
		if len(err.messages) > 0 {
			said["response_metadata"] = map[string]any{"messages": err.messages}
		}
		if err.errors != nil {
			said["errors"] = err.errors
		}
	}
	rw.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, _ = rw.Write(encoded(said))
}

func (w *Workspace) authTest(call) (answer, *apiError) {
	said := answer{
		"url": w.address + "/", "team": w.config.TeamName, "user": w.bot.handle(), "team_id": w.config.TeamID,
		"user_id": w.bot.ID, "bot_id": w.botID(), "is_enterprise_install": false,
	}
	if w.config.EnterpriseID != "" { // Slack leaves it out elsewhere
		said["enterprise_id"] = w.config.EnterpriseID
	}
	return said, nil
}

// botInfo says which app a bot is of. It wants the bot's own id, not its user's.
func (w *Workspace) botInfo(c call) (answer, *apiError) {
	switch c.get("bot") {
	case "":
		return answer{}, nil
	case w.botID():
		return answer{"bot": map[string]any{
			"id": w.botID(), "deleted": false, "name": w.bot.Name, "updated": 0, "app_id": w.appID(), "user_id": w.bot.ID, "icons": map[string]any{},
		}}, nil
	}
	return failed("bot_not_found")
}

// botID is the id of the bot itself, which Slack keeps apart from its user's: U0CHASER is B0CHASER.
func (w *Workspace) botID() string { return "B" + strings.TrimLeft(w.bot.ID, "UW") }

// appID is the app's, A0CHASER.
func (w *Workspace) appID() string { return "A" + strings.TrimLeft(w.bot.ID, "UW") }

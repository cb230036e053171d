package bot

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"

	"github.com/slack-go/slack"
)

// Handler is the HTTP door: Slack's three signed endpoints, and what an operator watches. While a signing secret is
// replaced, both the old and the new one hold. Without any, or with an empty one, nothing that claims to come from
// Slack is believed.
func (b *Bot) Handler(signingSecrets ...string) http.Handler {
	mux := b.endpoints(signingSecrets)
	b.operate(mux)
	return mux
}

// Endpoints is Handler without what an operator watches, which then stands elsewhere.
func (b *Bot) Endpoints(signingSecrets ...string) http.Handler { return b.endpoints(signingSecrets) }

func (b *Bot) endpoints(signingSecrets []string) *http.ServeMux {
	mux := http.NewServeMux()
	signed := func(limit int64, answer func(w http.ResponseWriter, r *http.Request, body []byte)) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			body, whole := readBody(r, limit)
			ok, why := genuine(signingSecrets, r.Header, body, b.now())
			if !whole {
				ok, why = false, unread
			}
			switch {
			case ok:
				answer(w, r, body)
			case whole && r.URL.Path == commandsPath && checksCertificate(body):
			default:
				b.metrics.refused.Inc()
				b.turnedAway.note(b.log, b.now(), why)
				// One answer for every reason, so that a forger learns nothing.
				http.Error(w, "unauthorised", http.StatusUnauthorized)
			}
		}
	}
	mux.HandleFunc("POST "+commandsPath, signed(maxCommand, b.serveCommand))
	mux.HandleFunc("GET "+commandsPath, serveCertificateCheck)
	mux.HandleFunc("POST /slack/interactions", signed(maxBody, b.serveInteraction))
	mux.HandleFunc("POST /slack/events", signed(maxBody, b.serveEvent))
	return mux
}

// readBody reads a request's body. whole is false where the body could not be read, or is larger than a request of its
// kind may be. The rest of a large one is read and thrown away, up to maxBody, so that its sender reads the answer.
func readBody(r *http.Request, limit int64) (body []byte, whole bool) {
	if r.Header.Get("X-Slack-Signature") == "" {
		limit = maxUnsigned
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, limit+1))
	if err == nil && int64(len(body)) > limit {
		_, _ = io.CopyN(io.Discard, r.Body, maxBody)
		return nil, false
	}
	return body, err == nil
}

const commandsPath = "/slack/commands"

// checksCertificate reports whether a form is Slack's check of a command's certificate, which it makes now and then
// without a signature. It holds nothing to act on, and an empty 200 is the answer.
//
// Source: https://docs.slack.dev/interactivity/implementing-slash-commands
func checksCertificate(body []byte) bool {
	form, err := url.ParseQuery(string(body))
	return err == nil && form.Get("ssl_check") == "1" && !form.Has("command")
}

// serveCertificateCheck answers the same check by GET.
func serveCertificateCheck(w http.ResponseWriter, r *http.Request) {
	if !checksCertificate([]byte(r.URL.RawQuery)) {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "Slack's commands come here by POST", http.StatusMethodNotAllowed)
	}
}

// Operations is what an operator watches, without Slack's endpoints. It goes with Socket Mode.
func (b *Bot) Operations() http.Handler {
	mux := http.NewServeMux()
	b.operate(mux)
	return mux
}

func (b *Bot) serveCommand(w http.ResponseWriter, r *http.Request, body []byte) {
	form, err := url.ParseQuery(string(body))
	if form.Get("ssl_check") == "1" { // signed or not, it is not a command
		return
	}
	if err != nil || form.Get("user_id") == "" {
		http.Error(w, "not a slash command: there is no user_id in the form", http.StatusBadRequest)
		return
	}
	command := slack.SlashCommand{
		TeamID:       form.Get("team_id"),
		TeamDomain:   form.Get("team_domain"),
		EnterpriseID: form.Get("enterprise_id"),
		ChannelID:    form.Get("channel_id"),
		ChannelName:  form.Get("channel_name"),
		UserID:       form.Get("user_id"),
		UserName:     form.Get("user_name"),
		Command:      form.Get("command"),
		Text:         form.Get("text"),
		ResponseURL:  form.Get("response_url"),
		TriggerID:    form.Get("trigger_id"),
		APIAppID:     form.Get("api_app_id"),
	}
	request := requestID(command.TriggerID, r.Header.Get("X-Slack-Signature"))
	if message := b.enterCommand(r.Context(), command, request); message != nil {
		writeJSON(w, message)
	}
}

func (b *Bot) serveInteraction(w http.ResponseWriter, r *http.Request, body []byte) {
	form, err := url.ParseQuery(string(body))
	var interaction slack.InteractionCallback
	if err == nil {
		err = json.Unmarshal([]byte(form.Get("payload")), &interaction)
	}
	if err != nil || interaction.User.ID == "" {
		http.Error(w, "not an interaction: the form has no payload with a user", http.StatusBadRequest)
		return
	}
	request := requestID(interaction.TriggerID, r.Header.Get("X-Slack-Signature"))
	if response := b.enterInteraction(r.Context(), interaction, request); response != nil {
		writeJSON(w, response)
	}
}

// serveEvent takes what happened, and answers Slack's check of the address. It acknowledges events of kinds that the
// bot does not know, which Slack would send again otherwise.
func (b *Bot) serveEvent(w http.ResponseWriter, r *http.Request, body []byte) {
	var event struct {
		Type      string `json:"type"`
		Challenge string `json:"challenge"`
	}
	if err := json.Unmarshal(body, &event); err != nil {
		http.Error(w, "not an event: the body is not JSON", http.StatusBadRequest)
		return
	}
	if event.Type == "url_verification" {
		writeJSON(w, map[string]string{"challenge": event.Challenge})
		return
	}
	h, err := readHappening(body)
	if err != nil {
		http.Error(w, "not an event: its fields are not Slack's", http.StatusBadRequest)
		return
	}
	if b.enterEvent(r.Context(), h) != nil {
		http.Error(w, "not taken; please send it again", http.StatusInternalServerError)
	}
}

func writeJSON(w http.ResponseWriter, v any) {
	text, err := json.Marshal(v)
	if err != nil {
		http.Error(w, "the answer could not be written", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, _ = w.Write(text) // a person who has gone away cannot be told
}

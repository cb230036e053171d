package lookalike

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"unicode"
)

// slash delivers a slash command and applies the answer.
func (w *Workspace) slash(ctx context.Context, p Person, room *conversation, line string) reply {
	command := firstWord(line)
	text := strings.TrimSpace(strings.TrimPrefix(line, command))

	w.mu.Lock()
	hook := w.issueResponseURL(room.id, p.ID, nil)
	fields := map[string]string{
		"token": verificationToken, "team_id": p.TeamID, "team_domain": w.domain(),
		"channel_id": room.id, "channel_name": room.name, "user_id": p.ID, "user_name": p.handle(),
		"command": command, "text": w.escape(text), "api_app_id": w.appID(), "is_enterprise_install": "false",
		"response_url": hook, "trigger_id": w.issueTrigger(p.ID, ""),
	}
	if p.EnterpriseID != "" {
		fields["enterprise_id"], fields["enterprise_name"] = p.EnterpriseID, w.config.TeamName
	}
	w.mu.Unlock()

	form := url.Values{}
	payload := map[string]any{}
	for name, value := range fields {
		form.Set(name, value)
		payload[name] = value
	}
	payload["is_enterprise_install"] = false
	r := w.send(ctx, delivery{
		what: command, kind: "slash_commands", url: w.config.CommandsURL, mime: "application/x-www-form-urlencoded",
		body: []byte(form.Encode()), payload: encoded(payload), answered: true,
	})

	w.mu.Lock()
	defer w.mu.Unlock()
	if r.failed != "" {
		w.slackbotSays(room, p.ID, commandFailed(command, r.failed))
		return r
	}
	w.applyCommandAnswer(room, p, line, r)
	return r
}

func firstWord(line string) string {
	if end := strings.IndexFunc(line, unicode.IsSpace); end >= 0 {
		return line[:end]
	}
	return line
}

// verificationToken is the deprecated proof of origin, which Slack still sends. No app should trust it.
const verificationToken = "lookalike-verification-token"

// domain is the workspace's name in its address.
func (w *Workspace) domain() string {
	return strings.ReplaceAll(Person{Name: w.config.TeamName}.handle(), ".", "-")
}

func commandFailed(command, code string) string {
	return fmt.Sprintf("%s failed with the error %q", command, code)
}

// slackbotSays shows Slack's own words to one person. The lock is held.
func (w *Workspace) slackbotSays(room *conversation, person, text string) {
	w.post(room, message{user: Slackbot, onlyFor: person, text: entities(text)})
}

// applyCommandAnswer shows what the app answered to a slash command. The lock is held.
func (w *Workspace) applyCommandAnswer(room *conversation, p Person, line string, r reply) {
	if len(bytes.TrimSpace(r.body)) == 0 {
		return
	}
	s, problem := readAnswer(r)
	if problem != nil {
		w.refuse(w.config.Command, problem.code, problem.messages, r.body)
		w.slackbotSays(room, p.ID, commandFailed(w.config.Command, invalidAnswer))
		return
	}
	if !s.empty() {
		// Slack tells nobody that it refuses these: it shows nothing, and the app does not hear of it.
		if problem := w.judged(s.Text, s.Blocks); problem != nil {
			w.refuse(w.config.Command, problem.code, problem.messages, r.body)
			return
		}
	}
	if s.ResponseType == "in_channel" { // then everybody sees what was typed, too
		w.post(room, message{user: p.ID, text: w.escape(line)})
	}
	if !s.empty() {
		w.show(&responseURL{channel: room.id, person: p.ID}, s)
	}
}

const invalidAnswer = "invalid_command_response"

// readAnswer reads the message in an answer: JSON if the answer says that it is, otherwise its words.
func readAnswer(r reply) (said, *apiError) {
	if !r.isJSON() {
		return said{Text: string(r.body)}, nil
	}
	var s said
	if err := json.Unmarshal(r.body, &s); err != nil {
		return s, &apiError{code: invalidAnswer, messages: []string{"the answer is not a message: " + err.Error()}}
	}
	return s, nil
}

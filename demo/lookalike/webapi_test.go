package lookalike

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"
)

// called calls a method as curl would. It returns Slack's error, empty if there was none, and the whole answer.
func called(t *testing.T, w *Workspace, method, token, mime, body string) (string, map[string]any) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, w.address+"/api/"+method, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", mime)
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := w.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	raw, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	answer, _ := decoded(raw).(map[string]any)
	if answer == nil {
		t.Fatalf("%s answered %d %q", method, response.StatusCode, raw)
	}
	code, _ := answer["error"].(string)
	if ok, _ := answer["ok"].(bool); ok != (code == "") {
		t.Fatalf("%s answered %s", method, raw)
	}
	return code, answer
}

func TestWebAPIErrors(t *testing.T) {
	t.Parallel()
	const form, jsonMIME = "application/x-www-form-urlencoded", "application/json"
	tests := []struct{ name, method, token, mime, body, want string }{
		{"no token", "auth.test", "", form, "", "not_authed"},
		{"wrong token", "auth.test", "xoxb-other", form, "", "invalid_auth"},
		{"the app's token", "auth.test", appToken, form, "", "not_allowed_token_type"},
		{"token in the form", "auth.test", "", form, "token=" + botToken, ""},
		{"token in JSON does not count", "auth.test", "", jsonMIME, `{"token":"` + botToken + `"}`, "not_authed"},
		{"the bot's token opens no socket", "apps.connections.open", botToken, form, "", "not_allowed_token_type"},
		{"unknown method", "chat.shout", botToken, form, "", "unknown_method"},
		{"broken JSON", "chat.postMessage", botToken, jsonMIME, `{"channel"`, "invalid_json"},
		{"no such channel", "chat.postMessage", botToken, form, "channel=C0NONE&text=x", "channel_not_found"},
		{"not a member", "chat.postMessage", botToken, form, "channel=C0PRIV&text=x", "not_in_channel"},
		{"archived", "chat.postMessage", botToken, form, "channel=C0OLD&text=x", "is_archived"},
		{"a person deactivated before the app came", "chat.postMessage", botToken, form, "channel=U0GONE&text=x", "channel_not_found"},
		{"nothing to say", "chat.postMessage", botToken, form, "channel=C0CSMI", "no_text"},
		{"too long", "chat.postMessage", botToken, form, "channel=C0CSMI&text=" + strings.Repeat("x", 40_001), "msg_too_long"},
		{"blocks as JSON", "chat.postMessage", botToken, jsonMIME, `{"channel":"C0CSMI","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"x"}}]}`, ""},
		{"blocks as a string in JSON", "chat.postMessage", botToken, jsonMIME, `{"channel":"C0CSMI","blocks":"[{\"type\":\"divider\"}]"}`, ""},
		{"faulty blocks", "chat.postMessage", botToken, jsonMIME, `{"channel":"C0CSMI","text":"x","blocks":[{"type":"section"}]}`, "invalid_blocks"},
		{"metadata that is none", "chat.postMessage", botToken, jsonMIME, `{"channel":"C0CSMI","text":"x","metadata":{"event_type":"x"}}`, "invalid_metadata_format"},
		{"no such thread", "chat.postMessage", botToken, form, "channel=C0CSMI&text=x&thread_ts=1.000001", "thread_not_found"},
		{"ephemeral for an outsider", "chat.postEphemeral", botToken, form, "channel=C0CSMI&text=x&user=U0LIBD", "user_not_in_channel"},
		{"update of nothing", "chat.update", botToken, form, "channel=C0CSMI&text=x&ts=1.000001", "message_not_found"},
		{"delete of nothing", "chat.delete", botToken, form, "channel=C0CSMI&ts=1.000001", "message_not_found"},
		{"permalink of nothing", "chat.getPermalink", botToken, form, "channel=C0CSMI&message_ts=1.000001", "message_not_found"},
		{"history elsewhere", "conversations.history", botToken, form, "channel=C0PRIV", "not_in_channel"},
		{"a cursor of nowhere", "conversations.history", botToken, form, "channel=C0CSMI&cursor=x", "invalid_cursor"},
		{"a time for a ts", "conversations.history", botToken, form, "channel=C0CSMI&oldest=2024-01-08T09:00:00Z", "invalid_ts_oldest"},
		{"a time that is none", "conversations.history", botToken, form, "channel=C0CSMI&latest=now", "invalid_ts_latest"},
		{"Unix seconds for a ts", "conversations.history", botToken, form, "channel=C0CSMI&oldest=1704704400&latest=0", ""},
		{"history by a person's id", "conversations.history", botToken, form, "channel=U0COR", "channel_not_found"},
		{"history of a DM", "conversations.history", botToken, form, "channel=D0COR&include_all_metadata=true", ""},
		{"update by a person's id", "chat.update", botToken, form, "channel=U0COR&text=x&ts=1.000001", "channel_not_found"},
		{"delete by a person's id", "chat.delete", botToken, form, "channel=U0COR&ts=1.000001", "channel_not_found"},
		{"replies to nothing", "conversations.replies", botToken, form, "channel=C0CSMI&ts=1.000001", "thread_not_found"},
		{"members of nothing", "conversations.members", botToken, form, "channel=C0NONE", "channel_not_found"},
		{"info of nothing", "conversations.info", botToken, form, "channel=C0NONE", "channel_not_found"},
		{"DM with nobody", "conversations.open", botToken, form, "users=U0NOBODY", "user_not_found"},
		{"DM with no one named", "conversations.open", botToken, form, "", "users_list_not_supplied"},
		{"DM with the deactivated", "conversations.open", botToken, form, "users=U0GONE", "user_disabled"},
		{"DM with a bot", "conversations.open", botToken, form, "users=U0CHASER", "cannot_dm_bot"},
		{"no such person", "users.info", botToken, form, "user=U0NOBODY", "user_not_found"},
		{"no such address", "users.lookupByEmail", botToken, form, "email=x@example.org", "users_not_found"},
		{"no address", "users.lookupByEmail", botToken, form, "email=", "users_not_found"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w, _ := stage(t)
			got, answer := called(t, w, test.method, test.token, test.mime, test.body)
			if got != test.want {
				t.Fatalf("error %q, want %q", got, test.want)
			}
			if test.want == "" {
				noRefusals(t, w)
				return
			}
			wantRefusal(t, w, test.method, test.want)
			if test.want == "invalid_blocks" {
				metadata, _ := answer["response_metadata"].(map[string]any)
				if messages, _ := metadata["messages"].([]any); len(messages) == 0 {
					t.Errorf("it does not say what is wrong: %v", answer)
				}
			}
		})
	}
}

func TestMessagesThroughTheWebAPI(t *testing.T) {
	t.Parallel()
	clock := &handClock{at: time.Date(2024, 1, 8, 9, 0, 0, 0, time.UTC)}
	w, a := stage(t, func(c *Config) { c.Clock = clock.now })

	channel, ts, err := a.api.PostMessage("U0COR", slack.MsgOptionText("178 is due", false),
		slack.MsgOptionMetadata(slack.SlackMetadata{EventType: "chaser", EventPayload: map[string]any{"key": "7f3a"}}))
	if err != nil || channel != "D0COR" || ts != "1704704400.000100" {
		t.Fatalf("posted as %s in %s: %v", ts, channel, err)
	}
	if got := w.Messages("D0COR", "U0COR"); len(got) != 1 || got[0].Text != "178 is due" || got[0].User != "U0CHASER" || !strings.Contains(string(got[0].Metadata), "7f3a") {
		t.Fatalf("the coroner sees %+v", got)
	}
	if got := w.Messages("D0COR", "U0MGR"); got != nil {
		t.Errorf("the manager reads the coroner's messages: %v", got)
	}

	section := slack.NewSectionBlock(slack.NewTextBlockObject("mrkdwn", "All in, *thank you*", false, false), nil, nil)
	if _, _, _, err := a.api.UpdateMessage("D0COR", ts, slack.MsgOptionText("All in", false), slack.MsgOptionBlocks(section)); err != nil {
		t.Fatal(err)
	}
	got := w.Messages("D0COR", "U0COR")[0]
	if !got.Edited || PlainText(got.Blocks, got.Text) != "All in, thank you" || !strings.Contains(string(got.Metadata), "7f3a") {
		t.Errorf("updated to %+v", got)
	}
	if _, _, _, err := a.api.UpdateMessage("D0COR", ts, slack.MsgOptionText("Only words", false)); err != nil {
		t.Fatal(err)
	}
	if got := w.Messages("D0COR", "U0COR")[0]; len(got.Blocks) != 0 || got.Text != "Only words" {
		t.Errorf("text alone takes the blocks away, and here it left %+v", got)
	}
	if _, _, err := a.api.DeleteMessage("D0COR", ts); err != nil || len(w.Messages("D0COR", "U0COR")) != 0 {
		t.Errorf("deleted: %v, leaving %v", err, w.Messages("D0COR", "U0COR"))
	}
	noRefusals(t, w)

	typed(t, w, "U0COR", "C0CSMI", "My own words")
	theirs := w.Messages("C0CSMI", "U0COR")[0].TS
	if _, _, _, err := a.api.UpdateMessage("C0CSMI", theirs, slack.MsgOptionText("x", false)); err == nil || err.Error() != "cant_update_message" {
		t.Errorf("a person's message is updated: %v", err)
	}
	if _, _, err := a.api.DeleteMessage("C0CSMI", theirs); err == nil || err.Error() != "cant_delete_message" {
		t.Errorf("a person's message is deleted: %v", err)
	}
}

func TestEphemeralMessagesAreSeenByOneAndFoundByNobody(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	ts, err := a.api.PostEphemeral("C0CSMI", "U0COR", slack.MsgOptionText("Between us", false))
	if err != nil {
		t.Fatal(err)
	}
	if got := w.Messages("C0CSMI", "U0COR"); len(got) != 1 || !got[0].Ephemeral || got[0].TS != ts {
		t.Errorf("the coroner sees %v", got)
	}
	if got := w.Messages("C0CSMI", "U0MGR"); len(got) != 0 {
		t.Errorf("the manager sees %v", got)
	}
	history, err := a.api.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: "C0CSMI"})
	if err != nil || len(history.Messages) != 0 {
		t.Errorf("history tells %v, %v", history, err)
	}
	if _, _, _, err := a.api.UpdateMessage("C0CSMI", ts, slack.MsgOptionText("x", false)); err == nil || err.Error() != "message_not_found" {
		t.Errorf("an ephemeral message is updated: %v", err)
	}
}

func TestHistoryInPages(t *testing.T) {
	t.Parallel()
	clock := &handClock{at: time.Date(2024, 1, 8, 9, 0, 0, 0, time.UTC)}
	w, a := stage(t, func(c *Config) { c.Clock = clock.now })
	var stamps []string
	for _, text := range []string{"one", "two", "three", "four", "five"} {
		_, ts, err := a.api.PostMessage("C0CSMI", slack.MsgOptionText(text, false),
			slack.MsgOptionMetadata(slack.SlackMetadata{EventType: "n", EventPayload: map[string]any{"is": text}}))
		if err != nil {
			t.Fatal(err)
		}
		stamps = append(stamps, ts)
		clock.turn(time.Minute)
	}
	if _, _, err := a.api.PostMessage("C0CSMI", slack.MsgOptionText("a reply", false), slack.MsgOptionTS(stamps[1])); err != nil {
		t.Fatal(err)
	}
	read := func(p slack.GetConversationHistoryParameters) (texts []string, cursor string) {
		p.ChannelID = "C0CSMI"
		h, err := a.api.GetConversationHistory(&p)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range h.Messages {
			texts = append(texts, m.Text)
			if (m.Metadata.EventType != "") != p.IncludeAllMetadata {
				t.Errorf("metadata %+v, asked for: %v", m.Metadata, p.IncludeAllMetadata)
			}
		}
		return texts, h.ResponseMetaData.NextCursor
	}
	first, cursor := read(slack.GetConversationHistoryParameters{Limit: 2, IncludeAllMetadata: true})
	second, cursor2 := read(slack.GetConversationHistoryParameters{Limit: 2, Cursor: cursor})
	third, end := read(slack.GetConversationHistoryParameters{Limit: 2, Cursor: cursor2})
	if diff := cmp.Diff([][]string{{"five", "four"}, {"three", "two"}, {"one"}}, [][]string{first, second, third}); diff != "" || end != "" {
		t.Error(diff, end)
	}
	between, _ := read(slack.GetConversationHistoryParameters{Oldest: stamps[1], Latest: stamps[3]})
	with, _ := read(slack.GetConversationHistoryParameters{Oldest: stamps[1], Latest: stamps[3], Inclusive: true})
	if diff := cmp.Diff([][]string{{"three"}, {"four", "three", "two"}}, [][]string{between, with}); diff != "" {
		t.Error(diff)
	}
	thread, _, _, err := a.api.GetConversationReplies(&slack.GetConversationRepliesParameters{ChannelID: "C0CSMI", Timestamp: stamps[1]})
	if err != nil || len(thread) != 2 || thread[0].Text != "two" || thread[1].Text != "a reply" || thread[1].ThreadTimestamp != stamps[1] {
		t.Errorf("the thread is %+v, %v", thread, err)
	}
	noRefusals(t, w)
}

func TestPeopleAndConversations(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	who, err := a.api.AuthTest()
	if err != nil || who.UserID != "U0CHASER" || who.BotID != "B0CHASER" || who.TeamID != "T0COUNCIL" || who.Team != "Westbourne Council" {
		t.Errorf("auth.test: %+v, %v", who, err)
	}
	guest, err := a.api.GetUserInfo("U0GUEST")
	if err != nil || !guest.IsUltraRestricted || !guest.IsRestricted || guest.IsStranger {
		t.Errorf("the guest: %+v, %v", guest, err)
	}
	paris, err := a.api.GetUserInfo("U0LIBD")
	if err != nil || paris.TZ != "Europe/Paris" || paris.RealName != "Library lead deputy" || paris.Name != "library.lead.deputy" || paris.IsBot {
		t.Errorf("the deputy: %+v, %v", paris, err)
	}
	outsider, err := a.api.GetUserInfo("U0OUT")
	if err != nil || !outsider.IsStranger || outsider.TeamID != "T0OTHER" {
		t.Errorf("the outsider: %+v, %v", outsider, err)
	}
	gone, err := a.api.GetUserInfo("U0GONE")
	if err != nil || !gone.Deleted {
		t.Errorf("the deactivated: %+v, %v", gone, err)
	}
	found, err := a.api.GetUserByEmail("CORONER@example.org")
	if err != nil || found.ID != "U0COR" {
		t.Errorf("by e-mail: %+v, %v", found, err)
	}
	dm, _, _, err := a.api.OpenConversation(&slack.OpenConversationParameters{Users: []string{"U0COR"}})
	if err != nil || dm.ID != "D0COR" {
		t.Errorf("conversations.open: %+v, %v", dm, err)
	}
	channel, err := a.api.GetConversationInfo(&slack.GetConversationInfoInput{ChannelID: "C0PRIV"})
	if err != nil || channel.Name != "leads" || channel.IsMember || channel.IsArchived {
		t.Errorf("conversations.info: %+v, %v", channel, err)
	}
	var members []string
	for cursor := ""; ; {
		page, next, err := a.api.GetUsersInConversation(&slack.GetUsersInConversationParameters{ChannelID: "C0CSMI", Cursor: cursor, Limit: 4})
		if err != nil {
			t.Fatal(err)
		}
		members = append(members, page...)
		if cursor = next; cursor == "" {
			break
		}
	}
	if diff := cmp.Diff(council().Channels[0].Members, members); diff != "" {
		t.Error(diff)
	}
	noRefusals(t, w)
}

func TestAPermalinkLeadsToTheMessage(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	channel, ts, err := a.api.PostMessage("C0CSMI", slack.MsgOptionText("Here", false))
	if err != nil {
		t.Fatal(err)
	}
	link, err := a.api.GetPermalink(&slack.PermalinkParameters{Channel: channel, Ts: ts})
	if err != nil {
		t.Fatal(err)
	}
	response, err := w.client.Get(link)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if got, want := response.Header.Get("Location"), "/?as=U0COR&in=C0CSMI#m"+ts; got != want {
		t.Errorf("%s leads to %q, want %q", link, got, want)
	}
}

func TestIDsAreGivenToBlocksWithout(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	button := func(text string) *slack.ButtonBlockElement {
		return slack.NewButtonBlockElement("", text, slack.NewTextBlockObject("plain_text", text, false, false))
	}
	if _, _, err := a.api.PostMessage("C0CSMI", slack.MsgOptionBlocks(slack.NewActionBlock("", button("yes"), button("no")), slack.NewActionBlock("mine", button("maybe")))); err != nil {
		t.Fatal(err)
	}
	var blocks []struct {
		BlockID  string `json:"block_id"`
		Elements []struct {
			ActionID string `json:"action_id"`
		}
	}
	if err := json.Unmarshal(w.Messages("C0CSMI", "U0COR")[0].Blocks, &blocks); err != nil {
		t.Fatal(err)
	}
	if blocks[0].BlockID == "" || blocks[1].BlockID != "mine" || blocks[0].Elements[0].ActionID == blocks[0].Elements[1].ActionID || blocks[0].Elements[0].ActionID == "" {
		t.Errorf("%+v", blocks)
	}
}

func TestMetadataStayUnlessTheyAreTakenAway(t *testing.T) {
	t.Parallel()
	w, a := stage(t)
	_, ts, err := a.api.PostMessage("U0COR", slack.MsgOptionText("178 is due", false),
		slack.MsgOptionMetadata(slack.SlackMetadata{EventType: "chaser", EventPayload: map[string]any{"key": "7f3a"}}))
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct{ metadata, refused, left string }{
		{"", "", "7f3a"},
		{`,"metadata":{"event_type":"chaser","event_payload":{"key":"9c11"}}`, "", "9c11"},
		{`,"metadata":{"event_type":"chaser"}`, "invalid_metadata_format", "9c11"},
		{`,"metadata":"{}"`, "", ""},
		{`,"metadata":{"event_type":"chaser","event_payload":{"key":"0a0a"}}`, "", "0a0a"},
		{`,"metadata":{}`, "", ""},
	} {
		code, _ := called(t, w, "chat.update", botToken, "application/json", `{"channel":"D0COR","ts":"`+ts+`","text":"x"`+step.metadata+`}`)
		if code != step.refused {
			t.Errorf("%s: %q", step.metadata, code)
		}
		history, err := a.api.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: "D0COR", IncludeAllMetadata: true})
		if err != nil {
			t.Fatal(err)
		}
		if key, _ := history.Messages[0].Metadata.EventPayload["key"].(string); key != step.left {
			t.Errorf("%s leaves %q, want %q", step.metadata, key, step.left)
		}
	}
}

func TestScopesAreNeeded(t *testing.T) {
	t.Parallel()
	tests := []struct{ method, body, scope string }{
		{"chat.postMessage", "channel=U0COR&text=x", "chat:write"},
		{"conversations.history", "channel=D0COR", "im:history"},
		{"conversations.history", "channel=C0CSMI", "channels:history"},
		{"conversations.info", "channel=D0COR", "im:read"},
		{"conversations.members", "channel=C0CSMI", "channels:read"},
		{"conversations.open", "users=U0COR", "im:write"},
		{"users.info", "user=U0COR", "users:read"},
		{"users.lookupByEmail", "email=coroner@example.org", "users:read.email"},
		{"auth.test", "", ""},
	}
	var all []string
	for _, test := range tests {
		all = append(all, test.scope)
	}
	for _, test := range tests {
		t.Run(test.method+" "+test.body, func(t *testing.T) {
			t.Parallel()
			granted := []string{}
			w, _ := stage(t, func(c *Config) { c.Scopes = granted })
			code, answer := called(t, w, test.method, botToken, "application/x-www-form-urlencoded", test.body)
			if test.scope == "" {
				if code != "" {
					t.Errorf("it needs %v", answer)
				}
				return
			}
			wantRefusal(t, w, test.method, "missing_scope")
			if !strings.Contains(w.Refusals()[0].Messages[0], "needed: "+test.scope+";") {
				t.Errorf("it says %v", w.Refusals())
			}
			w, _ = stage(t, func(c *Config) { c.Scopes = all })
			if code, answer := called(t, w, test.method, botToken, "application/x-www-form-urlencoded", test.body); code != "" {
				t.Errorf("with every scope: %v", answer)
			}
		})
	}
}

package lookalike

import (
	"net/url"
	"strings"
	"testing"
)

// plainManifest is one that Slack takes.
const plainManifest = `{"_metadata":{"major_version":2},"display_information":{"name":"Chaser"},
	"features":{"bot_user":{"display_name":"Chaser"},"slash_commands":[{"command":"/kpi","description":"Post a figure"}]},
	"oauth_config":{"scopes":{"bot":["commands","im:history"]}},
	"settings":{"socket_mode_enabled":true,"event_subscriptions":{"bot_events":["message.im"]},"interactivity":{"is_enabled":true}}}`

// The look-alike refuses what Slack refuses, and says where.
func TestJudgeManifest(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ what, old, with, pointer string }{
		{"as it is", "", "", ""},
		{"no JSON", `{"_metadata"`, `{_metadata`, "/"},
		{"two values", `"is_enabled":true}}}`, `"is_enabled":true}}} {}`, "/"},
		{"a version that is not there", `"major_version":2`, `"major_version":3`, "/_metadata/major_version"},
		{"no name", `{"name":"Chaser"}`, `{}`, "/display_information/name"},
		{"a name of 36 characters", `"name":"Chaser"`, `"name":"` + strings.Repeat("é", 36) + `"`, "/display_information/name"},
		{"a name of 35", `"name":"Chaser"`, `"name":"` + strings.Repeat("é", 35) + `"`, ""},
		{"a long description of 174", `"name":"Chaser"`, `"name":"Chaser","long_description":"` + strings.Repeat("x", 174) + `"`, "/display_information/long_description"},
		{"a long description of 175", `"name":"Chaser"`, `"name":"Chaser","long_description":"` + strings.Repeat("x", 175) + `"`, ""},
		{"a long description of 4,001", `"name":"Chaser"`, `"name":"Chaser","long_description":"` + strings.Repeat("x", 4001) + `"`, "/display_information/long_description"},
		{"a colour by name", `"name":"Chaser"`, `"name":"Chaser","background_color":"navy"`, "/display_information/background_color"},
		{"an unknown key", `"name":"Chaser"`, `"name":"Chaser","colour":"#000"`, "/display_information/colour"},
		{"a key that only version 2 has", `"major_version":2},`, `"major_version":1},"mcp_servers":[],`, "/mcp_servers"},
		{"an unknown key at the top of version 1", `"major_version":2},`, `"major_version":1},"more":1,`, "/more"},
		{"an unknown key at the top of version 2", `"major_version":2},`, `"major_version":2},"more":1,`, ""},
		{"text for a switch", `"socket_mode_enabled":true`, `"socket_mode_enabled":"true"`, "/settings/socket_mode_enabled"},
		{"a command without its slash", `"command":"/kpi"`, `"command":"kpi"`, "/features/slash_commands/0/command"},
		{"a command of 33", `"command":"/kpi"`, `"command":"/` + strings.Repeat("k", 32) + `"`, "/features/slash_commands/0/command"},
		{"no description", `,"description":"Post a figure"`, ``, "/features/slash_commands/0/description"},
		{"no commands", `[{"command":"/kpi","description":"Post a figure"}]`, `[]`, "/features/slash_commands"},
		{"a shortcut of 25", `"slash_commands"`, `"shortcuts":[{"name":"` + strings.Repeat("x", 25) + `","type":"message","callback_id":"x","description":"x"}],"slash_commands"`, "/features/shortcuts/0/name"},
		{"a shortcut of a third kind", `"slash_commands"`, `"shortcuts":[{"name":"x","type":"channel","callback_id":"x","description":"x"}],"slash_commands"`, "/features/shortcuts/0/type"},
		{"an event twice", `["message.im"]`, `["message.im","message.im"]`, "/settings/event_subscriptions/bot_events/1"},
		{"an event without its scope", `["message.im"]`, `["message.im","app_mention"]`, "/settings/event_subscriptions/bot_events/1"},
		{"no scope for commands", `"commands",`, ``, "/oauth_config/scopes/bot"},
		{"no bot user", `"bot_user":{"display_name":"Chaser"},`, ``, "/oauth_config/scopes/bot"},
		{"no door for events", `"socket_mode_enabled":true`, `"socket_mode_enabled":false`, "/settings/event_subscriptions"},
		{"no door for interactivity", `"socket_mode_enabled":true`, `"socket_mode_enabled":false`, "/settings/interactivity"},
		{"no door for commands", `"socket_mode_enabled":true`, `"socket_mode_enabled":false`, "/features/slash_commands/0"},
		{"an address that is none", `"bot_events"`, `"request_url":"chaser.example","bot_events"`, "/settings/event_subscriptions/request_url"},
	} {
		text := plainManifest
		if c.old != "" {
			if text = strings.Replace(text, c.old, c.with, 1); text == plainManifest {
				t.Fatalf("%s: nothing was changed", c.what)
			}
		}
		problems := JudgeManifest([]byte(text))
		found := c.pointer == "" && len(problems) == 0
		for _, p := range problems {
			found = found || c.pointer != "" && p.Pointer == strings.TrimSuffix(c.pointer, "/")
		}
		if !found {
			t.Errorf("%s: %v", c.what, problems)
		}
	}
}

// apps.manifest.validate takes the token of the person who makes apps, and says what is wrong and where.
func TestValidateManifest(t *testing.T) {
	t.Parallel()
	s, _ := stage(t)
	const form = "application/x-www-form-urlencoded"
	ask := func(token, manifest string) (string, map[string]any) {
		return called(t, s, "apps.manifest.validate", token, form, url.Values{"manifest": {manifest}}.Encode())
	}
	if code, _ := ask(botToken, plainManifest); code != "not_allowed_token_type" {
		t.Errorf("with the bot's token: %q", code)
	}
	if code, answer := ask("xoxe.xoxp-1", plainManifest); code != "" {
		t.Errorf("a manifest that Slack takes: %v", answer)
	}
	code, answer := ask("xoxe.xoxp-1", strings.Replace(plainManifest, `"/kpi"`, `"kpi"`, 1))
	errors, _ := answer["errors"].([]any)
	if code != "invalid_manifest" || len(errors) != 1 || object(errors[0])["pointer"] != "/features/slash_commands/0/command" {
		t.Errorf("a manifest that it does not take: %v", answer)
	}
}

// users.list gives, page by page, everybody who has an account. It gives an e-mail address only with its scope.
func TestUserList(t *testing.T) {
	t.Parallel()
	s, _ := stage(t)
	const form = "application/x-www-form-urlencoded"
	var ids []string
	cursor := ""
	for pages := 0; ; pages++ {
		code, answer := called(t, s, "users.list", botToken, form, url.Values{"limit": {"2"}, "cursor": {cursor}}.Encode())
		if code != "" {
			t.Fatal(code)
		}
		members := list(answer["members"])
		if len(members) == 0 || len(members) > 2 {
			t.Fatalf("a page of %d", len(members))
		}
		for _, m := range members {
			ids = append(ids, object(m)["id"].(string))
		}
		if cursor, _ = object(answer["response_metadata"])["next_cursor"].(string); cursor == "" {
			break
		}
	}
	if len(ids) != len(s.config.People) {
		t.Errorf("it lists %v", ids)
	}
	if code, _ := called(t, s, "users.list", botToken, form, "cursor=dGVhbTox"); code != "invalid_cursor" {
		t.Errorf("a cursor of another list: %q", code)
	}
}

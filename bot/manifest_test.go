package bot

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/slack-go/slack"
	"pgregory.net/rapid"

	"chaser/demo/lookalike"
)

// doors are the two ways in which Slack reaches the bot.
var doors = map[string]struct {
	socket bool
	base   string
	events string
}{
	"over HTTPS":  {false, "https://chaser.example.gov.uk/", "https://chaser.example.gov.uk/slack/events"},
	"shouted":     {false, "HTTPS://chaser.example.gov.uk//", "https://chaser.example.gov.uk/slack/events"},
	"by a socket": {true, "", ""},
}

// A manifest subscribes to what the bot hears, by either door, and asks for each event's scope.
func TestManifest(t *testing.T) {
	t.Parallel()
	for name, c := range doors {
		text, err := Manifest("/kpi", c.socket, c.base)
		if err != nil {
			t.Fatal(err)
		}
		var m slack.Manifest
		if err := json.Unmarshal(text, &m); err != nil {
			t.Fatal(err)
		}
		of := m.Settings.EventSubscriptions
		if of == nil || of.RequestUrl != c.events || !slices.Equal(of.BotEvents, []string{"app_mention", "message.im", "app_home_opened"}) {
			t.Errorf("%s it subscribes to %+v", name, of)
		}
		for _, scope := range []string{"app_mentions:read", "im:history", "commands", "chat:write"} {
			if !slices.Contains(m.OAuthConfig.Scopes.Bot, scope) {
				t.Errorf("%s it lacks %s", name, scope)
			}
		}
		if !m.Features.AppHome.HomeTabEnabled || len(m.Features.Shortcuts) != 1 || m.Features.Shortcuts[0].CallbackID != ShortcutID || m.Features.Shortcuts[0].Type != slack.MessageShortcut {
			t.Errorf("%s it has no Home or shortcut: %+v", name, m.Features)
		}
		// Slack takes a missing key for true.
		if !strings.Contains(string(text), `"messages_tab_read_only_enabled": false`) {
			t.Errorf("%s nobody may type in the Messages tab:\n%s", name, text)
		}
	}
}

// Slack takes the manifest by either door, whatever the command is called, by the rules of either version of its
// schema. lookalike's manifestRules have their source.
func TestManifestIsTaken(t *testing.T) {
	t.Parallel()
	for name, door := range doors {
		rapid.Check(t, func(t *rapid.T) {
			command := "/" + rapid.StringMatching(`[!-~à-öø-ÿ]{1,31}`).Draw(t, "command")
			base := door.base
			if base != "" {
				base += strings.Repeat("p", rapid.IntRange(0, maxPublicAddress-len(base)).Draw(t, "path"))
			}
			text, err := Manifest(command, door.socket, base)
			if err != nil {
				t.Fatal(err)
			}
			for _, version := range []string{"2", "1"} {
				as := strings.Replace(string(text), `"major_version": 2`, `"major_version": `+version, 1)
				if problems := lookalike.JudgeManifest([]byte(as)); len(problems) > 0 {
					t.Fatalf("%s and as version %s Slack refuses it: %v\n%s", name, version, problems, as)
				}
			}
		})
	}
}

// Each text in the manifest is checked against a rule, so that none can outgrow it unseen.
func TestManifestIsLookedAt(t *testing.T) {
	t.Parallel()
	text, err := Manifest("/kpi", false, "https://chaser.example.gov.uk")
	if err != nil {
		t.Fatal(err)
	}
	var root any
	if err := json.Unmarshal(text, &root); err != nil {
		t.Fatal(err)
	}
	looked := 0
	eachText(root, "", func(pointer string, set func(any)) {
		looked++
		for _, wrong := range []any{strings.Repeat("x", 5_000), 7} {
			set(wrong)
			broken, err := json.Marshal(root)
			if err != nil {
				t.Fatal(err)
			}
			if problems := lookalike.JudgeManifest(broken); !slices.ContainsFunc(problems, func(p lookalike.ManifestProblem) bool { return p.Pointer == pointer }) {
				t.Errorf("%s may be anything: %v", pointer, problems)
			}
		}
	})
	if looked < 20 {
		t.Errorf("only %d texts were looked at", looked)
	}
}

// eachText visits every text, and puts it back.
func eachText(value any, pointer string, visit func(pointer string, set func(any))) {
	switch v := value.(type) {
	case map[string]any:
		for key, was := range v {
			if _, is := was.(string); is {
				visit(pointer+"/"+key, func(to any) { v[key] = to })
				v[key] = was
			}
			eachText(was, pointer+"/"+key, visit)
		}
	case []any:
		for n, was := range v {
			at := fmt.Sprint(pointer, "/", n)
			if _, is := was.(string); is {
				visit(at, func(to any) { v[n] = to })
				v[n] = was
			}
			eachText(was, at, visit)
		}
	}
}

// An address that Slack could not call is refused before anybody pastes it.
func TestManifestAddress(t *testing.T) {
	t.Parallel()
	for _, base := range []string{
		"", "chaser.example.gov.uk", "http://chaser.example.gov.uk", "https://", "https://:443", "https://chaser.example.gov.uk?x=1",
		"https://chaser.example.gov.uk?", "https://chaser.example.gov.uk#", "https://me@chaser.example.gov.uk", "https://chaser.example.gov.uk/" + strings.Repeat("p", 2_900),
	} {
		if text, err := Manifest("/kpi", false, base); err == nil || !strings.Contains(err.Error(), "--url https://chaser.example.gov.uk") {
			t.Errorf("%.60s: %v\n%s", base, err, text)
		}
	}
}

package bot

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/slack-go/slack"
)

// A manifest subscribes to what the bot hears, by whichever door, and asks for the scope of each event.
func TestManifest(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		socket bool
		base   string
		events string
	}{
		"over HTTPS":  {false, "https://chaser.example.gov.uk/", "https://chaser.example.gov.uk/slack/events"},
		"by a socket": {true, "", ""},
	} {
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
	}
}

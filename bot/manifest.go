package bot

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"

	"github.com/slack-go/slack"
)

// scopes are the least that Chaser works with: its slash command, speaking where it was asked to, telling members from guests and who is away,
// finding its own message in a channel where nobody knows whether it arrived, telling an operator whether a committee's channel takes any, and
// hearing what is said to it by a mention or a direct message.
var scopes = []string{
	"commands", "chat:write", "users:read", "im:write", "im:history", "channels:history", "groups:history", "channels:read", "groups:read",
	"app_mentions:read",
}

// botEvents are what Slack tells Chaser of: a mention, a direct message, and somebody's opening of their Home.
var botEvents = []string{"app_mention", "message.im", "app_home_opened"}

// Manifest is the Slack app manifest that a workspace is set up with. The base is the public address of `chaser serve`, empty with
// Socket Mode.
func Manifest(command string, socketMode bool, base string) ([]byte, error) {
	address := func(path string) string {
		if socketMode {
			return ""
		}
		return strings.TrimSuffix(base, "/") + path
	}
	if u, err := url.Parse(base); !socketMode && (err != nil || u.Scheme != "https" || u.Host == "") {
		return nil, fmt.Errorf("%q is not a public address; give the one where Slack reaches `chaser serve`, such as --url https://chaser.example.gov.uk, or use --socket-mode", base)
	}
	m := slack.Manifest{
		Metadata: slack.ManifestMetadata{MajorVersion: 2, MinorVersion: 1},
		Display: slack.Display{
			Name: "Chaser", Description: "Quarterly performance figures: posted, rated and answered in Slack", BackgroundColor: "#1d3557",
			LongDescription: "Chaser keeps the council's performance indicators. Post a figure with " + command + " 178 142 and see its rating at once; ask for any indicator's latest card with " + command + " 178.",
		},
		Features: slack.Features{
			AppHome: slack.AppHome{HomeTabEnabled: true, MessagesTabEnabled: true}, // Messages is a place to type where nobody else reads along
			BotUser: slack.BotUser{DisplayName: "Chaser", AlwaysOnline: true},
			SlashCommands: []slack.ManifestSlashCommand{{
				Command: command, Description: "Post a figure, or see an indicator's card", UsageHint: "178 142 Staff leave over the summer", ShouldEscape: true, Url: address("/slack/commands"),
			}},
			Shortcuts: []slack.Shortcut{{
				Name: ShortcutName, CallbackID: ShortcutID, Description: "Shows the indicator's card that a message speaks of", Type: slack.MessageShortcut,
			}},
		},
		OAuthConfig: slack.OAuthConfig{Scopes: slack.OAuthScopes{Bot: scopes}},
		Settings: slack.Settings{
			EventSubscriptions: &slack.EventSubscriptions{RequestUrl: address("/slack/events"), BotEvents: botEvents},
			Interactivity:      &slack.Interactivity{IsEnabled: true, RequestUrl: address("/slack/interactions")},
			SocketModeEnabled:  socketMode,
		},
	}
	return json.MarshalIndent(m, "", "  ")
}

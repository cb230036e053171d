package bot

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"unicode/utf8"
)

// scopes are the fewest permissions that Chaser works with. They are for its slash command; for speaking where it was
// asked to; for telling members from guests and who is away; for finding its own message in a channel when nobody knows
// whether it arrived; for telling an operator whether a committee's channel takes messages; for hearing what is
// said to it by a mention or a direct message; for giving out a report's files, and for reading a sheet that somebody
// sends.
var scopes = []string{
	"commands", "chat:write", "users:read", "im:write", "im:history",
	"channels:history", "groups:history", "channels:read", "groups:read",
	"app_mentions:read", "files:write", "files:read",
}

// botEvents are what Slack tells Chaser of: a mention, a direct message, and somebody's opening of their Home.
var botEvents = []string{"app_mention", "message.im", "app_home_opened"}

// The manifest as Slack's schema has it. slack-go's own types leave out what is false, and where nothing says whether
// the Messages tab is read-only, Slack lets nobody type there.
type (
	manifest struct {
		Metadata manifestVersion  `json:"_metadata"`
		Display  manifestDisplay  `json:"display_information"`
		Features manifestFeatures `json:"features"`
		OAuth    manifestOAuth    `json:"oauth_config"`
		Settings manifestSettings `json:"settings"`
	}
	manifestVersion struct {
		Major int `json:"major_version"`
		Minor int `json:"minor_version"`
	}
	manifestDisplay struct {
		Name            string `json:"name"`
		Description     string `json:"description"`
		LongDescription string `json:"long_description"`
		BackgroundColor string `json:"background_color"`
	}
	manifestFeatures struct {
		AppHome       manifestHome       `json:"app_home"`
		BotUser       manifestBotUser    `json:"bot_user"`
		Shortcuts     []manifestShortcut `json:"shortcuts"`
		SlashCommands []manifestCommand  `json:"slash_commands"`
	}
	manifestHome struct {
		Home             bool `json:"home_tab_enabled"`
		Messages         bool `json:"messages_tab_enabled"`
		MessagesReadOnly bool `json:"messages_tab_read_only_enabled"`
	}
	manifestBotUser struct {
		DisplayName  string `json:"display_name"`
		AlwaysOnline bool   `json:"always_online"`
	}
	manifestShortcut struct {
		Name        string `json:"name"`
		Type        string `json:"type"`
		CallbackID  string `json:"callback_id"`
		Description string `json:"description"`
	}
	manifestCommand struct {
		Command      string `json:"command"`
		URL          string `json:"url,omitempty"`
		Description  string `json:"description"`
		UsageHint    string `json:"usage_hint"`
		ShouldEscape bool   `json:"should_escape"`
	}
	manifestOAuth struct {
		Scopes manifestScopes `json:"scopes"`
	}
	manifestScopes struct {
		Bot []string `json:"bot"`
	}
	manifestSettings struct {
		Events        manifestEvents        `json:"event_subscriptions"`
		Interactivity manifestInteractivity `json:"interactivity"`
		OrgDeploy     bool                  `json:"org_deploy_enabled"`
		SocketMode    bool                  `json:"socket_mode_enabled"`
		TokenRotation bool                  `json:"token_rotation_enabled"`
	}
	manifestEvents struct {
		RequestURL string   `json:"request_url,omitempty"`
		BotEvents  []string `json:"bot_events"`
	}
	manifestInteractivity struct {
		IsEnabled  bool   `json:"is_enabled"`
		RequestURL string `json:"request_url,omitempty"`
	}
)

// maxPublicAddress leaves room for the path: Slack takes at most 3,000 characters as a slash command's address.
const maxPublicAddress = 2900

// Manifest is the Slack app manifest that a workspace is set up with. The base is the public address of `chaser serve`,
// empty with Socket Mode.
func Manifest(command string, socketMode bool, base string) ([]byte, error) {
	address := func(path string) string {
		if socketMode {
			return ""
		}
		return strings.TrimRight(base, "/") + path
	}
	if !socketMode && !isPublicAddress(base) {
		return nil, fmt.Errorf("%q is not a public address; give the one where Slack reaches `chaser serve`, such as --url https://chaser.example.gov.uk, or use --socket-mode", base)
	}
	if !socketMode {
		base = "https" + base[len("https"):] // Slack's pattern takes no capitals
	}
	m := manifest{
		Metadata: manifestVersion{Major: 2, Minor: 1},
		Display: manifestDisplay{
			Name: "Chaser", Description: "Quarterly performance figures: posted, rated and answered in Slack", BackgroundColor: "#1d3557",
			LongDescription: "Chaser keeps the council's performance indicators. It reminds whoever keeps an indicator before its figure is due, rates the figure as it is posted, " +
				"tells managers of reds and gives committees the summary.\n\n" +
				"Post a figure with “" + command + " 178 142” and see its rating at once; ask for any indicator's latest card with “" + command + " 178”; " +
				"“" + command + " help” says what else there is.",
		},
		Features: manifestFeatures{
			// Messages is a place to type where nobody else reads along.
			AppHome: manifestHome{Home: true, Messages: true},
			BotUser: manifestBotUser{DisplayName: "Chaser", AlwaysOnline: true},
			Shortcuts: []manifestShortcut{{
				Name: ShortcutName, Type: "message", CallbackID: ShortcutID, Description: "Shows the indicator's card that a message speaks of",
			}},
			SlashCommands: []manifestCommand{{
				Command: command, URL: address("/slack/commands"), Description: "Post a figure, or see an indicator's card",
				UsageHint: "178 142 Staff leave over the summer", ShouldEscape: true,
			}},
		},
		OAuth: manifestOAuth{Scopes: manifestScopes{Bot: scopes}},
		Settings: manifestSettings{
			Events:        manifestEvents{RequestURL: address("/slack/events"), BotEvents: botEvents},
			Interactivity: manifestInteractivity{IsEnabled: true, RequestURL: address("/slack/interactions")},
			SocketMode:    socketMode,
		},
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false) // a command's name is shown as it is
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(m); err != nil {
		return nil, err
	}
	return bytes.TrimSpace(text.Bytes()), nil
}

// isPublicAddress reports whether Slack could reach the bot at an address. Slack wants HTTPS. Nothing may stand behind
// the address's path, where ours is added.
func isPublicAddress(base string) bool {
	u, err := url.Parse(base)
	return err == nil && u.Scheme == "https" && u.Hostname() != "" && u.User == nil &&
		u.RawQuery == "" && !u.ForceQuery && u.Fragment == "" &&
		!strings.Contains(base, "#") && utf8.RuneCountInString(base) <= maxPublicAddress
}

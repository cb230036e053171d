package config_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chaser/config"
)

func TestDefaults(t *testing.T) {
	t.Parallel()
	c, err := config.Load(map[string]string{})
	if err != nil {
		t.Fatal(err)
	}
	if c.SlackAPIURL != "https://slack.com/api/" || c.ListenAddr != ":8080" || c.Zone.String() != "Europe/London" || c.Command != "/kpi" || c.Connections != 16 || c.SocketMode() {
		t.Errorf("defaults are %+v", c)
	}
	if c.NeedsDatabase() == nil || c.NeedsSlack() == nil {
		t.Error("an empty environment was taken for enough to serve")
	}
}

// Every wrong setting is named with its cure, all of them at once.
func TestFaultsNameTheVariable(t *testing.T) {
	t.Parallel()
	for variable, value := range map[string]string{
		"SLACK_API_URL": "slack.com/api", "LISTEN_ADDR": "8080", "CHASER_TIMEZONE": "London", "CHASER_COMMAND": "kpi",
		"CHASER_CONNECTIONS": "5", "OPS_ADDR": "9090",
	} {
		_, err := config.Load(map[string]string{variable: value})
		if err == nil || !strings.Contains(err.Error(), variable+" is "+fmt.Sprintf("%q", value)) {
			t.Errorf("%s=%s: %v", variable, value, err)
		}
	}
	_, err := config.Load(map[string]string{"CHASER_TIMEZONE": "Nowhere", "CHASER_COMMAND": "", "CHASER_TIMETABLE": "a week"})
	if err == nil || !strings.Contains(err.Error(), "CHASER_TIMEZONE") || !strings.Contains(err.Error(), `CHASER_TIMETABLE: "a week" is not four numbers`) {
		t.Errorf("not every fault is named: %v", err)
	}
	c, err := config.Load(map[string]string{"DATABASE_URL": "postgres://x", "SLACK_BOT_TOKEN": "xoxb-1"})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.NeedsSlack(); err == nil || !strings.Contains(err.Error(), "SLACK_SIGNING_SECRET") {
		t.Errorf("an empty signing secret was accepted: %v", err)
	}
}

// What is just within its bounds is taken, and what is just beyond them is not.
func TestBounds(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		variable, value string
		taken           bool
	}{
		{"CHASER_CONNECTIONS", "5", false}, {"CHASER_CONNECTIONS", "6", true}, {"CHASER_CONNECTIONS", "200", true}, {"CHASER_CONNECTIONS", "201", false},
		{"CHASER_TIMEZONE", "UTC", true}, {"CHASER_TIMEZONE", "Local", false},
		{"OPS_ADDR", ":8080", false}, {"OPS_ADDR", ":8081", true}, {"OPS_ADDR", "", true},
		{"CHASER_TRAIL_DIGEST", "off", true}, {"CHASER_TRAIL_DIGEST", "weekly", false},
	} {
		_, err := config.Load(map[string]string{c.variable: c.value})
		if (err == nil) != c.taken || err != nil && !strings.Contains(err.Error(), c.variable) {
			t.Errorf("%s=%s: %v", c.variable, c.value, err)
		}
	}
}

// A slash command's name is what Slack takes: a slash, and 1 to 31 visible characters.
func TestCommand(t *testing.T) {
	t.Parallel()
	for name, ok := range map[string]bool{
		"/k": true, "/kpi-2": true, "/" + strings.Repeat("k", 31): true, "/" + strings.Repeat("é", 31): true, "/dangosyddïon": true,
		"/": false, "kpi": false, "": false, "/" + strings.Repeat("k", 32): false, "/k pi": false, "/k\tpi": false, "/k\u00a0pi": false, "/k\x00": false, "/k\xff": false,
	} {
		if _, err := config.Load(map[string]string{"CHASER_COMMAND": name}); (err == nil) != ok && name != "" {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestTheAPIAddressGetsItsSlash(t *testing.T) {
	t.Parallel()
	c, err := config.Load(map[string]string{"SLACK_API_URL": "http://127.0.0.1:9/api"})
	if err != nil || c.SlackAPIURL != "http://127.0.0.1:9/api/" {
		t.Errorf("%q, %v", c.SlackAPIURL, err)
	}
}

func TestSecretsFromFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	full, empty := filepath.Join(dir, "token"), filepath.Join(dir, "empty")
	for path, text := range map[string]string{full: "xapp-from-a-file\n", empty: " \n"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c, err := config.Load(map[string]string{"SLACK_APP_TOKEN_FILE": full})
	if err != nil || c.AppToken.Reveal() != "xapp-from-a-file" || !c.SocketMode() {
		t.Errorf("%q, %v", c.AppToken.Reveal(), err)
	}
	for name, environment := range map[string]map[string]string{
		"both":    {"SLACK_APP_TOKEN_FILE": full, "SLACK_APP_TOKEN": "xapp-1"},
		"missing": {"SLACK_APP_TOKEN_FILE": filepath.Join(dir, "none")},
		"empty":   {"SLACK_APP_TOKEN_FILE": empty},
	} {
		if _, err := config.Load(environment); err == nil || !strings.Contains(err.Error(), "SLACK_APP_TOKEN_FILE") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// No way of printing a configuration shows a secret.
func TestSecretsStaySecret(t *testing.T) {
	t.Parallel()
	const hidden = "hunter2"
	c, err := config.Load(map[string]string{
		"DATABASE_URL": hidden, "SLACK_BOT_TOKEN": hidden, "SLACK_SIGNING_SECRET": hidden, "SLACK_APP_TOKEN": hidden,
	})
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("start", "config", c, "token", c.BotToken)
	asJSON, err := json.Marshal(c.BotToken)
	if err != nil {
		t.Fatal(err)
	}
	printed := fmt.Sprintf("%v %+v %#v %s %q", c, c, c, c.BotToken, c.BotToken) + log.String() + string(asJSON)
	if strings.Contains(printed, hidden) || strings.Contains(printed, fmt.Sprintf("%x", hidden)) {
		t.Errorf("a secret was printed: %s", printed)
	}
}

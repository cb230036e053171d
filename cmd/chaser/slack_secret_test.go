package main

import (
	"bytes"
	"strings"
	"testing"
)

// What cannot work is told at the start, by each command that needs it, and no secret with it.
func TestSecretsThatCannotWorkAreRefusedAtStart(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		variable, value, want string
		commands              []string
	}{
		"a rotating token":   {"SLACK_BOT_TOKEN", "xoxe.xoxb-1-hidden", "expires after 12 hours", []string{"serve", "tick", "doctor"}},
		"a person's token":   {"SLACK_BOT_TOKEN", "xoxp-1-hidden", "a person's token", []string{"serve", "tick", "doctor"}},
		"an app-level token": {"SLACK_BOT_TOKEN", "xapp-1-hidden", "belongs in SLACK_APP_TOKEN", []string{"serve", "tick", "doctor"}},
		"a bot's token":      {"SLACK_APP_TOKEN", "xoxb-1-hidden", "begins with xoxb-", []string{"serve", "doctor"}},
		"quotation marks":    {"SLACK_SIGNING_SECRET", `"hidden"`, "has quotation marks in it", []string{"serve", "tick", "doctor"}},
		"a space":            {"SLACK_SIGNING_SECRET", "hid hidden", "has a space", []string{"serve", "tick", "doctor"}},
	} {
		for _, command := range c.commands {
			t.Run(name+" "+command, func(t *testing.T) {
				t.Parallel()
				var out, err bytes.Buffer
				environment := map[string]string{
					"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none?sslmode=disable", "SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s",
					"SLACK_API_URL": "http://127.0.0.1:1/api/",
				}
				environment[c.variable] = c.value
				code := run(t.Context(), []string{command}, streams{out: &out, err: &err, environment: environment})
				said := out.String() + err.String()
				if code == 0 || !strings.Contains(said, c.variable) || !strings.Contains(said, c.want) || strings.Contains(said, "hidden") {
					t.Errorf("code %d:\n%s", code, said)
				}
			})
		}
	}
}

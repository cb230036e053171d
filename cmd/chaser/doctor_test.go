package main

import (
	"bytes"
	"strings"
	"testing"
)

// doctor is what an operator reads, and how the command ends.
func (c *chasing) doctor() (said string, code int) {
	c.Helper()
	var out, err bytes.Buffer
	code = run(c.Context(), []string{"doctor"}, streams{out: &out, err: &err, environment: map[string]string{
		"DATABASE_URL": c.dsn, "SLACK_BOT_TOKEN": "xoxb-test", "SLACK_SIGNING_SECRET": "secret", "SLACK_API_URL": c.api,
	}})
	return out.String() + err.String(), code
}

// The doctor has a line for each thing, and for what ails one it says what to do.
func TestDoctor(t *testing.T) {
	t.Parallel()
	c := newChasing(t, seedCouncil(t), "2024-01-08 09:00")
	said, code := c.doctor()
	for _, line := range []string{"database   ok", "schema     ok", "scopes     ok", "channel    ok: C0CSMI of Communities", "messages   ok"} {
		if !strings.Contains(said, line) {
			t.Errorf("it does not say %q", line)
		}
	}
	if code != 0 {
		t.Errorf("code %d:\n%s", code, said)
	}
	for _, ill := range []struct {
		harm func(string) error
		says string
	}{
		{func(channel string) error { return c.slack.Share(channel, "T0ELSEWHERE") }, "people of another organisation read it"},
		{c.slack.RemoveBot, "Chaser is not in it. Type /invite @Chaser there"},
		{c.slack.Archive, "it was archived. Unarchive it"},
	} {
		check(t, ill.harm("C0CSMI"))
		if said, code := c.doctor(); code != 1 || !strings.Contains(said, ill.says) {
			t.Errorf("code %d, and it does not say %q:\n%s", code, ill.says, said)
		}
	}
}

package config_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"chaser/config"
)

// A secret that Slack cannot have given is refused at start and not printed, whichever variable or file holds it.
func TestSecretsThatAreNotAsGiven(t *testing.T) {
	t.Parallel()
	const secret = "8f742231b10e8888abcd99yyyzzz85a5"
	for name, text := range map[string]struct{ is, want string }{
		"quotation marks":             {`"` + secret + `"`, "has quotation marks in it"},
		"single ones":                 {`'` + secret + `'`, "has quotation marks in it"},
		"one that was left over":      {secret + `"`, "has quotation marks in it"},
		"typographic ones":            {"“" + secret + "”", "has quotation marks in it"},
		"backticks":                   {"`" + secret + "`", "has quotation marks in it"},
		"a space before":              {" " + secret, "has a space or a line end in it"},
		"a space behind":              {secret + " ", "has a space or a line end in it"},
		"a space in it":               {secret[:8] + " " + secret[8:], "has a space or a line end in it"},
		"a space that does not break": {secret[:8] + "\u00a0" + secret[8:], "has a space or a line end in it"},
		"a line end in it":            {secret[:8] + "\n" + secret[8:], "has a space or a line end in it"},
		"a tab":                       {secret + "\t", "has a space or a line end in it"},
		"a byte-order mark":           {"\ufeff" + secret, "has a character in it"},
		"no width":                    {secret + "\u200b", "has a character in it"},
	} {
		for _, variable := range []string{"SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"} {
			t.Run(variable+" "+name, func(t *testing.T) {
				t.Parallel()
				file := filepath.Join(t.TempDir(), "secret")
				if err := os.WriteFile(file, []byte(text.is), 0o600); err != nil {
					t.Fatal(err)
				}
				for _, environment := range []map[string]string{{variable: text.is}, {variable + "_FILE": file}} {
					_, err := config.Load(environment)
					if err == nil || !strings.Contains(err.Error(), variable+" "+text.want) || strings.Contains(err.Error(), secret[9:20]) {
						t.Errorf("it is answered with %v", err)
					}
				}
			})
		}
	}
}

// While a signing secret is being replaced, the old and the new one are both set.
func TestSigningSecretsOfARotation(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"old": {"old"}, "old\n": {"old"}, "old\r\n": {"old"}, "old,new": {"old", "new"}, "old, new\n": {"old", "new"}, "": nil, " \n": nil,
	} {
		c, err := config.Load(map[string]string{"SLACK_SIGNING_SECRET": text})
		if err != nil {
			t.Errorf("%q: %v", text, err)
		}
		if diff := cmp.Diff(want, c.RevealSigningSecrets(), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
	for text, want := range map[string]string{
		"a1,b2,c3": "holds 3 secrets", "a1,": "a comma with nothing on one side", ",b2": "a comma with nothing on one side", "a1,,b2": "holds 3 secrets",
		"a1,\"b2\"": "has quotation marks", "a1 ,b2": "has a space", "xoxb-1": "holds a token", "a1,xapp-1": "holds a token",
	} {
		if _, err := config.Load(map[string]string{"SLACK_SIGNING_SECRET": text}); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "b2") {
			t.Errorf("%q is answered with %v", text, err)
		}
	}
}

// The error names the kind of a wrong token, before Slack is asked anything with it.
func TestTokensOfAnotherKind(t *testing.T) {
	t.Parallel()
	const hidden = "1-27-hidden"
	for token, want := range map[string]string{
		"xoxe.xoxb-" + hidden: "expires after 12 hours", "xoxe-" + hidden: "expires after 12 hours", "xoxe.xoxp-" + hidden: "expires after 12 hours",
		"xoxp-" + hidden: "a person's token", "xapp-" + hidden: "belongs in SLACK_APP_TOKEN",
	} {
		c, err := config.Load(map[string]string{"SLACK_BOT_TOKEN": token, "SLACK_SIGNING_SECRET": "s"})
		if err != nil {
			t.Fatal(err)
		}
		for name, err := range map[string]error{"tick": c.NeedsToken(), "serve": c.NeedsSlack()} {
			if err == nil || !strings.Contains(err.Error(), "SLACK_BOT_TOKEN is ") || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), hidden) {
				t.Errorf("%s of %s is answered with %v", name, token, err)
			}
		}
	}
	for _, token := range []string{"xoxb-" + hidden, "xoxp-" + hidden, "xoxe.xoxb-" + hidden} {
		c, err := config.Load(map[string]string{"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": token})
		if err != nil {
			t.Fatal(err)
		}
		if err := c.NeedsSlack(); err == nil || !strings.Contains(err.Error(), "SLACK_APP_TOKEN is not an app-level token, since it begins with xox") || strings.Contains(err.Error(), hidden) {
			t.Errorf("%s is answered with %v", token, err)
		}
	}
	for _, good := range []map[string]string{
		{"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}, {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s"},
	} {
		c, err := config.Load(good)
		if err = errors.Join(err, c.NeedsSlack()); err != nil {
			t.Error(err)
		}
	}
}

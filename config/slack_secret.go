package config

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
)

// maxSigningSecrets are the old and the new one during a rotation. A third would be a forgotten one.
const maxSigningSecrets = 2

// withoutLineEnd drops the line end that an editor, or a command such as echo, leaves behind a secret. A blank secret
// is not set.
func withoutLineEnd(text string) Secret {
	if strings.TrimSpace(text) == "" {
		return ""
	}
	return Secret(strings.TrimRight(text, "\r\n"))
}

// readSlackSecrets checks the secrets that Slack gave, and divides the signing secrets.
func (c *Config) readSlackSecrets(signing Secret) error {
	faults := []error{
		notAsGiven("SLACK_BOT_TOKEN", c.BotToken.Reveal()), notAsGiven("SLACK_APP_TOKEN", c.AppToken.Reveal()),
	}
	if signing == "" {
		return errors.Join(faults...)
	}
	const name = "SLACK_SIGNING_SECRET"
	parts := strings.Split(signing.Reveal(), ",")
	if len(parts) > maxSigningSecrets {
		fault := fmt.Errorf("%s holds %d secrets; "+
			"it takes the old and the new one, separated by a comma, until Slack signs with the new one alone",
			name, len(parts))
		return errors.Join(append(faults, fault)...)
	}
	for n, part := range parts {
		if n > 0 {
			part = strings.TrimLeft(part, " ") // people write a list as “old, new”
		}
		switch {
		case part == "":
			faults = append(faults, fmt.Errorf("%s holds a comma with nothing on one side of it; "+
				"write one secret, or the old and the new one separated by a comma",
				name))
			continue
		case strings.HasPrefix(part, "xox") || strings.HasPrefix(part, "xapp-"):
			faults = append(faults, fmt.Errorf("%s holds a token; "+
				"the signing secret stands in the Slack app's settings under “Basic Information”",
				name))
			continue
		}
		faults = append(faults, notAsGiven(name, part))
		c.SigningSecrets = append(c.SigningSecrets, Secret(part))
	}
	return errors.Join(faults...)
}

// notAsGiven is the error if a secret cannot be as Slack gave it, as it has quotation marks or spaces. Those come from
// a file of variables that no shell has read.
func notAsGiven(name, secret string) error {
	switch {
	case strings.ContainsAny(secret, "\"'`‘’“”«»"):
		return fmt.Errorf("%s has quotation marks in it, which are not Slack's; write the secret without them", name)
	case strings.ContainsFunc(secret, unicode.IsSpace):
		return fmt.Errorf("%s has a space or a line end in it, which is not Slack's; "+
			"write the secret alone, with nothing before, in or behind it",
			name)
	case strings.ContainsFunc(secret, func(r rune) bool { return r < '!' || r > '~' }):
		return fmt.Errorf("%s has a character in it that Slack's secrets do not have, perhaps one that cannot be seen; "+
			"copy it again from the Slack app's settings",
			name)
	}
	return nil
}

// notBotToken is the error if a token is set that is not a bot's, or is one that expires.
//
// Source: https://docs.slack.dev/authentication/tokens and https://docs.slack.dev/authentication/using-token-rotation
func notBotToken(token string) error {
	const (
		name = "SLACK_BOT_TOKEN"
		cure = "copy the “Bot User OAuth Token”, which begins with xoxb-, from “OAuth & Permissions” in the Slack app's settings"
	)
	switch {
	case strings.HasPrefix(token, "xoxe"):
		return fmt.Errorf("%s is a token that expires after 12 hours: the Slack app has token rotation on, "+
			"which Slack cannot turn off again and Chaser does not use; make the app anew with the manifest that "+
			"`chaser manifest` prints, install it, and copy its token, which begins with xoxb-",
			name)
	case strings.HasPrefix(token, "xoxp-"):
		return fmt.Errorf("%s is a person's token (xoxp-), with which Chaser would speak as that person; %s",
			name, cure)
	case strings.HasPrefix(token, "xapp-"):
		return fmt.Errorf("%s is an app-level token (xapp-), which belongs in SLACK_APP_TOKEN; %s", name, cure)
	}
	return nil
}

// notAppToken is the error if a token is set that is not an app-level one.
func notAppToken(token string) error {
	if strings.HasPrefix(token, "xox") {
		kind, _, _ := strings.Cut(token, "-")
		return fmt.Errorf("SLACK_APP_TOKEN is not an app-level token, since it begins with %s-; "+
			"make one with the scope connections:write under “Basic Information” in the Slack app's settings, "+
			"which begins with xapp-, or unset it to be called over HTTP",
			strings.SplitN(kind, ".", 2)[0])
	}
	return nil
}

// RevealSigningSecrets are the signing secrets themselves, for the one place that needs them.
func (c Config) RevealSigningSecrets() []string {
	all := make([]string, 0, len(c.SigningSecrets))
	for _, s := range c.SigningSecrets {
		all = append(all, s.Reveal())
	}
	return all
}
